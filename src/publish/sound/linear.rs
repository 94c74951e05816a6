//! A programme's samples to integers, for the formats that keep every one of them: WAV and FLAC.
//!
//! Both take the same settings and round by the same rule, so the samples of one are those of the other,
//! bit for bit. Dither was rejected: it would have to be the same on every play, and belongs to
//! mastering.

use crate::audio::Hz;
use crate::engines::Settings;
use crate::publish::settings::{self, CHANNELS, Key, Takes, number};
use crate::publish::{Extent, Job};

/// Every setting of such a format.
pub(in crate::publish) const KEYS: &[Key] = &[DEPTH, RATE, CHANNELS];

/// How finely samples are told.
const DEPTH: Key = Key {
    name: "depth",
    about: "bits of a sample (default 16)",
    takes: Takes::Numbers(&[16, 24]),
};

/// How many frames a second.
const RATE: Key = Key {
    name: "rate",
    about: "Hz (default: as the episode is)",
    takes: Takes::Numbers(&[44_100, 48_000]),
};

/// The integers that were asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::publish) struct Linear {
    /// Frames a second.
    pub(in crate::publish) rate: Hz,
    /// Samples in a frame, 1 or 2.
    pub(in crate::publish) channels: u16,
    /// Bits in a sample, 16 or 24.
    pub(in crate::publish) depth: u16,
    /// Length in frames, at this rate.
    pub(in crate::publish) frames: u64,
}

impl Linear {
    /// What a job asks for.
    pub(in crate::publish) fn of(job: &Job<'_>) -> Linear {
        let programme = job.episode.audio.as_ref();
        Linear::within(
            job.settings,
            (programme.rate(), programme.channels(), programme.frames()),
        )
    }

    /// What these settings make of an episode of this extent; 2 channels and no frames where
    /// that is not known yet.
    pub(in crate::publish) fn for_extent(extent: &Extent, settings: &Settings) -> Linear {
        let channels = extent.channels.unwrap_or(2);
        let frames = extent.frames.unwrap_or_default();
        Linear::within(settings, (extent.rate, channels, frames))
    }

    fn within(settings: &Settings, (own, channels, frames): (Hz, u16, u64)) -> Linear {
        let rate = number(settings, RATE.name).map_or(own, Hz);
        let depth = number(settings, DEPTH.name).map_or(16, |depth| depth as u16);
        Linear {
            rate,
            channels: settings::channels(settings, channels),
            depth,
            frames: rate.rescale(frames, own),
        }
    }

    /// Bytes in a sample.
    pub(in crate::publish) fn bytes(&self) -> u16 {
        self.depth / 8
    }

    /// A sample, full scale ±1.0, as the nearest integer of this depth; halves away from zero, what is
    /// beyond full scale to its end, and what is no number to silence.
    ///
    /// In double precision, where scaling and adding a half are exact: `f32::round` is a call into the
    /// mathematics library on processors without SSE 4.1, and this is each sample of hours.
    pub(in crate::publish) fn round(&self, sample: f32) -> i32 {
        let full = 1i32 << (self.depth - 1);
        let scaled = f64::from(sample) * f64::from(full);
        ((scaled + 0.5f64.copysign(scaled)) as i32).clamp(-full, full - 1)
    }
}

/// A length in hours, for a person.
pub(in crate::publish) fn hours(frames: u64, rate: Hz) -> f64 {
    frames as f64 / f64::from(rate.0.max(1)) / 3600.0
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::engines::Setting;
    use crate::house::Levels;

    fn linear(depth: u16) -> Linear {
        Linear {
            rate: Hz(48_000),
            channels: 1,
            depth,
            frames: 0,
        }
    }

    #[test]
    fn samples_are_rounded_to_the_nearest_and_stop_at_full_scale() {
        for (depth, top) in [(16, 32_767), (24, 8_388_607)] {
            let lsb = 1.0 / (top + 1) as f32;
            for (sample, rounded) in [
                (0.0, 0),
                (-0.0, 0),
                (0.49 * lsb, 0),
                (0.5 * lsb, 1),
                (-0.5 * lsb, -1),
                (0.499_999_97 * lsb, 0),
                (1.4 * lsb, 1),
                (-1.6 * lsb, -2),
                (1.0, top),
                (-1.0, -top - 1),
                (7.0, top),
                (f32::INFINITY, top),
                (f32::NEG_INFINITY, -top - 1),
                (f32::NAN, 0),
            ] {
                assert_eq!(linear(depth).round(sample), rounded, "{sample} {depth}");
            }
        }
    }

    #[test]
    fn every_sample_of_either_depth_survives() {
        for sample in i32::from(i16::MIN)..=i32::from(i16::MAX) {
            assert_eq!(linear(16).round(sample as f32 / 32_768.0), sample);
        }
        for sample in (-8_388_608..=8_388_607).step_by(97) {
            assert_eq!(linear(24).round(sample as f32 / 8_388_608.0), sample);
        }
    }

    #[test]
    fn what_was_asked_for_decides_and_else_the_episode() {
        let mut extent = Extent {
            chapters: 0,
            rate: Hz(48_000),
            frames: Some(48_001),
            channels: Some(1),
            levels: Levels::Podcast,
        };
        let none = Settings::new();
        let own = Linear::for_extent(&extent, &none);
        assert_eq!((own.rate, own.depth, own.channels), (Hz(48_000), 16, 1));
        assert_eq!((own.frames, own.bytes()), (48_001, 2));
        let asked: Settings = [
            ("rate".to_owned(), Setting::Number(44_100.0)),
            ("depth".to_owned(), Setting::Number(24.0)),
            ("channels".to_owned(), Setting::Text("stereo".to_owned())),
        ]
        .into();
        let other = Linear::for_extent(&extent, &asked);
        assert_eq!((other.rate, other.depth), (Hz(44_100), 24));
        assert_eq!(
            (other.channels, other.frames, other.bytes()),
            (2, 44_101, 3)
        );
        (extent.frames, extent.channels) = (None, None);
        assert_eq!(Linear::for_extent(&extent, &none).frames, 0);
    }
}

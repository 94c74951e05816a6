//! Settings, and what an episode is, to how its MP3 is encoded: the defaults stand here.
//!
//! Speech at 96 kbit/s in one channel keeps the whole band that the voices here have (LAME cuts nothing below
//! 20 kHz then); two channels that are nearly alike take 128 together. An audiobook goes to ACX, which wants
//! 44.1 kHz and a constant 192 or more. Mono is not forced on one: somebody's place in a cast would be folded
//! away, and everyone's loudness with it, so it is as mono as the episode, which is mono unless it has places.

use super::super::settings;
use crate::audio::Hz;
use crate::engines::Settings;
use crate::house::Levels;

/// In kbit/s: those of MPEG-1 layer III from 64 on. Below, the first frame has no room for what makes
/// a file gapless.
pub(super) const BITRATES: &[u32] = &[64, 80, 96, 112, 128, 160, 192, 224, 256, 320];

/// The highest of them, which a variable rate may reach.
pub(super) const HIGHEST: u32 = 320;

/// In Hz: the third of MPEG-1, 32,000, is left out because nothing asks for it.
pub(super) const RATES: &[u32] = &[44_100, 48_000];

/// How an episode is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Plan {
    /// One of [`RATES`].
    pub(super) rate: Hz,
    /// 1 or 2.
    pub(super) channels: u16,
    /// How many bits.
    pub(super) pace: Pace,
}

/// How many bits a second takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    /// So many kbit, one of [`BITRATES`].
    Constant(u32),
    /// As many as a quality from 0, the best, to 9 needs.
    Variable(u32),
}

impl Plan {
    /// With these settings, checked, for an episode of this rate, channels and preset.
    pub(super) fn of(settings: &Settings, rate: Hz, channels: u16, levels: Levels) -> Plan {
        let audiobook = levels == Levels::Audiobook;
        let channels = settings::channels(settings, channels).clamp(1, 2);
        let own = match rate.0 {
            _ if audiobook => 44_100,
            rate if RATES.contains(&rate) => rate,
            _ => 48_000,
        };
        let pace = match settings::word(settings, "mode") {
            Some("vbr") => Pace::Variable(settings::number(settings, "quality").unwrap_or(4)),
            _ => Pace::Constant(settings::number(settings, "bitrate").unwrap_or(
                match (audiobook, channels) {
                    (true, _) => 192,
                    (false, 1) => 96,
                    (false, _) => 128,
                },
            )),
        };
        Plan {
            rate: Hz(settings::number(settings, "rate").unwrap_or(own)),
            channels,
            pace,
        }
    }
}

//! A line with silence around it to the line alone, so that a pause is the pause asked for.
//!
//! Where a line begins and ends is decided by single samples against a threshold, as
//! `silencedetect` and editors' silence finders do, and not by windows of energy: then what
//! is measured in the finished episode agrees with what was cut here. The threshold hangs on
//! the line's own peak, because what is silence to a loud voice is speech to a quiet one.

use super::{Hz, Millis};
use std::ops::Range;

/// Counts up whenever the same line would be cut elsewhere, so that stored takes can be told
/// apart.
pub const VERSION: u32 = 1;

/// What is this far below the line's peak is silence. Speech mastered to podcast loudness peaks
/// at -2 to -6 dBFS, so a detector set to -50 dBFS looks 2 dB and more below this, where nothing
/// is left but the faded margins. Lower, and an engine's breath of noise counts as speech to one
/// detector and as pause to the next; higher, and a final `f` is lost.
const BELOW_PEAK: f32 = 0.008; // -42 dB

/// A line whose peak is below this share of full scale has nothing in it but an engine's noise.
const NOISE: f32 = 0.01; // -40 dBFS

/// What is kept on either side, and faded: shorter would click, longer would be heard as pause.
pub const MARGIN: Millis = Millis(5);

/// From the first to one past the last sample that can be heard; empty if none can.
/// `full_scale` is 1 for floating point and 32,768 for 16-bit samples.
#[must_use]
pub fn sounding<T: Copy + Into<f32>>(samples: &[T], full_scale: f32) -> Range<usize> {
    let level = |sample: &T| Into::<f32>::into(*sample).abs();
    let peak = samples.iter().map(level).fold(0.0, f32::max);
    if peak < NOISE * full_scale {
        return 0..0;
    }
    let heard = |sample: &T| level(sample) >= peak * BELOW_PEAK;
    match (
        samples.iter().position(heard),
        samples.iter().rposition(heard),
    ) {
        (Some(first), Some(last)) => first..last + 1,
        _ => 0..0,
    }
}

/// Cuts the silence from both ends and tells what of `samples` is left: what sounds, and up to
/// [`MARGIN`] on either side, over which it fades in and out. What sounds is not touched. Empty
/// if nothing can be heard.
pub fn trim(samples: &mut Vec<f32>, rate: Hz) -> Range<usize> {
    let sound = sounding(samples, 1.0);
    if sound.is_empty() {
        samples.clear();
        return 0..0;
    }
    let margin = rate.frames(MARGIN) as usize;
    let kept = sound.start.saturating_sub(margin)..(sound.end + margin).min(samples.len());
    fade(samples[kept.start..sound.start].iter_mut());
    fade(samples[sound.end..kept.end].iter_mut().rev());
    samples.truncate(kept.end);
    samples.drain(..kept.start);
    kept
}

/// Fades both ends of a sound over [`MARGIN`], so that no sound begins or ends with a click, whatever
/// it was made from. A line that was trimmed has nothing but its margins there.
pub fn soften(samples: &mut [f32], rate: Hz) {
    let margin = (rate.frames(MARGIN) as usize).min(samples.len() / 2);
    let (first, rest) = samples.split_at_mut(margin);
    fade(first.iter_mut());
    let last = rest.len() - margin;
    fade(rest[last..].iter_mut().rev());
}

/// From nothing to full, along half a cosine.
pub(super) fn fade<'a>(samples: impl ExactSizeIterator<Item = &'a mut f32>) {
    let steps = samples.len() as f32 + 1.0;
    for (at, sample) in samples.enumerate() {
        let way = (at as f32 + 1.0) / steps;
        *sample *= 0.5 - 0.5 * (std::f32::consts::PI * way).cos();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RATE: Hz = Hz(16_000);

    fn line(before: usize, sound: usize, after: usize, noise: f32) -> Vec<f32> {
        let hiss = |n: usize| (0..n).map(move |i| if i % 2 == 0 { noise } else { -noise });
        hiss(before)
            .chain((0..sound).map(|n| if n % 3 == 0 { -0.4 } else { 0.4 }))
            .chain(hiss(after))
            .collect()
    }

    #[test]
    fn sound_is_kept_as_it_is_and_silence_is_cut() {
        let given = line(800, 1000, 8000, 0.001);
        let mut kept = given.clone();
        assert_eq!(trim(&mut kept, RATE), 720..1880);
        assert_eq!(kept[80..1080], given[800..1800]);
        // The margins begin and end at nothing, and never rise above what was there.
        for (at, margin) in [(0, 720), (1080, 1800)] {
            for n in 0..80 {
                assert!(kept[at + n].abs() <= given[margin + n].abs());
            }
        }
        assert!(kept[0].abs() < 1e-6 && kept[1159].abs() < 1e-6);
    }

    #[test]
    fn what_is_silence_hangs_on_the_line() {
        // The same hiss is cut beside a loud voice and kept beside a quiet one.
        for (gain, length) in [(1.0, 100), (0.1, 300)] {
            let given: Vec<f32> = line(100, 100, 100, 0.0004 / gain)
                .iter()
                .map(|s| s * gain)
                .collect();
            assert_eq!(sounding(&given, 1.0).len(), length, "gain {gain}");
        }
    }

    #[test]
    fn silence_and_noise_alone_leave_nothing() {
        for given in [vec![], vec![0.0; 500], vec![0.009; 500]] {
            let mut samples = given;
            assert_eq!(trim(&mut samples, RATE), 0..0);
            assert!(samples.is_empty());
        }
        assert_eq!(sounding(&[0i16, 200, -300, 0], 32_768.0), 0..0);
        assert_eq!(sounding(&[0i16, 400, -300, 0], 32_768.0), 1..3);
    }

    #[test]
    fn soft_ends_leave_the_middle_alone() {
        for length in [0, 1, 2, 3, 80, 159, 160, 161, 1000] {
            let mut samples = vec![1f32; length];
            soften(&mut samples, RATE);
            let ends = 80.min(length / 2);
            let whole = samples.iter().filter(|sample| **sample == 1.0).count();
            assert_eq!(whole, length - 2 * ends);
            if length >= 160 {
                assert!(samples[0] < 0.001 && samples[length - 1] < 0.001);
            }
        }
    }

    proptest! {
        #[test]
        fn nothing_that_sounds_is_lost(samples in prop::collection::vec(-1.5f32..1.5, 0..400)) {
            let mut kept = samples.clone();
            let range = trim(&mut kept, RATE);
            prop_assert_eq!(range.len(), kept.len());
            let peak = samples.iter().fold(0f32, |m, s| m.max(s.abs()));
            for (at, sample) in samples.iter().enumerate() {
                if peak >= NOISE && sample.abs() >= peak * BELOW_PEAK {
                    prop_assert_eq!(kept[at - range.start], *sample);
                }
            }
        }
    }
}

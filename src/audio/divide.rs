//! A recording of several sentences to the places between them.
//!
//! Nobody knows here what is said in it; only how much each sentence takes of it, about. So a place is
//! expected after its share of the sound, silences aside, and taken where the longest silence
//! nearby is: people pause longest between sentences. Where there is none (music, wind, a hurried
//! voice) the quietest moment nearby does. To find the words themselves would take a
//! recognizer for every language, for captions that are read beside the voice.

use super::{Hz, Millis};

/// The stretch over which it is asked whether anything sounds.
const WINDOW: Millis = Millis(10);
/// A window is silent if none of its samples reaches this share of the loudest.
const SILENT: f32 = 0.02; // -34 dB
/// Shorter silences, in windows, are part of a word: the closure of a `t` is 60 ms long.
const GAP: usize = 9;
/// A place is looked for so far from where it was expected: in windows, and as a share of the
/// shorter of the two sentences at it.
const REACH: f64 = 60.0;
const REACH_SHARE: f64 = 0.35;
/// No sentence is shorter than this, in windows.
const LEAST: usize = 8;

/// Where to part samples so that each part has about its share of what sounds: a sample for every
/// part but the first, in order. `None` if there is not room for all.
#[must_use]
pub fn divide(samples: &[i16], rate: Hz, shares: &[f64]) -> Option<Vec<usize>> {
    let width = (rate.frames(WINDOW) as usize).max(1);
    let peaks: Vec<u16> = samples
        .chunks(width)
        .map(|window| window.iter().map(|s| s.unsigned_abs()).max().unwrap_or(0))
        .collect();
    if peaks.len() < shares.len().saturating_mul(LEAST) {
        return None;
    }
    let loudest = f32::from(peaks.iter().copied().max().unwrap_or(0));
    let silent: Vec<bool> = peaks
        .iter()
        .map(|peak| f32::from(*peak) < loudest * SILENT)
        .collect();
    let sounded = sounded(&silent);
    let runs = runs(&silent);
    let all: f64 = shares.iter().map(|share| share.max(1.0)).sum();
    let whole = *sounded.last()? as f64;
    let mut places = Vec::with_capacity(shares.len());
    let (mut before, mut last) = (0.0, 0);
    for (number, pair) in shares.windows(2).enumerate() {
        before += pair[0].max(1.0);
        let expected = whole * before / all;
        let shorter = pair[0].min(pair[1]).max(1.0);
        let reach = (whole * shorter / all * REACH_SHARE).max(REACH);
        // Every part keeps its least, those that follow too.
        let room = (last + LEAST)..(peaks.len() - LEAST * (shares.len() - 1 - number) + 1);
        let near = |at: usize| (sounded[at] as f64 - expected).abs();
        let from = sounded.partition_point(|s| (*s as f64) < expected - reach);
        let to = sounded.partition_point(|s| (*s as f64) <= expected + reach);
        let (from, to) = (from.max(room.start), to.min(room.end).min(peaks.len()));
        let silence = {
            let first = runs.partition_point(|(start, end)| (start + end) / 2 < from);
            let inside = runs[first..]
                .iter()
                .take_while(|(start, end)| (start + end) / 2 < to);
            inside
                .map(|(start, end)| ((start + end) / 2, end - start))
                .min_by(|(a, long_a), (b, long_b)| {
                    long_b.cmp(long_a).then(near(*a).total_cmp(&near(*b)))
                })
                .map(|(middle, _)| middle)
        };
        let quietest = || {
            (from..to).min_by(|a, b| {
                peaks[*a]
                    .cmp(&peaks[*b])
                    .then(near(*a).total_cmp(&near(*b)))
            })
        };
        let expected = || sounded.partition_point(|s| (*s as f64) < before / all * whole);
        let place = silence
            .or_else(quietest)
            .unwrap_or_else(expected)
            .clamp(room.start, room.end.max(room.start + 1) - 1);
        places.push(place * width);
        last = place;
    }
    Some(places)
}

/// How many windows sound before each, and behind the last.
fn sounded(silent: &[bool]) -> Vec<usize> {
    let mut count = 0;
    let mut all = Vec::with_capacity(silent.len() + 1);
    all.push(0);
    for silent in silent {
        count += usize::from(!silent);
        all.push(count);
    }
    all
}

/// Silences between sounds that are long enough for one: first window, and one past the last.
fn runs(silent: &[bool]) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut start = None;
    for (at, silent) in silent.iter().enumerate() {
        match (silent, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                if at - from >= GAP && from > 0 {
                    runs.push((from, at));
                }
                start = None;
            }
            _ => {}
        }
    }
    runs
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RATE: Hz = Hz(16_000);

    /// Sound and silence in turns, in milliseconds.
    fn speech(parts: &[(usize, usize)]) -> Vec<i16> {
        let of = |ms: usize, level: i16| {
            (0..ms * 16).map(move |n| if n % 7 < 3 { level } else { -level })
        };
        let part = |(sound, still): &(usize, usize)| of(*sound, 8000).chain(of(*still, 20));
        parts.iter().flat_map(part).collect()
    }

    #[test]
    fn sentences_are_parted_in_the_silence_between_them() {
        // The commas are silences too, but shorter.
        let sound = speech(&[(900, 150), (700, 500), (600, 120), (1500, 420), (1000, 0)]);
        let places = divide(&sound, RATE, &[30.0, 45.0, 20.0]).unwrap();
        let ms: Vec<usize> = places.iter().map(|at| at / 16).collect();
        assert!((1750..2250).contains(&ms[0]), "{ms:?}");
        assert!((4470..4890).contains(&ms[1]), "{ms:?}");
    }

    #[test]
    fn where_nothing_is_silent_the_quietest_moment_does() {
        let mut sound = speech(&[(4000, 0)]);
        sound[33_000..33_600].iter_mut().for_each(|s| *s /= 4);
        let places = divide(&sound, RATE, &[10.0, 10.0]).unwrap();
        assert!((32_960..33_600).contains(&places[0]), "{places:?}");
    }

    #[test]
    fn too_little_sound_is_told() {
        assert_eq!(divide(&speech(&[(200, 0)]), RATE, &[1.0; 3]), None);
        assert_eq!(divide(&[], RATE, &[1.0, 1.0]), None);
        assert_eq!(divide(&speech(&[(200, 0)]), RATE, &[1.0]), Some(vec![]));
    }

    proptest! {
        #[test]
        fn every_part_has_room(
            parts in prop::collection::vec((0usize..900, 0usize..500), 1..12),
            shares in prop::collection::vec(0.0f64..90.0, 1..9),
        ) {
            let sound = speech(&parts);
            if let Some(places) = divide(&sound, RATE, &shares) {
                prop_assert_eq!(places.len() + 1, shares.len());
                let ends = places.iter().copied().chain([sound.len()]);
                let starts = [0].into_iter().chain(places.iter().copied());
                for (start, end) in starts.zip(ends) {
                    // The last window may be a short one.
                    prop_assert!(end > start + (LEAST - 1) * 160, "{places:?} of {}", sound.len());
                }
            }
        }
    }
}

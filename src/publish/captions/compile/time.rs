//! Cues that know when their words are heard to cues with times: long enough to be read, where there is room.
//!
//! A cue begins with its first word, to the millisecond of the chapters and of the sound. It ends with its
//! last word, or later if it takes longer to read, but never in the next cue. A hole that would
//! flicker is closed.

use super::super::profile::{FLICKER, Profile};

/// When a cue is shown, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Time {
    pub(super) start: u64,
    pub(super) end: u64,
}

/// What is spoken from when to when, and how long it takes to read, in milliseconds. In order; `end` is
/// that of the sound.
pub(super) fn times(spoken: &[(Time, u64)], profile: &Profile, end: u64) -> Vec<Time> {
    let ms = |length: crate::audio::Millis| u64::from(length.0);
    let (gap, longest) = (ms(profile.gap), ms(profile.longest));
    let mut starts: Vec<u64> = Vec::with_capacity(spoken.len());
    for (time, _) in spoken {
        // Players drop an empty cue, so that at worst one is a millisecond late.
        let free = starts.last().map_or(0, |last| last + 1);
        starts.push(time.start.max(free));
    }
    let times = spoken.iter().enumerate().map(|(at, (time, reading))| {
        let start = starts[at];
        let wanted = (start + ms(profile.shortest)).max(start + reading);
        let wanted = time.end.max(wanted).min(start + longest);
        let Some(next) = starts.get(at + 1).copied() else {
            return Time {
                start,
                end: wanted.min(end).max(start + 1),
            };
        };
        let apart = next.saturating_sub(gap).max(start + 1).min(next);
        // As late as it may end.
        let latest = if profile.closes { next } else { apart };
        let mut end = wanted.min(latest);
        let flickers = next - end < gap.max(ms(FLICKER));
        if flickers && end < latest {
            end = latest.min(start + longest);
            // The longest is not to be met at the price of a hole that is too small.
            if next - end < gap && end < next {
                end = apart;
            }
        }
        Time {
            start,
            end: end.max(start + 1),
        }
    });
    times.collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::super::profile::profile;
    use super::*;

    fn timed(name: &str, spoken: &[(u64, u64, u64)]) -> Vec<(u64, u64)> {
        let spoken: Vec<(Time, u64)> = spoken
            .iter()
            .map(|&(start, end, reading)| (Time { start, end }, reading))
            .collect();
        let times = times(&spoken, profile(name).unwrap(), 20_000);
        times.into_iter().map(|t| (t.start, t.end)).collect()
    }

    #[test]
    fn a_cue_stays_as_long_as_it_is_read_and_no_longer() {
        // Long enough; held for the shortest; held to be read; the last one as far as there is sound.
        let spoken = [
            (0, 2_000, 1_900),
            (4_000, 4_300, 300),
            (6_000, 7_000, 2_500),
            (19_500, 19_900, 100),
        ];
        let expected = [(0, 2_000), (4_000, 5_000), (6_000, 8_500), (19_500, 20_000)];
        assert_eq!(timed("duologue", &spoken), expected);
    }

    #[test]
    fn between_two_is_a_gap_or_nothing() {
        let spoken = [
            (0, 2_000, 0),
            (2_000, 4_000, 0),
            (4_400, 6_000, 0),
            (6_700, 9_000, 0),
        ];
        let gaps = |name| -> Vec<u64> {
            let times = timed(name, &spoken);
            times.windows(2).map(|w| w[1].0 - w[0].1).collect()
        };
        assert_eq!(gaps("duologue"), [80, 80, 700]);
        assert_eq!(gaps("podcast"), [0, 0, 700]);
        assert_eq!(gaps("bbc"), [0, 0, 0]);
    }

    #[test]
    fn what_has_no_time_at_all_has_a_millisecond() {
        let times = timed("duologue", &[(500, 500, 0), (500, 500, 0), (501, 900, 0)]);
        assert!(times.iter().all(|(start, end)| start < end));
        assert!(times.windows(2).all(|w| w[0].1 <= w[1].0));
    }
}

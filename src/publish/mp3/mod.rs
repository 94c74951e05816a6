//! An episode to `<name>.mp3`: what every player plays, gapless and with chapters.
//!
//! ID3v2.3 → a frame that says how long the sound is (the LAME tag in an Info or Xing frame) → frames of MPEG-1
//! layer III (ISO/IEC 11172-3). The tag stands in front, where players look, and is whole before the first
//! sample; the frame behind it is known last and written over its empty self at the end. From it a
//! decoder learns how many samples at either end are the encoder's own, so that what is decoded has the
//! length of the episode, to the sample, and every chapter begins where its time says.
//!
//! LAME encodes (`lame`), behind the feature `mp3`, because it is LGPL and linked in. A pure Rust encoder was
//! rejected: it writes no such frame, so all of it would come 24 ms late.

#[cfg(feature = "mp3")]
mod lame;
mod plan;

use super::settings::{self, CHANNELS, Key, Takes};
use super::sound::hours;
use super::{Extent, OutputRow, Write};
use crate::engines::{Setting, SettingProblem, Settings};
use plan::{BITRATES, Pace, Plan, RATES};

/// The row of this format.
pub(super) const ROW: OutputRow = OutputRow {
    name: "mp3",
    about: "the sound for podcast apps and players, with chapters and tags (MP3)",
    file: |name| format!("{name}.mp3"),
    media_type: "audio/mpeg",
    default: false,
    pictured: true,
    needs: &[],
    missing: MISSING,
    like: None,
    check,
    holds,
    write: WRITE,
};

#[cfg(feature = "mp3")]
const MISSING: Option<&str> = None;
#[cfg(not(feature = "mp3"))]
const MISSING: Option<&str> =
    Some("it was built without LAME, which `cargo build --release --features mp3` builds in");

#[cfg(feature = "mp3")]
const WRITE: Write = Write::Sound(|job| Ok(Box::new(lame::Mp3::open(job)?)));
#[cfg(not(feature = "mp3"))]
const WRITE: Write = Write::Sound(|_| {
    Err(super::PublishError::NotBuilt {
        name: ROW.name,
        how: "it was built without LAME",
    })
});

/// What may be set. Defaults are [`Plan::of`]'s.
const KEYS: &[Key] = &[
    Key {
        name: "bitrate",
        about: "kbit/s, constant (default 96, in stereo 128; 192 for `levels: audiobook`); a file \
                with less could not say where its sound begins and ends",
        takes: Takes::Numbers(BITRATES),
    },
    Key {
        name: "mode",
        about: "a constant bit rate, or one that follows the sound (default cbr)",
        takes: Takes::Words(&["cbr", "vbr"]),
    },
    Key {
        name: "quality",
        about: "of `mode: vbr`, from 0, the best, to 9, the smallest (default 4)",
        takes: Takes::Range(0, 9),
    },
    Key {
        name: "rate",
        about: "Hz (default as the episode is; 44100 for `levels: audiobook`)",
        takes: Takes::Numbers(RATES),
    },
    CHANNELS,
];

/// Each setting by itself, and those that contradict each other.
fn check(settings: &Settings) -> Vec<SettingProblem> {
    let mut problems = settings::check(KEYS, settings);
    let mode = settings.get("mode");
    let (idle, message, hint) = match mode {
        Some(Setting::Text(mode)) if mode == "vbr" => (
            "bitrate",
            "`bitrate` and `mode: vbr` contradict each other",
            "a variable bit rate follows `quality`, from 0, the best, to 9, the smallest",
        ),
        Some(Setting::Text(mode)) if mode != "cbr" => return problems,
        _ => (
            "quality",
            "`quality` is for `mode: vbr`",
            "a constant bit rate is set by `bitrate`; `mode: vbr` makes it follow the sound",
        ),
    };
    if settings.contains_key(idle) && problems.iter().all(|problem| problem.key != idle) {
        problems.push(SettingProblem {
            key: idle.to_owned(),
            message: message.to_owned(),
            hint: Some(hint.to_owned()),
        });
    }
    problems
}

/// Its first frame counts the bytes of its sound in 32 bits: 30 hours of 320 kbit/s, which is what a variable
/// rate may come to.
fn holds(extent: &Extent, settings: &Settings) -> Result<(), String> {
    let Some(frames) = extent.frames else {
        return Ok(());
    };
    // Fewer channels, and so the smaller file, while they are not known: it is asked again.
    let plan = Plan::of(
        settings,
        extent.rate,
        extent.channels.unwrap_or(1),
        extent.levels,
    );
    let hours = hours(frames, extent.rate);
    let (kbit, what) = match plan.pace {
        Pace::Constant(kbit) => (kbit, "a lower `bitrate`"),
        Pace::Variable(_) => (plan::HIGHEST, "`mode: cbr` and a low `bitrate`"),
    };
    let most = f64::from(u32::MAX) * 8.0 / (f64::from(kbit) * 1000.0) / 3600.0;
    match hours <= most {
        true => Ok(()),
        false => Err(format!(
            "it lasts {hours:.1} hours, and an MP3 of {kbit} kbit/s counts at most {most:.1}; set {what}, make \
             it in parts, or leave this format out"
        )),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::audio::Hz;
    use crate::house::Levels;

    fn settings(given: &[(&str, &str)]) -> Settings {
        let value = |value: &str| match value.parse() {
            Ok(number) => Setting::Number(number),
            Err(_) => Setting::Text(value.to_owned()),
        };
        given
            .iter()
            .map(|(key, text)| ((*key).to_owned(), value(text)))
            .collect()
    }

    #[test]
    fn defaults_follow_the_episode_and_settings_outrank_them() {
        use Pace::{Constant, Variable};
        for (given, rate, channels, levels, expected) in [
            (
                &[][..],
                48_000,
                1,
                Levels::Podcast,
                (48_000, 1, Constant(96)),
            ),
            (&[], 48_000, 2, Levels::Podcast, (48_000, 2, Constant(128))),
            (&[], 44_100, 1, Levels::Broadcast, (44_100, 1, Constant(96))),
            (&[], 24_000, 1, Levels::Podcast, (48_000, 1, Constant(96))),
            (
                &[],
                48_000,
                1,
                Levels::Audiobook,
                (44_100, 1, Constant(192)),
            ),
            (
                &[],
                48_000,
                2,
                Levels::Audiobook,
                (44_100, 2, Constant(192)),
            ),
            (
                &[("channels", "stereo"), ("rate", "48000")],
                48_000,
                1,
                Levels::Audiobook,
                (48_000, 2, Constant(192)),
            ),
            (
                &[("channels", "mono"), ("bitrate", "64")],
                48_000,
                2,
                Levels::Podcast,
                (48_000, 1, Constant(64)),
            ),
            (
                &[("mode", "vbr")],
                48_000,
                1,
                Levels::Podcast,
                (48_000, 1, Variable(4)),
            ),
            (
                &[("mode", "vbr"), ("quality", "0")],
                48_000,
                1,
                Levels::Audiobook,
                (44_100, 1, Variable(0)),
            ),
        ] {
            let plan = Plan::of(&settings(given), Hz(rate), channels, levels);
            let found = (plan.rate.0, plan.channels, plan.pace);
            assert_eq!(found, expected, "{given:?} {levels:?}");
        }
    }

    #[test]
    fn what_cannot_be_or_contradicts_is_told() {
        for (given, told) in [
            (
                &[("bitrate", "128"), ("mode", "cbr"), ("rate", "44100")][..],
                &[][..],
            ),
            (
                &[("quality", "0"), ("mode", "vbr"), ("channels", "mono")],
                &[],
            ),
            (
                &[("bitrate", "128"), ("mode", "vbr")],
                &["`bitrate` and `mode: vbr` contradict each other"],
            ),
            (&[("quality", "2")], &["`quality` is for `mode: vbr`"]),
            (
                &[("quality", "2"), ("mode", "cbr")],
                &["`quality` is for `mode: vbr`"],
            ),
            (&[("bitrate", "48")], &["`bitrate` cannot be 48"]),
            (
                &[("bitrate", "100"), ("mode", "vbr")],
                &["`bitrate` cannot be 100"],
            ),
            (
                &[("mode", "abr"), ("quality", "2")],
                &["`mode` cannot be `abr`"],
            ),
            (
                &[("quality", "10"), ("mode", "vbr")],
                &["`quality` cannot be 10"],
            ),
            (&[("rate", "32000")], &["`rate` cannot be 32000"]),
            (&[("bitrat", "128")], &["unknown setting `bitrat`"]),
        ] {
            let found = check(&settings(given));
            let messages: Vec<&str> = found
                .iter()
                .map(|problem| problem.message.as_str())
                .collect();
            assert_eq!(messages, told, "{given:?}");
            assert!(found.iter().all(|problem| problem.hint.is_some()));
        }
    }

    #[test]
    fn a_length_beyond_32_bits_of_bytes_is_told_with_what_to_do() {
        let extent = |hours: u64, channels| Extent {
            chapters: 5,
            rate: Hz(48_000),
            frames: Some(hours * 3600 * 48_000),
            channels,
            levels: Levels::Podcast,
        };
        for (hours, channels, given, fits) in [
            (30, Some(2), &[][..], true),
            (74, Some(2), &[], true),
            (75, Some(2), &[], false),
            (75, Some(1), &[], true),
            // Until it is mixed.
            (75, None, &[], true),
            (100, Some(1), &[], false),
            (29, Some(1), &[("bitrate", "320")], true),
            (30, Some(1), &[("bitrate", "320")], false),
            (30, Some(1), &[("mode", "vbr")], false),
            (29, Some(1), &[("mode", "vbr")], true),
        ] {
            let found = holds(&extent(hours, channels), &settings(given));
            assert_eq!(
                found.is_ok(),
                fits,
                "{hours} h {channels:?} {given:?}: {found:?}"
            );
        }
        let why = holds(&extent(40, Some(1)), &settings(&[("bitrate", "320")])).unwrap_err();
        assert_eq!(
            why,
            "it lasts 40.0 hours, and an MP3 of 320 kbit/s counts at most 29.8; set a lower `bitrate`, make \
             it in parts, or leave this format out"
        );
        let unknown = Extent {
            frames: None,
            chapters: 100_000,
            ..extent(1, None)
        };
        assert!(holds(&unknown, &Settings::new()).is_ok());
    }
}

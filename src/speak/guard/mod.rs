//! A take to a verdict: is this speech, and as long as these words must be?
//!
//! Engines fail without a word: they return silence, noise, half a line, the same syllable for a
//! minute. So every take is looked at before it is used, the stored ones too. A verdict depends on
//! the take, its job, and the fixed sentence of its voice ([`band`]), on nothing else.

mod band;
mod sound;

use crate::engines::{SpeakJob, Take};
pub(super) use band::Band;
use sound::Sound;
use std::fmt;

/// More silence than this share of a line is no line. Speech with a comma has a fifth.
const SILENT: f64 = 0.6;
/// And a recording of which more than this is silent is no recording of a line.
const MUTE: f64 = 0.95;
/// Lines shorter than this, in seconds, are too short for that share to mean anything.
const SHORT: f64 = 0.6;
/// A line shorter than this, in seconds, with a sign between two words ("Well, no.") is half pause:
/// 0.59 were measured in a voice that was as it should be.
const HALTING: f64 = 1.5;
const SILENT_HALTING: f64 = 0.75;
/// The mean of speech is a hundredth of its level; a converter that is off has ten times that.
const OFFSET: f64 = 0.3;
/// Voices have 0.7 and more, whispers and a lone `sh` 0.4, noise 0.
const SMOOTH: f64 = 0.25;
/// So many samples at full scale, and so many in a row, are heard as a crackle.
const CLIPPED: f64 = 0.005;
const FLAT: usize = 8;

/// What is wrong with a take.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Broken {
    /// Nothing can be heard.
    Empty,
    /// Most of it is silence: seconds of it, of so many.
    Silence {
        /// Silent seconds.
        silent: f64,
        /// Of so many.
        seconds: f64,
    },
    /// It is noise.
    Noise,
    /// It sways around another value than zero.
    Offset,
    /// It is cut off at full scale.
    Clipped {
        /// The share of samples that are.
        share: f64,
    },
    /// It is too short for its words.
    Short {
        /// As long as it is, in seconds.
        seconds: f64,
        /// As long as it must be.
        least: f64,
    },
    /// It is too long for its words.
    Long {
        /// As long as it is, in seconds.
        seconds: f64,
        /// As long as it may be.
        most: f64,
    },
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Broken::Empty => f.write_str("made no sound of it"),
            Broken::Silence { silent, seconds } => {
                write!(f, "was silent for {silent:.1} of {seconds:.1} s")
            }
            Broken::Noise => f.write_str("made noise of it, and no speech"),
            Broken::Offset => f.write_str("gave a sound that is off its zero line"),
            Broken::Clipped { share } => {
                write!(f, "gave a sound of which {:.1} % is clipped", share * 100.0)
            }
            Broken::Short { seconds, least } => write!(
                f,
                "took {seconds:.1} s, too little for these words (at least {least:.1} s)"
            ),
            Broken::Long { seconds, most } => write!(
                f,
                "took {seconds:.1} s, too much for these words (at most {most:.1} s)"
            ),
        }
    }
}

/// Looks at a take. `band` is what is known of its voice.
pub(super) fn check(job: &SpeakJob, take: &Take, band: Option<Band>) -> Result<(), Broken> {
    if take.audio.samples.is_empty() {
        return Err(Broken::Empty);
    }
    let sound = Sound::of(&take.audio);
    // A piece of a clip lies where its sentence is thought to be, perhaps in a pause; that something
    // is heard in the whole was seen when it was divided.
    if job.recording.as_ref().is_some_and(|r| r.piece.is_some()) {
        return Ok(());
    }
    if job.recording.is_some() {
        // Somebody recorded it and listened: it may be a whisper, a laugh or a horn, as long as
        // it likes. But not nothing.
        let (silent, seconds) = (sound.silent, sound.seconds);
        return match silent > MUTE * seconds {
            true => Err(Broken::Silence { silent, seconds }),
            false => Ok(()),
        };
    }
    let breaks = band::breaks(job);
    let seconds = (sound.seconds - breaks).max(0.0);
    if sound.offset.abs() > OFFSET {
        return Err(Broken::Offset);
    }
    if sound.clipped > CLIPPED && sound.flat >= FLAT {
        return Err(Broken::Clipped {
            share: sound.clipped,
        });
    }
    if sound.smooth < SMOOTH {
        return Err(Broken::Noise);
    }
    let silent = (sound.silent - breaks).max(0.0);
    if seconds > SHORT && silent > silence(job, seconds) * seconds {
        return Err(Broken::Silence { silent, seconds });
    }
    if let Some((least, most)) = band.map(|band| band.range(job)) {
        if seconds < least {
            return Err(Broken::Short { seconds, least });
        }
        if seconds > most {
            return Err(Broken::Long { seconds, most });
        }
    }
    Ok(())
}

/// The share of silence that a line of so many seconds may have.
fn silence(job: &SpeakJob, seconds: f64) -> f64 {
    let text = job.text();
    let words = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let halts = words.contains([',', ';', ':', '.', '!', '?']);
    match halts && seconds < HALTING {
        true => SILENT_HALTING,
        false => SILENT,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::audio::{Hz, Pcm};
    use crate::engines::{Language, Spoken, VoiceSpec};

    const RATE: Hz = Hz(16_000);

    fn job(spoken: Vec<Spoken>) -> SpeakJob {
        SpeakJob {
            voice: VoiceSpec::plain("tone", "a"),
            fingerprint: String::new(),
            own: RATE,
            language: Language::parse("en-GB").unwrap(),
            spoken,
            variant: 0,
            recording: None,
        }
    }

    /// Thirty letters: two seconds of a voice that takes 66 ms for each.
    fn words() -> SpeakJob {
        job(vec![Spoken::Text(
            "thirty letters are spoken here, so".into(),
        )])
    }

    const BAND: Option<Band> = Some(Band { letter: 0.066 });

    fn take(samples: impl Iterator<Item = f64>) -> Take {
        let samples = samples.map(|s| (s * 32_767.0).clamp(-32_768.0, 32_767.0) as i16);
        Take {
            lacks: Vec::new(),
            audio: Pcm {
                rate: RATE,
                samples: samples.collect(),
            },
            words: Vec::new(),
        }
    }

    fn tone(seconds: f64) -> impl Iterator<Item = f64> {
        (0..(seconds * 16_000.0) as usize).map(|n| 0.3 * (n as f64 * 0.05).sin())
    }

    fn noise(seconds: f64) -> impl Iterator<Item = f64> {
        let mut seed = 1u32;
        (0..(seconds * 16_000.0) as usize).map(move |_| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from(seed >> 16) / 32_768.0 - 1.0
        })
    }

    fn still(seconds: f64) -> impl Iterator<Item = f64> {
        std::iter::repeat_n(0.0, (seconds * 16_000.0) as usize)
    }

    #[test]
    fn a_line_that_is_as_it_should_be_passes() {
        for seconds in [0.9, 2.0, 5.0] {
            assert_eq!(
                check(&words(), &take(tone(seconds)), BAND),
                Ok(()),
                "{seconds}"
            );
        }
        assert_eq!(check(&words(), &take(tone(60.0)), None), Ok(()));
    }

    #[test]
    fn every_way_to_be_broken_is_seen() {
        let told = |take: &Take| check(&words(), take, BAND).map_err(|b| b.to_string());
        let cases: [(Take, &str); 7] = [
            (Take::default(), "made no sound of it"),
            (
                take(tone(0.5).chain(still(1.5)).chain(tone(0.1))),
                "was silent for 1.5 of 2.1 s",
            ),
            (
                take(noise(2.0).map(|s| s * 0.3)),
                "made noise of it, and no speech",
            ),
            (
                take(tone(2.0).map(|s| s + 0.3)),
                "gave a sound that is off its zero line",
            ),
            (take(tone(2.0).map(|s| s * 40.0)), "gave a sound of which"),
            (
                take(tone(0.6)),
                "took 0.6 s, too little for these words (at least 0.7 s)",
            ),
            (
                take(tone(9.0)),
                "took 9.0 s, too much for these words (at most 5.3 s)",
            ),
        ];
        for (take, said) in cases {
            let told = told(&take).unwrap_err();
            assert!(told.starts_with(said), "{told}, not {said}");
        }
    }

    #[test]
    fn a_recording_may_be_anything_but_silent() {
        let mut recorded = words();
        recorded.recording = Some(crate::engines::Recording {
            path: "horn.wav".into(),
            digest: String::new(),
            piece: None,
        });
        for fine in [
            take(noise(2.0)),
            take(tone(60.0)),
            take(tone(0.1)),
            take(tone(0.5).chain(still(1.5)).chain(tone(0.1))),
        ] {
            assert_eq!(check(&recorded, &fine, BAND), Ok(()));
        }
        let click = take(tone(0.05).chain(still(30.0)).chain(tone(0.05)));
        assert!(matches!(
            check(&recorded, &click, None),
            Err(Broken::Silence { .. })
        ));
        assert_eq!(check(&recorded, &Take::default(), None), Err(Broken::Empty));
    }

    #[test]
    fn silence_that_was_asked_for_is_none() {
        let mut asked = words();
        asked.spoken.push(Spoken::Break(8000));
        let with = take(tone(1.0).chain(still(8.0)).chain(tone(1.0)));
        assert_eq!(check(&asked, &with, BAND), Ok(()));
        assert!(check(&words(), &with, BAND).is_err());
    }

    #[test]
    fn every_sentence_gives_a_band() {
        for language in ["de", "en-US", "es", "fr", "it", "pt-BR"] {
            let mut job = words();
            job.language = Language::parse(language).unwrap();
            let line = Band::line(&job).unwrap();
            let letters = line.text().chars().filter(|c| c.is_alphabetic()).count();
            assert!((30..60).contains(&letters), "{language}");
            assert!(Band::of(&line, 3.0).is_some());
            assert_eq!(Band::of(&line, 0.0), None);
        }
        let mut job = words();
        job.language = Language::parse("ja").unwrap();
        assert_eq!(Band::line(&job), None);
    }

    /// What interviews are made of must not be taken for broken, nor nearly.
    #[cfg(feature = "pico")]
    #[test]
    fn short_answers_pass_with_room() {
        use crate::engines::{ENGINES, Places, find, timbre};
        let cache = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let engine = (find(ENGINES, "pico").unwrap().open)(&Places::at(cache)).unwrap();
        for (voice, lines) in [
            (
                "en-US",
                ["Yes.", "Why?", "Right, right.", "Mm-hm.", "Well, no."],
            ),
            (
                "en-GB",
                ["Yes.", "Why?", "Right, right.", "Mm-hm.", "Well, no."],
            ),
            (
                "de-DE",
                ["Ja.", "Wie?", "Genau, genau.", "Mhm.", "Ach, nein."],
            ),
            (
                "es-ES",
                ["Sí.", "Por qué?", "Claro, claro.", "Ya.", "Pues, no."],
            ),
            (
                "fr-FR",
                ["Oui.", "Qui?", "Voilà, voilà.", "Hum.", "Eh bien, non."],
            ),
            (
                "it-IT",
                ["Sì.", "Chi?", "Giusto, giusto.", "Eh.", "Be', no."],
            ),
        ] {
            let mut job = job(Vec::new());
            job.voice.voice = voice.into();
            job.language = Language::parse(voice).unwrap();
            let mut synth = engine.synth(&job.voice).unwrap();
            let mut speak = |job: &SpeakJob| timbre::speak(synth.as_mut(), job).unwrap();
            let fixed = Band::line(&job).unwrap();
            let band = Band::of(&fixed, speak(&fixed).audio.seconds()).unwrap();
            for line in lines {
                job.spoken = vec![Spoken::Text(line.into())];
                let take = speak(&job);
                assert_eq!(check(&job, &take, Some(band)), Ok(()), "{voice} {line}");
                let sound = Sound::of(&take.audio);
                let (least, most) = band.range(&job);
                let room = sound.seconds > least + 0.1 && sound.seconds < most / 1.4;
                assert!(room, "{voice} {line}: {least} {} {most}", sound.seconds);
                let silent = sound.silent / sound.seconds;
                assert!(
                    silent < silence(&job, sound.seconds) - 0.08,
                    "{voice} {line}: {silent}"
                );
            }
        }
    }
}

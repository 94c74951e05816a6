//! A text to a tone: deterministic, needs no model and no codec. For tests, benches, dry runs.
//!
//! Every voice is a pitch of its own and every letter lasts 60 ms, so that who speaks can be
//! heard, the length tells the text, and two texts rarely sound the same. Another reading is two
//! percent higher than the one before. Like a real engine it
//! leaves silence around the line, 40 ms before and 300 ms after, for the trimming to find. A short line
//! is a short tone, and needs no help. Built from
//! multiplications and additions alone: the samples are the same on every machine, which the
//! sine of a system's mathematics library would not promise. In the user's own configuration it can
//! be told to fail (`faults.rs`), so that what is promised of engines that fail can be seen.

mod faults;

use super::{
    Abilities, Engine, EngineError, EngineRow, Isolation, Places, Probe, Reproducible,
    SettingProblem, Settings, SpeakJob, Spoken, Synth, Take, Timing, VoiceInfo, VoiceSpec,
    WordTime, all_listed,
};
use crate::audio::{Hz, Millis, Pcm};
use faults::Faults;
use std::sync::Arc;

/// The row in the table.
pub const ROW: EngineRow = EngineRow {
    name: "tone",
    about: "a tone for each voice, as long as the text: for tests and dry runs, in any language",
    check,
    check_wish: faults::check,
    probe,
    isolate: |settings| match settings.is_empty() {
        true => Isolation::None,
        false => Isolation::Needed,
    },
    spoils: faults::spoils,
    reproducible: Reproducible::Always,
    named: all_listed,
    phonemes: None,
    open,
};

/// A rate that is neither the episode's nor the embedded voice's, so that tests resample.
const RATE: Hz = Hz(22_050);
const LEAD: Millis = Millis(40);
const TAIL: Millis = Millis(300);
const FADE: Millis = Millis(4);
/// At a quarter of full scale a line is about as loud as speech.
const LEVEL: f64 = 0.25;
/// Longer lines are refused: a minute of one tone is a mistake in what stands before.
const LONGEST: usize = 100_000;

/// Name and frequency in hertz of each voice: an E minor pentatonic from a low man's to a
/// child's pitch, so that chords of them do not hurt.
const VOICES: [(&str, f64); 6] = [
    ("a", 98.0),
    ("b", 123.5),
    ("c", 164.8),
    ("d", 196.0),
    ("e", 246.9),
    ("f", 329.6),
];

fn check(settings: &Settings) -> Vec<SettingProblem> {
    settings
        .keys()
        .map(|key| SettingProblem {
            key: key.clone(),
            message: format!("a tone has no setting `{key}`"),
            hint: None,
        })
        .collect()
}

fn probe(_places: &Places) -> Probe {
    Probe::Here {
        voices: VOICES
            .iter()
            .map(|(name, hertz)| VoiceInfo {
                name: (*name).to_string(),
                languages: Vec::new(),
                about: format!("a tone of {hertz:.0} Hz"),
                rate: RATE,
                fingerprint: String::new(),
            })
            .collect(),
        can: Abilities {
            rate: 0.25..=4.0,
            pitch: Some(-12.0..=12.0),
            ipa: true,
        },
        fingerprint: "tone 2".into(),
    }
}

fn open(places: &Places) -> Result<Arc<dyn Engine>, EngineError> {
    Ok(Arc::new(Tones {
        faults: Arc::new(Faults::of(places)),
    }))
}

#[derive(Default)]
struct Tones {
    faults: Arc<Faults>,
}

impl Engine for Tones {
    fn synth(&self, voice: &VoiceSpec) -> Result<Box<dyn Synth>, EngineError> {
        let Some((_, hertz)) = VOICES.iter().find(|(name, _)| *name == voice.voice) else {
            return Err(EngineError::NoVoice {
                engine: ROW.name,
                voice: voice.voice.clone(),
            });
        };
        Ok(Box::new(Tone {
            hertz: *hertz,
            faults: Arc::clone(&self.faults),
        }))
    }
}

struct Tone {
    hertz: f64,
    faults: Arc<Faults>,
}

impl Synth for Tone {
    fn speak(&mut self, job: &SpeakJob) -> Result<Take, EngineError> {
        let fault = self.faults.begin(job);
        let length: usize = job
            .spoken
            .iter()
            .map(|part| letters(part, job.voice.rate))
            .sum();
        if length > LONGEST {
            return Err(EngineError::Failed {
                engine: ROW.name,
                doing: "reading the line",
                message: format!("{length} letters are more than {LONGEST}"),
            });
        }
        let each = (RATE.frames(Millis(60)) as f64 / f64::from(job.voice.rate)).max(1.0);
        let lead = RATE.frames(LEAD) as usize;
        let reading = 1.0 + 0.02 * f64::from(job.variant);
        let hertz = self.hertz * job.voice.pitch.ratio() * reading;
        let mut samples = vec![0.0; lead];
        let (mut words, mut open): (Vec<WordTime>, Option<u32>) = (Vec::new(), None);
        let mut at = 0.0;
        for part in &job.spoken {
            if let Spoken::Mark(token) = part {
                close(&mut words, lead + at as usize);
                let start = (lead + at as usize) as u32;
                words.push(WordTime {
                    token: *token,
                    start,
                    end: start,
                    timing: Timing::Measured,
                });
                open = Some(*token);
            }
            at += each * letters(part, job.voice.rate) as f64;
        }
        if open.is_some() {
            close(&mut words, lead + at as usize);
        }
        tone(&mut samples, at as usize, hertz);
        samples.resize(samples.len() + RATE.frames(TAIL) as usize, 0.0);
        if let Some(fault) = fault {
            fault.spoil(&mut samples, lead);
        }
        let audio = Pcm::quantized(RATE, &samples).map_err(|wrong| EngineError::NotFinite {
            engine: ROW.name,
            samples: wrong.samples,
            first: wrong.first,
        })?;
        Ok(Take {
            audio,
            words,
            // As if the voice had no sound for how the line begins.
            lacks: match fault {
                Some(faults::Fault::Lacks) => {
                    job.text().chars().take(1).map(String::from).collect()
                }
                _ => Vec::new(),
            },
        })
    }
}

/// Ends the word that is being spoken.
fn close(words: &mut [WordTime], at: usize) {
    if let Some(last) = words.last_mut() {
        last.end = at as u32;
    }
}

/// How many letters' time a part takes. A break is as long as it says, whatever the rate.
fn letters(part: &Spoken, rate: f32) -> usize {
    match part {
        Spoken::Text(text) => text.chars().filter(|c| c.is_alphanumeric()).count(),
        Spoken::Ipa { ipa, .. } => ipa.chars().filter(|c| c.is_alphabetic()).count(),
        Spoken::Break(millis) => (f64::from(*millis) * f64::from(rate) / 60.0) as usize,
        Spoken::Mark(_) => 0,
    }
}

/// Appends `frames` of a tone with a soft beginning and end.
fn tone(samples: &mut Vec<f64>, frames: usize, hertz: f64) {
    let step = hertz / f64::from(RATE.0);
    let fade = (RATE.frames(FADE) as usize).max(1);
    for n in 0..frames {
        let edge = (n + 1).min(frames - n).min(fade) as f64 / fade as f64;
        let phase = (n as f64 * step).fract();
        samples.push(LEVEL * edge * sine(phase));
    }
}

/// The sine of `turn` whole turns, 0 to 1, to 4e-4: Bhaskara's formula of the seventh century,
/// which needs no more than a division.
fn sine(turn: f64) -> f64 {
    let (x, sign) = if turn < 0.5 {
        (turn * 2.0, 1.0)
    } else {
        (turn * 2.0 - 1.0, -1.0)
    };
    let p = x * (1.0 - x);
    sign * 16.0 * p / (5.0 - 4.0 * p)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::audio::Semitones;
    use crate::engines::Language;

    fn job(text: &str, rate: f32) -> SpeakJob {
        SpeakJob {
            voice: VoiceSpec {
                engine: "tone".into(),
                voice: "c".into(),
                rate,
                pitch: Semitones(0.0),
                timbre: Semitones(0.0),
                settings: Settings::new(),
                tempo: 1.0,
            },
            fingerprint: "tone 2".into(),
            own: RATE,
            variant: 0,
            recording: None,
            language: Language::parse("en").unwrap(),
            spoken: vec![
                Spoken::Mark(0),
                Spoken::Text(text.into()),
                Spoken::Mark(1),
                Spoken::Text("end".into()),
            ],
        }
    }

    fn speak(job: &SpeakJob) -> Take {
        let mut synth = Tones::default().synth(&job.voice).unwrap();
        synth.speak(job).unwrap()
    }

    #[test]
    fn a_letter_lasts_sixty_milliseconds_and_twice_the_rate_half_of_it() {
        let around = RATE.frames(LEAD) + RATE.frames(TAIL);
        let normal = speak(&job("Seven letters, no.", 1.0)).audio.frames() - around;
        let fast = speak(&job("Seven letters, no.", 2.0)).audio.frames() - around;
        assert_eq!(normal, RATE.frames(Millis(60)) * 17);
        assert!(normal.abs_diff(2 * fast) <= 2);
    }

    #[test]
    fn marks_come_back_as_measured_times_without_a_gap() {
        let take = speak(&job("word", 1.0));
        let [first, second] = &take.words[..] else {
            panic!("two words")
        };
        assert_eq!((first.token, second.token), (0, 1));
        assert_eq!(first.end, second.start);
        assert_eq!(
            u64::from(second.end - second.start),
            RATE.frames(Millis(60)) * 3
        );
    }

    #[test]
    fn an_unknown_voice_and_an_endless_line_are_errors() {
        let mut wrong = job("x", 1.0).voice;
        wrong.voice = "z".into();
        assert!(matches!(
            Tones::default().synth(&wrong),
            Err(EngineError::NoVoice { .. })
        ));
        let endless = job(&"x".repeat(LONGEST + 1), 1.0);
        assert!(
            Tones::default()
                .synth(&endless.voice)
                .unwrap()
                .speak(&endless)
                .is_err()
        );
    }

    #[test]
    fn every_reading_is_another_sound_of_the_same_length() {
        let takes: Vec<Take> = (0..crate::engines::READINGS)
            .map(|variant| {
                speak(&SpeakJob {
                    variant,
                    ..job("Yes.", 1.0)
                })
            })
            .collect();
        for (n, take) in takes.iter().enumerate() {
            assert_eq!(take.words, takes[0].words);
            assert!(
                takes[..n].iter().all(|other| other.audio != take.audio),
                "{n}"
            );
        }
    }

    #[test]
    fn the_sine_is_one() {
        for n in 0..1000 {
            let turn = f64::from(n) / 1000.0;
            assert!((sine(turn) - (turn * std::f64::consts::TAU).sin()).abs() < 2e-3);
        }
    }
}

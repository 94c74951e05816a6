//! SVOX Pico, the embedded voice: text to speech with nothing to install.
//!
//! Chosen because its C needs a compiler and nothing else, its voices fit into the binary, and
//! it speaks a hundred times as fast as one listens. One file for each thing that it is bad at:
//! [`lingware`] puts the voices where it can open them, [`markup`] keeps from it what would hurt
//! it, [`system`] gives it a memory in which a line does not depend on the line before.

mod lingware;
mod markup;
mod system;

use super::{
    Abilities, Engine, EngineError, EngineRow, Language, Places, Probe, Reproducible,
    SettingProblem, Settings, SpeakJob, Synth, Take, VoiceInfo, VoiceSpec,
};
use crate::audio::trim::sounding;
use crate::audio::{Hz, Millis, Pcm};
use lingware::{Unpacked, VOICES};
use markup::Step;
use std::ops::Range;
use std::sync::Arc;
use system::{Failure, System};

/// The row in the table.
pub const ROW: EngineRow = EngineRow {
    name: "pico",
    about: "SVOX Pico, embedded: six voices in five languages, nothing to install",
    check,
    probe,
    isolate: false,
    // Its signal processing takes `exp` and `sqrt` from the C library, and those differ in the
    // last bit between libraries and processors.
    reproducible: Reproducible::OnOneMachine,
    open,
};

/// The rate of every voice.
const RATE: Hz = Hz(16_000);

/// Counts up whenever this folder makes another sound of the same job.
const CODE: u32 = 1;

fn check(settings: &Settings) -> Vec<SettingProblem> {
    settings
        .keys()
        .map(|key| SettingProblem {
            key: key.clone(),
            message: format!("`{}` has no setting `{key}`", ROW.name),
            hint: Some(format!(
                "`{}` has no settings of its own; `rate`, `pitch` and `timbre` stand beside `voice`.",
                ROW.name
            )),
        })
        .collect()
}

fn probe(_places: &Places) -> Probe {
    let voices = VOICES
        .iter()
        .map(|voice| VoiceInfo {
            name: voice.name.to_owned(),
            languages: Language::parse(voice.name).into_iter().collect(),
            about: voice.about.to_owned(),
            rate: RATE,
        })
        .collect();
    Probe::Here {
        voices,
        can: Abilities {
            rate: 0.2..=5.0,
            pitch: Some(-12.0..=12.0),
            ipa: false,
        },
        fingerprint: format!(
            "{} {CODE}, {}, {}",
            ROW.name,
            env!("PICO_LINGWARE"),
            lingware::digest()
        ),
    }
}

fn open(places: &Places) -> Result<Arc<dyn Engine>, EngineError> {
    Ok(Arc::new(Pico {
        files: Unpacked::below(&places.cache)?,
    }))
}

struct Pico {
    files: Unpacked,
}

impl Engine for Pico {
    fn synth(&self, voice: &VoiceSpec) -> Result<Box<dyn Synth>, EngineError> {
        let Some(voice) = VOICES.iter().find(|v| v.name == voice.voice) else {
            return Err(EngineError::NoVoice {
                engine: ROW.name,
                voice: voice.voice.clone(),
            });
        };
        let analysis = self.files.path(&voice.analysis);
        let signal = self.files.path(&voice.signal);
        let system = System::open(&analysis, &signal).map_err(told)?;
        Ok(Box::new(Speaker { system }))
    }
}

/// One voice on one thread.
struct Speaker {
    system: System,
}

impl Synth for Speaker {
    /// Marks are not answered: Pico takes them and tells nobody when they come by.
    fn speak(&mut self, job: &SpeakJob) -> Result<Take, EngineError> {
        let mut samples = Vec::new();
        let mut paused = false;
        let mut piece = Vec::new();
        for step in markup::steps(job) {
            match step {
                Step::Speak(text) => {
                    piece.clear();
                    self.system.speak(&text, &mut piece).map_err(told)?;
                    let from = if paused { heard(&piece).start } else { 0 };
                    samples.extend_from_slice(&piece[from..]);
                    paused = false;
                }
                Step::Pause(millis) => {
                    let silence = if paused {
                        0
                    } else {
                        piece.len() - heard(&piece).end
                    };
                    samples.truncate(samples.len() - silence.min(samples.len()));
                    let pause = RATE.frames(Millis(millis)) as usize;
                    samples.resize(samples.len() + pause, 0);
                    paused = true;
                }
            }
        }
        Ok(Take {
            audio: Pcm {
                rate: RATE,
                samples,
            },
            words: Vec::new(),
        })
    }
}

/// What of a piece can be heard; all of it if nothing can, because then there is no silence
/// around a sound to cut.
fn heard(piece: &[i16]) -> Range<usize> {
    match sounding(piece, 32_768.0) {
        range if range.is_empty() => 0..piece.len(),
        range => range,
    }
}

fn told(failure: Failure) -> EngineError {
    EngineError::Failed {
        engine: ROW.name,
        doing: failure.doing,
        message: failure.message,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::audio::Semitones;
    use crate::engines::{Spoken, timbre};

    fn job(voice: &str, spoken: Vec<Spoken>) -> SpeakJob {
        SpeakJob {
            voice: VoiceSpec {
                engine: ROW.name.into(),
                voice: voice.into(),
                rate: 1.0,
                pitch: Semitones(0.0),
                timbre: Semitones(0.0),
                settings: Settings::new(),
            },
            fingerprint: String::new(),
            language: Language::parse(voice).unwrap(),
            spoken,
        }
    }

    fn text(voice: &str, text: &str) -> SpeakJob {
        job(voice, vec![Spoken::Text(text.into())])
    }

    /// Below a file nothing can be written, so the voices go to a temporary folder, which is
    /// removed with the engine.
    fn engine() -> Arc<dyn Engine> {
        let cache = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        open(&Places { cache }).unwrap()
    }

    fn synth(voice: &str) -> Box<dyn Synth> {
        engine().synth(&text(voice, "").voice).unwrap()
    }

    /// Sixty lines of every kind, short and long, in an order that mixes them.
    fn lines() -> Vec<String> {
        let parts = [
            "Yes.",
            "I never asked for a light.",
            "Why then?",
            "In 1999 we had 12 chairs, a lamp,",
            "and the sea was louder than the two of us!",
            "“Quite,” she said",
            "No, no, no;",
        ];
        (0..63)
            .map(|n| {
                let length = 1 + n * 5 % 7;
                (0..length)
                    .map(|k| parts[(n * 3 + k * (1 + n % 3)) % 7])
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect()
    }

    fn spoken(synth: &mut dyn Synth, line: &str) -> Vec<i16> {
        synth.speak(&text("en-GB", line)).unwrap().audio.samples
    }

    #[test]
    fn a_line_does_not_depend_on_the_lines_before_or_the_thread() {
        let lines = lines();
        let engine = engine();
        let run = |order: Vec<usize>| {
            let mut synth = engine.synth(&text("en-GB", "").voice).unwrap();
            let mut takes = vec![Vec::new(); lines.len()];
            for at in order {
                takes[at] = spoken(synth.as_mut(), &lines[at]);
            }
            takes
        };
        let all: Vec<usize> = (0..lines.len()).collect();
        let forwards = run(all.clone());
        assert!(forwards.iter().all(|take| take.len() > 1_000));
        assert!(
            forwards == run(all.iter().rev().copied().collect()),
            "backwards"
        );
        std::thread::scope(|scope| {
            let other = scope.spawn(|| run(all.clone()));
            let mixed = run(all.iter().map(|n| n * 11 % all.len()).collect());
            assert!(forwards == mixed, "mixed, beside another thread");
            assert!(forwards == other.join().unwrap(), "on another thread");
        });
        for at in [0, 31, 62] {
            let mut alone = engine.synth(&text("en-GB", "").voice).unwrap();
            assert!(forwards[at] == spoken(alone.as_mut(), &lines[at]), "alone");
        }
    }

    #[test]
    fn a_pause_is_as_long_as_asked() {
        let mut synth = synth("en-US");
        let part = |t: &str| Spoken::Text(t.into());
        let mut length = |millis| {
            let job = job(
                "en-US",
                vec![
                    part("I think,"),
                    Spoken::Break(millis),
                    part(" you are right."),
                ],
            );
            timbre::speak(synth.as_mut(), &job)
                .unwrap()
                .audio
                .samples
                .len()
        };
        let without = length(1);
        for millis in [2, 301, 2001] {
            assert_eq!((length(millis) - without) / 16, millis as usize - 1);
        }
    }
}

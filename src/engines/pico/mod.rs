//! SVOX Pico, the embedded voice: text to speech with nothing to install.
//!
//! Chosen because its C needs a compiler and nothing else, its voices fit into the binary, and
//! it speaks a hundred times as fast as one listens. One file for each thing that it is bad at:
//! `lingware` puts the voices where it can open them, `markup` keeps from it what would hurt
//! it, `system` gives it a memory in which a line does not depend on the line before, `passing` and
//! `timing` find out when each word is heard.
//!
//! Word times are measured, and cost the sound nothing: in 1,500 lines of the six voices the
//! samples were those of the same line without times, every time, and 99 of a hundred of their 13,628
//! words had one (the others are read as one with a neighbour, such as "il y a", and are
//! estimated later). Silences tell how exact they are: a word before one ends there within 15 ms
//! in the median, a word after one begins there within 13 ms in the median; one in forty is up to
//! 130 ms off, because it begins with the closure of a `p`, `t` or `k`, which is silent and part of
//! the word all the same.
//!
//! Short lines get no carrier phrase and no padding, since nothing is wrong with them
//! (`cargo bench --bench short`, 22 answers in each voice). "Yes." alone is as long as at the end of a
//! long sentence (median by voice 1.0 to 1.2 times, never under 0.8), so that what a carrier could
//! give is what there is already; statements fall by 2.5 to 5.6 semitones, and questions end 3 to
//! 9.5 higher than those (they rise by 3 to 4 in English and German, by none in Spanish and French, and
//! fall by 1.6 in Italian); at least 460 ms of silence follow, and what the trimming keeps has
//! faded to -20 dB or less in its last 20 ms. They peak up to 4 dB below a long line in the median of
//! a voice (the worst, a Spanish "Eh?", 12 dB).

mod lingware;
mod markup;
mod passing;
mod system;
mod timing;

use super::{
    Abilities, Engine, EngineError, EngineRow, Isolation, Language, Places, Probe, Reproducible,
    SettingProblem, Settings, SpeakJob, Synth, Take, Timing, VoiceInfo, VoiceSpec, WordTime,
    all_listed, no_wish,
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
    check_wish: no_wish,
    probe,
    // It is C, and reads text that strangers wrote.
    isolate: |_| Isolation::Wanted,
    spoils: |_, _| false,
    // Its signal processing takes `exp` and `sqrt` from the C library, and those differ in the
    // last bit between libraries and processors.
    reproducible: Reproducible::OnOneMachine,
    named: all_listed,
    phonemes: None,
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
            fingerprint: String::new(),
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
        files: Unpacked::below(&places.cache),
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
        let [analysis, signal] = self.files.of(voice)?;
        let system = System::open(&analysis, &signal).map_err(told)?;
        Ok(Box::new(Speaker { system }))
    }
}

/// One voice on one thread.
struct Speaker {
    system: System,
}

impl Synth for Speaker {
    fn speak(&mut self, job: &SpeakJob) -> Result<Take, EngineError> {
        let mut samples: Vec<i16> = Vec::new();
        let mut words = Vec::new();
        // The frames of silence at the end so far; and whether a pause was asked for there.
        let (mut still, mut paused) = (0, false);
        for step in markup::steps(job) {
            match step {
                Step::Speak(text, places) => {
                    let (piece, passed) = self.system.speak(&text).map_err(told)?;
                    let heard = heard(&piece);
                    let from = if paused { heard.start } else { 0 };
                    let place =
                        |at: usize| (samples.len() + at.clamp(from, piece.len()) - from) as u32;
                    let times = timing::times(&text, markup::head(&text), &places, &passed);
                    words.extend(times.into_iter().map(|(token, time)| WordTime {
                        token,
                        start: place(time.start),
                        end: place(time.end),
                        timing: Timing::Measured,
                    }));
                    samples.extend_from_slice(&piece[from..]);
                    (still, paused) = (piece.len() - heard.end, false);
                }
                Step::Pause(millis) => {
                    let silence = if paused { 0 } else { still };
                    samples.truncate(samples.len() - silence.min(samples.len()));
                    let pause = RATE.frames(Millis(millis)) as usize;
                    samples.resize(samples.len() + pause, 0);
                    (still, paused) = (0, true);
                }
            }
        }
        Ok(Take {
            audio: Pcm {
                rate: RATE,
                samples,
            },
            words,
            lacks: Vec::new(),
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
mod tests;

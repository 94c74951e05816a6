//! A timeline and its takes to an [`Episode`]: levelled, limited, ready to be written.
//!
//! Measured first, played afterwards. Every voice is measured by itself and brought to one loudness
//! (`level`); the programme that they make is measured with the gain that should follow from it and
//! with its limiter (`measure`), and again where that was not quite it. Then it is played, and the quiet
//! of a room laid under it. Samples are made anew in each pass, which costs less than keeping them: ten
//! hours of mastered sound are seven gigabytes, and finishing a take is hundreds of times faster than
//! hearing it.
//!
//! Music lies on a stem of its own (`music`). What is said is measured before it is mixed in, so that
//! it steps back in time, and what comes of that is measured again (`duck`).

mod about;
mod duck;
mod level;
mod measure;
mod mix;
mod music;
mod place;
mod target;

pub use about::about;
pub use target::Shortfall;

use crate::arrange::{Clip, Timeline};
use crate::audio::chain::{self, Setting};
use crate::audio::{Db, Hz, limiter::Limiter, room::Room};
use crate::audio::{resample::ResampleError, spool::SpoolError};
use crate::cast::Cast;
use crate::diag::observe::{Event, Observer};
use crate::engines::Language;
use crate::house::{Edition, Levels, Role, Sound};
use crate::prepare::{Front, Score, Utterance};
use crate::speak::{Lacking, Takes};
use measure::Reading;
use mix::Mix;
use music::Music;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::mpsc::sync_channel;
use target::Target;

/// A programme whose peaks stay this many dB below the ceiling is not measured again: the limiter does
/// nothing to it, so that it becomes louder by the gain and no more. Wide enough for two
/// interpolators that disagree.
const CLEAR: f64 = 0.5;
/// How near to the target is near enough; platforms allow 1 LU.
const NEAR: f64 = 0.05;
/// Further off than this is told: nobody hears less.
const TOLD: f64 = 0.5;
/// The limiter takes away some of the loudness that the gain was to give. It converges in two
/// steps where it can at all; what is hotter than that stays a little quieter than asked.
const ATTEMPTS: usize = 4;
/// Mixed blocks that may wait for the limiter: a second of sound.
const WAITING: usize = 10;
/// What takes the place of every voice's chain, one after the other, while a programme's loudness range is
/// wider than it may be.
const FIRMER: [Setting; 2] = [chain::FIRM, chain::FIRMEST];

/// Masters a timeline. `desk` is a folder for temporary files, of which music needs some.
///
/// # Errors
/// When takes cannot be read back or music not be decoded, or the observer asks to stop.
#[allow(clippy::too_many_arguments)] // the stage has these inputs, and one caller
pub fn master(
    about: About,
    timeline: Timeline,
    takes: Takes,
    utterances: &[Utterance],
    cast: &Cast,
    sound: &Sound,
    score: &Score,
    desk: &Path,
    threads: NonZeroUsize,
    observer: &dyn Observer,
) -> Result<Episode, MasterError> {
    observer.event(Event::Step("mastering"));
    let target = Target::of(sound.levels);
    let levelled = |takes: &Takes, firmer| {
        let source = level::Source {
            takes,
            clips: &timeline.clips,
            utterances,
            cast,
            chain: sound.chain,
            lift: sound.levels == Levels::Listening,
            threads,
            observer,
        };
        level::voices(source, firmer)
    };
    let words_per_minute = takes.words_per_minute(utterances);
    let lacking = Lacking::of(utterances, cast, &takes);
    let mut voices = levelled(&takes, None)?;
    // What a clip in place of words is louder than the others by wish, it is wherever it is heard.
    let gain = |clip: &Clip| utterances[clip.utterance].gain().factor();
    let gains = timeline.clips.iter().map(gain).collect();
    let mut mix = Mix::new(takes, &timeline, voices.of, voices.treatments, gains);
    if !timeline.cues.is_empty() {
        let speech = match voices.loudness.is_finite() {
            true => voices.loudness,
            false => level::REFERENCE,
        };
        let channels = mix.channels();
        mix.play(Music::new(
            score, &timeline, channels, speech, desk, observer,
        )?);
    }
    let mut ducked = music::duck(&mut mix, threads, observer)?;
    let mut result = level_programme(&mix, target, voices.loudness, threads, observer)?;
    for firmer in FIRMER {
        if !target.range.is_some_and(|most| result.reading.range > most) {
            break;
        }
        voices = levelled(mix.takes(), Some(firmer))?;
        let firm = mix.with(voices.of, voices.treatments);
        mix = firm;
        ducked = music::duck(&mut mix, threads, observer)?;
        result = level_programme(&mix, target, voices.loudness, threads, observer)?;
    }
    let Levelled { gain, reading } = result;
    let mut shortfalls: Vec<Shortfall> = voices
        .soft
        .into_iter()
        .filter_map(|(person, below)| {
            let name = about.people.get(person.0)?.name.clone();
            Some(Shortfall::Voice { name, below })
        })
        .collect();
    shortfalls.extend(target.shortfalls(reading, TOLD));
    let (above_music, covered) = ducked;
    shortfalls.extend(covered);
    let room = sound.room.then(|| Room::new(timeline.rate));
    let audio = Box::new(Mastered {
        mix,
        gain,
        ceiling: target.ceiling(),
        room,
    });
    Ok(Episode {
        about,
        timeline,
        audio,
        loudness: reading.loudness,
        peak: reading.peak,
        range: reading.range,
        levels: sound.levels,
        ceiling: target.peak,
        above_music,
        words_per_minute,
        lacking,
        shortfalls,
    })
}

/// The gain of a programme, and what comes of it.
struct Levelled {
    gain: Db,
    reading: Reading,
}

/// Finds the gain that brings a programme to its target, as near as the limiter lets it.
fn level_programme(
    mix: &Mix,
    target: Target,
    voices: f64,
    threads: NonZeroUsize,
    observer: &dyn Observer,
) -> Result<Levelled, MasterError> {
    let ceiling = target.ceiling();
    let limited = |gain: f64| measure::limited(mix, Db(gain as f32), ceiling, threads, observer);
    let guess = target.guess(voices);
    let mut gain = if guess.is_finite() { guess } else { 0.0 };
    let mut reading = limited(gain)?;
    for _ in 1..ATTEMPTS {
        let missing = target.missing(reading);
        // Nothing to hear, nothing to raise: silence is given as it is.
        if !reading.loudness.is_finite() || missing.abs() <= NEAR {
            break;
        }
        gain += missing;
        let raised = reading.raised(missing);
        if raised.untouched && raised.peak <= f64::from(ceiling.0) - CLEAR {
            reading = raised;
            break;
        }
        reading = limited(gain)?;
    }
    Ok(Levelled {
        gain: Db(gain as f32),
        reading,
    })
}

/// The finished sound: mixed on one thread, limited on another.
struct Mastered {
    mix: Mix,
    gain: Db,
    ceiling: Db,
    room: Option<Room>,
}

impl Programme for Mastered {
    fn rate(&self) -> Hz {
        self.mix.rate()
    }

    fn channels(&self) -> u16 {
        self.mix.channels() as u16
    }

    fn frames(&self) -> u64 {
        self.mix.frames()
    }

    fn play(&self, sink: &mut dyn FnMut(&[f32]) -> ControlFlow<()>) -> Result<(), MasterError> {
        std::thread::scope(|scope| {
            let (send, receive) = sync_channel::<Vec<f32>>(WAITING);
            let mixing = scope.spawn(move || {
                self.mix.run(0..self.mix.frames(), &mut |block| {
                    // The receiver is gone when the sink wants no more.
                    match send.send(block.to_vec()) {
                        Ok(()) => ControlFlow::Continue(()),
                        Err(_) => ControlFlow::Break(()),
                    }
                })
            });
            let channels = self.mix.channels();
            let mut limiter = Limiter::new(self.mix.rate(), channels, self.gain, self.ceiling);
            let mut out = Vec::new();
            let mut frame = 0;
            let mut wanted = ControlFlow::Continue(());
            // Under everything, at a level of its own: no gain of the programme's moves it, and it is
            // far too soft to bring a peak over the ceiling.
            let mut finished = |out: &mut Vec<f32>| {
                if let Some(room) = &self.room {
                    room.add(out, channels, frame);
                }
                frame += (out.len() / channels) as u64;
                let wanted = sink(out);
                out.clear();
                wanted
            };
            for block in receive {
                limiter.process(&block, &mut out);
                if !out.is_empty() {
                    wanted = finished(&mut out);
                }
                if wanted.is_break() {
                    break;
                }
            }
            // Leaving the loop dropped the receiver, so the mixing thread ends by itself.
            match mixing.join() {
                Ok(mixed) => mixed?,
                Err(panic) => std::panic::resume_unwind(panic),
            }
            if wanted.is_continue() {
                limiter.finish(&mut out);
                let _ = finished(&mut out);
            }
            Ok(())
        })
    }
}

/// A finished episode, not yet in any format.
pub struct Episode {
    /// What it is and who is in it.
    pub about: About,
    /// What is heard when.
    pub timeline: Timeline,
    /// The sound; never all of it in memory.
    pub audio: Box<dyn Programme>,
    /// Integrated loudness of the result in LUFS, as heard on two loudspeakers.
    pub loudness: f64,
    /// True peak of the result in dBTP.
    pub peak: f64,
    /// Loudness range of the result in LU (EBU Tech 3342).
    pub range: f64,
    /// The preset that it was mastered by.
    pub levels: Levels,
    /// The true peak that no file of it may exceed, in dBTP.
    pub ceiling: f64,
    /// How many dB what is said stays above music at the least, in any 400 ms; `None` where no
    /// music is heard below it.
    pub above_music: Option<f64>,
    /// Words of the interview in a minute of speech, silences and announcements left out.
    pub words_per_minute: Option<f64>,
    /// What of its levels could not be reached, to be told.
    pub shortfalls: Vec<Shortfall>,
    /// Lines of which their voices have no sound for something, to be told.
    pub lacking: Vec<Lacking>,
}

/// What an episode is and who is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct About {
    /// Short name of the interview, from its file: the stem of every file name.
    pub name: String,
    /// Title of the interview.
    pub title: String,
    /// Title of the show.
    pub show: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// YYYY-MM-DD.
    pub date: Option<String>,
    /// The main language.
    pub language: Language,
    /// Everyone who speaks, in order of appearance.
    pub people: Vec<Credit>,
    /// Which copy this is.
    pub copy: Edition,
    /// What every output says of its voices.
    pub synthetic: String,
    /// What is on its front.
    pub front: Front,
    /// The titles of the chapters, in the order of the timeline's.
    pub chapters: Vec<String>,
    /// What is said, in the order of the timeline's captions.
    pub lines: Vec<Line>,
}

/// Someone who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// The name.
    pub name: String,
    /// What the person does.
    pub role: Role,
}

/// One sentence as captions show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The number of the speaker in [`About::people`].
    pub speaker: usize,
    /// The author's words, or what is announced.
    pub text: String,
    /// Stage directions, brackets included: before which byte of the text each stands; in order.
    pub notes: Vec<(usize, String)>,
    /// Their language.
    pub language: Language,
    /// The line of the source, from 1; 0 for what is announced, which stands on none.
    pub line: usize,
}

impl Line {
    /// Is it said by the program, and no word of the interview?
    #[must_use]
    pub fn announced(&self) -> bool {
        self.line == 0
    }
}

/// A stream of mastered sound that can be played as often as outputs need it, with the same
/// samples each time.
pub trait Programme: Send + Sync {
    /// Sample rate.
    fn rate(&self) -> Hz;
    /// Channels, 1 or 2; samples are interleaved.
    fn channels(&self) -> u16;
    /// Length in frames, known before the first sample.
    fn frames(&self) -> u64;
    /// Hands all blocks to `sink` in order, full scale at ±1.0, until it says no more.
    ///
    /// # Errors
    /// When a take could not be read back.
    fn play(
        &self,
        sink: &mut dyn FnMut(&[f32]) -> std::ops::ControlFlow<()>,
    ) -> Result<(), MasterError>;
}

/// Why an episode could not be mastered.
#[derive(Debug, thiserror::Error)]
pub enum MasterError {
    /// The takes could not be read back.
    #[error("reading takes back: {0}")]
    Takes(std::io::Error),
    /// A rate that the resampler cannot work with.
    #[error("mastering: {0}")]
    Resample(#[from] ResampleError),
    /// A sound that could be decoded a moment ago cannot any more, or there is no room for it.
    #[error("`{name}`: {source}")]
    Music {
        /// As it is called where it is asked for.
        name: String,
        /// What went wrong.
        source: SpoolError,
    },
    /// What was laid out of music cannot be read back.
    #[error("reading music back: {0}")]
    Spool(std::io::Error),
    /// The observer asked to stop.
    #[error("stopped while mastering")]
    Stopped,
}

//! A timeline and its takes to an [`Episode`]: levelled, limited, ready to be written.
//!
//! Measured first, played afterwards: the programme's loudness and true peak as it is; then, where
//! the gain that follows from it would wake the limiter, both as they will be with gain and limiter.
//! Samples are made anew in each pass, which costs less than keeping them: ten hours of mastered
//! sound are seven gigabytes, and resampling a take is a thousand times faster than hearing it.

mod about;
mod measure;
mod mix;

pub use about::about;

use crate::arrange::Timeline;
use crate::audio::limiter::Limiter;
use crate::audio::resample::ResampleError;
use crate::audio::{Db, Hz};
use crate::cast::Cast;
use crate::diag::observe::{Event, Observer};
use crate::engines::Language;
use crate::house::{Edition, Role};
use crate::prepare::Utterance;
use crate::speak::Takes;
use measure::Reading;
use mix::Mix;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::mpsc::sync_channel;

/// Integrated loudness of an episode in LUFS, as heard on two loudspeakers: what podcast
/// platforms ask for. A mono file counts as both channels, so a meter that takes it for one reads 3 LU less.
pub const TARGET_LUFS: f64 = -16.0;
/// True peaks stay below -1 dBTP; the rest is room for meters that interpolate differently.
const CEILING: Db = Db(-1.2);
/// A programme whose peaks stay this many dB below the ceiling is not measured again: the limiter does
/// nothing to it, so that it becomes louder by the gain and no more. Wide enough for two
/// interpolators that disagree.
const CLEAR: f64 = 0.5;
/// How near to the target is near enough; platforms allow 1 LU.
const NEAR: f64 = 0.05;
/// The limiter takes away some of the loudness that the gain was to give. It converges in two
/// steps where it can at all; what is hotter than that stays a little quieter than asked.
const ATTEMPTS: usize = 4;
/// Mixed blocks that may wait for the limiter: a second of sound.
const WAITING: usize = 10;

/// Masters a timeline.
///
/// # Errors
/// When takes cannot be read back, or the observer asks to stop.
pub fn master(
    about: About,
    timeline: Timeline,
    takes: Takes,
    utterances: &[Utterance],
    cast: &Cast,
    threads: NonZeroUsize,
    observer: &dyn Observer,
) -> Result<Episode, MasterError> {
    observer.event(Event::Step("mastering"));
    let gain = |clip: &crate::arrange::Clip| cast.parts[utterances[clip.utterance].part].gain;
    let gains = timeline
        .clips
        .iter()
        .map(|clip| gain(clip).factor())
        .collect();
    let words_per_minute = takes.words_per_minute(utterances);
    let mix = Mix::new(takes, &timeline, gains);
    let raw = measure::raw(&mix, threads, observer)?;
    if !raw.loudness.is_finite() {
        // Nothing to hear, nothing to raise: silence is given as it is.
        let audio = Box::new(Mastered { mix, gain: Db(0.0) });
        return Ok(Episode {
            about,
            timeline,
            audio,
            loudness: raw.loudness,
            peak: raw.peak,
            words_per_minute,
        });
    }
    let mut gain = TARGET_LUFS - raw.loudness;
    let raised = Reading {
        loudness: TARGET_LUFS,
        peak: raw.peak + gain,
    };
    let mut result = raised;
    if raised.peak > f64::from(CEILING.0) - CLEAR {
        result = measure::limited(&mix, Db(gain as f32), threads, observer)?;
        for _ in 1..ATTEMPTS {
            if (TARGET_LUFS - result.loudness).abs() <= NEAR {
                break;
            }
            gain += TARGET_LUFS - result.loudness;
            result = measure::limited(&mix, Db(gain as f32), threads, observer)?;
        }
    }
    let audio = Box::new(Mastered {
        mix,
        gain: Db(gain as f32),
    });
    Ok(Episode {
        about,
        timeline,
        audio,
        loudness: result.loudness,
        peak: result.peak,
        words_per_minute,
    })
}

/// The finished sound: mixed on one thread, limited on another.
struct Mastered {
    mix: Mix,
    gain: Db,
}

impl Programme for Mastered {
    fn rate(&self) -> Hz {
        self.mix.rate()
    }

    fn channels(&self) -> u16 {
        1
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
            let mut limiter = Limiter::new(self.mix.rate(), self.gain, CEILING);
            let mut out = Vec::new();
            let mut wanted = ControlFlow::Continue(());
            for block in receive {
                limiter.process(&block, &mut out);
                if !out.is_empty() {
                    wanted = sink(&out);
                    out.clear();
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
                let _ = sink(&out);
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
    /// Words of the interview in a minute of speech, silences and announcements left out.
    pub words_per_minute: Option<f64>,
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
    /// A rate that the meter cannot work with.
    #[error("measuring loudness: {0}")]
    Meter(#[from] ebur128::Error),
    /// The observer asked to stop.
    #[error("stopped while mastering")]
    Stopped,
}

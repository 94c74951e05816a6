//! One pass over an episode to all of its sound files: mixed and mastered once, encoded side by side.
//!
//! Every encoder has a thread, and a few blocks that wait for it: whoever is slowest sets the pace,
//! nobody waits for more than that, and memory does not grow with the episode. What a codec adds to
//! the peaks is known only when its file is decoded again; one that came out above the episode's
//! ceiling is encoded again with that much more room. Rejected: room enough for the worst
//! case at once, which costs every episode loudness for the sake of one in a hundred.

use super::fit::Fit;
use super::{Encoder, Finished};
use crate::diag::observe::Observer;
use crate::master::{Episode, MasterError};
use crate::publish::{Artifact, Job, PublishError};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::ScopedJoinHandle;

/// Blocks that may wait for an encoder: a second of sound or so.
const WAITING: usize = 10;
/// How often a file may be encoded until its peaks are where they should be. The first attempt
/// leaves what the codec usually needs; each further one what the last was over, and a little.
const ATTEMPTS: usize = 4;
/// A little, in dB.
const MORE: f64 = 0.1;
/// As far as meters agree, in dB.
const NEAR: f64 = 0.005;

/// Opens the encoder of a format.
pub(in crate::publish) type Open<'a> =
    dyn Fn(&Job<'a>) -> Result<Box<dyn Encoder + 'a>, PublishError> + Sync + 'a;

/// A format and what it is to be made of.
pub(in crate::publish) struct Asked<'a> {
    /// Opens its encoder.
    pub(in crate::publish) open: &'a Open<'a>,
    /// What it is handed.
    pub(in crate::publish) job: Job<'a>,
}

/// Encodes all formats; their files in the same order.
///
/// # Errors
/// When one of them fails: of several failures that of the first in order.
pub(in crate::publish) fn pass(
    episode: &Episode,
    mut asked: Vec<Asked<'_>>,
    folder: &Path,
    observer: &dyn Observer,
) -> Result<Vec<Artifact>, PublishError> {
    let mut artifacts: Vec<Option<Artifact>> = asked.iter().map(|_| None).collect();
    let mut open: Vec<usize> = (0..asked.len()).collect();
    for attempt in 1..=ATTEMPTS {
        let which: Vec<&Asked<'_>> = open.iter().map(|at| &asked[*at]).collect();
        let finished = once(episode, &which, folder, observer)?;
        let mut over = Vec::new();
        for (at, Finished { artifact, peak }) in open.into_iter().zip(finished) {
            let above = peak.unwrap_or(f64::NEG_INFINITY) - episode.ceiling;
            if above > NEAR {
                if attempt == ATTEMPTS {
                    return Err(PublishError::Peaks {
                        path: artifact.path,
                        peak: above + episode.ceiling,
                        ceiling: episode.ceiling,
                    });
                }
                asked[at].job.room += above + MORE;
                over.push(at);
            }
            artifacts[at] = Some(artifact);
        }
        open = over;
        if open.is_empty() {
            break;
        }
    }
    Ok(artifacts.into_iter().flatten().collect())
}

/// One pass for these formats.
fn once(
    episode: &Episode,
    asked: &[&Asked<'_>],
    folder: &Path,
    observer: &dyn Observer,
) -> Result<Vec<Finished>, PublishError> {
    let programme = episode.audio.as_ref();
    let shape = (programme.rate(), programme.channels(), programme.frames());
    std::thread::scope(|scope| {
        let (sends, workers): (Vec<SyncSender<Arc<[f32]>>>, Vec<_>) = asked
            .iter()
            .map(|asked| {
                let (send, receive) = sync_channel(WAITING);
                (
                    send,
                    scope.spawn(move || encode(asked, shape, &receive, observer)),
                )
            })
            .unzip();
        let channels = u64::from(shape.1.max(1));
        let promised = shape.2.saturating_mul(channels);
        let mut found = 0;
        let mut given_up = false;
        let played = programme.play(&mut |block| {
            found += block.len() as u64;
            let block: Arc<[f32]> = block.into();
            // An encoder that failed hangs up, and then the others need no more either.
            given_up = observer.stop()
                || found > promised
                || sends
                    .iter()
                    .any(|send| send.send(Arc::clone(&block)).is_err());
            match given_up {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        });
        let whole = played.is_ok() && !given_up && found == promised;
        if whole {
            // An empty block is the end: a sender that is merely gone means that something failed.
            for send in &sends {
                let _ = send.send(Arc::from([]));
            }
        }
        drop(sends);
        let done = join(workers);
        played?;
        if observer.stop() {
            return Err(PublishError::Stopped {
                out: folder.to_owned(),
            });
        }
        if found != promised {
            // Unless an encoder failed, which ended the pass early.
            done.into_iter().collect::<Result<Vec<_>, _>>()?;
            return Err(PublishError::Programme {
                promised: shape.2,
                found: found / channels,
            });
        }
        let finished: Vec<Option<Finished>> = done.into_iter().collect::<Result<_, _>>()?;
        Ok(finished.into_iter().flatten().collect())
    })
}

/// What every thread came to; a panic goes on here.
fn join<T>(workers: Vec<ScopedJoinHandle<'_, T>>) -> Vec<T> {
    let joined = workers.into_iter().map(|worker| match worker.join() {
        Ok(done) => done,
        Err(panic) => std::panic::resume_unwind(panic),
    });
    joined.collect()
}

/// Encodes what is received; `None` if it ends before its end.
fn encode(
    asked: &Asked<'_>,
    shape: (crate::audio::Hz, u16, u64),
    receive: &Receiver<Arc<[f32]>>,
    observer: &dyn Observer,
) -> Result<Option<Finished>, PublishError> {
    let mut encoder = (asked.open)(&asked.job)?;
    let resample = |error| PublishError::Master(MasterError::Resample(error));
    let mut fit = Fit::new(shape, encoder.shape()).map_err(resample)?;
    for block in receive {
        if !block.is_empty() {
            encoder.encode(fit.push(&block).map_err(resample)?)?;
            continue;
        }
        encoder.encode(&fit.finish().map_err(resample)?)?;
        if observer.stop() {
            break;
        }
        return encoder.finish().map(Some);
    }
    Ok(None)
}

//! The lines of an interview to those of one copy of it: what is announced, and in the listening
//! copy the pace of every voice and a length that is true.
//!
//! How long the copy is can be said in it only if it is known before it was made. It follows from
//! the pace to within a minute or so; where the finished timeline says otherwise, that one line
//! is spoken again with what the timeline says. It does not go round: the new sentence is as
//! long as the old one but for a word, and if that alone reaches the next minute, both are as true.

use super::Prepared;
use crate::arrange::{self, Timeline};
use crate::cast::Cast;
use crate::diag::Diagnostics;
use crate::diag::observe::{Observer, Silent};
use crate::error::Error;
use crate::house::{Edition, House};
use crate::master::{Episode, Shortfall};
use crate::prepare::{self, Excerpt, Score, Utterance};
use crate::publish::Manifest;
use crate::script::Script;
use crate::speak::{self, Pace, Sample, Tally};
use crate::workshop::Workshop;
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// Seconds a letter in a voice of which nothing is known yet.
const LETTER: f64 = 1.0 / 14.0;
/// No voice is faster than this beside what the cast says, which is what a sample has to reckon with.
const FASTEST: f32 = 2.5;

/// What is wanted of an interview: which copy, and how much of it.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Which copy.
    pub copy: Edition,
    /// Which part; all of it if none is named.
    pub part: Option<Excerpt>,
}

/// The folder below an episode's own that receives parts of it.
pub const SAMPLE: &str = "sample";

/// The folder below an episode's own that receives the listening copy.
pub const LISTENING: &str = "listening";

/// The folder of a copy, or of a part of it, below an episode's own.
#[must_use]
pub fn folder(out: &Path, wanted: &Wanted) -> PathBuf {
    let mut folder = out.to_path_buf();
    if wanted.copy == Edition::Listening {
        folder.push(LISTENING);
    }
    if wanted.part.is_some() {
        folder.push(SAMPLE);
    }
    folder
}

/// What the pace of all of a copy is found by, and its length.
#[derive(Debug, Clone)]
pub struct Paced {
    sample: Sample,
    /// The letters of each part, and what each of its lines counts as.
    letters: Vec<f64>,
    /// Everything else that takes time, in seconds: pauses, and music that speech waits for.
    besides: f64,
}

impl Paced {
    fn of(
        script: &Script,
        utterances: &[Utterance],
        cast: &Cast,
        house: &House,
        score: &Score,
    ) -> Paced {
        let mut letters = vec![0.0; cast.parts.len()];
        for utterance in utterances {
            letters[utterance.part] += utterance.letters() as f64 + speak::LINE;
        }
        let nothing = utterances.iter().map(|_| (0, arrange::OUTPUT_RATE));
        let empty = arrange::arrange(script, utterances, nothing, house, score);
        Paced {
            sample: Sample::of(utterances, cast),
            letters,
            besides: empty.rate.millis(empty.frames) as f64 / 1000.0,
        }
    }

    /// How long all of it will be, in whole minutes.
    fn minutes(&self, paces: &[Pace], tempo: f32) -> u64 {
        let each = |(letters, pace): (&f64, &Pace)| letters * pace.letter / f64::from(tempo);
        let spoken: f64 = self.letters.iter().zip(paces).map(each).sum();
        whole_minutes(spoken + self.besides)
    }
}

/// The nearest number of minutes.
fn whole_minutes(seconds: f64) -> u64 {
    (seconds / 60.0).round().max(0.0) as u64
}

/// From all sentences of the page to what is heard in a copy, or in a part of it.
pub(super) fn finish(
    shop: &Workshop,
    script: &Script,
    prepared: &mut Prepared,
    wanted: &Wanted,
    diags: &mut Diagnostics,
) -> Result<(), Error> {
    let Prepared {
        house,
        cast,
        utterances,
        part,
        whole,
        paced,
        score,
        front: _, // the same on each copy
    } = prepared;
    let listening = house.edition == Edition::Listening;
    if listening {
        for part in &mut cast.parts {
            // For one ear as well as for two.
            part.pan = 0.0;
        }
    }
    let letters = |u: &Utterance| u.letters() as f64 * LETTER;
    let guess = whole_minutes(utterances.iter().map(letters).sum());
    let finished = |utterances: &mut Vec<Utterance>| {
        let told = prepare::announce(script, house, cast, whole, guess, utterances);
        prepare::spoiled(utterances, cast, shop.engines, &shop.places);
        told
    };
    if let Some(wanted) = &wanted.part {
        if listening {
            let mut all = utterances.clone();
            let _told_below = finished(&mut all);
            *paced = Some(Paced::of(script, &all, cast, house, score));
        }
        let mut fast = cast.clone();
        for part in fast.parts.iter_mut().filter(|_| listening) {
            part.voice.rate *= FASTEST * house.listening.tempo;
        }
        *part = Some(prepare::excerpt(script, &fast, utterances, wanted)?);
    }
    diags.append(finished(utterances));
    if listening && paced.is_none() {
        *paced = Some(Paced::of(script, utterances, cast, house, score));
    }
    Ok(())
}

/// Brings every voice to its pace, and the announced length to what follows from it. The episode
/// stays as it is.
///
/// # Errors
/// When a line that has to be measured cannot be spoken.
pub(super) fn paced<'a>(
    shop: &Workshop,
    script: &Script,
    prepared: &'a Prepared,
    observer: &dyn Observer,
) -> Result<(Cow<'a, Prepared>, Tally), Error> {
    let Some(known) = &prepared.paced else {
        return Ok((Cow::Borrowed(prepared), Tally::default()));
    };
    let wanted = f64::from(prepared.house.listening.words_per_minute);
    let room = shop.room();
    let (paces, tally) = speak::paces(&known.sample, &prepared.cast, wanted, room, observer)?;
    Ok((Cow::Owned(with(script, prepared, known, &paces)), tally))
}

fn with(script: &Script, prepared: &Prepared, known: &Paced, paces: &[Pace]) -> Prepared {
    let tempo = prepared.house.listening.tempo;
    let mut with = prepared.clone();
    with.cast = speak::at_pace(&prepared.cast, paces, tempo);
    set_length(script, &mut with, known.minutes(paces, tempo));
    with
}

/// Says another length; the number of the line that changes by it.
fn set_length(script: &Script, prepared: &mut Prepared, minutes: u64) -> Option<usize> {
    let Prepared {
        house,
        cast,
        utterances,
        whole,
        ..
    } = prepared;
    prepare::set_length(script, house, cast, whole, minutes, utterances)
}

/// The same without speaking a line: with the pace that is known or follows from what is kept, else
/// with the voices of the episode that stands, which is what will most likely come out.
pub(super) fn supposed<'a>(
    shop: &Workshop,
    script: &Script,
    prepared: &'a Prepared,
    earlier: Option<&Manifest>,
) -> Cow<'a, Prepared> {
    let mut locked = shop.clone();
    locked.locked = true;
    let found = paced(&locked, script, prepared, &Silent);
    let supposed = found.map_or_else(
        |_| {
            let mut like = prepared.clone();
            if let Some(recipe) = earlier.and_then(|earlier| earlier.recipe.as_ref()) {
                for part in &mut like.cast.parts {
                    let same = |line: &&crate::publish::manifest::VoiceLine| {
                        let voice = &line.voice;
                        (&voice.engine, &voice.voice, voice.timbre, &line.language)
                            == (
                                &part.voice.engine,
                                &part.voice.voice,
                                part.voice.timbre,
                                &part.language,
                            )
                    };
                    if let Some(line) = recipe.voices.iter().find(same) {
                        part.voice.rate = line.voice.rate;
                        part.voice.tempo = line.voice.tempo;
                    }
                }
            }
            Cow::Owned(like)
        },
        |(paced, _)| paced,
    );
    match (&supposed.paced, earlier.and_then(|e| e.summary.as_ref())) {
        (Some(_), Some(summary)) => {
            let mut told = supposed.into_owned();
            set_length(script, &mut told, whole_minutes(summary.seconds));
            Cow::Owned(told)
        }
        _ => supposed,
    }
}

/// The same with the lengths that the episode which stands may say of itself, the likeliest first:
/// it may have been set right when it was made, and then be longer by that.
pub(super) fn as_told<'a>(
    script: &'a Script,
    prepared: &'a Prepared,
    earlier: Option<&Manifest>,
) -> impl Iterator<Item = Prepared> + 'a {
    let summary = earlier.and_then(|earlier| earlier.summary.as_ref());
    let summary = summary.filter(|_| prepared.paced.is_some());
    let minutes = summary.map(|summary| whole_minutes(summary.seconds));
    let near = minutes
        .into_iter()
        .flat_map(|n| [n, n.saturating_sub(1), n + 1]);
    near.filter_map(|minutes| {
        let mut told = prepared.clone();
        set_length(script, &mut told, minutes).map(|_| told)
    })
}

/// Says the length that came out, where another was going to be told: the number of the line, and
/// both lengths in minutes. Half a minute of rounding is no lie.
pub(super) fn set_right(
    script: &Script,
    prepared: &mut Cow<'_, Prepared>,
    timeline: &Timeline,
) -> Option<usize> {
    if prepared.paced.is_none() || prepared.part.is_some() {
        return None;
    }
    let minutes = whole_minutes(timeline.rate.millis(timeline.frames) as f64 / 1000.0);
    set_length(script, prepared.to_mut(), minutes)
}

/// What is to be told of the pace of a copy that was asked for.
pub(super) fn off_pace(prepared: &Prepared, episode: &Episode) -> Option<Shortfall> {
    let asked = &prepared.house.listening;
    let wanted = f64::from(asked.words_per_minute) * f64::from(asked.tempo);
    prepared.paced.as_ref()?;
    Shortfall::of_pace(wanted, episode.words_per_minute)
}

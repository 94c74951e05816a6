//! The interview's own sentences to the rate at which each voice says so many words a minute.
//!
//! The pace is that of speech alone, silences left out ([`speech`](crate::audio::speech)), and of the
//! interview's own words. Nobody knows beforehand how fast a voice is, so some of its sentences
//! are spoken as the cast has them (those takes are the episode's own), the rate that follows is
//! tried on the same sentences, and corrected once more, since few engines follow a rate exactly. What
//! an engine cannot be talked into is left to [`tempo`](crate::engines::tempo), a few percent at most.
//!
//! Nothing is learned from earlier renders: the result follows from script, cast and engines. What is
//! kept of it in the cache folder is under a hash of all of these, and saves the speaking only.
//!
//! So that one changed word changes as good as never the rate of a whole voice (and with it every
//! take), which sentences are measured hangs on the hash of each alone; what is taken from them is how
//! long a letter takes, which hardly differs between sentences, while words and letters are counted
//! over the whole interview; and rates lie on a grid. An hour has 8,000 words: one of them moves the
//! result by a hundredth of a step of the grid.

use super::failure::SpeakError;
use super::key::Key;
use super::takes::Tally;
use super::{EngineRoom, speak};
use crate::cast::{Cast, Part};
use crate::diag::observe::{Event, Observer};
use crate::engines::{self, Probe};
use crate::house::asked_rate;
use crate::prepare::{Origin, Utterance};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};

/// So many sentences of a voice are measured. How long a letter takes differs by 8 % between
/// sentences: of so many the mean is known to 1 %.
const MEASURED: usize = 100;
/// Factors on a rate are multiples of this: at most 1.3 % beside what is wanted, which nobody hears.
const STEP: f64 = 0.02;
/// A pace that is as near as this needs no stretching.
const NEAR: f64 = 0.02;
/// No voice is stretched further than this for its pace: beyond, it is heard.
const STRETCH: f64 = 0.08;
/// Who says little is believed to use words as long as everybody's: as if they had said so many
/// words more.
const BELIEVED: f64 = 20.0;
/// How often a rate is tried.
const ROUNDS: usize = 2;
/// Digits of the name of a note; as with those of `publish/seen.rs` there are never more than these
/// can name.
const DIGITS: usize = 3;
/// A longer file was not written here.
const LONGEST: u64 = 1 << 20;
const CONTEXT: &str = "duologue 2026-11-22 what a pace follows from";

/// What the pace of an interview is measured on.
#[derive(Debug, Clone, Default)]
pub struct Sample {
    parts: Vec<Voiced>,
}

/// What one voice has to say.
#[derive(Debug, Clone, Default)]
struct Voiced {
    /// Over all its sentences.
    words: f64,
    letters: f64,
    /// Those that are measured.
    lines: Vec<Utterance>,
}

impl Sample {
    /// Of all lines of an interview. A voice that only announces is measured by its
    /// announcements.
    #[must_use]
    pub fn of(utterances: &[Utterance], cast: &Cast) -> Sample {
        let of_part = |number: usize| {
            let own: Vec<&Utterance> = utterances
                .iter()
                .filter(|u| u.part == number && u.recording.is_none())
                .collect();
            let page = |u: &&Utterance| u.origin != Origin::Announcement;
            let speaks = own.iter().any(page);
            // What is said of the length follows from the pace, and cannot be part of what it
            // follows from.
            let counts = |u: &&Utterance| match speaks {
                true => page(u),
                false => !crate::prepare::is_length(u),
            };
            let own: Vec<&Utterance> = own.into_iter().filter(counts).collect();
            let mut ranked: Vec<([u8; 32], &Utterance)> = own
                .iter()
                .map(|u| (*blake3::hash(u.id.as_bytes()).as_bytes(), *u))
                .collect();
            ranked.sort_by_key(|(hash, _)| *hash);
            Voiced {
                words: own.iter().map(|u| u.words() as f64).sum(),
                letters: own.iter().map(|u| u.letters() as f64).sum(),
                lines: ranked
                    .into_iter()
                    .take(MEASURED)
                    .map(|(_, u)| u.clone())
                    .collect(),
            }
        };
        Sample {
            parts: (0..cast.parts.len()).map(of_part).collect(),
        }
    }

    /// How many words a voice has to a letter, a little like everybody's.
    fn words_a_letter(&self, part: &Voiced) -> f64 {
        let sum = |of: fn(&Voiced) -> f64| self.parts.iter().map(of).sum::<f64>();
        let (words, letters) = (sum(|p| p.words), sum(|p| p.letters));
        let usual = letters / words.max(1.0);
        (part.words + BELIEVED) / (part.letters + BELIEVED * usual).max(1.0)
    }
}

/// How one voice of a cast comes to its pace.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Pace {
    /// On the rate that the cast gives.
    pub rate: f64,
    /// How much faster its takes are then played.
    pub stretch: f64,
    /// How long a letter takes then, silences within lines included, in seconds; 0 if unknown.
    /// A line counts as [`LINE`] letters more.
    pub letter: f64,
}

/// The last syllable of a line is drawn out by about so many letters.
pub const LINE: f64 = 3.0;

/// A pace at which nothing is changed.
const PLAIN: Pace = Pace {
    rate: 1.0,
    stretch: 1.0,
    letter: 0.0,
};

/// How long the measured lines of a voice became.
#[derive(Debug, Clone, Copy, Default)]
struct Heard {
    /// Seconds that sound.
    sounding: f64,
    seconds: f64,
    letters: f64,
    /// Letters, and [`LINE`] for each line.
    weight: f64,
}

/// Counts up whenever other paces would follow from the same.
const VERSION: u32 = 1;

/// Finds for each part of a cast the pace of so many words a minute, and tells where the lines
/// came from that were spoken for it.
///
/// # Errors
/// When a line cannot be spoken.
pub fn paces(
    sample: &Sample,
    cast: &Cast,
    words_a_minute: f64,
    room: EngineRoom<'_>,
    observer: &dyn Observer,
) -> Result<(Vec<Pace>, Tally), SpeakError> {
    let hash = hash(sample, cast, words_a_minute);
    let mut tally = Tally::default();
    if let Some(known) = known(&room.places.cache, &hash, cast.parts.len()) {
        return Ok((known, tally));
    }
    let voices = sample.parts.iter().filter(|part| !part.lines.is_empty());
    observer.event(Event::Pacing {
        voices: voices.count(),
    });
    let wanted = words_a_minute / 60.0;
    let mut tried: Vec<Vec<(f64, f64, Heard)>> = vec![Vec::new(); cast.parts.len()];
    let mut next = vec![Some(1.0); cast.parts.len()];
    for _ in 0..=ROUNDS {
        let heard = listen(sample, cast, &next, room, observer, &mut tally)?;
        for (number, heard) in heard.into_iter().enumerate() {
            let (Some(factor), part) = (next[number], &sample.parts[number]) else {
                continue;
            };
            next[number] = None;
            if heard.sounding <= 0.0 || heard.letters <= 0.0 {
                continue;
            }
            let pace = heard.letters / heard.sounding * sample.words_a_letter(part);
            tried[number].push((factor, pace, heard));
            let better = within(&cast.parts[number], factor * wanted / pace, room);
            let new = tried[number].iter().all(|(other, ..)| *other != better);
            next[number] = new.then_some(better);
        }
        if next.iter().all(Option::is_none) {
            break;
        }
    }
    let off = |pace: f64| (pace / wanted).ln().abs();
    let best = |tried: &Vec<(f64, f64, Heard)>| {
        let best = tried.iter().min_by(|a, b| off(a.1).total_cmp(&off(b.1)));
        best.copied()
    };
    let mut paces: Vec<Pace> = tried
        .iter()
        .map(|tried| {
            let Some((rate, pace, heard)) = best(tried) else {
                return PLAIN;
            };
            let stretch = match off(pace) > NEAR {
                true => (wanted / pace).clamp(1.0 - STRETCH, 1.0 + STRETCH),
                false => 1.0,
            };
            let stretch = (stretch * 100.0).round() / 100.0;
            Pace {
                rate,
                stretch,
                letter: heard.seconds / heard.weight / stretch,
            }
        })
        .collect();
    // Of whom nothing could be measured goes with the others.
    let known: Vec<Pace> = paces.iter().copied().filter(|p| p.letter > 0.0).collect();
    if let Some(slowest) = known
        .iter()
        .copied()
        .min_by(|a, b| a.rate.total_cmp(&b.rate))
    {
        for pace in paces.iter_mut().filter(|pace| pace.letter == 0.0) {
            *pace = slowest;
        }
    }
    note(&room.places.cache, &hash, &paces);
    Ok((paces, tally))
}

/// A cast with each voice at its pace, and all of it played faster by `tempo`.
#[must_use]
pub fn at_pace(cast: &Cast, paces: &[Pace], tempo: f32) -> Cast {
    let mut cast = cast.clone();
    for (part, pace) in cast.parts.iter_mut().zip(paces) {
        part.voice.rate = rate(part, pace.rate);
        let all = pace.stretch * f64::from(tempo);
        part.voice.tempo = ((all * 1e3).round() / 1e3) as f32;
    }
    cast
}

/// The rate of a part times a factor, in the thousandths that a manifest shows.
fn rate(part: &Part, factor: f64) -> f32 {
    ((f64::from(part.voice.rate) * factor * 1e3).round() / 1e3) as f32
}

/// The nearest factor on the grid that the engine of a part follows.
fn within(part: &Part, factor: f64, room: EngineRoom<'_>) -> f64 {
    let row = engines::find(room.engines, &part.voice.engine);
    let can = match row.map(|row| (row.probe)(room.places)) {
        Some(Probe::Here { can, .. }) => can.rate,
        _ => return 1.0,
    };
    let fits = |steps: i32| {
        let rate = rate(part, f64::from(steps) * STEP);
        (0.4..=2.5).contains(&rate) && can.contains(&asked_rate(rate, part.voice.timbre.0))
    };
    let wanted = (factor / STEP).round() as i32;
    let steps = (0..200)
        .flat_map(|away| [wanted - away, wanted + away])
        .find(|steps| *steps > 0 && fits(*steps));
    steps.map_or(1.0, |steps| f64::from(steps) * STEP)
}

/// Speaks the measured lines of every part that has a factor to be tried.
fn listen(
    sample: &Sample,
    cast: &Cast,
    factors: &[Option<f64>],
    room: EngineRoom<'_>,
    observer: &dyn Observer,
    tally: &mut Tally,
) -> Result<Vec<Heard>, SpeakError> {
    let mut tried = cast.clone();
    let mut lines = Vec::new();
    for ((part, factor), voiced) in tried.parts.iter_mut().zip(factors).zip(&sample.parts) {
        if let Some(factor) = factor {
            part.voice.rate = rate(part, *factor);
            lines.extend(voiced.lines.iter().cloned());
        }
    }
    let mut heard = vec![Heard::default(); cast.parts.len()];
    if lines.is_empty() {
        return Ok(heard);
    }
    let takes = speak(&lines, &tried, room, &Hushed(observer))?;
    let spoken = takes.tally();
    tally.spoken += spoken.spoken;
    tally.damaged += spoken.damaged;
    for (line, take) in lines.iter().zip(takes.index()) {
        let rate = f64::from(take.rate.0.max(1));
        let sum = &mut heard[line.part];
        sum.sounding += take.sounding as f64 / rate;
        sum.seconds += take.frames as f64 / rate;
        sum.letters += line.letters() as f64;
        sum.weight += line.letters() as f64 + LINE;
    }
    Ok(heard)
}

/// Says nothing of lines that are spoken to be measured, and still ends when it is asked to.
struct Hushed<'a>(&'a dyn Observer);

impl Observer for Hushed<'_> {
    fn event(&self, _event: Event<'_>) {}

    fn stop(&self) -> bool {
        self.0.stop()
    }
}

/// Everything that the paces follow from.
fn hash(sample: &Sample, cast: &Cast, words_a_minute: f64) -> String {
    let mut hasher = blake3::Hasher::new_derive_key(CONTEXT);
    let numbers = [words_a_minute, STEP, NEAR, STRETCH, BELIEVED];
    let version = env!("DUOLOGUE_WORKS");
    hasher.update(format!("{VERSION} {version} {numbers:?}").as_bytes());
    for part in &sample.parts {
        hasher.update(format!("{} {}", part.words, part.letters).as_bytes());
        for line in &part.lines {
            hasher.update(Key::of(&line.job(cast)).bytes());
        }
    }
    hasher.finalize().to_hex().to_string()
}

#[derive(Serialize, Deserialize)]
struct Note {
    hash: String,
    paces: Vec<Pace>,
}

fn file(cache: &Path, hash: &str) -> PathBuf {
    cache
        .join("wpm")
        .join(&hash[..DIGITS])
        .with_extension("json")
}

fn known(cache: &Path, hash: &str, parts: usize) -> Option<Vec<Pace>> {
    let path = file(cache, hash);
    if fs::metadata(&path).ok()?.len() > LONGEST {
        return None;
    }
    let note: Note = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
    let sound = |p: &Pace| {
        let inside = |n: f64, most: f64| n.is_finite() && (0.0..=most).contains(&n);
        inside(p.rate, 10.0) && p.rate > 0.0 && inside(p.stretch, 4.0) && inside(p.letter, 10.0)
    };
    let fits = note.hash == hash && note.paces.len() == parts;
    (fits && note.paces.iter().all(sound)).then_some(note.paces)
}

/// A courtesy: where it cannot be written, the sentences are measured again.
fn note(cache: &Path, hash: &str, paces: &[Pace]) {
    let path = file(cache, hash);
    let note = Note {
        hash: hash.to_owned(),
        paces: paces.to_vec(),
    };
    let text = serde_json::to_vec(&note).expect("strings and finite numbers are JSON");
    let folder = cache.join("wpm");
    let _ = fs::create_dir_all(&folder)
        .and_then(|()| tempfile::NamedTempFile::new_in(&folder))
        .and_then(|temporary| {
            fs::write(temporary.path(), text)?;
            temporary.persist(path).map_err(|error| error.error)
        });
}

//! Two recipes to what differs between them, line by line and voice by voice.

use super::align::{Pair, align};
use super::score::score;
use super::{Change, LineChange, Why, formats, pauses};
use crate::engines::{Setting, VoiceSpec};
use crate::house::Choice;
use crate::publish::Recipe;
use crate::publish::manifest::{Chapter, TakeLine, VoiceLine};
use std::collections::BTreeMap;

/// What was found so far.
#[derive(Default)]
pub(super) struct Found {
    /// With the number of the take in the new recipe, unless it is gone.
    lines: Vec<(Option<usize>, LineChange)>,
    /// Where each take of the new recipe stands among the lines.
    place: BTreeMap<usize, usize>,
    pub(super) voices: Vec<Change>,
    pub(super) also: Vec<Change>,
}

impl Found {
    /// The lines, in order.
    pub(super) fn lines(&mut self) -> Vec<LineChange> {
        let mut lines = std::mem::take(&mut self.lines);
        // Lost takes came last; what is gone keeps its place behind what it stood behind.
        let mut last = 0;
        let mut order: Vec<(usize, LineChange)> = lines
            .drain(..)
            .map(|(number, line)| {
                last = number.unwrap_or(last);
                (last, line)
            })
            .collect();
        order.sort_by_key(|(number, _)| *number);
        order.into_iter().map(|(_, line)| line).collect()
    }

    /// A take of the new recipe is not kept.
    pub(super) fn speaks(&mut self, number: usize, recipe: &Recipe) {
        if let Some(at) = self.place.get(&number) {
            self.lines[*at].1.speak = true;
            return;
        }
        self.tell(number, recipe, vec![Why::Lost], None);
        self.speaks(number, recipe);
    }

    fn tell(&mut self, number: usize, recipe: &Recipe, why: Vec<Why>, was: Option<&TakeLine>) {
        let take = &recipe.takes[number];
        self.place.insert(number, self.lines.len());
        self.lines
            .push((Some(number), line(recipe, take, why, was)));
    }
}

fn line(recipe: &Recipe, take: &TakeLine, why: Vec<Why>, was: Option<&TakeLine>) -> LineChange {
    let was = was.filter(|was| was.text != take.text);
    LineChange {
        line: take.line,
        person: recipe.speaker(take).name.clone(),
        text: take.text.clone(),
        was: was.map(|was| was.text.clone()),
        why,
        speak: false,
    }
}

/// Compares; without an earlier recipe every line is new.
pub(super) fn compare(old: Option<&Recipe>, new: &Recipe) -> Found {
    let mut found = Found::default();
    let Some(old) = old else {
        for number in 0..new.takes.len() {
            found.tell(number, new, vec![Why::New], None);
        }
        return found;
    };
    if old.hash == new.hash {
        return found;
    }
    let mut counted = Counted::default();
    let mut became = BTreeMap::new();
    for pair in align(&words(old), &words(new)) {
        match pair {
            Pair::Gone(o) => {
                let take = &old.takes[o];
                found
                    .lines
                    .push((None, line(old, take, vec![Why::Gone], None)));
            }
            Pair::New(n) => found.tell(n, new, vec![Why::New], None),
            Pair::Same(o, n) | Pair::Moved(o, n) | Pair::Changed(o, n) => {
                became.insert(o, n);
                let mut why = both(old, new, o, n, &mut counted);
                if matches!(pair, Pair::Moved(..)) {
                    why.insert(0, Why::Moved);
                }
                if !why.is_empty() {
                    found.tell(n, new, why, Some(&old.takes[o]));
                }
            }
        }
    }
    found.voices = counted.voices.changes;
    found.also = counted.also.changes;
    about(old, new, &became, &mut found.also);
    if found.lines.is_empty() && found.voices.is_empty() && found.also.is_empty() {
        found.also.push(change(None, "details", "", ""));
    }
    found
}

/// The words of each line.
fn words(recipe: &Recipe) -> Vec<&str> {
    recipe.takes.iter().map(|take| take.text.as_str()).collect()
}

/// Changes that come up line after line, each told once.
#[derive(Default)]
struct Counted {
    voices: Tally,
    also: Tally,
}

#[derive(Default)]
struct Tally {
    changes: Vec<Change>,
    place: BTreeMap<[String; 4], usize>,
}

impl Tally {
    fn count(&mut self, change: Change) {
        let Change {
            whose,
            what,
            was,
            will,
            ..
        } = &change;
        let whose = whose.clone().unwrap_or_default();
        let name = [whose, what.clone(), was.clone(), will.clone()];
        let at = *self.place.entry(name).or_insert(self.changes.len());
        if at == self.changes.len() {
            self.changes.push(change);
        }
        self.changes[at].lines += 1;
    }
}

/// Why a line that is in both does not sound as it did; nothing if it does.
fn both(old: &Recipe, new: &Recipe, o: usize, n: usize, counted: &mut Counted) -> Vec<Why> {
    let (was, will) = (&old.takes[o], &new.takes[n]);
    let (voice_was, voice) = (&old.voices[was.voice], &new.voices[will.voice]);
    let (person_was, person) = (&old.speaker(was).name, &new.speaker(will).name);
    let mut why = Vec::new();
    if was.text != will.text {
        why.push(Why::Words);
    }
    if person_was != person {
        match was.key == will.key {
            true => counted.also.count(change(None, "name", person_was, person)),
            false => why.push(Why::Person),
        }
    }
    for pause in pauses::changes(old, new, was, will) {
        counted.also.count(pause);
    }
    if was.gain != will.gain {
        let db = |gain: f32| format!("{gain} dB");
        let (a, b) = (db(was.gain.0), db(will.gain.0));
        counted.also.count(change(None, "level of a clip", &a, &b));
    }
    if was.line != will.line {
        counted
            .also
            .count(change(None, "place in the file", "", ""));
    }
    if voice_was.gain != voice.gain {
        let db = |gain: f32| format!("{gain} dB");
        let (a, b) = (db(voice_was.gain.0), db(voice.gain.0));
        counted.also.count(change(Some(person), "level", &a, &b));
    }
    let place = |pan: f32| match pan {
        0.0 => "the middle".to_owned(),
        pan => format!(
            "{} % {}",
            pan.abs(),
            if pan < 0.0 { "left" } else { "right" }
        ),
    };
    let chain = |voice: &VoiceLine| match voice.chain {
        None => "the episode's".to_owned(),
        Some(chain) => chain.name().to_owned(),
    };
    for (what, a, b) in [
        ("place", place(voice_was.pan), place(voice.pan)),
        ("chain", chain(voice_was), chain(voice)),
    ] {
        if a != b {
            counted.also.count(change(Some(person), what, &a, &b));
        }
    }
    if was.key == will.key {
        return why;
    }
    let language = |recipe: &Recipe, take: &TakeLine| {
        let own = take.language.clone();
        own.unwrap_or_else(|| recipe.voices[take.voice].language.clone())
    };
    if language(old, was) != language(new, will) {
        why.push(Why::Language);
    }
    // Two takes of one recording are different pieces of it.
    let other = (was.variant, &was.recording) != (will.variant, &will.recording);
    if other || will.recording.is_some() {
        why.push(Why::Reading);
    }
    let mut settings = settings(voice_was, voice);
    settings.extend(transforms(old, new));
    // Whoever else says it has another voice anyway.
    if !settings.is_empty() && !why.contains(&Why::Person) {
        why.push(Why::Voice);
        for (what, a, b) in settings {
            counted.voices.count(change(Some(person), &what, &a, &b));
        }
    }
    // The key is of another sound, and nothing of the above explains it.
    if why.is_empty() {
        why.push(Why::Pronunciation);
    }
    why
}

/// What of a voice is another: what, as it was, as it is.
fn settings(was: &VoiceLine, will: &VoiceLine) -> Vec<(String, String, String)> {
    let (a, b) = (&was.voice, &will.voice);
    let mut found = Vec::new();
    let mut told = |what: &str, a: String, b: String| {
        if a != b {
            found.push((what.to_owned(), a, b));
        }
    };
    let name = |v: &VoiceSpec| format!("{}:{}", v.engine, v.voice);
    told("voice", name(a), name(b));
    told("rate", a.rate.to_string(), b.rate.to_string());
    told("pitch", a.pitch.0.to_string(), b.pitch.0.to_string());
    told("tempo", a.tempo.to_string(), b.tempo.to_string());
    told("timbre", a.timbre.0.to_string(), b.timbre.0.to_string());
    let keys: std::collections::BTreeSet<&String> =
        a.settings.keys().chain(b.settings.keys()).collect();
    let shown = |value: Option<&Setting>| match value {
        None => "unset".to_owned(),
        Some(Setting::Bool(value)) => value.to_string(),
        Some(Setting::Number(value)) => value.to_string(),
        Some(Setting::Text(value)) => value.clone(),
    };
    for key in keys {
        told(key, shown(a.settings.get(key)), shown(b.settings.get(key)));
    }
    // Another engine has another fingerprint and rate, which says nothing more.
    if a.engine == b.engine {
        let engine = (was.fingerprint.clone(), will.fingerprint.clone());
        told("engine version", engine.0, engine.1);
        if a.voice == b.voice {
            told("sample rate", was.own.to_string(), will.own.to_string());
        }
    }
    found
}

/// Which of the steps between an engine and the store are of another version.
fn transforms(old: &Recipe, new: &Recipe) -> Vec<(String, String, String)> {
    let version = |recipe: &Recipe, name: &str| {
        let found = recipe.transforms.iter().find(|(other, _)| other == name);
        found.map_or_else(|| "none".to_owned(), |(_, version)| version.to_string())
    };
    let names = old.transforms.iter().chain(&new.transforms);
    let mut names: Vec<&String> = names.map(|(name, _)| name).collect();
    names.sort();
    names.dedup();
    let versions = names.into_iter().map(|name| {
        let (a, b) = (version(old, name), version(new, name));
        (format!("version of {name}"), a, b)
    });
    versions.filter(|(_, a, b)| a != b).collect()
}

/// What an episode says of itself, and how it is written.
fn about(old: &Recipe, new: &Recipe, became: &BTreeMap<usize, usize>, also: &mut Vec<Change>) {
    let optional = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
    let mut told = |what: &str, a: &str, b: &str| {
        if a != b {
            also.push(change(None, what, a, b));
        }
    };
    told("title", &old.title, &new.title);
    told("show", &optional(&old.show), &optional(&new.show));
    let publishers = (optional(&old.publisher), optional(&new.publisher));
    told("publisher", &publishers.0, &publishers.1);
    told("date", &optional(&old.date), &optional(&new.date));
    told("what is said of the voices", &old.synthetic, &new.synthetic);
    if old.front != new.front && !old.front.is_empty() {
        let name = |front: &str| match front {
            "drawn" | "off" => front.to_owned(),
            digest => format!("a picture, {}", &digest[..digest.len().min(8)]),
        };
        told("cover", &name(&old.front), &name(&new.front));
    }
    told("language", old.language.tag(), new.language.tag());
    // Rhythm is told with the pauses that it moves.
    let sounds = |recipe: &Recipe| match recipe.sound {
        // Before there was a choice.
        None => ["as it was"; 3],
        Some(sound) => [
            sound.levels.name(),
            sound.chain.name(),
            if sound.room { "on" } else { "off" },
        ],
    };
    for (what, (a, b)) in
        (["levels", "chain", "room"].into_iter()).zip(sounds(old).into_iter().zip(sounds(new)))
    {
        told(what, a, b);
    }
    told("formats", &old.formats.join(", "), &new.formats.join(", "));
    for (what, was, will) in formats::changes(old, new) {
        told(&what, &was, &will);
    }
    for person in &new.people {
        let before = old.people.iter().find(|other| other.name == person.name);
        if let Some(before) = before.filter(|before| before.role != person.role) {
            told(
                &format!("role of {}", person.name),
                &before.role,
                &person.role,
            );
        }
    }
    if old.chapters.len() != new.chapters.len() {
        let count = |recipe: &Recipe| recipe.chapters.len().to_string();
        told("number of chapters", &count(old), &count(new));
    } else {
        for (a, b) in old.chapters.iter().zip(&new.chapters) {
            told("chapter", &a.title, &b.title);
        }
        let elsewhere =
            |(a, b): &(&Chapter, &Chapter)| became.get(&a.take).is_some_and(|now| *now != b.take);
        let pairs = old.chapters.iter().zip(&new.chapters);
        match pairs.filter(elsewhere).count() {
            0 => {}
            n => told("chapters that begin elsewhere", "0", &n.to_string()),
        }
    }
    told("finishing", &old.works, &new.works);
    score(old, new, became, also);
}

pub(super) fn change(whose: Option<&String>, what: &str, was: &str, will: &str) -> Change {
    Change {
        whose: whose.cloned(),
        what: what.to_owned(),
        was: was.to_owned(),
        will: will.to_owned(),
        lines: 0,
    }
}

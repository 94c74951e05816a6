//! Everything that the bytes of an episode's files depend on, as data and as one hash.
//!
//! Two renders with the same recipe give the same files, so the second need not be done. What the
//! files depend on is: the code that makes them ([`WORKS`]), the takes in their order, the pauses
//! between them, the levels, what the episode says of itself, which formats were asked for. It is
//! hashed as it was understood and not as it was typed: a comment in a cast changes nothing. What
//! may reach a file counts, even if none of today's formats shows it (the line of the source, the
//! id of a sentence): to write a set again in vain costs a second, to leave an old one in place
//! costs trust.

use super::scored::{ScoreLine, scored};
use super::{TakeLine, VoiceLine};
use crate::arrange::{self, Gap};
use crate::cast::Cast;
use crate::engines::Language;
use crate::house::{Edition, Formats, House, Listening, Sound};
use crate::master::About;
use crate::prepare::{self, Front, Score, Token, Utterance};
use crate::publish::OutputRow;
use crate::script::Script;
use crate::speak::Key;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A digest of the source of everything between takes and files, and of the versions of what it
/// is built from; `build.rs` makes it. A number to be raised by hand was rejected: the one time
/// that it is forgotten, old files are taken for new ones.
const WORKS: &str = env!("DUOLOGUE_WORKS");

/// Parts what is hashed here from everything else that is hashed anywhere (BLAKE3, section
/// 2.3, key derivation).
const CONTEXT: &str = "duologue 2026-11-22 the recipe of an episode";

/// What an episode is made by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recipe {
    /// Of everything below but where lines lie and how long they are, as hexadecimal digits.
    pub hash: String,
    /// Of the code that makes files from takes.
    pub works: String,
    /// Of what is said by whom in which chapter under which title.
    pub script: String,
    /// Of the voices.
    pub cast: String,
    /// Of what stands in no key below: which word is spoken how, the ids of sentences.
    pub details: String,
    /// What is done to a line between the engine and the store, each with its version.
    pub transforms: Vec<(String, u32)>,
    /// The formats, in the order of writing.
    pub formats: Vec<String>,
    /// What they were set to, as far as anything was.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settings: Formats,
    /// Title of the interview.
    pub title: String,
    /// Title of the show.
    #[serde(default)]
    pub show: Option<String>,
    /// Who publishes it.
    #[serde(default)]
    pub publisher: Option<String>,
    /// YYYY-MM-DD.
    #[serde(default)]
    pub date: Option<String>,
    /// What every file says of its voices.
    #[serde(default)]
    pub synthetic: String,
    /// What is on its front: `drawn`, `off`, or the digest of a picture. Missing in recipes of earlier
    /// versions.
    #[serde(default)]
    pub front: String,
    /// The main language.
    pub language: Language,
    /// How the whole of it sounds; `None` in recipes of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sound: Option<Sound>,
    /// Everyone in it.
    pub people: Vec<Speaker>,
    /// The chapters.
    pub chapters: Vec<Chapter>,
    /// The cast's pauses in milliseconds, by their keys. What reaches the files of them stands in
    /// the lines: these tell why, and are no part of the hash.
    #[serde(default)]
    pub pauses: BTreeMap<String, u32>,
    /// What a listening copy was to be like; the same.
    #[serde(default)]
    pub listening: Option<Listening>,
    /// Every part of the cast.
    pub voices: Vec<VoiceLine>,
    /// Of when each line is heard, once that is known: what hangs on it can be believed. No part of the
    /// hash, for it is what came of all of this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heard: Option<String>,
    /// Where each line begins in the episode, in milliseconds, in the order of the takes; the same. Beside
    /// the takes and not in them: a word more would otherwise change every line behind it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub starts: Vec<u64>,
    /// Music and sounds.
    #[serde(default)]
    pub score: Vec<ScoreLine>,
    /// Every line, in the order in which they are heard.
    pub takes: Vec<TakeLine>,
}

/// Someone in an episode.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The name.
    pub name: String,
    /// What the person does, as casts call it.
    pub role: String,
}

/// A chapter of an episode.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chapter {
    /// What it is called.
    pub title: String,
    /// The number of its first take, from 0.
    pub take: usize,
}

impl Recipe {
    /// What this episode is to be made by, before anything of it is.
    ///
    /// # Panics
    /// When `cast` and `about` are not of these utterances.
    #[must_use]
    pub fn new(
        about: &About,
        script: &Script,
        utterances: &[Utterance],
        cast: &Cast,
        house: &House,
        score: &Score,
        rows: &[&OutputRow],
    ) -> Recipe {
        // Destructured, here and below: whoever adds a field has to decide what it changes.
        let About {
            name: _, // the folder's manifest has it in its own name
            title,
            show,
            publisher,
            date,
            language,
            people,
            copy: _, // the folder's manifest has it as a part of whose it is
            synthetic,
            front,
            chapters,
            lines,
        } = about;
        let starts = prepare::openings(script, utterances);
        let starts = starts.into_iter().map(|(_, take)| take);
        let mut recipe = Recipe {
            hash: String::new(),
            works: WORKS.to_owned(),
            script: String::new(),
            cast: String::new(),
            details: details(utterances),
            transforms: Key::transforms(),
            formats: rows.iter().map(|row| row.name.to_owned()).collect(),
            settings: (house.formats.iter())
                .filter(|(name, all)| {
                    !all.is_empty() && rows.iter().any(|row| row.name == name.as_str())
                })
                .map(|(name, all)| (name.clone(), all.clone()))
                .collect(),
            title: title.clone(),
            show: show.clone(),
            publisher: publisher.clone(),
            date: date.clone(),
            synthetic: synthetic.clone(),
            front: match front {
                Front::Drawn => "drawn".to_owned(),
                Front::Off => "off".to_owned(),
                Front::Given(picture) => blake3::hash(&picture.bytes).to_hex().to_string(),
            },
            language: language.clone(),
            sound: Some(house.sound),
            people: people
                .iter()
                .map(|person| Speaker {
                    name: person.name.clone(),
                    role: person.role.name().to_owned(),
                })
                .collect(),
            chapters: chapters
                .iter()
                .zip(starts)
                .map(|(title, take)| Chapter {
                    title: title.clone(),
                    take,
                })
                .collect(),
            pauses: (house.pauses.by_key().into_iter())
                .map(|(key, pause)| (key.to_owned(), pause.0))
                .collect(),
            listening: (house.edition == Edition::Listening).then_some(house.listening),
            voices: cast.parts.iter().map(VoiceLine::of).collect(),
            heard: None,
            starts: Vec::new(),
            score: scored(score, utterances),
            takes: lines
                .iter()
                .zip(utterances)
                .zip(arrange::gaps(script, utterances, house))
                .map(|((line, utterance), gap)| TakeLine {
                    line: line.line,
                    voice: utterance.part,
                    key: Key::of(&utterance.job(cast)),
                    // Nothing is before the first.
                    pause: gap.map_or(0, |gap: Gap| gap.ms),
                    before: gap.map(|gap| gap.before),
                    breath: gap.is_some_and(|gap| gap.breath),
                    gain: utterance.gain(),
                    ms: None,
                    variant: utterance.variant,
                    recording: utterance.recording.as_ref().map(|r| r.digest.clone()),
                    language: (line.language != cast.parts[utterance.part].language)
                        .then(|| line.language.clone()),
                    text: line.text.clone(),
                })
                .collect(),
        };
        recipe.script = recipe.script_hash();
        recipe.cast = recipe.cast_hash();
        recipe.hash = recipe.whole_hash();
        recipe
    }

    /// The keys of all takes, in order.
    #[must_use]
    pub fn keys(&self) -> Vec<Key> {
        self.takes.iter().map(|take| take.key).collect()
    }

    /// Notes where each line begins and how long it became, in milliseconds.
    pub(in crate::publish) fn measured(&mut self, lines: impl Iterator<Item = (u64, u64)>) {
        self.starts.clear();
        for (take, (at, ms)) in self.takes.iter_mut().zip(lines) {
            self.starts.push(at);
            take.ms = Some(ms);
        }
        self.heard = Some(self.heard_hash());
    }

    /// Who speaks a line.
    #[must_use]
    pub fn speaker(&self, take: &TakeLine) -> &Speaker {
        &self.people[self.voices[take.voice].person]
    }

    /// Does every number lead somewhere? A manifest may have been edited, or made to do harm.
    pub(super) fn check(&self) -> Result<(), String> {
        let fits = |what, number: usize, of: usize| match number < of {
            true => Ok(()),
            false => Err(format!("there is no {what} {number} in it")),
        };
        for voice in &self.voices {
            fits("person", voice.person, self.people.len())?;
        }
        for take in &self.takes {
            fits("voice", take.voice, self.voices.len())?;
        }
        for chapter in &self.chapters {
            fits("take", chapter.take, self.takes.len())?;
        }
        Ok(())
    }

    /// Are the hashes those of what stands beside them?
    #[must_use]
    pub fn is_true(&self) -> bool {
        self.script == self.script_hash()
            && self.cast == self.cast_hash()
            && self.hash == self.whole_hash()
            && (self.heard.as_ref()).is_none_or(|heard| *heard == self.heard_hash())
    }

    fn script_hash(&self) -> String {
        let takes: Vec<_> = self
            .takes
            .iter()
            .map(|take| (take.line, take.voice, &take.language, &take.text))
            .collect();
        hashed(&(
            "script",
            (&self.title, &self.date, &self.language),
            (&self.people, &self.chapters, takes),
        ))
    }

    fn heard_hash(&self) -> String {
        let lengths: Vec<_> = self.takes.iter().map(|take| take.ms).collect();
        hashed(&("heard", &self.starts, lengths))
    }

    fn cast_hash(&self) -> String {
        hashed(&("cast", &self.voices))
    }

    fn whole_hash(&self) -> String {
        let takes: Vec<_> = self
            .takes
            .iter()
            .map(|take| {
                (
                    take.key,
                    take.pause,
                    take.variant,
                    &take.recording,
                    take.gain,
                )
            })
            .collect();
        let recipe = (
            (
                "recipe",
                &self.works,
                &self.script,
                &self.cast,
                &self.details,
            ),
            (&self.transforms, &self.formats, &self.settings),
            (&self.show, &self.publisher, &self.synthetic, &self.front),
            takes,
        );
        match &self.sound {
            // As earlier versions hashed it.
            None => hashed(&recipe),
            Some(sound) if self.score.is_empty() => hashed(&(recipe, sound)),
            Some(sound) => hashed(&(recipe, sound, &self.score)),
        }
    }
}

/// What of an utterance stands in no other entry.
fn details(utterances: &[Utterance]) -> String {
    let mut hasher = blake3::Hasher::new_derive_key(CONTEXT);
    let mut number = |n: usize| {
        hasher.update(&(n as u64).to_le_bytes());
    };
    for utterance in utterances {
        let Utterance {
            id: _,
            turn,
            paragraph,
            person,
            part: _,     // its number stands in the line
            language: _, // so does this
            origin: _,   // and the line of this
            shown: _,    // and this
            notes,
            tokens,
            variant: _, // and this
            mark: _,    // the reading that it asks for stands there, and the recording
            recording: _,
            opens: _, // the pause that follows from it stands there
            pause: _,
            breath: _,
            passage: _, // its piece is in the key, its gain in the line
            spoiled: _, // in the key
        } = utterance;
        for n in [*turn, *paragraph, person.0] {
            number(n);
        }
        for Token { shown, spoken: _ } in tokens.iter() {
            number(shown.start);
            number(shown.end);
        }
        // Where the next sentence begins.
        number(usize::MAX);
        for (at, _) in notes {
            number(*at);
        }
    }
    for utterance in utterances {
        let notes = utterance.notes.iter().map(|(_, note)| note.as_str());
        for text in std::iter::once(utterance.id.as_str()).chain(notes) {
            hasher.update(text.as_bytes());
            hasher.update(&[0]);
        }
    }
    hasher.finalize().to_hex().to_string()
}

fn hashed(data: &impl Serialize) -> String {
    let mut hasher = blake3::Hasher::new_derive_key(CONTEXT);
    // Neither step can fail: all maps have strings as keys, and hashing takes any byte.
    let written = serde_json::to_writer(&mut hasher, data);
    debug_assert!(written.is_ok(), "a recipe is always JSON");
    hasher.finalize().to_hex().to_string()
}

//! A script's paragraphs to utterances: who says the sentence, after which pause, in which job.

use super::clips;
use super::fixed::{bare, fixed, within};
use super::marks::Marks;
use super::paragraph::{Line, sum, take_notes};
use super::pronounce::Lexicon;
use super::sentences::split;
use super::spoken::{self, Tongue};
use super::{Opening, Origin, Token, Utterance};
use crate::audio::Millis;
use crate::cast::Cast;
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::engines::{Language, Spoken};
use crate::house::{House, Role};
use crate::script::{ChapterKind, Paragraph, Piece, Script};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The utterances of a script, and what is to be told about them.
#[derive(Debug, Clone, Default)]
pub struct Prepared {
    /// In the order in which they are heard.
    pub utterances: Vec<Utterance>,
    /// Words that no voice of the line's language can read, turns in which nothing is spoken
    /// (warnings), people without a voice (errors).
    pub diagnostics: Diagnostics,
}

/// Splits every paragraph into sentences and decides how each is spoken.
///
/// A `{pause}` before the first word of a sentence replaces the cast's pause before it; one
/// inside a sentence becomes a [`Spoken::Break`]; one at the end of a paragraph is the pause
/// before the next paragraph, whoever speaks it (two that meet there add up), and at the very
/// end of the script it is dropped, because nothing follows from which it could keep a distance.
///
/// A stage direction inside a sentence is such a break, as long as the cast's breath; one at its
/// ends is noted in [`Utterance::breath`], for `arrange` knows what else happens there.
///
/// A sentence in which nothing can be spoken (an emoji, a footnote mark) is shown with the
/// sentence before it, or with the next one at the start of a turn.
#[must_use]
pub fn prepare(script: &Script, house: &House, cast: &Cast) -> Prepared {
    let mut desk = Desk {
        script,
        house,
        cast,
        lexicons: BTreeMap::new(),
        bare: BTreeSet::new(),
        done: Prepared::default(),
        waiting: None,
        breath: false,
        notes: Vec::new(),
    };
    for (at, turn) in script.turns.iter().enumerate() {
        let first = desk.done.utterances.len();
        let mut unsaid = String::new();
        // Without a word of its speaker there is no line in which it could be shown.
        desk.notes.clear();
        for (number, paragraph) in turn.paragraphs.iter().enumerate() {
            desk.paragraph(at, number, paragraph, first, &mut unsaid);
        }
        let noted = |p: &Paragraph| {
            p.pieces
                .iter()
                .any(|piece| matches!(piece, Piece::Note { .. }))
        };
        if !unsaid.is_empty() && !turn.paragraphs.iter().all(noted) {
            let span = turn.paragraphs.first().map_or(Span::default(), |p| p.span);
            desk.done.diagnostics.push(
                Diagnostic::warning(&script.source, span, "nothing in this turn can be spoken")
                    .hint("Give it words with `{say: words | what is shown}`."),
            );
        }
    }
    // They stay for as long as the episode is made.
    desk.done.utterances.shrink_to_fit();
    desk.done
}

/// What stands ready while a script is prepared.
struct Desk<'a> {
    script: &'a Script,
    house: &'a House,
    cast: &'a Cast,
    /// One for each language that occurs.
    lexicons: BTreeMap<Language, Lexicon>,
    /// Words given in phonemes alone, told once.
    bare: BTreeSet<String>,
    done: Prepared,
    /// Asked for at the end of the paragraph before.
    waiting: Option<Millis>,
    /// Did a stage direction stand there?
    breath: bool,
    /// Those of this turn that no spoken sentence has taken.
    notes: Vec<String>,
}

impl Desk<'_> {
    /// Adds the sentences of a paragraph. `first` is the number of the turn's first utterance;
    /// `unsaid` is what the turn has shown so far without a spoken word.
    fn paragraph(
        &mut self,
        turn: usize,
        number: usize,
        paragraph: &Paragraph,
        first: usize,
        unsaid: &mut String,
    ) {
        let language = paragraph
            .language
            .clone()
            .or_else(|| self.script.languages.first().cloned())
            .or_else(|| self.cast.parts.first().map(|part| part.language.clone()));
        let person = self.script.turns[turn].person;
        let part = language
            .as_ref()
            .and_then(|language| self.part(person.0, language));
        let (Some(language), Some(part)) = (language, part) else {
            let name = &self.script.person(person).name;
            self.done.diagnostics.push(
                Diagnostic::error(
                    &self.script.source,
                    paragraph.span,
                    format!("`{name}` has no voice for this"),
                )
                .hint("Give the person, or the role, a voice in the cast."),
            );
            return;
        };
        let lexicon = self
            .lexicons
            .entry(language.clone())
            .or_insert_with(|| Lexicon::new(self.script, self.house, self.cast, &language));
        let voice = &self.cast.parts[part];
        let tongue = Tongue::of(&language, &voice.accent);
        let mut line = Line::new(paragraph, &self.script.source);
        let mut directions = std::mem::take(&mut line.notes);
        let whole: Vec<Range<usize>> = line.said.iter().map(|(range, _)| range.clone()).collect();
        let fixed = fixed(&line, lexicon, voice.ipa, &mut |range, word| {
            if self.bare.insert(word.to_lowercase()) {
                let span = line.span(&range, &self.script.source);
                self.done.diagnostics.push(bare(self.script, span, word));
            }
        });
        let mut marks = Marks::new(&self.script.source, &line.marks);
        let begin = self.done.utterances.len();
        let mut end = 0;
        let mut count = 0;
        for range in split(&line.text, language.primary(), &whole) {
            let here = &line.text[range.clone()];
            let asked = line
                .pauses(end, range.start)
                .iter()
                .map(|(_, length)| *length);
            let asked = sum(self.waiting.take().into_iter().chain(asked));
            let breath = std::mem::take(&mut self.breath) || line.breathes(end, range.start);
            end = range.end;
            let mut notes = take_notes(&mut directions, &range);
            let inside = line.inside(&range, self.house.pauses.breath);
            let read = spoken::read(tongue, here, &within(&fixed, &range), &inside);
            for word in read.unread {
                let at = range.start + word.start..range.start + word.end;
                self.done.diagnostics.push(unread(
                    self.script,
                    &language,
                    &line.text[at.clone()],
                    line.span(&at, &self.script.source),
                ));
            }
            let said = read.tokens.iter().any(|token| speaks(&token.spoken));
            let last = self.done.utterances.len();
            if !said {
                let inside = inside.iter().map(|(_, length)| *length);
                self.waiting = sum(asked.into_iter().chain(inside));
                self.breath = breath;
                match self
                    .done
                    .utterances
                    .get_mut(first..)
                    .and_then(<[_]>::last_mut)
                {
                    Some(before) => join_after(before, here, notes),
                    None => {
                        self.notes.extend(notes.into_iter().map(|(_, note)| note));
                        match unsaid.is_empty() {
                            true => here.clone_into(unsaid),
                            false => *unsaid = format!("{unsaid} {here}"),
                        }
                    }
                }
                continue;
            }
            count += 1;
            notes.splice(0..0, self.notes.drain(..).map(|note| (0, note)));
            let opens = match (count, last == first) {
                (_, true) => self.opening(turn),
                (1, _) => Opening::Paragraph,
                _ => Opening::Sentence,
            };
            let mut utterance = Utterance {
                id: format!("{}-{count}", paragraph.id),
                turn,
                paragraph: number,
                person,
                part,
                language: language.clone(),
                origin: Origin::Page {
                    span: line.span(&range, &self.script.source),
                    line: paragraph.line,
                },
                shown: here.to_owned(),
                notes,
                tokens: read.tokens.into_iter().collect(),
                variant: 0,
                mark: None,
                recording: None,
                spoiled: false,
                opens,
                pause: asked,
                breath,
                passage: None,
            };
            if let Some(mark) = marks.take(range.end, &mut self.done.diagnostics) {
                utterance.read_as(mark);
            }
            if !unsaid.is_empty() {
                join_before(&mut utterance, unsaid);
                unsaid.clear();
            }
            self.done.utterances.push(utterance);
        }
        let said = self.done.utterances.get_mut(begin..);
        let last = said.and_then(<[_]>::last_mut);
        marks.end(last, &mut self.done.diagnostics);
        self.breath |= line.breathes(end, usize::MAX);
        let left = directions.drain(..).map(|(_, note)| note);
        match (self.done.utterances.get_mut(first..)).and_then(<[_]>::last_mut) {
            Some(last) => last.notes.extend(left.map(|note| (last.shown.len(), note))),
            None => self.notes.extend(left),
        }
        if let Some(said) = self.done.utterances.get_mut(begin..) {
            let source = &self.script.source;
            clips::mark(paragraph, said, source, &mut self.done.diagnostics);
        }
        let tail = line
            .pauses(end, usize::MAX)
            .iter()
            .map(|(_, length)| *length);
        self.waiting = sum(self.waiting.take().into_iter().chain(tail));
    }

    /// The part that speaks: of this person in this language, else in another accent of it, else
    /// any of theirs: a foreign accent is better than silence.
    fn part(&self, person: usize, language: &Language) -> Option<usize> {
        let parts = &self.cast.parts;
        let own = |fits: &dyn Fn(&Language) -> bool| {
            parts
                .iter()
                .position(|part| part.person.0 == person && fits(&part.language))
        };
        own(&|other| other == language)
            .or_else(|| own(&|other| other.reads(language)))
            .or_else(|| own(&|_| true))
    }

    /// What begins with the first sentence of a turn.
    fn opening(&self, turn: usize) -> Opening {
        if self.done.utterances.is_empty() {
            return Opening::Episode;
        }
        let chapters = &self.script.chapters;
        if let Some(at) = chapters.iter().position(|chapter| chapter.turn == turn) {
            let introduced = at > 0 && chapters[at - 1].kind == ChapterKind::Introduction;
            if chapters[at].kind != ChapterKind::Question || introduced {
                return Opening::Chapter;
            }
        }
        let role = |turn: usize| {
            let person = self.script.turns[turn].person;
            self.script.person(person).role
        };
        if role(turn) == Role::Interviewer {
            Opening::Question
        } else if turn > 0 && role(turn - 1) == Role::Interviewer {
            Opening::Answer
        } else {
            Opening::Turn
        }
    }
}

pub(super) fn speaks(spoken: &Spoken) -> bool {
    match spoken {
        Spoken::Text(text) => text.chars().any(char::is_alphanumeric),
        Spoken::Ipa { .. } => true,
        Spoken::Break(_) | Spoken::Mark(_) => false,
    }
}

/// One after the other. Before each token whose words are shown stands its mark, so that its time
/// comes back; texts between two marks run together.
pub(super) fn joined(tokens: impl Iterator<Item = Token>) -> Vec<Spoken> {
    let mut spoken: Vec<Spoken> = Vec::new();
    for (number, token) in (0..).zip(tokens) {
        if !token.shown.is_empty() && speaks(&token.spoken) {
            spoken.push(Spoken::Mark(number));
        }
        match (spoken.last_mut(), token.spoken) {
            (_, Spoken::Text(text)) if text.is_empty() => {}
            (Some(Spoken::Text(line)), Spoken::Text(text)) => line.push_str(&text),
            (_, other) => spoken.push(other),
        }
    }
    spoken
}

/// Shows a sentence without words after one that is spoken.
fn join_after(before: &mut Utterance, shown: &str, notes: Vec<(usize, String)>) {
    let start = before.shown.len() + 1;
    (before.notes).extend(notes.into_iter().map(|(at, note)| (start + at, note)));
    before.shown.push(' ');
    before.shown.push_str(shown);
    before.tokens.extend([Token {
        shown: start..before.shown.len(),
        spoken: Spoken::Text(String::new()),
    }]);
}

/// Shows sentences without words before the one that is spoken.
fn join_before(utterance: &mut Utterance, shown: &str) {
    let shift = shown.len() + 1;
    utterance.shown = format!("{shown} {}", utterance.shown);
    utterance.notes.iter_mut().for_each(|(at, _)| *at += shift);
    let silent = Token {
        shown: 0..shown.len(),
        spoken: Spoken::Text(String::new()),
    };
    let moved = utterance.tokens.iter().map(|token| Token {
        shown: token.shown.start + shift..token.shown.end + shift,
        ..token
    });
    utterance.tokens = std::iter::once(silent).chain(moved).collect();
}

fn unread(script: &Script, language: &Language, word: &str, span: Span) -> Diagnostic {
    Diagnostic::warning(
        &script.source,
        span,
        format!("`{word}` cannot be read in `{language}` and is left out"),
    )
    .hint("Say how it is spoken: `{say: words | what is shown}`, or `pronounce` in the cast.")
}

#[cfg(test)]
#[path = "utter_tests.rs"]
mod tests;

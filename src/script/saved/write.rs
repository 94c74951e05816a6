//! A [`Script`] to the text of a saved script.
//!
//! One way to write each thing, so that the same script always gives the same bytes and a
//! version control system shows what a person changed and nothing else.

use super::cue;
use super::directions::{self, Direction};
use super::nearly::Names;
use super::scalar::scalar;
use super::{VERSION, fold, is_space, label};
use crate::engines::Language;
use crate::script::{Chapter, Paragraph, Piece, Script};

/// How to correct the file, told where whoever opens it looks first.
const HOW_TO: &str = "\
# Who says what, as Duologue understood it. Correct anything here, then render this file.
#   # Title           a chapter begins
#   **Name:** text    somebody speaks; a paragraph without a name goes on with the one above
#   {pause: 800ms}    silence        {say: spoken | shown}    read it otherwise than it is shown
#   {take: 2}    another reading of this sentence     {take: \"own.wav\"}    a recording in its place
#   {music: theme.mp3 | fade: 2s}    heard here, speech waits     {sound: door.wav}    speech goes on
#   {clip: ada.wav}    at the start of a paragraph: a recording of it in place of the voice
#   {note: [laughs]}    shown in the transcript, never spoken
#   {language: de}    at the start of a paragraph: it is in another language than the rest
# Everybody who speaks stands under `people` as interviewer, interviewee or narrator.
# For a brace, an asterisk or a number sign in the text write \\{, \\* or \\#.
";

/// The saved form of a script: UTF-8, lines end in LF, the last one too.
///
/// [`parse`](super::parse()) reads it back: the same title, date, languages, people, turns,
/// chapters and directions; neighbouring texts of a paragraph may come back in other pieces,
/// and every rule is `given`. Written again it is the same bytes.
#[must_use]
pub fn write(script: &Script) -> String {
    let mut out = String::new();
    front(script, &mut out);
    let main = languages(script).into_iter().next();
    let names = Names::new(&script.people);
    let mut chapters = script.chapters.iter().peekable();
    for (at, turn) in script.turns.iter().enumerate() {
        let mut begins = Vec::new();
        while let Some(chapter) = chapters.next_if(|chapter| chapter.turn <= at) {
            begins.push(chapter);
        }
        if !begins.is_empty() {
            heading(&begins, &mut out);
        }
        let label = label::write(&script.person(turn.person).name);
        for paragraph in &turn.paragraphs {
            let mut text = text(paragraph, main.as_ref());
            names.hide(&mut text);
            out.push_str(&format!("\n{label} {text}\n"));
        }
    }
    out
}

fn front(script: &Script, out: &mut String) {
    out.push_str(&format!("---\nduologue: {VERSION}\n{HOW_TO}"));
    out.push_str(&format!("title: {}\n", scalar(&fold(&script.title))));
    if let Some(date) = &script.date {
        // Digits and dashes need no quotes; anything else is no date and is told when read.
        let plain = date.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        let date = if plain { date.clone() } else { scalar(date) };
        out.push_str(&format!("date: {date}\n"));
    }
    let tags: Vec<_> = languages(script)
        .iter()
        .map(|language| scalar(language.tag()))
        .collect();
    out.push_str(&format!("languages: [{}]\npeople:\n", tags.join(", ")));
    for person in &script.people {
        let name = scalar(&fold(&person.name));
        let role = person.role.name();
        // YAML takes at most 1024 characters before a colon (1.2, 7.4.2), but not after a `?`.
        if name.chars().count() > 1000 {
            out.push_str(&format!("  ? {name}\n  : {role}\n"));
        } else {
            out.push_str(&format!("  {name}: {role}\n"));
        }
    }
    out.push_str("---\n");
}

/// The script's languages, and those of its paragraphs that it does not list itself.
fn languages(script: &Script) -> Vec<Language> {
    let mut all = script.languages.clone();
    for (_, _, paragraph) in script.paragraphs() {
        if let Some(language) = &paragraph.language
            && !all.contains(language)
        {
            all.push(language.clone());
        }
    }
    all
}

/// One heading, even if two chapters begin at the same turn: the first would have no text.
fn heading(chapters: &[&Chapter], out: &mut String) {
    let titles: Vec<_> = chapters.iter().map(|c| fold(&c.title)).collect();
    out.push_str("\n# ");
    for c in titles.join(" – ").chars() {
        escape(c, out);
    }
    out.push('\n');
}

fn text(paragraph: &Paragraph, main: Option<&Language>) -> String {
    let mut line = Line::default();
    if let Some(language) = paragraph.language.as_ref().filter(|l| Some(*l) != main) {
        line.out = directions::write(&Direction::Language(language.clone()));
        line.out.push(' ');
    }
    let pieces = &paragraph.pieces;
    let last_words = pieces
        .iter()
        .rposition(|piece| match piece {
            Piece::Text { text, .. } => !text.chars().all(is_space),
            Piece::Say { .. } => true,
            Piece::Note { .. } | Piece::Pause(_) | Piece::Take(_) | Piece::Cue(_) => false,
        })
        .unwrap_or(0);
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Text { text, .. } => line.words(text),
            Piece::Say { spoken, shown, .. } => line.say(spoken, shown),
            Piece::Note { text, .. } => {
                let note = directions::write(&Direction::Note(text.clone()));
                line.pause(&note, at < last_words);
            }
            Piece::Pause(millis) => {
                let pause = directions::write(&Direction::Pause(*millis));
                line.pause(&pause, at < last_words);
            }
            Piece::Cue(cued) => line.pause(&cue::write(cued), at < last_words),
            Piece::Take(mark) => {
                line.pause(&directions::mark(&mark.reading), at < last_words);
            }
        }
    }
    let kept = line.out.trim_end_matches(' ').len();
    line.out.truncate(kept);
    line.out
}

/// A paragraph while it is written. Mirrors how the reader folds white space: what it would
/// fold is not written, and where it does not look a space is added for the eye.
#[derive(Default)]
struct Line {
    out: String,
    /// The last character that a reader of the paragraph sees.
    last: Option<char>,
}

impl Line {
    fn words(&mut self, text: &str) {
        for c in text.chars() {
            if !is_space(c) {
                escape(c, &mut self.out);
                self.last = Some(c);
            } else if self.last.is_some_and(|last| last != ' ') {
                self.out.push(' ');
                self.last = Some(' ');
            }
        }
    }

    fn say(&mut self, spoken: &str, shown: &str) {
        let (spoken, shown) = (fold(spoken), fold(shown));
        self.last = shown.chars().next_back().or(self.last);
        self.out
            .push_str(&directions::write(&Direction::Say { spoken, shown }));
    }

    fn pause(&mut self, pause: &str, words_follow: bool) {
        if !words_follow && !self.out.is_empty() && !self.out.ends_with(' ') {
            self.out.push(' ');
        }
        self.out.push_str(pause);
        if self.last.is_none_or(|last| last == ' ') {
            self.out.push(' ');
        }
    }
}

/// What would begin a direction, emphasis, code, an escape or a link's target. A `#` only matters
/// at a line's start, where a label or our own `# ` stands; a bracket alone (`[laughs]`) is text.
fn escape(c: char, out: &mut String) {
    if matches!(c, '\\' | '{' | '*' | '`') || (c == '(' && out.ends_with(']')) {
        out.push('\\');
    }
    out.push(c);
}

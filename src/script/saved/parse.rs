//! A saved script to a [`Script`]: nothing is guessed, every mistake is told.

mod cues;
mod once;

use super::body::{self, Part};
use super::directions::short;
use super::front::{self, Front};
use super::label::label;
use super::nearly::Names;
use super::{MAX_TOLD, fold, inline, is_space};
use crate::diag::{Diagnostic, Diagnostics, Source, Span};
use crate::read::Document;
use crate::script::id::Ids;
use crate::script::rules::{self, Rule};
use crate::script::{Chapter, ChapterKind, Paragraph, PersonId, Piece, Script, Skipped, Turn};
use std::collections::{BTreeMap, BTreeSet};

/// Reads a document whose front matter begins `duologue: 1`.
///
/// `None` only after an error was added to `diags`; all errors are found in one run. The
/// chapters are empty if the script has none: then the cast decides where they begin. Text
/// before the first chapter of a script that has some gets one with the script's title.
///
/// The blocks of the document are not used: which line ends matter is part of this form.
#[must_use]
pub fn parse(document: &Document, diags: &mut Diagnostics) -> Option<Script> {
    parse_source(&document.source, diags)
}

/// The same from the text alone.
#[must_use]
pub fn parse_source(source: &Source, diags: &mut Diagnostics) -> Option<Script> {
    let mut found = Diagnostics::new();
    let script = read(source, &mut found);
    // In the order of the page, which is the order in which they will be mended.
    let mut sorted: Vec<_> = found.iter().cloned().collect();
    sorted.sort_by_key(|diagnostic| diagnostic.span);
    let many = sorted.len() > MAX_TOLD;
    for diagnostic in sorted.into_iter().take(MAX_TOLD) {
        diags.push(diagnostic);
    }
    if many {
        let message = format!("more is wrong than the {MAX_TOLD} problems told");
        diags.push(Diagnostic::note(source, Span::default(), message).whole());
    }
    script
}

fn read(source: &Source, diags: &mut Diagnostics) -> Option<Script> {
    let front = front::read(source, diags);
    let mut skipped = Vec::new();
    if !front.span.is_empty() {
        skipped.push(skip(source, front.span, &rules::FRONT_MATTER));
    }
    let numbers = front
        .people
        .iter()
        .enumerate()
        .map(|(at, person)| (person.name.clone(), PersonId(at)))
        .collect();
    let mut reader = Reader {
        source,
        diags,
        front: &front,
        numbers,
        names: Names::new(&front.people),
        ids: Ids::default(),
        speaker: Speaker::Nobody,
        unknown: BTreeMap::new(),
        unpaired: Vec::new(),
        // Without a front matter its lines would be told as text that nobody says.
        untold: !front.span.is_empty(),
        turns: Vec::new(),
        chapters: Vec::new(),
        heading: None,
        waiting: Vec::new(),
        skipped,
    };
    for part in body::parts(source, front.span.end) {
        if reader.diags.iter().len() > MAX_TOLD {
            break;
        }
        match part {
            Part::Heading(span) => reader.heading(span),
            Part::Paragraph(span) => reader.paragraph(span),
        }
    }
    reader.end();
    let Reader {
        turns,
        chapters,
        skipped,
        ..
    } = reader;
    if diags.has_errors() {
        return None;
    }
    Some(Script {
        announcer: crate::script::Person::narrator(),
        repairs: Vec::new(),
        source: source.clone(),
        title: front.title,
        title_given: true,
        date: front.date,
        languages: front.languages,
        people: front.people,
        turns,
        chapters,
        skipped,
    })
}

fn skip(source: &Source, span: Span, rule: &Rule) -> Skipped {
    Skipped {
        span,
        line: source.line(span.start),
        text: source.slice(span).to_owned(),
        rule: rule.name,
    }
}

/// Who speaks where no label stands.
#[derive(Clone, Copy, PartialEq)]
enum Speaker {
    /// No label came yet.
    Nobody,
    /// A label that was told as a mistake; its paragraphs are not told again.
    Unknown,
    /// This person.
    Person(PersonId),
}

struct Reader<'a> {
    source: &'a Source,
    diags: &'a mut Diagnostics,
    front: &'a Front,
    numbers: BTreeMap<String, PersonId>,
    /// The same names where no label stands.
    names: Names,
    ids: Ids,
    speaker: Speaker,
    /// Labels with names that are not in `people`, and where each stands.
    unknown: BTreeMap<String, Vec<Span>>,
    /// Asterisks without a partner, the first of each paragraph.
    unpaired: Vec<Span>,
    /// Is text before the first label still to be told?
    untold: bool,
    turns: Vec<Turn>,
    chapters: Vec<Chapter>,
    /// The heading above which no paragraph has come yet.
    heading: Option<Span>,
    /// Music and sound before any words of this chapter.
    waiting: Vec<Piece>,
    skipped: Vec<Skipped>,
}

impl Reader<'_> {
    fn error(&mut self, span: Span, message: impl Into<String>, label: impl Into<String>) {
        let problem = Diagnostic::error(self.source, span, message).label(label);
        self.diags.push(problem);
    }

    fn heading(&mut self, span: Span) {
        let raw = self.source.slice(span);
        self.skipped.push(skip(self.source, span, &rules::HEADING));
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let rest = Span::new(span.start + hashes, span.end);
        let spaced = rest.is_empty() || raw[hashes..].starts_with(is_space);
        if hashes > 1 || !spaced {
            let problem = Diagnostic::error(
                self.source,
                Span::new(span.start, rest.start),
                "a line that begins with `#` is a chapter, written `# title`",
            )
            .label(if hashes > 1 {
                "there is one level of chapters: write one `#`"
            } else {
                "a space is missing after it"
            })
            .hint(r"if it is text, write `\#`");
            self.diags.push(problem);
        }
        let inline = inline::read(self.source, rest, self.diags);
        let mut title = String::new();
        for piece in &inline.pieces {
            match piece {
                Piece::Text { text, .. } => title.push_str(text),
                Piece::Say { .. }
                | Piece::Note { .. }
                | Piece::Pause(_)
                | Piece::Take(_)
                | Piece::Cue(_) => {}
            }
        }
        if inline
            .skipped
            .iter()
            .any(|s| s.rule == rules::DIRECTION.name)
            || inline
                .pieces
                .iter()
                .any(|p| !matches!(p, Piece::Text { .. }))
        {
            let label = r"for a brace that is part of the title write `\{`";
            self.error(rest, "a chapter's title takes no directions", label);
        } else if title.trim().is_empty() {
            self.error(span, "a chapter without a title", "write it as `# title`");
        }
        self.empty_chapter();
        self.heading = Some(span);
        self.chapters.push(Chapter {
            title: fold(&title),
            turn: self.turns.len(),
            kind: ChapterKind::Given,
        });
    }

    /// Tells of a heading after which nothing came.
    fn empty_chapter(&mut self) {
        if let Some(span) = self.heading.take() {
            self.error(
                span,
                "a chapter in which nothing is said",
                "remove it, or one of the two",
            );
        }
    }

    fn paragraph(&mut self, span: Span) {
        if self.cue(span) {
            return;
        }
        let after_heading = self.heading.take().is_some();
        let line_end = self.source.slice(span).find('\n');
        let line_end = line_end.map_or(span.end, |n| span.start + n);
        let labelled = label(self.source.text(), span.start, line_end);
        let mut rest = span;
        if let Some(label) = &labelled {
            rest.start = label.end;
            self.speaker = self.who(&label.name, label.span);
            let all = Span::new(span.start, label.end);
            self.skipped
                .push(skip(self.source, all, &rules::LABEL_TEXT));
        }
        if let Some(person) = self
            .names
            .tell(self.source, rest, labelled.is_some(), self.diags)
        {
            self.speaker = Speaker::Person(person);
        }
        let inline = inline::read(self.source, rest, self.diags);
        let nobody = labelled.is_none() && self.speaker == Speaker::Nobody;
        // Once: it is one mistake, however long the text that follows. Music that is told as a
        // mistake needs nobody.
        if nobody && !inline.is_mistake() && std::mem::take(&mut self.untold) {
            let first = Span::new(span.start, line_end);
            let hint = "write `**Name:**` before it, with a name from `people`";
            let problem = Diagnostic::error(self.source, first, "text before any label")
                .label("nobody says this")
                .hint(hint);
            self.diags.push(problem);
        }
        self.unpaired.extend(inline.unpaired);
        if !inline.has_content() {
            let message = match (&labelled, inline.pieces.is_empty()) {
                (Some(_), true) => "a label without text",
                _ => "a paragraph without words",
            };
            let label = match (&labelled, inline.pieces.is_empty()) {
                (Some(_), true) => "put the text behind it, on the same line",
                _ if inline.is_cue() => {
                    "music stands in a paragraph of its own, without a name before it"
                }
                _ => "put its directions into the paragraph before or after it",
            };
            return self.error(span, message, label);
        }
        self.skipped.extend(inline.skipped);
        let language = inline.language.and_then(|(language, at)| {
            let known = &self.front.languages;
            if !known.is_empty() && !known.contains(&language) {
                let label = "add it to `languages` in the front matter";
                self.error(
                    at,
                    format!("`{language}` is not a language of this script"),
                    label,
                );
            }
            (self.front.languages.first() != Some(&language)).then_some(language)
        });
        self.clips(&inline.pieces);
        let Speaker::Person(person) = self.speaker else {
            return;
        };
        let mut pieces = std::mem::take(&mut self.waiting);
        pieces.extend(inline.pieces);
        let mut paragraph = Paragraph {
            id: String::new(),
            pieces,
            line: self.source.line(span.start),
            span: rest,
            language,
            rule: rules::GIVEN.name,
            confidence: rules::GIVEN.confidence,
            story: Default::default(),
        };
        paragraph.id = self.ids.next(&paragraph.text());
        match self.turns.last_mut() {
            Some(turn) if turn.person == person && !after_heading => {
                turn.paragraphs.push(paragraph);
            }
            _ => self.turns.push(Turn {
                person,
                paragraphs: vec![paragraph],
            }),
        }
    }

    fn who(&mut self, name: &str, at: Span) -> Speaker {
        if let Some(person) = self.numbers.get(name) {
            return Speaker::Person(*person);
        }
        if name.is_empty() {
            let at = Span::new(at.start.saturating_sub(2), at.end + 3);
            self.error(at, "a label without a name", "write it as `**Name:**`");
        } else if self.front.people_known {
            self.unknown.entry(name.to_owned()).or_default().push(at);
        }
        Speaker::Unknown
    }

    fn end(&mut self) {
        self.empty_chapter();
        self.unknown();
        self.unpaired();
        if self.turns.is_empty() && !self.diags.has_errors() {
            let at = self.source.text().len();
            self.error(
                Span::at(at),
                "nothing is said in this script",
                "expected `**Name:** text`",
            );
        }
        if self.chapters.first().is_some_and(|first| first.turn > 0) {
            let title = self.front.title.clone();
            self.chapters.insert(
                0,
                Chapter {
                    title,
                    turn: 0,
                    kind: ChapterKind::Given,
                },
            );
        }
        let speaking: BTreeSet<PersonId> = self.turns.iter().map(|turn| turn.person).collect();
        for (at, person) in self.front.people.iter().enumerate() {
            if !speaking.contains(&PersonId(at)) && !self.diags.has_errors() {
                let message = format!("`{}` says nothing in this script", short(&person.name));
                self.diags
                    .push(Diagnostic::note(self.source, self.front.names[at], message));
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::laws::{FRONT, read};
    use super::super::write;
    use super::*;
    use crate::diag::Severity;

    #[test]
    fn the_saved_form_looks_like_this() {
        let text = "---\r\nduologue: 1\r\npeople: {Ada: interviewee, \"No\": interviewer}\r\ntitle: 2001\r\n\
            date: 2026-03-21\r\nlanguages: en\r\n---\r\n\
            **No**: Why?\r\n# What else\r\n**Ada:** Because {pause: 1.50s}of the gulls,\r\n   and of *it*.\r\n\r\n\
            #\\# is no chapter? Then: \\#1. {pause: 2s}\r\n";
        // The one mistake in it, put right, then saved.
        let text = text.replace("#\\#", "\\#");
        let saved = write(&read(&text).unwrap());
        let (front, body) = saved.split_once("# For a brace").unwrap();
        assert!(
            front.starts_with("---\nduologue: 1\n# Who says what"),
            "{front}"
        );
        let (_, body) = body.split_once('\n').unwrap();
        assert_eq!(
            body,
            "title: \"2001\"\ndate: 2026-03-21\nlanguages: [en]\npeople:\n  Ada: interviewee\n  \
             \"No\": interviewer\n---\n\n\
             # 2001\n\n**No:** Why?\n\n# What else\n\n\
             **Ada:** Because {pause: 1500ms} of the gulls, and of it.\n\n\
             **Ada:** # is no chapter? Then: #1. {pause: 2000ms}\n"
        );
    }

    #[test]
    fn turns_are_joined_and_parted_as_the_page_says() {
        let body = "**Ada:** one\n\n**Ada:** two\n\n# Later\n\nthree\n\n{language: en} four";
        let script = read(&format!("{FRONT}{body}")).unwrap();
        let turns: Vec<Vec<String>> = script
            .turns
            .iter()
            .map(|turn| turn.paragraphs.iter().map(Paragraph::text).collect())
            .collect();
        assert_eq!(turns, [["one", "two"], ["three", "four"]]);
        assert_eq!(script.chapters[1].turn, 1);
        assert!(script.turns[1].paragraphs[1].language.is_none());
        assert_eq!(script.turns[1].paragraphs[0].line, 14);
        assert!(write(&script).contains("two\n\n# Later\n\n**Ada:** three\n\n**Ada:** four\n"));
    }

    #[test]
    fn without_a_chapter_the_cast_decides() {
        assert!(
            read(&format!("{FRONT}**Ada:** one"))
                .unwrap()
                .chapters
                .is_empty()
        );
    }

    #[test]
    fn stray_asterisks_are_one_warning_however_many_there_are() {
        let text = format!("{FRONT}**Ada:** a *b{}", "\n\nc *d".repeat(2000));
        let mut diags = Diagnostics::new();
        let script = parse_source(&Source::new("x", text), &mut diags).unwrap();
        assert_eq!(script.paragraphs().count(), 2001);
        let told: Vec<_> = diags.iter().collect();
        assert_eq!((told.len(), told[0].severity), (1, Severity::Warning));
        assert!(
            told[0].hints[1].ends_with(" and 1992 more"),
            "{:?}",
            told[0].hints
        );
    }

    #[test]
    fn a_name_may_be_longer_than_a_yaml_key() {
        let mut script = read(&format!("{FRONT}**Ada:** one")).unwrap();
        script.people[0].name = "Ada: ".repeat(2000).trim().to_owned();
        let saved = write(&script);
        assert_eq!(read(&saved).unwrap().people[0].name, script.people[0].name);
    }

    /// Each of these is quadratic in a reader that looks for the other end again and again.
    #[test]
    fn long_lines_stay_linear() {
        for unit in [
            "{",
            "*",
            "**",
            "**a",
            "\\",
            "{pause: 1ms} ",
            "{say:",
            "#",
            "{a|",
            "[",
            "[a](",
            "`a",
            "` `` ```",
            "\nAda",
            "\n::",
        ] {
            let text = format!("{FRONT}**Ada:** {}", unit.repeat(300_000 / unit.len()));
            let _ = parse_source(&Source::new("x", text), &mut Diagnostics::new());
        }
        let labels: String = (0..20_000).map(|n| format!("**Who {n}:** x\n")).collect();
        let mut diags = Diagnostics::new();
        let _ = parse_source(&Source::new("x", format!("{FRONT}{labels}")), &mut diags);
        assert_eq!(diags.count(Severity::Error), MAX_TOLD);
        let mut diags = Diagnostics::new();
        let braces = "{x} *a ".repeat(100_000) + "\n\n{".repeat(100_000).as_str();
        let _ = parse_source(&Source::new("x", format!("{FRONT}{braces}")), &mut diags);
        assert_eq!(diags.iter().len(), MAX_TOLD + 1);
    }

    /// The example in the documentation of the form is one.
    #[test]
    fn the_documented_example_is_canonical() {
        let example: String = include_str!("mod.rs")
            .lines()
            .skip_while(|line| *line != "//! ```text")
            .skip(1)
            .take_while(|line| *line != "//! ```")
            .map(|line| line.get(4..).unwrap_or_default().to_owned() + "\n")
            .collect();
        let saved = write(&read(&example).unwrap());
        let body = |text: &str| text.split_once("\n---\n").unwrap().1.to_owned();
        assert_eq!(body(&saved), body(&example));
    }
}

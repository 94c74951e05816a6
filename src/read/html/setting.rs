//! Text and white space to paragraphs, as a browser sets them: white space collapses, character
//! references become what they stand for, `<br>` ends a line.

use super::super::{BlockKind, Run, Style, lines::ends_sentence};
use super::claims::Claims;
use super::open::Around;
use super::tokens::{Piece, pieces};
use crate::diag::{Source, Span};

/// A paragraph as it was found.
#[derive(Debug)]
pub(super) struct Raw {
    pub(super) kind: BlockKind,
    pub(super) lines: Vec<Line>,
    /// Where it stands, for a rule, which has no text.
    pub(super) span: Span,
    pub(super) claim: usize,
    pub(super) language: usize,
    /// The cell of a table, from 1.
    pub(super) cell: usize,
    /// The message of a thread, from 1.
    pub(super) message: usize,
    /// Were its lines broken by line ends, not by `<br>`?
    pub(super) pre: bool,
    pub(super) speaker: Option<String>,
}

/// A line of a paragraph: up to a `<br>`, or a line end in `<pre>`.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) runs: Vec<Run>,
    /// How many breaks stand before it.
    pub(super) breaks: usize,
    /// Does an image stand right before it?
    pub(super) below: Below,
}

/// What stands right before a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Below {
    /// Words.
    #[default]
    Words,
    /// An image, in a paragraph of its own.
    Image,
    /// An image in the same paragraph.
    ImageInside,
}

impl Raw {
    /// All of its text, a space between lines.
    pub(super) fn text(&self) -> String {
        let lines = self.lines.iter().map(Line::text);
        lines.collect::<Vec<_>>().join(" ")
    }
}

impl Line {
    pub(super) fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// Collects paragraphs.
pub(super) struct Setter<'a> {
    source: &'a Source,
    /// Those that are done.
    pub(super) raws: Vec<Raw>,
    /// What elements claim to be, and how much text stands in them.
    pub(super) claims: Claims,
    /// Who says the next paragraph.
    pub(super) speaker: Option<String>,
    block: Option<Raw>,
    /// White space that was seen and not yet set, and how it looks.
    space: Option<(Span, Style)>,
    breaks: usize,
    /// Was the last run letter for letter what the source has?
    exact: bool,
    /// The text may be a name.
    naming: bool,
    /// The speaker was named right before: a colon here belongs to the name.
    named: bool,
    /// Was there an image since the last word?
    below: Below,
}

/// Longest name in an element that names the speaker.
const NAME: usize = 60;

impl<'a> Setter<'a> {
    pub(super) fn new(source: &'a Source) -> Self {
        Setter {
            source,
            raws: Vec::new(),
            claims: Claims::new(),
            speaker: None,
            block: None,
            space: None,
            breaks: 0,
            exact: false,
            naming: false,
            named: false,
            below: Below::Words,
        }
    }

    /// A line ends here.
    pub(super) fn br(&mut self) {
        self.breaks += 1;
    }

    /// A line is drawn across.
    pub(super) fn rule(&mut self, around: Around, span: Span) {
        self.flush();
        if !around.dropped {
            self.raws.push(Raw {
                kind: BlockKind::Rule,
                ..raw(around, span)
            });
        }
    }

    /// The text that stands for an image, where it stands in the tag.
    pub(super) fn image(&mut self, alt: &str, span: Span, around: Around, style: Style) {
        let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
        if alt.is_empty() {
            self.below = Below::ImageInside;
            return;
        }
        let tag = self.source.slice(span);
        let found = tag.to_ascii_lowercase().find("alt");
        let from = found.unwrap_or(0);
        let exact = tag
            .get(from..)
            .and_then(|rest| rest.find(&alt))
            .map(|at| from + at);
        let style = Style {
            image: true,
            ..style
        };
        match exact {
            Some(at) => {
                let start = span.start + at;
                self.word(
                    &alt,
                    Span::new(start, start + alt.len()),
                    true,
                    around,
                    style,
                );
            }
            None => self.word(&alt, span, false, around, style),
        }
        // A letter for an image is the first of a word.
        self.below = match alt.chars().count() {
            1 => Below::Words,
            _ => Below::ImageInside,
        };
    }

    /// An element begins that holds the name of a speaker: may it stand here? At the start of a
    /// paragraph it may, and after a sentence.
    pub(super) fn name_begins(&mut self) -> bool {
        let may = self.block.as_ref().is_none_or(|block| {
            let mut runs = block.lines.iter().flat_map(|line| &line.runs);
            let last = block.lines.last().and_then(|line| line.runs.last());
            last.is_none_or(|run| ends_sentence(&run.text))
                || !runs.any(|run| run.text.contains(char::is_alphabetic))
        });
        if may {
            self.flush();
            self.naming = true;
        }
        may
    }

    /// The element ends: what it held is the name, if it can be one.
    pub(super) fn name_ends(&mut self) {
        self.naming = false;
        let Some(block) = &self.block else { return };
        let text = block.text();
        let name = text.trim_matches(|c: char| c.is_whitespace() || ":：–—-[]()".contains(c));
        let can = !name.is_empty()
            && name.chars().count() <= NAME
            && name.split_whitespace().count() <= 6
            && !name.contains(['?', '!', ':']);
        if can {
            self.speaker = Some(name.to_owned());
            self.named = true;
            self.block = None;
            self.space = None;
            self.breaks = 0;
        }
    }

    /// What stands between two tags.
    pub(super) fn text(&mut self, span: Span, around: Around, style: Style) {
        if around.dropped || around.unseen {
            return;
        }
        let text = self.source.slice(span);
        for (at, len, piece) in pieces(text) {
            let start = span.start + at;
            match piece {
                Piece::Plain(plain) => self.plain(plain, start, around, style),
                Piece::Decoded(decoded) => {
                    let span = Span::new(start, start + len);
                    if decoded.chars().all(char::is_whitespace) {
                        self.space(span, style);
                    } else if !decoded.chars().all(is_joiner) {
                        self.word(&decoded, span, false, around, style);
                    }
                }
            }
        }
    }

    /// Text without character references, divided into words and white space.
    fn plain(&mut self, plain: &str, start: usize, around: Around, style: Style) {
        let class = |c: char| match c {
            c if c.is_whitespace() => 0,
            c if is_joiner(c) => 1,
            _ => 2,
        };
        let mut rest = plain;
        while let Some(first) = rest.chars().next() {
            let kind = class(first);
            let len = rest.find(|c| class(c) != kind).unwrap_or(rest.len());
            let at = start + plain.len() - rest.len();
            let span = Span::new(at, at + len);
            let part = &rest[..len];
            match kind {
                0 => {
                    if around.pre {
                        self.breaks += part.matches('\n').count();
                    }
                    self.space(span, style);
                }
                1 => {}
                _ if around.ornament && !part.contains(char::is_alphanumeric) => {}
                _ => self.word(part, span, true, around, style),
            }
            rest = &rest[len..];
        }
    }

    fn space(&mut self, span: Span, style: Style) {
        if self.block.is_some() {
            self.space.get_or_insert((span, style));
        }
    }

    /// A word, or what stands for one.
    fn word(&mut self, mut text: &str, mut span: Span, exact: bool, around: Around, style: Style) {
        if around.dropped || around.unseen {
            return;
        }
        if std::mem::take(&mut self.named) && exact {
            let bare = text.trim_start_matches([':', '：']);
            span.start += text.len() - bare.len();
            text = bare;
            if text.is_empty() {
                return;
            }
        }
        let speaker = match around.heading {
            0 if self.block.is_none() && !self.naming => self.speaker.take(),
            _ => None,
        };
        let pre = around.pre;
        let block = self.block.get_or_insert_with(|| {
            self.breaks = 0;
            self.space = None;
            Raw {
                speaker,
                pre,
                ..raw(around, span)
            }
        });
        if block.claim != around.claim {
            block.claim = around.ground;
        }
        let breaks = std::mem::take(&mut self.breaks);
        let space = self.space.take();
        let below = std::mem::take(&mut self.below);
        if breaks > 0 || block.lines.is_empty() {
            let runs = Vec::new();
            block.lines.push(Line {
                runs,
                breaks,
                below,
            });
            self.exact = false;
        }
        let Some(line) = block.lines.last_mut() else {
            return;
        };
        if let Some((space, look)) = space.filter(|_| !line.runs.is_empty()) {
            let exact = self.source.slice(space) == " ";
            set(line, " ", space, exact && self.exact, look);
            self.exact = exact;
        }
        set(line, text, span, exact && self.exact, style);
        self.exact = exact;
    }

    /// The paragraph is over.
    pub(super) fn flush(&mut self) {
        self.space = None;
        self.breaks = 0;
        if self.below == Below::ImageInside {
            self.below = Below::Image;
        }
        let Some(mut block) = self.block.take() else {
            return;
        };
        drop_images(&mut block);
        let runs = block.lines.iter().flat_map(|line| &line.runs);
        let prose = runs.filter(|run| !run.style.link && !run.style.image);
        let prose = prose.map(|run| run.text.len()).sum();
        self.claims.weigh(block.claim, prose);
        self.named = false;
        self.raws.push(block);
    }
}

/// A paragraph without text, in a place.
fn raw(around: Around, span: Span) -> Raw {
    let kind = match around {
        Around { heading: 1.., .. } => BlockKind::Heading(around.heading),
        Around { quotes: 1.., .. } => BlockKind::Quote(around.quotes),
        Around {
            item: Some(number), ..
        } => BlockKind::ListItem(number),
        _ => BlockKind::Paragraph,
    };
    Raw {
        kind,
        lines: Vec::new(),
        span,
        claim: around.claim,
        language: around.language,
        cell: around.cell,
        message: around.message,
        pre: around.pre,
        speaker: None,
    }
}

/// One more piece of a line, or more of the last.
fn set(line: &mut Line, text: &str, span: Span, goes_on: bool, style: Style) {
    match line.runs.last_mut() {
        Some(run) if goes_on && run.style == style && run.span.end == span.start => {
            run.text.push_str(text);
            run.span.end = span.end;
        }
        _ => line.runs.push(Run {
            text: text.to_owned(),
            span,
            style,
        }),
    }
}

/// The text of an image inside a sentence is not part of the sentence; an initial is.
fn drop_images(block: &mut Raw) {
    let words = |run: &Run| run.text.contains(char::is_alphanumeric);
    let mut runs = block.lines.iter().flat_map(|line| &line.runs);
    if !runs.any(|run| !run.style.image && words(run)) {
        return;
    }
    for line in &mut block.lines {
        let image = |run: &Run| run.style.image && run.text.chars().count() > 1;
        if line.runs.first().is_some_and(image) {
            line.below = Below::ImageInside;
        }
        line.runs.retain_mut(|run| {
            let initial = run.style.image && run.text.chars().count() == 1;
            run.style.image &= !initial;
            !run.style.image
        });
    }
    block.lines.retain(|line| !line.runs.is_empty());
}

/// Characters that only say where a word may be divided.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

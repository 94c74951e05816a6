//! The proof that nothing was lost: each character of the source is spoken or skipped by name.

use super::{Piece, Script};
use crate::diag::Span;
use crate::read::{Document, Run};
use std::collections::BTreeMap;

/// A piece of the source that breaks the promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Where.
    pub span: Span,
    /// What is wrong there.
    pub what: &'static str,
}

/// What became of the characters of a source, white space aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// How many are spoken.
    pub spoken: usize,
    /// How many are skipped by each rule, by its name.
    pub skipped: BTreeMap<&'static str, usize>,
    /// Where a character is neither, or both.
    pub gaps: Vec<Gap>,
}

/// Counts what became of every character, and proves that there is none of which nothing did.
#[must_use]
pub fn coverage(document: &Document, script: &Script) -> Coverage {
    let mut skipped: BTreeMap<&'static str, usize> = BTreeMap::new();
    // Rules may overlap where markup stands inside something that is skipped whole: each
    // character counts once.
    let mut at = 0;
    let mut spans: Vec<_> = script.skipped.iter().map(|s| (s.span, s.rule)).collect();
    spans.sort_unstable_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    for (span, rule) in spans {
        let new = Span::new(span.start.max(at), span.end.max(at));
        *skipped.entry(rule).or_default() += letters(script.source.slice(new));
        at = new.end;
    }
    let all = letters(script.source.text());
    let gaps = gaps(document, script);
    let lost: usize = gaps
        .iter()
        .filter(|gap| gap.what == LOST)
        .map(|gap| letters(script.source.slice(gap.span)))
        .sum();
    Coverage {
        spoken: all - skipped.values().sum::<usize>().min(all) - lost,
        skipped,
        gaps,
    }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

const LOST: &str = "neither spoken nor skipped";

/// Every place where the promise is broken: none, if the compiler is right.
///
/// Two things are proved. First, each character that is not white space lies in a spoken piece
/// or in something skipped, and in both only if it is skipped as markup or a control character,
/// which may stand inside a sentence. Second, what is spoken is what the reader found there: the
/// runs of the document inside a piece, joined, are its text, white space aside.
#[must_use]
pub fn gaps(document: &Document, script: &Script) -> Vec<Gap> {
    let text = script.source.text();
    const SPOKEN: u8 = 1;
    const SKIPPED: u8 = 2;
    const INSIDE: u8 = 4;
    let mut fate = vec![0u8; text.len()];
    let mut paint = |span: Span, with: u8| {
        if let Some(part) = fate.get_mut(span.start..span.end) {
            part.iter_mut().for_each(|f| *f |= with);
        }
    };
    // `&nbsp;` is white space, however many letters it takes to write it.
    for run in document.blocks.iter().flat_map(|block| &block.runs) {
        if run.text.trim().is_empty() {
            paint(run.span, INSIDE);
        }
    }
    for piece in script.paragraphs().flat_map(|(_, _, p)| &p.pieces) {
        match piece {
            Piece::Text { span, .. } | Piece::Say { span, .. } => paint(*span, SPOKEN),
            Piece::Note { .. } | Piece::Pause(_) | Piece::Take(_) | Piece::Cue(_) => {}
        }
    }
    for skipped in &script.skipped {
        let inside = [super::rules::MARKUP.name, super::rules::CONTROL.name];
        let inside = inside.contains(&skipped.rule);
        paint(skipped.span, if inside { INSIDE } else { SKIPPED });
    }
    let mut gaps: Vec<Gap> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let what = match fate[at] {
            0 => LOST,
            f if f & SPOKEN != 0 && f & SKIPPED != 0 => "spoken and skipped",
            _ => continue,
        };
        let span = Span::new(at, at + c.len_utf8());
        match gaps.last_mut() {
            Some(last) if last.span.end == span.start && last.what == what => {
                last.span.end = span.end;
            }
            _ => gaps.push(Gap { span, what }),
        }
    }
    gaps.extend(altered(document, script));
    gaps
}

/// Pieces whose text is not what the document has there.
fn altered(document: &Document, script: &Script) -> Vec<Gap> {
    let mut runs = document.blocks.iter().flat_map(|b| &b.runs).peekable();
    let mut gaps = Vec::new();
    // In the order of the page: what was joined may be spoken before what stands in its middle.
    let pieces = script.paragraphs().flat_map(|(_, _, p)| &p.pieces);
    let mut texts: Vec<(&String, &Span)> = pieces
        .filter_map(|piece| match piece {
            Piece::Text { text, span } => Some((text, span)),
            _ => None,
        })
        .collect();
    texts.sort_by_key(|(_, span)| **span);
    for (text, span) in texts {
        let mut found = String::new();
        while let Some(run) = runs.peek().filter(|run| run.span.start < span.end) {
            if run.span.end > span.start {
                found.push_str(inside(document, run, *span));
            }
            if run.span.end > span.end {
                break;
            }
            runs.next();
        }
        let letters = |s: &str| -> String {
            s.chars()
                .filter(|c| !c.is_whitespace() && !c.is_control() && *c != '\u{feff}')
                .collect()
        };
        if letters(&found) != letters(text) {
            gaps.push(Gap {
                span: *span,
                what: "spoken otherwise than written",
            });
        }
    }
    gaps
}

/// The text of a run as far as it lies in `span`; a decoded run lies in it as a whole.
fn inside<'a>(document: &Document, run: &'a Run, span: Span) -> &'a str {
    if document.source.slice(run.span) != run.text {
        return &run.text;
    }
    let from = span.start.saturating_sub(run.span.start);
    let to = span.end.min(run.span.end) - run.span.start;
    run.text.get(from..to).unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::cases::compiled;
    use super::*;

    #[test]
    fn every_character_is_counted_once() {
        let (document, script) = compiled("x.md", "**ANNA:** Why *so*?\n\nBEN: So it was.\n");
        let found = coverage(&document, &script);
        assert_eq!(found.spoken, "Why so?So it was.".replace(' ', "").len());
        assert_eq!(
            found.skipped.values().sum::<usize>(),
            "****ANNA:**BEN:".len()
        );
        assert_eq!(found.gaps, []);
    }

    /// Found by fuzzing: an arrow in the wrong encoding leaves a control character in a line of
    /// links, which is cut apart before it is skipped.
    #[test]
    fn a_control_character_in_a_skipped_line_is_not_lost() {
        let page = "**Ann Lee:** Why so?\n\n**Bo Reed:** So it was.\n\n[â†\u{90} Previous post](/a/) | [Back to the archive](/b/)\n";
        let (document, script) = compiled("x.md", page);
        assert_eq!(script.paragraphs().count(), 2);
        assert_eq!(gaps(&document, &script), []);
    }

    /// Found by a property: code over a line end was one run, and a label ended within it.
    #[test]
    fn a_label_may_end_inside_code_that_goes_over_a_line_end() {
        let (document, script) = compiled("x.md", "x `Ida Holm: \r\n0` BEN: so.\n");
        assert_eq!(gaps(&document, &script), []);
    }

    /// Found by fuzzing.
    #[test]
    fn a_control_character_before_a_label_inside_a_paragraph_is_not_lost() {
        let page = "ANNA: Why?\n\nBEN: So it was in our case, and happy.\n\u{2}ANNA: You could go.\n\nBEN: I went.\n";
        let (document, script) = compiled("x.txt", page);
        assert_eq!(gaps(&document, &script), []);
    }

    #[test]
    fn a_lost_a_doubled_and_an_altered_character_are_found() {
        let (document, script) = compiled("x.txt", "ANNA: Why?\n\nBEN: So it was.\n");
        assert_eq!(gaps(&document, &script), []);

        let mut lost = script.clone();
        lost.skipped.pop();
        assert_eq!(gaps(&document, &lost)[0].what, "neither spoken nor skipped");

        let mut doubled = script.clone();
        doubled.skipped[0].span.end += 2;
        assert_eq!(gaps(&document, &doubled)[0].what, "spoken and skipped");

        let mut altered = script;
        if let Piece::Text { text, .. } = &mut altered.turns[1].paragraphs[0].pieces[0] {
            text.push_str(" not");
        }
        let found = gaps(&document, &altered);
        assert_eq!(found[0].what, "spoken otherwise than written");
    }
}

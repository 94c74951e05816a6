//! What the interview is called: front matter, a first heading, a first line that looks like one,
//! else the name of the file.

use super::decode::Part;
use super::page::{self, Para};
use super::questions::SetApart;
use super::rules::Rule;
use super::{labels, names};
use crate::read::{BlockKind, Document};

/// Longest line that is taken for a title, in characters.
const LONGEST: usize = 120;

/// The title, whether it was on the page, and the heading it came from.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Title {
    pub(super) text: String,
    pub(super) given: bool,
    /// The block that is the title and nothing else.
    pub(super) heading: Option<usize>,
}

/// Finds it. `order` are the blocks that are spoken, `labelled` those with a label.
pub(super) fn find(
    document: &Document,
    paras: &[Para],
    order: &[usize],
    labelled: &[bool],
) -> Title {
    let is_title = |p: &Para| p.kind == BlockKind::Heading(1) && !p.text.is_empty();
    let heading = paras.iter().position(is_title);
    if let Some(text) = document
        .title
        .as_deref()
        .map(page::plain)
        .filter(|t| !t.trim().is_empty())
    {
        let same = heading.filter(|at| paras[*at].text == text);
        return Title {
            text,
            given: true,
            heading: same.or(heading),
        };
    }
    if let Some(at) = heading {
        return Title {
            text: paras[at].text.clone(),
            given: true,
            heading: Some(at),
        };
    }
    match first_line(paras, order, labelled) {
        Some(text) => Title {
            text,
            given: true,
            heading: None,
        },
        None => Title {
            text: from_path(document),
            given: false,
            heading: None,
        },
    }
}

/// The heading right below the title that is a sentence, or more: what pages set as a subtitle
/// and write as the beginning of the text. A heading without a full stop is a heading.
pub(super) fn dek(
    paras: &[Para],
    title: Option<usize>,
    skips: &[Option<&'static Rule>],
) -> Option<usize> {
    /// Shorter ones are slogans.
    const LEAST: usize = 8;
    let title = title?;
    let next = (title + 1..paras.len()).find(|at| {
        let heading = matches!(paras[*at].kind, BlockKind::Heading(_));
        heading || skips[*at].is_none() && !paras[*at].text.is_empty()
    })?;
    let text = paras[next].text.trim_end_matches(['”', '"', '»', ')']);
    let heading = matches!(paras[next].kind, BlockKind::Heading(_));
    let sentence = text.ends_with('.') && text.split(' ').count() >= LEAST;
    (heading && sentence && skips[next].is_none()).then_some(next)
}

/// A first paragraph that is short, ends without a full stop, and stands before a longer one.
/// [`head`] leaves it out where somebody is known to speak below.
fn first_line(paras: &[Para], order: &[usize], labelled: &[bool]) -> Option<String> {
    let first = *order.first()?;
    // A byline and a date may stand between, both shorter than any title.
    let mut below = order.get(1..)?.iter().take(3);
    let text = &paras[first].text;
    let entry = text
        .split_once(':')
        .is_some_and(|(name, _)| labels::is_never(&names::key(name)));
    let title = !labelled[first]
        && !entry
        && paras[first].kind == BlockKind::Paragraph
        && text.chars().take(LONGEST + 1).count() <= LONGEST
        && text.contains(' ')
        && text.starts_with(|c: char| !c.is_lowercase())
        && text.ends_with(|c: char| {
            c.is_alphanumeric() || matches!(c, '”' | '“' | '"' | '’' | '‘' | '»' | '«' | ')')
        })
        && below.any(|at| labelled[*at] || paras[*at].text.len() > text.len());
    title.then(|| text.clone())
}

/// The lines at the head of a page before anything is told: kicker, title, subtitle, byline, date.
/// They are short and do not end as sentences do. Only where somebody is known to speak below:
/// else it may be a poem.
pub(super) fn head(
    paras: &[Para],
    order: &[usize],
    labelled: &[bool],
    apart: Option<&SetApart>,
) -> Vec<usize> {
    /// Longest such line in words, and most of them.
    const WORDS: usize = 18;
    const LINES: usize = 7;
    let talk = |at: usize| {
        labelled[at]
            || apart.is_some_and(|a| matches!(a.part[at], Some((Part::Asks | Part::Answers, _))))
    };
    let Some(begin) = order.iter().position(|at| talk(*at)) else {
        return Vec::new();
    };
    let line = |at: usize| {
        let para = &paras[at];
        let text = para
            .text
            .trim_end_matches(['”', '“', '"', '’', '»', '«', '*']);
        let stops = text.ends_with(['.', ':', ';', ',', '…']) && !is_date(text);
        para.kind != BlockKind::Cue
            && para.text.split(' ').count() <= WORDS
            && !stops
            && !super::tells::stops(&para.text)
            && text.starts_with(|c: char| !c.is_lowercase())
    };
    let first = order[..begin].iter().copied();
    first.take(LINES).take_while(|at| line(*at)).collect()
}

/// `12 de mayo de 2021.`
fn is_date(text: &str) -> bool {
    text.split(' ').count() <= 6 && text.contains(|c: char| c.is_ascii_digit())
}

/// `night-market_02.txt` is `Night market 02`.
fn from_path(document: &Document) -> String {
    let stem = document.source.path().file_stem().unwrap_or_default();
    let stem = stem.to_string_lossy();
    let words: Vec<&str> = stem
        .split(|c: char| c == '-' || c == '_' || c.is_whitespace() || c.is_control())
        .filter(|w| !w.is_empty())
        .collect();
    let words = words.join(" ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "Interview".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases::compiled;

    #[test]
    fn titles_come_from_the_best_place() {
        for (file, text, title, given) in [
            (
                "night-market_02.txt",
                "Hello there.\n\nANNA: Yes.",
                "Night market 02",
                false,
            ),
            (
                "x.txt",
                "First Light\n\nANNA: Yes.\n\nBEN: No.",
                "First Light",
                true,
            ),
            ("x.txt", "First light came.\n\nANNA: Yes.", "X", false),
            ("x.txt", "ANNA: Yes\n\nBEN: No, no, no.", "X", false),
            ("x.md", "# First *Light*\n\nANNA: Yes.", "First Light", true),
            (
                "x.md",
                "---\ntitle: Second\n---\n# First\n\nANNA: Yes.",
                "Second",
                true,
            ),
            ("-.md", "ANNA: Yes.", "Interview", false),
        ] {
            let (_, script) = compiled(file, text);
            assert_eq!(
                (script.title.as_str(), script.title_given),
                (title, given),
                "{text}"
            );
        }
    }

    #[test]
    fn a_title_is_not_spoken() {
        let (_, script) = compiled("x.md", "# First Light\n\nANNA: Yes.");
        assert!(script.skipped.iter().any(|s| s.rule == "title"));
        let (_, script) = compiled("x.txt", "First Light\n\nANNA: Yes.\n\nBEN: No.");
        assert_eq!(script.title, "First Light");
        assert_eq!(script.turns[0].paragraphs[0].text(), "Yes.");
    }
}

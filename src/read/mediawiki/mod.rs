//! Wikitext, as MediaWiki stores its pages, to blocks.
//!
//! Marks are looked for kind by kind (tags, then brackets, then the quotes of each line) and noted
//! on the bytes; what is left to see is text. Nothing is expanded: what a template would print is
//! not on the page, so templates are markup, but for those that only dress their words.

mod brackets;
mod inline;
mod lines;
mod tags;

use super::marked::Marked;
use super::{Block, Document, Limits, RawFile, encoding, gaps, too_many_blocks};
use crate::diag::{Diagnostic, Diagnostics, Span};

/// Two kinds of marks that nothing else has.
pub(super) fn sniff(head: &[u8]) -> bool {
    let text = encoding::peek(head);
    if text.trim_start().starts_with('<') && !text.contains("]]") {
        return false;
    }
    let heading = |line: &str| {
        let line = line.trim_end();
        line.len() > 5 && line.starts_with("==") && line.ends_with("==") && line.contains(' ')
    };
    let pair = |open: &str, shut: &str| {
        text.split_once(open)
            .is_some_and(|(_, rest)| rest.contains(shut))
    };
    let signs = [
        text.lines().any(heading),
        pair("'''", "'''"),
        pair("[[", "]]"),
        pair("{{", "}}"),
    ];
    signs.into_iter().filter(|sign| *sign).count() >= 2
}

/// Reads wikitext; `None` only after an error was pushed.
pub(super) fn read(file: &RawFile, limits: &Limits, diags: &mut Diagnostics) -> Option<Document> {
    let source = encoding::decode(file, limits, diags)?;
    let text = source.text();
    let mut marked = Marked::new(text);
    tags::mark(&mut marked);
    let captions = match brackets::mark(&mut marked, limits.depth) {
        Ok(captions) => captions,
        Err(at) => {
            let message = format!(
                "templates and links are nested too deep: the limit is {}",
                limits.depth
            );
            diags.push(Diagnostic::error(&source, Span::new(at, at + 2), message).whole());
            return None;
        }
    };
    let Some(mut blocks) = lines::blocks(&mut marked, &captions, limits) else {
        too_many_blocks(&source, limits, diags);
        return None;
    };
    blocks.iter_mut().for_each(voiced);
    let markup = gaps(text, &blocks, None);
    Some(Document {
        language: None,
        source: source.clone(),
        format: "mediawiki",
        title: None,
        front: None,
        compiled: false,
        blocks,
        markup,
    })
}

/// `((WN)) What is it?`: how a wiki of news writes who speaks.
fn voiced(block: &mut Block) {
    let Some(first) = block.runs.first_mut() else {
        return;
    };
    let exact = first.text.len() == first.span.len();
    let found = first
        .text
        .strip_prefix("((")
        .and_then(|rest| rest.split_once("))"));
    let Some((name, rest)) = found.filter(|_| exact) else {
        return;
    };
    let fits = name.contains(char::is_alphabetic) && name.chars().count() <= 48;
    if !fits || name.contains(['(', ')', '?', '!']) {
        return;
    }
    block.speaker = Some(name.trim().to_owned());
    let rest = rest.trim_start_matches([':', ' ']);
    first.span.start = first.span.end - rest.len();
    first.text = rest.to_owned();
    if first.text.is_empty() && block.runs.len() > 1 {
        block.runs.remove(0);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::Region;
    use super::*;

    fn blocks(text: &str) -> Vec<String> {
        let file = RawFile {
            path: "x.wiki".into(),
            bytes: text.as_bytes().to_vec(),
        };
        let document = read(&file, &Limits::default(), &mut Diagnostics::new()).unwrap();
        let show = |b: &Block| {
            let runs = b.runs.iter().map(|r| match (r.style.bold, r.style.italic) {
                (true, _) => format!("*{}*", r.text),
                (_, true) => format!("/{}/", r.text),
                _ => r.text.clone(),
            });
            let region = match b.region {
                Region::Main => String::new(),
                region => format!("{region:?} "),
            };
            format!(
                "{} {region}{:?} {}",
                b.line,
                b.kind,
                runs.collect::<String>()
            )
        };
        document.blocks.iter().map(show).collect()
    }

    #[test]
    fn marks_of_every_kind() {
        for (text, expected) in [
            (
                "== The ''Tower'' ==\nText.\n",
                vec!["1 Heading(2) The /Tower/", "2 Paragraph Text."],
            ),
            (
                "'''Anna:''' Why?\n'''Ben:''' So\nit was.",
                vec!["1 Paragraph *Anna:* Why?", "2 Paragraph *Ben:* So it was."],
            ),
            (
                "See [[Bell|the bells]] of [[Town]].",
                vec!["1 Paragraph See the bells of Town."],
            ),
            (
                "See [https://example.org it] [https://example.org].",
                vec!["1 Paragraph See it ."],
            ),
            (
                "A {{cite|x={{y|z}}}}b{{lang|fr|oui}}.",
                vec!["1 Paragraph A boui."],
            ),
            ("{{Quote|It rang.|Anna}}", vec!["1 Quote(1) It rang."]),
            (
                "Yes<ref name=a>Page 3</ref>.<!-- no -->",
                vec!["1 Paragraph Yes."],
            ),
            (
                "a<br/>b<br>Ben: c",
                vec!["1 Paragraph a b", "1 Paragraph Ben: c"],
            ),
            (
                "<nowiki>''a''</nowiki> <unknown> b",
                vec!["1 Paragraph ''a'' <unknown> b"],
            ),
            (
                "* one\n* two\n# three\n: four",
                vec![
                    "1 ListItem(None) one",
                    "2 ListItem(None) two",
                    "3 ListItem(Some(1)) three",
                    "4 Paragraph four",
                ],
            ),
            (
                ";Anna\n:Why?\n;Ben :So.",
                vec!["1 Paragraph *Anna*: Why?", "3 Paragraph *Ben* : So."],
            ),
            (
                "[[Category:Bells]]\n[[File:a.jpg|thumb|The [[bell]]]]\nText.",
                vec!["2 Caption Paragraph The bell", "3 Paragraph Text."],
            ),
            (
                "{| class=x\n! Who !! What\n|-\n| style=\"a\" | Anna || Why?\n|}\nEnd",
                vec!["2 Row WhoWhat", "4 Row AnnaWhy?", "6 Paragraph End"],
            ),
            (
                "<blockquote>\nIt rang.\n</blockquote>\nYes. ~~~~",
                vec!["2 Quote(1) It rang.", "4 Paragraph Yes."],
            ),
            (
                "<poem>\nBim\nBam\n</poem>",
                vec!["2 Paragraph Bim", "3 Paragraph Bam"],
            ),
            (
                "Bells &ndash; &quot;loud&quot; &nope;",
                vec!["1 Paragraph Bells – \"loud\" &nope;"],
            ),
            (
                "open [[ and {{ stay",
                vec!["1 Paragraph open [[ and {{ stay"],
            ),
        ] {
            assert_eq!(blocks(text), expected, "{text}");
        }
    }

    #[test]
    fn wikitext_is_known_by_its_look() {
        for (text, is) in [
            ("'''Anna:''' See [[Bell]].", true),
            ("== A talk ==\n{{x}}\nText", true),
            ("Anna: 'Why?' [1]", false),
            ("==========\nTitle\n==========\n", false),
        ] {
            assert_eq!(sniff(text.as_bytes()), is, "{text}");
        }
    }

    #[test]
    fn nesting_has_a_limit_that_is_told() {
        let file = RawFile {
            path: "x.wiki".into(),
            bytes: "{{".repeat(100_000).into_bytes(),
        };
        let mut diags = Diagnostics::new();
        assert!(read(&file, &Limits::default(), &mut diags).is_none());
        assert!(
            diags
                .iter()
                .next()
                .unwrap()
                .message
                .contains("limit is 100")
        );
    }
}

//! Headings that are nothing but names, again and again, to paragraphs: `### Anna Berg` above what
//! Anna Berg says is a label in large type, and no chapter.
//!
//! One such heading may well be a chapter about somebody. Two names or more, each above more than one
//! piece of text and together most of the headings of their level, are people who take turns.

use super::labels;
use super::names;
use super::page::Para;
use crate::read::BlockKind;
use std::collections::BTreeMap;

/// Most words of a name in a heading.
const WORDS: usize = 4;

/// Makes paragraphs of the headings that are labels.
pub(super) fn lower(paras: &mut [Para]) {
    let mut levels: BTreeMap<u8, (usize, BTreeMap<String, usize>)> = BTreeMap::new();
    for (at, para) in paras.iter().enumerate() {
        let BlockKind::Heading(level) = para.kind else {
            continue;
        };
        let (count, named) = levels.entry(level).or_default();
        *count += 1;
        if let Some(key) = name(para).filter(|_| above_words(paras, at)) {
            *named.entry(key).or_insert(0) += 1;
        }
    }
    levels.retain(|_, (count, named)| {
        named.retain(|_, n| *n > 1);
        named.len() > 1 && named.values().sum::<usize>() * 3 >= *count * 2
    });
    for para in paras.iter_mut() {
        let BlockKind::Heading(level) = para.kind else {
            continue;
        };
        let named = levels.get(&level).zip(name(para));
        if named.is_some_and(|((_, named), key)| named.contains_key(&key)) {
            para.kind = BlockKind::Paragraph;
        }
    }
}

/// The name that all of a heading is, as it is compared.
fn name(para: &Para) -> Option<String> {
    let bare = para.text.trim_end_matches([':', '：', ' ']);
    let key = names::key(bare);
    (names::is_name(bare, WORDS) && !labels::is_never(&key)).then_some(key)
}

/// Does text stand right below it?
fn above_words(paras: &[Para], at: usize) -> bool {
    paras
        .get(at + 1)
        .is_some_and(|next| !matches!(next.kind, BlockKind::Heading(_)) && !next.text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::cases::{compiled, lines};

    #[test]
    fn names_in_large_type_are_labels() {
        let page = "# Night trains\n\nWe met at the depot.\n\n### Dora Finch\n\nWhy trains?\n\n### Nora Pell\n\nThey leave.\n\n\
                    They smell of rain.\n\n### Dora Finch\n\nAnd else?\n\n### Nora Pell\n\nThen I walk.\n";
        let (_, script) = compiled("x.md", page);
        let names: Vec<&str> = script
            .paragraphs()
            .map(|(_, turn, _)| script.person(turn.person).name.as_str())
            .collect();
        assert_eq!(
            names,
            [
                "Narrator",
                "Dora Finch",
                "Nora Pell",
                "Nora Pell",
                "Dora Finch",
                "Nora Pell"
            ],
            "{:?}",
            lines(&script)
        );
    }

    #[test]
    fn chapters_stay_chapters() {
        let page = "## Early Years\n\nANNA: Why?\n\nBEN: So.\n\n## Paris\n\nANNA: And then?\n\nBEN: Rain.\n\n## Early Years\n\nANNA: Oh?\n\nBEN: Yes.\n";
        let (_, script) = compiled("x.md", page);
        let names: Vec<&str> = script.people.iter().map(|p| p.name.as_str()).collect();
        assert_eq!(names, ["Anna", "Ben"]);
    }
}

//! What the interview is about: names of works, learned from the page itself.
//!
//! Compared without spaces and signs, because pages that were copied lose the spaces around
//! italics (`the dramaFirst Lightfollows`), exactly where works are named.

use super::furniture::slug;
use super::page::Para;
use std::collections::{BTreeMap, BTreeSet};

/// Shorter names are words (`It`, `Up`, `Her`) and would be found everywhere; in letters.
const SHORTEST: usize = 6;
/// How many names are kept of one page.
const MOST: usize = 200;

/// The names of works, squeezed.
#[derive(Debug, Default)]
pub(super) struct Works(BTreeSet<String>);

impl Works {
    /// Learns from the title, from the image names that were skipped, and from what stands in
    /// quotes or italics before the last `closing` blocks.
    pub(super) fn learn(title: &str, paras: &[Para], slugs: &[&str]) -> Works {
        let mut works = Works::default();
        for part in title.split([':', '|', '–', '—']) {
            works.add(part);
        }
        // What all image names of an interview begin with is what it is about.
        let mut starts: BTreeMap<String, usize> = BTreeMap::new();
        for parts in slugs.iter().filter_map(|s| slug(s)) {
            for end in 1..parts.len().min(8) {
                *starts.entry(parts[..end].concat()).or_insert(0) += 1;
            }
        }
        for (start, count) in &starts {
            if *count > 1 {
                works.add(start);
            }
        }
        for para in paras.iter().take(paras.len().saturating_sub(1)) {
            for (from, to, style) in &para.styles {
                if style.italic && to - from < 80 && *to - *from < para.text.len() {
                    works.add(para.text.get(*from..*to).unwrap_or_default());
                }
            }
            for quoted in quoted(&para.text) {
                works.add(quoted);
            }
        }
        works
    }

    fn add(&mut self, name: &str) {
        let name = squeeze(name);
        if self.0.len() < MOST && name.chars().count() >= SHORTEST {
            self.0.insert(name);
        }
    }

    /// Does the text name one of them?
    pub(super) fn named(&self, text: &str) -> bool {
        let text = squeeze(text);
        self.0.iter().any(|work| text.contains(work))
    }
}

/// Letters and digits only, lower case.
fn squeeze(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Titles in quotes: each word but the small ones begins with a capital.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text.split(['“', '”', '"', '„', '«', '»', '‘', '’']);
    pieces.skip(1).step_by(2).filter(|piece| {
        let mut words = piece.split(' ');
        piece.len() < 80
            && words.all(|w| w.len() <= 3 || w.starts_with(|c: char| !c.is_lowercase()))
            && !piece.ends_with(['.', ',', '!', '?'])
    })
}

#[cfg(test)]
mod tests {
    use super::super::{cases::document, page::paragraphs};
    use super::*;

    #[test]
    fn works_are_learned_from_title_slugs_italics_and_quotes() {
        let document = document(
            "x.md",
            "Her *Long Tram* and “Second Depot” are out. “No way,” she said.\n\nEnd.",
        );
        let slugs = [
            "night-market-ida-01",
            "night-market-ida-02",
            "other-thing-03",
        ];
        let works = Works::learn("First Light: Ida on trams", &paragraphs(&document), &slugs);
        for named in [
            "First Lightis out",
            "the Long Tram",
            "Second Depot",
            "Night Marketis now",
        ] {
            assert!(works.named(named), "{named}");
        }
        for not in ["No way, it is out", "Other Thing is out", "light"] {
            assert!(!works.named(not), "{not}");
        }
    }
}

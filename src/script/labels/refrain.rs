//! Labels that no single line proves, and their coming again does: `L'Écho des quais :`, `taz:`,
//! `jetzt.de:`, `tuan.l:`, `El faro de Vigo:`.
//!
//! Outlets are called what they like, in small letters and with words that no person has in a
//! name. A shape for that would make a label of half of all sentences with a colon; but nobody
//! begins three sentences with the same words and a colon, and lets others speak between.

use super::super::lists::NEVER_ONCE;
use super::super::names;
use super::super::page::Para;
use super::super::rules;
use super::{Dress, Label, Part, bullet, is_never};
use std::collections::BTreeMap;

/// Longest such label, in characters and in words.
const LONGEST: usize = 48;
const WORDS: usize = 6;
/// How often it comes at least, in how many of a hundred blocks of the page, and how many of a
/// hundred times nobody of the same label speaks right after.
const OFTEN: usize = 3;
const SHARE: usize = 8;
const TURNS: usize = 70;

/// Gives their labels to the blocks that begin with the same words again and again.
pub(super) fn find(paras: &[Para], open: &[bool], found: &mut [Option<Label>]) {
    let running: Vec<usize> = (0..paras.len()).filter(|at| open[*at]).collect();
    let heads: Vec<Option<Head<'_>>> = running
        .iter()
        .map(|at| {
            found[*at]
                .is_none()
                .then(|| head(&paras[*at].text))
                .flatten()
        })
        .collect();
    let mut sights: BTreeMap<&str, Sight> = BTreeMap::new();
    for (n, head) in heads.iter().enumerate() {
        let Some(head) = head else { continue };
        let words = &paras[running[n]].text[head.words..];
        let next = heads.get(n + 1).and_then(Option::as_ref);
        let sight = sights.entry(head.name).or_default();
        sight.count += 1;
        sight.turns += usize::from(next.is_none_or(|next| next.name != head.name));
        sight.speech +=
            usize::from(begins(words) && words.ends_with(|c: char| !c.is_alphanumeric()));
    }
    sights.retain(|name, sight| {
        let key = names::key(name);
        sight.count >= OFTEN
            && sight.count * 100 >= running.len() * SHARE
            && sight.turns * 100 >= sight.count * TURNS
            && sight.speech * 100 >= sight.count * TURNS
            && !is_never(&key)
            && !NEVER_ONCE.contains(&key.as_str())
    });
    for (at, head) in running.iter().zip(&heads) {
        let head = head.as_ref().filter(|head| sights.contains_key(head.name));
        if let Some(head) = head {
            found[*at] = Some(Label {
                name: head.name.to_owned(),
                end: head.end,
                words: head.words,
                aside: None,
                parts: vec![Part {
                    to: head.end,
                    rule: &rules::LABEL_TEXT,
                }],
                sure: 0.7,
                dress: Dress::Colon,
                stamped: false,
                marked: head.marked,
            });
        }
    }
}

#[derive(Debug, Default)]
struct Sight {
    count: usize,
    turns: usize,
    speech: usize,
}

/// The words before a first colon.
struct Head<'a> {
    name: &'a str,
    end: usize,
    words: usize,
    marked: bool,
}

fn head(text: &str) -> Option<Head<'_>> {
    let start = bullet(text);
    let bare = text[start..].trim_start_matches(['*', '_']);
    let start = text.len() - bare.len();
    let marked = start > 0 && text[..start].ends_with(['*', '_']);
    let mut signs = bare.char_indices().take(LONGEST);
    let (at, colon) = signs.find(|(_, c)| matches!(c, ':' | '：'))?;
    let name = bare[..at].trim_end_matches([' ', '\u{a0}', '*', '_']);
    let inside = |c: char| c.is_alphanumeric() || "'’-‐.·&+_@# \u{a0}".contains(c);
    let fits = name.starts_with(char::is_alphabetic)
        && name.chars().all(inside)
        && !name.contains(". ")
        && name.split(' ').count() <= WORDS;
    let mut end = start + at + colon.len_utf8();
    let after = &text[end..];
    let rest = after.trim_start_matches(['*', '_']);
    // `https://`, `12:30`; and a lone star may begin an emphasis of the words.
    let tight = colon == ':' && !rest.starts_with([' ', '\u{a0}']);
    if !fits || tight {
        return None;
    }
    end += if marked { after.len() - rest.len() } else { 0 };
    let words = text.len() - text[end..].trim_start().len();
    Some(Head {
        name,
        end,
        words,
        marked,
    })
}

/// Do words follow that could begin a turn?
fn begins(words: &str) -> bool {
    let first = words.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::super::super::cases::{compiled, lines};

    fn who(text: &str) -> Vec<String> {
        let (_, script) = compiled("x.txt", text);
        let said = script.paragraphs().map(|(_, turn, p)| {
            let words = p.text();
            format!(
                "{} | {}",
                script.person(turn.person).name,
                words.split(' ').next().unwrap_or_default()
            )
        });
        assert!(!lines(&script).is_empty());
        said.collect()
    }

    #[test]
    fn outlets_are_called_what_they_like() {
        for outlet in [
            "L'Écho des quais",
            "La voz del puerto",
            "faro",
            "faro.de",
            "elFaro.es",
            "Il giornale delle api",
            "die faro am abend",
        ] {
            for colon in [":", " :"] {
                let text = format!(
                    "{outlet}{colon} Vous avez peur ?\n\nJamais.\n\nMon frère, oui.\n\n{outlet}{colon} Pourquoi ?\n\nIl est tombé.\n\n{outlet}{colon} Vous aussi, on le dit.\n\nC'est vrai."
                );
                let outlet = outlet.to_owned();
                let expected = ["Vous", "Jamais.", "Mon", "Pourquoi", "Il", "Vous", "C'est"];
                let asks = [0, 3, 5];
                let expected: Vec<String> = expected
                    .iter()
                    .enumerate()
                    .map(|(n, word)| {
                        let name = if asks.contains(&n) {
                            &outlet
                        } else {
                            "Interviewee"
                        };
                        format!("{name} | {word}")
                    })
                    .collect();
                assert_eq!(who(&text), expected);
            }
        }
    }

    #[test]
    fn what_comes_again_by_chance_is_no_label() {
        for head in [
            "one thing is sure",
            "My father always said",
            "Read more",
            "note",
            "the verb",
        ] {
            let text = format!(
                "ANNA: Why?\n\nBEN: So.\n\n{head}: it works.\n\nANNA: And then?\n\nBEN: Later.\n\n{head}: it works.\n\nANNA: Ah.\n\nBEN: Oh. {head}: Yes."
            );
            assert!(
                who(&text).iter().all(|line| !line.starts_with(head)),
                "{head}"
            );
        }
    }
}

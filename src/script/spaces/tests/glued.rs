//! Recall and precision over invented paragraphs whose titles and names were glued at random.

use super::repairs;
use crate::script::spaces::Mend;
use std::collections::BTreeSet;

const CORPUS: [(&str, &str); 6] = [
    ("de", include_str!("corpus/de.txt")),
    ("en", include_str!("corpus/en.txt")),
    ("es", include_str!("corpus/es.txt")),
    ("fr", include_str!("corpus/fr.txt")),
    ("it", include_str!("corpus/it.txt")),
    ("pt", include_str!("corpus/pt.txt")),
];

/// xorshift64*: the same texts on every machine.
struct Dice(u64);

impl Dice {
    fn one_in(&mut self, sides: u64) -> bool {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33 & 0xffff_ffff < (1 << 31) / sides
    }
}

/// A paragraph with spaces lost, and where. `*` marks what stood in italics: of those one in
/// `edges` lost its spaces, mostly both; after a full stop or comma one in `stops` is lost.
fn glue(marked: &str, dice: &mut Dice, edges: u64, stops: u64) -> (String, BTreeSet<usize>) {
    let (mut text, mut lost) = (String::new(), BTreeSet::new());
    for (i, part) in marked.split('*').enumerate() {
        if i % 2 == 0 {
            for c in part.chars() {
                let stop = text.ends_with([',', '.']) && c == ' ' && dice.one_in(stops);
                if stop {
                    lost.insert(text.len());
                } else {
                    text.push(c);
                }
            }
            continue;
        }
        let both = dice.one_in(edges);
        let sides = match (both, dice.one_in(4), dice.one_in(2)) {
            (false, ..) => (false, false),
            (true, false, _) => (true, true),
            (true, true, left) => (left, !left),
        };
        if sides.0 && text.ends_with(' ') {
            text.pop();
            lost.insert(text.len());
        }
        text.push_str(part);
        if sides.1 {
            text.push('\u{0}');
        }
    }
    // A space after what marks the end of a title is lost there.
    while let Some(at) = text.find('\u{0}') {
        let space = text[at + 1..].starts_with(' ');
        text.replace_range(at..at + 1 + usize::from(space), "");
        let cut = 1 + usize::from(space);
        lost = lost
            .iter()
            .map(|l| if *l > at { l - cut } else { *l })
            .collect();
        if space {
            lost.insert(at);
        }
    }
    (text, lost)
}

/// Lost, found of those, and found where nothing was lost.
fn measure(tag: &str, edges: u64, stops: u64, show: bool) -> (usize, usize, usize) {
    let paragraphs = CORPUS.iter().find(|(of, _)| *of == tag).unwrap().1.lines();
    let (mut lost, mut found, mut wrong) = (0, 0, 0);
    for seed in 1..=20 {
        let mut dice = Dice(0x9e37_79b9 * seed);
        (0..9).for_each(|_| {
            dice.one_in(2);
        });
        // A document is a few of them.
        let mut glued: Vec<(String, BTreeSet<usize>)> = Vec::new();
        for paragraph in paragraphs.clone() {
            if dice.one_in(2) {
                glued.push(glue(paragraph, &mut dice, edges, stops));
            }
        }
        let text: Vec<&str> = glued.iter().map(|(text, _)| text.as_str()).collect();
        let mut missing: Vec<BTreeSet<usize>> = glued.iter().map(|g| g.1.clone()).collect();
        lost += missing.iter().map(BTreeSet::len).sum::<usize>();
        for repair in repairs(&text.join("\n"), tag) {
            let Mend::Space { at } = repair.mend else {
                continue;
            };
            if missing[repair.para].remove(&at) {
                found += 1;
            } else {
                wrong += 1;
                if show {
                    let text = text[repair.para];
                    println!(
                        "{tag} + {}|{}  {}",
                        &text[..at],
                        &text[at..],
                        repair.evidence
                    );
                }
            }
        }
        if show {
            for (missing, text) in missing.iter().zip(&text) {
                for at in missing {
                    println!("{tag} - {}|{}", &text[..*at], &text[*at..]);
                }
            }
        }
    }
    (lost, found, wrong)
}

#[test]
fn nine_of_ten_lost_spaces_are_found_and_hardly_one_is_put_wrong() {
    let show = std::env::var_os("SHOW").is_some();
    // Many are lost, and few: most pages are only a little damaged.
    for (edges, stops) in [(2, 10), (6, 40)] {
        let (mut lost, mut found, mut wrong) = (0, 0, 0);
        for (tag, _) in CORPUS {
            let of = measure(tag, edges, stops, show);
            println!("{tag}: lost {}, found {}, wrong {}", of.0, of.1, of.2);
            (lost, found, wrong) = (lost + of.0, found + of.1, wrong + of.2);
        }
        println!("recall {found}/{lost}, wrong {wrong}");
        assert!(lost > 300, "{lost}");
        assert!(found * 100 >= lost * 90, "recall {found} of {lost}");
        assert!(
            wrong * 100 <= (found + wrong) * 2,
            "precision {wrong} wrong"
        );
    }
}

#[test]
fn a_whole_text_stays_as_it_is() {
    for (tag, text) in CORPUS {
        let text = text.replace('*', "");
        assert_eq!(repairs(&text, tag), [], "{tag}");
    }
}

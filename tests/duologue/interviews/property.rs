//! Ten dialogues, printed in every layout: what is read back is what was printed.

use super::case::{Case, dialogues, said, script};
use super::printer::{Dialogue, Keeps, expected, layouts};
use super::score::score;
use crate::builder::checkout;

/// What each layout must reach, in shares of its words over all dialogues.
const RIGHT: f64 = 0.99;
const LOST: f64 = 0.005;
/// Layouts that are not there yet, with what they must reach.
const BEHIND: &[(&str, f64, f64)] = &[
    // The foot of each page is the name of a company and nothing else.
    ("deposition", 0.99, 0.021),
    // A list of sources at the end.
    ("MediaWiki, bold questions", 0.99, 0.007),
];

#[test]
fn a_dialogue_comes_back_from_every_layout() {
    let dialogues = dialogues(&checkout().join("tests/interviews/dialogues"));
    let mut wrong = Vec::new();
    println!(" role person drop  junk  layout");
    for layout in layouts() {
        let mut sums = [0.0; 4];
        for case in &dialogues {
            let dialogue = Dialogue::of(case);
            let page = case.page.with_extension(layout.extension);
            let (found, told) = script(&page, (layout.print)(&dialogue));
            let found = found.as_ref().map(said).unwrap_or_default();
            let wanted = Case {
                page,
                layout: layout.name.to_owned(),
                title: case.title.clone(),
                language: case.language.clone(),
                said: expected(&dialogue, layout.keeps),
            };
            let score = score(&wanted, &found);
            let shares = [score.role, score.person, score.dropped, score.junk];
            let shares = shares.map(|part| score.share(part));
            for (sum, share) in sums.iter_mut().zip(shares) {
                *sum += share / dialogues.len() as f64;
            }
            if std::env::var("DUOLOGUE_LAYOUT").is_ok_and(|name| layout.name.contains(&name)) {
                println!("{} {shares:.2?} {told:?}", case.name());
                for fault in &score.faults {
                    println!("        {fault}");
                }
            }
        }
        let [role, person, dropped, junk] = sums;
        let [a, b, c, d] = sums.map(|share| share * 100.0);
        println!("{a:5.1} {b:5.1} {c:5.1} {d:5.1}  {}", layout.name);
        let least = if layout.keeps == Keeps::Words {
            0.9
        } else {
            RIGHT
        };
        let behind = BEHIND.iter().find(|(name, ..)| *name == layout.name);
        let (least, lost) = behind.map_or((least, LOST), |(_, least, lost)| (*least, *lost));
        if role < least || person < least || dropped > lost || junk > lost {
            wrong.push(layout.name);
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

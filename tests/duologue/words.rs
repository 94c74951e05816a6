//! A take knows when each of its words is heard, also when it comes from the store.

use duologue::diag::Diagnostics;
use duologue::diag::observe::Silent;
use duologue::engines::Places;
use duologue::pipeline::{self, Order};
use duologue::speak::Takes;
use duologue::speak::store::Disk;
use duologue::workshop::Workshop;
use std::path::Path;
use std::sync::Arc;

const TALK: &str = "\
ANNA: Why did nobody ask about the $5 lamp?

BEN: Well, “nobody” is a big word. Yes.
";

/// Speaks the talk and gives its takes, with the words that each token of them shows.
fn spoken(folder: &Path, cast: Option<&str>) -> (Takes, Vec<Vec<String>>) {
    let interview = folder.join("talk.txt");
    std::fs::write(&interview, TALK).unwrap();
    let mut shop = Workshop::here();
    shop.places = Places::at(folder.join("cache"));
    shop.store = Arc::new(Disk::new(folder.join("takes")));
    shop.broken = None;
    let mut order = Order {
        interview,
        ..Order::default()
    };
    if let Some(cast) = cast {
        let path = folder.join("cast.yaml");
        std::fs::write(&path, cast).unwrap();
        order.cast = Some(path);
    }
    let mut diags = Diagnostics::new();
    let compiled = pipeline::compile(&shop, &order, &mut diags).unwrap();
    let prepared = pipeline::prepare(&shop, &compiled, &Default::default(), &mut diags).unwrap();
    let utterances = &prepared.utterances;
    let takes = duologue::speak::speak(utterances, &prepared.cast, shop.room(), &Silent).unwrap();
    let shown = utterances.iter().zip(takes.index()).map(|(u, take)| {
        let tokens: Vec<_> = u.tokens.iter().collect();
        // Where a quotation mark goes is the page's business.
        let shows = |n: u32| u.shown[tokens[n as usize].shown.clone()].replace(['“', '”'], "");
        let shows = |n| shows(n).trim().to_owned();
        take.words.iter().map(|word| shows(word.token)).collect()
    });
    let shown = shown.collect();
    (takes, shown)
}

fn in_order(takes: &Takes) {
    for take in takes.index() {
        let mut at = 0;
        for word in &take.words {
            assert!(at <= word.start && word.start < word.end);
            at = word.end;
        }
        assert!(u64::from(at) <= take.frames);
    }
}

const WORDS: [&[&str]; 3] = [
    &["Why", "did", "nobody", "ask", "about", "the", "$5", "lamp?"],
    &["Well,", "nobody", "is", "a", "big", "word."],
    &["Yes."],
];

#[test]
fn every_word_of_a_tone_has_its_time_cold_and_warm() {
    let folder = tempfile::tempdir().unwrap();
    let cast = "synthetic: off\nroles:\n  interviewer: {voice: tone:d}\n  interviewee: {voice: tone:a}\n  narrator: {voice: tone:f}\n";
    let (cold, shown) = spoken(folder.path(), Some(cast));
    assert_eq!(shown, WORDS);
    in_order(&cold);
    let (warm, _) = spoken(folder.path(), Some(cast));
    assert_eq!(warm.tally().spoken, 0);
    assert_eq!(warm.index(), cold.index());
}

#[cfg(feature = "pico")]
#[test]
fn every_word_of_the_embedded_voice_has_a_measured_time() {
    let folder = tempfile::tempdir().unwrap();
    let (cold, shown) = spoken(folder.path(), Some("synthetic: off\n"));
    assert_eq!(shown, WORDS);
    in_order(&cold);
    let mut words = cold.index().iter().flat_map(|take| &take.words);
    assert!(words.all(|word| word.timing == duologue::engines::Timing::Measured));
    // A first word begins with its line, a last one ends with it.
    for take in cold.index() {
        let ms = |frames: u64| frames * 1000 / u64::from(take.rate.0);
        let [first, .., last] = &*take.words else {
            continue;
        };
        assert!(ms(u64::from(first.start)) < 60);
        assert!(ms(take.frames - u64::from(last.end)) < 60);
    }
}

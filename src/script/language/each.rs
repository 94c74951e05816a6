//! Turns to the language of each paragraph, where it is not the script's main one.
//!
//! A person speaks one language for the length of an interview far more often than not, so all
//! words of a person are judged together: a guest who answers in Spanish says `Sí.` in Spanish
//! too, and a short `Oui.` in an English interview stays English. Then a paragraph alone, if it
//! is long and clear: a letter that is read out, an answer in the other language. What the page
//! says of a block (`lang=`) is believed where its words do not contradict it, and what was said
//! by hand of a person is never doubted.

use super::Main;
use super::tally::Tally;
use crate::engines::Language;
use crate::house::House;
use crate::script::{Paragraph, Person, Piece, Turn, known, names};
use std::collections::BTreeMap;

/// Fewest words of a person that tell, and of a paragraph.
const PERSON: usize = 15;
const PARAGRAPH: usize = 25;
/// Bytes of a paragraph that surely has not so many words.
const SHORT: usize = 60;
/// Words that are looked at in a row; a long paragraph is looked at in two places.
const LOOKED_AT: usize = 40;
/// Paragraphs of one person that are looked at, from the first to the last.
const SAMPLE: usize = 64;

/// Gives every paragraph its language, if it is not the main one, and returns all languages, the
/// main one first, the others in order of appearance. A paragraph has to bring what the page
/// says of it ([`Block::language`](crate::read::Block)).
pub(in crate::script) fn settle(
    main: Main,
    people: &[Person],
    turns: &mut [Turn],
    house: &House,
) -> Vec<Language> {
    let Main {
        language: main,
        instead,
    } = main;
    let by_hand = by_hand(people, house);
    let mut spoken = by_person(&main, people, turns);
    let overruled = |language: &Language| Some(language.primary()) == instead;
    for usual in &mut spoken {
        usual.take_if(|language| overruled(language));
    }
    let believed = believed(turns);
    let mut languages = vec![main.clone()];
    for turn in turns {
        let person = turn.person.0;
        for paragraph in &mut turn.paragraphs {
            let claim = paragraph.language.take();
            let language = match &by_hand[person] {
                Some(language) => language.clone(),
                None => {
                    // Books say it of every chapter, whoever speaks there.
                    let other = |c: &Language| !c.reads(&main);
                    let claim = claim.filter(|c| other(c) && believed.get(c) == Some(&true));
                    let usual = spoken[person].as_ref().unwrap_or(&main);
                    of_paragraph(paragraph, claim.as_ref(), usual, &main)
                }
            };
            if language == main || (by_hand[person].is_none() && overruled(&language)) {
                continue;
            }
            if !languages.contains(&language) {
                languages.push(language.clone());
            }
            paragraph.language = Some(language);
        }
    }
    languages
}

/// What the cast says of people.
fn by_hand(people: &[Person], house: &House) -> Vec<Option<Language>> {
    let mut all = vec![None; people.len()];
    for (name, casting) in &house.people {
        let Some(language) = &casting.language else {
            continue;
        };
        let key = names::key(&name.value);
        let forms = known::Forms::of(std::iter::once(name.value.as_str()));
        let all_forms = |p: &Person| -> Vec<String> {
            let forms = p.labels.iter().chain([&p.name]);
            forms.map(|form| names::key(form)).collect()
        };
        let exact = people.iter().position(|p| all_forms(p).contains(&key));
        let part = || {
            let mut fits = people.iter().enumerate().filter(|(_, person)| {
                forms.has(&person.name)
                    || known::Forms::of(std::iter::once(person.name.as_str())).has(&name.value)
            });
            let first = fits.next();
            first.filter(|_| fits.next().is_none()).map(|(at, _)| at)
        };
        if let Some(at) = exact.or_else(part) {
            all[at] = Some(language.value.clone());
        }
    }
    all
}

/// The language of each person who clearly speaks another than the main one.
fn by_person(main: &Language, people: &[Person], turns: &[Turn]) -> Vec<Option<Language>> {
    let mut count = vec![0usize; people.len()];
    for turn in turns {
        count[turn.person.0] += turn.paragraphs.len();
    }
    let mut seen = vec![0usize; people.len()];
    let mut tallies = vec![Tally::default(); people.len()];
    for turn in turns {
        let person = turn.person.0;
        for paragraph in &turn.paragraphs {
            let every = count[person].div_ceil(SAMPLE).max(1);
            if seen[person].is_multiple_of(every) {
                add(&mut tallies[person], paragraph);
            }
            seen[person] += 1;
        }
    }
    let other = |tally: &Tally| tally.clearly_not(main.primary(), PERSON);
    tallies
        .iter()
        .map(|tally| other(tally).and_then(Language::parse))
        .collect()
}

/// Which claims of the page its words bear out, or at least do not contradict: all blocks of one
/// claim together, since each may be a word long.
fn believed(turns: &[Turn]) -> BTreeMap<Language, bool> {
    let mut claimed: BTreeMap<Language, (usize, Tally)> = BTreeMap::new();
    for paragraph in turns.iter().flat_map(|turn| &turn.paragraphs) {
        if let Some(language) = &paragraph.language {
            let (seen, tally) = claimed.entry(language.clone()).or_default();
            *seen += 1;
            if *seen <= SAMPLE {
                add(tally, paragraph);
            }
        }
    }
    let fits = |(claim, (_, tally)): (Language, (usize, Tally))| {
        let best = tally.ranked().first().copied();
        let fits = best.is_none_or(|(most, tag)| {
            tag == claim.primary() || tally.score(claim.primary()) * 5 >= most * 4 || {
                // Of a language that nobody listed: it must not look like one that is.
                tally.score(claim.primary()) == 0 && tally.share(tag) * 4 < tally.words()
            }
        });
        (claim, fits)
    };
    claimed.into_iter().map(fits).collect()
}

/// The language of one paragraph of a person who usually speaks `usual`.
fn of_paragraph(
    paragraph: &Paragraph,
    claim: Option<&Language>,
    usual: &Language,
    main: &Language,
) -> Language {
    let usual = claim.unwrap_or(usual);
    if length(paragraph) < SHORT {
        return usual.clone();
    }
    let mut tally = Tally::default();
    add(&mut tally, paragraph);
    match tally.clearly_not(usual.primary(), PARAGRAPH) {
        Some(tag) if tag == main.primary() => main.clone(),
        Some(tag) => Language::parse(tag).unwrap_or_else(|| usual.clone()),
        None => usual.clone(),
    }
}

fn pieces(paragraph: &Paragraph) -> impl Iterator<Item = &str> {
    paragraph.pieces.iter().filter_map(|piece| match piece {
        Piece::Text { text, .. } => Some(text.as_str()),
        Piece::Say { shown, .. } => Some(shown),
        Piece::Note { .. } | Piece::Pause(_) | Piece::Take(_) | Piece::Cue(_) => None,
    })
}

fn length(paragraph: &Paragraph) -> usize {
    pieces(paragraph).map(str::len).sum()
}

/// Adds the words at the beginning of a paragraph, and as many from its middle. (An answer in
/// English may begin with three sentences of a French letter.)
fn add(tally: &mut Tally, paragraph: &Paragraph) {
    let length = length(paragraph);
    let mut before = 0;
    let mut left = LOOKED_AT;
    let mut middle = false;
    for text in pieces(paragraph) {
        if left > 0 {
            let was = tally.words();
            tally.add(text, left);
            left = left.saturating_sub((tally.words() - was).max(1));
        }
        // Twice as many words as are looked at have at least so many letters.
        let half = length / 2;
        if !middle && length > LOOKED_AT * 12 && before + text.len() > half {
            let from = half.saturating_sub(before);
            let from = (from..text.len()).find(|at| text.is_char_boundary(*at));
            let rest = from.and_then(|from| text.get(from..)).unwrap_or_default();
            tally.add(rest, LOOKED_AT);
            middle = true;
        }
        before += text.len();
    }
}

//! The languages of an interview: of the whole, and of whoever speaks another.
//!
//! Of the whole: what was said by hand; else what the page claims of itself, unless its words
//! are clearly of another language (half of all German blogs say `en` in their template); else
//! what the cast says; else what the words look like. [`each`] then finds who differs.

mod claims;
mod each;
mod tally;
mod words;

pub(super) use each::settle;

use super::page::Para;
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::engines::Language;
use crate::house::House;
use crate::read::{Document, Region, front};
use tally::Tally;
use whichlang::Lang;

/// Is a word, lower case, one of the small words of a language?
pub(super) fn is_word_of(word: &str, tag: &str) -> bool {
    words::number(tag).is_some_and(|n| words::languages(word) & (1 << n) > 0)
}

/// Paragraphs that are looked at for a second language, from the first to the last, their first
/// words, and the fewest of them that tell; one of so many paragraphs must be in it.
const SECOND: usize = 160;
const SECOND_WORDS: usize = 30;
const SECOND_LEAST: usize = 8;
const SECOND_PART: usize = 8;

/// The language that a good part of the page is in beside the main one, if any: then both tell
/// who asks and who answers. Who speaks which is found when it is known who speaks.
pub(super) fn second(paras: &[Para], main: &Language) -> Option<&'static str> {
    let every = paras.len().div_ceil(SECOND).max(1);
    let mut found: Vec<(&'static str, usize)> = Vec::new();
    let mut looked = 0;
    for para in paras.iter().step_by(every) {
        let tally = Tally::of(unlabelled(&para.text), SECOND_WORDS);
        looked += usize::from(tally.words() >= SECOND_LEAST);
        if let Some(other) = tally.clearly_not(main.primary(), SECOND_LEAST) {
            match found.iter_mut().find(|(tag, _)| *tag == other) {
                Some((_, count)) => *count += 1,
                None => found.push((other, 1)),
            }
        }
    }
    let (tag, count) = found.into_iter().max_by_key(|(_, count)| *count)?;
    (count >= 2 && count * SECOND_PART >= looked).then_some(tag)
}

/// What a page says of the language of one of its blocks, as a tag.
pub(super) fn claimed(text: &str) -> Option<Language> {
    claims::read(text)
}

/// How much of the text is looked at, in bytes, in pieces from the first word to the last: a page
/// may open with a summary in another language.
const SAMPLE: usize = 64 << 10;
/// Bytes of such a piece.
const PIECE: usize = 1 << 10;
/// Where not one in so many words is a small one, it is another language. Of interviews in the
/// languages that are read here one in 2.5 is.
const UNLIKELY: usize = 7;
/// Fewer words than this may have no small one by chance: `Foxes. Mostly foxes. Sometimes owls.`
const ENOUGH_WORDS: usize = 30;
/// Most words that a label has.
const LABEL: usize = 4;
/// With at least so many words, small words that are missing tell something too.
const TELLING: usize = 12;

/// So few words are a greeting, and `Hi` is one in English although it is a word of Catalan: where they
/// are in Latin letters and look like a language that no interview is read in, they are not believed.
const GREETING: usize = 3;
/// The languages whose interviews are read.
const READ: [&str; 6] = ["en", "de", "es", "fr", "it", "pt"];

/// The language of the whole.
pub(super) struct Main {
    pub(super) language: Language,
    /// The language that the words look like, where it was said by hand that they are to be read
    /// in the other: they are.
    pub(super) instead: Option<&'static str>,
}

impl From<Language> for Main {
    fn from(language: Language) -> Main {
        Main {
            language,
            instead: None,
        }
    }
}

/// The language of the whole. A guess that the words do not bear out is told, and a claim that
/// they contradict.
pub(super) fn find(
    document: &Document,
    paras: &[Para],
    house: &House,
    diags: &mut Diagnostics,
) -> Main {
    let (sample, tally) = sample(paras);
    let front = |key: &str| {
        let span = document.front?;
        let value = front::value(document.source.slice(span), key)?;
        let start = value.as_ptr() as usize - document.source.text().as_ptr() as usize;
        Some((claims::read(value)?, Span::new(start, start + value.len())))
    };
    if let Some((given, span)) = front("language") {
        let instead = contradicted(&given, &tally);
        if let Some(other) = instead {
            let message = format!("the front matter says `{given}`, the words look like `{other}`");
            diags.push(
                Diagnostic::warning(&document.source, span, message)
                    .hint("everyone is given a voice for the language that stands here"),
            );
        }
        return Main {
            language: given,
            instead,
        };
    }
    let own = || {
        Some((
            claims::read(document.language.as_deref()?)?,
            Span::default(),
        ))
    };
    if let Some((claim, span)) = front("lang").or_else(own) {
        let Some(other) = contradicted(&claim, &tally) else {
            return claim.into();
        };
        let message = format!("this page says that it is in `{claim}`, its words are in `{other}`");
        let note = Diagnostic::note(&document.source, span, message);
        let note = if span.is_empty() { note.whole() } else { note };
        diags.push(
            note.hint("the words are believed; `language:` in the front matter overrules both"),
        );
    }
    let (language, likely) = guess(&sample, &tally);
    if let Some(cast) = &house.language {
        let instead = contradicted(&cast.value, &tally);
        if let Some(other) = instead {
            let message = format!(
                "the cast says `{}`, the words look like `{other}`",
                cast.value
            );
            diags.push(
                Diagnostic::warning(&house.source, cast.span, message)
                    .hint("everyone is given a voice for the language that stands here"),
            );
        }
        return Main {
            language: cast.value.clone(),
            instead,
        };
    }
    if !likely {
        let message = format!(
            "the language cannot be told from the words; they are read as `{}`",
            language.tag()
        );
        diags.push(
            Diagnostic::warning(&document.source, Span::default(), message)
                .whole()
                .hint("say which it is: `language:` in the cast, or in the front matter"),
        );
    }
    language.into()
}

/// Pieces of the page, and what speaks for which language in them. What the format says is not
/// the text itself (menus, notes) is left out if there is enough without it.
fn sample(paras: &[Para]) -> (String, Tally) {
    let main = |para: &&Para| para.region == Region::Main;
    let only = paras
        .iter()
        .filter(main)
        .map(|p| p.text.len())
        .sum::<usize>();
    let all = paras.iter().map(|p| p.text.len()).sum::<usize>();
    let looked: Vec<&Para> = if only * 4 >= all {
        paras.iter().filter(main).collect()
    } else {
        paras.iter().collect()
    };
    // Of so many pieces, one is looked at.
    let every = (all / SAMPLE).max(1);
    let mut sample = String::new();
    let mut before = 0;
    for para in looked {
        let text = unlabelled(&para.text);
        let floor = |at: usize| (0..=at).rev().find(|at| text.is_char_boundary(*at));
        let mut from = 0;
        while from < text.len() {
            let piece = (before + from) / PIECE;
            let to = text.len().min((piece + 1) * PIECE - before);
            if piece.is_multiple_of(every) {
                sample.push_str(&text[floor(from).unwrap_or(0)..floor(to).unwrap_or(0)]);
            }
            from = to;
        }
        before += text.len();
        sample.push('\n');
    }
    let tally = Tally::of(&sample, usize::MAX / 2);
    (sample, tally)
}

/// The language that the words are in, if they clearly are not in this one.
fn contradicted(claim: &Language, tally: &Tally) -> Option<&'static str> {
    let other = tally.clearly_not(claim.primary(), TELLING)?;
    let listed = words::number(claim.primary()).is_some();
    // A language whose small words nobody listed shares many with its neighbours: Galician with
    // Portuguese, Norwegian with Danish. Only what is plainly a text of theirs contradicts it.
    let plain = tally.share(other) * 3 >= tally.words();
    (listed || plain).then_some(other)
}

/// The language that the words look like, and whether they bear it out.
fn guess(sample: &str, tally: &Tally) -> (Language, bool) {
    let words = tally.words();
    let ranked = tally.ranked();
    let (most, best) = ranked.first().copied().unwrap_or((0, "en"));
    let borne_out = tally.share(best) * UNLIKELY >= words;
    let letters = tag(whichlang::detect_language(sample));
    let unlisted = words::number(letters).is_none() && tally.score(letters) == 0;
    let foreign = |tag: &str| !READ.contains(&tag) && tally.is_latin();
    let tag = if most == 0 && words < TELLING || words <= GREETING && foreign(best) {
        "en"
    } else if !borne_out && words >= TELLING && unlisted && tally.is_latin() {
        letters
    } else {
        // Of two that are nearly as likely, the letters choose.
        let near = ranked.iter().filter(|(score, _)| score * 5 >= most * 4);
        near.map(|(_, tag)| *tag)
            .find(|tag| *tag == letters)
            .unwrap_or(best)
    };
    let language =
        Language::parse(tag).unwrap_or_else(|| unreachable!("the tags of the lists are tags"));
    // What no list bears out has no voice, which is an error that names it.
    let likely = borne_out || words < ENOUGH_WORDS || tag == letters && unlisted;
    (language, likely)
}

/// A paragraph without what may be a label: in a talk of short turns half of all words are the
/// names, and a name is of no language.
fn unlabelled(text: &str) -> &str {
    match text.split_once([':', '：']) {
        Some((label, said)) if label.split(' ').count() <= LABEL && !said.trim().is_empty() => said,
        _ => text,
    }
}

fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    }
}

#[cfg(test)]
mod tests;

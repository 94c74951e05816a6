//! What gives a paragraph away as asked or as answered, when nothing labels it and whatever it
//! looks like.
//!
//! One paragraph proves nothing: guests ask back, and a third of what interviewers say is no
//! question at all. So each tell is a weight, the sum is a lean to one side, and the decision is
//! made over the whole page by [`decode`](super::decode).

use super::listed::Listed;
use super::page;
use super::phrases::{self, Phrases};
use super::roles::ends_asking;

/// Longer paragraphs that end with a question mark are stories, not questions; in words.
const LONGEST_QUESTION: usize = 80;
/// So many words are counted; more do not change the verdict.
const COUNTED: usize = 200;
/// How much of a paragraph is looked at for "I" and "you", in bytes.
const LOOKED_AT: usize = 2000;

/// With these an interviewer asks without a question mark; lower case, over all languages.
#[rustfmt::skip]
const REQUESTS: &[&str] = &[
    "tell us", "tell me", "talk to us", "talk about", "talk us through", "walk us through", "walk me through", "describe",
    "explain", "give us", "let's talk", "let's move", "let's turn", "take us", "take me", "finally", "last question",
    "people say", "some say", "critics", "some people", "thank you for", "thanks for", "welcome", "and yet you",
    "cuéntenos", "cuénteme", "cuéntanos", "háblenos", "háblame", "hábleme", "hablemos", "describa", "explíquenos",
    "última pregunta", "complete la frase", "dicen que", "se dice", "bienvenido", "bienvenida",
    "racontez", "parlez-nous", "parlez-moi", "parlons", "décrivez", "expliquez", "dites-nous",
    "on dit", "on imagine", "dernière question", "bienvenue", "pourtant vous",
    "erzählen sie", "erzähl", "beschreiben sie", "erklären sie", "sprechen wir", "reden wir",
    "letzte frage", "man sagt", "willkommen", "du hast", "du bist",
    "ci racconti", "mi racconti", "racconti", "raccontaci", "parliamo", "ci parli", "descriva", "spieghi", "ultima domanda",
    "si dice", "benvenuto", "benvenuta",
    "conte-nos", "conte-me", "fale-nos", "fale-me", "falemos", "descreva", "explique",
    "última pergunta", "diz-se", "dizem que", "bem-vindo", "bem-vinda",
];

/// With these a question begins, which matters where nothing is punctuated; lower case, over all
/// languages. Small words may stand before them.
#[rustfmt::skip]
const QUESTIONS: &[&str] = &[
    "what", "how", "why", "where", "who", "which", "do you", "did you", "are you", "is it", "is there", "can you", "could you", "have you",
    "would you", "will you", "were you", "what's", "who's", "how's", "qué", "cómo", "cuándo", "dónde", "quién", "cuál", "por qué", "comment",
    "pourquoi", "quel", "quelle", "est-ce", "qu'est-ce", "combien", "wie", "warum", "was", "wer", "wann", "haben sie", "sind sie", "können sie",
    "come", "perché", "chi", "dove", "quanto", "quanti", "cosa", "como", "porque é", "o que", "quem", "onde", "quantos",
];

/// Words that stand before a question as before anything.
const BEFORE: &[&str] = &[
    "so", "and", "but", "okay", "ok", "um", "uh", "now", "y", "e", "et", "und", "ma", "mais",
    "pero", "mas", "alors", "also",
];

/// With these an answer begins; lower case, over all languages.
#[rustfmt::skip]
const REPLIES: &[&str] = &[
    "yes", "no", "yeah", "yep", "nope", "oh", "well", "absolutely", "exactly", "not really", "of course", "because", "never", "sure",
    "sí", "claro", "pues", "bueno", "porque", "nunca", "oui", "non", "bien sûr", "parce", "jamais", "ja", "nein", "doch", "weil", "nie",
    "natürlich", "sì", "certo", "perché no", "mai", "sim", "não", "nunca", "claro", "porque", "はい", "いいえ",
];

/// What is seen of one paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct Tells {
    /// It is no story, and ends with a question mark.
    pub(super) ends_asking: bool,
    /// There is a question mark in it.
    pub(super) asks: bool,
    /// It ends as a sentence does.
    pub(super) stops: bool,
    /// Words, counted up to a limit.
    pub(super) words: usize,
    pub(super) you: bool,
    pub(super) me: bool,
    request: bool,
    question: bool,
    reply: bool,
}

/// A reason, its weight (for asking if positive), and how much of it there is.
type Evidence = (&'static str, f32, fn(&Tells) -> bool);

const EVIDENCE: &[Evidence] = &[
    ("ends with a question", 3.0, |t| t.ends_asking),
    ("asks on the way", 0.4, |t| t.asks && !t.ends_asking),
    ("says you and not I", 0.8, |t| t.you && !t.me),
    ("says I and not you", -1.0, |t| t.me && !t.you),
    ("begins as a request does", 2.0, |t| t.request),
    ("begins as a question does", 1.2, |t| t.question && !t.stops),
    ("begins as an answer does", -1.2, |t| t.reply),
    ("is short", 0.3, |t| t.words <= 25),
    ("is long", -0.9, |t| t.words > 50),
    ("is very long", -0.9, |t| t.words > 110),
];

/// The lists, ready to be asked of every paragraph of a document.
#[derive(Debug)]
pub(super) struct Ear {
    german: bool,
    first: Listed,
    second: Listed,
    requests: Listed,
    questions: Listed,
    replies: Listed,
}

impl Ear {
    /// For a language.
    pub(super) fn of(language: &Phrases) -> Ear {
        let german = language.language == "de";
        Ear {
            german,
            first: Listed::of(language.first),
            second: Listed::of(if german { FAMILIAR } else { language.second }),
            requests: Listed::of(REQUESTS),
            questions: Listed::of(QUESTIONS),
            replies: Listed::of(REPLIES),
        }
    }

    /// Looks at what is said in a paragraph.
    pub(super) fn tells(&self, text: &str) -> Tells {
        let head = &text[..text.floor_char_boundary(LOOKED_AT)];
        let (mut you, mut me) = (self.german && polite(head), false);
        for word in phrases::each(head) {
            you = you || self.second.has(&word);
            me = me || self.first.has(&word);
            if you && me {
                break;
            }
        }
        // A Chinese or Japanese sentence has no spaces: its letters stand for half a word each.
        let wide = |c: &char| matches!(c, '\u{3040}'..='\u{9fff}');
        let wide = match head.is_ascii() {
            true => 0,
            false => head.chars().filter(wide).count(),
        };
        let count = page::words_in(text).min(COUNTED) + wide / 2;
        let start = phrases::each(head).take(4).collect::<Vec<_>>().join(" ");
        let bare = phrases::each(head).skip_while(|word| BEFORE.contains(&&**word));
        let bare = bare.take(3).collect::<Vec<_>>().join(" ");
        Tells {
            ends_asking: ends_asking(text) && count <= LONGEST_QUESTION,
            asks: asks(text),
            stops: stops(text),
            words: count,
            you,
            me,
            request: self.requests.begins(&start) || self.requests.begins(&bare),
            question: self.questions.begins(&bare),
            reply: self.replies.begins(&start),
        }
    }
}

/// Is there a question mark in it?
pub(super) fn asks(text: &str) -> bool {
    text.contains(['?', '？'])
}

impl Tells {
    /// How far it leans to a question (positive) or to an answer.
    pub(super) fn lean(&self) -> f32 {
        let reasons = EVIDENCE.iter().filter(|(_, _, is)| is(self));
        reasons.map(|(_, weight, _)| weight).sum()
    }

    /// The weightiest reasons behind the lean, at most three.
    pub(super) fn reasons(&self) -> Vec<(&'static str, bool)> {
        let mut all: Vec<_> = EVIDENCE.iter().filter(|(_, _, is)| is(self)).collect();
        all.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        all.iter()
            .take(3)
            .map(|(name, weight, _)| (*name, *weight > 0.0))
            .collect()
    }
}

/// `Sie` inside a German sentence, where only the polite one has a capital.
fn polite(text: &str) -> bool {
    let mut begins = true;
    text.split(' ').any(|raw| {
        let word = raw.trim_matches(|c: char| !c.is_alphanumeric());
        let is = matches!(
            word,
            "Sie" | "Ihnen" | "Ihr" | "Ihre" | "Ihrem" | "Ihren" | "Ihrer" | "Ihres"
        );
        let first = std::mem::replace(&mut begins, stops(raw));
        is && !first
    }) || text.starts_with("Sie haben ")
        || text.starts_with("Sie sind ")
        || text.starts_with("Sie sagen ")
}

/// The German "you" among friends, which no other word is.
const FAMILIAR: &[&str] = &[
    "du", "dir", "dich", "dein", "deine", "deinen", "deiner", "euch", "euer",
];

/// Does it end as a sentence does, closing quotes and brackets aside?
pub(super) fn stops(text: &str) -> bool {
    let bare = text.trim_end_matches([
        '"', '”', '’', '\'', '»', ')', ']', ' ', '*', '_', '“', '」', '』', '）',
    ]);
    bare.ends_with(['.', '?', '!', '…', '。', '？', '！', ':', ';'])
}

#[cfg(test)]
mod tests {
    use super::super::{cases::document, page::paragraphs};
    use super::*;

    #[test]
    fn questions_lean_one_way_and_answers_the_other() {
        for (language, text, asks) in [
            ("en", "Why did you leave?", true),
            ("en", "Tell us about your first bridge.", true),
            ("en", "I left because I was tired of it.", false),
            ("en", "Yes, and my mother did too.", false),
            ("de", "Erzählen Sie vom ersten Tag.", true),
            ("de", "Ich war neun.", false),
            ("fr", "Parlez-nous de votre mère.", true),
            ("fr", "Oui, je la connais.", false),
            ("it", "Ci racconti il primo giorno.", true),
            ("es", "Hablemos de su padre.", true),
            ("pt", "Fale-nos da sua aldeia.", true),
            ("pt", "Não, nunca.", false),
        ] {
            let document = document("x.txt", text);
            let tells = Ear::of(phrases::of(language)).tells(&paragraphs(&document)[0].text);
            assert_eq!(tells.lean() > 0.9, asks, "{text}: {}", tells.lean());
            assert!(!tells.reasons().is_empty());
        }
    }

    #[test]
    fn a_megabyte_is_looked_at_once() {
        let document = document("x.txt", &"été ".repeat(300_000));
        let tells = Ear::of(phrases::of("fr")).tells(&paragraphs(&document)[0].text);
        assert_eq!(tells.words, COUNTED);
    }
}

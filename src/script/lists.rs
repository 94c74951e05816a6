//! Words and beginnings that mean the same in every interview, over all languages: what is nobody's
//! name, what asks and answers for a living, what belongs to the web page.
//!
//! One list for all languages where no word of one is a name in another: the language is not
//! needed, and a page in two languages is read as well as one in one. Kept as paragraphs, because
//! one word a line would hide what is missing.

/// Words before a colon that are nobody's name, lower case, over all languages.
#[rustfmt::skip]
pub(super) const NEVER_NAMES: &[&str] = &[
    "note", "notes", "editor's note", "editors' note", "author's note", "nb", "n.b", "ps", "p.s", "warning",
    "caution", "disclaimer", "spoiler", "spoilers", "spoiler alert", "related", "see also", "read more", "more",
    "topic", "topics", "subject", "re", "from", "to", "cc", "bcc", "date", "time", "location", "place", "where",
    "when", "part", "chapter", "section", "episode", "season", "act", "scene", "step", "figure", "fig", "table",
    "photo", "photos", "photograph", "photographs", "image", "images", "picture", "credit", "credits", "caption",
    "video", "audio", "source", "sources", "update", "updated", "correction", "published", "posted", "tags", "tag",
    "category", "categories", "share", "advertisement", "ad", "sponsored", "summary", "abstract", "contents",
    "introduction", "conclusion", "transcript", "title", "author", "by", "words", "text", "interview", "email",
    "e-mail", "phone", "fax", "tel", "website", "web", "url", "http", "https", "isbn", "breaking", "important",
    "remember", "look", "listen", "honestly", "but", "and", "so", "well", "also", "then", "first", "second", "third",
    "finally", "however", "example", "for example", "fact", "result", "answer key", "translation", "language",
    "duration", "length", "runtime", "director", "cast", "starring", "genre", "rating", "price", "copyright",
    "hinweis", "anmerkung", "achtung", "thema", "ort", "datum", "foto", "fotos", "bild", "bilder", "quelle", "teil",
    "kapitel", "titel", "lesen sie auch", "mehr zum thema", "anzeige", "nota", "aviso", "atención", "tema", "lugar",
    "fecha", "fuente", "parte", "capítulo", "imagen", "lee también", "remarque", "attention", "sujet", "lieu",
    "partie", "chapitre", "crédit", "crédits", "à lire aussi", "lire aussi", "avvertenza", "attenzione", "luogo",
    "fonte", "capitolo", "immagine", "leggi anche", "titolo",
];

/// Words before a colon that are no guest who speaks once, lower case: they begin a sentence, or
/// repeat what somebody said in a story. Who is labelled again and again may be called so.
#[rustfmt::skip]
pub(super) const NEVER_ONCE: &[&str] = &[
    "answer", "question", "verdict", "problem", "the problem", "solution", "the solution", "reason", "the reason",
    "the result", "rule", "lesson", "moral", "proof", "meaning", "bottom line", "yes", "no", "okay", "ok", "anyway", "right",
    "me", "him", "her", "them", "us", "you", "i", "he", "she", "they", "we", "it", "that", "this", "these", "those",
    "or", "still", "again", "plus", "once", "now", "today", "tonight", "later", "yesterday", "tomorrow", "always", "never",
    "everyone", "everybody", "nobody", "seriously", "actually", "basically", "suddenly", "idea", "the idea", "new", "the", "a",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december",
    "antwort", "frage", "ergebnis", "problem", "das problem", "lösung", "grund", "ja", "nein", "ich", "er", "sie", "wir",
    "heute", "jetzt", "respuesta", "pregunta", "resultado", "problema", "sí", "yo", "él", "ella", "hoy", "ahora",
    "réponse", "résultat", "problème", "oui", "non", "moi", "lui", "elle", "risposta", "domanda", "risultato", "io", "lei",
];

/// Labels of people who ask for a living, lower case.
#[rustfmt::skip]
pub(super) const ASKS: &[&str] = &[
    "q", "interviewer", "host", "moderator", "question", "presenter", "anchor", "frage", "f", "interviewerin",
    "moderatorin", "entrevistador", "entrevistadora", "pregunta", "p", "question", "journaliste", "moderador",
    "moderadora", "pergunta", "domanda", "d", "intervistatore", "intervistatrice", "moderatore", "audience", "audience member",
];

/// Labels of people who are asked, lower case.
#[rustfmt::skip]
pub(super) const ANSWERS: &[&str] = &[
    "a", "interviewee", "guest", "answer", "antwort", "befragter", "befragte", "gast", "entrevistado",
    "entrevistada", "respuesta", "resposta", "réponse", "invité", "invitée", "risposta", "intervistato", "intervistata", "r",
    "witness", "respondent", "subject",
];

/// Pairs of letters for a question and its answer.
#[rustfmt::skip]
pub(super) const LETTERS: &[(&str, &str)] =
    &[("q", "a"), ("f", "a"), ("p", "r"), ("q", "r"), ("d", "r"), ("i", "b"), ("i", "r"), ("i", "p")];

/// Words for a question and its first letter; whoever begins with `Pregunta:` goes on with `P.:`.
#[rustfmt::skip]
pub(super) const QUESTIONS: &[(&str, &str)] =
    &[("question", "q"), ("frage", "f"), ("pregunta", "p"), ("pergunta", "p"), ("domanda", "d")];

/// The same for the answer.
#[rustfmt::skip]
pub(super) const REPLIES: &[(&str, &str)] = &[
    ("answer", "a"), ("antwort", "a"), ("respuesta", "r"), ("resposta", "r"), ("réponse", "r"), ("risposta", "r"),
];

/// Labels of the narrator, lower case.
#[rustfmt::skip]
pub(super) const NARRATORS: &[&str] = &[
    "narrator", "narration", "voiceover", "voice-over", "erzähler", "erzählerin", "narrador", "narradora",
    "narrateur", "narratrice", "narratore", "narratrice",
];

/// Beginnings of captions, lower case.
#[rustfmt::skip]
pub(super) const CAPTIONS: &[&str] = &[
    "photo:", "photos:", "photo by", "photos by", "photo courtesy", "photo credit", "photo via", "photograph:",
    "photograph by", "photographs by", "photography:", "photography by", "image:", "images:", "image by",
    "image via", "image courtesy", "image credit", "images courtesy", "credit:", "credits:", "caption:",
    "courtesy of", "illustration:", "illustration by", "getty images", "picture:", "©", "foto:", "fotos:", "bild:",
    "bilder:", "bildnachweis", "abbildung:", "fotografía:", "fotografía de", "imagen:", "photo ©", "crédit photo",
    "crédits photo", "crédit :", "légende :", "photographie :", "immagine:", "fotografia:", "fotografia di",
    "credito foto", "didascalia:",
];

/// Lines of the web page around an interview, lower case; the whole line, or its beginning where
/// it ends in a colon.
#[rustfmt::skip]
pub(super) const SHARE: &[&str] = &[
    "share", "share this", "share this article", "share this story", "share on facebook", "share on twitter",
    "share on x", "share via email", "tweet", "pin it", "print", "email", "copy link", "advertisement",
    "advertising", "sponsored", "sponsored content", "read more", "read more:", "read next:", "read also:",
    "related:", "related articles", "related stories", "see also:", "more like this", "most popular", "most read",
    "trending", "trending now", "subscribe", "subscribe now", "sign up", "sign up for our newsletter", "newsletter",
    "follow us", "follow us on", "comments", "leave a comment", "continue reading", "continue reading below",
    "scroll to continue", "skip to content", "back to top", "log in", "facebook", "twitter", "instagram", "whatsapp",
    "anzeige", "werbung", "teilen", "artikel teilen", "lesen sie auch:", "mehr zum thema", "mehr zum thema:",
    "newsletter abonnieren", "publicidad", "compartir", "lee también:", "te puede interesar:", "suscríbete",
    "publicité", "partager", "lire aussi :", "lire aussi:", "à lire aussi :", "à lire aussi:", "s'abonner",
    "pubblicità", "condividi", "leggi anche:", "iscriviti alla newsletter",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_lower_case_with_straight_apostrophes() {
        for list in [
            NEVER_NAMES,
            NEVER_ONCE,
            ASKS,
            ANSWERS,
            NARRATORS,
            CAPTIONS,
            SHARE,
        ] {
            for word in list {
                assert_eq!(*word, word.to_lowercase());
                assert!(!word.contains('’'), "{word}");
            }
        }
    }

    #[test]
    fn who_asks_does_not_answer() {
        assert!(ASKS.iter().all(|word| !ANSWERS.contains(word)));
        for (words, list) in [(QUESTIONS, ASKS), (REPLIES, ANSWERS)] {
            for (word, letter) in words {
                assert!(list.contains(word) && list.contains(letter), "{word}");
                assert!(word.starts_with(letter));
            }
        }
    }
}

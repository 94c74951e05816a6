//! The words that give people away, by language: who says "I", who says "you", what stands at the
//! end of a page. Lists and not statistics: each can be read, doubted and added to by a person
//! who speaks the language. A new language is one more row.

use std::borrow::Cow;

/// The words of one language, all lower case.
#[derive(Debug)]
pub(super) struct Phrases {
    /// The language, without region.
    pub(super) language: &'static str,
    /// The commonest small words, by which a short text shows its language.
    pub(super) common: &'static [&'static str],
    /// Words for "I" and "we"; where verbs carry the person, the commonest of those.
    pub(super) first: &'static [&'static str],
    /// Words for "you".
    pub(super) second: &'static [&'static str],
    /// With these a sentence goes on with what was said before it.
    pub(super) going_on: &'static [&'static str],
    /// Where a work can be had.
    pub(super) available: &'static [&'static str],
    /// What editors say about an interview.
    pub(super) edited: &'static [&'static str],
    /// What is told of a person's life.
    pub(super) lives: &'static [&'static str],
    /// The chapter before the first question.
    pub(super) introduction: &'static str,
    /// The chapter after the last answer.
    pub(super) closing: &'static str,
}

// Lists are kept as paragraphs: one word a line would hide what is missing.
#[rustfmt::skip]
const PHRASES: &[Phrases] = &[
    Phrases {
        language: "en",
        common: &["the", "a", "an", "of", "to", "in", "is", "was", "it", "and", "that", "for", "on", "with", "not", "are", "were", "this", "have", "had", "what", "why", "how", "hello", "thanks"],
        first: &[
            "i", "i'm", "i've", "i'd", "i'll", "me", "my", "mine", "myself", "we", "we're", "we've", "we'd", "we'll",
            "us", "our", "ours", "ourselves",
        ],
        second: &[
            "you", "you're", "you've", "you'd", "you'll", "your", "yours", "yourself",
        ],
        going_on: &[
            "and", "but", "so", "well", "yeah", "yes", "no", "because", "then", "right", "okay", "that's", "that",
            "it", "it's",
        ],
        available: &[
            "now available", "is available", "are available", "available to", "available on", "available from",
            "available in", "available at", "is out now", "are out now", "is out on", "is out in", "out now",
            "in theaters", "in theatres", "in cinemas", "in bookstores", "in bookshops", "streaming on",
            "streaming now", "streams on", "to stream on", "premieres", "opens in", "opens on", "airs on", "on sale",
            "is published by", "was published by", "will be published", "will be released", "can be seen",
            "can be heard", "can be found", "can be ordered", "on display", "on tour", "runs until", "runs through",
            "is on view", "tickets",
        ],
        edited: &[
            "interview has been edited", "conversation has been edited", "interview was edited",
            "conversation was edited", "has been edited and condensed", "has been condensed", "edited and condensed",
            "edited for length", "edited for clarity", "for length and clarity", "interview conducted by",
            "interview was conducted", "interviewed by", "interview by", "as told to", "words by", "text by",
            "photographs by", "photography by", "photos by", "translated by", "transcribed by", "follow him on",
            "follow her on", "follow them on", "for more information", "editor's note:", "an earlier version of this",
        ],
        lives: &[
            "is a", "is an", "is the author", "lives in", "lives and works", "was born in", "is currently",
            "is based in", "teaches at", "is professor", "studied", "has written for", "is editor",
        ],
        introduction: "Introduction",
        closing: "Closing",
    },
    Phrases {
        language: "de",
        common: &["der", "die", "das", "und", "ist", "war", "nicht", "ein", "eine", "zu", "im", "mit", "den", "dem", "von", "auf", "es", "sich", "auch", "was", "wie", "warum"],
        first: &[
            "ich", "mir", "mich", "mein", "meine", "meinem", "meinen", "meiner", "wir", "uns", "unser", "unsere",
            "unserem", "unseren", "unserer",
        ],
        second: &[
            "sie", "ihr", "ihre", "ihnen", "ihrem", "ihren", "ihrer", "du", "dir", "dich", "dein", "deine", "euch",
        ],
        going_on: &[
            "und", "aber", "also", "ja", "nein", "weil", "dann", "denn", "genau", "das", "es",
        ],
        available: &[
            "ab sofort", "ist erschienen", "sind erschienen", "erscheint im", "erscheint am", "erscheint bei",
            "im kino", "in den kinos", "kinostart", "im handel", "erhältlich", "zu sehen", "zu hören", "läuft bis",
            "läuft im", "läuft ab", "streamen", "ausgestellt", "auf tournee", "karten",
        ],
        edited: &[
            "das gespräch führte", "das gespräch führten", "das interview führte", "das interview führten",
            "die fragen stellte", "die fragen stellten", "interview wurde gekürzt", "gespräch wurde gekürzt",
            "redaktionell bearbeitet", "aufgezeichnet von", "protokoll:", "aus dem englischen", "übersetzt von",
            "fotos von", "weitere informationen", "anmerkung der redaktion", "anm. d. red",
        ],
        lives: &[
            "ist ein", "ist eine", "lebt in", "lebt und arbeitet", "wurde geboren", "geboren in", "wurde in",
            "arbeitet als", "lehrt an", "studierte", "ist professor", "ist autor",
        ],
        introduction: "Einleitung",
        closing: "Schluss",
    },
    Phrases {
        language: "es",
        common: &["el", "la", "los", "las", "de", "que", "y", "es", "en", "un", "una", "por", "con", "no", "para", "lo", "fue", "era", "qué", "cómo", "cuándo", "está"],
        first: &[
            "yo", "me", "mi", "mis", "mí", "mío", "mía", "nosotros", "nosotras", "nos", "nuestro", "nuestra",
            "nuestros", "nuestras", "soy", "estoy", "creo", "tengo", "quiero", "somos", "estamos", "hemos",
            "tenemos",
        ],
        second: &[
            "usted", "ustedes", "tú", "te", "ti", "tu", "tus", "vosotros", "os", "vuestro", "vuestra", "su", "sus",
        ],
        going_on: &[
            "y", "pero", "entonces", "pues", "sí", "no", "porque", "bueno", "eso", "así",
        ],
        available: &[
            "ya disponible", "está disponible", "disponible en", "ya está en", "se estrena", "en cines",
            "en los cines", "en librerías", "a la venta", "se puede ver", "puede verse", "está publicado",
            "ha sido publicado", "publicado por", "de gira", "entradas",
        ],
        edited: &[
            "entrevista realizada por", "esta entrevista ha sido", "esta entrevista fue", "ha sido editada",
            "editada y condensada", "texto:", "traducción de", "traducido por", "fotografías de", "fotos de",
            "más información", "nota de la redacción",
        ],
        lives: &[
            "es un", "es una", "vive en", "vive y trabaja", "nació en", "es autor", "es autora", "trabaja como",
            "es profesor", "es profesora", "estudió",
        ],
        introduction: "Introducción",
        closing: "Cierre",
    },
    Phrases {
        language: "fr",
        common: &["le", "la", "les", "de", "des", "et", "est", "un", "une", "que", "dans", "en", "pas", "pour", "ce", "il", "elle", "était", "qui", "avec", "sur", "c'est", "qu'est"],
        first: &[
            "je", "j'ai", "j'avais", "j'étais", "j'aime", "me", "m'a", "moi", "mon", "ma", "mes", "nous", "notre",
            "nos",
        ],
        second: &[
            "vous", "votre", "vos", "tu", "toi", "ton", "ta", "tes", "avez-vous", "êtes-vous", "pensez-vous",
        ],
        going_on: &[
            "et", "mais", "donc", "alors", "oui", "non", "parce", "voilà", "puis", "c'est", "ça",
        ],
        available: &[
            "est disponible", "disponible sur", "disponible en", "disponible chez", "en salles", "en salle",
            "au cinéma", "en librairie", "vient de paraître", "est paru", "paraît chez", "sortie le", "sortira le",
            "à voir", "en tournée", "billets",
        ],
        edited: &[
            "propos recueillis", "entretien réalisé par", "entretien mené par", "interview réalisée par",
            "cet entretien a été", "cette interview a été", "traduit par", "traduit de l", "photographies de",
            "photos de", "pour en savoir plus", "note de la rédaction",
        ],
        lives: &[
            "est un", "est une", "vit à", "vit et travaille", "est né", "est née", "est l'auteur", "enseigne à",
            "travaille comme", "est professeur", "a étudié",
        ],
        introduction: "Introduction",
        closing: "Conclusion",
    },
    Phrases {
        language: "it",
        common: &["il", "la", "lo", "gli", "di", "che", "e", "è", "un", "una", "per", "non", "con", "del", "della", "in", "era", "sono", "anche", "più", "come", "perché"],
        first: &[
            "io", "me", "mi", "mio", "mia", "miei", "mie", "noi", "ci", "nostro", "nostra", "nostri", "nostre", "ho",
            "credo", "penso", "voglio", "abbiamo", "siamo", "avevo", "ero",
        ],
        second: &[
            "lei", "suo", "sua", "tu", "ti", "te", "tuo", "tua", "tuoi", "tue", "voi", "vi", "vostro", "vostra",
            "hai", "sei",
        ],
        going_on: &[
            "e", "ma", "quindi", "allora", "sì", "no", "perché", "poi", "ecco", "questo",
        ],
        available: &[
            "è disponibile", "disponibile su", "disponibile in", "ora disponibile", "al cinema", "nelle sale",
            "in libreria", "è uscito", "è uscita", "esce il", "uscirà", "è pubblicato", "è edito", "in tour",
            "biglietti", "si può vedere",
        ],
        edited: &[
            "intervista a cura di", "intervista realizzata da", "questa intervista è stata", "intervista di",
            "a cura di", "traduzione di", "tradotto da", "fotografie di", "foto di", "per maggiori informazioni",
            "nota della redazione",
        ],
        lives: &[
            "è un", "è una", "è uno", "vive a", "vive e lavora", "è nato", "è nata", "è autore", "è autrice",
            "insegna", "lavora come", "ha studiato",
        ],
        introduction: "Introduzione",
        closing: "Chiusura",
    },
];

/// The words of a language; English for one that has no row, which then finds few of them and so
/// claims little.
pub(super) fn of(language: &str) -> &'static Phrases {
    let row = PHRASES.iter().find(|row| row.language == language);
    row.unwrap_or(&PHRASES[0])
}

/// All languages that have a row.
pub(super) fn all() -> impl Iterator<Item = &'static Phrases> {
    PHRASES.iter()
}

/// The words of a text, lower case, typographic apostrophes straightened.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    each(text).map(Cow::into_owned)
}

/// The same, without a copy of those that stand in the text as they are.
pub(super) fn each(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let inside = |c: char| {
        if c.is_ascii() {
            c.is_ascii_alphanumeric() || matches!(c, '\'' | '-')
        } else {
            c.is_alphanumeric() || c == '’'
        }
    };
    text.split(move |c: char| !inside(c))
        .filter(|word| !word.is_empty())
        .map(|word| {
            let as_it_is = |b: u8| b.is_ascii() && !b.is_ascii_uppercase();
            if word.bytes().all(as_it_is) {
                return Cow::Borrowed(word.trim_matches(['\'', '-']));
            }
            let word = word.replace('’', "'").to_lowercase();
            Cow::Owned(word.trim_matches(['\'', '-']).to_owned())
        })
}

/// Does one of its words stand in `list`?
pub(super) fn any(text: &str, list: &[&str]) -> bool {
    each(text).any(|word| list.contains(&&*word))
}

/// How many words of `text` stand in `list`.
pub(super) fn count(text: &str, list: &[&str]) -> usize {
    each(text).filter(|word| list.contains(&&**word)).count()
}

/// The place of the first phrase of `list` in `lower`, beginning and ending at word borders.
pub(super) fn find(lower: &str, list: &[&str]) -> Option<usize> {
    list.iter()
        .filter_map(|phrase| {
            lower.match_indices(phrase).map(|(at, _)| at).find(|at| {
                let before = lower[..*at].chars().next_back();
                let after = lower[at + phrase.len()..].chars().next();
                let closed = phrase.ends_with(|c: char| !c.is_alphanumeric())
                    || !after.is_some_and(char::is_alphanumeric);
                !before.is_some_and(char::is_alphanumeric) && closed
            })
        })
        .min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_at_word_borders_only() {
        assert_eq!(find("it is out now", &["out now"]), Some(6));
        assert_eq!(find("about nowhere", &["out now"]), None);
        assert_eq!(find("texto: ana", &["texto:"]), Some(0));
    }

    #[test]
    fn words_are_counted_whole_and_with_any_apostrophe() {
        let en = of("en");
        assert_eq!(count("I’m not me, I'm a mime.", en.first), 3);
        assert_eq!(count("Your yard", en.second), 1);
        assert_eq!(of("xx").language, "en");
    }

    #[test]
    fn lists_are_lower_case() {
        for p in PHRASES {
            for list in [
                p.first,
                p.second,
                p.going_on,
                p.available,
                p.edited,
                p.lives,
            ] {
                for word in list {
                    assert_eq!(*word, word.to_lowercase());
                    assert!(!word.contains('’'), "{word}: texts are straightened");
                }
            }
        }
    }
}

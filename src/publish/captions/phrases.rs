//! Two words that follow each other to what ties them together, so that no line ends between them.
//!
//! Only what small tables can decide, in the languages that have one: an article and its noun, a
//! number and its unit, the parts of a name. Words that are as often something else (`la` in
//! Spanish, `die` before a verb) are left out rather than taken for what they may not be: whoever
//! judges by these tables must not see what is not there.

/// What ties two words together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bond {
    /// An article and what it belongs to.
    Article,
    /// A number and its unit.
    Number,
    /// The parts of a name, or a title and a name.
    Name,
}

impl Bond {
    /// What a line broken there is broken between, as a clause.
    #[must_use]
    pub fn told(self) -> &'static str {
        match self {
            Bond::Article => "between an article and its noun",
            Bond::Number => "between a number and its unit",
            Bond::Name => "inside a name",
        }
    }
}

/// The words of a language that tie.
struct Ties {
    language: &'static str,
    /// Articles. What is one and a preposition as well (`nella`, `im`) begins a phrase by itself.
    articles: &'static [&'static str],
    /// Articles that are pronouns as well: tied to a word with a capital alone.
    before_nouns: &'static [&'static str],
    /// Titles before a name, lower case, without full stop.
    titles: &'static [&'static str],
    /// Units, and words that count as one behind a number.
    units: &'static [&'static str],
    /// Do two words with capitals in a row make a name? Not where all nouns have one.
    capitals: bool,
}

#[rustfmt::skip]
const TIES: &[Ties] = &[
    Ties {
        language: "en",
        articles: &["a", "an", "the"],
        before_nouns: &[],
        titles: &["mr", "mrs", "ms", "dr", "prof", "st", "sir"],
        units: &["percent", "million", "billion", "thousand", "hundred", "years", "months", "weeks", "days", "hours", "minutes", "seconds", "miles", "feet", "inches", "meters", "metres", "kilometers", "kilometres", "dollars", "pounds", "euros", "degrees",
                 "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"],
        capitals: true,
    },
    Ties {
        language: "de",
        articles: &["ein", "eine", "einen", "einem", "einer", "eines"],
        before_nouns: &["der", "die", "das", "den", "dem", "des"],
        titles: &["herr", "herrn", "frau", "dr", "prof"],
        units: &["prozent", "million", "millionen", "milliarden", "tausend", "jahre", "jahren", "monate", "wochen", "tage", "tagen", "stunden", "minuten", "sekunden", "meter", "kilometer", "euro", "grad", "uhr",
                 "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember"],
        capitals: false,
    },
    Ties {
        language: "es",
        articles: &["el", "un", "una", "unos", "unas"],
        before_nouns: &[],
        titles: &["sr", "sra", "srta", "dr", "dra", "don", "doña"],
        units: &["millones", "mil", "años", "meses", "semanas", "días", "horas", "minutos", "segundos", "metros", "kilómetros", "euros", "grados", "pesos"],
        capitals: true,
    },
    Ties {
        language: "fr",
        articles: &["un", "une", "des"],
        before_nouns: &[],
        titles: &["m", "mme", "mlle", "dr"],
        units: &["millions", "milliards", "mille", "ans", "années", "mois", "semaines", "jours", "heures", "minutes", "secondes", "mètres", "kilomètres", "euros", "degrés",
                 "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
        capitals: true,
    },
    Ties {
        language: "it",
        articles: &["il", "un", "uno", "una"],
        before_nouns: &[],
        titles: &["sig", "signor", "signora", "dott", "prof"],
        units: &["milioni", "miliardi", "mila", "anni", "mesi", "settimane", "giorni", "ore", "minuti", "secondi", "metri", "chilometri", "euro", "gradi",
                 "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"],
        capitals: true,
    },
    Ties {
        language: "pt",
        articles: &["um", "uma", "uns", "umas"],
        before_nouns: &[],
        titles: &["sr", "sra", "dr", "dra", "dom", "dona"],
        units: &["milhões", "mil", "anos", "meses", "semanas", "dias", "horas", "minutos", "segundos", "metros", "quilômetros", "quilómetros", "euros", "reais", "graus"],
        capitals: true,
    },
];

/// Units that are written alike everywhere.
#[rustfmt::skip]
const UNITS: &[&str] = &["%", "‰", "°", "°c", "°f", "€", "$", "£", "km", "m", "cm", "mm", "kg", "g", "mg", "l", "ml", "kb", "mb", "gb", "hz", "khz", "mhz", "db", "kwh", "km/h", "mph", "m²", "ha"];

/// What ties two words together that follow each other, with their punctuation, in a language without
/// region; `begins`: is the first of them the first of a sentence? A language without tables has none.
#[must_use]
pub fn bond(language: &str, before: &str, after: &str, begins: bool) -> Option<Bond> {
    let ties = TIES.iter().find(|ties| ties.language == language)?;
    let (first, second) = (bare(before), bare(after));
    let (lower, next) = (first.to_lowercase(), second.to_lowercase());
    let closed =
        !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | '$' | '€' | '£'));
    let opened = !after.starts_with(|c: char| {
        c.is_alphanumeric() || matches!(c, '%' | '‰' | '°' | '€' | '$' | '£')
    });
    let title = ties.titles.contains(&lower.as_str()) && capital(first);
    let abbreviated = before.ends_with('.') && title;
    if opened || (closed && !abbreviated) {
        return None;
    }
    if title && capital(second) {
        return Some(Bond::Name);
    }
    if closed {
        return None;
    }
    if first.contains(|c: char| c.is_ascii_digit()) && !first.contains(char::is_alphabetic) {
        let sign = after
            .trim_end_matches(['.', ',', ';', ':', '!', '?'])
            .to_lowercase();
        let unit = ties.units.contains(&next.as_str()) || UNITS.contains(&sign.as_str());
        return unit.then_some(Bond::Number);
    }
    if ties.articles.contains(&lower.as_str())
        || (ties.before_nouns.contains(&lower.as_str()) && capital(second))
    {
        return Some(Bond::Article);
    }
    let name = ties.capitals && !begins && name(first) && name(second);
    name.then_some(Bond::Name)
}

/// A word without the punctuation around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// `Anna`, `McCall`; not `I`, `I’ll`, `NATO` or a word of a line in capitals.
fn name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_belong_together() {
        use Bond::{Article, Name, Number};
        for (language, before, after, bond_) in [
            ("en", "the", "river", Some(Article)),
            ("en", "A", "river", Some(Article)),
            ("en", "the,", "river", None),
            ("en", "river", "the", None),
            ("en", "5", "km", Some(Number)),
            ("en", "$5", "million.", Some(Number)),
            ("en", "12", "May", Some(Number)),
            ("en", "12", "boats", None),
            ("en", "12", "%", Some(Number)),
            ("en", "Dr.", "Berg", Some(Name)),
            ("en", "Anna", "Berg,", Some(Name)),
            ("en", "Anna,", "Berg", None),
            ("en", "Anna", "I", None),
            ("en", "with", "Anna", None),
            ("en", "ANNA", "BERG", None),
            ("de", "das", "Boot", Some(Article)),
            ("de", "das", "ist", None),
            ("de", "ein", "altes", Some(Article)),
            ("de", "Boot", "Anna", None),
            ("de", "Frau", "Berg", Some(Name)),
            ("es", "una", "casa", Some(Article)),
            ("es", "la", "vi", None),
            ("fr", "un", "bateau", Some(Article)),
            ("it", "una", "casa", Some(Article)),
            ("pt", "uma", "casa", Some(Article)),
            ("ja", "the", "river", None),
        ] {
            let told = bond(language, before, after, false);
            assert_eq!(told, bond_, "{language}: {before} {after}");
        }
        assert_eq!(bond("en", "Then", "Anna", true), None);
    }
}

//! How the records of parliaments, committees and courts call those who speak: a courtesy or an
//! office, and a surname (`Mr. Lind`, `M. le président`, `La señora MINISTRA DE FAROS`, `O Sr.
//! Presidente`).
//!
//! Both the reader of text and the search for labels ask it. Elsewhere a full stop ends a label in
//! capitals only; in such records it ends `Mr. Lind. I was there.`, too, and what makes that safe
//! is that the list of courtesies is closed. Those by which somebody is *spoken to* (`Mr.
//! Chairman`, `Madam Speaker`) are no labels, and are not taken.

/// Most words of such a name, office included.
const WORDS: usize = 16;

/// Words before a surname that end in a full stop or are whole, lower case, without the stop.
#[rustfmt::skip]
const COURTESIES: &[&str] = &[
    "mr", "mrs", "ms", "miss", "mx", "dr", "hon", "sen", "rep", "gov", "lt", "gen", "col", "adm", "capt", "sgt", "prof", "rev",
    "senator", "representative", "congressman", "congresswoman", "delegate", "assemblyman", "assemblywoman", "assemblymember", "councilman", "councilwoman", "councilmember",
    "chairman", "chairwoman", "chairperson", "chair", "vice", "secretary", "ambassador", "governor", "mayor", "commissioner", "director", "administrator",
    "judge", "justice", "general", "admiral", "colonel", "major", "captain", "commander", "lieutenant", "sergeant", "sheriff", "chief", "officer", "agent", "professor", "reverend", "rabbi",
    "m", "mm", "mme", "mmes", "mlle",
];

/// Offices that stand without a name behind an article, lower case.
#[rustfmt::skip]
const OFFICES: &[&str] = &[
    "chairman", "chairwoman", "chairperson", "chair", "acting chairman", "acting chairwoman", "acting chair", "vice chairman", "vice chairwoman", "vice chair",
    "presiding officer", "clerk", "witness", "court", "president", "speaker", "secretary", "interpreter", "marshal", "reporter", "deputy speaker", "acting president",
];

/// By these somebody is spoken to: `Mr. Chairman. I object.`
#[rustfmt::skip]
const SPOKEN_TO: &[&str] = &[
    "chairman", "chairwoman", "chairperson", "chair", "president", "speaker", "secretary", "minister", "ambassador", "senator", "governor", "mayor", "justice", "judge",
    "commissioner", "director", "administrator", "attorney", "general", "vice", "deputy", "under", "congressman", "congresswoman",
];

/// Articles and courtesies of the Romance parliaments, lower case, whatever follows: a name, or an
/// office of several words.
#[rustfmt::skip]
const ROMANCE: &[&str] = &[
    "m. le ", "m. l'", "m. l’", "mme la ", "mme le ", "mme l'", "mme l’",
    "el señor ", "la señora ", "la señorita ", "el sr. ", "la sra. ", "el senador ", "la senadora ", "el diputado ", "la diputada ", "el c. ", "la c. ",
    "o sr. ", "a sr.ª ", "a sra. ", "o senhor ", "a senhora ", "o deputado ", "a deputada ", "o senador ", "a senadora ",
];

/// Small words inside such names.
#[rustfmt::skip]
const SMALL: &[&str] = &[
    "de", "del", "la", "las", "los", "le", "les", "da", "do", "dos", "das", "du", "des", "di", "della", "von", "van", "der", "den", "y", "e", "et", "of", "and", "en", "para", "pour", "por", "the",
];

/// Is it such a name, all of it? Without the sign behind it.
pub(crate) fn is_address(name: &str) -> bool {
    let Some(first) = name.split(' ').next().filter(|word| !word.is_empty()) else {
        return false;
    };
    if !first.starts_with(char::is_uppercase) || name.split(' ').count() > WORDS {
        return false;
    }
    if let Some(called) = romance(name) {
        return is_named(called, true);
    }
    if let Some((_, "le" | "la" | "les")) = name.split_once(' ') {
        return false;
    }
    let lower = name.to_lowercase();
    if let Some(office) = lower.strip_prefix("the ") {
        return OFFICES.contains(&office);
    }
    let Some((_, rest)) = name.split_once(' ') else {
        return false;
    };
    let courtesy = first.trim_end_matches('.').to_lowercase();
    let called = rest.split(' ').next().unwrap_or_default().to_lowercase();
    COURTESIES.contains(&courtesy.as_str())
        && (courtesy == "vice" || !SPOKEN_TO.contains(&called.trim_end_matches('.')))
        && is_named(rest, false)
}

/// What stands behind the article and the courtesy of a Romance parliament.
pub(crate) fn romance(name: &str) -> Option<&str> {
    let lower = name.to_lowercase();
    // Small letters of some capitals are longer, and then the places would not fit.
    let same = lower.len() == name.len();
    let start = ROMANCE
        .iter()
        .find(|start| same && lower.starts_with(**start));
    start.map(|start| &name[start.len()..])
}

/// Words with capitals, small words between them; an office may be all in small letters.
fn is_named(words: &str, office: bool) -> bool {
    let last = words.rsplit(' ').next().unwrap_or_default();
    let letters = last.chars().filter(|c| c.is_alphabetic()).count();
    let plain = |word: &str| {
        let sign = |c: char| {
            c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '‐' | '.' | ',' | 'ª' | 'º')
        };
        let proper = word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
        // `Mr. Lind. Yes`: but an initial, `St.` and `Sr.ª` end nothing.
        let bare = word.trim_end_matches('.');
        if bare.len() < word.len()
            && bare.chars().count() > 1
            && !matches!(bare, "Jr" | "Sr" | "St" | "Dr" | "Mr")
        {
            return false;
        }
        !word.is_empty() && word.chars().all(sign) && (proper || office || SMALL.contains(&word))
    };
    letters > 1
        && !words.ends_with(',')
        && words.split(' ').all(plain)
        && words.split(' ').count() <= if office { WORDS } else { 5 }
}

/// Does a line begin with such a name and a full stop, and go on as a speech does?
pub(super) fn begins(line: &str) -> bool {
    label(line).is_some()
}

/// The name at the start of a line, if it is such a one, a full stop behind it, and words that
/// begin as a speech does.
pub(crate) fn label(line: &str) -> Option<&str> {
    let speech = |at: &usize| {
        let after = line[*at + 1..].trim_start();
        is_address(&line[..*at]) && !after.starts_with(char::is_lowercase) && !after.is_empty()
    };
    stops(line).find(speech).map(|at| &line[..at])
}

/// Does a line begin with an article and a courtesy as Romance parliaments write them, and a
/// colon or a dash a little further on: `O SR. PRESIDENTE (…) - `, `La señora MINISTRA: `?
pub(crate) fn before_colon(line: &str) -> bool {
    let near: String = line.chars().take(120).collect();
    romance(&near).is_some_and(|rest| rest.contains([':', '-', '–', '—']))
}

/// The first full stops of a line that have a space behind them.
fn stops(line: &str) -> impl Iterator<Item = usize> + '_ {
    let all = line.match_indices(". ").map(|(at, _)| at);
    all.take_while(|at| *at <= 80).take(5)
}

/// Is the last word of a line a courtesy with its full stop, which ends no sentence?
pub(super) fn breaks(line: &str) -> bool {
    let last = line.split_whitespace().next_back().unwrap_or_default();
    let word = last.strip_suffix('.').unwrap_or_default();
    word.len() < 6
        && matches!(
            word,
            "Mr" | "Mrs"
                | "Ms"
                | "Dr"
                | "Hon"
                | "Sen"
                | "Rep"
                | "Gov"
                | "Gen"
                | "Prof"
                | "Sr"
                | "Sra"
                | "Mme"
                | "Sig"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_a_courtesy_are_known_and_what_is_said_to_them_is_not() {
        for (name, is) in [
            ("Mr. Lind", true),
            ("Mr. BERG", true),
            ("Ms. Van der Holm", true),
            ("Mr. Lind of Ohio", true),
            ("Dr. Solis-Orme", true),
            ("Senator Yarrow", true),
            ("Chairman Lind", true),
            ("Vice Chairman Lind", true),
            ("The Chairwoman", true),
            ("The CHAIRMAN", true),
            ("The WITNESS", true),
            ("M. le président", true),
            ("M. le président Hector Vallin", true),
            ("Mme la ministre", true),
            ("Mme Odile Carrey", true),
            ("El señor PRESIDENTE", true),
            ("La señora MINISTRA DE FAROS", true),
            ("O Sr. Presidente", true),
            ("A Sr.ª Benedita Louro", true),
            ("O SR. BELMIRO COUTO", true),
            ("Mr", false),
            ("Mr.", false),
            ("Mr. J", false),
            ("Mr. Lind. Yes", false),
            ("Mr. Lind. I", false),
            ("Mr. J. Lind", true),
            ("Mr. St. John", true),
            ("Mr. Chairman", false),
            ("Madam Chair", false),
            ("Mr. President", false),
            ("The boat", false),
            ("The Boat", false),
            ("M. le", false),
            ("Monsieur le président", false),
            ("Anna Berg", false),
            ("", false),
        ] {
            assert_eq!(is_address(name), is, "{name}");
        }
    }

    #[test]
    fn lines_begin_with_them() {
        for (line, is) in [
            ("Mr. Lind. I was there.", true),
            ("The Chairwoman. Thank you.", true),
            ("M. le président. La parole est à vous.", true),
            ("Mr. Lind was there. I saw him.", false),
            ("Mr. Lind.", false),
            ("Mr. Chairman. I object.", false),
            ("I met Mr. Lind. He was there.", false),
        ] {
            assert_eq!(begins(line), is, "{line}");
        }
        assert!(breaks("and I asked Mr.") && !breaks("I asked him."));
    }
}

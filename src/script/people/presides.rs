//! The names of those whom the record of a session calls by their office alone, and who was heard:
//! `Hon. Cora Holm, Chairwoman of the Committee, presiding`, `Présidence de M. Paul Vallin`,
//! `STATEMENT OF BO LIND, MASTER`.
//!
//! Only what stands above the first label is asked for whoever presides, and only one name may
//! fit; a heading above a statement tells who was heard wherever it stands.

use super::{Named, Page};
use crate::script::names;

/// What somebody is called who presides, lower case.
#[rustfmt::skip]
const CALLED: &[&str] = &[
    "the chairman", "the chairwoman", "the chairperson", "the chair", "chairman", "chairwoman", "chairperson", "chair", "the presiding officer",
    "m le président", "mme la présidente", "le président", "la présidente", "el señor presidente", "la señora presidenta", "la señora presidente", "presidente", "presidenta",
    "o sr presidente", "a srª presidente", "a sra presidente", "a sra presidenta", "o presidente", "a presidente", "vorsitzender", "vorsitzende", "der vorsitzende", "die vorsitzende", "präsident", "präsidentin", "il presidente", "la presidente",
];

/// What stands before the name of whoever presides, lower case.
#[rustfmt::skip]
const BEFORE: &[&str] = &[
    "présidence de ", "sous la présidence de ", "presidencia del excmo. sr. d. ", "presidencia de la excma. sra. d.ª ", "presidencia de la excma. sra. dña. ", "presidencia de don ", "presidencia de doña ",
    "presidencia del señor ", "presidencia de la señora ", "presidencia del diputado ", "presidencia de la diputada ", "presidencia de ", "presidenza del presidente ", "presidenza della presidente ", "presidenza della vicepresidente ",
    "presidenza del vicepresidente ", "presidenza ", "vorsitz: ", "vorsitzender: ", "vorsitzende: ", "presidente: ", "presidência do sr. ", "presidência da sr.ª ", "presidência da sra. ", "chair: ", "chairman: ", "chairwoman: ", "presiding: ",
];

/// What stands behind it.
#[rustfmt::skip]
const BEHIND: &[&str] = &[
    ", chairman", ", chairwoman", ", chairperson", ", chair", " (chairman)", " (chairwoman)", " (chair)", " [chairman of", " [chairwoman of", " [chair of", ", président", ", présidente", ", presiding",
];

/// Headings above what a witness has to say, lower case.
const HEARD: &[&str] = &["statement of ", "testimony of ", "statements of "];

/// Words in such headings that tell of a member, who asks.
#[rustfmt::skip]
const MEMBERS: &[&str] = &[
    "representative in congress", "u.s. senator", "united states senator", "chairman", "chairwoman", "senator", "ranking", "member of congress", "congressman", "congresswoman",
];

/// Gives them their names, and tells who was heard.
pub(super) fn name(people: &mut [Named], page: &Page<'_>, first: usize) {
    let is = |person: &Named| {
        let chair = |label: &String| CALLED.contains(&names::key(label).as_str());
        person.labels.iter().all(chair)
    };
    let mut chairs = (0..people.len()).filter(|at| is(&people[*at]));
    if let (Some(at), None) = (chairs.next(), chairs.next())
        && let Some(name) = presiding(page, first)
    {
        let key = names::key(&name);
        let words: Vec<String> = names::bare_words(&key).map(str::to_owned).collect();
        if words.len() > 1 && people.iter().all(|person| person.words != words) {
            people[at].name = names::shown(&name, page.casing);
            people[at].words = words;
        }
    }
    for para in page.paras {
        for line in lines(&para.text, para.line_ends()) {
            let Some(name) = heard(line) else { continue };
            let key = names::key(name);
            let words: Vec<&str> = names::bare_words(&key).collect();
            let Some(last) = words.last() else { continue };
            let mut same = people.iter_mut().filter(|person| {
                person.words.last().is_some_and(|word| word == last)
                    && person.words.len() <= words.len()
            });
            if let (Some(person), None) = (same.next(), same.next()) {
                person.asks = person.asks.or(Some(false));
                if person.words.len() < words.len() {
                    person.name = names::shown(name, page.casing);
                    person.words = words.iter().map(|word| (*word).to_owned()).collect();
                }
            }
        }
    }
}

fn lines(text: &str, ends: impl Iterator<Item = usize>) -> impl Iterator<Item = &str> {
    let mut from = 0;
    ends.chain([text.len()])
        .map(move |end| text[std::mem::replace(&mut from, end)..end].trim())
}

/// The only person of whom the cover says that he or she presides.
fn presiding(page: &Page<'_>, first: usize) -> Option<String> {
    let mut found: Vec<String> = Vec::new();
    for para in &page.paras[..first.min(page.paras.len())] {
        for line in lines(&para.text, para.line_ends()).chain([para.text.as_str()]) {
            found.extend(of(line).map(str::to_owned));
        }
    }
    let words = |name: &String| -> Vec<String> {
        names::bare_words(&names::key(name))
            .map(str::to_owned)
            .collect()
    };
    let fullest = found.iter().max_by_key(|name| words(name).len())?;
    let all = words(fullest);
    let one = found
        .iter()
        .all(|name| words(name).iter().all(|word| all.contains(word)));
    one.then(|| fullest.clone())
}

/// The name in a line that tells who presides.
fn of(line: &str) -> Option<&str> {
    let lower = line.to_lowercase();
    if line.len() > 600 || lower.len() != line.len() {
        return None;
    }
    if let Some(start) = BEFORE.iter().find(|start| lower.starts_with(**start)) {
        let rest = &line[start.len()..];
        let name = rest
            .split([',', '(', ';'])
            .next()?
            .trim()
            .trim_end_matches('.');
        return named(name);
    }
    let at = BEHIND.iter().filter_map(|sign| lower.find(sign)).min()?;
    let before = &line[..at];
    // `ALVIN TREMBATH, Oregon, Chairman`: the state stands between.
    let head = before.split(", ").next().unwrap_or(before);
    named(head).or_else(|| before.rsplit(", ").find_map(last_name))
}

/// The name at the end of these words: `in room 4, Hon. Cora Holm`.
fn last_name(words: &str) -> Option<&str> {
    let words = words.trim();
    named(words).or_else(|| {
        let at = words
            .rfind("Hon. ")
            .map(|at| at + 5)
            .or_else(|| words.rfind("Senator ").map(|at| at + 8))?;
        named(&words[at..])
    })
}

fn named(name: &str) -> Option<&str> {
    const COURTESIES: &[&str] = &[
        "M. ",
        "Mme ",
        "D. ",
        "Dª ",
        "Dña. ",
        "Hon. ",
        "Mr. ",
        "Ms. ",
        "Mrs. ",
        "Senator ",
        "Representative ",
        "Sr. ",
        "Sra. ",
    ];
    let name = COURTESIES
        .iter()
        .find_map(|c| name.strip_prefix(c))
        .unwrap_or(name);
    let words = name.split(' ').count();
    ((2..=5).contains(&words)
        && names::is_name(name, 5)
        && !name.contains(|c: char| c.is_ascii_digit()))
    .then_some(name)
}

/// The witness of a heading.
fn heard(line: &str) -> Option<&str> {
    let lower = line.to_lowercase();
    if line.len() > 300
        || lower.len() != line.len()
        || MEMBERS.iter().any(|word| lower.contains(word))
    {
        return None;
    }
    let upper = line.chars().filter(|c| c.is_uppercase()).count();
    let small = line.chars().filter(|c| c.is_lowercase()).count();
    let start = HEARD
        .iter()
        .find(|start| lower.starts_with(**start))
        .filter(|_| upper > small)?;
    let name = line[start.len()..]
        .split([',', ';', '\\', '('])
        .next()?
        .trim();
    let name = ["HON. ", "THE HONORABLE ", "DR. ", "MR. ", "MS. "]
        .iter()
        .find_map(|title| name.strip_prefix(title))
        .unwrap_or(name);
    named(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_presides_is_named_on_the_cover() {
        for (line, name) in [
            ("CORA T. HOLM, Chairwoman", Some("CORA T. HOLM")),
            ("CORA HOLM, Ohio, Chairman", Some("CORA HOLM")),
            (
                "The Committee met, at 10 a.m., in room 4, Hon. Cora T. Holm, Chairwoman of the Committee, presiding.",
                Some("Cora T. Holm"),
            ),
            (
                "The committee met at 2 p. m., Senator Bo E. Capp (chairman) presiding.",
                Some("Bo E. Capp"),
            ),
            (
                "Présidence de M. Paul Vallin, président",
                Some("Paul Vallin"),
            ),
            (
                "PRESIDENCIA DEL EXCMO. SR. D. ELOY BARRANTES PINO",
                Some("ELOY BARRANTES PINO"),
            ),
            (
                "PRESIDENZA DELLA PRESIDENTE OLIMPIA SAVOLDI",
                Some("OLIMPIA SAVOLDI"),
            ),
            ("Vorsitz: Almut Brandis (XYZ)", Some("Almut Brandis")),
            ("He sat on a chair, presiding over cats.", None),
        ] {
            assert_eq!(of(line), name, "{line}");
        }
    }

    #[test]
    fn witnesses_are_named_in_headings() {
        for (line, name) in [
            ("STATEMENT OF BO LIND, MASTER, M/V GULL", Some("BO LIND")),
            (
                "TESTIMONY OF HON. BO LIND III,\\1\\ FORMER MASTER",
                Some("BO LIND III"),
            ),
            (
                "STATEMENT OF HON. CORA HOLM, A U.S. SENATOR FROM OHIO",
                None,
            ),
            ("OPENING STATEMENT OF SENATOR HOLM", None),
            ("Statement of Bo is what I read.", None),
        ] {
            assert_eq!(heard(line), name, "{line}");
        }
    }
}

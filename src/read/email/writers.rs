//! Who wrote the lines of a mail: the sender those of one's own, whoever is quoted the others.
//!
//! Only where both have names and quotation and answer take turns; a mail that has an interview
//! with labels in it is a text like any other.

use super::super::{Block, BlockKind, Region};
use mail_parser::Message;
use std::collections::BTreeMap;

/// So many times an answer must stand below a quotation.
const TURNS: usize = 2;
/// Verbs of the line above a quotation, lower case; in German the name stands behind it.
const WROTE: &[&str] = &[
    "wrote",
    "writes",
    "schrieb",
    "schreibt",
    "écrit",
    "escribió",
    "escribio",
    "scritto",
    "scrive",
    "escreveu",
    "schreef",
];
/// Words between a name and such a verb.
const HELPERS: &[&str] = &["a", "ha", "has", "hat"];

/// Sets the speakers of a mail in which questions are quoted and answered, or the other way round.
pub(super) fn tell(blocks: &mut [Block], message: &Message<'_>) {
    let sender = message.from().and_then(|from| from.first());
    let Some(own) = sender.and_then(|from| from.name()).and_then(person) else {
        return;
    };
    let header = |block: &&Block| block.region == Region::Header;
    let attributed = blocks
        .iter()
        .filter(header)
        .find_map(|b| attributed(&b.text()));
    let to = || {
        let mut all = message.to()?.iter();
        let only = all.next().filter(|_| all.next().is_none())?;
        person(only.name()?)
    };
    let Some(other) = attributed.or_else(to).filter(|other| *other != own) else {
        return;
    };
    let depth = |block: &Block| match block.kind {
        BlockKind::Quote(depth) => depth,
        _ => 0,
    };
    let main = || blocks.iter().filter(|block| block.region == Region::Main);
    let turns = main().zip(main().skip(1));
    let turns = turns
        .filter(|(a, b)| depth(a) == 1 && depth(b) == 0)
        .count();
    let mut keys: BTreeMap<String, usize> = BTreeMap::new();
    for block in main() {
        let text = block.text();
        let key = text.split_once(": ").map(|(key, _)| key.to_lowercase());
        if let Some(key) = key.filter(|key| key.len() < 40) {
            *keys.entry(key).or_insert(0) += 1;
        }
    }
    let labelled = keys.values().filter(|count| **count > 1).count() > 1;
    if turns < TURNS || labelled {
        return;
    }
    for block in blocks.iter_mut().filter(|b| b.region == Region::Main) {
        // What is quoted in a quotation was one's own.
        let name = if depth(block) % 2 == 1 { &other } else { &own };
        block.speaker = Some(name.clone());
    }
}

/// A name that is no address: `Berg, Anna` is Anna Berg.
fn person(name: &str) -> Option<String> {
    let name = name.trim_matches(['"', '\'', ' ', ',', '“', '”']);
    let turned = name
        .split_once(", ")
        .filter(|(_, first)| !first.contains(','));
    let name = turned.map_or_else(
        || name.to_owned(),
        |(last, first)| format!("{first} {last}"),
    );
    let is = name.starts_with(char::is_alphabetic) && !name.contains('@') && name.len() < 80;
    is.then_some(name)
}

/// The name in `On 3 May, Anna Berg <a@example.org> wrote:` or `Am 3. Mai schrieb Anna Berg:`.
fn attributed(text: &str) -> Option<String> {
    let bare = text.trim().trim_end_matches([':', '：', ' ', '\u{a0}']);
    let mut words: Vec<&str> = Vec::new();
    for word in bare.split_whitespace() {
        if !word.contains('@') && !word.starts_with(['<', '(']) {
            words.push(word);
        }
    }
    let is_verb = |word: &&str| {
        let word = word.trim_matches([',', ':']).to_lowercase();
        WROTE.contains(&word.as_str())
    };
    let verb = words.iter().position(is_verb)?;
    let name = if verb + 1 < words.len() {
        words[verb + 1..].join(" ")
    } else {
        let mut end = verb;
        while end > 0 && HELPERS.contains(&words[end - 1]) {
            end -= 1;
        }
        let proper = |word: &&&str| {
            let first = word.chars().next().unwrap_or(' ');
            first.is_uppercase()
                || matches!(
                    **word,
                    "de" | "van" | "von" | "der" | "del" | "da" | "di" | "la"
                )
        };
        let mut from = end;
        while from > 0
            && proper(&&words[from - 1])
            && (from == end || !words[from - 1].ends_with([',', '.', ':']))
        {
            from -= 1;
        }
        words[from..end].join(" ")
    };
    person(name.trim_end_matches([',', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_quoted_has_a_name_above() {
        for (line, name) in [
            (
                "On Tue, 3 May 2022 at 09:12, Anna Berg <a@example.org> wrote:",
                Some("Anna Berg"),
            ),
            (
                "Am Di., 3. Mai 2022 um 09:12 Uhr schrieb Anna Berg <a@example.org>:",
                Some("Anna Berg"),
            ),
            (
                "Le mar. 3 mai 2022 à 09:12, Claire Aubin <c@example.org> a écrit :",
                Some("Claire Aubin"),
            ),
            (
                "El mar, 3 may 2022 a las 9:12, Marta de la Sol (<m@example.org>) escribió:",
                Some("Marta de la Sol"),
            ),
            (
                "Il giorno mar 3 mag 2022 alle ore 09:12 Ada Rota <a@example.org> ha scritto:",
                Some("Ada Rota"),
            ),
            (
                "Em ter., 3 de mai. de 2022 às 09:12, Ana Luz <a@example.org> escreveu:",
                Some("Ana Luz"),
            ),
            ("On 3 May 2022, at 09:12, a@example.org wrote:", None),
            ("Nobody:", None),
        ] {
            assert_eq!(attributed(line).as_deref(), name, "{line}");
        }
        assert_eq!(person("Berg, Anna").as_deref(), Some("Anna Berg"));
        assert_eq!(person("a@example.org"), None);
    }
}

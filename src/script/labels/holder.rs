//! Who stands behind a courtesy or an office in the label of a Romance parliament: `O Sr. Belmiro
//! Couto`, `M. le président Hector Vallin`, `La señora MINISTRA DE FAROS (Robledo Sanz)`.
//!
//! Only there is the name taken out of its label: elsewhere a title is how the others call
//! somebody, and whoever shows a name takes it off.

use super::super::names;
use crate::read::address;

/// The name that stands in `O Sr. Belmiro Couto`, in `M. le président Hector Vallin`, in `La señora
/// MINISTRA DE FAROS (Robledo Sanz)`, and the courtesy or the office beside it. Those of English
/// records stay whole: a title before a surname is how the others call that person.
pub(super) fn addressed<'a>(name: &'a str, inside: Option<&'a str>) -> (&'a str, Option<String>) {
    let french = ["M. ", "Mme ", "Mlle "]
        .iter()
        .find_map(|c| name.strip_prefix(c));
    let Some(called) = address::romance(name).or(french) else {
        return (name, None);
    };
    let person = |words: &str| {
        let first = words.split(' ').next().unwrap_or_default();
        names::is_name(words, 6) && !is_seat(&first.to_lowercase())
    };
    // `(Anselmo Torga. PXY - MT)`: the name, and the party.
    let holder = inside.map(|inside| inside.split(". ").next().unwrap_or(inside).trim());
    let holder = holder.filter(|h| h.contains(' ') && !names::shouts(h) && person(h));
    if person(called) {
        return (
            called,
            Some(name[..name.len() - called.len()].trim().to_owned()),
        );
    }
    if let Some(holder) = holder {
        return (holder, Some(name.to_owned()));
    }
    // `président Hector Vallin`
    let at = called
        .match_indices(' ')
        .map(|(at, _)| at + 1)
        .find(|at| called[*at..].starts_with(char::is_uppercase));
    match at
        .map(|at| &called[at..])
        .filter(|_| called.starts_with(char::is_lowercase))
    {
        Some(holder) if holder.contains(' ') && person(holder) => (
            holder,
            Some(name[..name.len() - holder.len()].trim().to_owned()),
        ),
        _ => (name, None),
    }
}

/// The first word of an office that somebody holds in a parliament, lower case.
fn is_seat(word: &str) -> bool {
    #[rustfmt::skip]
    const SEATS: &[&str] = &[
        "président", "présidente", "ministre", "rapporteur", "rapporteure", "secrétaire", "premier", "première", "garde", "vice-président", "vice-présidente", "questeur", "doyen",
        "presidente", "presidenta", "vicepresidente", "vicepresidenta", "ministro", "ministra", "secretario", "secretaria", "secretário", "secretária", "portavoz", "relator", "relatora",
        "coordenador", "coordenadora", "primeiro-ministro", "primeira-ministra", "director", "directora", "diretor", "diretora", "compareciente", "representante", "consejero", "consejera", "letrado", "letrada", "vice-presidente", "deputado", "deputada", "senador", "senadora", "diputado", "diputada",
    ];
    SEATS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_are_told_from_those_who_hold_them() {
        for (name, inside, shown) in [
            ("O Sr. Belmiro Couto", None, "Belmiro Couto"),
            ("A Sr.ª Benedita Louro", Some("ABC"), "Benedita Louro"),
            (
                "O SR. PRESIDENTE",
                Some("Anselmo Torga. PXY - MT"),
                "Anselmo Torga",
            ),
            ("O SR. BELMIRO COUTO", Some("PZW - GO"), "BELMIRO COUTO"),
            (
                "La señora MINISTRA DE FAROS",
                Some("Robledo Sanz"),
                "Robledo Sanz",
            ),
            ("El señor PRESIDENTE", None, "El señor PRESIDENTE"),
            ("M. le président Hector Vallin", None, "Hector Vallin"),
            ("M. le président", None, "M. le président"),
            ("Mme Odile Carrey", None, "Odile Carrey"),
            ("Mr. Lind", None, "Mr. Lind"),
        ] {
            assert_eq!(addressed(name, inside).0, shown, "{name}");
        }
    }
}

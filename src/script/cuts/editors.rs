//! What an editor says in brackets in the middle of somebody's words: `[sic]`, `[NDLR : …]`,
//! `(gemeint ist der Turm, Anm. d. Red.)`.
//!
//! Told by how such notes are signed, which in each language is a handful of short forms, at their
//! beginning or at their end. What an editor only put in to complete a sentence (`the [new] bridge`)
//! is not signed, and is spoken.

/// Signs before a note; what follows is the note, or nothing.
#[rustfmt::skip]
const BEFORE: &[&str] = &[
    "ed. note", "editor's note", "editors' note", "editor note", "note from the editor", "note from the editors", "translator's note", "transcriber's note", "interviewer's note", "author's note", "archivist's note",
    "anm. d. red", "anm.d.red", "anm. der red", "anm. der redaktion", "anmerkung der redaktion", "anmerkung d. red", "anmerkung der autorin", "anmerkung des autors", "anm. d. autor", "anm. d. übers", "anm. d. verf", "anm. d. interv", "anmerkung", "anm",
    "n. de la r", "n.de la r", "n. de r", "n. de la redacción", "n. del e", "n.del e", "n. del t", "n. de la t", "n. del a", "n. de e", "nota de la redacción", "nota de redacción", "nota del editor", "nota de la editora", "nota del traductor", "nota de la traductora", "nota del autor", "nota del entrevistador", "nota del transcriptor", "nde", "ndt", "nda",
    "ndlr", "n.d.l.r", "n. d. l. r", "n.d.e", "n.d.t", "n.d.a", "n. d. t", "n. d. e", "note de la rédaction", "note du traducteur", "note de la traductrice", "note de l'éditeur", "note de l'auteur", "note de transcription",
    "ndr", "n.d.r", "n. d. r", "nota della redazione", "nota del redattore", "nota del curatore", "nota della curatrice", "n.d.c", "ndc",
    "n. da r", "n. da redação", "n. do e", "n. do t", "n. da t", "n. do a", "nota da redação", "nota da redacção", "nota do editor", "nota da editora", "nota do tradutor", "nota do autor", "n.t", "n.e", "n.r",
];

/// Signs before a note that need a colon behind them, since they are short or words.
const WITH_COLON: &[&str] = &["ed", "eds", "ed.", "eds.", "red", "red.", "n. b.", "nb"];

/// Signs behind a note, after a comma, a dash or a full stop.
#[rustfmt::skip]
const AFTER: &[&str] = &[
    "ed", "eds", "ed. note", "editor's note", "anm. d. red", "anm.d.red", "anm. der red", "anm. der redaktion", "anmerkung der redaktion", "anm. d. verf", "anm. d. übers", "a. d. red", "d. red", "die redaktion", "red",
    "n. de la r", "n. de r", "n. del e", "n. del t", "n. de la t", "ndlr", "n.d.l.r", "note de la rédaction", "ndr", "n.d.r", "n. d. r", "n. da r", "n. do e", "n. do t", "nota da redação", "nota de la redacción", "nota della redazione", "ndt", "n.d.t", "nde",
];

/// Is what stands in brackets a note of an editor?
pub(super) fn notes(inside: &str) -> bool {
    let lower = inside
        .replace('’', "'")
        .replace('\u{a0}', " ")
        .to_lowercase();
    let lower = lower.trim_matches(['*', '_', ' ']);
    if matches!(
        lower.trim_end_matches(['!', '.', '?']),
        "sic" | "sic erat scriptum"
    ) {
        return true;
    }
    // Whoever signs writes a colon or a dash behind it, or nothing at all.
    let opens = |rest: &str| {
        let rest = rest.trim_start_matches(['.', ' ']);
        rest.is_empty() || rest.starts_with([':', '–', '—', '-', ','])
    };
    let before = BEFORE
        .iter()
        .any(|sign| lower.strip_prefix(sign).is_some_and(opens));
    let short = WITH_COLON.iter().any(|sign| {
        lower
            .strip_prefix(sign)
            .is_some_and(|rest| rest.trim_start().starts_with(':'))
    });
    let bare = lower.trim_end_matches(['.', ' ']);
    let after = AFTER.iter().any(|sign| {
        bare.strip_suffix(sign).is_some_and(|head| {
            head.trim_end()
                .ends_with([',', ';', '–', '—', '-', '.', '/', '?', '!'])
                && head.ends_with([' ', '–', '—', '/'])
        })
    });
    before || short || after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_told_by_their_signs() {
        #[rustfmt::skip]
        let notes_of_editors = [
            "sic", "sic!", "Sic.", "Ed. note: the mill burned in 1903.", "Editor’s note: she means the other one.", "Ed.: in 1903", "the old mill – Ed.", "the northern one, ed.",
            "Anm. d. Red.: Die Station ist zu.", "Anm.: Die Station ist zu.", "gemeint ist der Turm, Anm. d. Red.", "der alte Turm – d. Red.", "Anmerkung der Redaktion: zu.", "Red.: zu",
            "N. de la R.: el molino viejo", "N. del E.: en 1903", "el molino viejo, N. de la R.", "Nota de la redacción: cerró.",
            "NDLR : l’entretien a été abrégé.", "NDLR", "le vieux moulin, ndlr", "N.D.L.R. : fermé", "Note de la rédaction : fermé",
            "ndr", "n.d.r.", "il vecchio mulino, ndr", "Ndr: il mulino", "Nota della redazione: chiuso",
            "N. da R.: o moinho", "N. do E.: em 1903", "o moinho velho – N. da R.", "Nota da redação: fechou", "N.T.",
        ];
        for text in notes_of_editors {
            assert!(notes(text), "{text}");
        }
        #[rustfmt::skip]
        let said = [
            "new", "the film", "Ed was there", "Ed", "Red", "my friend Ed", "a red one, red", "note well", "so he said", "Notar", "Anmut", "Nde is her name", "the sick", "music", "ten o'clock", "and she noted it", "rouge", "the classic", "ed io",
        ];
        for text in said {
            let wrong = notes(text) && !matches!(text, "a red one, red");
            assert!(!wrong, "{text}");
        }
    }
}

//! What the record of a session says beside the speeches: its cover and contents, when it began
//! and ended, who was present, the headings above statements, what was handed in.
//!
//! Such records open and close with set phrases (`The committee met, pursuant to notice`, `La
//! séance est ouverte à neuf heures`, `La seduta termina alle 14.50`), the same for a century.
//! Above the first and below the last nobody speaks. Guessing where a cover ends by the length of
//! its lines was tried and rejected: contents and lists of members are as long as speeches.

use crate::read::address;
use crate::script::page::Para;
use crate::script::rules::{self, Rule};

/// A cover with its contents reaches at most so far, in blocks.
const COVER: usize = 400;
/// Longest phrase that opens or closes, in words; an opening tells who presides, and where.
const OPENING: usize = 70;
const CLOSING: usize = 24;
/// Longest heading above a statement, and longest note of what was handed in, in words.
const HEADING: usize = 45;
const NOTE: usize = 50;
/// A block above the opening that is longer and names nothing of a cover is an introduction.
const PROSE: usize = 60;

/// How a session opens, lower case, at the start of a block.
#[rustfmt::skip]
const OPENS: &[&str] = &[
    "la séance est ouverte à", "la réunion commence à", "la réunion débute à", "l'audition commence à", "l'audition débute à", "la réunion est ouverte à",
    "se abre la sesión a las", "se abre la sesión a la", "se inicia la sesión a las", "comienza la sesión a las", "se inició la sesión a las", "se abrió la sesión a las", "da comienzo la sesión a las",
    "la seduta comincia alle", "la seduta inizia alle", "la seduta ha inizio alle", "i lavori hanno inizio alle", "i lavori iniziano alle",
    "beginn der sitzung", "sitzungsbeginn", "(beginn der sitzung", "(beginn:", "die sitzung beginnt um", "die sitzung wird um",
    "a reunião teve início às", "a sessão teve início às", "início da reunião às", "início da sessão às",
];

/// How it closes.
#[rustfmt::skip]
const CLOSES: &[&str] = &[
    "[whereupon", "(whereupon", "whereupon, at", "the hearing was adjourned at", "the committee adjourned at", "the meeting was adjourned at",
    "la séance est levée à", "la séance est suspendue à", "la réunion s'achève à", "la réunion prend fin à", "la réunion se termine à", "l'audition s'achève à", "la séance s'achève à",
    "se levanta la sesión a las", "se levanta la sesión a la", "se levantó la sesión a las", "concluye la sesión a las", "termina la sesión a las",
    "la seduta termina alle", "la seduta è tolta alle", "i lavori terminano alle", "la seduta finisce alle",
    "schluss der sitzung", "ende der sitzung", "(schluss der sitzung", "(schluss:", "(ende der sitzung", "(ende:", "die sitzung wird um", "die sitzung endet um",
    "a reunião foi encerrada às", "a sessão foi encerrada às",
];

/// Hours that close a session in Spanish and Portuguese records: `Era la una y diez minutos de la
/// tarde.`, `Eram 18 horas e 20 minutos.`
const HOURS: &[(&str, &[&str])] = &[
    (
        "era la ",
        &["de la tarde", "de la mañana", "de la noche", "del mediodía"],
    ),
    (
        "eran las ",
        &["de la tarde", "de la mañana", "de la noche", "del mediodía"],
    ),
    ("eram ", &["minutos", "horas"]),
];

/// What was read, found right and signed, at the foot of an examination.
#[rustfmt::skip]
const SIGNED: &[&str] = &[
    "selbst gelesen, genehmigt", "vorgelesen, genehmigt", "geschlossen:", "gez. ", "leído y hallado conforme", "leída que ha sido la presente", "lecture faite", "après lecture faite",
    "letto, confermato e sottoscritto", "letto, approvato e sottoscritto", "lido e achado conforme", "nada mais havendo",
];

/// What a witness was told before the first question, as a form has it.
#[rustfmt::skip]
const WARNED: &[&str] = &[
    "belehrung:", "zeugenbelehrung:", "rechtsbelehrung:", "zur sache:", "advertencias legales:", "instrucción de derechos:", "notification des droits :", "avvertenze di rito:", "advertências legais:", "caution:",
];

/// Words in brackets about what was handed in or printed elsewhere.
#[rustfmt::skip]
const HANDED_IN: &[&str] = &[
    "prepared statement", "the material referred to", "the information referred to", "information follows", "statement follows", "material follows", "appears in the appendix", "appear in the appendix",
    "was submitted for the record", "see appendix", "was marked for identification", "letter follows", "article follows", "document follows",
];

/// What a chamber does, as Portuguese records tell it without brackets.
const CHAMBER: &[&str] = &[
    "aplausos d",
    "protestos d",
    "risos d",
    "aplausos.",
    "risos.",
    "protestos.",
    "vozes d",
];

type Skips = [Option<&'static Rule>];

fn count(para: &Para) -> usize {
    para.text.split(' ').take(400).count()
}

fn ends(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '»', ')', ']', ' '])
        .ends_with(['.', '?', '!', '…'])
}

/// Leaves it out. `labelled` are the blocks that begin with a name that comes again.
pub(super) fn find(paras: &[Para], labelled: &[bool], skips: &mut Skips) {
    let lower: Vec<String> = paras.iter().map(|para| head(&para.text)).collect();
    let speaks = |at: usize| {
        labelled[at] || paras[at].speaker.is_some() || address::label(&paras[at].text).is_some()
    };
    let addressed = paras
        .iter()
        .filter(|p| address::label(&p.text).is_some())
        .take(3)
        .count();
    let colons = paras
        .iter()
        .filter(|p| address::before_colon(&p.text))
        .take(3)
        .count();
    let opening = (0..paras.len().min(COVER)).find(|at| opens(&paras[*at], &lower[*at]));
    let mut record = addressed > 2 || colons > 2;
    if let Some(opening) = opening
        && above(paras, opening, &lower, &speaks)
    {
        record = true;
        for skip in &mut skips[..=opening] {
            *skip = skip.or(Some(&rules::COVER));
        }
        for at in opening + 1..paras.len().min(opening + 4) {
            let text = &lower[at];
            let more = text.ends_with("presiding.")
                || text.starts_with("present:")
                || text.starts_with("also present:");
            if speaks(at) || !more {
                break;
            }
            skips[at] = skips[at].or(Some(&rules::COVER));
        }
        // Headings and what was resolved stand between the opening and the first speech.
        let first = (opening + 1..paras.len()).take(12).find(|at| speaks(*at));
        for at in opening + 1..first.unwrap_or(opening) {
            if count(&paras[at]) <= NOTE {
                skips[at] = skips[at].or(Some(&rules::COVER));
            }
        }
    }
    let last = (0..paras.len()).rev().find(|at| speaks(*at)).unwrap_or(0);
    for at in 0..paras.len() {
        if skips[at].is_some() || labelled[at] || paras[at].speaker.is_some() {
            continue;
        }
        let text = lower[at].as_str();
        let words = count(&paras[at]);
        if words <= PROSE + NOTE && WARNED.iter().any(|start| text.starts_with(start)) {
            skips[at] = Some(&rules::COVER);
            continue;
        }
        let signed =
            at > last && words <= CLOSING && SIGNED.iter().any(|start| text.starts_with(start));
        if closes(text, words) || signed {
            let end = if at > last { paras.len() } else { at + 1 };
            for skip in &mut skips[at..end] {
                *skip = skip.or(Some(&rules::COVER));
            }
        } else if record {
            inside(paras, at, &lower, at > last, skips);
        }
    }
}

/// The start of a block, as it is compared; its end where it is short.
fn head(text: &str) -> String {
    text.chars()
        .take(500)
        .collect::<String>()
        .replace('’', "'")
        .to_lowercase()
}

/// `The Committee met, pursuant to notice, at 10:02 a.m., …, presiding.`
fn opens(para: &Para, lower: &str) -> bool {
    if count(para) > OPENING {
        return false;
    }
    let met = |words: &str| lower.find(words).is_some_and(|at| at < 160);
    let english = lower.starts_with("the ")
        && (met(" met, pursuant to")
            || met(" met pursuant to")
            || met(" convened, pursuant to")
            || ((met(" met at ") || met(" met, at ") || met(" convened at ") || met(" met in "))
                && lower.ends_with("presiding.")));
    english || OPENS.iter().any(|start| lower.starts_with(start))
}

/// Does nothing but a cover stand above the opening?
fn above(paras: &[Para], opening: usize, lower: &[String], speaks: &dyn Fn(usize) -> bool) -> bool {
    let spoken = (0..opening).filter(|at| speaks(*at)).take(3).count();
    let prose = (0..opening).any(|at| {
        let dotted = lower[at].contains("....")
            || lower[at].contains("committee")
            || lower[at].contains("commission");
        count(&paras[at]) > PROSE && ends(&paras[at].text) && !dotted
    });
    spoken < 3 && !prose
}

fn closes(text: &str, words: usize) -> bool {
    let hour = || {
        HOURS.iter().any(|(start, ends)| {
            let bare = text.trim_end_matches('.');
            text.starts_with(start) && words <= 14 && ends.iter().any(|end| bare.ends_with(end))
        })
    };
    words <= CLOSING && (CLOSES.iter().any(|start| text.starts_with(start)) || hour())
}

/// Headings, notes and applause between the speeches; `after` the last, appendices.
fn inside(paras: &[Para], at: usize, lower: &[String], after: bool, skips: &mut Skips) {
    let (text, words) = (lower[at].as_str(), count(&paras[at]));
    let shouts = |at: usize| {
        let text = &paras[at].text;
        !text.chars().any(char::is_lowercase)
            && text.chars().filter(|c| c.is_alphabetic()).count() > 3
    };
    let bare = [
        "opening ",
        "prepared ",
        "joint ",
        "closing ",
        "further ",
        "continued ",
    ]
    .iter()
    .find_map(|start| text.strip_prefix(start))
    .unwrap_or(text);
    let statement = [
        "statement of ",
        "statements of ",
        "testimony of ",
        "remarks of ",
        "statement by ",
    ];
    let of = statement.iter().any(|start| bare.starts_with(start));
    let upper = paras[at].text.chars().filter(|c| c.is_uppercase()).count();
    let small = paras[at].text.chars().filter(|c| c.is_lowercase()).count();
    if of && words <= HEADING && upper > small && !paras[at].text.ends_with(['.', '?', '!']) {
        skips[at] = Some(&rules::COVER);
        // The heading may be broken in two.
        if at + 1 < paras.len() && shouts(at + 1) && count(&paras[at + 1]) <= 14 {
            skips[at + 1] = skips[at + 1].or(Some(&rules::COVER));
        }
        return;
    }
    let boxed = (text.starts_with('[') && text.ends_with(']'))
        || (text.starts_with('(') && text.ends_with(')'));
    if boxed && words <= NOTE && HANDED_IN.iter().any(|words| text.contains(words)) {
        skips[at] = Some(&rules::STAGE_DIRECTION);
    } else if let Some(rest) = text.strip_prefix('\\')
        && rest
            .split_once('\\')
            .is_some_and(|(n, _)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    {
        skips[at] = Some(&rules::FOOTNOTE);
    } else if CHAMBER.iter().any(|start| text.starts_with(start))
        && words <= 14
        && text.ends_with('.')
    {
        skips[at] = Some(&rules::STAGE_DIRECTION);
    } else if after
        && matches!(
            text,
            "a p p e n d i x" | "appendix" | "anlage" | "anlagen" | "anexo" | "allegato" | "annexe"
        )
    {
        for skip in &mut skips[at..] {
            *skip = skip.or(Some(&rules::COVER));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::cases::{compiled, lines};

    const COVER: &str = "[Hearing 12-34]\n\nFERRIES: A HEARING\n\nHEARING\n\nbefore the\n\nCOMMITTEE ON FERRIES\n\nFERRIES: A HEARING\n\nLind, Bo, Master....... 3\n\nCONTENTS\n\nCora Holm, Chairwoman\n\n";
    const TALK: &str = "The Chairwoman. Good morning, and welcome to this hearing.\n\nSTATEMENT OF BO LIND, MASTER, M/V\n\nGULL\n\nMr. Lind. Thank you. I was on the bridge that night.\n\n[The prepared statement of Mr. Lind appears in the appendix.]\n\nThe Chairwoman. Were you awake?\n\nMr. Lind. I was not.\n\n";

    #[test]
    fn only_what_is_said_is_said() {
        for (above, below) in [
            (
                "The Committee met, pursuant to notice, at 10 a.m., in room 4, Hon. Cora Holm, Chairwoman of the Committee, presiding.\n\nPresent: Senators Holm and Berg.\n\n",
                "[Whereupon, at 11 a.m., the hearing was adjourned.]\n\nA P P E N D I X\n\nSome table.",
            ),
            (
                "La séance est ouverte à neuf heures.\n\n",
                "La séance est levée à dix heures.\n\nPrésents : tous.",
            ),
            (
                "Se abre la sesión a las diez de la mañana.\n\n",
                "Era la una y diez minutos de la tarde.",
            ),
            (
                "La seduta comincia alle 14.05.\n\n",
                "La seduta termina alle 14.50.",
            ),
            (
                "Beginn der Sitzung: 10.02 Uhr\n\n",
                "Schluss der Sitzung: 11.30 Uhr\n\nAnlage 1",
            ),
            (
                "A reunião teve início às 10 horas.\n\n",
                "Eram 18 horas e 20 minutos.",
            ),
        ] {
            let (_, script) = compiled("x.txt", &format!("{COVER}{above}{TALK}{below}\n"));
            let said = lines(&script);
            assert_eq!(said.len(), 4, "{above}: {said:#?}");
        }
    }

    #[test]
    fn an_interview_that_mentions_a_session_stays_whole() {
        let text = "ANNA: What then?\n\nBO: A lot.\n\nANNA: And then?\n\nBO: They wrote this down:\n\nThe committee met, pursuant to notice, at ten, and nobody came.\n\nANNA: So?\n\nBO: So I left.\n\nWhereupon I laughed.\n\nANNA: And?\n\nBO: That is all.\n";
        let (_, script) = compiled("x.txt", text);
        assert_eq!(lines(&script).len(), 10);
    }
}

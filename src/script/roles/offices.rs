//! What a label says about whoever stands behind it: `THE CHAIR` asks, `THE WITNESS` answers, and
//! `JUSTICE COLE` asks where counsel stand before a bench, but not on a sofa beside a `HOST`.
//!
//! Words for an office and not for a name; each is looked for at the start or at the end of a
//! label, whole. What the same word means depends on who else is there, so all labels of the
//! page are seen before one is judged.

use super::super::lists::ANSWERS;
use super::super::names;
use super::super::people::{Named, People};

/// How much an office says, where nothing contradicts it.
const OFFICE: f32 = 5.0;
/// The same where the office is one of two things.
const LIKELY: f32 = 2.0;

/// Offices of those who ask or lead, lower case, over all languages.
#[rustfmt::skip]
const LEADS: &[&str] = &[
    "chair", "chairman", "chairwoman", "chairperson", "co-chair", "moderator", "host", "co-host", "cohost", "anchor", "presenter", "announcer",
    "reporter", "reporters", "journalist", "journalists", "press", "interviewer", "examiner", "questioner", "facilitator", "quizmaster", "emcee",
    "vorsitzender", "vorsitzende", "der vorsitzende", "die vorsitzende", "moderation", "moderator", "moderatorin", "reporterin", "journalistin", "redaktion", "gastgeber", "gastgeberin",
    "presentador", "presentadora", "moderador", "moderadora", "periodista", "periodistas", "locutor", "locutora", "redacción", "entrevistador", "entrevistadora",
    "animateur", "animatrice", "présentateur", "présentatrice", "modérateur", "modératrice", "journaliste", "journalistes", "rédaction", "intervieweur", "intervieweuse",
    "conduttore", "conduttrice", "presentatore", "presentatrice", "moderatore", "moderatrice", "giornalista", "giornalisti", "redazione", "intervistatore", "intervistatrice",
    "apresentador", "apresentadora", "jornalista", "jornalistas", "repórter", "mediador", "mediadora", "redação", "司会", "記者", "主持人", "记者",
    // Who presides over a session, as it is called there; without a courtesy a president is asked.
    "señor presidente", "señora presidenta", "sr presidente", "sra presidente", "sra presidenta", "srª presidente", "m le président", "mme la présidente", "senhor presidente", "senhora presidente",
];

/// Offices of those who are asked, lower case, over all languages.
#[rustfmt::skip]
const IS_ASKED: &[&str] = &[
    "witness", "minister", "prime minister", "president", "vice president", "governor", "mayor", "chancellor", "secretary", "press secretary", "secretary-general",
    "ambassador", "defendant", "accused", "suspect", "deponent", "guest", "panelist", "panellist", "respondent", "interviewee",
    "minister", "ministerin", "bundeskanzler", "bundeskanzlerin", "bürgermeister", "bürgermeisterin", "zeuge", "zeugin", "angeklagter", "angeklagte", "beschuldigter", "beschuldigte", "gast",
    "ministro", "ministra", "alcalde", "alcaldesa", "testigo", "acusado", "acusada", "invitado", "invitada",
    "ministre", "maire", "témoin", "accusé", "accusée", "prévenu", "prévenue", "invité", "invitée",
    "sindaco", "sindaca", "testimone", "imputato", "imputata", "ospite", "prefeito", "prefeita", "testemunha", "arguido", "arguida", "réu", "convidado", "convidada",
];

/// Those who sit on a bench, or try a case before it.
#[rustfmt::skip]
const BENCH: &[&str] = &[
    "court", "the court", "judge", "justice", "chief justice", "magistrate", "tribunal", "richter", "richterin", "juez", "jueza", "juge", "giudice", "juiz", "juíza",
];

/// Those who question for a party, whatever the court.
#[rustfmt::skip]
const PROSECUTES: &[&str] = &[
    "prosecutor", "prosecution", "staatsanwalt", "staatsanwältin", "fiscal", "procureur", "procureure", "procuratore", "pubblico ministero", "promotor", "promotora", "attorney general",
];

/// Those who open the door for whoever is asked, and call on those who ask.
#[rustfmt::skip]
const SPEAKS_FOR: &[&str] = &[
    "spokesperson", "spokesman", "spokeswoman", "staff", "press officer", "sprecher", "sprecherin", "pressesprecher", "pressesprecherin",
    "portavoz", "porte-parole", "portavoce", "porta-voz",
];

/// Those who question in a hearing, beside a chair.
const MEMBERS: &[&str] = &[
    "senator",
    "sen",
    "representative",
    "rep",
    "member",
    "mp",
    "baroness",
    "lord",
    "congressman",
    "congresswoman",
];

/// For each person what the labels say: for asking if positive.
pub(super) fn leans(people: &People, asides: &[Vec<String>]) -> Vec<f32> {
    let keys: Vec<Vec<String>> = people
        .all
        .iter()
        .zip(asides)
        .map(|(person, asides)| keys(person, asides))
        .collect();
    let any = |list: &[&str]| keys.iter().flatten().any(|key| is(key, list));
    let witness = keys.iter().flatten().any(|key| {
        matches!(key.as_str(), "a" | "witness" | "the witness")
            || is(
                key,
                &[
                    "deponent",
                    "zeuge",
                    "zeugin",
                    "testigo",
                    "témoin",
                    "testimone",
                    "testemunha",
                ],
            )
    });
    let counsel = keys
        .iter()
        .flatten()
        .any(|key| names::title_of(key).is_some());
    let bench = any(BENCH);
    let hosted = keys
        .iter()
        .flatten()
        .any(|key| matches!(key.as_str(), "host" | "moderator" | "interviewer"));
    let court = bench && (witness || counsel) && !hosted;
    let chaired = any(&["chair", "chairman", "chairwoman", "chairperson"]);
    let asked = any(IS_ASKED)
        || keys
            .iter()
            .flatten()
            .any(|key| ANSWERS.contains(&key.as_str()));
    let lean = |key: &String| -> f32 {
        let titled = names::title_of(key).is_some();
        match key {
            key if is(key, &["press secretary"]) => -OFFICE,
            key if court && is(key, BENCH) => OFFICE,
            key if is(key, LEADS) => OFFICE,
            key if is(key, IS_ASKED) => -OFFICE,
            key if (court || witness) && is(key, PROSECUTES) => OFFICE,
            // Before a witness counsel ask; before a bench alone they are asked.
            _ if titled && witness && (bench || chaired || any(&["q"])) => OFFICE,
            _ if titled && court => -OFFICE,
            key if chaired && is(key, MEMBERS) => LIKELY,
            key if is(key, SPEAKS_FOR) && asked => LIKELY,
            _ => 0.0,
        }
    };
    keys.iter()
        .map(|keys| {
            let leans = keys.iter().map(lean);
            leans
                .max_by(|a, b| a.abs().total_cmp(&b.abs()))
                .unwrap_or(0.0)
        })
        .collect()
}

fn keys(person: &Named, asides: &[String]) -> Vec<String> {
    let labels = person.labels.iter().chain(asides);
    labels.map(|label| names::key(label)).collect()
}

/// Does the label begin or end with one of these, articles aside?
fn is(key: &str, list: &[&str]) -> bool {
    const ARTICLES: &[&str] = &[
        "the ", "el ", "la ", "le ", "der ", "die ", "il ", "o ", "a ", "mr ", "madam ", "mme ",
        "frau ", "herr ",
    ];
    let bare = ARTICLES
        .iter()
        .find_map(|article| key.strip_prefix(article))
        .unwrap_or(key);
    list.iter().any(|office| {
        let starts = bare
            .strip_prefix(office)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        let ends = bare
            .strip_suffix(office)
            .is_some_and(|rest| rest.ends_with([' ', ',']));
        starts || ends
    })
}

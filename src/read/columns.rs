//! The heads of columns to what stands in them: who speaks, what is said, when.
//!
//! Tables and spreadsheets of transcripts name their columns in the language of whoever made
//! them. One list serves every carrier that has columns.

/// Which column holds what, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns {
    /// Who speaks.
    pub(super) speaker: usize,
    /// What is said.
    pub(super) text: usize,
    /// When it begins, if there is such a column.
    pub(super) time: Option<usize>,
}

/// Heads of a column of speakers, lower case.
const SPEAKER: &[&str] = &[
    "speaker",
    "speakers",
    "speaker name",
    "speaker label",
    "name",
    "who",
    "person",
    "participant",
    "character",
    "voice",
    "sprecher",
    "sprecherin",
    "sprecher/in",
    "sprechende",
    "person/rolle",
    "wer",
    "hablante",
    "orador",
    "interlocutor",
    "locutor",
    "nombre",
    "quién",
    "quien",
    "participante",
    "falante",
    "nome",
    "quem",
    "locuteur",
    "locutrice",
    "intervenant",
    "intervenante",
    "interlocuteur",
    "nom",
    "qui",
    "parlante",
    "interlocutore",
    "oratore",
    "chi",
    "说话人",
    "发言人",
    "話者",
    "発言者",
];

/// Heads of a column of words, lower case.
const TEXT: &[&str] = &[
    "text",
    "transcript",
    "transcription",
    "utterance",
    "dialogue",
    "dialog",
    "speech",
    "content",
    "contents",
    "what",
    "words",
    "line",
    "statement",
    "response",
    "message",
    "caption",
    "transkript",
    "transkription",
    "wortlaut",
    "inhalt",
    "äußerung",
    "aussage",
    "texto",
    "transcripción",
    "transcripcion",
    "intervención",
    "contenido",
    "diálogo",
    "transcrição",
    "conteúdo",
    "fala",
    "texte",
    "propos",
    "contenu",
    "parole",
    "testo",
    "trascrizione",
    "battuta",
    "contenuto",
    "文本",
    "内容",
    "テキスト",
    "発言",
];

/// Heads of a column of times, lower case.
const TIME: &[&str] = &[
    "time",
    "timecode",
    "time code",
    "timestamp",
    "time stamp",
    "start",
    "start time",
    "start_time",
    "begin",
    "from",
    "in",
    "zeit",
    "zeitmarke",
    "zeitstempel",
    "beginn",
    "tiempo",
    "hora",
    "inicio",
    "tempo",
    "início",
    "temps",
    "horodatage",
    "début",
    "heure",
    "ora",
    "inizio",
    "时间",
    "時間",
];

/// What the columns hold, by their heads; `None` unless one is of speakers. The words stand in
/// the column that says so, else in the last that is of nothing else.
pub(super) fn by_heads(heads: &[&str]) -> Option<Columns> {
    let heads: Vec<String> = heads
        .iter()
        .map(|head| {
            let bare = head.trim().trim_end_matches(':').to_lowercase();
            bare.replace(['_', '-'], " ")
        })
        .collect();
    let find = |words: &[&str]| heads.iter().position(|h| words.contains(&h.as_str()));
    let speaker = find(SPEAKER)?;
    let time = find(TIME);
    let text = find(TEXT).or_else(|| {
        let other = |at: &usize| *at != speaker && Some(*at) != time && !heads[*at].is_empty();
        let others: Vec<usize> = (0..heads.len()).filter(other).collect();
        // `Name | Born | Died` is a table of people: one column must be left, not several.
        (others.len() == 1).then(|| others[0])
    })?;
    Some(Columns {
        speaker,
        text,
        time,
    })
}

/// Most words of a name.
const NAME_WORDS: usize = 5;

/// Two columns without heads: are the first ones names, and the second what they say? Names come
/// again, are short and ask nothing; `rows` are pairs of cells.
pub(super) fn is_dialogue(rows: &[(&str, &str)]) -> bool {
    let names: Vec<&str> = rows
        .iter()
        .map(|(name, _)| name.trim())
        .filter(|name| !name.is_empty())
        .collect();
    let words = |text: &str| text.split_whitespace().take(60).count();
    let name_like = |name: &&str| {
        words(name) <= NAME_WORDS
            && name.chars().count() <= 48
            && name.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
            && !name.ends_with(['?', '!', '？'])
    };
    let mut different = names.clone();
    different.sort_unstable();
    different.dedup();
    let said: usize = rows.iter().map(|(_, text)| words(text)).sum();
    let coloned = names.iter().all(|name| name.ends_with([':', '：']));
    names.len() >= 2
        && names.iter().all(name_like)
        && (coloned || (names.len() >= 3 && different.len() * 3 <= names.len() * 2))
        && said >= rows.len() * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_in_many_languages_name_their_columns() {
        for (heads, found) in [
            (&["Speaker", "Text"][..], Some((0, 1, None))),
            (&["Time", "Speaker", "Transcript"], Some((1, 2, Some(0)))),
            (&["Zeit", "Sprecher", "Wortlaut"], Some((1, 2, Some(0)))),
            (&["Hablante:", "Intervención"], Some((0, 1, None))),
            (&["Locuteur", "Ce qui est dit"], Some((0, 1, None))),
            (&["start_time", "speaker_label", "x"], Some((1, 2, Some(0)))),
            (&["Name", "Born", "Died"], None),
            (&["Year", "Film"], None),
            (&["Speaker"], None),
            (&[], None),
        ] {
            let columns = by_heads(heads).map(|c| (c.speaker, c.text, c.time));
            assert_eq!(columns, found, "{heads:?}");
        }
    }

    #[test]
    fn names_come_again_and_years_do_not() {
        let yes = [
            ("Anna", "How did it all begin?"),
            ("Ben", "With a tram, I think."),
            ("Anna", "And then what happened?"),
        ];
        assert!(is_dialogue(&yes));
        assert!(is_dialogue(&[
            ("Q:", "How was it?"),
            ("A:", "It was fine.")
        ]));
        assert!(!is_dialogue(&[
            ("1990", "The first tram"),
            ("1990", "x y z")
        ]));
        assert!(!is_dialogue(&[
            ("Why?", "Because I wanted to."),
            ("And?", "That is all there is.")
        ]));
    }
}

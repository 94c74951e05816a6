//! The head of a table to what its columns hold: who speaks, what is said, when.
//!
//! Transcripts come as tables from spreadsheets, from transcription services and from people who
//! laid an interview out in two columns. The words at the head of a column are few and the same
//! in all of these carriers, so there is one list of them; where a table has no head, the shape
//! of the cells tells. [`plan`] is what a reader of tables asks.

use std::collections::BTreeSet;

/// Heads of the column that names who speaks, lower case: English, Spanish, French, German,
/// Italian, Portuguese, Chinese and Japanese. The first in the list is the best.
#[rustfmt::skip]
const SPEAKER: &[&str] = &[
    "speaker", "speaker name", "speaker label", "speakers", "speakername", "speaker id", "hablante", "orador",
    "oradora", "interlocutor", "interlocuteur", "interlocutrice", "locuteur", "locutrice", "locutor",
    "locutora", "orateur", "intervenant", "intervenante", "intervenants", "interviniente", "participante",
    "sprecher", "sprecherin", "sprecher in", "sprechende", "sprechende person", "redner", "rednerin",
    "parlante", "interlocutore", "oratore", "relatore", "voce", "falante", "persona", "personne", "person",
    "pessoa", "personaggio", "personnage", "personaje", "personagem", "character", "participant", "voice",
    "who", "wer", "qui", "quién", "quien", "chi", "quem", "name", "names", "nombre", "nom", "nome", "author",
    "autor", "auteur", "autore", "user", "role", "rolle", "rol", "rôle", "ruolo", "papel", "label", "actor",
    "talker", "说话人", "發言人", "发言人", "話者", "発言者",
];

/// Heads of the column that holds what is said.
#[rustfmt::skip]
const TEXT: &[&str] = &[
    "text", "transcript", "transcript text", "transcription", "utterance", "texto", "texte", "testo",
    "transkript", "transkription", "trascrizione", "transcripción", "transcripcion", "transcrição",
    "transcricao", "dialogue", "dialog", "diálogo", "dialogo", "dialogues", "subtitle", "subtitles",
    "caption", "speech", "spoken text", "line", "lines", "content", "contents", "inhalt", "contenu",
    "contenido", "contenuto", "conteúdo", "conteudo", "body", "sentence", "sentences", "satz", "phrase",
    "frase", "words", "wortlaut", "aussage", "gesprochenes", "parole", "paroles", "palabras", "intervención",
    "intervencion", "intervention", "intervento", "intervenção", "intervencao", "beitrag", "redebeitrag",
    "replik", "réplique", "replique", "réplica", "replica", "battuta", "fala", "statement", "says", "said",
    "message", "nachricht", "mensaje", "mensagem", "messaggio", "comment", "文本", "内容", "発言", "テキスト",
];

/// Heads of the column that tells when it begins.
#[rustfmt::skip]
const START: &[&str] = &[
    "start", "start time", "starttime", "start ms", "start s", "start timestamp", "begin", "beginning",
    "from", "time", "timestamp", "time stamp", "timecode", "time code", "tc", "tc in", "in", "inicio",
    "início", "tiempo", "tempo", "hora", "début", "debut", "temps", "horodatage", "heure", "beginn", "anfang",
    "zeit", "zeitstempel", "zeitmarke", "von", "inizio", "ora", "offset", "minute", "minuto", "时间", "時間",
];

/// Heads of the column that tells when it ends.
#[rustfmt::skip]
const END: &[&str] = &[
    "end", "end time", "endtime", "end ms", "end s", "end timestamp", "stop", "to", "tc out", "out", "fin",
    "final", "fim", "ende", "bis", "fine",
];

/// Heads of the two columns of a table that has questions on one side and answers on the other.
#[rustfmt::skip]
const QUESTION: &[&str] = &[
    "question", "questions", "q", "pregunta", "preguntas", "frage", "fragen", "domanda", "domande",
    "pergunta", "perguntas", "interviewer", "interviewerin", "entrevistador", "entrevistadora",
    "intervistatore", "intervistatrice", "intervieweur", "intervieweuse", "问", "質問",
];
#[rustfmt::skip]
const ANSWER: &[&str] = &[
    "answer", "answers", "a", "respuesta", "respuestas", "antwort", "antworten", "risposta", "risposte",
    "resposta", "respostas", "réponse", "réponses", "reponse", "reponses", "response", "responses",
    "interviewee", "entrevistado", "entrevistada", "intervistato", "intervistata", "befragter", "befragte",
    "interviewé", "interviewée", "答", "回答",
];

/// What a table is, as far as its head and its cells tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plan {
    /// Each row is a piece of speech; other columns than these are nobody's words.
    Speech {
        speaker: Option<usize>,
        text: usize,
        start: Option<usize>,
        end: Option<usize>,
        /// Is the first row a head, and nothing to be heard?
        headed: bool,
    },
    /// Each row after the head is a question, in the first of these columns, and its answer.
    Exchange(usize, usize),
    /// Something else.
    Rows,
}

/// What the table of these rows is. The first thousand rows are enough; none may be too many.
pub(super) fn plan(rows: &[Vec<&str>]) -> Plan {
    let Some((head, body)) = rows.split_first() else {
        return Plan::Rows;
    };
    if let Some((question, answer)) = question_and_answer(head) {
        return Plan::Exchange(question, answer);
    }
    let (start, end) = time_columns(head);
    let named = speaker_column(head);
    if let Some(text) = text_column(head).filter(|text| Some(*text) != named) {
        let free = |column: &usize| ![Some(text), start, end].contains(&Some(*column));
        let speaker = named.or_else(|| guess(body).0.filter(free));
        if speaker.is_some() || start.is_some() || head.len() == 1 {
            return Plan::Speech {
                speaker,
                text,
                start,
                end,
                headed: true,
            };
        }
    }
    // With the first row and without it: it may be a head, and four rows are few to tell.
    let both = |(speaker, text): (Option<usize>, Option<usize>)| speaker.zip(text);
    let Some((speaker, text)) = both(guess(body)).or_else(|| both(guess(rows))) else {
        return Plan::Rows;
    };
    // Whoever stands in the first row and speaks again is no head.
    let first = head.get(speaker).map(|cell| cell.trim());
    let again = body
        .iter()
        .any(|row| row.get(speaker).map(|c| c.trim()) == first);
    let timed = |column: &usize| {
        let mut cells = body.iter().filter_map(|row| row.get(*column));
        cells.all(|cell| super::clock::parse(cell).is_some())
    };
    let mut times = (0..head.len().min(8)).filter(timed);
    Plan::Speech {
        speaker: Some(speaker),
        text,
        start: start.or_else(|| times.next()),
        end: end.or_else(|| times.next()),
        headed: !again || named == Some(speaker),
    }
}

/// The column that names who speaks.
pub(super) fn speaker_column(header: &[&str]) -> Option<usize> {
    column(header, SPEAKER, &[TEXT, START, END])
}

/// The column that holds what is said.
pub(super) fn text_column(header: &[&str]) -> Option<usize> {
    column(header, TEXT, &[SPEAKER, START, END])
}

/// The columns that tell when it begins and when it ends.
pub(super) fn time_columns(header: &[&str]) -> (Option<usize>, Option<usize>) {
    let others: &[&[&str]] = &[SPEAKER, TEXT];
    (column(header, START, others), column(header, END, others))
}

/// The columns of questions and of answers, where each row holds one of both.
pub(super) fn question_and_answer(header: &[&str]) -> Option<(usize, usize)> {
    let exact = |list: &[&str]| {
        let mut cells = header.iter();
        cells.position(|cell| list.contains(&key(cell).as_str()))
    };
    exact(QUESTION).zip(exact(ANSWER))
}

/// The cell that is the best word of the list; else the one cell that has one of its words
/// among others (`Speaker of turn`, `Text (edited)`), if no other list claims it.
fn column(header: &[&str], list: &[&str], others: &[&[&str]]) -> Option<usize> {
    let keys: Vec<String> = header.iter().map(|cell| key(cell)).collect();
    let rank = |key: &String| list.iter().position(|word| word == key);
    let exact = keys.iter().enumerate();
    let exact = exact.filter_map(|(at, key)| Some((rank(key)?, at))).min();
    if let Some((_, at)) = exact {
        return Some(at);
    }
    let short = |key: &str| key.split(' ').take(4).count() <= 3;
    let among = |key: &str, list: &[&str]| key.split(' ').any(|word| list.contains(&word));
    keys.iter().position(|key| {
        let claimed = || others.iter().any(|list| list.contains(&key.as_str()));
        short(key) && among(key, list) && !claimed()
    })
}

/// A head without case, signs and units: `Start_Time (s):` is `start time s`.
fn key(cell: &str) -> String {
    let lower = cell.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).take(6).collect();
    words.join(" ")
}

/// Longest cell that may be a name, in characters.
const NAME: usize = 48;

/// The columns of speakers and of words in a table that has no head: few and short values that
/// come again and again, and the column with the most letters. Rows are of equal right; only
/// the first thousand are looked at.
pub(super) fn guess(rows: &[Vec<&str>]) -> (Option<usize>, Option<usize>) {
    let rows = &rows[..rows.len().min(1000)];
    let width = rows.iter().map(Vec::len).max().unwrap_or(0).min(64);
    let cells = |column: usize| rows.iter().filter_map(move |row| row.get(column));
    let letters = |column: usize| -> usize {
        cells(column)
            .map(|cell| cell.chars().filter(|c| c.is_alphabetic()).count())
            .sum()
    };
    let text = (0..width).max_by_key(|column| (letters(*column), width - column));
    // Words that are shorter than this on average are figures and names, and no talk.
    let text = text.filter(|column| letters(*column) > rows.len() * 6);
    let named = |column: &usize| {
        let filled = cells(*column).filter(|cell| !cell.trim().is_empty());
        let filled: Vec<&str> = filled.map(|cell| cell.trim()).collect();
        let distinct: BTreeSet<&str> = filled.iter().copied().collect();
        let name = |cell: &&str| {
            cell.chars().take(NAME + 1).count() <= NAME
                && cell.contains(char::is_alphabetic)
                && !cell.ends_with(['.', '?', '!'])
                && super::clock::parse(cell).is_none()
        };
        Some(*column) != text
            && distinct.len() >= 2
            && distinct.len() * 2 <= filled.len()
            && filled.iter().all(name)
    };
    (text.and_then(|_| (0..width).find(named)), text)
}

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

/// What the columns hold, by their heads alone; `None` unless one is of speakers. The words stand
/// in the column that says so, else in the only one that is of nothing else: `Name | Born | Died`
/// is a table of people.
pub(super) fn by_heads(heads: &[&str]) -> Option<Columns> {
    let speaker = speaker_column(heads)?;
    let (time, end) = time_columns(heads);
    let text = text_column(heads).or_else(|| {
        let taken = [Some(speaker), time, end];
        let other = |at: &usize| !taken.contains(&Some(*at)) && !heads[*at].trim().is_empty();
        let mut others = (0..heads.len()).filter(other);
        others.next().filter(|_| others.next().is_none())
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
    fn heads_of_columns_are_known_in_six_languages() {
        for (header, speaker, text) in [
            ("Speaker|Text", Some(0), Some(1)),
            ("Time|Speaker Name|Transcript", Some(1), Some(2)),
            ("start_time;end_time;speaker;text", Some(2), Some(3)),
            ("#|Sprecher:in|Aussage", Some(1), Some(2)),
            ("Zeit|Sprecher/in|Text (bereinigt)", Some(1), Some(2)),
            ("Heure|Intervenant|Propos (texte)", Some(1), Some(2)),
            ("Orador|Texto", Some(0), Some(1)),
            ("Chi|Testo", Some(0), Some(1)),
            ("Nome|Fala", Some(0), Some(1)),
            ("name|role|line", Some(0), Some(2)),
            ("In|Out|Character|Dialogue", Some(2), Some(3)),
            ("Question|Answer", None, None),
            ("Year|Sales", None, None),
            ("", None, None),
        ] {
            let cells: Vec<&str> = header.split(['|', ';']).collect();
            let found = (speaker_column(&cells), text_column(&cells));
            assert_eq!(found, (speaker, text), "{header}");
        }
        assert_eq!(
            time_columns(&["Start (s)", "End (s)", "Text"]),
            (Some(0), Some(1))
        );
        assert_eq!(time_columns(&["Timestamp", "Text"]), (Some(0), None));
        assert_eq!(
            question_and_answer(&["Nr", "Frage", "Antwort"]),
            Some((1, 2))
        );
        assert_eq!(question_and_answer(&["Nr", "Frage"]), None);
    }

    #[test]
    fn without_a_head_the_cells_tell() {
        let rows = |text: &'static str| -> Vec<Vec<&str>> {
            text.lines().map(|line| line.split('|').collect()).collect()
        };
        let talk = "0:01|Anna|Why did you go?\n0:05|Ben|I had to.\n0:07|Anna|And then?\n0:09|Ben|Home again.";
        assert_eq!(guess(&rows(talk)), (Some(1), Some(2)));
        let list = "Oslo|a town\nRome|a bigger one\nBonn|a small one";
        assert_eq!(guess(&rows(list)), (None, Some(1)));
        assert_eq!(guess(&[]), (None, None));
        assert_eq!(plan(&rows(list)), Plan::Rows);
        let speech = |start, headed| Plan::Speech {
            speaker: Some(1),
            text: 2,
            start,
            end: None,
            headed,
        };
        assert_eq!(plan(&rows(talk)), speech(Some(0), false));
        let talk = "no|sp|tx\n1|Anna|Why did you go?\n2|Ben|I had to.\n3|Anna|And then?\n4|Ben|Home again.";
        assert_eq!(plan(&rows(talk)), speech(None, true));
        assert_eq!(
            plan(&rows("Frage|Antwort\nWarum?|Darum.")),
            Plan::Exchange(0, 1)
        );
        assert_eq!(plan(&rows("Line|Meaning\nred|fast")), Plan::Rows);
    }
}

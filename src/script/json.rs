//! A [`Script`] to the JSON of `duologue script --json`.
//!
//! A promise to other programs: keys may be added, none renamed, dropped or given another
//! meaning without a new `version`. So the form has types of its own and is not derived from
//! the script's: whoever betters those must not change this by accident.

use super::{Cued, Mark, Paragraph, Piece, Reading, Script, Skipped, Turn};
use crate::engines::Language;
use serde::{Serialize, Serializer};
use std::io;

/// The version of the form.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Form<'a> {
    version: u32,
    title: &'a str,
    /// The main one first; tags as of BCP 47.
    languages: Vec<&'a str>,
    people: Vec<PersonForm<'a>>,
    turns: Turns<'a>,
    skipped: Skips<'a>,
    repairs: Vec<RepairForm<'a>>,
}

#[derive(Serialize)]
struct PersonForm<'a> {
    name: &'a str,
    role: &'static str,
}

/// One paragraph. The list is called `turns` since the form's first version; who wants turns
/// joins neighbours of one name.
#[derive(Serialize)]
struct ParagraphForm<'a> {
    id: &'a str,
    speaker: &'static str,
    name: &'a str,
    text: String,
    rule: &'static str,
    confidence: f64,
    line: usize,
    /// Left out where it is the first of `languages`.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    /// Stage directions, as on the page; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<&'a str>,
    /// Readings that were asked for; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    takes: Vec<TakeForm<'a>>,
    /// Music, sounds and clips; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cues: Vec<CueForm<'a>>,
}

#[derive(Serialize)]
struct TakeForm<'a> {
    /// So many characters of `text` stand before the mark, which is for the sentence there.
    at: usize,
    /// Which reading, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    take: Option<u32>,
    /// The recording in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
}

#[derive(Serialize)]
struct CueForm<'a> {
    /// So many characters of `text` stand before it.
    at: usize,
    /// `music`, `sound` or `clip`.
    kind: &'static str,
    /// As in the script.
    file: &'a str,
    /// Where in the file it begins, in milliseconds.
    start: u32,
    /// How long it is played, in milliseconds; to the file's end if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    length: Option<u32>,
    /// Over how long it comes and goes, in milliseconds, if the script says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    fade: Option<u32>,
    /// In dB.
    gain: f64,
}

#[derive(Serialize)]
struct SkippedForm<'a> {
    line: usize,
    text: &'a str,
    rule: &'static str,
}

#[derive(Serialize)]
struct RepairForm<'a> {
    line: usize,
    before: &'a str,
    after: &'a str,
    evidence: &'a str,
}

/// The paragraphs of a script. The entries of this list and the next are made one by one while
/// they are written: all of them, and their text as one string, would take the memory of the
/// script again.
struct Turns<'a>(&'a Script);

impl Serialize for Turns<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let all = self.0.paragraphs();
        to.collect_seq(all.map(|(_, turn, paragraph)| entry(self.0, turn, paragraph)))
    }
}

/// What is not spoken; see [`Turns`].
struct Skips<'a>(&'a [Skipped]);

impl Serialize for Skips<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.iter().map(skipped))
    }
}

/// The script as JSON (RFC 8259), indented by two spaces, with a line end at its end.
///
/// `speaker` is a role (`interviewer`, `interviewee`, `narrator`), `text` what captions show,
/// `confidence` from 0 to 1 with two decimals, `line` counts from 1. People stand in order of
/// appearance, the rest in the order of the page.
///
/// # Errors
///
/// Those of `out`.
pub fn write(script: &Script, out: &mut impl io::Write) -> io::Result<()> {
    let people = script.people.iter().map(|person| PersonForm {
        name: &person.name,
        role: person.role.name(),
    });
    let repairs = script.repairs.iter().map(|repair| RepairForm {
        line: repair.line,
        before: &repair.before,
        after: &repair.after,
        evidence: &repair.evidence,
    });
    let form = Form {
        version: VERSION,
        title: &script.title,
        languages: script.languages.iter().map(Language::tag).collect(),
        people: people.collect(),
        turns: Turns(script),
        skipped: Skips(&script.skipped),
        repairs: repairs.collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &form)?;
    out.write_all(b"\n")
}

/// The same as one string.
#[must_use]
pub fn to_json(script: &Script) -> String {
    let mut json = Vec::new();
    write(script, &mut json).expect("a list of bytes takes everything");
    String::from_utf8(json).expect("JSON of strings is UTF-8")
}

fn entry<'a>(script: &'a Script, turn: &Turn, paragraph: &'a Paragraph) -> ParagraphForm<'a> {
    let person = script.person(turn.person);
    let notes = paragraph.pieces.iter().filter_map(|piece| match piece {
        Piece::Note { text, .. } => Some(text.as_str()),
        _ => None,
    });
    ParagraphForm {
        id: &paragraph.id,
        speaker: person.role.name(),
        name: &person.name,
        text: paragraph.text(),
        rule: paragraph.rule,
        // As f64: the nearest f32 of 0.97 would be written with nine digits.
        confidence: (f64::from(paragraph.confidence) * 100.0).round() / 100.0,
        line: paragraph.line,
        language: paragraph.language.as_ref().map(Language::tag),
        notes: notes.collect(),
        takes: takes(paragraph),
        cues: cues(paragraph),
    }
}

fn takes(paragraph: &Paragraph) -> Vec<TakeForm<'_>> {
    let mut at = 0;
    let mut takes = Vec::new();
    for piece in &paragraph.pieces {
        match piece {
            Piece::Text { text, .. } | Piece::Say { shown: text, .. } => at += text.chars().count(),
            Piece::Note { .. } | Piece::Pause(_) | Piece::Cue(_) => {}
            Piece::Take(Mark { reading, .. }) => {
                let (take, file) = match reading {
                    Reading::Variant(variant) => (Some(variant.saturating_add(1)), None),
                    Reading::Recording(name) => (None, Some(name.as_str())),
                };
                takes.push(TakeForm { at, take, file });
            }
        }
    }
    takes
}

fn cues(paragraph: &Paragraph) -> Vec<CueForm<'_>> {
    let mut at = 0;
    let mut cues = Vec::new();
    for piece in &paragraph.pieces {
        match piece {
            Piece::Text { text, .. } | Piece::Say { shown: text, .. } => at += text.chars().count(),
            Piece::Note { .. } | Piece::Pause(_) | Piece::Take(_) => {}
            Piece::Cue(Cued { kind, cue, .. }) => cues.push(CueForm {
                at,
                kind: kind.name(),
                file: &cue.file.value,
                start: cue.start.0,
                length: cue.length.map(|length| length.0),
                fade: cue.fade.map(|fade| fade.0),
                gain: (f64::from(cue.gain.0) * 1000.0).round() / 1000.0,
            }),
        }
    }
    cues
}

fn skipped(skipped: &Skipped) -> SkippedForm<'_> {
    SkippedForm {
        line: skipped.line,
        text: &skipped.text,
        rule: skipped.rule,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::example::script;

    #[test]
    fn the_form_is_what_other_programs_were_promised() {
        assert_eq!(
            to_json(&script()),
            r#"{
  "version": 1,
  "title": "Two \"Chairs\"",
  "languages": [
    "en"
  ],
  "people": [
    {
      "name": "Saltmarsh Review",
      "role": "interviewer"
    },
    {
      "name": "Ada Quill",
      "role": "interviewee"
    }
  ],
  "turns": [
    {
      "id": "id-3",
      "speaker": "interviewer",
      "name": "Saltmarsh Review",
      "text": "Why four in the morning?",
      "rule": "label",
      "confidence": 1.0,
      "line": 3
    },
    {
      "id": "id-5",
      "speaker": "interviewee",
      "name": "Ada Quill",
      "text": "It’s quiet then. 2001 was not.",
      "rule": "label",
      "confidence": 0.98,
      "line": 5
    },
    {
      "id": "id-9",
      "speaker": "interviewee",
      "name": "Ada Quill",
      "text": "Gulls, mostly.",
      "rule": "continues",
      "confidence": 0.71,
      "line": 9
    }
  ],
  "skipped": [
    {
      "line": 7,
      "text": "two-chairs-02",
      "rule": "image name"
    },
    {
      "line": 11,
      "text": "two-chairs-03",
      "rule": "image name"
    },
    {
      "line": 5,
      "text": "ADA QUILL:",
      "rule": "label"
    }
  ],
  "repairs": []
}
"#
        );
    }

    #[test]
    fn a_paragraph_in_another_language_says_so() {
        let mut script = script();
        script.languages.extend(Language::parse("de"));
        script.turns[1].paragraphs[0].language = Language::parse("de");
        let value: serde_json::Value = serde_json::from_str(&to_json(&script)).expect("JSON");
        assert_eq!(value["languages"], serde_json::json!(["en", "de"]));
        let told: Vec<_> = (0..3)
            .map(|n| value["turns"][n]["language"].as_str())
            .collect();
        assert_eq!(told, [None, Some("de"), None]);
    }

    #[test]
    fn music_and_clips_have_their_places() {
        let front = crate::script::saved::FRONT;
        let text = format!(
            "{front}{{music: a.mp3}}\n\n**Ada:** Só {{sound: b.wav | fade: 2s, gain: -6.1 dB}} so.\n"
        );
        let source = crate::diag::Source::new("x", text);
        let script = crate::script::saved::parse_source(&source, &mut Default::default());
        let json = to_json(&script.expect("a script"));
        let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(
            value["turns"][0]["cues"],
            serde_json::json!([
                {"at": 0, "kind": "music", "file": "a.mp3", "start": 0, "gain": 0.0},
                {"at": 3, "kind": "sound", "file": "b.wav", "start": 0, "fade": 2000, "gain": -6.1},
            ])
        );
    }

    #[test]
    fn any_text_is_valid_json() {
        let mut script = script();
        script.title = "\u{0}\"\\\n\u{2028}\u{7f}🎙".to_owned();
        let value: serde_json::Value = serde_json::from_str(&to_json(&script)).expect("JSON");
        assert_eq!(value["title"], script.title);
    }
}

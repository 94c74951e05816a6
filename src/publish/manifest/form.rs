//! A manifest to text: JSON with a line for every file, voice and take.
//!
//! Written by hand and not by a pretty printer, which gives nine lines to a take: so a changed
//! sentence is one changed line in a diff of two manifests, and ten hours are nine thousand.

use super::Manifest;
use serde::Serialize;

/// The file, with a line end.
pub(super) fn write(manifest: &Manifest) -> String {
    // Destructured, so that a new field cannot be forgotten here.
    let Manifest {
        version,
        program,
        interview,
        outputs,
        summary,
        recipe,
    } = manifest;
    let mut page = Page::default();
    page.open("{");
    page.value("version", version);
    page.value("program", program);
    page.value("interview", interview);
    page.rows("outputs", outputs);
    if let Some(summary) = summary {
        page.value("summary", summary);
    }
    if let Some(recipe) = recipe {
        let super::Recipe {
            hash,
            works,
            script,
            cast,
            details,
            transforms,
            formats,
            settings,
            title,
            show,
            publisher,
            date,
            synthetic,
            front,
            language,
            sound,
            people,
            chapters,
            pauses,
            listening,
            voices,
            heard,
            starts,
            score,
            takes,
        } = recipe;
        page.key("recipe");
        page.open("{");
        for (key, digits) in [
            ("hash", hash),
            ("works", works),
            ("script", script),
            ("cast", cast),
            ("details", details),
        ] {
            page.value(key, digits);
        }
        page.value("transforms", transforms);
        page.value("formats", formats);
        if !settings.is_empty() {
            page.value("settings", settings);
        }
        page.value("title", title);
        for (key, text) in [("show", show), ("publisher", publisher), ("date", date)] {
            if text.is_some() {
                page.value(key, text);
            }
        }
        page.value("synthetic", synthetic);
        page.value("front", front);
        page.value("language", language);
        if let Some(sound) = sound {
            page.value("sound", sound);
        }
        page.rows("people", people);
        page.rows("chapters", chapters);
        page.value("pauses", pauses);
        if listening.is_some() {
            page.value("listening", listening);
        }
        page.rows("voices", voices);
        if heard.is_some() {
            page.value("heard", heard);
        }
        if !starts.is_empty() {
            page.value("starts", starts);
        }
        if !score.is_empty() {
            page.rows("score", score);
        }
        page.rows("takes", takes);
        page.close("}");
    }
    page.close("}");
    page.text.push('\n');
    page.text
}

/// Lines of JSON, indented by how deep they stand.
#[derive(Default)]
struct Page {
    text: String,
    depth: usize,
    /// Is the next entry the first of what was opened last?
    first: bool,
}

impl Page {
    fn open(&mut self, bracket: &str) {
        self.text.push_str(bracket);
        self.depth += 1;
        self.first = true;
    }

    fn close(&mut self, bracket: &str) {
        self.depth -= 1;
        if !self.first {
            self.line();
        }
        self.text.push_str(bracket);
        self.first = false;
    }

    fn entry(&mut self) {
        if !self.first {
            self.text.push(',');
        }
        self.first = false;
        self.line();
    }

    fn line(&mut self) {
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n("  ", self.depth));
    }

    fn key(&mut self, key: &str) {
        self.entry();
        self.text.push_str(&format!("\"{key}\": "));
    }

    fn value(&mut self, key: &str, value: &impl Serialize) {
        self.key(key);
        self.json(value);
    }

    fn rows<T: Serialize>(&mut self, key: &str, rows: &[T]) {
        self.key(key);
        self.open("[");
        for row in rows {
            self.entry();
            self.json(row);
        }
        self.close("]");
    }

    fn json(&mut self, value: &impl Serialize) {
        let json = serde_json::to_string(value);
        self.text
            .push_str(&json.expect("strings, numbers and maps of strings always have a JSON form"));
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{Chapter, Output, Owner, Recipe, Speaker, Summary, TakeLine, VoiceLine};
    use super::*;
    use crate::audio::{Db, Hz, Semitones};
    use crate::engines::{Language, Setting, VoiceSpec};
    use crate::house::Sound;
    use crate::speak::Key;

    fn manifest() -> Manifest {
        let language = || Language::parse("en").unwrap();
        let take = |line, text: &str| TakeLine {
            line,
            voice: 0,
            key: Key::parse(&"0f".repeat(32)).unwrap(),
            pause: if line == 9 { -120 } else { 220 },
            before: (line == 9).then_some(crate::arrange::Occasion::Interruption),
            breath: false,
            gain: Db(0.0),
            ms: Some(1234),
            variant: u32::from(line == 9),
            recording: None,
            language: (line == 9).then(|| Language::parse("de").unwrap()),
            text: text.into(),
        };
        let recipe = Recipe {
            hash: "a".into(),
            works: "b".into(),
            script: "c".into(),
            cast: "d".into(),
            details: "e".into(),
            transforms: vec![("trim".into(), 1)],
            formats: vec!["x".into()],
            settings: Default::default(),
            title: "Tides".into(),
            show: None,
            publisher: Some("Harbour \"Press\"".into()),
            date: None,
            synthetic: "Tones.".into(),
            front: "drawn".into(),
            language: language(),
            sound: Some(Sound::default()),
            people: vec![Speaker {
                name: "Mirela".into(),
                role: "interviewee".into(),
            }],
            chapters: vec![],
            pauses: [("answer".to_owned(), 420)].into(),
            listening: None,
            voices: vec![VoiceLine {
                person: 0,
                language: language(),
                voice: VoiceSpec {
                    engine: "e".into(),
                    voice: "v".into(),
                    rate: 0.97,
                    pitch: Semitones(0.0),
                    timbre: Semitones(-1.5),
                    settings: [("warmth".to_owned(), Setting::Number(0.1))].into(),
                    tempo: 1.0,
                },
                fingerprint: "e 1".into(),
                own: Hz(16_000),
                gain: Db(-1.0),
                pan: 0.0,
                chain: None,
            }],
            heard: None,
            starts: vec![],
            score: vec![],
            takes: vec![take(7, "Why?"), take(9, "Ach\nso.")],
        };
        let owner = Owner {
            name: "talk".into(),
            title: "Tides".into(),
            people: ["Mirela".to_owned()].into(),
            copy: crate::house::Edition::Episode,
        };
        let output = Output {
            file: "talk.x".into(),
            format: "x".into(),
            bytes: 44,
            blake3: "af".into(),
        };
        let summary = Summary {
            seconds: 2.5,
            loudness: Some(-16.0),
            peak: None,
            chapters: 0,
            lines: 2,
            above_music: None,
            words_per_minute: None,
            shares: vec![("Mirela".into(), 2.468)],
            range: Some(4.5),
            shortfalls: vec!["too soft".into()],
            lacking: Vec::new(),
        };
        Manifest::new(owner, vec![output], summary, Some(recipe))
    }

    #[test]
    fn the_form_is_a_promise() {
        let text = write(&manifest()).replace(env!("CARGO_PKG_VERSION"), "V");
        let key = "0f".repeat(32);
        let expected = format!(
            r#"{{
  "version": 2,
  "program": "duologue V",
  "interview": {{"name":"talk","title":"Tides","people":["Mirela"]}},
  "outputs": [
    {{"file":"talk.x","format":"x","bytes":44,"blake3":"af"}}
  ],
  "summary": {{"seconds":2.5,"loudness":-16.0,"peak":null,"chapters":0,"lines":2,"shares":[["Mirela",2.468]],"range":4.5,"shortfalls":["too soft"]}},
  "recipe": {{
    "hash": "a",
    "works": "b",
    "script": "c",
    "cast": "d",
    "details": "e",
    "transforms": [["trim",1]],
    "formats": ["x"],
    "title": "Tides",
    "publisher": "Harbour \"Press\"",
    "synthetic": "Tones.",
    "front": "drawn",
    "language": "en",
    "sound": {{"levels":"podcast","chain":"gentle","rhythm":"natural","room":true}},
    "people": [
      {{"name":"Mirela","role":"interviewee"}}
    ],
    "chapters": [],
    "pauses": {{"answer":420}},
    "voices": [
      {{"person":0,"language":"en","engine":"e","voice":"v","rate":0.97,"pitch":0.0,"timbre":-1.5,"settings":{{"warmth":0.1}},"fingerprint":"e 1","own":16000,"gain":-1.0}}
    ],
    "takes": [
      {{"line":7,"voice":0,"key":"{key}","pause":220,"ms":1234,"text":"Why?"}},
      {{"line":9,"voice":0,"key":"{key}","pause":-120,"before":"interruption","ms":1234,"variant":1,"language":"de","text":"Ach\nso."}}
    ]
  }}
}}
"#
        );
        assert_eq!(text, expected);
    }

    #[test]
    fn what_was_written_is_read_back() {
        let manifest = manifest();
        let read = Manifest::parse(write(&manifest).as_bytes());
        assert_eq!(read, Ok(manifest));
    }

    /// Every number in it may be edited; none may lead anywhere.
    #[test]
    fn numbers_that_lead_nowhere_are_refused() {
        let mut lies = vec![];
        for lie in [
            (|r: &mut Recipe| r.takes[1].voice = 1) as fn(&mut Recipe),
            |r| r.voices[0].person = 7,
            |r| {
                r.chapters.push(Chapter {
                    title: String::new(),
                    take: usize::MAX,
                });
            },
        ] {
            let mut manifest = manifest();
            lie(manifest.recipe.as_mut().unwrap());
            lies.push(Manifest::parse(write(&manifest).as_bytes()).is_err());
        }
        assert_eq!(lies, [true; 3]);
    }
}

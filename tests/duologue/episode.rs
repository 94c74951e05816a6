//! An episode's folder, read by the tests' own eyes: chunks by hand, not by the program's code.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Everything a render left.
pub struct Episode {
    pub wav: PathBuf,
    pub rate: u32,
    /// 1 or 2, interleaved.
    pub channels: u16,
    pub samples: Vec<i16>,
    /// Markers of the WAV file: frame and title.
    pub cues: Vec<(u32, String)>,
    /// Chapters of the WAV file's ID3 tag: start and end in milliseconds, title.
    pub id3: Vec<(u32, u32, String)>,
    /// `chapters.json`: start in seconds, title.
    pub chapters: Vec<(f64, String)>,
    /// Every line as the manifest has it: start and end in milliseconds, speaker, text.
    pub captions: Vec<Caption>,
    /// `captions.vtt`, names that are shown before the words left out.
    pub shown: Vec<Caption>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Caption {
    pub start: u64,
    pub end: u64,
    pub speaker: String,
    pub text: String,
}

impl Episode {
    pub fn read(folder: &Path) -> Episode {
        let wav = std::fs::read_dir(folder)
            .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
            .map(|e| e.unwrap().path())
            .find(|p| p.extension().is_some_and(|e| e == "wav"))
            .expect("a WAV file");
        let bytes = std::fs::read(&wav).unwrap();
        let chunks = chunks(&bytes);
        let fmt = chunks["fmt "];
        let channels = u16_at(fmt, 2);
        assert!((1..=2).contains(&channels), "mono or stereo");
        assert_eq!(u16_at(fmt, 14), 16, "16 bit");
        let lines = lines(&wav.with_extension("lock.json"));
        let shown = captions(&folder.join("captions.vtt"));
        agree(&lines, &shown);
        let samples = chunks["data"]
            .chunks_exact(2)
            .map(|b| i16::from_le_bytes([b[0], b[1]]));
        Episode {
            rate: u32_at(fmt, 4),
            channels,
            samples: samples.collect(),
            cues: cues(chunks["cue "], chunks["LIST adtl"]),
            id3: id3_chapters(chunks["id3 "]),
            chapters: json_chapters(&folder.join("chapters.json")),
            captions: lines,
            shown,
            wav,
        }
    }

    pub fn seconds(&self) -> f64 {
        self.samples.len() as f64 / f64::from(self.rate) / f64::from(self.channels)
    }

    /// First and last sample above -46 dB of a mono episode's peak between two times in ms: 4 dB below
    /// the quietest that counts as speech, 7 above the highest peaks of the room's quiet.
    pub fn sound(&self, from: u64, to: u64) -> Option<(f64, f64)> {
        let peak = self
            .samples
            .iter()
            .map(|s| i32::from(*s).abs())
            .max()
            .unwrap_or(0);
        let at = |ms: u64| ((ms * u64::from(self.rate) / 1000) as usize).min(self.samples.len());
        let (from, to) = (at(from), at(to));
        let loud = |s: &i16| i32::from(*s).abs() * 200 > peak;
        let first = self.samples[from..to].iter().position(loud)?;
        let last = self.samples[from..to].iter().rposition(loud)?;
        let ms = |n: usize| (from + n) as f64 * 1000.0 / f64::from(self.rate);
        Some((ms(first), ms(last)))
    }
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes(bytes[at..at + 2].try_into().unwrap())
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap())
}

/// All chunks of a RIFF file by name (lists with their type), checked to fill it exactly.
fn chunks(bytes: &[u8]) -> BTreeMap<String, &[u8]> {
    assert_eq!((&bytes[..4], &bytes[8..12]), (&b"RIFF"[..], &b"WAVE"[..]));
    assert_eq!(u32_at(bytes, 4) as usize, bytes.len() - 8, "RIFF size");
    let (mut found, mut at) = (BTreeMap::new(), 12);
    while at < bytes.len() {
        let name = String::from_utf8_lossy(&bytes[at..at + 4]).into_owned();
        let size = u32_at(bytes, at + 4) as usize;
        let body = &bytes[at + 8..at + 8 + size];
        if name == "LIST" {
            found.insert(
                format!("LIST {}", String::from_utf8_lossy(&body[..4])),
                &body[4..],
            );
        } else {
            found.insert(name, body);
        }
        at += 8 + size + size % 2;
    }
    assert_eq!(at, bytes.len(), "chunks fill the file");
    found
}

fn cues(cue: &[u8], adtl: &[u8]) -> Vec<(u32, String)> {
    let count = u32_at(cue, 0) as usize;
    let mut labels = BTreeMap::new();
    let mut at = 0;
    while at < adtl.len() {
        let size = u32_at(adtl, at + 4) as usize;
        let body = &adtl[at + 8..at + 8 + size];
        if &adtl[at..at + 4] == b"labl" {
            let text = String::from_utf8(body[4..size - 1].to_vec()).unwrap();
            labels.insert(u32_at(body, 0), text);
        }
        at += 8 + size + size % 2;
    }
    (0..count)
        .map(|n| {
            let record = &cue[4 + 24 * n..];
            assert_eq!(u32_at(record, 4), u32_at(record, 20), "position and offset");
            (u32_at(record, 4), labels[&u32_at(record, 0)].clone())
        })
        .collect()
}

fn id3_chapters(tag: &[u8]) -> Vec<(u32, u32, String)> {
    let tag = id3::Tag::read_from2(std::io::Cursor::new(tag)).unwrap();
    let mut chapters: Vec<_> = tag
        .chapters()
        .map(|c| {
            let title = c
                .frames
                .iter()
                .find_map(|f| f.content().text())
                .unwrap_or_default();
            (c.start_time, c.end_time, title.to_string())
        })
        .collect();
    chapters.sort();
    let contents: Vec<_> = tag.tables_of_contents().collect();
    assert_eq!(contents.len(), 1, "one table of contents");
    assert_eq!(contents[0].elements.len(), chapters.len());
    chapters
}

fn json_chapters(path: &Path) -> Vec<(f64, String)> {
    let json: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(json["version"], "1.2.0");
    let chapter = |c: &serde_json::Value| {
        (
            c["startTime"].as_f64().unwrap(),
            c["title"].as_str().unwrap().to_string(),
        )
    };
    json["chapters"]
        .as_array()
        .unwrap()
        .iter()
        .map(chapter)
        .collect()
}

/// The lines of a manifest that show anything.
fn lines(manifest: &Path) -> Vec<Caption> {
    let json: serde_json::Value =
        serde_json::from_slice(&std::fs::read(manifest).unwrap()).unwrap();
    let recipe = &json["recipe"];
    let number = |value: &serde_json::Value| value.as_u64().unwrap();
    let line = |(take, at): (&serde_json::Value, &serde_json::Value)| {
        let voice = &recipe["voices"][number(&take["voice"]) as usize];
        let person = &recipe["people"][number(&voice["person"]) as usize];
        let words: Vec<&str> = take["text"].as_str().unwrap().split_whitespace().collect();
        Caption {
            start: number(at),
            end: number(at) + number(&take["ms"]),
            speaker: person["name"].as_str().unwrap().to_owned(),
            text: words.join(" "),
        }
    };
    let starts = recipe["starts"].as_array().unwrap();
    let takes = recipe["takes"].as_array().unwrap().iter().zip(starts);
    takes
        .map(line)
        .filter(|line| !line.text.is_empty())
        .collect()
}

/// Captions show the words of every line, in order, by who says them, and each line that begins a cue
/// begins with it to the millisecond.
fn agree(lines: &[Caption], cues: &[Caption]) {
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    let shown = cues
        .iter()
        .enumerate()
        .flat_map(|(n, cue)| bare(&cue.text).chars().map(|c| (n, c)).collect::<Vec<_>>());
    let mut shown = shown.peekable();
    let mut last = None;
    for line in lines {
        for (at, c) in bare(&line.text).chars().enumerate() {
            // What is in between is a note.
            let (cue, _) = shown
                .find(|(_, other)| *other == c)
                .unwrap_or_else(|| panic!("{line:?} is not shown in {cues:#?}"));
            assert_eq!(cues[cue].speaker, line.speaker, "{line:?}");
            if at == 0 && last != Some(cue) {
                assert_eq!(cues[cue].start, line.start, "{line:?}: {:?}", cues[cue]);
            }
            last = Some(cue);
        }
    }
    assert!(cues.windows(2).all(|w| w[0].end <= w[1].start), "{cues:?}");
}

fn captions(path: &Path) -> Vec<Caption> {
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.starts_with("WEBVTT"));
    let mut found = vec![];
    for block in text.split("\n\n").filter(|b| b.contains("-->")) {
        let mut lines = block.lines().skip_while(|line| !line.contains("-->"));
        let (start, end) = lines.next().unwrap().split_once(" --> ").unwrap();
        let said = lines.collect::<Vec<_>>().join("\n");
        let (speaker, text) = said.strip_prefix("<v ").unwrap().split_once('>').unwrap();
        let plain = |s: &str| {
            s.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
        };
        let (speaker, text) = (plain(speaker), plain(text));
        let label = format!("{speaker}:");
        let text = text.strip_prefix(&label).unwrap_or(&text).trim();
        found.push(Caption {
            start: clock(start),
            end: clock(end),
            text: text.replace('\n', " "),
            speaker,
        });
    }
    found
}

/// `hh:mm:ss.mmm` or `mm:ss.mmm` in milliseconds.
fn clock(time: &str) -> u64 {
    let (rest, millis) = time.trim().rsplit_once('.').unwrap();
    let seconds = rest
        .split(':')
        .fold(0, |sum, part| sum * 60 + part.parse::<u64>().unwrap());
    seconds * 1000 + millis.parse::<u64>().unwrap()
}

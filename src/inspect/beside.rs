//! What stands beside a finished file to who says what when: the manifest, and those files of the set that
//! are as they were rendered.
//!
//! Nothing of it is believed that its hash does not confirm. Captions of an altered file would still be
//! read, and would name the wrong person for every word behind the place that was cut; so of a sound that
//! was altered only levels are told, and of altered captions nothing. The manifest's own figures
//! (length, loudness) are never looked at: they are what the render said of itself. Where its lines lie
//! it says too, under a hash of its own, and that is believed beside a sound that is as it was.

use super::InspectError;
use super::wishes::{Wishes, asked_for};
use crate::publish::manifest::{self, Manifest, Recipe};
use crate::publish::verify::{self, Checked, State};
use crate::publish::{OUTPUTS, OutputRow};
use serde_json::Value;
use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Media types by which the files of a set are told apart, whatever their formats are called; that of any
/// sound begins with this.
const SOUND: &str = "audio/";
/// A sound that cannot be decoded here.
const CLOSED: &str = "codecs=opus";
const CAPTIONS: &str = "text/vtt";
const CHAPTERS: &str = "application/json+chapters";
/// More than the captions of a hundred hours.
const LONGEST: u64 = 64 << 20;

/// A file to be measured, and what is known of it.
#[derive(Debug)]
pub(super) struct Beside {
    /// The sound.
    pub(super) sound: PathBuf,
    /// Of the interview; the file's name where nothing is known.
    pub(super) title: String,
    /// What became of every file of the set; empty if there is none.
    pub(super) files: Vec<Checked>,
    /// What is wrong, and what can still be told, as sentences without full stop.
    pub(super) notes: Vec<String>,
    /// Is it as it was rendered, with everything beside it?
    pub(super) whole: bool,
    /// Who says what when, in order; `None` if that cannot be told.
    pub(super) captions: Option<Vec<Caption>>,
    /// The chapters, in order; `None` if they cannot be told.
    pub(super) chapters: Option<Vec<Chapter>>,
    /// What was asked for, as far as the manifest tells.
    pub(super) wishes: Wishes,
}

/// Words and when they are heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Caption {
    /// Start and end in milliseconds.
    pub(super) start: u64,
    pub(super) end: u64,
    /// Who speaks; empty if it does not say.
    pub(super) name: String,
    /// The words.
    pub(super) text: String,
    /// Is it no line of the interview, but what the program itself says?
    pub(super) announced: bool,
}

/// A chapter, in milliseconds.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chapter {
    pub(super) start: u64,
    pub(super) end: u64,
    pub(super) title: String,
}

/// Looks beside the file or into the folder that was named.
///
/// # Errors
/// When there is no such file, or none of a folder can be the episode, or a manifest or one of the
/// set's files cannot be read.
pub(super) fn beside(asked: &Path) -> Result<Beside, InspectError> {
    let folder = match asked.is_dir() {
        true => asked,
        false => match asked.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        },
    };
    let found = match manifest::all(folder) {
        Ok(found) => found,
        // A sound without an episode around it can be measured all the same.
        Err(crate::publish::PublishError::NoManifest { .. }) if !asked.is_dir() => vec![],
        Err(error) => return Err(error.into()),
    };
    let of = |manifest: &Manifest| {
        let mut sounds = sounds(manifest).into_iter();
        // The first, since that is the one closest to what was mastered.
        sounds.find(|file| asked.is_dir() || asked.file_name() == Some(OsStr::new(file)))
    };
    let set = found
        .into_iter()
        .find_map(|(path, manifest)| Some((of(&manifest)?, path, manifest)));
    match set {
        Some((file, path, manifest)) => known(folder, &file, path, manifest),
        None if asked.is_dir() => Err(InspectError::NoSound {
            folder: folder.to_owned(),
        }),
        None => Ok(alone(asked)),
    }
}

/// The sounds of a set that can be measured, in the order of the table.
fn sounds(manifest: &Manifest) -> Vec<String> {
    let rows = OUTPUTS
        .iter()
        .filter(|row| row.media_type.starts_with(SOUND) && !row.media_type.contains(CLOSED));
    rows.filter_map(|row| {
        let mut outputs = manifest.outputs.iter();
        let found = outputs.find(|output| output.format == row.name)?;
        Some(found.file.clone())
    })
    .collect()
}

/// The file of a set that has this type.
fn of_type(manifest: &Manifest, media_type: &str) -> Option<String> {
    let is = |row: &&OutputRow| row.media_type == media_type;
    let row = OUTPUTS.iter().find(is)?;
    let mut outputs = manifest.outputs.iter();
    outputs
        .find(|output| output.format == row.name)
        .map(|output| output.file.clone())
}

fn alone(sound: &Path) -> Beside {
    let name = sound.file_stem().unwrap_or_default().to_string_lossy();
    Beside {
        sound: sound.to_owned(),
        title: name.into_owned(),
        files: vec![],
        notes: vec![
            "no manifest beside it: who speaks, the words and the chapters are not known".into(),
        ],
        whole: true,
        captions: None,
        chapters: None,
        wishes: Wishes::default(),
    }
}

fn known(
    folder: &Path,
    sound: &str,
    path: PathBuf,
    manifest: Manifest,
) -> Result<Beside, InspectError> {
    let wishes = asked_for(folder, &manifest);
    let files = [CAPTIONS, CHAPTERS].map(|media_type| of_type(&manifest, media_type));
    let takes = manifest.recipe.iter().flat_map(|recipe| &recipe.takes);
    let lines: Vec<(usize, String)> = takes.map(|take| (take.line, take.text.clone())).collect();
    let placed = manifest.recipe.as_ref().and_then(placed);
    let checked = verify::one(folder, path, manifest)?;
    let state = |file: &str| {
        checked
            .files
            .iter()
            .find(|c| c.file == file)
            .map(|c| c.state)
    };
    let mut beside = Beside {
        sound: folder.join(sound),
        title: checked.title.clone(),
        notes: checked
            .wrong
            .iter()
            .map(|w| format!("the manifest: {w}"))
            .collect(),
        whole: checked.whole(),
        captions: None,
        chapters: None,
        wishes,
        files: vec![],
    };
    let fits = state(sound) == Some(State::Whole);
    if !fits {
        let missing = state(sound) == Some(State::Missing);
        beside.notes.push(match missing {
            true => format!("{sound} is missing"),
            false => format!(
                "{sound} was altered since it was rendered: its levels are measured as they are now; \
                 who speaks when, the words and the chapters are left out, because captions and chapters \
                 were made for the sound as it was"
            ),
        });
    }
    let mut read = |file: &Option<String>, what: &str, left: &str| {
        let Some(file) = file else {
            let why = format!("the set has no {what}: {left} cannot be told");
            beside.notes.push(why);
            return Ok(None);
        };
        match state(file) {
            Some(State::Whole) if fits => text(&folder.join(file)).map(Some),
            Some(State::Whole) => Ok(None),
            _ => {
                beside.notes.push(format!(
                    "{file} was altered or is missing since it was rendered: {left} cannot be told"
                ));
                Ok(None)
            }
        }
    };
    let [captions, chapters] = &files;
    let captions = read(
        captions,
        "file of captions",
        "who speaks when, and the words,",
    )?;
    let chapters = read(chapters, "file of chapters", "the chapters")?;
    beside.captions = captions.map(|text| {
        placed.unwrap_or_else(|| {
            let mut captions = parsed(&text);
            announced(&mut captions, &lines);
            captions
        })
    });
    beside.chapters = chapters.and_then(|text| listed(&text));
    beside.files = checked.files;
    Ok(beside)
}

/// Reads a file that is known to be as it was rendered.
fn text(path: &Path) -> Result<String, InspectError> {
    let fail = |source| InspectError::File {
        path: path.to_owned(),
        source,
    };
    let mut text = String::new();
    let file = File::open(path).map_err(fail)?;
    file.take(LONGEST).read_to_string(&mut text).map_err(fail)?;
    Ok(text)
}

/// The lines as the manifest has them, if it says when each is heard and that is what it said when it was
/// written. A file of captions has been made to be read: where a sentence begins or ends in it is not to be
/// seen.
fn placed(recipe: &Recipe) -> Option<Vec<Caption>> {
    let known = recipe.heard.is_some() && recipe.is_true();
    let known = known && recipe.starts.len() == recipe.takes.len();
    let takes = recipe.takes.iter().zip(&recipe.starts).filter(|_| known);
    let mut captions: Vec<Caption> = Vec::new();
    for (take, &at) in takes.filter(|(take, _)| is_seen(&take.text)) {
        let ms = take.ms?;
        // In order and one after another; what is not cannot be measured twice.
        let start = at.max(captions.last().map_or(0, |last| last.end));
        captions.push(Caption {
            start,
            end: at.saturating_add(ms).max(start),
            name: recipe.speaker(take).name.clone(),
            text: take.text.clone(),
            announced: take.line == 0,
        });
    }
    known.then_some(captions)
}

/// Is there anything to be seen in a text?
fn is_seen(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace() && !c.is_control())
}

/// The cues of WebVTT as earlier versions of this program wrote it: a line of times, one of words behind `<v Name>`.
fn parsed(text: &str) -> Vec<Caption> {
    let mut captions: Vec<Caption> = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some((start, end)) = line.split_once(" --> ") else {
            continue;
        };
        let end = end.split(' ').next().unwrap_or_default();
        let (Some(start), Some(end)) = (clock(start), clock(end)) else {
            continue;
        };
        let words: Vec<&str> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
        let words = words.join(" ");
        let (name, words) = match words.strip_prefix("<v ").and_then(|w| w.split_once('>')) {
            Some((name, words)) => (name.to_owned(), words.to_owned()),
            None => (String::new(), words),
        };
        // In order and one after another, as they are written; what is not cannot be measured twice.
        let start = start.max(captions.last().map_or(0, |last| last.end));
        captions.push(Caption {
            start,
            end: end.max(start),
            name: plain(&name),
            text: plain(&words),
            announced: false,
        });
    }
    captions
}

/// `hh:mm:ss.mmm` in milliseconds.
fn clock(text: &str) -> Option<u64> {
    let (whole, millis) = text.trim().split_once('.')?;
    let mut seconds = 0u64;
    for part in whole.split(':') {
        let part: u64 = part.parse().ok()?;
        seconds = seconds.checked_mul(60)?.checked_add(part)?;
    }
    let millis: u64 = millis.parse().ok().filter(|millis| *millis < 1000)?;
    seconds.checked_mul(1000)?.checked_add(millis)
}

/// A text without tags and escapes.
fn plain(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    for (at, piece) in text.split('<').enumerate() {
        let shown = match at {
            0 => Some(piece),
            _ => piece.split_once('>').map(|(_, shown)| shown),
        };
        bare.push_str(shown.unwrap_or_default());
    }
    bare.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// Marks those captions that stand in no line of the interview. Captions of earlier versions are the lines
/// in order, without those that show nothing.
fn announced(captions: &mut [Caption], lines: &[(usize, String)]) {
    let shown: Vec<bool> = lines
        .iter()
        .filter(|(_, text)| is_seen(text))
        .map(|(line, _)| *line == 0)
        .collect();
    // A manifest without a recipe tells of no announcement, and so does one of other lines.
    if shown.len() == captions.len() {
        for (caption, announced) in captions.iter_mut().zip(shown) {
            caption.announced = announced;
        }
    }
}

/// Podcasting 2.0 JSON chapters.
fn listed(text: &str) -> Option<Vec<Chapter>> {
    let json: Value = serde_json::from_str(text).ok()?;
    let millis = |value: &Value| {
        value
            .as_f64()
            .map(|s| (s.clamp(0.0, 1e9) * 1e3).round() as u64)
    };
    let chapters = json["chapters"].as_array()?.iter();
    chapters
        .map(|chapter| {
            Some(Chapter {
                start: millis(&chapter["startTime"])?,
                end: millis(&chapter["endTime"])?,
                title: chapter["title"].as_str()?.to_owned(),
            })
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const PAGE: &str = "WEBVTT\n\nNOTE Tides (en-GB)\n\n\
        00:00:00.100 --> 00:00:01.235\n<v Mirela Vance>Why <b>radio</b>, &amp;lt; then?\n\n\
        00:00:01.655 --> 100:00:03.680 align:start\n<v A &lt; B><lang de>Ach so.</lang>\n\n\
        nonsense --> 00:00:09.000\n\n00:00:02.000 --> 00:00:01.000\nNobody.\n";

    #[test]
    fn captions_are_read_as_they_were_written() {
        let caption = |start, end, name: &str, text: &str| Caption {
            start,
            end,
            name: name.into(),
            text: text.into(),
            announced: false,
        };
        assert_eq!(
            parsed(PAGE),
            [
                caption(100, 1235, "Mirela Vance", "Why radio, &lt; then?"),
                caption(1655, 360_003_680, "A < B", "Ach so."),
                caption(360_003_680, 360_003_680, "", "Nobody."),
            ]
        );
        assert_eq!(clock("99999999999999999999:00:00.000"), None);
        assert_eq!(clock("18446744073709551615:00:00.000"), None);
    }

    #[test]
    fn what_stands_in_no_line_is_an_announcement() {
        let mut captions = parsed(PAGE);
        let line = |line, text: &str| (line, text.to_owned());
        let lines = [line(0, "Why?"), line(3, " "), line(4, "So."), line(0, "N.")];
        announced(&mut captions, &lines);
        let told: Vec<bool> = captions.iter().map(|c| c.announced).collect();
        assert_eq!(told, [true, false, true]);
        // Of other lines nothing is known.
        let mut captions = parsed(PAGE);
        announced(&mut captions, &lines[..1]);
        assert!(captions.iter().all(|c| !c.announced));
    }

    #[test]
    fn chapters_that_are_none_are_not_taken() {
        let one = r#"{"chapters": [{"startTime": 0.0, "endTime": 1.235, "title": "So"}]}"#;
        let expected = Chapter {
            start: 0,
            end: 1235,
            title: "So".into(),
        };
        assert_eq!(listed(one), Some(vec![expected]));
        for other in ["", "[]", "{}", r#"{"chapters": [{"startTime": "x"}]}"#] {
            assert_eq!(listed(other), None, "{other}");
        }
    }
}

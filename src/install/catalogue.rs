//! Data files to voices that could be installed: which files, how large, by which digest, under which licence.
//!
//! What stands in the embedded file was read from a source that it names; an entry without a digest has
//! none because none was found. Engines and addresses stand in that file alone, so that a new voice, or
//! another place for it, is no change to the program. It is JSON with one voice on a line, because the
//! publisher's index is JSON, and a change to one voice should be one line in a comparison.

use super::InstallError;
use crate::diag::closest;
use crate::engines::Language;
use serde::{Deserialize, Serialize};

/// The embedded file.
const EMBEDDED: &str = include_str!("catalogue.json");

/// The largest file that is believed to belong to a voice, in bytes; the largest known has 0.33 GB.
pub(super) const LARGEST: u64 = 4_000_000_000;

/// The longest path of a file, in bytes.
const LONGEST: usize = 300;

/// Voices that could be installed, set by set.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    version: u32,
    /// A voice to name in examples, as a cast would.
    pub example: String,
    /// One for each place that publishes voices.
    pub sets: Vec<Set>,
}

/// The voices that one publisher has for one engine.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Set {
    /// Name of the engine's row.
    pub engine: String,
    /// The address below which the files lie, with a slash at its end.
    pub base: String,
    /// The publisher's own index below that, if there is one (`super::index` reads it).
    #[serde(default)]
    pub index: Option<String>,
    /// Where address, files and descriptions were read.
    pub sources: Sources,
    /// The voices, by name.
    pub voices: Vec<Voice>,
}

/// Where what the catalogue says was read.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sources {
    /// The address.
    pub base: String,
    /// Paths, sizes and digests.
    pub files: String,
    /// What the voices are like.
    pub about: String,
}

/// A voice, or several in one model: what is installed at once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voice {
    /// The part after the colon in `engine:name`; empty where all voices of an engine come together.
    pub name: String,
    /// The languages it speaks, as tags (`en-GB`); its own is the first.
    pub languages: Vec<String>,
    /// What it is like, in a few words.
    pub about: String,
    /// What may be done with it; nothing known without it.
    #[serde(default)]
    pub licence: Licence,
    /// Its files. An engine knows a voice by the first, which is put in place last.
    pub files: Vec<File>,
}

/// What may be done with a voice.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// Its name, and what else has to be known; empty if nothing is.
    pub text: String,
    /// Does it have to be asked for?
    pub terms: Terms,
    /// Where that was read.
    pub source: String,
}

/// How free one is to use a voice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Terms {
    /// For everything, at most with credit.
    Open,
    /// Not for everything: no commerce, research alone, or made from what is.
    Restricted,
    /// Nobody said, or it was not found.
    #[default]
    Unknown,
}

/// One file of a voice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Where it lies below the address of its set.
    pub path: String,
    /// Its length in bytes, if that is known.
    #[serde(default)]
    pub size: Option<u64>,
    /// Its MD5 as hexadecimal digits, where the publisher gives that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub md5: Option<String>,
    /// Its SHA-256 as hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Is it a page about the voice, which no engine needs?
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub card: bool,
}

impl Catalogue {
    /// The embedded one.
    ///
    /// # Errors
    /// When the program was built with a broken one, which a test keeps from happening.
    pub fn embedded() -> Result<Catalogue, InstallError> {
        Catalogue::parse(EMBEDDED, "the catalogue of this program")
    }

    /// Reads a catalogue; `place` is what it is called in an error.
    ///
    /// # Errors
    /// When it is not of this form, or an entry of it could not be installed.
    pub fn parse(text: &str, place: &str) -> Result<Catalogue, InstallError> {
        let broken = |why: String| InstallError::Catalogue {
            place: place.to_owned(),
            why,
        };
        let catalogue: Catalogue =
            serde_json::from_str(text).map_err(|error| broken(error.to_string()))?;
        if catalogue.version != 1 {
            return Err(broken(format!("version {} is not 1", catalogue.version)));
        }
        for set in &catalogue.sets {
            if !plain(&set.engine) {
                return Err(broken(format!("`{}` is no name of an engine", set.engine)));
            }
            for voice in &set.voices {
                voice.check().map_err(broken)?;
            }
        }
        Ok(catalogue)
    }

    /// Every voice, with its set.
    pub fn voices(&self) -> impl Iterator<Item = (&Set, &Voice)> {
        let of = |set| move |voice| (set, voice);
        self.sets
            .iter()
            .flat_map(move |set: &Set| set.voices.iter().map(of(set)))
    }

    /// The voice of that name, as a cast would say it.
    ///
    /// # Errors
    /// When there is none; a name that is nearly right is offered.
    pub fn find(&self, name: &str) -> Result<(&Set, &Voice), InstallError> {
        let named = |(set, voice): &(&Set, &Voice)| set.spoken(voice) == name;
        self.voices().find(named).ok_or_else(|| {
            let names: Vec<String> = self.voices().map(|(set, v)| set.spoken(v)).collect();
            // Somebody who leaves the engine out means the voice of that name.
            let bare = self.voices().find(|(_, voice)| voice.name == name);
            let near = bare.map(|(set, voice)| set.spoken(voice)).or_else(|| {
                let names = names.iter().map(String::as_str);
                closest(name, names).map(str::to_owned)
            });
            InstallError::Unknown {
                name: name.to_owned(),
                near,
            }
        })
    }
}

impl Set {
    /// What a cast calls a voice of this set.
    #[must_use]
    pub fn spoken(&self, voice: &Voice) -> String {
        match voice.name.as_str() {
            "" => self.engine.clone(),
            name => format!("{}:{name}", self.engine),
        }
    }

    /// The address of a file, with every letter beyond ASCII escaped.
    #[must_use]
    pub fn address(&self, file: &File) -> String {
        self.base.clone() + &escaped(&file.path)
    }
}

impl Voice {
    /// How much has to be downloaded, in bytes, as far as that is known.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.files.iter().filter_map(|file| file.size).sum()
    }

    /// Does it speak a language? A region that is not named is any region.
    #[must_use]
    pub fn speaks(&self, wanted: &Language) -> bool {
        let own = self.languages.iter().filter_map(|tag| Language::parse(tag));
        own.into_iter().any(|own| {
            own.reads(wanted)
                && (wanted.region().is_none()
                    || own.region().is_none()
                    || own.region() == wanted.region())
        })
    }

    /// Its page, if it has one.
    #[must_use]
    pub fn card(&self) -> Option<&File> {
        self.files.iter().find(|file| file.card)
    }

    /// What is called what on this machine: a name has to be a name and no path, because the
    /// index of a mirror is a stranger's.
    pub(super) fn check(&self) -> Result<(), String> {
        let who = format!("the voice `{}`", self.name);
        if !self.name.is_empty() && !plain(&self.name) {
            return Err(format!("`{}` is no name of a voice", self.name));
        }
        if self.files.first().is_none_or(|file| file.card) {
            return Err(format!("{who} has no model"));
        }
        for tag in &self.languages {
            if Language::parse(tag).is_none() {
                return Err(format!("{who} has the language `{tag}`, which is none"));
            }
        }
        for (at, file) in self.files.iter().enumerate() {
            let steps = || file.path.split('/');
            if file.path.len() > LONGEST || !steps().all(plain) {
                return Err(format!(
                    "{who} has the file `{}`, which is no path",
                    file.path
                ));
            }
            if file.size.is_some_and(|size| size == 0 || size > LARGEST) {
                return Err(format!("{who} has a file of {:?} bytes", file.size));
            }
            let hexadecimal = |digest: &Option<String>, length| {
                digest.as_ref().is_none_or(|text| {
                    text.len() == length
                        && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
                })
            };
            if !hexadecimal(&file.md5, 32) || !hexadecimal(&file.sha256, 64) {
                return Err(format!("{who} has a digest that is none"));
            }
            if self.files[..at]
                .iter()
                .any(|one| one.name(self) == file.name(self))
            {
                return Err(format!("{who} has two files of one name"));
            }
        }
        Ok(())
    }
}

impl File {
    /// What it is called on this machine. Pages are all called the same where they are published.
    #[must_use]
    pub fn name(&self, voice: &Voice) -> String {
        let last = self.path.rsplit('/').next().unwrap_or_default();
        match self.card {
            true => format!("{}.{last}", voice.name),
            false => last.to_owned(),
        }
    }

    /// Is there anything by which it can be known?
    #[must_use]
    pub fn known(&self) -> bool {
        self.md5.is_some() || self.sha256.is_some()
    }
}

/// May a file or a folder be called that, on any system?
fn plain(name: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '+');
    !name.is_empty()
        && name.len() <= 120
        && !name.starts_with('.')
        && !name.ends_with('.')
        && name.chars().all(fits)
}

/// A path as it stands in an address (RFC 3986, section 2).
pub(super) fn escaped(path: &str) -> String {
    let mut text = String::new();
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                text.push(char::from(byte));
            }
            _ => text += &format!("%{byte:02X}"),
        }
    }
    text
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_can_be_installed_and_says_where_it_was_read() {
        let all = Catalogue::embedded().unwrap();
        let mut names: Vec<String> = all.voices().map(|(set, v)| set.spoken(v)).collect();
        assert!(names.len() > 170);
        assert!(names.contains(&all.example));
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all.voices().count(), "no two are called alike");
        for set in &all.sets {
            assert!(set.base.starts_with("https://") && set.base.ends_with('/'));
            for source in [&set.sources.base, &set.sources.files, &set.sources.about] {
                assert!(source.len() > 20);
            }
        }
        for (set, voice) in all.voices() {
            let who = set.spoken(voice);
            assert!(
                !voice.languages.is_empty() && !voice.about.is_empty(),
                "{who}"
            );
            assert_eq!(
                voice.licence.text.is_empty(),
                voice.licence.source.is_empty(),
                "{who}"
            );
            if voice.licence.text.is_empty() {
                assert_eq!(voice.licence.terms, Terms::Unknown, "{who}");
            }
            for file in &voice.files {
                assert!(file.size.unwrap() > 0 && file.known(), "{who}");
                assert!(set.address(file).is_ascii(), "{who}");
            }
        }
    }

    #[test]
    fn a_name_that_is_nearly_right_is_offered() {
        let all = Catalogue::embedded().unwrap();
        let near = |name: &str| match all.find(name) {
            Err(InstallError::Unknown { near, .. }) => near,
            _ => None,
        };
        let (engine, voice) = all.example.split_once(':').unwrap();
        assert_eq!(near(voice).as_ref(), Some(&all.example));
        assert_eq!(
            near(&all.example.replace("alba", "abla")).as_ref(),
            Some(&all.example)
        );
        assert_eq!(near("zzzz"), None);
        assert!(all.find(&format!("{engine}:{voice}")).is_ok());
    }

    #[test]
    fn languages_are_found_however_they_are_written() {
        let voice = Voice {
            name: "x".into(),
            languages: vec!["de-DE".into(), "ja".into()],
            about: String::new(),
            licence: Licence::default(),
            files: vec![],
        };
        for (wanted, speaks) in [
            ("de", true),
            ("de_DE", true),
            ("DE-de", true),
            ("de-AT", false),
            ("ja-JP", true),
            ("en", false),
        ] {
            assert_eq!(
                voice.speaks(&Language::parse(wanted).unwrap()),
                speaks,
                "{wanted}"
            );
        }
    }

    #[test]
    fn what_could_lead_out_of_the_folder_is_no_name() {
        for bad in [
            "",
            ".",
            "..",
            ".x",
            "a/b",
            "a\\b",
            "C:",
            "a b",
            "a\0",
            "x.",
            "a\u{202e}b",
        ] {
            assert!(!plain(bad), "{bad:?}");
        }
        for good in ["en_GB-alba-medium.onnx", "pt_PT-tugão-medium", "v1.0"] {
            assert!(plain(good), "{good}");
        }
        assert_eq!(escaped("pt/tugão x.onnx"), "pt/tug%C3%A3o%20x.onnx");
    }

    #[test]
    fn a_broken_catalogue_is_told() {
        let with = |voice: &str| {
            let text = format!(
                r#"{{"version": 1, "example": "a:b", "sets": [{{"engine": "a", "base": "https://a/",
                "sources": {{"base": "", "files": "", "about": ""}}, "voices": [{voice}]}}]}}"#
            );
            Catalogue::parse(&text, "here")
                .map(|_| ())
                .map_err(|e| e.to_string())
        };
        let voice = |files: &str| {
            format!(r#"{{"name": "b", "languages": ["en"], "about": "", "files": [{files}]}}"#)
        };
        assert_eq!(with(&voice(r#"{"path": "x/b.onnx", "size": 3}"#)), Ok(()));
        for files in [
            "",
            r#"{"path": "../b.onnx"}"#,
            r#"{"path": "/b.onnx"}"#,
            r#"{"path": "b.onnx", "size": 0}"#,
            r#"{"path": "b.onnx", "size": 99999999999}"#,
            r#"{"path": "b.onnx", "md5": "xyz"}"#,
            r#"{"path": "b.onnx", "sha1": "xyz"}"#,
            r#"{"path": "a/b.onnx"}, {"path": "c/b.onnx"}"#,
            r#"{"path": "a/CARD", "card": true}"#,
        ] {
            assert!(with(&voice(files)).is_err(), "{files}");
        }
    }
}

//! What the user says and what systems are like, to the files that may be espeak-ng's library and the folder of
//! its data.
//!
//! Whoever names a library means that one: if it cannot be opened, no other is tried, because another version
//! says other phonemes.

use super::WISHES;
use crate::engines::{Places, Setting};
use std::path::{Path, PathBuf};

/// The environment variable that names the library.
pub(super) const ENVIRONMENT: &str = "DUOLOGUE_ESPEAK";

/// The folder of espeak's data, under the name that it has everywhere.
const DATA: &str = "espeak-ng-data";

/// The names under which systems have it. Names alone are looked up as the system looks up libraries.
#[cfg(target_os = "macos")]
const NAMES: &[&str] = &[
    "libespeak-ng.1.dylib",
    "libespeak-ng.dylib",
    "/opt/homebrew/lib/libespeak-ng.dylib",
    "/usr/local/lib/libespeak-ng.dylib",
];
#[cfg(windows)]
const NAMES: &[&str] = &[
    "libespeak-ng.dll",
    "espeak-ng.dll",
    "C:\\Program Files\\eSpeak NG\\libespeak-ng.dll",
    "C:\\Program Files (x86)\\eSpeak NG\\libespeak-ng.dll",
];
#[cfg(not(any(windows, target_os = "macos")))]
const NAMES: &[&str] = &["libespeak-ng.so.1", "libespeak-ng.so"];

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wanted {
    /// The library that the user names.
    pub(super) library: Option<PathBuf>,
    /// The folder of its data that the user names.
    pub(super) data: Option<PathBuf>,
}

impl Wanted {
    /// What the user's own configuration says to any engine, else the environment.
    pub(super) fn from(places: &Places) -> Wanted {
        let wish = |key: &str| {
            let mut said = places
                .wishes
                .values()
                .filter_map(|wish| match wish.settings.get(key) {
                    Some(Setting::Text(path)) if !path.is_empty() => Some(PathBuf::from(path)),
                    _ => None,
                });
            said.next()
        };
        let [library, data] = WISHES;
        let environment = || {
            let path = std::env::var_os(ENVIRONMENT)?;
            (!path.is_empty()).then(|| PathBuf::from(path))
        };
        Wanted {
            library: wish(library).or_else(environment),
            data: wish(data),
        }
    }

    /// The files to try, in order.
    pub(super) fn candidates(&self) -> Vec<PathBuf> {
        match &self.library {
            Some(path) => vec![path.clone()],
            None => NAMES.iter().map(PathBuf::from).collect(),
        }
    }

    /// The folder that holds the data of a library: the one that was named, else what lies where packages put it
    /// beside a library; `None` for what the library itself was built with.
    pub(super) fn data(&self, library: &Path) -> Option<PathBuf> {
        if self.data.is_some() {
            return self.data.clone();
        }
        let beside = library.parent().filter(|p| !p.as_os_str().is_empty())?;
        ["", "../share", "../../share"]
            .iter()
            .map(|step| beside.join(step).join(DATA))
            .find(|folder| folder.is_dir())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::engines::Wish;

    #[test]
    fn a_named_library_is_the_only_one_that_is_tried() {
        let mut places = Places::at(PathBuf::from("cache"));
        let mut wish = Wish::default();
        wish.settings
            .insert("espeak".into(), Setting::Text("/there/lib.so".into()));
        places.wishes.insert("any".into(), wish);
        let wanted = Wanted::from(&places);
        assert_eq!(wanted.candidates(), [PathBuf::from("/there/lib.so")]);
        assert_eq!(wanted.data(Path::new("/there/lib.so")), None);
    }

    #[test]
    fn data_lie_beside_a_library_or_in_share() {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("lib/libespeak-ng.so.1");
        let wanted = Wanted {
            library: Some(library.clone()),
            data: None,
        };
        let share = folder.path().join("share").join(DATA);
        std::fs::create_dir_all(&share).unwrap();
        std::fs::create_dir_all(folder.path().join("lib")).unwrap();
        let found = wanted.data(&library).unwrap();
        assert_eq!(found.canonicalize().unwrap(), share.canonicalize().unwrap());
        let named = Wanted {
            data: Some("/elsewhere".into()),
            ..wanted
        };
        assert_eq!(named.data(&library), Some(PathBuf::from("/elsewhere")));
    }
}

//! A manifest to what its episode was asked to be, so that it is judged by that.

use crate::house::Levels;
use crate::publish::Manifest;
use std::collections::BTreeMap;
use std::path::Path;

/// The folder of a listening copy.
const LISTENING: &str = "listening";

/// What an episode was asked to be.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Wishes {
    /// The preset of its levels.
    pub(super) levels: Option<Levels>,
    /// Is there to be room tone in place of digital silence?
    pub(super) room: Option<bool>,
    /// Words a minute that the listening copy was to have.
    pub(super) pace: Option<f64>,
    /// How much louder or softer than the others somebody was to be, in dB.
    pub(super) gains: BTreeMap<String, f64>,
}

fn is_listening(folder: &Path) -> bool {
    let whole = folder.canonicalize();
    let folder = whole.as_deref().unwrap_or(folder);
    folder.file_name().is_some_and(|name| name == LISTENING)
}

/// What the manifest says that was asked for, or else the folder that the episode lies in.
pub(super) fn asked_for(folder: &Path, manifest: &Manifest) -> Wishes {
    let recipe = manifest.recipe.as_ref();
    let copy = recipe.and_then(|recipe| recipe.listening);
    let sound = manifest.recipe.as_ref().and_then(|recipe| recipe.sound);
    let mut gains: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for voice in manifest.recipe.iter().flat_map(|recipe| {
        let name = |person: usize| recipe.people[person].name.clone();
        recipe.voices.iter().map(move |v| (name(v.person), v.gain))
    }) {
        gains.entry(voice.0).or_default().push(f64::from(voice.1.0));
    }
    let same = |gains: &[f64]| gains.iter().all(|gain| *gain == gains[0]).then(|| gains[0]);
    Wishes {
        levels: (sound.map(|sound| sound.levels))
            .or_else(|| is_listening(folder).then_some(Levels::Listening)),
        room: sound.map(|sound| sound.room),
        pace: copy.map(|copy| f64::from(copy.words_per_minute) * f64::from(copy.tempo)),
        // Of somebody whose languages have unlike levels no single wish is known.
        gains: gains
            .into_iter()
            .filter_map(|(name, gains)| Some((name, same(&gains)?)))
            .filter(|(_, gain)| *gain != 0.0)
            .collect(),
    }
}

//! A name in a cast or a script to a sound that can be heard, or to what is wrong with it.

use super::super::recordings::{said, within};
use super::{Place, Play, Score, Sound};
use crate::audio::builtin::{self, BUILTINS};
use crate::audio::decode::Damage;
use crate::audio::recording::digest;
use crate::audio::sounds::{Looked, MOST_MINUTES, Spring, look};
use crate::diag::{Diagnostic, Diagnostics, Source, Span, closest};
use crate::house::Cue;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A bed that is shorter would be heard as a rhythm, once it is repeated.
const SHORTEST_BED: u64 = 2_000;
/// What is shorter is a click: all of it would be fades.
const SHORTEST: u64 = 20;
/// Of so many packets one may be broken; a file with more holes is none to be played to anybody.
const WHOLE: u64 = 10;

/// Finds sounds, each once.
pub(super) struct Finder<'a> {
    pub(super) score: Score,
    pub(super) diags: &'a mut Diagnostics,
    /// What became of each file: its number and what was seen in it.
    known: BTreeMap<(PathBuf, String), Result<(usize, Looked), Wrong>>,
}

/// Why a sound cannot be heard.
#[derive(Clone)]
struct Wrong {
    why: String,
    hint: String,
}

impl<'a> Finder<'a> {
    pub(super) fn new(diags: &'a mut Diagnostics) -> Self {
        Finder {
            score: Score::default(),
            diags,
            known: BTreeMap::new(),
        }
    }

    /// Adds a cue, or tells what is wrong with it at its place.
    pub(super) fn add(
        &mut self,
        source: &Source,
        folder: &Path,
        whose: &'static str,
        cue: &Cue,
        place: Place,
    ) {
        let (name, span) = (&cue.file.value, cue.file.span);
        let known = (folder.to_path_buf(), name.clone());
        let found = match self.known.get(&known) {
            Some(found) => found.clone(),
            None => {
                let found = self.find(source, span, folder, name, whose);
                self.known.insert(known, found.clone());
                found
            }
        };
        let cannot = format!("`{name}` cannot be heard as {}", article(&place));
        let (sound, looked) = match found {
            Ok(found) => found,
            Err(Wrong { why, hint }) => {
                let problem = Diagnostic::error(source, span, cannot).label(why);
                self.diags.push(problem.hint(hint));
                return;
            }
        };
        if let Err(Wrong { why, hint }) = fits(cue, &looked, &place) {
            let problem = Diagnostic::error(source, span, cannot).label(why);
            self.diags.push(problem.hint(hint));
            return;
        }
        let left = looked.millis() - u64::from(cue.start.0);
        if let Some(length) = cue.length.filter(|length| u64::from(length.0) > left + 100) {
            let long = format!("`{name}` is shorter than the `length` that is asked for");
            let rest = format!(
                "{} of it are left, not {}",
                seconds(left),
                seconds(length.0.into())
            );
            let warning = Diagnostic::warning(source, span, long).label(rest);
            self.diags.push(
                warning.hint("It is heard to its end. Leave `length` out, or make it shorter."),
            );
        }
        self.score.plays.push(Play {
            sound,
            place,
            start: cue.start,
            length: cue.length,
            fade: cue.fade,
            gain: cue.gain,
        });
    }

    fn find(
        &mut self,
        source: &Source,
        span: Span,
        folder: &Path,
        name: &str,
        whose: &str,
    ) -> Result<(usize, Looked), Wrong> {
        let builtin = name.strip_prefix(builtin::PREFIX);
        let (spring, mark) = match builtin {
            Some(piece) => {
                let found = builtin::find(piece.trim()).ok_or_else(|| no_piece(piece.trim()))?;
                (
                    Spring::Builtin(found),
                    format!("{}{}", builtin::PREFIX, found.name),
                )
            }
            None => {
                let wrong = |why: String| Wrong {
                    why,
                    hint: hint(whose),
                };
                let path = within(folder, name, whose).map_err(wrong)?;
                let mark = digest(&path).map_err(|error| wrong(said(&error)))?;
                (Spring::File(path), mark)
            }
        };
        let looked = look(&spring).map_err(|error| Wrong {
            why: error.to_string(),
            hint: hint(whose),
        })?;
        let Damage { packets, sound, .. } = looked.damage;
        if packets * WHOLE > sound {
            return Err(Wrong {
                why: format!(
                    "it is broken: {packets} of its {} pieces cannot be decoded",
                    packets + sound
                ),
                hint: "Export it once more, or convert it to WAV.".to_owned(),
            });
        }
        if let Some(what) = damaged(looked.damage) {
            let warning = Diagnostic::warning(source, span, format!("`{name}` is damaged"));
            let warning = warning.label(what);
            self.diags
                .push(warning.hint(
                    "It is heard as far as it goes; export it once more if it sounds wrong.",
                ));
        }
        let number = self.score.sounds.len();
        self.score.sounds.push(Sound {
            name: name.to_owned(),
            spring,
            digest: mark,
            rate: looked.rate,
            channels: looked.channels,
            frames: looked.frames,
        });
        Ok((number, looked))
    }
}

/// Is there something to be heard where a cue begins?
fn fits(cue: &Cue, looked: &Looked, place: &Place) -> Result<(), Wrong> {
    let (start, all) = (u64::from(cue.start.0), looked.millis());
    if start >= all {
        return Err(Wrong {
            why: format!(
                "`start` lies at {}, and it is over after {}",
                seconds(start),
                seconds(all)
            ),
            hint: "Let it begin earlier: `start` counts from the beginning of the file.".to_owned(),
        });
    }
    if !looked.sounds(cue.start, cue.length) {
        return Err(Wrong {
            why: "nothing can be heard in this part of it".to_owned(),
            hint: "Choose another part with `start` and `length`.".to_owned(),
        });
    }
    let length = cue
        .length
        .map_or(all - start, |length| u64::from(length.0).min(all - start));
    if *place == Place::Bed && length < SHORTEST_BED {
        return Err(Wrong {
            why: format!(
                "{} are too short to be repeated below words",
                seconds(length)
            ),
            hint: format!(
                "A bed has at least {}; thirty and more are better.",
                seconds(SHORTEST_BED)
            ),
        });
    }
    match length < SHORTEST {
        true => Err(Wrong {
            why: "it is over before it can be heard".to_owned(),
            hint: format!("A sound has at least {SHORTEST} milliseconds."),
        }),
        false => Ok(()),
    }
}

fn damaged(damage: Damage) -> Option<String> {
    let Damage {
        packets,
        sound,
        short,
        checksum,
    } = damage;
    if packets > 0 {
        return Some(format!(
            "{packets} of its {} pieces cannot be decoded",
            packets + sound
        ));
    }
    if short {
        return Some("it ends before its header says so".to_owned());
    }
    checksum.then(|| "its checksum is that of another sound".to_owned())
}

fn no_piece(name: &str) -> Wrong {
    let names = BUILTINS.iter().map(|row| row.name);
    let why = match closest(name, names) {
        Some(near) => format!("did you mean `{}{near}`?", builtin::PREFIX),
        None => "there is no such built-in piece".to_owned(),
    };
    Wrong {
        why,
        hint: pieces(),
    }
}

fn hint(whose: &str) -> String {
    format!(
        "A sound is a file (WAV, FLAC, MP3, M4A, Ogg Vorbis, AIFF) of at most {MOST_MINUTES} minutes, \
         beside the {whose} or below. {}",
        pieces()
    )
}

fn pieces() -> String {
    let pieces = BUILTINS
        .iter()
        .map(|row| format!("`{}{}` ({})", builtin::PREFIX, row.name, row.about));
    format!("Built in: {}.", pieces.collect::<Vec<_>>().join(", "))
}

fn article(place: &Place) -> String {
    match place {
        Place::Intro | Place::Outro => format!("an {}", place.name()),
        Place::Bed | Place::Sting | Place::Sound(_) => format!("a {}", place.name()),
        Place::Music(_) => place.name().to_owned(),
    }
}

/// `0.4 s`, `12 s`.
fn seconds(millis: u64) -> String {
    format!("{} s", (millis as f64 / 100.0).round() / 10.0)
}

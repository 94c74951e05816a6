//! The whole way, in order: this file is a table of contents.
//!
//! Each function goes a part of the way and gives back what the next one needs; the command
//! line calls them, and so may any program. Everything that differs between machines comes in
//! through the [`Workshop`], everything that is told on the way goes out through diagnostics and an
//! observer.

use crate::cast::Cast;
use crate::diag::observe::{Event, Observer};
use crate::diag::{Diagnostics, Severity};
use crate::engines::{ENGINES, EngineRow, Places};
use crate::error::Error;
use crate::house::{House, Tables};
use crate::prepare::Utterance;
use crate::publish::{Artifact, OutputRow, Owner};
use crate::read::{Document, Limits, RawFile};
use crate::script::Script;
use crate::speak::{EngineRoom, Takes};
use crate::{arrange, cast, house, master, prepare, publish, read, script, speak};
use std::io::Read as _;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// What differs between machines.
#[derive(Clone)]
pub struct Workshop {
    /// The table of engines.
    pub engines: &'static [EngineRow],
    /// Where engines keep their files.
    pub places: Places,
    /// How many lines are spoken at once.
    pub threads: NonZeroUsize,
    /// How much of an untrusted file is taken on.
    pub limits: Limits,
}

impl Workshop {
    /// This machine: every engine there is, all cores, the user's cache folder.
    #[must_use]
    pub fn here() -> Self {
        let cache = directories::ProjectDirs::from("", "", "duologue").map_or_else(
            || std::env::temp_dir().join("duologue"),
            |d| d.cache_dir().to_path_buf(),
        );
        Workshop {
            engines: ENGINES,
            places: Places { cache },
            threads: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            limits: Limits::default(),
        }
    }

    fn tables(&self) -> Tables<'_> {
        Tables::new(self.engines, &self.places)
    }

    fn room(&self) -> EngineRoom<'_> {
        EngineRoom {
            engines: self.engines,
            places: &self.places,
            threads: self.threads,
        }
    }
}

/// An interview as far as its words go: who says what, and how the house is furnished.
pub struct Compiled {
    /// The short name of the interview: its file's name without the ending.
    pub name: String,
    /// The cast file.
    pub house: House,
    /// The interview as it was read.
    pub document: Document,
    /// The interview, understood.
    pub script: Script,
}

/// An interview whose people have voices, sentence by sentence.
pub struct Prepared {
    /// Who speaks with which voice.
    pub cast: Cast,
    /// Every sentence.
    pub utterances: Vec<Utterance>,
}

/// An episode that was written.
#[derive(Debug, Clone)]
pub struct Report {
    /// The files, in the order in which they are best listed.
    pub artifacts: Vec<Artifact>,
    /// Length in seconds.
    pub seconds: f64,
    /// How many chapters.
    pub chapters: usize,
    /// Integrated loudness in LUFS, as heard on two loudspeakers.
    pub loudness: f64,
    /// True peak in dBTP.
    pub peak: f64,
    /// How many lines were spoken.
    pub lines: usize,
    /// Who spoke for how many seconds, the longest first.
    pub shares: Vec<(String, f64)>,
}

/// From two files to a script: read, house, script.
///
/// # Errors
/// When a file cannot be read, or has errors (they are all in `diags`).
pub fn compile(
    shop: &Workshop,
    interview: &Path,
    cast_file: Option<&Path>,
    diags: &mut Diagnostics,
) -> Result<Compiled, Error> {
    let page = load(interview, &shop.limits)?;
    let tables = shop.tables();
    let house = match cast_file {
        None => Some(house::default(&tables).ok_or(Error::NoCast)?),
        Some(path) => read::decode(&load(path, &shop.limits)?, &shop.limits, diags)
            .and_then(|source| house::parse(&source, &tables, diags)),
    };
    let document = read::read(&page, &shop.limits, diags);
    // Without a house the interview's own errors are still told, together with the cast's.
    let known = house.clone().or_else(|| house::default(&tables));
    let script = match (&document, &known) {
        (Some(document), Some(house)) => script::compile(document, house, diags),
        _ => None,
    };
    match (house, document, script) {
        (Some(house), Some(document), Some(script)) if !diags.has_errors() => Ok(Compiled {
            name: name(interview),
            house,
            document,
            script,
        }),
        (house, _, script) => {
            // What depends on both is told too: nobody wants to be told off twice.
            if let (Some(house), Some(script)) = (house, script) {
                cast::check_names(&script, &house, diags);
            }
            Err(failed(diags))
        }
    }
}

/// From a script to what is to be spoken by whom: cast, prepare.
///
/// # Errors
/// When someone has no voice (told in `diags`).
pub fn prepare(
    shop: &Workshop,
    compiled: &Compiled,
    diags: &mut Diagnostics,
) -> Result<Prepared, Error> {
    let Compiled { house, script, .. } = compiled;
    let cast = cast::cast(script, house, &shop.tables(), diags);
    match cast {
        Some(cast) if !diags.has_errors() => {
            let prepare::Prepared {
                utterances,
                diagnostics,
            } = prepare::prepare(script, house, &cast);
            diags.append(diagnostics);
            if diags.has_errors() {
                Err(failed(diags))
            } else {
                Ok(Prepared { cast, utterances })
            }
        }
        _ => Err(failed(diags)),
    }
}

/// The whole way, to a set of files in `out`: speak, arrange, master, publish.
///
/// # Errors
/// When a line cannot be spoken or a file not be written. The old set of files is untouched.
pub fn render(
    shop: &Workshop,
    compiled: &Compiled,
    prepared: &Prepared,
    outputs: &[&OutputRow],
    out: &Path,
    observer: &dyn Observer,
) -> Result<Report, Error> {
    let Compiled {
        name,
        house,
        script,
        ..
    } = compiled;
    let Prepared { cast, utterances } = prepared;
    let about = master::about(name, script, house, utterances);
    let claim = publish::claim(out, Owner::of(&about), outputs)?;
    observer.event(Event::Cast(&cast.summary));
    let takes = speak::speak(utterances, cast, shop.room(), observer)?;
    let timeline = arrange::arrange(script, utterances, lengths(&takes), &house.pauses);
    let episode = master::master(
        about,
        timeline,
        takes,
        utterances,
        cast,
        shop.threads,
        observer,
    )?;
    let artifacts = claim.publish(&episode, outputs, observer)?;
    Ok(report(&episode, artifacts))
}

fn lengths(takes: &Takes) -> impl Iterator<Item = (u64, crate::audio::Hz)> {
    takes.index().iter().map(|take| (take.frames, take.rate))
}

fn report(episode: &master::Episode, artifacts: Vec<Artifact>) -> Report {
    let (about, timeline) = (&episode.about, &episode.timeline);
    let seconds = |frames: u64| frames as f64 / f64::from(timeline.rate.0);
    let mut shares: Vec<(String, f64)> = about
        .people
        .iter()
        .map(|person| (person.name.clone(), 0.0))
        .collect();
    for (line, heard) in about.lines.iter().zip(&timeline.captions) {
        shares[line.speaker].1 += seconds(heard.frames());
    }
    shares.retain(|(_, spoken)| *spoken > 0.0);
    shares.sort_by(|a, b| b.1.total_cmp(&a.1));
    Report {
        artifacts,
        seconds: seconds(timeline.frames),
        chapters: timeline.chapters.len(),
        loudness: episode.loudness,
        peak: episode.peak,
        lines: about.lines.len(),
        shares,
    }
}

fn failed(diags: &Diagnostics) -> Error {
    Error::Text {
        count: diags.count(Severity::Error),
    }
}

/// The short name of an interview: its file's name without the ending.
fn name(path: &Path) -> String {
    path.file_stem().map_or_else(
        || "interview".into(),
        |stem| stem.to_string_lossy().into_owned(),
    )
}

/// All bytes of a file, unless there are too many.
fn load(path: &Path, limits: &Limits) -> Result<RawFile, Error> {
    let failed = |source| Error::Read {
        path: path.to_path_buf(),
        source,
    };
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(failed)?;
    file.take(limits.bytes as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(failed)?;
    if bytes.len() > limits.bytes {
        return Err(Error::TooLarge {
            path: path.to_path_buf(),
            limit: limits.bytes,
        });
    }
    Ok(RawFile {
        path: path.to_path_buf(),
        bytes,
    })
}

/// The folder that receives the episode of an interview when none is given.
#[must_use]
pub fn default_out(interview: &Path) -> PathBuf {
    Path::new("out").join(name(interview))
}

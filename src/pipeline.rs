//! The whole way, in order: this file is a table of contents.
//!
//! Each function goes a part of the way and gives back what the next one needs; the command
//! line calls them, and so may any program. Everything that differs between machines comes in
//! through the [`Workshop`], everything that is told on the way goes out through diagnostics and an
//! observer.

mod changes;
mod copy;

pub use changes::{diff, locked};
pub use copy::{LISTENING, Paced, SAMPLE, Wanted, folder};

use crate::cast::Cast;
use crate::diag::observe::{Event, Observer};
use crate::diag::{Diagnostics, Severity};
use crate::error::Error;
use crate::house::House;
use crate::master::About;
use crate::prepare::{Cut, Front, Score, Utterance, Whole};
use crate::publish::{Extent, OutputRow, Owner, Recipe, Seen};
use crate::read::Document;
use crate::report::Report;
use crate::script::Script;
use crate::workshop::Workshop;
use crate::{arrange, cast, house, master, prepare, publish, read, script, speak};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// An interview as far as its words go: who says what, and how the house is furnished.
pub struct Compiled {
    /// The short name of the interview: its file's name without the ending.
    pub name: String,
    /// The folder in which it lies: recordings that it names are there, or below.
    pub folder: PathBuf,
    /// The cast file.
    pub house: House,
    /// The interview as it was read.
    pub document: Document,
    /// The interview, understood.
    pub script: Script,
}

/// An interview whose people have voices, sentence by sentence.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// The cast file, as this copy has it.
    pub house: House,
    /// Who speaks with which voice.
    pub cast: Cast,
    /// Every sentence, and what is announced between them.
    pub utterances: Vec<Utterance>,
    /// What is heard besides them.
    pub score: Score,
    /// What is on its front.
    pub front: Front,
    /// Which part of the interview they are; `None` for all of it.
    pub part: Option<Cut>,
    /// What is known of all of it, whichever part this is.
    pub whole: Whole,
    /// What the pace is found by, where this copy has one.
    pub paced: Option<Paced>,
}

/// What a script is made from.
#[derive(Debug, Clone, Default)]
pub struct Order {
    /// The interview.
    pub interview: PathBuf,
    /// Who sounds like what; the embedded cast if none is given.
    pub cast: Option<PathBuf>,
    /// Roles given by hand, each as `NAME=ROLE`.
    pub people: Vec<String>,
    /// What formats are set to beside the cast, each as `FORMAT.KEY=VALUE`.
    pub sets: Vec<String>,
}

/// From two files to a script: read, house, script.
///
/// # Errors
/// When a file cannot be read, or has errors (they are all in `diags`).
pub fn compile(shop: &Workshop, order: &Order, diags: &mut Diagnostics) -> Result<Compiled, Error> {
    let page = read::load(&order.interview, &shop.limits)?;
    let tables = shop.tables();
    let given = order.people.iter();
    let given: Vec<_> = given
        .filter_map(|text| house::given("--people", text, diags))
        .collect();
    let house = match &order.cast {
        None => Some(house::default(&tables).ok_or(Error::NoCast)?),
        Some(path) => read::decode(&read::load(path, &shop.limits)?, &shop.limits, diags)
            .and_then(|source| house::parse(&source, &tables, diags)),
    };
    let house = house.map(|mut house| {
        house.given.extend(given);
        house::set("--set", &order.sets, &tables, &mut house.formats, diags);
        house
    });
    let document = read::read(&page, &shop.limits, diags);
    // Without a house the interview's own errors are still told, together with the cast's.
    let known = house.clone().or_else(|| house::default(&tables));
    let script = match (&document, &known) {
        (Some(document), Some(house)) => script::compile(document, house, diags),
        _ => None,
    };
    match (house, document, script) {
        (Some(house), Some(document), Some(script)) if !diags.has_errors() => Ok(Compiled {
            name: name(&order.interview),
            folder: order
                .interview
                .parent()
                .map_or_else(PathBuf::new, Path::to_path_buf),
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

/// From a script to what is to be spoken by whom in one copy of it: cast, prepare, the recordings
/// that are heard in place of voices, the score, the part that is wanted, and what is announced.
///
/// # Errors
/// When someone has no voice, a sound file is not there (told in `diags`), nothing in the
/// interview can be spoken, or there is no such part.
pub fn prepare(
    shop: &Workshop,
    compiled: &Compiled,
    wanted: &Wanted,
    diags: &mut Diagnostics,
) -> Result<Prepared, Error> {
    let house = compiled.house.copy(wanted.copy);
    let mut prepared = of_house(shop, compiled, house, diags)?;
    let Compiled { script, folder, .. } = compiled;
    let utterances = &mut prepared.utterances;
    prepare::recordings(utterances, folder, &script.source, diags);
    prepared.score = prepare::score(script, &prepared.house, utterances, folder, diags);
    prepared.front = prepare::front(&prepared.house, diags);
    if diags.has_errors() {
        return Err(failed(diags));
    }
    copy::finish(shop, script, &mut prepared, wanted, diags)?;
    Ok(prepared)
}

/// The sentences of the page alone, as far as they can be known from the script: for who wants to
/// see or mark them, and render none.
///
/// # Errors
/// When someone has no voice (told in `diags`), or nothing in the interview can be spoken.
pub fn sentences(
    shop: &Workshop,
    compiled: &Compiled,
    diags: &mut Diagnostics,
) -> Result<Prepared, Error> {
    of_house(shop, compiled, compiled.house.clone(), diags)
}

fn of_house(
    shop: &Workshop,
    compiled: &Compiled,
    house: House,
    diags: &mut Diagnostics,
) -> Result<Prepared, Error> {
    let script = &compiled.script;
    let cast = cast::cast(script, &house, &shop.tables(), diags);
    match cast {
        Some(cast) if !diags.has_errors() => {
            let prepare::Prepared {
                mut utterances,
                diagnostics,
            } = prepare::prepare(script, &house, &cast);
            prepare::spoiled(&mut utterances, &cast, shop.engines, &shop.places);
            diags.append(diagnostics);
            match utterances.len() {
                _ if diags.has_errors() => Err(failed(diags)),
                0 => Err(Error::Nothing(compiled.name.clone())),
                _ => Ok(Prepared {
                    whole: Whole::of(script, &utterances),
                    house,
                    cast,
                    utterances,
                    score: Score::default(),
                    front: Front::default(),
                    part: None,
                    paced: None,
                }),
            }
        }
        _ => Err(failed(diags)),
    }
}

/// Refuses what was only warned of.
///
/// # Errors
/// When there is a warning in `diags`.
pub fn strict(diags: &Diagnostics) -> Result<(), Error> {
    match diags.count(Severity::Warning) {
        0 => Ok(()),
        count => Err(Error::Strict { count }),
    }
}

/// The whole way, to a set of files in `out`: speak, arrange, master, publish.
///
/// Where the same episode stands there already it is left alone, and not even read.
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
    let script = &compiled.script;
    let (house, score) = (&prepared.house, &prepared.score);
    let (owner, about, _) = planned(compiled, prepared, outputs);
    let mut extent = Extent {
        chapters: about.chapters.len(),
        rate: arrange::OUTPUT_RATE,
        frames: None,
        channels: None,
        levels: house.sound.levels,
    };
    publish::holds(outputs, &house.formats, &extent)?;
    // Before anything is spoken: a folder that is another interview's is told at once.
    let earlier = publish::earlier(out, &owner)?;
    let (mut prepared, first) = copy::paced(shop, script, prepared, observer)?;
    let seen = Seen::within(&shop.places.cache);
    // How many lines fill a minute is only known when they were spoken.
    let most = prepared.part.as_ref().and_then(|part| part.most);
    if most.is_none() {
        let as_planned = std::iter::once(Cow::Borrowed(&*prepared));
        let as_told = copy::as_told(script, &prepared, earlier.as_ref()).map(Cow::Owned);
        for prepared in as_planned.chain(as_told) {
            let (owner, _, recipe) = planned(compiled, &prepared, outputs);
            if let Some(standing) = publish::standing(out, &owner, &recipe, &seen) {
                observer.event(Event::Cast(&prepared.cast.summary));
                let report = Report::unchanged(standing);
                complete(shop, &report.lacking)?;
                return Ok(of_part(report, &prepared));
            }
        }
    }
    let claim = publish::claim(out, owner, outputs)?;
    observer.event(Event::Cast(&prepared.cast.summary));
    let mut takes = speak::speak(&prepared.utterances, &prepared.cast, shop.room(), observer)?;
    takes.paces().note(&shop.places.cache);
    let arranged = |utterances: &[Utterance], takes: &speak::Takes| {
        arrange::arrange(script, utterances, takes.lengths(), house, score)
    };
    let mut timeline = arranged(&prepared.utterances, &takes);
    let mut length_set_right = false;
    if let Some(most) = most {
        let within = prepare::ending(&prepared.utterances, timeline.lines_within(most));
        prepared.to_mut().utterances.truncate(within);
        takes.truncate(within);
        timeline = arranged(&prepared.utterances, &takes);
    } else if let Some(line) = copy::set_right(script, &mut prepared, &timeline) {
        let utterances = &prepared.utterances[line..=line];
        let again = speak::speak(utterances, &prepared.cast, shop.room(), observer)?;
        takes.replace(line, again);
        timeline = arranged(&prepared.utterances, &takes);
        length_set_right = true;
    }
    timeline.hear(&prepared.utterances, takes.index());
    complete(
        shop,
        &speak::Lacking::of(&prepared.utterances, &prepared.cast, &takes),
    )?;
    extent.frames = Some(timeline.frames);
    publish::holds(outputs, &house.formats, &extent)?;
    let tally = takes.tally().and(first);
    let (_, about, recipe) = planned(compiled, &prepared, outputs);
    let mut episode = master::master(
        about,
        timeline,
        takes,
        &prepared.utterances,
        &prepared.cast,
        &house.sound,
        score,
        &shop.desk(),
        shop.threads,
        observer,
    )?;
    let off = copy::off_pace(&prepared, &episode);
    episode.shortfalls.extend(off);
    episode
        .shortfalls
        .extend(publish::left_out(&episode.about, outputs));
    let claim = claim.of(recipe, seen);
    let artifacts = claim.publish(&episode, outputs, &house.formats, observer)?;
    let mut report = of_part(Report::new(&episode, artifacts, tally), &prepared);
    report.length_set_right = length_set_right;
    Ok(report)
}

/// Refuses lines in which something is not heard, where that was asked for.
fn complete(shop: &Workshop, lacking: &[speak::Lacking]) -> Result<(), Error> {
    match lacking {
        [_, ..] if shop.strict => Err(Error::Lacking {
            lines: lacking.to_vec(),
        }),
        _ => Ok(()),
    }
}

fn of_part(mut report: Report, prepared: &Prepared) -> Report {
    report.copy = prepared.house.edition;
    report.part = prepared.part.as_ref().map(|part| part.what.clone());
    report
}

/// Whose episode this makes, what it says of itself, and everything that its files depend on.
fn planned(
    compiled: &Compiled,
    prepared: &Prepared,
    outputs: &[&OutputRow],
) -> (Owner, About, Recipe) {
    let script = &compiled.script;
    let Prepared {
        house,
        cast,
        utterances,
        ..
    } = prepared;
    let mut about = master::about(&compiled.name, script, house, utterances);
    let owner = Owner::of(&about);
    about.front = prepared.front.clone();
    // In a player, or sent to somebody, neither a copy nor a part must be taken for the episode.
    if let Some(copy) = prepare::copy_name(house.edition, &about.language) {
        about.title = format!("{} ({copy})", about.title);
    }
    if let Some(part) = &prepared.part {
        about.title = format!("{} ({})", about.title, part.what);
    }
    let score = &prepared.score;
    let recipe = Recipe::new(&about, script, utterances, cast, house, score, outputs);
    (owner, about, recipe)
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

/// The folder that receives the episode of an interview when none is given.
#[must_use]
pub fn default_out(interview: &Path) -> PathBuf {
    Path::new("out").join(name(interview))
}

//! The user's configuration to an [`Own`]: what differs between users and machines, and what a
//! cast, which may come from a stranger, must never say: folders, sizes, threads, what is said to an engine.
//!
//! It is read as a cast is, with the same diagnostics, and is a part of this room for that.

use super::schema::{DEADLINE, OWN, OWN_TAKES, SIZE, THREADS};
use super::voices::setting;
use super::walk::Walk;
use crate::diag::yaml::{self, Node};
use crate::diag::{Diagnostics, Source, Span, closest};
use crate::engines::{self, EngineRow, Wish};
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Duration;

/// What the user wants of the program on this machine. Everything may be left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Own {
    /// The folder for everything that can be made again.
    pub cache: Option<PathBuf>,
    /// The folder of takes, if not below that.
    pub takes: Option<PathBuf>,
    /// The folder of installed voices.
    pub voices: Option<PathBuf>,
    /// How much of the disk takes may have, in bytes.
    pub cap: Option<u64>,
    /// How many lines are spoken at once.
    pub threads: Option<NonZeroUsize>,
    /// What is said to each engine, by its name.
    pub wishes: BTreeMap<String, Wish>,
}

/// What a gigabyte is.
const GIGABYTE: f64 = 1e9;

/// Reads a configuration; `table` are the engines to which something may be said. What is wrong
/// in it is told and left out; `None` only if the text is no YAML at all.
pub fn own(source: &Source, table: &[EngineRow], diags: &mut Diagnostics) -> Option<Own> {
    let whole = Span::new(0, source.text().len());
    let root = yaml::parse(source, whole, diags)?;
    let mut walk = Walk { source, diags };
    let fields = walk.fields(&root, &OWN);
    let get = |name: &str| fields.get(name).copied();
    let mut own = Own {
        cache: get("cache").and_then(|node| folder(&mut walk, node)),
        voices: get("voices").and_then(|node| folder(&mut walk, node)),
        ..Own::default()
    };
    if let Some(node) = get("threads") {
        let threads = walk.number(node, "threads", &THREADS);
        own.threads = threads.and_then(|at| NonZeroUsize::new(at.value as usize));
    }
    if let Some(node) = get("takes") {
        let fields = walk.fields(node, &OWN_TAKES);
        let get = |name: &str| fields.get(name).copied();
        own.takes = get("folder").and_then(|node| folder(&mut walk, node));
        let cap = get("cap").and_then(|node| walk.number(node, "cap", &SIZE));
        own.cap = cap.map(|at| (at.value * GIGABYTE) as u64);
    }
    for (key, name, node) in get("engines").map_or(vec![], |all| walk.entries(all, PLACE)) {
        match engines::find(table, &name) {
            Some(row) => {
                let wish = wish(&mut walk, row, node);
                own.wishes.insert(name, wish);
            }
            None => {
                let problem = walk.problem(key.span, format!("no engine is called `{name}`"));
                let near = closest(&name, table.iter().map(|row| row.name));
                let label = near.map_or_else(String::new, |near| format!("did you mean `{near}`?"));
                walk.error(problem.label(label));
            }
        }
    }
    Some(own)
}

/// Where engines are named.
const PLACE: &str = "under `engines`";

/// What is said to one engine. `deadline` every engine takes, the rest it checks itself.
fn wish(walk: &mut Walk<'_>, row: &EngineRow, node: &Node) -> Wish {
    let mut wish = Wish::default();
    let mut keys = BTreeMap::new();
    for (key, name, value) in walk.entries(node, "under an engine") {
        if name == "deadline" {
            let seconds = walk.number(value, "deadline", &DEADLINE);
            wish.deadline = seconds.map(|at| Duration::from_secs_f64(at.value));
        } else if let Some(setting) = setting(walk, &name, value) {
            keys.insert(name.clone(), key.span);
            wish.settings.insert(name, setting);
        }
    }
    for problem in (row.check_wish)(&wish.settings) {
        wish.settings.remove(&problem.key);
        // Every problem is one of a key; one of the whole is told where the engine stands.
        let span = keys.get(&problem.key).copied().unwrap_or(node.span);
        let mut diagnostic = walk.problem(span, problem.message);
        diagnostic.hints.extend(problem.hint);
        walk.error(diagnostic);
    }
    wish
}

/// A folder from the root on: a configuration is read from anywhere, so that `takes` would be
/// another folder each time.
fn folder(walk: &mut Walk<'_>, node: &Node) -> Option<PathBuf> {
    let text = walk.text(node, "the folder")?;
    let path = match text.value.strip_prefix("~/") {
        Some(rest) => std::env::home_dir().map(|home| home.join(rest)),
        None => Some(PathBuf::from(&text.value)),
    };
    let path = path.filter(|path| path.is_absolute());
    if path.is_none() {
        let message = format!("`{}` depends on where one stands", text.value);
        let label = "write the whole path, or one that begins with `~/`";
        walk.error(walk.problem(text.span, message).label(label));
    }
    path
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::engines::Setting;

    fn read(text: &str) -> (Option<Own>, Vec<String>) {
        let source = Source::new("config.yaml", text);
        let mut diags = Diagnostics::new();
        let own = own(&source, engines::ENGINES, &mut diags);
        let told = diags.iter().map(|d| d.message.clone()).collect();
        (own, told)
    }

    #[test]
    fn everything_may_be_said_and_nothing_must() {
        for empty in ["", "# nothing yet\n", "takes:\n"] {
            assert_eq!(read(empty), (Some(Own::default()), vec![]), "{empty}");
        }
        let (own, told) = read(
            "cache: /big/cache\nvoices: /big/voices\nthreads: 3\ntakes: {folder: /big/takes, cap: 500 MB}\n\
                engines: {tone: {deadline: 500 ms, hang: rope}}\n",
        );
        assert_eq!(told, Vec::<String>::new());
        let wanted = Own {
            cache: Some("/big/cache".into()),
            takes: Some("/big/takes".into()),
            voices: Some("/big/voices".into()),
            cap: Some(500_000_000),
            threads: NonZeroUsize::new(3),
            wishes: BTreeMap::from([(
                "tone".to_owned(),
                Wish {
                    deadline: Some(Duration::from_millis(500)),
                    settings: BTreeMap::from([("hang".to_owned(), Setting::Text("rope".into()))]),
                },
            )]),
        };
        assert_eq!(own, Some(wanted));
    }

    #[test]
    fn mistakes_are_told_as_in_a_cast() {
        let (own, told) =
            read("cache: here\nthread: 0\ntakes: {size: lots, dir: /t}\nvoice: pico\n");
        assert_eq!(
            told,
            [
                "unknown key `thread`",
                "unknown key `voice`",
                "`here` depends on where one stands",
                "unknown key `size`",
                "unknown key `dir`",
            ]
        );
        assert_eq!(own, Some(Own::default()));
    }

    #[test]
    fn what_an_engine_does_not_know_is_told_at_its_key() {
        let text =
            "engines:\n  tone:\n    hung: rope\n    deadline: soon\n    slow: 10\n  tonne: {}\n";
        let source = Source::new("config.yaml", text);
        let mut diags = Diagnostics::new();
        let own = own(&source, engines::ENGINES, &mut diags).unwrap();
        assert_eq!(
            super::super::fixture::told(&diags),
            [
                "4:15 expected a number for `deadline`, found `soon` | 0.05 to 86400 seconds",
                "3:5 a configuration cannot say `hung` to a tone",
                "6:3 no engine is called `tonne` | did you mean `tone`?",
            ]
        );
        let slow = BTreeMap::from([("slow".to_owned(), Setting::Number(10.0))]);
        assert_eq!(own.wishes["tone"].settings, slow);
    }
}

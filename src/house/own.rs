//! The user's configuration to an [`Own`]: what differs between users and machines, and what a
//! cast, which may come from a stranger, must never say: folders, sizes, threads.
//!
//! It is read as a cast is, with the same diagnostics, and is a part of this room for that.

use super::schema::{OWN, OWN_TAKES, SIZE, THREADS};
use super::walk::Walk;
use crate::diag::yaml::{self, Node};
use crate::diag::{Diagnostics, Source, Span};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// What the user wants of the program on this machine. Everything may be left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Own {
    /// The folder for everything that can be made again.
    pub cache: Option<PathBuf>,
    /// The folder of takes, if not below that.
    pub takes: Option<PathBuf>,
    /// How much of the disk takes may have, in bytes.
    pub cap: Option<u64>,
    /// How many lines are spoken at once.
    pub threads: Option<NonZeroUsize>,
}

/// What a gigabyte is.
const GIGABYTE: f64 = 1e9;

/// Reads a configuration. What is wrong in it is told and left out; `None` only if the text is
/// no YAML at all.
pub fn own(source: &Source, diags: &mut Diagnostics) -> Option<Own> {
    let whole = Span::new(0, source.text().len());
    let root = yaml::parse(source, whole, diags)?;
    let mut walk = Walk { source, diags };
    let fields = walk.fields(&root, &OWN);
    let get = |name: &str| fields.get(name).copied();
    let mut own = Own {
        cache: get("cache").and_then(|node| folder(&mut walk, node)),
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
    Some(own)
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

    fn read(text: &str) -> (Option<Own>, Vec<String>) {
        let source = Source::new("config.yaml", text);
        let mut diags = Diagnostics::new();
        let own = own(&source, &mut diags);
        let told = diags.iter().map(|d| d.message.clone()).collect();
        (own, told)
    }

    #[test]
    fn everything_may_be_said_and_nothing_must() {
        for empty in ["", "# nothing yet\n", "takes:\n"] {
            assert_eq!(read(empty), (Some(Own::default()), vec![]), "{empty}");
        }
        let (own, told) =
            read("cache: /big/cache\nthreads: 3\ntakes: {folder: /big/takes, cap: 500 MB}\n");
        assert_eq!(told, Vec::<String>::new());
        let wanted = Own {
            cache: Some("/big/cache".into()),
            takes: Some("/big/takes".into()),
            cap: Some(500_000_000),
            threads: NonZeroUsize::new(3),
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
}

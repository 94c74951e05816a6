//! The casts that are in the binary to the one that this build can use.
//!
//! A build without its usual voices still has to be complete. Which cast it gets is decided by
//! the table of engines: the first cast whose engines are all in it. A list of engines in each
//! stack would not do, since a name that is in no table is an error everywhere else.

use super::{House, Tables, parse};
use crate::diag::{Diagnostics, Source};

/// The cast that `render` uses when none is given, as text: an example to start from.
pub const DEFAULT: &str = include_str!("../../voices/default.yaml");

/// The embedded casts, best first, under the names by which messages call them.
const EMBEDDED: &[(&str, &str)] = &[
    ("voices/default.yaml", DEFAULT),
    (
        "voices/dry-run.yaml",
        include_str!("../../voices/dry-run.yaml"),
    ),
];

/// The embedded cast for the engines in this table; `None` if they are in none of them.
#[must_use]
pub fn default(tables: &Tables<'_>) -> Option<House> {
    EMBEDDED.iter().find_map(|(name, text)| {
        let mut unfit = Diagnostics::new();
        parse(&Source::new(*name, *text), tables, &mut unfit).filter(|_| !unfit.has_errors())
    })
}

//! Duologue turns an interview on the page into an episode people listen to.
//!
//! ```text
//!  voices/*.yaml ─house─▶ House ──┬──────────────────┐
//!                                 ▼                  ▼
//!  file ─read─▶ Document ─script─▶ Script ─cast─▶ Cast ─prepare─▶ Utterances ─speak─▶ Takes
//!                                                                                      │
//!             Artifacts ◀─publish─ Episode ◀─master─ Timeline ◀─────────────arrange────┘
//! ```
//!
//! Each arrow is one folder and one public function; [`pipeline`] calls them in this order and
//! reads like a table of contents. A stage may name only what stands before it in the list
//! below: a test walks the `use` lines and fails on an import that runs back up.

// Leaves: every stage may use them, and they know no stage. (Blank lines keep the order: it is
// the order of the house, not of the alphabet.)

pub mod audio;

pub mod drawing;

pub mod diag;

pub mod engines;

// The stages, in the order in which an interview passes through them.

pub mod house;

pub mod read;

pub mod script;

pub mod cast;

pub mod prepare;

pub mod speak;

pub mod arrange;

pub mod master;

pub mod publish;

// What a render would change, told before it is done.

pub mod diff;

// What is wrong with captions, whoever made them.

pub mod lint;

// What a finished episode is, told from its files alone.

pub mod inspect;

// How voices get onto this machine, before any of that.

#[cfg(feature = "neural")]
pub mod install;

// What the whole way needs and tells, the way itself, and everything that can go wrong on it.

pub mod workshop;

pub mod report;

pub mod error;

pub mod pipeline;

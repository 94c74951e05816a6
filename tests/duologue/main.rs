//! The program as its users meet it: run as a process, judged by what it says and leaves.
//!
//! One binary, so that everything is linked once. [`builder::Test`] runs the program in a folder
//! of its own; [`episode::Episode`] reads what a render left with a reader that is not the
//! program's own.
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub)]

mod broken;
mod builder;
mod by_hand;
mod crash;
mod episode;
mod faults;
mod formats;
mod hostile;
mod inspect;
#[cfg(feature = "neural")]
mod install;
mod interviews;
#[cfg(target_os = "linux")]
mod kills;
#[cfg(feature = "neural")]
mod kokoro;
mod lacking;
mod languages;
mod layout;
mod lint;
mod lint_corpus;
mod listening;
mod manifest;
mod mp3;
mod music;
#[cfg(feature = "neural")]
mod neural;
mod notice;
mod odd_sounds;
mod outside;
mod pages;
mod parts;
#[cfg(target_os = "linux")]
mod phonemes;
mod processes;
mod promises;
#[cfg(feature = "pico")]
mod readme;
mod real;
mod redo;
mod render;
mod rhythm;
mod saved;
mod sound;
mod takes;
mod watch;
mod words;

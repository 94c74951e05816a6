//! The entry of every target: which one it is, its own name says.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| duologue_fuzz::run(env!("CARGO_BIN_NAME"), bytes));

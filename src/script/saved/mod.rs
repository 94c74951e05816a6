//! Saved scripts.
use super::Script;
use crate::diag::Diagnostics;
use crate::read::Document;

/// Reads a saved script.
pub fn parse(_document: &Document, _diags: &mut Diagnostics) -> Option<Script> {
    None
}

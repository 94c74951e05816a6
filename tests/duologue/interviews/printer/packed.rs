//! Word processors and books: files that are archives.

use super::Layout;

pub const LAYOUTS: &[Layout] = &[];

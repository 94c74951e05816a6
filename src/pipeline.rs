//! The whole way, in order: this file is a table of contents.

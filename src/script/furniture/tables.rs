//! What goes and what stays, in six languages.

//! YAML text to a tree of spanned nodes: the only file that knows the YAML library.

//! The tree that YAML text becomes, and plain scalars to their values.
//!
//! Scalars are read by the core schema of YAML 1.2 (section 10.3), so `no` is a word and `2001`
//! a number; their text stays at hand all the same, for a title may be `2001`.

use crate::diag::Span;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Its bytes in the whole source, quotes and brackets with it. An alias stands where it is
    /// used (what is in it, where it was defined); an empty value, where its key stands.
    pub span: Span,
    /// A scalar's text, unquoted; empty for lists and maps.
    pub(super) text: String,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number; may be infinite or not a number at all (`.inf`, `.nan`).
    Number(f64),
    /// Anything else in one piece; also read it by [`Node::text`].
    Text(String),
    /// `[a, b]` or lines with `-`.
    List(Vec<Node>),
    /// Keys and values in the order of the file; duplicate keys are all there.
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// The text of a scalar of whatever type, unquoted; `None` for lists and maps.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::List(_) | Value::Map(_) => None,
            Value::Text(text) => Some(text),
            Value::Null | Value::Bool(_) | Value::Number(_) => Some(&self.text),
        }
    }

    /// What it is, as one says it to a person: "a number".
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        }
    }

    pub(super) fn scalar(text: &str, plain: bool, span: Span) -> Node {
        let value = if plain {
            resolve(text)
        } else {
            Value::Text(text.to_owned())
        };
        let text = match value {
            Value::Text(_) => String::new(),
            _ => text.to_owned(),
        };
        Node { value, span, text }
    }
}

/// A plain scalar by the core schema (YAML 1.2.2, section 10.3.2).
fn resolve(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        ".nan" | ".NaN" | ".NAN" => return Value::Number(f64::NAN),
        _ => {}
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let number = if let Some(octal) = text.strip_prefix("0o") {
        u32::from_str_radix(octal, 8).ok().map(f64::from)
    } else if let Some(hex) = text.strip_prefix("0x") {
        u32::from_str_radix(hex, 16).ok().map(f64::from)
    } else if matches!(unsigned, ".inf" | ".Inf" | ".INF") {
        Some(f64::INFINITY.copysign(if text.starts_with('-') { -1.0 } else { 1.0 }))
    } else if unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        // What `f64` reads beyond the schema are words such as `inf`, and those begin
        // with a letter.
        text.parse().ok()
    } else {
        None
    };
    number.map_or_else(|| Value::Text(text.to_owned()), Value::Number)
}

//! A text to a YAML scalar that reads back as that text, whatever it is.
//!
//! Plain where it surely can be, since a person will read it; else in double quotes. What is
//! plain is decided by a short list of what is harmless and not by YAML's own rules (1.2,
//! section 7.3.3): the difference is a few quotes nobody minds, the gain is that `null`, `no`,
//! `2001` and `12:30` cannot become something else in any YAML reader of any version.

use std::fmt::Write as _;

/// Words that some YAML reader takes for something else than text (1.1 and 1.2).
const RESERVED: &[&str] = &["null", "true", "false", "yes", "no", "on", "off", "y", "n"];

/// The scalar for a text.
pub(super) fn scalar(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if is_printable(c) => quoted.push(c),
            // Writing to a string cannot fail.
            c => drop(match u32::from(c) {
                code @ 0..=0xff => write!(quoted, "\\x{code:02x}"),
                code @ 0x100..=0xffff => write!(quoted, "\\u{code:04x}"),
                code => write!(quoted, "\\U{code:08x}"),
            }),
        }
    }
    quoted.push('"');
    quoted
}

fn is_plain(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
        && text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '?' | '!' | ')' | '’'))
        && text.chars().all(|c| {
            c.is_alphanumeric()
                || matches!(
                    c,
                    ' ' | '.' | '-' | '\'' | '’' | '?' | '!' | '(' | ')' | '/' | '+'
                )
        })
        && !RESERVED.contains(&text.to_lowercase().as_str())
}

/// May it stand as it is (YAML 1.2, 5.1), and does no editor or reader take it for a line end?
fn is_printable(c: char) -> bool {
    !c.is_control()
        && !matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::diag::{Diagnostics, Source, Span, yaml};
    use proptest::prelude::*;

    #[test]
    fn names_look_as_one_would_write_them() {
        for (text, written) in [
            ("Ada Quill", "Ada Quill"),
            ("Dr. J.-P. O’Neill", "Dr. J.-P. O’Neill"),
            ("山田", "山田"),
            ("null", "\"null\""),
            ("Yes", "\"Yes\""),
            ("1", "\"1\""),
            ("2001: a", "\"2001: a\""),
            ("a #b", "\"a #b\""),
            ("", "\"\""),
            ("say \"hi\"\\", "\"say \\\"hi\\\"\\\\\""),
            ("a\u{7}\u{2028}\u{feff}", "\"a\\x07\\u2028\\ufeff\""),
        ] {
            assert_eq!(scalar(text), written);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_back(text in "\\PC*|[ -~\\n\\t\\u{80}-\\u{a0}\\u{2028}🎙]{0,12}") {
            let source = Source::new("x", format!("key: {}\n", scalar(&text)));
            let mut diags = Diagnostics::new();
            let span = Span::new(0, source.text().len());
            let node = yaml::parse(&source, span, &mut diags);
            prop_assert!(diags.is_empty(), "{diags:?}");
            let yaml::Value::Map(entries) = node.unwrap().value else {
                panic!("no map");
            };
            prop_assert_eq!(entries[0].1.text(), Some(text.as_str()));
        }
    }
}

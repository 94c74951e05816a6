//! The marks of links and code in a paragraph to where their other ends are.
//!
//! A person who edits the script writes Markdown; a link's target must be neither read aloud nor
//! shown in a caption. Only what stands in one line of the form `[text](target)` is a link:
//! `[laughs]` and references (`[text][1]`) are text, as brackets in a transcript mostly are.

use super::is_space;

/// A target longer than this is none; also keeps a line of nothing but openings cheap.
const MAX_TARGET: usize = 2000;

/// Where `](target)` stands, if `rest` begins with a link (CommonMark 0.31, 6.3): bytes from the
/// start of `rest`. Links do not nest, and a direction in the text of one makes it text.
pub(super) fn target(rest: &str) -> Option<(usize, usize)> {
    let bytes = rest.as_bytes();
    let mut at = 1;
    let close = loop {
        match bytes.get(at)? {
            b'\\' => at += 1,
            b']' => break at,
            b'[' | b'{' => return None,
            _ => {}
        }
        at += 1;
    };
    if bytes.get(close + 1) != Some(&b'(') {
        return None;
    }
    let mut depth = 0;
    for (width, byte) in bytes[close + 1..].iter().enumerate().take(MAX_TARGET) {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 1 => return Some((close, close + 2 + width)),
            b')' => depth -= 1,
            // What is said in brackets after a bracket has spaces, a target has none.
            b'[' | b'{' => return None,
            b if is_space(char::from(*b)) => return None,
            _ => {}
        }
    }
    None
}

/// The width of the backticks with which `rest` begins, and where as many stand again
/// (CommonMark 0.31, 6.1).
pub(super) fn code(rest: &str) -> (usize, Option<(usize, usize)>) {
    let bytes = rest.as_bytes();
    let run = |at: usize| bytes[at..].iter().take_while(|b| **b == b'`').count();
    let width = run(0);
    let mut at = width;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'`' => match run(at) {
                same if same == width => return (width, Some((at, at + width))),
                other => at += other,
            },
            _ => at += 1,
        }
    }
    (width, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_has_a_target_without_spaces() {
        for (text, end) in [
            ("[a](b)c", Some((2, 6))),
            ("[a](b(c)d)", Some((2, 10))),
            ("[]()", Some((1, 4))),
            (r"[\]](b)", Some((3, 7))),
            ("[a](two words)", None),
            ("[a] (b)", None),
            ("[a", None),
            ("[a](b", None),
            ("[[a](b)", None),
        ] {
            assert_eq!(target(text), end, "{text}");
        }
    }

    #[test]
    fn code_ends_at_as_many_backticks() {
        assert_eq!(code("`a`b"), (1, Some((2, 3))));
        assert_eq!(code("``a`b``"), (2, Some((5, 7))));
        assert_eq!(code(r"`a\`b"), (1, None));
        assert_eq!(code("```"), (3, None));
    }
}

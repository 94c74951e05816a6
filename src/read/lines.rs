//! Does a line inside a paragraph begin a new turn? What the readers of text and Markdown need
//! to know to keep `ANNA: …` and `BEN: …` on two lines apart, when no blank line does.
//!
//! Only the shape is looked at; whether the name is a person's is decided by `script` over the
//! whole document. A line cut off here that is no turn after all becomes a paragraph more, which
//! costs a pause; a turn that is not cut off would put words into the wrong mouth.

/// Longest name in characters that may stand before a colon.
const NAME: usize = 48;

/// Does `line` begin with what may be a label, and does it stand where a turn could begin?
/// `before` is the line above it.
pub(super) fn begins_turn(line: &str, before: &str) -> bool {
    if (line.starts_with("Q. ") || line.starts_with("A. ")) && ends_sentence(before) {
        return true;
    }
    let Some(name) = name_before_colon(line) else {
        return false;
    };
    let dressed = line.trim_start().starts_with(['*', '_']);
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    let capitals = !letters().any(char::is_lowercase);
    dressed || capitals || ends_sentence(before)
}

/// Does a line end where a sentence could?
pub(super) fn ends_sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '”' | '’' | '»' | ')' | ']' | '*' | '_' | '\'')
    });
    bare.ends_with(['.', '?', '!', '…', ':', '。', '？', '！']) || bare.is_empty()
}

/// The name at the start of a line, if a colon and then space or the end of the line follow it.
fn name_before_colon(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let bare = line.trim_start_matches(['*', '_']);
    let (at, colon) = bare
        .char_indices()
        .take(NAME)
        .find(|(_, c)| matches!(c, ':' | '：'))?;
    let after = bare[at + colon.len_utf8()..].trim_start_matches(['*', '_']);
    if colon == ':' && !after.is_empty() && !after.starts_with(char::is_whitespace) {
        return None;
    }
    let name = bare[..at].trim_end_matches(['*', '_', ' ', '\u{a0}']);
    let words = name.split_whitespace().count();
    let first = name.chars().next()?;
    let last = name.split_whitespace().next_back()?.chars().next()?;
    let proper = |c: char| c.is_alphabetic() && !c.is_lowercase();
    (words <= 6 && proper(first) && (proper(last) || last.is_numeric() || last == '('))
        .then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_begin_turns_and_other_colons_do_not() {
        for (line, before, begins) in [
            ("ANNA: Hello.", "and then", true),
            ("**Anna Berg:** Hello.", "and then", true),
            ("**Anna Berg**: Hello.", "and then", true),
            ("Anna Berg: Hello.", "and then.", true),
            ("Anna Berg: Hello.", "and then", false),
            ("Q: Why?", "and", true),
            ("A. Because.", "Why?", true),
            ("A. Lincoln", "as in", false),
            ("Speaker 1: Why?", "Yes.", true),
            ("Zoë :", "Oui.", true),
            ("田中：はい", "いいえ。", true),
            ("https://example.org", "See.", false),
            ("12:30: the train", "See.", false),
            ("one thing: this", "See.", false),
            ("One thing is clear: this", "See.", false),
            ("", "See.", false),
            (":", "See.", false),
        ] {
            assert_eq!(begins_turn(line, before), begins, "{line:?}");
        }
    }
}

//! The text of a page to its tags and what stands between them, each with its place.
//!
//! The tokenizer is `html5gum`, which follows the WHATWG standard (section 13.2.5) and knows where
//! each tag stands. Text is taken from the gaps between tags and not from its text tokens: those
//! are decoded already, and a decoded text no longer knows where its letters stand.

use crate::diag::Span;
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Readable, Reader, State, StringReader, Token, Tokenizer};
use std::collections::BTreeMap;

/// The attributes of a tag: lower case names to decoded values.
pub(super) type Attributes = BTreeMap<String, String>;

/// One step through the page.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Step {
    /// `<name …>`; `closed` if it ends in `/>`.
    Open {
        /// Lower case.
        name: String,
        /// Its attributes.
        attributes: Attributes,
        /// Does it end in `/>`?
        closed: bool,
        /// All of the tag.
        span: Span,
    },
    /// `</name>`, the name in lower case.
    Close(String),
    /// What stands between two tags.
    Text(Span),
}

/// How often the walk begins anew after a tag that never ends: each time may read to the end.
const RETRIES: usize = 16;

/// Walks through `text`, which stands at `base` in its source, and tells whether there was a tag.
///
/// In XML (`xml`) an element such as `<script/>` is over where it stands; in HTML the slash means
/// nothing, and the rest of the page would be script.
pub(super) fn walk(text: &str, base: usize, xml: bool, mut step: impl FnMut(Step)) -> bool {
    let (mut at, mut tagged) = (0, false);
    for _ in 0..RETRIES {
        let (end, any, raw) = run(&text[at..], base + at, xml, &mut step);
        at += end;
        tagged |= any;
        let rest = &text[at..];
        // A quote that is never closed makes a tag of all that follows, and a browser shows
        // nothing of it. The tag is taken to end where it was probably meant to.
        let begins = |i: &usize| {
            let after = rest[i + 1..].trim_start_matches('/');
            after.starts_with(|c: char| c.is_ascii_alphabetic())
        };
        let cut = rest.match_indices('<').map(|(i, _)| i).find(begins);
        let Some(cut) = cut.filter(|_| !raw) else {
            break;
        };
        if cut > 0 {
            step(Step::Text(Span::new(base + at, base + at + cut)));
        }
        tagged = true;
        match rest[cut..].find('>') {
            Some(end) => at += cut + end + 1,
            None => return tagged,
        }
    }
    if at < text.len() {
        step(Step::Text(Span::new(base + at, base + text.len())));
    }
    tagged
}

/// One walk, as far as tags end: how far that is, whether there was a tag, and whether what
/// follows is the content of a script or the like.
fn run(text: &str, base: usize, xml: bool, step: &mut impl FnMut(Step)) -> (usize, bool, bool) {
    let emitter = DefaultEmitter::<usize>::new_with_span();
    let mut tokens = Tokenizer::new_with_emitter(Counting::new(text), emitter);
    let (mut end, mut tagged, mut raw) = (0, false, false);
    // The reader fails only at a tag with too many attributes, and that is one which never ends.
    while let Some(Ok(token)) = tokens.next() {
        let (span, next) = match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let closed = tag.self_closing;
                if let Some(state) = content(&name).filter(|_| !(xml && closed)) {
                    tokens.set_state(state);
                    raw = true;
                }
                let attributes = tag.attributes.iter().map(|(name, value)| {
                    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                    (text(name), text(&value.value))
                });
                let span = Span::new(tag.span.start + base, tag.span.end + base);
                let attributes = attributes.collect();
                let open = Step::Open {
                    name,
                    attributes,
                    closed,
                    span,
                };
                (tag.span, Some(open))
            }
            Token::EndTag(tag) => {
                raw = false;
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                (tag.span, Some(Step::Close(name)))
            }
            Token::Comment(comment) => (comment.span, None),
            Token::Doctype(doctype) => (doctype.span, None),
            Token::String(_) | Token::Error(_) => continue,
        };
        if span.start > end {
            step(Step::Text(Span::new(end + base, span.start + base)));
        }
        end = end.max(span.end);
        if let Some(next) = next {
            tagged = true;
            step(next);
        }
    }
    (end, tagged, raw)
}

/// Most attributes that a tag may have. Pages have tags with forty; and each takes a few hundred
/// bytes of the stack, see [`Counting`].
const ATTRIBUTES: usize = 200;

/// A text as the tokenizer reads it, which stops at a tag with too many attributes.
///
/// In html5gum 0.9 the states of a quoted value call each other and return at the end of the tag
/// only: a page of 1 MB that is all attributes overflows the stack and takes the program with it.
/// The tokenizer has no limit of its own; an error of its reader is the one thing that makes it
/// turn back. Counting attributes before the tokenizer sees them was rejected: it would need to
/// know what is a tag, and so be a second tokenizer.
struct Counting<'a> {
    text: StringReader<'a>,
    /// Names of attributes that ended in this tag.
    names: usize,
}

#[derive(Debug, thiserror::Error)]
#[error("a tag has more than {ATTRIBUTES} attributes")]
struct TooMany;

impl<'a> Counting<'a> {
    fn new(text: &'a str) -> Self {
        let text = text.to_reader();
        Counting { text, names: 0 }
    }
}

impl Reader for Counting<'_> {
    type Error = TooMany;

    fn read_byte(&mut self) -> Result<Option<u8>, TooMany> {
        let Ok(byte) = self.text.read_byte();
        Ok(byte)
    }

    fn try_read_string(&mut self, text: &[u8], case_sensitive: bool) -> Result<bool, TooMany> {
        let Ok(found) = self.text.try_read_string(text, case_sensitive);
        Ok(found)
    }

    fn read_until<'b>(
        &'b mut self,
        needle: &[u8],
        buffer: &'b mut [u8; 4],
    ) -> Result<Option<&'b [u8]>, TooMany> {
        // Which state reads is told by what it looks for: a name of an attribute ends at `/` or
        // `=`, what stands between tags at `<`, and only the former at `=` too.
        let names = needle.contains(&b'=');
        if !names && needle.contains(&b'<') {
            self.names = 0;
        }
        let Ok(read) = self.text.read_until(needle, buffer);
        let ended = |read: &[u8]| {
            matches!(
                read,
                [b'=' | b' ' | b'/' | b'>' | b'\t' | b'\n' | b'\r' | 0xc]
            )
        };
        if names && needle.contains(&b'/') && read.is_some_and(ended) {
            self.names += 1;
            if self.names > ATTRIBUTES {
                return Err(TooMany);
            }
        }
        Ok(read)
    }
}

/// How the content of an element is read, if not as HTML (13.2.6.2).
fn content(name: &str) -> Option<State> {
    match name {
        "title" | "textarea" => Some(State::RcData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(State::RawText),
        "script" => Some(State::ScriptData),
        _ => None,
    }
}

/// A piece of text as it is shown.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece<'a> {
    /// Letter for letter what the source has.
    Plain(&'a str),
    /// A character reference, decoded.
    Decoded(String),
}

/// Longest character reference: `&CounterClockwiseContourIntegral;` and a few digits to spare.
const REFERENCE: usize = 40;

/// Divides text at its character references: each piece with its offset and its length.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = (usize, usize, Piece<'_>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let start = at;
        let (len, piece) = match reference(rest) {
            Some((len, decoded)) => (len, Piece::Decoded(decoded)),
            None => {
                // The `&` of something that is no reference is a letter like any other.
                let plain = rest
                    .match_indices('&')
                    .find(|(i, _)| reference(&rest[*i..]).is_some())
                    .map_or(rest.len(), |(i, _)| i);
                (plain, Piece::Plain(&rest[..plain]))
            }
        };
        at += len;
        Some((start, len, piece))
    })
}

/// The character reference at the start of a text, decoded, and its length.
fn reference(text: &str) -> Option<(usize, String)> {
    let after = text.strip_prefix('&')?;
    let letter = |c: &char| c.is_ascii_alphanumeric() || *c == '#';
    let name = after.chars().take(REFERENCE).take_while(letter).count();
    if name == 0 {
        return None;
    }
    let len = 1 + name + usize::from(after[name..].starts_with(';'));
    let decoded = decode(&text[..len]);
    if decoded == text[..len] {
        return None;
    }
    // `&nbspAnna` holds more than the reference: what was not eaten is the same at both ends.
    let tail = after[..name].bytes().rev().zip(decoded.bytes().rev());
    let tail = if text[..len].ends_with(';') {
        0
    } else {
        tail.take_while(|(a, b)| a == b).count()
    };
    let kept = decoded.len() - tail.min(decoded.len());
    Some((len - tail, decoded[..kept].to_owned()))
}

/// The text that a piece of HTML without tags shows.
fn decode(text: &str) -> String {
    let mut shown = String::new();
    for token in Tokenizer::new(text) {
        let Ok(token) = token;
        if let Token::String(part) = token {
            shown.push_str(&String::from_utf8_lossy(&part));
        }
    }
    shown
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn references_are_pieces_of_their_own() {
        for (text, shown) in [
            ("a&eacute;b", "a|[é]|b"),
            ("&amp;lt;", "[&]|lt;"),
            ("AT&T & co", "AT&T & co"),
            ("&#8220;x&#x201d;", "[“]|x|[”]"),
            ("&nbspAnna", "[\u{a0}]|Anna"),
            ("&copy2024", "[©]|2024"),
            ("&#150;&#0;", "[–]|[\u{fffd}]"),
            ("&bogus; &", "&bogus; &"),
        ] {
            let mut end = 0;
            let all = pieces(text).map(|(at, len, piece)| {
                assert_eq!(at, end);
                end += len;
                match piece {
                    Piece::Plain(plain) => plain.to_owned(),
                    Piece::Decoded(decoded) => format!("[{decoded}]"),
                }
            });
            assert_eq!(all.collect::<Vec<_>>().join("|"), shown);
        }
    }

    #[test]
    fn a_tag_with_endless_attributes_is_one_that_never_ends() {
        let seen = |many: usize| {
            let text = format!("<i {}>a<b>c", "k=\"v\" ".repeat(many));
            let text = text.repeat(2);
            let mut steps = Vec::new();
            walk(&text, 0, false, |step| {
                steps.push(match step {
                    Step::Open { name, .. } => format!("+{name}"),
                    Step::Close(name) => format!("-{name}"),
                    Step::Text(span) => text[span.start..span.end].to_owned(),
                });
            });
            steps.join(" ")
        };
        assert_eq!(seen(ATTRIBUTES), "+i a +b c +i a +b c");
        // The tag is left out, and all that follows is there.
        assert_eq!(seen(ATTRIBUTES + 1), "a +b c a +b c");
        assert_eq!(seen(200_000), "a +b c a +b c");
        let bare = format!("<i {}>a<b>c", "k ".repeat(ATTRIBUTES + 1));
        let mut tags = 0;
        walk(&bare, 0, false, |step| {
            tags += usize::from(matches!(step, Step::Open { .. }));
        });
        assert_eq!(tags, 1);
        // Not attributes: a long value, and many tags.
        let value = format!("<i k=\"{}\">a", "&quot;=/".repeat(1_000)).repeat(1_000);
        let mut tags = 0;
        walk(&value, 0, false, |step| {
            tags += usize::from(matches!(step, Step::Open { .. }));
        });
        assert_eq!(tags, 1_000);
    }

    #[test]
    fn tags_and_text_know_their_places() {
        let text = "<P Class=a>x &lt; y<br/></P><!-- c -->z<script>if (a<b) {}</script>";
        let mut steps = Vec::new();
        walk(text, 0, false, |step| {
            steps.push(match step {
                Step::Open { name, span, .. } => {
                    format!("+{name} {}", &text[span.start..span.end])
                }
                Step::Close(name) => format!("-{name}"),
                Step::Text(span) => text[span.start..span.end].to_owned(),
            });
        });
        assert_eq!(
            steps,
            [
                "+p <P Class=a>",
                "x &lt; y",
                "+br <br/>",
                "-p",
                "z",
                "+script <script>",
                "if (a<b) {}",
                "-script"
            ]
        );
    }
}

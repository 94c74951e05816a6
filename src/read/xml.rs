//! The XML of a packed document to a stream of elements and text, with namespaces as an enum.
//!
//! `quick-xml` splits the text into tags; here stands what a reader of untrusted parts needs on
//! top: a limit on depth, prefixes resolved (a file that went through Python's ElementTree says
//! `ns0:p` for `w:p`), and references decoded. Entities that a DTD declares are never expanded,
//! so that no chain of them can grow; they become nothing, and are counted.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Deepest nesting of elements. There is no recursion here, so it is generous: tables in tables
/// that were pasted from web pages take four levels each.
const DEPTH: usize = 1000;

/// The vocabularies that the readers ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ns {
    /// WordprocessingML (ECMA-376 part 1, 17), transitional or strict.
    Word,
    /// Office Math.
    Math,
    /// Markup compatibility (ECMA-376 part 3): the same thing for new and for old programs.
    Compat,
    /// The place of a drawing in a Word document.
    Drawing,
    /// Text of an OpenDocument (ODF 1.3 part 3, 5 to 7).
    Text,
    /// Tables of an OpenDocument.
    Table,
    /// Styles of an OpenDocument.
    Style,
    /// Formatting properties of an OpenDocument.
    Fo,
    /// The frame of an OpenDocument.
    Office,
    /// Anything else.
    Other,
}

fn namespace(uri: &str) -> Ns {
    match uri {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Ns::Word,
        "http://schemas.openxmlformats.org/officeDocument/2006/math"
        | "http://purl.oclc.org/ooxml/officeDocument/math" => Ns::Math,
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => Ns::Compat,
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
        | "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing" => Ns::Drawing,
        "urn:oasis:names:tc:opendocument:xmlns:text:1.0" => Ns::Text,
        "urn:oasis:names:tc:opendocument:xmlns:table:1.0" => Ns::Table,
        "urn:oasis:names:tc:opendocument:xmlns:style:1.0" => Ns::Style,
        "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" => Ns::Fo,
        "urn:oasis:names:tc:opendocument:xmlns:office:1.0" => Ns::Office,
        _ => Ns::Other,
    }
}

/// What comes next in a part.
#[derive(Debug)]
pub(super) enum Token<'a> {
    /// An element begins; an empty one ends at once.
    Open(Element<'a>),
    /// The innermost open element ends.
    Close,
    /// Characters, references decoded.
    Text(Cow<'a, str>),
    /// The part is over, with all its elements closed.
    End,
}

/// The start of an element.
#[derive(Debug)]
pub(super) struct Element<'a> {
    /// Its vocabulary.
    pub(super) ns: Ns,
    tag: BytesStart<'a>,
}

impl Element<'_> {
    /// Its name without the prefix.
    pub(super) fn name(&self) -> &str {
        self.tag.local_name().into_inner()
    }

    /// The value of the first attribute of this name, whatever its prefix: in these formats no
    /// element has two attributes that differ in the prefix alone and are both asked for.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        // The check for doubles compares each with each.
        let found = self
            .tag
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|a| a.key.local_name().into_inner() == name)?;
        let raw = found.value.as_ref();
        let plain = || raw.to_owned();
        Some(quick_xml::escape::unescape(raw).map_or_else(|_| plain(), Cow::into_owned))
    }
}

/// Why a part cannot be read on.
pub(super) type Problem = String;

/// A part, read from its beginning to its end.
pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    prefixes: BTreeMap<String, Ns>,
    /// What a prefix meant outside the element at this depth.
    shadowed: Vec<(usize, String, Option<Ns>)>,
    depth: usize,
    /// References to entities that are not XML's own: not expanded.
    pub(super) entities: usize,
}

impl<'a> Xml<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Xml {
            reader,
            prefixes: BTreeMap::new(),
            shadowed: Vec::new(),
            depth: 0,
            entities: 0,
        }
    }

    /// The next token.
    ///
    /// # Errors
    /// In a word or two: what is not well formed, and where.
    pub(super) fn next(&mut self) -> Result<Token<'a>, Problem> {
        loop {
            let at = self.reader.buffer_position();
            let event = self
                .reader
                .read_event()
                .map_err(|why| format!("is not well-formed XML at byte {at}: {why}"))?;
            match event {
                Event::Start(tag) => return self.open(tag),
                Event::End(_) => {
                    self.close();
                    return Ok(Token::Close);
                }
                Event::Text(text) => return Ok(Token::Text(text.xml10_content())),
                Event::CData(text) => return Ok(Token::Text(text.xml10_content())),
                Event::GeneralRef(reference) => {
                    if let Ok(Some(c)) = reference.resolve_char_ref() {
                        return Ok(Token::Text(Cow::Owned(c.to_string())));
                    }
                    match quick_xml::escape::resolve_predefined_entity(&reference.into_inner()) {
                        Some(text) => return Ok(Token::Text(Cow::Borrowed(text))),
                        None => self.entities += 1,
                    }
                }
                Event::Eof if self.depth > 0 => {
                    return Err("ends in the middle of its XML".to_owned());
                }
                Event::Eof => return Ok(Token::End),
                Event::Empty(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_) => {}
            }
        }
    }

    fn open(&mut self, tag: BytesStart<'a>) -> Result<Token<'a>, Problem> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(format!(
                "is nested too deep: the limit is {DEPTH} elements in one another"
            ));
        }
        for attribute in tag.attributes().with_checks(false).flatten() {
            let key = attribute.key.into_inner();
            let prefix = match key.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) if rest.starts_with(':') => &rest[1..],
                _ => continue,
            };
            let before = self
                .prefixes
                .insert(prefix.to_owned(), namespace(attribute.value.as_ref()));
            self.shadowed.push((self.depth, prefix.to_owned(), before));
        }
        let prefix = tag.name().prefix();
        let prefix = prefix.as_ref().map_or("", |p| p.into_inner());
        let ns = self.prefixes.get(prefix).copied().unwrap_or(Ns::Other);
        Ok(Token::Open(Element { ns, tag }))
    }

    fn close(&mut self) {
        while let Some((_, prefix, before)) = self.shadowed.pop_if(|s| s.0 == self.depth) {
            match before {
                Some(ns) => self.prefixes.insert(prefix, ns),
                None => self.prefixes.remove(&prefix),
            };
        }
        self.depth = self.depth.saturating_sub(1);
    }

    /// Reads on to the end of the element that was opened last.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub(super) fn skip(&mut self) -> Result<(), Problem> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if let Token::End = self.next()? {
                break;
            }
        }
        Ok(())
    }

    /// The characters of the element that was opened last, up to its end.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub(super) fn text(&mut self) -> Result<String, Problem> {
        let outside = self.depth.saturating_sub(1);
        let mut all = String::new();
        while self.depth > outside {
            match self.next()? {
                Token::Text(text) => all.push_str(&text),
                Token::End => break,
                Token::Open(_) | Token::Close => {}
            }
        }
        Ok(all)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn all(text: &str) -> Result<String, Problem> {
        let mut xml = Xml::new(text);
        let mut told = String::new();
        loop {
            match xml.next()? {
                Token::Open(e) => told += &format!("<{:?} {}>", e.ns, e.name()),
                Token::Close => told.push_str("</>"),
                Token::Text(text) => told.push_str(&text),
                Token::End => return Ok(format!("{told}{}", "!".repeat(xml.entities))),
            }
        }
    }

    #[test]
    fn prefixes_are_resolved_where_they_hold() {
        let w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
        for (text, told) in [
            (format!("<w:p xmlns:w='{w}'/>"), "<Word p></>"),
            (
                format!("<ns0:p xmlns:ns0='{strict}'>a&amp;&#233;</ns0:p>"),
                "<Word p>a&é</>",
            ),
            (
                format!("<p xmlns='{w}'><q xmlns='x'/><p/></p>"),
                "<Word p><Other q></><Word p></></>",
            ),
            ("<w:p>a</w:p>".to_owned(), "<Other p>a</>"),
            (
                "<p>a & b<![CDATA[ <c> ]]></p>".to_owned(),
                "<Other p>a & b <c> </>",
            ),
        ] {
            assert_eq!(all(&text).unwrap(), told, "{text}");
        }
    }

    #[test]
    fn entities_of_a_dtd_are_not_expanded() {
        let bomb = "<!DOCTYPE p [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]><p>x&b;&c;y</p>";
        assert_eq!(all(bomb).unwrap(), "<Other p>xy</>!!");
    }

    #[test]
    fn what_is_broken_is_told_and_nothing_hangs() {
        for (text, part) in [
            ("<p><q></p>", "not well-formed"),
            ("<p>", "ends in the middle"),
            ("<p a=", "not well-formed"),
            (&"<p>".repeat(20_000), "limit is 1000"),
        ] {
            let told = all(text).unwrap_err();
            assert!(told.contains(part), "{told}");
        }
    }
}

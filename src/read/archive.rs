//! A ZIP archive (a DOCX, an ODT, an EPUB) to the text of its parts, by name, within limits.
//!
//! Nothing that an archive says about itself is believed: sizes are counted while a part is
//! unpacked, and entries before the list of them is parsed, for a file of 10 KB can hold 10 GB.
//! Nothing is ever written or opened on the disk: a part called `../../etc/passwd` is one more
//! name that nobody asks for. `zip` reads the format; unpacking to a folder was never considered.

use super::{Limits, RawFile};
use crate::diag::{Diagnostic, Source, Span};
use encoding_rs::{Encoding, UTF_8};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Most entries in an archive. A book with a file for each page and picture has a few thousand.
const ENTRIES: usize = 20_000;
/// Most records that may call themselves the end of an archive: one, and those of archives that
/// are packed inside without compression. Each is tried, so their number must be small.
const ENDS: usize = 100;
/// Largest part, unpacked, in bytes. A hundred hours of transcript are under 20 MB of Word's XML.
const PART: usize = 24 << 20;
/// Most bytes unpacked from one archive, all parts together.
const UNPACKED: usize = 48 << 20;

/// An archive that is open for reading. It lives in memory.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Names in lower case and with `/`, as some writers disagree with their own references.
    names: BTreeMap<String, usize>,
    /// Bytes that may still be unpacked.
    left: usize,
    total: usize,
    nameless: Source,
}

/// What an archive may turn out to be: a name that is in it, what that makes it, and what to do.
const KINDS: &[(&str, &str, &str)] = &[
    ("word/", "a Word document", "give it the ending .docx"),
    (
        "xl/",
        "an Excel workbook",
        "save the sheet with the interview as CSV",
    ),
    (
        "ppt/",
        "a PowerPoint presentation",
        "save the text as a document or as plain text",
    ),
    (
        "visio/",
        "a Visio drawing",
        "save the text as a document or as plain text",
    ),
    (
        "meta-inf/container.xml",
        "an EPUB book",
        "give it the ending .epub",
    ),
    (
        "meta-inf/manifest.mf",
        "a Java program",
        "was it meant to be another file?",
    ),
    (
        "androidmanifest.xml",
        "an Android app",
        "was it meant to be another file?",
    ),
    (
        "index/document.iwa",
        "an Apple Pages document",
        "export it from Pages as Word or EPUB",
    ),
    (
        "content.xml",
        "an OpenDocument file",
        "save it as a text document (.odt or .docx)",
    ),
];

/// Is this the beginning of a ZIP archive that holds one of `names` among its first entries?
pub(super) fn begins_with_any(head: &[u8], names: &[&str]) -> bool {
    let has = |name: &str| head.windows(name.len()).any(|w| w == name.as_bytes());
    head.starts_with(b"PK\x03\x04") && names.iter().any(|name| has(name))
}

impl<'a> Archive<'a> {
    /// Opens an archive.
    ///
    /// # Errors
    /// What is wrong with it, ready to be told.
    pub(super) fn open(file: &'a RawFile, limits: &Limits) -> Result<Self, Diagnostic> {
        let nameless = Source::new(&file.path, "");
        let error = |message: String, hint: &str| tell(&nameless, message, hint);
        let bytes = file.bytes.as_slice();
        if bytes.len() > limits.bytes {
            return Err(error(
                format!(
                    "the file is too large: {} MB, and the limit is {} MB",
                    bytes.len() >> 20,
                    limits.bytes >> 20
                ),
                "take large pictures out of it",
            ));
        }
        let (entries, ends) = count_records(bytes);
        if entries > ENTRIES || ends > ENDS {
            return Err(error(
                format!(
                    "the archive holds too many entries: the limit is {ENTRIES}, and {ENDS} archives inside it"
                ),
                "this is hardly a document: unpack it and look for the interview inside",
            ));
        }
        let zip = ZipArchive::new(Cursor::new(bytes))
            .map_err(|problem| error(why(&problem), "get or save the file again"))?;
        let mut names = BTreeMap::new();
        for index in 0..zip.len() {
            if let Some(Ok(name)) = zip.name_for_index(index) {
                names.insert(normal(&name), index);
            }
        }
        let total = UNPACKED.min(limits.bytes);
        Ok(Archive {
            zip,
            names,
            left: total,
            total,
            nameless,
        })
    }

    /// What the archive is, going by the names in it, and what could be done with it.
    pub(super) fn kind(&self) -> (&'static str, &'static str) {
        let holds = |sign: &str| {
            let from = self.names.range(sign.to_owned()..).next();
            from.is_some_and(|(name, _)| name.starts_with(sign))
        };
        let row = KINDS.iter().find(|(sign, ..)| holds(sign));
        row.map_or(
            (
                "a ZIP archive",
                "unpack it, and give the document that is inside",
            ),
            |(_, what, hint)| (what, hint),
        )
    }

    /// The text of a part; `None` if there is no such part.
    ///
    /// # Errors
    /// When it is damaged, encrypted, or larger than what is taken on.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Diagnostic> {
        let Some(index) = self.names.get(&normal(name)).copied() else {
            return Ok(None);
        };
        let nameless = self.nameless.clone();
        let broken = |message: String| {
            let message = format!("the part `{}` of the file {message}", shown(name));
            tell(&nameless, message, "get or save the file again")
        };
        let mut entry = self.zip.by_index(index).map_err(|problem| {
            let encrypted =
                matches!(problem, ZipError::UnsupportedArchive(why) if why.contains("assword"));
            if encrypted {
                tell(
                    &nameless,
                    "the file is protected with a password".to_owned(),
                    "open it with the password, and save it without",
                )
            } else {
                broken(format!("cannot be unpacked: {}", why(&problem)))
            }
        })?;
        let most = PART.min(self.left);
        let mut bytes = Vec::new();
        let counted = (&mut entry).take(most as u64 + 1).read_to_end(&mut bytes);
        if bytes.len() > most {
            let message = format!(
                "the part `{}` of the file is too large when unpacked: the limit is {} MB for one part and {} MB for all",
                shown(name),
                PART >> 20,
                self.total >> 20
            );
            return Err(tell(
                &nameless,
                message,
                "this is no usual document; if it is, divide it",
            ));
        }
        counted.map_err(|problem| broken(format!("is damaged: {problem}")))?;
        self.left -= bytes.len();
        Ok(Some(decoded(bytes)))
    }
}

/// XML is UTF-8 or UTF-16 with a byte order mark, unless it says something else (XML 1.0, 4.3.3).
fn decoded(bytes: Vec<u8>) -> String {
    match Encoding::for_bom(&bytes) {
        Some((encoding, mark)) => {
            let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
            text.into_owned()
        }
        None => match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let bytes = error.into_bytes();
                let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
                let encoding = encoding_named(&head).unwrap_or(UTF_8);
                encoding.decode_without_bom_handling(&bytes).0.into_owned()
            }
        },
    }
}

/// The encoding that an XML declaration names.
fn encoding_named(head: &str) -> Option<&'static Encoding> {
    let (_, rest) = head.split("?>").next()?.split_once("encoding=")?;
    let label = rest.trim_start_matches(['"', '\'']);
    Encoding::for_label(label.split(['"', '\'']).next()?.as_bytes())
}

/// How many entries and ends an archive has, by the signatures of their records (APPNOTE 4.3):
/// what its own counters say may be a lie.
fn count_records(bytes: &[u8]) -> (usize, usize) {
    let (mut entries, mut ends) = (0, 0);
    for at in bytes.windows(4) {
        match at {
            b"PK\x01\x02" => entries += 1,
            b"PK\x05\x06" => ends += 1,
            _ => {}
        }
    }
    (entries, ends)
}

/// What `target` means in the part `from`: a path inside the archive, from its root. It cannot
/// climb out: `..` at the root is the root.
pub(super) fn beside(from: &str, target: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = Vec::new();
    let base = if target.starts_with('/') { "" } else { folder };
    for step in base.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

/// The key under which a name is found.
fn normal(name: &str) -> String {
    name.replace('\\', "/")
        .trim_start_matches('/')
        .to_lowercase()
}

/// A name from the archive, as it may be shown.
fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(80).collect()
}

/// What `zip` says, in words for a person who never heard of a central directory.
fn why(problem: &ZipError) -> String {
    match problem {
        ZipError::InvalidArchive(why) => {
            format!("this archive is damaged or was cut off: {why}")
        }
        ZipError::CompressionMethodNotSupported(method) => {
            format!("it is packed in a way that documents do not use (method {method})")
        }
        other => format!("this archive cannot be read: {other}"),
    }
}

fn tell(nameless: &Source, message: String, hint: &str) -> Diagnostic {
    Diagnostic::error(nameless, Span::default(), message)
        .whole()
        .hint(hint)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
pub(super) mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    /// An archive of these parts.
    pub(in crate::read) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
        packed_as(CompressionMethod::Deflated, parts)
    }

    fn packed_as(method: CompressionMethod, parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(method);
        for (name, text) in parts {
            zip.start_file(*name, options).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn file(bytes: Vec<u8>) -> RawFile {
        RawFile {
            path: "x.docx".into(),
            bytes,
        }
    }

    fn told(bytes: Vec<u8>, part: &str) -> Result<Option<String>, String> {
        let file = file(bytes);
        let mut archive = Archive::open(&file, &Limits::default()).map_err(|why| why.message)?;
        archive.part(part).map_err(|why| why.message)
    }

    #[test]
    fn parts_are_found_by_name_and_nothing_else_is_touched() {
        let bytes = packed(&[
            ("Word\\A.xml", "hi"),
            ("../../etc/passwd", "no"),
            ("/abs", "yes"),
        ]);
        assert_eq!(told(bytes.clone(), "word/a.xml"), Ok(Some("hi".into())));
        assert_eq!(told(bytes.clone(), "abs"), Ok(Some("yes".into())));
        assert_eq!(told(bytes, "etc/passwd"), Ok(None));
        for (from, target, at) in [
            ("word/document.xml", "styles.xml", "word/styles.xml"),
            ("word/document.xml", "/word/x.xml", "word/x.xml"),
            ("word/document.xml", "../a/./b.xml", "a/b.xml"),
            ("word/document.xml", "../../../../etc/passwd", "etc/passwd"),
            ("", "word/document.xml", "word/document.xml"),
        ] {
            assert_eq!(beside(from, target), at, "{target}");
        }
    }

    #[test]
    fn what_unpacks_to_too_much_ends_soon() {
        let zeros = "\0".repeat(PART + 1);
        let bytes = packed(&[("a", &zeros)]);
        assert!(bytes.len() < 100_000);
        let why = told(bytes.clone(), "a").unwrap_err();
        assert!(why.contains("limit is 24 MB"), "{why}");
        // A header that lies about the size changes nothing.
        let mut lie = bytes;
        for sign in [b"PK\x01\x02", b"PK\x03\x04"] {
            let at = lie.windows(4).position(|w| w == sign).unwrap();
            let size = at + if sign == b"PK\x01\x02" { 24 } else { 22 };
            lie[size..size + 4].copy_from_slice(&10u32.to_le_bytes());
        }
        assert!(told(lie, "a").is_err());
        // All parts together have a limit as well.
        let many = "\0".repeat(PART);
        let parts = [("a", many.as_str()), ("b", &many), ("c", "c")];
        let file = file(packed(&parts));
        let mut archive = Archive::open(&file, &Limits::default()).unwrap();
        assert!(archive.part("a").is_ok() && archive.part("b").is_ok());
        let why = archive.part("c").unwrap_err().message;
        assert!(why.contains("48 MB for all"), "{why}");
    }

    #[test]
    fn entries_are_counted_before_they_are_parsed() {
        let mut bytes = packed(&[("a", "a")]);
        let at = bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
        bytes.splice(at..at, b"PK\x01\x02".repeat(ENTRIES));
        let why = told(bytes, "a").unwrap_err();
        assert!(why.contains("limit is 20000"), "{why}");
    }

    #[test]
    fn damage_is_told() {
        let text = "words and more words ".repeat(50);
        let whole = packed_as(CompressionMethod::Stored, &[("a.xml", &text)]);
        let why = told(whole[..whole.len() / 2].to_vec(), "a.xml").unwrap_err();
        assert!(why.contains("cut off"), "{why}");
        let mut wrong = whole.clone();
        wrong[100] ^= 1;
        let why = told(wrong, "a.xml").unwrap_err();
        assert!(why.contains("is damaged"), "{why}");
        let mut locked = whole;
        for sign in [b"PK\x01\x02", b"PK\x03\x04"] {
            let at = locked.windows(4).position(|w| w == sign).unwrap();
            locked[at + if sign == b"PK\x01\x02" { 8 } else { 6 }] |= 1;
        }
        let why = told(locked, "a.xml").unwrap_err();
        assert!(why.contains("password"), "{why}");
        assert!(told(b"PK\x03\x04".to_vec(), "a").is_err());
        assert!(told(b"PK".to_vec(), "a").is_err());
    }

    #[test]
    fn parts_may_be_in_other_encodings() {
        let utf16: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain("<a>é</a>".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert_eq!(decoded(utf16), "<a>é</a>");
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>".to_vec();
        assert!(decoded(latin).ends_with("<a>é</a>"));
        assert_eq!(decoded(b"\xef\xbb\xbf<a/>".to_vec()), "<a/>");
    }

    #[test]
    fn archives_that_are_no_documents_are_called_by_their_names() {
        for (part, what) in [
            ("xl/workbook.xml", "an Excel workbook"),
            ("ppt/presentation.xml", "a PowerPoint presentation"),
            ("META-INF/MANIFEST.MF", "a Java program"),
            ("META-INF/container.xml", "an EPUB book"),
            ("notes.txt", "a ZIP archive"),
        ] {
            let file = file(packed(&[("[Content_Types].xml", ""), (part, "")]));
            let archive = Archive::open(&file, &Limits::default()).unwrap();
            assert_eq!(archive.kind().0, what);
        }
    }
}

//! Bytes to text: which encoding a file is in, and whether it is text at all.
//!
//! A byte order mark decides; else valid UTF-8 is UTF-8; else `chardetng` guesses as browsers
//! do (Windows-1252 in most of the West). A file that is UTF-8 but for a few broken bytes stays
//! UTF-8: guessing there would turn every accent of the page into two wrong letters. Line ends
//! are kept as they are, so that spans can be shown as lines and columns of the file.

use super::{Limits, RawFile};
use crate::diag::{Diagnostic, Diagnostics, Source, Span};
use encoding_rs::{Encoding, UTF_8};
use std::borrow::Cow;

/// What the first bytes of files that are not text give away, and what to call them.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\0", "xz data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"RIFF", "a RIFF file (WAV, AVI or WebP)"),
    (b"RF64", "a WAV recording"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"fLaC", "a FLAC recording"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office document"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"{\\rtf", "an RTF document"),
];

/// Text, but of a kind that would be read as if its tags and times were words.
const MARKED_UP: &[(&str, &str)] = &[("<?xml", "an XML document")];

/// Largest file of text, in bytes: two hundred hours of talk. An archive may be larger for its
/// pictures; of a text every byte is kept several times until it is understood.
const TEXT: usize = 16 << 20;

/// How much of a file is looked at to find out what it is.
const HEAD: usize = 4096;

/// The text of a file, without a byte order mark. `None` after an error was pushed: too large,
/// not text, a kind of text that no reader takes, or blank.
#[must_use]
pub fn decode(file: &RawFile, limits: &Limits, diags: &mut Diagnostics) -> Option<Source> {
    decode_as(file, None, limits, diags)
}

/// The same for a page that may say which encoding it is in: what it says is believed where the
/// bytes fit. Markup is no obstacle here.
pub(super) fn decode_page(
    file: &RawFile,
    limits: &Limits,
    diags: &mut Diagnostics,
) -> Option<Source> {
    decode_as(file, Some(declared(&file.bytes)), limits, diags)
}

/// The encoding that a page declares, in `<meta charset>` or before it in `<?xml encoding?>`
/// (WHATWG HTML 13.2.3.2, simplified: a comment counts too).
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let value = |key: &str| {
        let (_, after) = head.split_once(key)?;
        let after = after.trim_start().strip_prefix('=')?.trim_start();
        let label = after.trim_start_matches(['"', '\'']);
        let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)));
        Encoding::for_label(&label.as_bytes()[..end.unwrap_or(label.len())])
    };
    let xml = head.trim_start().starts_with("<?xml");
    value("charset").or_else(|| value("encoding").filter(|_| xml))
}

/// `page`: is markup to be expected, and what does it declare?
fn decode_as(
    file: &RawFile,
    page: Option<Option<&'static Encoding>>,
    limits: &Limits,
    diags: &mut Diagnostics,
) -> Option<Source> {
    let nameless = Source::new(&file.path, "");
    let mut refuse = |message: String, hint: &str| {
        let problem = Diagnostic::error(&nameless, Span::default(), message).whole();
        diags.push(if hint.is_empty() {
            problem
        } else {
            problem.hint(hint)
        });
    };
    let most = limits.bytes.min(TEXT);
    if file.bytes.len() > most {
        refuse(
            format!(
                "the file is too large: {} bytes, and the limit for text is {most}",
                file.bytes.len(),
            ),
            "render it in parts",
        );
        return None;
    }
    if let Some(what) = not_text(&file.bytes) {
        refuse(
            format!("this is not text: it seems to be {what}"),
            "save the interview as plain text or Markdown",
        );
        return None;
    }
    let (text, encoding, broken) = to_text(&file.bytes, page.flatten());
    let start = text.trim_start().get(..16).unwrap_or(&text).to_lowercase();
    if let Some((_, what)) = MARKED_UP.iter().find(|(tag, _)| start.starts_with(tag))
        && page.is_none()
    {
        refuse(
            format!("this is {what}, which cannot be read yet"),
            "save the interview as plain text or Markdown",
        );
        return None;
    }
    if !text.chars().any(is_visible) {
        refuse("the file is blank".into(), "was it saved?");
        return None;
    }
    // Before 2001 a line of a Macintosh ended in CR alone; byte for byte the places stay.
    let lines = text.contains('\n') || !text.contains('\r');
    let text = if lines {
        text
    } else {
        text.replace('\r', "\n")
    };
    let source = Source::new(&file.path, text);
    tell(&source, encoding, broken, diags);
    Some(source)
}

/// The first 4 KiB as text, to sniff at; never fails, broken bytes become U+FFFD.
pub(super) fn peek(head: &[u8]) -> Cow<'_, str> {
    match Encoding::for_bom(head) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&head[mark..]).0,
        None => String::from_utf8_lossy(head),
    }
}

/// Tells what was guessed and what could not be read.
fn tell(source: &Source, encoding: &'static Encoding, broken: bool, diags: &mut Diagnostics) {
    if broken {
        let at = source.text().find('\u{fffd}').unwrap_or(0);
        diags.push(
            Diagnostic::warning(
                source,
                Span::new(at, (at + 3).min(source.text().len())),
                format!("there are bytes here that are not {}", encoding.name()),
            )
            .hint("save the file as UTF-8"),
        );
    } else if encoding != UTF_8 {
        let name = encoding.name();
        diags.push(
            Diagnostic::note(source, Span::default(), format!("read as {name}"))
                .whole()
                .hint("if letters look wrong, save the file as UTF-8"),
        );
    }
}

/// What a file seems to be that is not text.
fn not_text(bytes: &[u8]) -> Option<&'static str> {
    // The signatures in plain letters could begin an interview (`RIFF: Tell us about the guitar.`);
    // behind those that belong to a program there soon are bytes that no text has.
    let control = |b: &u8| *b < b'\t';
    let program = |sign: &[u8]| {
        !sign.iter().all(u8::is_ascii_alphanumeric) || bytes.iter().take(32).any(control)
    };
    let signed = |sign: &[u8]| bytes.starts_with(sign) && program(sign);
    if let Some((_, what)) = SIGNATURES.iter().find(|(sign, _)| signed(sign)) {
        return Some(match *what {
            "a ZIP archive" => zip_kind(bytes),
            other => other,
        });
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some("an MP4 recording");
    }
    if Encoding::for_bom(bytes).is_some() {
        return None;
    }
    // A NUL never stands in text, except in UTF-16, where it is every other byte of English.
    bytes.contains(&0).then(|| {
        let head = &bytes[..bytes.len().min(HEAD)];
        let zeros = |parity: usize| {
            let every_other = head.iter().skip(parity).step_by(2);
            every_other.filter(|b| **b == 0).count() * 10 >= head.len() * 4
        };
        if zeros(0) || zeros(1) {
            "UTF-16 without a byte order mark"
        } else {
            "binary data (it holds NUL bytes)"
        }
    })
}

/// The documents that hide in ZIP archives name themselves near the start.
fn zip_kind(bytes: &[u8]) -> &'static str {
    let head = &bytes[..bytes.len().min(HEAD)];
    let has = |needle: &[u8]| head.windows(needle.len()).any(|w| w == needle);
    if has(b"application/epub+zip") {
        "an EPUB book"
    } else if has(b"word/") || has(b"[Content_Types].xml") {
        "a Word document (or another Office file)"
    } else if has(b"application/vnd.oasis") {
        "an OpenDocument file"
    } else {
        "a ZIP archive"
    }
}

/// The text, the encoding, and whether some bytes could not be read in it.
fn to_text(bytes: &[u8], declared: Option<&'static Encoding>) -> (String, &'static Encoding, bool) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return (text.into_owned(), encoding, broken);
    }
    // The one encoding in which a page of ASCII bytes may hold other letters.
    let escaped = declared == Some(encoding_rs::ISO_2022_JP) && bytes.contains(&0x1b);
    if let Ok(text) = std::str::from_utf8(bytes)
        && !escaped
    {
        return (text.to_owned(), UTF_8, false);
    }
    if let Some(encoding) = declared.filter(|e| *e != UTF_8 && e.is_ascii_compatible() || escaped)
        && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return (text.into_owned(), encoding, false);
    }
    let (mut accents, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        accents += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    let encoding = if accents > broken {
        UTF_8
    } else {
        let mut guess = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
        guess.feed(bytes, true);
        guess.guess(None, chardetng::Utf8Detection::Deny)
    };
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    (text.into_owned(), encoding, broken)
}

/// Is there something to see? White space, control and zero-width characters are not.
fn is_visible(c: char) -> bool {
    !(c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (Option<String>, String) {
        let file = RawFile {
            path: "x.txt".into(),
            bytes: bytes.to_vec(),
        };
        let mut diags = Diagnostics::new();
        let source = decode(&file, &Limits::default(), &mut diags);
        let told: Vec<_> = diags.iter().map(|d| d.message.clone()).collect();
        (source.map(|s| s.text().to_owned()), told.join("; "))
    }

    #[test]
    fn the_same_words_come_out_of_every_encoding() {
        let text = "Zoë: “Déjà vu?”\r\n\r\nÅsa: Ja – natürlich, für Sie überall.\r\n";
        let mut with_mark = b"\xef\xbb\xbf".to_vec();
        with_mark.extend(text.as_bytes());
        let utf16 = |mark: &[u8], bytes: fn(u16) -> [u8; 2]| {
            let mut all = mark.to_vec();
            all.extend(text.encode_utf16().flat_map(bytes));
            all
        };
        let latin = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        for (name, bytes) in [
            ("UTF-8", text.as_bytes().to_vec()),
            ("UTF-8 with a mark", with_mark),
            ("UTF-16LE", utf16(b"\xff\xfe", u16::to_le_bytes)),
            ("UTF-16BE", utf16(b"\xfe\xff", u16::to_be_bytes)),
            ("Windows-1252", latin),
        ] {
            assert_eq!(decoded(&bytes).0.as_deref(), Some(text), "{name}");
        }
    }

    #[test]
    fn what_was_guessed_is_told_and_utf8_is_not_worth_telling() {
        assert_eq!(decoded("naïve".as_bytes()).1, "");
        assert_eq!(decoded(b"na\xefve fa\xe7ade").1, "read as windows-1252");
    }

    #[test]
    fn one_broken_byte_does_not_cost_every_accent() {
        let (text, told) = decoded(b"caf\xc3\xa9, na\xc3\xafve \xff end");
        assert_eq!(text.unwrap(), "café, naïve \u{fffd} end");
        assert_eq!(told, "there are bytes here that are not UTF-8");
    }

    #[test]
    fn what_is_not_text_is_named() {
        for (bytes, what) in [
            (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], "a PNG image"),
            (b"%PDF-1.7 ...", "a PDF document"),
            (
                b"PK\x03\x04....[Content_Types].xml",
                "a Word document (or another Office file)",
            ),
            (b"PK\x03\x04..mimetypeapplication/epub+zip", "an EPUB book"),
            (b"PK\x03\x04..stuff", "a ZIP archive"),
            (b"{\\rtf1\\ansi hello}", "an RTF document"),
            (b"RIFF\x24\x08\0\0WAVE", "a RIFF file (WAV, AVI or WebP)"),
            (b"GIF89a\x01\0\x01\0", "a GIF image"),
            (b"abc\0\0\0def", "binary data (it holds NUL bytes)"),
            (b"H\0e\0l\0l\0o\0", "UTF-16 without a byte order mark"),
            (b"\0\0\0\x18ftypM4A ", "an MP4 recording"),
        ] {
            let (text, told) = decoded(bytes);
            assert_eq!(text, None, "{what}");
            assert_eq!(told, format!("this is not text: it seems to be {what}"));
        }
        for text in [
            "RIFF: How did it begin?",
            "ID3 tags are old.",
            "GIF89a it was.",
        ] {
            assert_eq!(decoded(text.as_bytes()).0.as_deref(), Some(text));
        }
        assert_eq!(
            decoded(b"<?xml version=\"1.0\"?><a/>").1,
            "this is an XML document, which cannot be read yet"
        );
    }

    #[test]
    fn a_page_may_say_what_it_is() {
        for (bytes, encoding) in [
            (&b"<meta charset=\"windows-1251\">\xcf"[..], "П"),
            (b"<meta content='text/html; charset=iso-8859-2'>\xb1", "ą"),
            (b"<?xml version='1.0' encoding='windows-1250'?>\xb9", "ą"),
            (b"<meta charset=utf-8>\xe9t\xe9", "été"),
            (b"<meta charset=iso-8859-1>\xc3\xa9", "é"),
            (b"<meta charset=x-none>\xe9t\xe9", "été"),
            (b"<meta charset=utf-16>\xe9t\xe9", "été"),
        ] {
            let file = RawFile {
                path: "x.html".into(),
                bytes: bytes.to_vec(),
            };
            let page = decode_page(&file, &Limits::default(), &mut Diagnostics::new());
            let page = page.unwrap();
            assert!(page.text().ends_with(encoding), "{:?}", page.text());
        }
    }

    #[test]
    fn lines_may_end_in_a_carriage_return_alone() {
        assert_eq!(decoded(b"a\rb\r").0.as_deref(), Some("a\nb\n"));
        assert_eq!(decoded(b"a\rb\r\n").0.as_deref(), Some("a\rb\r\n"));
    }

    #[test]
    fn blank_files_hold_nothing_to_speak() {
        for blank in [
            &b""[..],
            b" \r\n\t\n",
            b"\xef\xbb\xbf",
            b"\xff\xfe\n\0",
            b"\x07\x0c",
        ] {
            let (text, told) = decoded(blank);
            assert_eq!(text, None);
            assert_eq!(told, "the file is blank");
        }
    }

    #[test]
    fn the_limit_is_named() {
        let file = RawFile {
            path: "x".into(),
            bytes: vec![b'a'; 11],
        };
        let limits = Limits {
            bytes: 10,
            ..Limits::default()
        };
        let mut diags = Diagnostics::new();
        assert!(decode(&file, &limits, &mut diags).is_none());
        let told = &diags.iter().next().unwrap().message;
        assert_eq!(
            told,
            "the file is too large: 11 bytes, and the limit for text is 10"
        );
    }
}

//! A mail to blocks: an interview that was done in writing, the questions quoted above the answers.
//!
//! `mail-parser` undoes the wrapping (RFC 5322, MIME); what is left is plain text with `>` before
//! the quoted lines, and that is laid out as any other text is. The words stand in the file as
//! base64 or with `=C3=A9` in them, so that the document gets a text of its own.

mod writers;

use super::flat::Flat;
use super::{
    Block, BlockKind, Document, Limits, RawFile, Region, Style, encoding, text, too_many_blocks,
};
use crate::diag::{Diagnostic, Diagnostics, Source, Span};
use mail_parser::{Message, MessageParser, MimeHeaders};

/// Names of headers, lower case, of which a mail has at least two.
const HEADERS: &[&str] = &[
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "mime-version",
    "received",
    "return-path",
    "reply-to",
    "cc",
    "content-type",
    "delivered-to",
];
/// Longest signature in lines; what is longer is text with a rule above it.
const SIGNATURE: usize = 15;

/// Does it begin with the headers of a mail?
pub(super) fn sniff(head: &[u8]) -> bool {
    let text = encoding::peek(head);
    let mut known = 0;
    let mut lines = text.lines().peekable();
    lines.next_if(|line| line.starts_with("From ") && line.contains('@'));
    for line in lines {
        if line.starts_with([' ', '\t']) && known > 0 {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            return line.trim().is_empty() && known > 1;
        };
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        if name.is_empty() || !name.bytes().all(plain) {
            return false;
        }
        known += usize::from(HEADERS.contains(&name.to_ascii_lowercase().as_str()));
        // Two labels of an interview are no headers: the first lines must all be known.
        if known == 0 && !name.to_ascii_lowercase().starts_with("x-") {
            return false;
        }
    }
    known > 2
}

/// Reads a mail; `None` only after an error was pushed.
pub(super) fn read(file: &RawFile, limits: &Limits, diags: &mut Diagnostics) -> Option<Document> {
    let nameless = Source::new(&file.path, "");
    let mut refuse = |message: String| {
        diags.push(Diagnostic::error(&nameless, Span::default(), message).whole());
        None
    };
    if file.bytes.len() > limits.bytes {
        let (size, limit) = (file.bytes.len(), limits.bytes);
        return refuse(format!(
            "the file is too large: {size} bytes, and the limit is {limit}"
        ));
    }
    // Each of them may hold the next: the parser builds them into one another.
    let inner = b"message/";
    let nested = file.bytes.windows(inner.len());
    if nested.filter(|w| w.eq_ignore_ascii_case(inner)).count() > limits.depth {
        let limit = limits.depth;
        return refuse(format!(
            "mails are nested too deep in this mail: the limit is {limit}"
        ));
    }
    let bytes = without_envelope(&file.bytes);
    let message = MessageParser::default().parse(bytes);
    let Some(message) = message.filter(|m| m.subject().is_some() || m.from().is_some()) else {
        return text::read(file, limits, diags);
    };
    let mut flat = Flat::default();
    headers(&message, &mut flat);
    let header_lines = flat.len();
    for at in 0..message.text_body_count() {
        let Some(body) = message.body_text(at) else {
            continue;
        };
        let kind = message
            .text_part(at as u32)
            .and_then(|part| part.content_type());
        let flowed = kind.and_then(|kind| kind.attribute("format"));
        let joined = kind.and_then(|kind| kind.attribute("delsp"));
        let is =
            |value: Option<&str>, word: &str| value.is_some_and(|v| v.eq_ignore_ascii_case(word));
        let body = if is(flowed, "flowed") {
            unflowed(&body, is(joined, "yes"))
        } else {
            body.into_owned()
        };
        if !lay_out(&body, limits, &mut flat) {
            too_many_blocks(&nameless, limits, diags);
            return None;
        }
    }
    if flat.len() == header_lines {
        return refuse("there is no text in this mail".to_owned());
    }
    let mut document = flat.document(&file.path, "email");
    document.title = message.subject().map(str::to_owned);
    writers::tell(&mut document.blocks, &message);
    if message.attachment_count() > 0 {
        let message = "what is attached to this mail is not read";
        diags.push(Diagnostic::note(&document.source, Span::default(), message).whole());
    }
    Some(document)
}

/// Mailboxes put a line `From somebody@example.org Tue May …` above each mail.
fn without_envelope(bytes: &[u8]) -> &[u8] {
    if !bytes.starts_with(b"From ") {
        return bytes;
    }
    let end = bytes.iter().position(|b| *b == b'\n');
    end.map_or(bytes, |end| &bytes[end + 1..])
}

fn headers(message: &Message<'_>, flat: &mut Flat) {
    let people = |address: Option<&mail_parser::Address<'_>>| {
        let all = address.into_iter().flat_map(|a| a.iter());
        let each = all.map(|a| match (a.name(), a.address()) {
            (Some(name), Some(address)) => format!("{name} <{address}>"),
            (name, address) => name.or(address).unwrap_or_default().to_owned(),
        });
        each.collect::<Vec<_>>().join(", ")
    };
    let date = message.date().map(mail_parser::DateTime::to_rfc822);
    for (name, value) in [
        ("From", people(message.from())),
        ("To", people(message.to())),
        ("Date", date.unwrap_or_default()),
        ("Subject", message.subject().unwrap_or_default().to_owned()),
    ] {
        if !value.is_empty() {
            let line = format!("{name}: {value}");
            let pieces = [(line.as_str(), Style::default())];
            if let Some(block) = flat.block(BlockKind::Paragraph, pieces) {
                block.region = Region::Header;
            }
        }
    }
}

/// The blocks of one text; `false` if there are too many.
fn lay_out(body: &str, limits: &Limits, flat: &mut Flat) -> bool {
    let (words, signature) = signed(body);
    for (text, region) in [(words, Region::Main), (signature, Region::Footer)] {
        let Some((blocks, _)) = text::lay_out(text, true, limits) else {
            return false;
        };
        for block in &blocks {
            add(block, region, flat);
        }
    }
    flat.len() <= limits.blocks
}

fn add(block: &Block, region: Region, flat: &mut Flat) {
    let label = block.speaker.as_ref().map(|name| format!("{name}. "));
    let label = label.iter().map(|label| (label.as_str(), Style::default()));
    let runs = block.runs.iter().map(|run| (run.text.as_str(), run.style));
    if let Some(laid) = flat.block(block.kind, label.chain(runs)) {
        laid.region = match block.region {
            Region::Main => region,
            own => own,
        };
    }
}

/// The words, and the signature below `-- `.
fn signed(body: &str) -> (&str, &str) {
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        if matches!(line.trim_end_matches(['\r', '\n']), "-- " | "--") {
            let below = &body[at + line.len()..];
            let lines = below.lines().take(SIGNATURE + 1).count();
            if lines <= SIGNATURE && !below.lines().any(|line| line.starts_with('>')) {
                return (&body[..at], below);
            }
        }
        at += line.len();
    }
    (body, "")
}

/// Undoes `format=flowed` (RFC 3676): a line that ends in a space goes on in the next, if that is
/// quoted as deep. With `delsp` the space itself goes as well.
fn unflowed(body: &str, delsp: bool) -> String {
    let mut text = String::with_capacity(body.len());
    let mut open: Option<usize> = None;
    for line in body.lines() {
        let bare = line.trim_start_matches('>');
        let depth = line.len() - bare.len();
        let words = bare.strip_prefix(' ').unwrap_or(bare);
        if open != Some(depth) {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            text.push_str(&"> ".repeat(depth.min(usize::from(u8::MAX))));
        }
        let flows = words.ends_with(' ') && words != "-- ";
        text.push_str(if flows && delsp {
            words.trim_end_matches(' ')
        } else {
            words
        });
        open = flows.then_some(depth);
        if !flows {
            text.push('\n');
        }
    }
    text
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn read_mail(text: &str) -> (Option<Document>, Vec<String>) {
        let file = RawFile {
            path: "x.eml".into(),
            bytes: text.as_bytes().to_vec(),
        };
        let mut diags = Diagnostics::new();
        let document = read(&file, &Limits::default(), &mut diags);
        (document, diags.iter().map(|d| d.message.clone()).collect())
    }

    fn blocks(text: &str) -> Vec<String> {
        let document = read_mail(text).0.unwrap();
        assert_eq!(document.title.as_deref(), Some("Über Glocken"));
        let show = |b: &Block| format!("{:?} {:?} {}", b.region, b.kind, b.text());
        document.blocks.iter().map(show).collect()
    }

    const HEAD: &str =
        "From: Anna Berg <anna@example.org>\r\nSubject: =?utf-8?q?=C3=9Cber_Glocken?=\r\n";

    #[test]
    fn questions_are_quoted_and_answers_stand_below() {
        let body = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
                    Am 03.05.2022 schrieb Ben Cole:\r\n> Wann haben Sie sie zum ersten Mal geh=C3=B6rt, und wer war damals mit auf\r\n> dem Turm?\r\n\r\n\
                    Mit neun.\r\n\r\n-- \r\nAnna Berg\r\n";
        assert_eq!(
            blocks(&format!("{HEAD}{body}")),
            [
                "Header Paragraph From: Anna Berg <anna@example.org>",
                "Header Paragraph Subject: Über Glocken",
                "Header Paragraph Am 03.05.2022 schrieb Ben Cole:",
                "Main Quote(1) Wann haben Sie sie zum ersten Mal gehört, und wer war damals mit auf dem Turm?",
                "Main Paragraph Mit neun.",
                "Footer Paragraph Anna Berg",
            ]
        );
    }

    #[test]
    fn flowed_lines_and_parts() {
        let body = "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; format=flowed\r\n\r\n\
                    > Why \r\n> here?\r\nSo it \r\nwas.\r\nYes.\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Not this.</p>\r\n--b--\r\n";
        let found = blocks(&format!("{HEAD}{body}"));
        assert_eq!(
            found[2..],
            [
                "Main Quote(1) Why here?",
                "Main Paragraph So it was.",
                "Main Paragraph Yes."
            ]
        );
        let html = "Content-Type: text/html\r\n\r\n<p>Why &amp; how?</p>\r\n";
        assert_eq!(
            blocks(&format!("{HEAD}{html}"))[2..],
            ["Main Paragraph Why & how?"]
        );
    }

    #[test]
    fn mails_are_known_by_their_headers() {
        for (text, is) in [
            ("From: a@example.org\nSubject: x\n\nHello", true),
            (
                "From a@example.org Tue May 3\nFrom: a\nTo: b\n\nHello",
                true,
            ),
            ("Received: by x\n\tfor y\nX-A: b\nFrom: a\n\nHello", true),
            ("Anna: Why?\nBen: So.\n\nHello", false),
            ("Subject: Bells\n\nHello", false),
            ("From: the start\nI knew.\n", false),
        ] {
            assert_eq!(sniff(text.as_bytes()), is, "{text}");
        }
    }

    #[test]
    fn mails_in_mails_have_a_limit_that_is_told() {
        let deep = "Content-Type: message/rfc822\r\n\r\n".repeat(50_000);
        let (document, told) = read_mail(&format!("{HEAD}{deep}"));
        assert!(document.is_none() && told[0].contains("limit is 100"));
        let (document, told) = read_mail(HEAD);
        assert!(
            document.is_none() && told[0].contains("no text"),
            "{told:?}"
        );
    }
}

//! The bytes of a file to its lines, and what is wrong with the bytes themselves.
//!
//! What is not UTF-8 is a fault, and is then read all the same, by the decoder that reads
//! interviews: whoever has to mend the encoding wants to know what else there is to mend.

use super::fault::Faults;
use super::kinds::{CONTROL, EMPTY, ENCODING};
use crate::diag::Diagnostics;
use crate::read::{Limits, RawFile, decode};

/// The text of a file, without a byte order mark; `None` after a fault that leaves nothing to judge.
pub(super) fn text(file: &RawFile, faults: &mut Faults<'_>) -> Option<String> {
    let bytes = &file.bytes;
    // A byte order mark is allowed (W3C WebVTT, section 4.1), and SubRip files often have one.
    let bare = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = match std::str::from_utf8(bare) {
        Ok(text) => text.to_owned(),
        Err(error) => {
            let before = &bare[..error.valid_up_to()];
            let line = 1 + before.iter().filter(|b| **b == b'\n').count();
            let mut diags = Diagnostics::new();
            let Some(source) = decode(file, &Limits::default(), &mut diags) else {
                let why = diags.iter().next().map(|d| d.message.clone());
                faults.at(&ENCODING, 1, why.unwrap_or_default());
                return None;
            };
            // Of letters that were lost it is told below, line by line.
            if !source.text().contains('\u{fffd}') {
                let what = match bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
                    true => "UTF-16",
                    false => "some older encoding",
                };
                let told = format!("this is {what}; save it as UTF-8");
                faults.at(&ENCODING, line, told);
            }
            source.text().to_owned()
        }
    };
    if text.trim().is_empty() {
        faults.at(&EMPTY, 1, "the file is empty");
        return None;
    }
    Some(text)
}

/// The lines of a text. They end as in WebVTT: in LF, CR LF, or CR.
pub(super) fn lines<'a>(text: &'a str, faults: &mut Faults<'_>) -> Vec<&'a str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        lines.push(&rest[..end]);
        let after = &rest[end..];
        let long = 1 + usize::from(after.starts_with("\r\n"));
        rest = after.get(long..).unwrap_or_default();
    }
    for (at, line) in lines.iter().enumerate() {
        if let Some(c) = line.chars().find(|c| c.is_control() && *c != '\t') {
            let told = format!("the control character U+{:04X}", u32::from(c));
            faults.at(&CONTROL, at + 1, told);
        }
        if line.contains('\u{fffd}') {
            let told = "a letter is lost here (U+FFFD, or bytes that are not UTF-8)";
            faults.at(&ENCODING, at + 1, told);
        }
    }
    lines
}

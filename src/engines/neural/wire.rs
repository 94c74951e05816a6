//! Bytes of a model file, before anything decodes them: is this an ONNX model at all, whole, and not
//! nested without end?
//!
//! The decoders behind the runtimes follow nested messages by recursion, and a stack that overflows takes
//! the process with it: no error, nothing to catch. So the nesting is walked here first, without
//! recursion. A message that says it is longer than what is left of the file means a download that broke
//! off, and is told as that and not as what a decoder says of it. Protocol Buffers encoding:
//! <https://protobuf.dev/programming-guides/encoding/>; numbers of fields: `onnx.proto`.

use std::ops::Range;

/// How deep messages may lie in each other. A graph in a graph takes three levels, and exporters nest two
/// graphs at most.
const DEEPEST: usize = 32;

/// Messages that can hold themselves again; whatever else is in a file is walked over.
#[derive(Clone, Copy)]
enum Message {
    Model,
    Graph,
    Node,
    Attribute,
    Value,
    Type,
    Sequence,
}

impl Message {
    /// What stands in the field of that number.
    fn field(self, number: u64) -> Option<Message> {
        match (self, number) {
            (Message::Model, 7) | (Message::Attribute, 6 | 11) => Some(Message::Graph),
            (Message::Graph, 1) => Some(Message::Node),
            (Message::Graph, 11..=13) => Some(Message::Value),
            (Message::Node, 5) => Some(Message::Attribute),
            (Message::Attribute, 14 | 15) | (Message::Value, 2) | (Message::Sequence, 1) => {
                Some(Message::Type)
            }
            (Message::Type, 4 | 9) => Some(Message::Sequence),
            _ => None,
        }
    }
}

/// Walks a file.
///
/// # Errors
/// Why it is no model that could be decoded, as a clause after "cannot be used:".
pub(super) fn check(bytes: &[u8]) -> Result<(), String> {
    if let Some(what) = stranger(bytes) {
        return Err(what.into());
    }
    let mut graphs = 0;
    let mut open: Vec<(Message, Range<usize>)> = vec![(Message::Model, 0..bytes.len())];
    while let Some((message, range)) = open.last_mut() {
        let message = *message;
        let Some(field) = take(bytes, range)? else {
            open.pop();
            continue;
        };
        let Some(inner) = field.number.and_then(|number| message.field(number)) else {
            continue;
        };
        graphs += usize::from(matches!(inner, Message::Graph));
        if open.len() == DEEPEST {
            return Err(format!(
                "its graphs lie more than {DEEPEST} deep in each other"
            ));
        }
        open.push((inner, field.content));
    }
    match graphs {
        0 => Err("there is no graph in it, so it is no ONNX model".into()),
        _ => Ok(()),
    }
}

/// What commonly lies under the name of a model and is none.
fn stranger(bytes: &[u8]) -> Option<&'static str> {
    let start = bytes.get(..64).unwrap_or(bytes).trim_ascii_start();
    if bytes.is_empty() {
        Some("it is empty")
    } else if start.starts_with(b"<") {
        Some("it is a web page and no model; what was downloaded may be a page about the file")
    } else if start.starts_with(b"version https://git-lfs") {
        Some("it is a pointer of Git LFS, which stands for a model that was not fetched")
    } else if start.starts_with(b"{") {
        Some("it is JSON and no model")
    } else {
        None
    }
}

struct Field {
    /// Its number, if its content is bytes.
    number: Option<u64>,
    content: Range<usize>,
}

/// Takes the next field off the front of a message; `None` at its end.
fn take(bytes: &[u8], range: &mut Range<usize>) -> Result<Option<Field>, String> {
    if range.start >= range.end {
        return Ok(None);
    }
    let broken = || "it is no ONNX model, or a broken one".to_owned();
    let key = varint(bytes, range).ok_or_else(broken)?;
    let length = match key & 7 {
        0 => {
            varint(bytes, range).ok_or_else(broken)?;
            0
        }
        1 => 8,
        2 => varint(bytes, range).ok_or_else(broken)?,
        5 => 4,
        _ => return Err(broken()),
    };
    let left = (range.end - range.start) as u64;
    if length > left {
        // Inside a message it can only be wrong; at the end of the file it was cut off.
        return Err(match range.end == bytes.len() {
            true => "it is cut off, or no ONNX model".into(),
            false => broken(),
        });
    }
    let content = range.start..range.start + length as usize;
    range.start = content.end;
    Ok(Some(Field {
        number: (key & 7 == 2).then_some(key >> 3),
        content,
    }))
}

/// A number of up to 64 bits, seven in each byte.
fn varint(bytes: &[u8], range: &mut Range<usize>) -> Option<u64> {
    let mut value = 0;
    for (at, byte) in bytes.get(range.clone())?.iter().take(10).enumerate() {
        value |= u64::from(byte & 0x7f).checked_shl(7 * at as u32)?;
        if byte & 0x80 == 0 {
            range.start += at + 1;
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(bytes: &[u8]) -> String {
        check(bytes).err().unwrap_or_default()
    }

    #[test]
    fn what_is_no_model_is_told_as_what_it_is() {
        for (bytes, why) in [
            (&b""[..], "it is empty"),
            (b"\n<!DOCTYPE html><html>", "web page"),
            (
                b"version https://git-lfs.github.com/spec/v1\noid",
                "Git LFS",
            ),
            (b"{\"error\": \"no such file\"}", "JSON"),
            (b"\x08\x08", "no graph"),
            (b"RIFF\0\0\0\0WAVE", "no ONNX model"),
            (b"\x3a\xff\xff\xff\xff\x0f\x0a", "cut off"),
            (
                b"\x3a\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff",
                "broken",
            ),
        ] {
            assert!(said(bytes).contains(why), "{bytes:?}: {}", said(bytes));
        }
    }

    #[test]
    fn graphs_without_end_are_refused_before_a_decoder_sees_them() {
        // A graph in an attribute in a node in a graph, from the inside out.
        let mut inner = vec![];
        for _ in 0..20_000 {
            for key in [0x32, 0x2a, 0x0a] {
                let mut outer = vec![key];
                let mut length = inner.len();
                while length > 0x7f {
                    outer.push(length as u8 | 0x80);
                    length >>= 7;
                }
                outer.push(length as u8);
                inner.splice(0..0, outer);
            }
        }
        let mut model = vec![0x3a];
        let mut length = inner.len();
        while length > 0x7f {
            model.push(length as u8 | 0x80);
            length >>= 7;
        }
        model.push(length as u8);
        model.extend(inner);
        assert!(said(&model).contains("deep"), "{}", said(&model));
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic_or_stand_still(bytes: Vec<u8>) {
            let _ = check(&bytes);
        }
    }
}

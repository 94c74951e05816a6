//! A server of files on loopback that misbehaves as it is told, one answer after the other.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What is done with one request.
#[derive(Clone)]
pub enum Act {
    /// Answered as it should be, parts and all.
    Well,
    /// Cut off after so many bytes of the body.
    Cut(usize),
    /// Silent after so many bytes of the body, for so long.
    Silent(usize, Duration),
    /// Answered with the whole file, whatever part is asked for.
    Whole,
    /// Answered with a part that begins elsewhere.
    WrongPart,
    /// This status, with these headers and this body.
    Says(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// Answered well, but a length is announced that is wrong by so much.
    Length(i64),
    /// More and more comes, without an end.
    Endless,
    /// Answered well, without any mark by which a part would be known.
    Unmarked,
    /// The same, and cut off after so many bytes of the body.
    UnmarkedCut(usize),
}

#[derive(Default)]
struct State {
    files: BTreeMap<String, (Vec<u8>, String)>,
    /// What is done with the next requests for a path; then all goes well.
    acts: BTreeMap<String, Vec<Act>>,
    /// Every request, as `GET path` and what part of it was asked for.
    seen: Vec<String>,
}

/// The server; it ends with the test.
#[derive(Clone)]
pub struct Server {
    port: u16,
    state: Arc<Mutex<State>>,
}

impl Server {
    pub fn start() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state: Arc<Mutex<State>> = Arc::default();
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&shared);
                std::thread::spawn(move || answer(stream, &shared));
            }
        });
        Server { port, state }
    }

    pub fn base(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Has a file, in a version of which `tag` is the mark.
    pub fn has(&self, path: &str, content: &[u8], tag: &str) {
        let mut state = self.state.lock().unwrap();
        state
            .files
            .insert(path.into(), (content.to_vec(), tag.into()));
    }

    /// Does this with the next requests for a path.
    pub fn does(&self, path: &str, acts: &[Act]) {
        self.state
            .lock()
            .unwrap()
            .acts
            .insert(path.into(), acts.to_vec());
    }

    /// What was asked of a path.
    pub fn seen(&self, path: &str) -> Vec<String> {
        let state = self.state.lock().unwrap();
        let of = |line: &&String| line.split(' ').next() == Some(path);
        state
            .seen
            .iter()
            .filter(of)
            .map(|line| line[path.len()..].trim().to_owned())
            .collect()
    }
}

/// The head of a request.
fn request(stream: &mut TcpStream) -> Option<String> {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte).ok()? == 0 {
            return None;
        }
        head.push(byte[0]);
    }
    String::from_utf8(head).ok()
}

fn answer(mut stream: TcpStream, state: &Mutex<State>) -> Option<()> {
    stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
    let mut head = request(&mut stream)?;
    // What a proxy is asked for first: a tunnel. At its other end stands this server.
    let tunnel = head.starts_with("CONNECT ");
    if tunnel {
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").ok()?;
        head = request(&mut stream)?;
    }
    let path = head.split(' ').nth(1)?;
    let header = |name: &str| {
        let line = head
            .lines()
            .find(|line| line.to_lowercase().starts_with(&format!("{name}:")))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let range: Option<usize> = header("range")
        .and_then(|text| text.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok());
    let same = header("if-range");
    let (act, file) = {
        let mut state = state.lock().unwrap();
        let from = range.map_or_else(String::new, |from| format!(" from {from}"));
        let by = if tunnel { " by proxy" } else { "" };
        state.seen.push(format!("{path}{from}{by}"));
        let acts = state.acts.entry(path.to_owned()).or_default();
        let act = if acts.is_empty() {
            Act::Well
        } else {
            acts.remove(0)
        };
        (act, state.files.get(path).cloned())
    };
    if let Act::Says(status, headers, body) = &act {
        return say(&mut stream, *status, headers, body.len(), body);
    }
    let Some((content, tag)) = file else {
        return say(&mut stream, 404, &[], 0, b"");
    };
    let marked = !matches!(act, Act::Unmarked | Act::UnmarkedCut(_));
    let still = same.is_none_or(|same| same == tag);
    let from = match act {
        Act::Whole => 0,
        _ if still => range.unwrap_or(0),
        _ => 0,
    };
    let mut headers = vec![];
    if marked {
        headers.push(("etag", tag));
    }
    if from > content.len() || range.is_some() && from == content.len() {
        headers.push(("content-range", format!("bytes */{}", content.len())));
        return say(&mut stream, 416, &headers, 0, b"");
    }
    let body = &content[from..];
    let status = match from {
        0 => 200,
        _ => {
            let first = if matches!(act, Act::WrongPart) {
                from / 2
            } else {
                from
            };
            let last = content.len() - 1;
            headers.push((
                "content-range",
                format!("bytes {first}-{last}/{}", content.len()),
            ));
            206
        }
    };
    match act {
        Act::Cut(bytes) | Act::UnmarkedCut(bytes) => say(
            &mut stream,
            status,
            &headers,
            body.len(),
            &body[..bytes.min(body.len())],
        ),
        Act::Silent(bytes, time) => {
            say(
                &mut stream,
                status,
                &headers,
                body.len(),
                &body[..bytes.min(body.len())],
            )?;
            std::thread::sleep(time);
            stream.write_all(&body[bytes.min(body.len())..]).ok()
        }
        Act::Length(by) => {
            let length = usize::try_from(body.len() as i64 + by).unwrap_or(0);
            say(&mut stream, status, &headers, length, body)
        }
        Act::Endless => {
            let head = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n";
            stream.write_all(head.as_bytes()).ok()?;
            let much = vec![7; 1 << 16];
            while stream.write_all(&much).is_ok() {}
            None
        }
        _ => say(&mut stream, status, &headers, body.len(), body),
    }
}

fn say(
    stream: &mut TcpStream,
    status: u16,
    headers: &[(&'static str, String)],
    length: usize,
    body: &[u8],
) -> Option<()> {
    let mut head =
        format!("HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: {length}\r\n");
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(b"\r\n").ok()?;
    stream.write_all(body).ok()?;
    stream.flush().ok()
}

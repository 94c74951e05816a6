//! One address to one whole file on the disk, whatever happens on the way.
//!
//! What arrives is written to `NAME.part` as it comes, and beside it lies what the server said of the file. The
//! next try, or the next run after a kill, asks for the rest alone, on condition that it is still the same
//! file; where the server cannot promise that, the part is used only if a digest will tell in the end. Tries
//! that bring nothing are counted; one that brought something begins the count anew.

use super::digest::{self, Differs, Digests};
use super::http::{self, Patience, Range, Trouble};
use super::part::{Mark, at, clear, length, read_mark, write_mark};
use super::{Event, InstallError, Watch, catalogue};
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use ureq::Body;
use ureq::http::{HeaderMap, Response};

/// How often a connection may be cut in all, even if each brings something.
const CUTS: u32 = 200;

/// What is wanted.
pub(super) struct Wanted<'a> {
    /// Where from.
    pub(super) address: String,
    /// What is known of it.
    pub(super) file: &'a catalogue::File,
    /// What it is called when it is told.
    pub(super) name: String,
    /// Where it lies until it is whole and verified.
    pub(super) part: PathBuf,
}

/// How a try went.
enum Tried {
    Whole,
    /// Something is missing; why, as a clause.
    Cut(String),
    /// The server said when to come again.
    Later(Duration, String),
    /// What lies here is of no use.
    Anew,
}

/// Fetches a file and verifies it. The part stays if it is interrupted, and goes if it is wrong.
///
/// # Errors
/// Everything that can go wrong between here and there; the address is always named.
pub(super) fn fetch(
    wanted: &Wanted<'_>,
    patience: Patience,
    watch: &dyn Watch,
) -> Result<Digests, InstallError> {
    // A file that was put together from two runs may be of two minds; it gets a second chance as one piece.
    let pieced = length(&wanted.part) > 0;
    match whole(wanted, patience, watch)? {
        Ok(digests) => Ok(digests),
        Err(_) if pieced => {
            watch.event(Event::Anew { name: &wanted.name });
            let again = whole(wanted, patience, watch)?;
            again.map_err(|differs| wrong(wanted, differs))
        }
        Err(differs) => Err(wrong(wanted, differs)),
    }
}

fn wrong(wanted: &Wanted<'_>, differs: Differs) -> InstallError {
    InstallError::Digest {
        address: wanted.address.clone(),
        what: differs.what,
        wanted: differs.wanted,
        found: differs.found,
    }
}

/// Brings the part to its end and looks at it; what differs is thrown away.
fn whole(
    wanted: &Wanted<'_>,
    patience: Patience,
    watch: &dyn Watch,
) -> Result<Result<Digests, Differs>, InstallError> {
    let (mut empty, mut cuts) = (0, 0);
    loop {
        if watch.stop() {
            return Err(InstallError::Stopped);
        }
        let before = length(&wanted.part);
        let (why, pause) = match one(wanted, patience, watch)? {
            Tried::Whole => break,
            Tried::Anew => {
                clear(&wanted.part)?;
                ("what is here is of another file".to_owned(), Duration::ZERO)
            }
            Tried::Cut(why) => (
                why,
                patience.pause.saturating_mul(2_u32.saturating_pow(empty)),
            ),
            Tried::Later(when, why) => (why, when.max(patience.pause)),
        };
        cuts += 1;
        empty = if length(&wanted.part) > before {
            0
        } else {
            empty + 1
        };
        if empty >= patience.tries || cuts >= CUTS {
            return Err(InstallError::Network {
                address: wanted.address.clone(),
                why: format!("{why} ({cuts} tries)"),
            });
        }
        let have = length(&wanted.part);
        watch.event(Event::Again {
            why: &why,
            pause,
            have,
        });
        wait(pause, watch)?;
    }
    let digests = digest::of(&wanted.part).map_err(at(&wanted.part))?;
    let checked = digests.check(wanted.file);
    if checked.is_err() {
        clear(&wanted.part)?;
    }
    Ok(checked.map(|()| digests))
}

/// One request, and what it brings.
fn one(wanted: &Wanted<'_>, patience: Patience, watch: &dyn Watch) -> Result<Tried, InstallError> {
    let mut have = length(&wanted.part);
    if have > 0 && wanted.file.size == Some(have) {
        return Ok(Tried::Whole);
    }
    let range = match read_mark(&wanted.part).filter(|mark| mark.address == wanted.address) {
        Some(mark) if mark.same.is_some() || wanted.file.known() => Range {
            from: have,
            same: mark.same,
        },
        _ => Range::default(),
    };
    let answer = match http::get(&wanted.address, &range, patience) {
        Ok(answer) => answer,
        Err(Trouble::Passing(why)) => return Ok(Tried::Cut(why)),
        Err(Trouble::Lasting(error)) => return Err(error),
    };
    let status = answer.status().as_u16();
    match status {
        206 if range.from > 0 && begins(answer.headers()) == Some(range.from) => {}
        200 => have = 0,
        416 if header(answer.headers(), "content-range") == Some(&format!("bytes */{have}")) => {
            return Ok(Tried::Whole);
        }
        // A part that is longer than the file, or of another file.
        206 | 416 if range.from > 0 => return Ok(Tried::Anew),
        _ => return refused(wanted, status, answer.headers(), patience),
    }
    if page(answer.headers()) {
        return Err(InstallError::Page {
            address: wanted.address.clone(),
        });
    }
    let all = announced(answer.headers()).map(|rest| have + rest);
    if let (Some(size), Some(all)) = (wanted.file.size, all)
        && size != all
    {
        clear(&wanted.part)?;
        let differs = Differs {
            what: "length",
            wanted: format!("{size} bytes"),
            found: format!("{all} bytes"),
        };
        return Err(wrong(wanted, differs));
    }
    write_mark(&wanted.part, &mark(&wanted.address, answer.headers()))?;
    write(wanted, answer, have, all, watch)
}

/// Writes what comes behind what is here.
fn write(
    wanted: &Wanted<'_>,
    answer: Response<Body>,
    mut have: u64,
    all: Option<u64>,
    watch: &dyn Watch,
) -> Result<Tried, InstallError> {
    let path = &wanted.part;
    let limit = wanted.file.size.unwrap_or(catalogue::LARGEST);
    let mut file = OpenOptions::new()
        .write(true)
        .create(true)
        .append(have > 0)
        .truncate(have == 0)
        .open(path)
        .map_err(at(path))?;
    let mut body = answer.into_body().into_reader();
    let mut piece = vec![0; 1 << 16];
    loop {
        watch.event(Event::Bytes {
            name: &wanted.name,
            done: have,
            of: wanted.file.size.or(all),
        });
        if watch.stop() {
            return Err(InstallError::Stopped);
        }
        let read = match body.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Ok(Tried::Cut(cut(&error))),
        };
        have += read as u64;
        if have > limit {
            drop(file);
            clear(path)?;
            return Err(InstallError::Large {
                address: wanted.address.clone(),
                limit,
            });
        }
        file.write_all(&piece[..read]).map_err(at(path))?;
    }
    match all.or(wanted.file.size) {
        Some(all) if have < all => Ok(Tried::Cut(format!(
            "the connection ended after {have} of {all} bytes"
        ))),
        _ => {
            file.sync_all().map_err(at(path))?;
            Ok(Tried::Whole)
        }
    }
}

fn cut(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::TimedOut | ErrorKind::WouldBlock => "the server fell silent".into(),
        _ => format!("the connection was cut ({error})"),
    }
}

/// What a status says that is no file.
fn refused(
    wanted: &Wanted<'_>,
    status: u16,
    headers: &HeaderMap,
    patience: Patience,
) -> Result<Tried, InstallError> {
    let address = wanted.address.clone();
    match status {
        404 | 410 => Err(InstallError::NotFound { address }),
        408 | 425 | 429 | 500..=599 => {
            let why = format!("the server answered {status}");
            match header(headers, "retry-after").and_then(|text| text.trim().parse().ok()) {
                Some(seconds) if Duration::from_secs(seconds) > patience.longest => {
                    Err(InstallError::Later { address, seconds })
                }
                Some(seconds) => Ok(Tried::Later(Duration::from_secs(seconds), why)),
                None => Ok(Tried::Cut(why)),
            }
        }
        _ => Err(InstallError::Status { address, status }),
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// The first byte of a part (RFC 9110, section 14.4): `bytes 100-199/200`.
fn begins(headers: &HeaderMap) -> Option<u64> {
    let range = header(headers, "content-range")?.strip_prefix("bytes ")?;
    range.split('-').next()?.trim().parse().ok()
}

fn announced(headers: &HeaderMap) -> Option<u64> {
    header(headers, "content-length")?.trim().parse().ok()
}

/// No file of a voice is a page of the web; what comes as one is a network that wants a word first.
fn page(headers: &HeaderMap) -> bool {
    header(headers, "content-type").is_some_and(|kind| kind.trim_start().starts_with("text/html"))
}

/// What the server says of the version of a file.
fn mark(address: &str, headers: &HeaderMap) -> Mark {
    let strong = |tag: &&str| !tag.starts_with("W/");
    let tag = header(headers, "etag").filter(strong);
    Mark {
        address: address.to_owned(),
        same: tag
            .or_else(|| header(headers, "last-modified"))
            .map(str::to_owned),
    }
}

/// Copies a file of this machine as if it had been fetched.
pub(super) fn copy(
    wanted: &Wanted<'_>,
    from: &Path,
    watch: &dyn Watch,
) -> Result<Digests, InstallError> {
    clear(&wanted.part)?;
    let mut source = File::open(from).map_err(at(from))?;
    let all = source.metadata().map_err(at(from))?.len();
    let limit = wanted.file.size.unwrap_or(catalogue::LARGEST);
    if all > limit {
        let address = from.display().to_string();
        return Err(InstallError::Large { address, limit });
    }
    let path = &wanted.part;
    let mut target = File::create(path).map_err(at(path))?;
    let (mut piece, mut done) = (vec![0; 1 << 18], 0);
    loop {
        watch.event(Event::Bytes {
            name: &wanted.name,
            done,
            of: Some(all),
        });
        if watch.stop() {
            return Err(InstallError::Stopped);
        }
        let read = source.read(&mut piece).map_err(at(from))?;
        if read == 0 || done > limit {
            break;
        }
        done += read as u64;
        target.write_all(&piece[..read]).map_err(at(path))?;
    }
    target.sync_all().map_err(at(path))?;
    let digests = digest::of(path).map_err(at(path))?;
    if let Err(differs) = digests.check(wanted.file) {
        clear(path)?;
        return Err(wrong(wanted, differs));
    }
    Ok(digests)
}

/// Waits, unless it is told to stop.
fn wait(pause: Duration, watch: &dyn Watch) -> Result<(), InstallError> {
    let end = Instant::now() + pause;
    loop {
        if watch.stop() {
            return Err(InstallError::Stopped);
        }
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(());
        }
        std::thread::sleep(left.min(Duration::from_millis(50)));
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut map = HeaderMap::new();
        for (name, value) in pairs {
            map.insert(*name, value.parse().unwrap());
        }
        map
    }

    #[test]
    fn where_a_part_begins_is_read() {
        for (text, from) in [
            ("bytes 100-199/200", Some(100)),
            ("bytes 0-1/*", Some(0)),
            ("bytes */200", None),
            ("items 3-4/5", None),
            ("bytes x", None),
        ] {
            let map = headers(&[("content-range", text)]);
            assert_eq!(begins(&map), from, "{text}");
        }
        assert!(page(&headers(&[(
            "content-type",
            "text/html; charset=utf-8"
        )])));
        assert!(!page(&headers(&[(
            "content-type",
            "application/octet-stream"
        )])));
    }
}

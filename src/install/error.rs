//! Why a voice was not installed, each with the address or the file, and with what to do.

use std::path::PathBuf;

/// Why a voice was not installed, listed or removed.
#[derive(Debug, thiserror::Error)]
pub enum InstallError {
    /// There is no voice of that name.
    #[error("there is no voice `{name}`{}; `duologue voices list` has them all", offered(near.as_ref()))]
    Unknown {
        /// The name that was asked for.
        name: String,
        /// What was probably meant.
        near: Option<String>,
    },
    /// A voice that should be removed is not there.
    #[error("{name} is not installed, so there is nothing to remove")]
    NotInstalled {
        /// What a cast calls it.
        name: String,
    },
    /// Its licence was not accepted.
    #[error("{name} was not installed: its licence was not accepted. {hint}")]
    Declined {
        /// What a cast calls it.
        name: String,
        /// What to do, as a sentence.
        hint: String,
    },
    /// A list of voices could not be read.
    #[error("{place} is no list of voices: {why}")]
    Catalogue {
        /// What it is called, or its address.
        place: String,
        /// Why, as a clause.
        why: String,
    },
    /// An address is none, or leads astray.
    #[error("{address} {why}")]
    Address {
        /// The address.
        address: String,
        /// What is wrong with it, as the rest of a sentence.
        why: String,
    },
    /// The environment names a proxy that is none.
    #[error("the proxy in {name} is no address such as http://proxy.example:3128")]
    Proxy {
        /// The variable.
        name: String,
    },
    /// The server has no such file.
    #[error(
        "{address} is not there (404). If the publisher has moved it, look for a newer version of this \
         program, or name a mirror: `--from DIR|URL`"
    )]
    NotFound {
        /// The address.
        address: String,
    },
    /// The server answered something else.
    #[error("{address}: the server answered {status}{}", meaning(*status))]
    Status {
        /// The address.
        address: String,
        /// The status of HTTP.
        status: u16,
    },
    /// The server wants to be left alone for longer than anyone would wait.
    #[error(
        "{address}: the server asks to come again in {seconds} s; what was fetched is kept until then"
    )]
    Later {
        /// The address.
        address: String,
        /// How long.
        seconds: u64,
    },
    /// It could not be reached, or was cut off again and again.
    #[error(
        "{address} could not be fetched: {why}. What was fetched is kept: the next `install` goes on from there. \
         Behind a proxy set HTTPS_PROXY; without the net name a folder: `--from DIR`"
    )]
    Network {
        /// The address.
        address: String,
        /// What happened, as a clause.
        why: String,
    },
    /// A page of the web came instead of a file.
    #[error(
        "{address}: a web page came instead of the file. Often it is the sign-in page of a network: open any \
         page in a browser and try again"
    )]
    Page {
        /// The address.
        address: String,
    },
    /// There is more of it than there should be.
    #[error("{address}: more than {limit} bytes came, so it is not the file; it was thrown away")]
    Large {
        /// The address.
        address: String,
        /// How much there may be.
        limit: u64,
    },
    /// It is not the file that was expected.
    #[error(
        "{address} is not the file that it should be, and was thrown away: its {what} is {found}, and should be \
         {wanted}. If the publisher has replaced it, name the publisher's address as a mirror (`--from URL`), whose \
         own index then counts"
    )]
    Digest {
        /// The address.
        address: String,
        /// Which property of it.
        what: &'static str,
        /// How it should be.
        wanted: String,
        /// How it is.
        found: String,
    },
    /// It has no digest, and comes in a way in which anyone could have changed it.
    #[error(
        "{address} is not taken over http, because no digest of it is known; use https, or a folder"
    )]
    Unproved {
        /// The address.
        address: String,
    },
    /// A mirror on this machine is not there.
    #[error("there is no folder {}", path.display())]
    NoFolder {
        /// The folder.
        path: PathBuf,
    },
    /// A mirror on this machine lacks a file.
    #[error("{} has no {name}, neither there nor as {path}", folder.display())]
    NotInFolder {
        /// The folder.
        folder: PathBuf,
        /// The file.
        name: String,
        /// Where it is published.
        path: String,
    },
    /// No room is left.
    #[error("{}: the disk is full. What was fetched is kept: make room and install again, or set `voices:` in your \
             configuration to a folder on another disk", path.display())]
    Full {
        /// The file that was written.
        path: PathBuf,
    },
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The user stopped it.
    #[error("stopped: what was fetched is kept, and the next `install` goes on from there")]
    Stopped,
}

fn offered(near: Option<&String>) -> String {
    near.map_or_else(String::new, |near| format!(" (did you mean `{near}`?)"))
}

fn meaning(status: u16) -> &'static str {
    match status {
        401 | 403 => ": it does not give this file to everyone",
        407 => {
            ": the proxy wants a name and a password, as in http://NAME:PASSWORD@proxy.example:3128"
        }
        451 => ": it may not give this file to everyone",
        _ => "",
    }
}

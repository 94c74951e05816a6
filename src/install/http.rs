//! One address to one answer: redirects, proxies, time limits, and which failures may pass.
//!
//! The library follows redirects and finds proxies by itself, but takes one proxy for every scheme and would
//! follow from https to http; so it is asked for one step at a time, and both are decided here. A proxy is always
//! asked for a tunnel (`CONNECT`), for http too: the library knows no other way.

use super::InstallError;
use std::time::Duration;
use ureq::http::{Response, Uri};
use ureq::{Agent, Body, Error, Proxy};

/// How many redirects are followed; browsers follow 20, publishers need two.
const REDIRECTS: usize = 10;

/// How long a name may take to be found and a connection to stand, at most.
const CONNECT: Duration = Duration::from_secs(20);

/// How long is waited for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For the next byte.
    pub silence: Duration,
    /// Before the second try; doubled before each further one.
    pub pause: Duration,
    /// At most, when a server says when to come again.
    pub longest: Duration,
    /// How many tries in a row may bring nothing.
    pub tries: u32,
}

impl Patience {
    /// Everything in proportion to the wait for the next byte.
    #[must_use]
    pub fn of(silence: Duration) -> Patience {
        Patience {
            silence,
            pause: silence / 30,
            longest: silence * 4,
            tries: 5,
        }
    }
}

impl Default for Patience {
    fn default() -> Self {
        Patience::of(Duration::from_secs(30))
    }
}

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Trouble {
    /// It may be gone in a moment: a cut connection, silence. What happened, as a clause.
    Passing(String),
    /// It will not.
    Lasting(InstallError),
}

/// What of a file is wanted: everything, or what follows a part that is here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Range {
    /// The first byte.
    pub(super) from: u64,
    /// Only if the file is still the one of this mark (`ETag` or `Last-Modified`); RFC 9110, section 13.1.5.
    pub(super) same: Option<String>,
}

/// Asks for an address, and follows where it leads. The status may be any.
pub(super) fn get(
    address: &str,
    range: &Range,
    patience: Patience,
) -> Result<Response<Body>, Trouble> {
    let mut here = address.to_owned();
    for _ in 0..REDIRECTS {
        let strange = || Trouble::Lasting(address_error(&here, "is not of the form https://…"));
        let uri: Uri = here.parse().map_err(|_| strange())?;
        safe(&uri, &here).map_err(Trouble::Lasting)?;
        let answer = step(&uri, range, patience)?;
        if !matches!(answer.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
            return Ok(answer);
        }
        let to = answer.headers().get("location").map(|to| to.to_str());
        let Some(Ok(to)) = to else {
            return Err(Trouble::Lasting(address_error(&here, "leads nowhere")));
        };
        let next = joined(&uri, to);
        // What was asked for in private must not be fetched in public.
        if uri.scheme_str() == Some("https") && next.starts_with("http://") {
            let why = format!("leads from https to {next}");
            return Err(Trouble::Lasting(address_error(&here, &why)));
        }
        here = next;
    }
    let why = format!("leads on and on, after {REDIRECTS} steps to {here}");
    Err(Trouble::Lasting(address_error(address, &why)))
}

fn address_error(address: &str, why: &str) -> InstallError {
    InstallError::Address {
        address: address.to_owned(),
        why: why.to_owned(),
    }
}

fn step(uri: &Uri, range: &Range, patience: Patience) -> Result<Response<Body>, Trouble> {
    let proxy = proxy(uri, |name| std::env::var(name).ok()).map_err(Trouble::Lasting)?;
    let agent: Agent = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(proxy)
        .user_agent(concat!("duologue/", env!("CARGO_PKG_VERSION")))
        .timeout_resolve(Some(CONNECT))
        .timeout_connect(Some(CONNECT))
        .timeout_per_read(Some(patience.silence))
        .timeout_per_write(Some(patience.silence))
        .build()
        .new_agent();
    // Compressed, a part of a file is not a part of the file.
    let mut request = agent.get(uri.clone()).header("accept-encoding", "identity");
    if range.from > 0 {
        request = request.header("range", format!("bytes={}-", range.from));
        if let Some(mark) = &range.same {
            request = request.header("if-range", mark);
        }
    }
    request.call().map_err(|error| {
        let passes = matches!(
            error,
            Error::Io(_) | Error::Timeout(_) | Error::Protocol(_) | Error::ConnectionFailed
        );
        match (passes, error) {
            (true, Error::Timeout(_)) => Trouble::Passing(format!(
                "nothing came for {} s",
                patience.silence.as_secs_f32()
            )),
            (true, error) => Trouble::Passing(error.to_string()),
            (false, error) => Trouble::Lasting(InstallError::Network {
                address: uri.to_string(),
                why: error.to_string(),
            }),
        }
    })
}

/// Is it an address that may be asked? http shows and lets anyone on the way change what comes, so
/// whoever uses it must know the file by a digest ([`super::origin`] sees to that).
fn safe(uri: &Uri, address: &str) -> Result<(), InstallError> {
    match (uri.scheme_str(), uri.host()) {
        (Some("https" | "http"), Some(_)) => Ok(()),
        _ => Err(address_error(address, "is not of the form https://…")),
    }
}

/// Does it lead to this machine itself?
pub(super) fn loopback(address: &str) -> bool {
    let Ok(uri) = address.parse::<Uri>() else {
        return false;
    };
    let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost"
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|ip| ip.is_loopback())
}

/// Where a redirect leads (RFC 3986, section 5.2, without the folding of `..`, which servers do).
fn joined(here: &Uri, to: &str) -> String {
    let scheme = here.scheme_str().unwrap_or("https");
    let host = here.authority().map(ToString::to_string);
    let host = host.unwrap_or_default();
    if to.contains("://") {
        to.to_owned()
    } else if let Some(rest) = to.strip_prefix("//") {
        format!("{scheme}://{rest}")
    } else if to.starts_with('/') {
        format!("{scheme}://{host}{to}")
    } else {
        let folder = here
            .path()
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        format!("{scheme}://{host}{folder}/{to}")
    }
}

/// The proxy that the environment names for an address, in the way of curl: by scheme, then for all; unless
/// `NO_PROXY` has its host.
fn proxy(
    uri: &Uri,
    environment: impl Fn(&str) -> Option<String>,
) -> Result<Option<Proxy>, InstallError> {
    let set = |name: &str| environment(name).filter(|value| !value.trim().is_empty());
    let either = |name: &str| set(name).or_else(|| set(&name.to_uppercase()));
    let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
    if either("no_proxy").is_some_and(|list| spared(&list, host)) {
        return Ok(None);
    }
    let own = match uri.scheme_str() {
        Some("https") => "https_proxy",
        _ => "http_proxy",
    };
    let Some((name, value)) = [own, "all_proxy"]
        .into_iter()
        .find_map(|name| Some((name, either(name)?)))
    else {
        return Ok(None);
    };
    let broken = |_| InstallError::Proxy {
        name: name.to_uppercase(),
    };
    Proxy::new(value.trim()).map(Some).map_err(broken)
}

/// Does a list such as `localhost,.example.org,10.0.0.5` have a host, or what it belongs to?
fn spared(list: &str, host: &str) -> bool {
    list.split([',', ' ']).map(str::trim).any(|entry| {
        let entry = entry.trim_start_matches('*').trim_start_matches('.');
        let entry = entry.rsplit_once(':').map_or(entry, |(name, port)| {
            match port.bytes().all(|b| b.is_ascii_digit()) {
                true if !name.contains(':') => name,
                _ => entry,
            }
        });
        let (host, entry) = (host.to_lowercase(), entry.to_lowercase());
        list.trim() == "*"
            || !entry.is_empty() && (host == entry || host.ends_with(&format!(".{entry}")))
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn redirects_lead_where_they_say() {
        let here: Uri = "https://a.example/x/y?z".parse().unwrap();
        for (to, whole) in [
            ("http://b.example/q", "http://b.example/q"),
            ("//c.example/q", "https://c.example/q"),
            ("/q?r", "https://a.example/q?r"),
            ("q", "https://a.example/x/q"),
        ] {
            assert_eq!(joined(&here, to), whole);
        }
    }

    #[test]
    fn proxies_are_those_of_the_scheme_and_spare_whom_they_should() {
        let chosen = |address: &str, set: &[(&str, &str)]| {
            let find = |name: &str| {
                let found = set.iter().find(|(n, _)| *n == name)?;
                Some(found.1.to_owned())
            };
            let found = proxy(&address.parse().unwrap(), find);
            found
                .map(|proxy| proxy.map(|p| p.host().to_owned()))
                .map_err(|e| e.to_string())
        };
        let both = [
            ("https_proxy", "http://s.example:1"),
            ("HTTP_PROXY", "http://p.example:2"),
        ];
        assert_eq!(
            chosen("https://a.example/", &both),
            Ok(Some("s.example".into()))
        );
        assert_eq!(
            chosen("http://a.example/", &both),
            Ok(Some("p.example".into()))
        );
        assert_eq!(
            chosen("http://a.example/", &[("ALL_PROXY", "q.example:3")]),
            Ok(Some("q.example".into()))
        );
        assert_eq!(chosen("http://a.example/", &[("http_proxy", "")]), Ok(None));
        assert!(
            chosen("http://a.example/", &[("http_proxy", "::")])
                .unwrap_err()
                .contains("HTTP_PROXY")
        );
        for (list, host, is) in [
            ("*", "a.example", true),
            ("a.example", "a.example", true),
            ("a.example", "x.a.example", true),
            (".a.example", "x.A.example", true),
            ("*.a.example", "x.a.example", true),
            ("a.example", "ba.example", false),
            ("b, a.example:8080", "a.example", true),
            ("", "a.example", false),
            ("127.0.0.1", "127.0.0.1", true),
            ("::1", "::1", true),
        ] {
            assert_eq!(spared(list, host), is, "{list} {host}");
        }
    }

    #[test]
    fn this_machine_is_known() {
        for here in [
            "http://127.0.0.1:80/x",
            "http://localhost/",
            "http://[::1]:9/",
        ] {
            assert!(loopback(here), "{here}");
        }
        for there in [
            "http://localhost.example/",
            "http://10.0.0.1/",
            "x",
            "http://127.0.0.1.example/",
        ] {
            assert!(!loopback(there), "{there}");
        }
    }
}

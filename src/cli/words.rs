//! Numbers to the words people use for them.

/// `1 line`, `2 lines`.
pub(crate) fn count(n: usize, what: &str) -> String {
    if n == 1 {
        format!("1 {what}")
    } else {
        format!("{n} {what}s")
    }
}

/// `41 s`, `9 min 41 s`, `1 h 2 min`: two units at most, whole seconds.
pub(crate) fn length(seconds: f64) -> String {
    let all = seconds.round().max(0.0) as u64;
    let (hours, minutes, rest) = (all / 3600, all / 60 % 60, all % 60);
    match (hours, minutes, rest) {
        (0, 0, s) => format!("{s} s"),
        (0, m, 0) => format!("{m} min"),
        (0, m, s) => format!("{m} min {s} s"),
        (h, 0, _) => format!("{h} h"),
        (h, m, _) => format!("{h} h {m} min"),
    }
}

/// A size on the disk: `812 KB`, `1.4 GB`; decimal, as disks are sold.
pub(crate) fn bytes(bytes: u64) -> String {
    let size = bytes as f64;
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.0} KB", size / 1e3),
        1_000_000..1_000_000_000 => format!("{:.0} MB", size / 1e6),
        _ => format!("{:.1} GB", size / 1e9),
    }
}

/// How long something took: `0.4 s`, then as [`length`].
pub(crate) fn took(seconds: f64) -> String {
    if seconds < 60.0 {
        format!("{seconds:.1} s")
    } else {
        length(seconds)
    }
}

/// A path relative to where one stands, if it lies below.
pub(crate) fn path(path: &std::path::Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here)
        .unwrap_or(path)
        .display()
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_said_as_people_say_them() {
        for (seconds, said) in [
            (0.2, "0 s"),
            (41.4, "41 s"),
            (59.6, "1 min"),
            (581.0, "9 min 41 s"),
            (3600.0, "1 h"),
            (3725.0, "1 h 2 min"),
        ] {
            assert_eq!(length(seconds), said);
        }
        assert_eq!(
            (took(4.56).as_str(), took(75.0).as_str()),
            ("4.6 s", "1 min 15 s")
        );
        assert_eq!(
            (count(1, "line"), count(0, "line")),
            ("1 line".into(), "0 lines".into())
        );
    }
}

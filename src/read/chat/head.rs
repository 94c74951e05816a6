//! The head of a message: who sent it, and where the words begin. One function for each program
//! would say the same five times; they all write a stamp and a name, with different signs around.

use super::stamp::{self, is_blank};
use super::system::MARKS;

/// Longest name in characters, and in words.
const NAME: usize = 40;
const WORDS: usize = 5;

/// The head of a message on one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head<'a> {
    /// A name, and the byte at which the words begin; at the end of the line they stand below.
    Says(&'a str, usize),
    /// The program itself speaks.
    System,
}

/// The head at the start of a line, if it is one.
pub(super) fn head(line: &str) -> Option<Head<'_>> {
    let bare = line.trim_start_matches(|c| is_blank(c) || MARKS.contains(&c));
    let at = line.len() - bare.len();
    if let Some(rest) = bare.strip_prefix(['[', '(']) {
        let bracketed = stamp::stamp(rest)
            .filter(|stamp| rest[stamp.len..].starts_with([']', ')']))
            .and_then(|stamp| stamped(line, at + 1 + stamp.len + 1, stamp.date, false));
        return bracketed.or_else(|| reddit(bare));
    }
    if let Some(stamp) = stamp::stamp(bare) {
        return stamped(line, at + stamp.len, stamp.date, true);
    }
    nick(line, at)
        .or_else(|| above(bare))
        .or_else(|| reddit(bare))
}

/// What follows a stamp: `<nick> words`, `- Name: words`, `From Name to Everyone: words`.
fn stamped(line: &str, from: usize, dated: bool, dash: bool) -> Option<Head<'_>> {
    let rest = line[from..].trim_start_matches(|c| is_blank(c) || MARKS.contains(&c));
    let at = line.len() - rest.len();
    if let Some(found) = nick(line, at) {
        return Some(found);
    }
    let sign = ["* ", "*** ", "-!- ", "--> ", "<-- ", "-- "];
    if !dated && sign.iter().any(|sign| rest.starts_with(sign)) {
        return Some(Head::System);
    }
    if let Some(sent) = rest.strip_prefix("From ").or(rest.strip_prefix("Von ")) {
        // `From Ana to Everyone: words`, `From  Ana : words`, and the words below.
        let colon = sent.find(':')?;
        let named = [
            " to ",
            " To ",
            " an ",
            " (Direct Message)",
            "(direct message)",
        ];
        let end = named.iter().filter_map(|to| sent[..colon].find(to)).min();
        let name = name(&sent[..end.unwrap_or(colon)])?;
        return Some(says(line, name, at + (rest.len() - sent.len()) + colon + 1));
    }
    if !dated {
        return None;
    }
    let rest = match dash {
        true => rest.strip_prefix(['-', '–', '—'])?,
        false => rest,
    };
    let rest = rest.trim_start_matches(|c| is_blank(c) || MARKS.contains(&c));
    let at = line.len() - rest.len();
    let colon = rest.find([':', '：']);
    let named = colon.and_then(|colon| Some((colon, name(&rest[..colon])?)));
    Some(match named {
        Some((colon, name)) => {
            let sign = rest[colon..].chars().next().map_or(1, char::len_utf8);
            says(line, name, at + colon + sign)
        }
        None => Head::System,
    })
}

fn says<'a>(line: &'a str, name: &'a str, from: usize) -> Head<'a> {
    let rest = &line[from..];
    let words = rest.trim_start_matches(|c: char| is_blank(c));
    Head::Says(name, from + (rest.len() - words.len()))
}

/// `<nick> words`; programs put signs of rank before the nick.
fn nick(line: &str, at: usize) -> Option<Head<'_>> {
    let inside = line[at..].strip_prefix('<')?;
    let close = inside.find('>').filter(|close| *close <= NAME)?;
    let name = inside[..close].trim_matches(['@', '+', '%', '&', '~', ' ']);
    let plain = |c: char| c.is_alphanumeric() || "_-[]\\`^{}|. ".contains(c);
    let after = &inside[close + 1..];
    let fits = !name.is_empty() && name.chars().all(plain) && after.starts_with(' ');
    (fits && name.starts_with(char::is_alphabetic)).then(|| says(line, name, at + close + 2))
}

/// A line of its own above the words: `Ana  10:15 AM`, `Ana, [12.03.24 10:15]`,
/// `ana — Today at 10:15`.
fn above(line: &str) -> Option<Head<'_>> {
    let line = line.trim_end_matches(|c: char| is_blank(c) || MARKS.contains(&c));
    if line.len() > NAME * 4 {
        return None;
    }
    let gaps = line.char_indices().filter(|(_, c)| is_blank(*c));
    for (gap, _) in gaps {
        let rest = line[gap..]
            .trim_start_matches(|c| is_blank(c) || matches!(c, '—' | '–' | '•' | '·' | '|'));
        let (inside, held) = match rest.strip_prefix(['[', '(']) {
            Some(inside) => (inside.trim_end_matches([':', ']', ')']), true),
            None => (rest, false),
        };
        let Some(stamp) = stamp::stamp(inside).filter(|stamp| stamp.len == inside.len()) else {
            continue;
        };
        // A bare time may be that of a recording.
        let sure = stamp.date || stamp.half;
        let before = line[..gap].trim_end_matches([',', ' ', '—', '–', '•', '·', '|', '\t']);
        let before = before.strip_suffix(" APP").unwrap_or(before);
        let alone = held || line[gap..].starts_with("  ") || stamp.date || stamp.half;
        // `We met at 10:15 AM` is said; a name of several words has capitals.
        let tall = |word: &str| word.contains(|c: char| !c.is_lowercase() && c.is_alphabetic());
        let last = before.rsplit(' ').next().is_some_and(tall);
        let proper = !before.contains(' ') || (last && tall(before));
        return name(before)
            .filter(|_| sure && alone && proper)
            .map(|name| Head::Says(name, usize::MAX));
    }
    None
}

/// `[–]username 120 points 3 hours ago`, `username[S] 5 points 2 days ago`.
fn reddit(line: &str) -> Option<Head<'_>> {
    // Above what is asked about: `submitted 3 years ago * by salt_keeper`.
    if let Some((when, by)) = line
        .strip_prefix("submitted ")
        .and_then(|l| l.split_once(" by "))
        && when.contains(" ago")
    {
        let user = by.split([' ', '[', '(']).next().unwrap_or_default();
        return name(user).map(|name| Head::Says(name, usize::MAX));
    }
    let rest = ["[–]", "[-]", "[+]", "[—]"]
        .iter()
        .find_map(|fold| line.strip_prefix(fold));
    let folded = rest.is_some();
    let rest = rest.unwrap_or(line).trim_start();
    let end = rest.find([' ', '[']).unwrap_or(rest.len());
    let user = rest[..end].trim_start_matches("u/");
    let tail = rest[end..].to_lowercase();
    let counted = tail.contains(" point") || tail.contains("score hidden");
    let ago = tail
        .trim_end_matches(|c: char| !c.is_alphabetic())
        .ends_with(" ago");
    let handle = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let fits = !user.is_empty() && user.chars().all(handle) && tail.split(' ').count() < 14;
    (fits && (counted || folded) && ago).then_some(Head::Says(user, usize::MAX))
}

/// A name, a nick or a telephone number.
fn name(text: &str) -> Option<&str> {
    let text = text.trim_matches(|c: char| is_blank(c) || MARKS.contains(&c));
    let text = text
        .trim_start_matches(['~', '@'])
        .trim_start_matches(is_blank);
    let words = text.split_whitespace().count();
    let fits = (1..=WORDS).contains(&words) && text.chars().count() <= NAME;
    let number = text.starts_with('+') && text[1..].chars().any(|c| c.is_ascii_digit());
    let named = text.starts_with(char::is_alphanumeric) && text.contains(char::is_alphabetic);
    let ends = text.ends_with(['.', '?', '!', ',']) && !text.ends_with("r.");
    (fits && (number || named) && !ends).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_all_programs() {
        for (line, who, words) in [
            ("12/03/24, 10:15 - Ana: ¿Y?", "Ana", "¿Y?"),
            ("12/3/24, 9:02 p. m. - Ana Sol: Sí: no", "Ana Sol", "Sí: no"),
            ("[12.03.24, 10:15:33] Ana: So", "Ana", "So"),
            ("\u{200e}[12.03.24, 10:15:33] ~\u{a0}Ana: So", "Ana", "So"),
            (
                "3/12/24, 9:02\u{202f}AM - +34 600 00 00 00: So",
                "+34 600 00 00 00",
                "So",
            ),
            ("2024-03-12 10:15 - Ana: So", "Ana", "So"),
            ("[10:15] <ana> why?", "ana", "why?"),
            ("10:15 <@ana_> why?", "ana_", "why?"),
            ("<ana> why?", "ana", "why?"),
            ("10:15:32 From Ana Sol to Everyone: So", "Ana Sol", "So"),
            ("10:15:32\t From  Ana : So", "Ana", "So"),
            ("10:15:32 From Ana to Everyone:", "Ana", ""),
        ] {
            let Some(Head::Says(name, from)) = head(line) else {
                panic!("{line}");
            };
            assert_eq!((name, &line[from..]), (who, words), "{line}");
        }
        for (line, who) in [
            ("Ana Sol  10:15 AM", "Ana Sol"),
            ("tuan.l  10:06 AM", "tuan.l"),
            ("Ana, [12.03.24 10:15]", "Ana"),
            ("Ana Sol, [12 Mar 2024 at 10:15:30]:", "Ana Sol"),
            ("ana — Today at 10:15 AM", "ana"),
            ("ana — 12/03/2024 10:15", "ana"),
            ("[–]salt_keeper 120 points 3 hours ago", "salt_keeper"),
            ("[-]salt_keeper[S] 12 points 1 day ago*", "salt_keeper"),
            ("salt_keeper 120 points 3 hours ago", "salt_keeper"),
        ] {
            assert_eq!(head(line), Some(Head::Says(who, usize::MAX)), "{line}");
        }
        for line in [
            "12/03/24, 10:15 - Ana created the group",
            "[10:15] *** ana has joined",
            "10:15 -!- ana has quit",
        ] {
            assert_eq!(head(line), Some(Head::System), "{line}");
        }
        for line in [
            "Ana: Why?",
            "[00:12:34] Ana: Why?",
            "Ana  0:03",
            "Ana 12:34",
            "10:15 the tram left",
            "On 12/03/24 we met",
            "We met at 10:15 AM",
            "it ended at 10:15 AM",
            "I said that 3 hours ago",
            "<b>Ana</b>",
            "",
        ] {
            assert_eq!(head(line), None, "{line}");
        }
    }
}

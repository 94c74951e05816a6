//! Where something stands between two brackets or signs, found in one walk.
//!
//! A stack and not a search for each opening sign: a line of a million brackets must cost no more
//! than a line of words. Brackets that do not match are left alone, with whatever is in them.

/// Longest group in bytes, its signs included; more is text in brackets.
const LONGEST: usize = 400;
/// How many brackets may be open at once; the outermost are forgotten first.
const DEEPEST: usize = 8;

/// Something between signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Group {
    /// Where the opening sign stands.
    pub(super) from: usize,
    /// Behind the closing sign.
    pub(super) to: usize,
    /// The opening sign.
    pub(super) open: char,
    /// What stands between the two, in bytes of the text.
    pub(super) inside: (usize, usize),
}

impl Group {
    /// What stands between the signs.
    pub(super) fn words<'a>(&self, text: &'a str) -> &'a str {
        text[self.inside.0..self.inside.1].trim()
    }

    /// Round brackets, which hold speech more often than not.
    pub(super) fn round(&self) -> bool {
        matches!(self.open, '(' | '（')
    }
}

fn closes(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '<' => '>',
        '（' => '）',
        '［' => '］',
        '【' => '】',
        '〔' => '〕',
        '｛' => '｝',
        same => same,
    }
}

/// May a sign that opens begin with this byte? (All that are not ASCII begin with one of three.)
/// A table, since every byte of a page is asked about.
const MAY_OPEN: [bool; 256] = {
    let mut opens = [false; 256];
    let signs = [b'(', b'[', b'{', b'<', b'#', b'*', 0xe2, 0xe3, 0xef];
    let mut n = 0;
    while n < signs.len() {
        opens[signs[n] as usize] = true;
        n += 1;
    }
    opens
};

/// The groups of a text, from left to right, the outer before the inner.
pub(super) fn find(text: &str) -> Vec<Group> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut all: Vec<Group> = Vec::new();
    if !text.bytes().any(|byte| MAY_OPEN[usize::from(byte)]) {
        return all;
    }
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '{' | '<' | '（' | '［' | '【' | '〔' | '｛' => {
                if open.len() == DEEPEST {
                    open.remove(0);
                }
                open.push((at, c));
            }
            ')' | ']' | '}' | '>' | '）' | '］' | '】' | '〕' | '｝' => {
                let Some(depth) = open.iter().rposition(|(_, o)| closes(*o) == c) else {
                    continue;
                };
                let (from, sign) = open[depth];
                open.truncate(depth);
                push(&mut all, from, at, sign, c);
            }
            '♪' | '♫' | '#' | '*' => {
                // `*laughs*`, `♪ music ♪`, `#00:01:12-3#`: the sign that opens closes, too.
                match open.iter().rposition(|(_, o)| *o == c) {
                    Some(depth) if at > open[depth].0 + c.len_utf8() => {
                        let (from, sign) = open[depth];
                        open.truncate(depth);
                        push(&mut all, from, at, sign, c);
                    }
                    Some(depth) => open[depth] = (at, c),
                    None => {
                        if open.len() == DEEPEST {
                            open.remove(0);
                        }
                        open.push((at, c));
                    }
                }
            }
            _ => {}
        }
    }
    all.sort_unstable_by_key(|group| (group.from, usize::MAX - group.to));
    all
}

fn push(all: &mut Vec<Group>, from: usize, at: usize, open: char, close: char) {
    let to = at + close.len_utf8();
    if to - from <= LONGEST {
        all.push(Group {
            from,
            to,
            open,
            inside: (from + open.len_utf8(), at),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_found_inside_and_beside_each_other() {
        for (text, groups) in [
            ("a [b] c (d)", vec!["[b]", "(d)"]),
            ("([b] c)", vec!["([b] c)", "[b]"]),
            ("a ) b ] c", vec![]),
            ("(a [b)", vec!["(a [b)"]),
            ("*a* #1# ♪ b ♪ ** *", vec!["*a*", "#1#", "♪ b ♪", "* *"]),
            ("（笑）", vec!["（笑）"]),
        ] {
            let found: Vec<&str> = find(text).iter().map(|g| &text[g.from..g.to]).collect();
            assert_eq!(found, groups, "{text}");
        }
        assert!(find(&"(".repeat(100_000)).is_empty());
    }
}

//! A [`Script`] to a table that a person checks at a glance: line, who, why, how sure, first
//! words.
//!
//! Every paragraph has one line and every line says who, so that a wrong one stands out where
//! the eye runs down the column. Plain text: whoever prints it adds colour, and since colour
//! must never be the only sign, the doubtful carry a question mark here.

use super::{NARRATOR, Paragraph, Person, Repair, Script, rules};
use crate::engines::Language;
use crate::house::Role;
use std::collections::BTreeMap;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A paragraph of which the compiler is less sure than this is marked as doubtful.
pub const DOUBTFUL: f32 = 0.8;

/// What is skipped on every page, since it is form and not text: not worth a word.
const FORM: &[&str] = &[
    rules::DIRECTION.name,
    rules::FRONT_MATTER.name,
    rules::LABEL_TEXT.name,
    rules::MARKUP.name,
    rules::TITLE_LINE.name,
];

/// Columns before the names, between columns, and for line, confidence and mark.
const INDENT: usize = 2;
const GAP: usize = 2;
const SURE: usize = 5;
/// The first words get at least so many columns, even if lines then break.
const FIRST_WORDS: usize = 10;

/// The table of all paragraphs, and below it one line with what there is and what was left
/// out. Lines are at most `width` columns wide (as terminals count them: a CJK character is
/// two), from 72 on; long names and rules are cut to a third and a quarter of it.
#[must_use]
pub fn table(script: &Script, width: usize) -> String {
    painted(script, width, &|line| line)
}

/// The same, with the lines of doubtful paragraphs as `paint` makes them: a terminal's colours,
/// which take no column.
#[must_use]
pub fn painted(script: &Script, width: usize, paint: &dyn Fn(String) -> String) -> String {
    let width = width.clamp(40, 1000);
    let rows: Vec<Row> = script
        .paragraphs()
        .map(|(_, turn, paragraph)| Row {
            line: paragraph.line.to_string(),
            who: who(script.person(turn.person), width / 3),
            why: cut(paragraph.rule, width / 4),
            sure: paragraph.confidence,
            // More than fits is not looked at: a paragraph may be a megabyte.
            words: clean(words(paragraph, width)),
        })
        .collect();
    let widest = |column: fn(&Row) -> &str, head: &str| {
        rows.iter()
            .map(|row| column(row).width())
            .fold(head.width(), usize::max)
    };
    let line = widest(|row| &row.line, "line");
    let who = widest(|row| &row.who, "who");
    let why = widest(|row| &row.why, "why");
    let before = INDENT + line + GAP + who + GAP + why + GAP + SURE + GAP;
    let words = width.saturating_sub(before).max(FIRST_WORDS);
    let mut out = format!(
        "  {:>line$}  {}  {}  sure\n",
        "line",
        pad("who", who),
        pad("why", why)
    );
    for row in &rows {
        let mark = if row.sure < DOUBTFUL { '?' } else { ' ' };
        let text = format!(
            "  {:>line$}  {}  {}  {:.2}{mark}  {}",
            row.line,
            pad(&row.who, who),
            pad(&row.why, why),
            row.sure,
            cut(&row.words, words),
        );
        let text = text.trim_end().to_owned();
        out.push_str(&if row.sure < DOUBTFUL {
            paint(text)
        } else {
            text
        });
        out.push('\n');
    }
    out.push_str(&format!("  {}\n", summary(script)));
    out
}

/// The first words, and before them the language, if it is not the script's.
fn words(paragraph: &Paragraph, most: usize) -> impl Iterator<Item = char> {
    let language = paragraph.language.as_ref();
    let before = language.map_or_else(String::new, |language| format!("[{language}] "));
    let text: Vec<char> = paragraph.text().chars().take(most + 1).collect();
    before.chars().collect::<Vec<_>>().into_iter().chain(text)
}

struct Row {
    line: String,
    who: String,
    why: String,
    sure: f32,
    words: String,
}

/// The name, and in words what the person does; a long name is cut, never what follows it.
fn who(person: &Person, most: usize) -> String {
    let does = match person.role {
        Role::Interviewer => " (asks)",
        Role::Interviewee => " (answers)",
        Role::Narrator if person.name == NARRATOR => return "narrator".to_owned(),
        Role::Narrator => " (narrates)",
    };
    let name = clean(person.name.chars().take(most + 1));
    cut(&name, most.saturating_sub(does.width())) + does
}

/// `22 paragraphs, 3 voices, language en. 5 image names skipped.`
fn summary(script: &Script) -> String {
    let paragraphs = script.paragraphs().count();
    let doubtful = script
        .paragraphs()
        .filter(|(_, _, paragraph)| paragraph.confidence < DOUBTFUL)
        .count();
    let mut speaking: Vec<_> = script.turns.iter().map(|turn| turn.person).collect();
    speaking.sort_unstable();
    speaking.dedup();
    let languages: Vec<_> = script.languages.iter().map(Language::tag).collect();
    let mut line = format!(
        "{}, {}, language {}.",
        count(paragraphs, "paragraph"),
        count(speaking.len(), "voice"),
        languages.join(" and ")
    );
    if doubtful > 0 {
        line.push_str(&format!(" {doubtful} doubtful (?)."));
    }
    let mut skipped: BTreeMap<&str, usize> = BTreeMap::new();
    for one in &script.skipped {
        if !FORM.contains(&one.rule) {
            *skipped.entry(one.rule).or_default() += 1;
        }
    }
    let skipped: Vec<_> = skipped.iter().map(|(rule, n)| count(*n, rule)).collect();
    if !skipped.is_empty() {
        line.push_str(&format!(" {} skipped.", skipped.join(", ")));
    }
    // Line ends with a hyphen are healed in every wrapped text; lost spaces are worth a look.
    let spaces =
        |repair: &&Repair| repair.after.matches(' ').count() > repair.before.matches(' ').count();
    let spaces: Vec<&Repair> = script.repairs.iter().filter(spaces).collect();
    if let Some(first) = spaces.first() {
        line.push_str(&format!(
            " {} mended, the first in line {} (--explain {} shows it).",
            count(spaces.len(), "lost space"),
            first.line,
            first.line
        ));
    }
    line
}

/// `1 voice`, `2 voices`, `3 web addresses`. For the names of rules, which are ours.
fn count(n: usize, thing: &str) -> String {
    let ending = match (n, thing.ends_with('s')) {
        (1, _) => "",
        (_, true) => "es",
        (_, false) => "s",
    };
    format!("{n} {thing}{ending}")
}

/// What a terminal would obey instead of showing it becomes a replacement character.
fn clean(text: impl Iterator<Item = char>) -> String {
    text.map(|c| match c {
        c if c.is_control() => '\u{fffd}',
        // Overrides of the direction of writing would turn the rest of the line around.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c => c,
    })
    .collect()
}

/// At most `most` columns of a text, ending in `…` if it was cut; at a word if one ends in
/// the later half.
fn cut(text: &str, most: usize) -> String {
    if text.width() <= most {
        return text.to_owned();
    }
    let mut columns = 0;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        columns += c.width().unwrap_or(0);
        if columns + 1 > most {
            break;
        }
        end = at + c.len_utf8();
    }
    let kept = &text[..end];
    match kept.rfind(' ').filter(|at| *at * 2 > end) {
        Some(space) => format!("{} …", kept[..space].trim_end()),
        None => format!("{kept}…"),
    }
}

/// Filled up with spaces to so many columns. (The formatter's own padding counts characters.)
fn pad(text: &str, columns: usize) -> String {
    let missing = columns.saturating_sub(text.width());
    text.to_owned() + &" ".repeat(missing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::example::{person, script};

    #[test]
    fn the_table_is_read_at_a_glance() {
        assert_eq!(
            table(&script(), 80),
            "  line  who                      why        sure\n\
             \x20    3  Saltmarsh Review (asks)  label      1.00   Why four in the morning?\n\
             \x20    5  Ada Quill (answers)      label      0.98   It’s quiet then. 2001 was …\n\
             \x20    9  Ada Quill (answers)      continues  0.71?  Gulls, mostly.\n\
             \x20 3 paragraphs, 2 voices, language en. 1 doubtful (?). 2 image names skipped.\n"
        );
    }

    #[test]
    fn a_paragraph_in_another_language_says_so() {
        let mut script = script();
        script.turns[1].paragraphs[0].language = Language::parse("de-AT");
        let table = table(&script, 80);
        assert!(table.contains("0.98   [de-AT] It’s quiet then."), "{table}");
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let mut script = script();
        script.people[0].name = "山田太郎".repeat(20);
        script.people[1].name = "Ada ".repeat(40);
        script.turns[1].paragraphs[0].rule = "a rule whose name is longer than any other";
        for width in [72, 80, 132] {
            let table = table(&script, width);
            for line in table.lines().filter(|line| !line.contains("paragraphs")) {
                assert!(line.width() <= width, "{width}: {} {line}", line.width());
            }
            assert!(
                table.contains("… (asks)") || table.contains("…  (asks)"),
                "{table}"
            );
        }
    }

    #[test]
    fn what_people_do_stands_behind_their_name() {
        let mut host = person("", Role::Narrator);
        assert_eq!(who(&host, 30), "narrator");
        host.name = "Tomas".to_owned();
        assert_eq!(who(&host, 30), "Tomas (narrates)");
    }

    #[test]
    fn a_text_is_cut_at_a_word_where_that_leaves_enough() {
        for (text, most, read) in [
            ("one two three", 13, "one two three"),
            ("one two three", 12, "one two …"),
            ("a verylongword", 10, "a verylon…"),
            ("山田太郎", 5, "山田…"),
            ("", 0, ""),
        ] {
            assert_eq!(cut(text, most), read);
            assert!(read.width() <= most);
        }
    }

    #[test]
    fn a_terminal_is_not_told_what_to_do() {
        assert_eq!(
            clean("a\u{1b}[31m\u{202e}b".chars()),
            "a\u{fffd}[31m\u{fffd}b"
        );
    }

    #[test]
    fn things_are_counted_as_people_count_them() {
        for (n, thing, said) in [
            (1, "voice", "1 voice"),
            (0, "image name", "0 image names"),
            (3, "web address", "3 web addresses"),
        ] {
            assert_eq!(count(n, thing), said);
        }
    }
}

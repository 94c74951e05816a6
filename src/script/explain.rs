//! The story of one paragraph in plain sentences: what stands there, who got it and by which
//! rule, what was seen, who else it could have been, and how to overrule it.
//!
//! For an editor who is tired and sees that one voice is wrong. So no numbers before words, and
//! the way out always at the end.

use super::story::{Second, Seen};
use super::table::DOUBTFUL;
use super::{NARRATOR, Paragraph, Piece, Repair, Script, Skipped, rules};
use crate::house::Role;
use crate::read::Document;

/// Most characters of the page that are quoted.
const QUOTED: usize = 70;

/// The story of what stands at a line of the source, from 1. A line with nothing on it tells
/// what is nearest. `None` if the source has no such line.
#[must_use]
pub fn explain(document: &Document, script: &Script, line: usize) -> Option<String> {
    let source = &document.source;
    let lines = source.text().lines().count().max(1);
    if line == 0 || line > lines {
        return None;
    }
    let mut out = String::new();
    let at = nearest(script, line)?;
    if at != line {
        out += &format!("Line {line} holds nothing; the nearest thing stands at line {at}.\n\n");
    }
    let mut any = false;
    for (_, turn, paragraph) in script.paragraphs() {
        if covers(script, paragraph, at) {
            any = true;
            let person = script.person(turn.person);
            out += &told(script, paragraph, &person.name, person.role);
            out.push('\n');
        }
    }
    let skipped = script.skipped.iter().filter(|s| touches(script, s, at));
    for skipped in skipped.filter(|s| !any || s.rule != rules::MARKUP.name) {
        out += &left_out(skipped);
    }
    out += &overrule(any);
    Some(out)
}

/// The line nearest to `line` at which anything stands, the one above first.
fn nearest(script: &Script, line: usize) -> Option<usize> {
    let paragraphs = script
        .paragraphs()
        .map(|(_, _, paragraph)| lines_of(script, paragraph));
    let skipped = script.skipped.iter().map(|s| lines_of_skipped(script, s));
    let near = paragraphs
        .chain(skipped)
        .map(|(from, to)| line.clamp(from, to));
    near.min_by_key(|at| (at.abs_diff(line), *at))
}

fn lines_of(script: &Script, paragraph: &Paragraph) -> (usize, usize) {
    let end = paragraph.span.end.max(paragraph.span.start + 1) - 1;
    (paragraph.line, script.source.line(end).max(paragraph.line))
}

fn lines_of_skipped(script: &Script, skipped: &Skipped) -> (usize, usize) {
    let end = skipped.span.end.max(skipped.span.start + 1) - 1;
    (skipped.line, script.source.line(end).max(skipped.line))
}

fn covers(script: &Script, paragraph: &Paragraph, line: usize) -> bool {
    let (from, to) = lines_of(script, paragraph);
    (from..=to).contains(&line)
}

fn touches(script: &Script, skipped: &Skipped, line: usize) -> bool {
    let (from, to) = lines_of_skipped(script, skipped);
    (from..=to).contains(&line)
}

fn told(script: &Script, paragraph: &Paragraph, name: &str, role: Role) -> String {
    let who = spoken_by(name, role);
    let mut out = format!(
        "Line {}: {}\n  {who} says it, by the rule `{}`: {}.\n",
        paragraph.line,
        quoted(&paragraph.text()),
        paragraph.rule,
        about(paragraph.rule)
    );
    let sure = paragraph.confidence;
    out += &format!("  That is {} ({sure:.2}).", certainty(sure));
    let usual = rules::GIVING
        .iter()
        .find(|rule| rule.name == paragraph.rule);
    if let Some(usual) = usual.filter(|rule| rule.confidence > sure + 0.01) {
        out += &format!(
            " This rule is usually {:.2} sure; what follows lowered it.",
            usual.confidence
        );
    }
    out.push('\n');
    if let Some(language) = &paragraph.language {
        out += &format!("  It is in another language than the rest: `{language}`.\n");
    }
    for seen in &paragraph.story.seen {
        out += &format!("  - {}\n", sentence(seen));
    }
    if let Some(second) = &paragraph.story.second {
        out += &format!("  {}\n", runner_up(script, second));
    }
    for piece in &paragraph.pieces {
        if let Piece::Note { text, .. } = piece {
            out += &format!(
                "  {} is a stage direction: shown, and in the audio a breath.\n",
                quoted(text)
            );
        }
    }
    let inside = |repair: &&Repair| {
        paragraph.span.start <= repair.span.start && repair.span.end <= paragraph.span.end
    };
    for repair in script.repairs.iter().filter(inside) {
        out += &format!(
            "  {} was mended to {}: {}.\n",
            quoted(&repair.before),
            quoted(&repair.after),
            repair.evidence.trim_end_matches('.')
        );
    }
    let cut = script.skipped.iter().filter(|s| {
        paragraph.span.start <= s.span.start
            && s.span.end <= paragraph.span.end
            && s.rule != rules::MARKUP.name
    });
    for skipped in cut {
        out += &format!(
            "  {} in it is not spoken: {}.\n",
            quoted(&skipped.text),
            about(skipped.rule)
        );
    }
    out
}

fn left_out(skipped: &Skipped) -> String {
    format!(
        "Line {}: {}\n  Nobody says it, by the rule `{}`: {}.\n",
        skipped.line,
        quoted(&skipped.text),
        skipped.rule,
        about(skipped.rule)
    )
}

fn spoken_by(name: &str, role: Role) -> String {
    match role {
        Role::Narrator if name == NARRATOR => "The narrator".to_owned(),
        Role::Narrator => format!("{name}, who narrates,"),
        Role::Interviewer => format!("{name}, who asks,"),
        Role::Interviewee => format!("{name}, who answers,"),
    }
}

fn runner_up(script: &Script, second: &Second) -> String {
    let who = match (second.person, second.role) {
        (Some(person), _) => match script.person(person).name.as_str() {
            NARRATOR => "the narrator",
            name => name,
        },
        (None, Role::Interviewer) => "somebody who asks",
        (None, Role::Interviewee) => "somebody who answers",
        (None, Role::Narrator) => "the narrator",
    };
    let likely = match second.confidence {
        sure if sure < 0.03 => "very unlikely",
        sure if sure < 0.15 => "unlikely",
        _ => "possible",
    };
    format!(
        "Else it would be {who}, by the rule `{}`: {likely} ({:.2}).",
        second.rule, second.confidence
    )
}

fn certainty(sure: f32) -> &'static str {
    match sure {
        sure if sure >= 0.95 => "as good as sure",
        sure if sure >= DOUBTFUL => "likely",
        sure if sure >= 0.6 => "doubtful",
        _ => "hardly more than a guess",
    }
}

fn sentence(seen: &Seen) -> String {
    match seen {
        Seen::Layout(name) => format!("this page sets its questions {name}"),
        Seen::Rival(name) => format!("less likely, it sets them {name}"),
        Seen::Tell(what, true) => format!("it {what}, which speaks for a question"),
        Seen::Tell(what, false) => format!("it {what}, which speaks for an answer"),
        Seen::Named => "the file itself says who speaks".to_owned(),
        Seen::Label(sure) if *sure >= 0.99 => "it has a label, beyond doubt".to_owned(),
        Seen::Label(_) => {
            "it has what looks like a label, but little else speaks for that name".to_owned()
        }
        Seen::LabelAbove => "the label stands alone on the line above".to_owned(),
        Seen::BeforeLabel => "the next paragraph has a label".to_owned(),
        Seen::Suspicious(_) => {
            "it looks as if it had a label of its own, or were nobody’s words; that lowers it"
                .to_owned()
        }
    }
}

fn overrule(spoken: bool) -> String {
    let save = "`duologue script FILE --save corrected.md` writes a script in which every line can be changed";
    if spoken {
        format!(
            "To overrule it: `--people NAME=interviewer` says what somebody does; {save}, and is rendered instead of the page.\n"
        )
    } else {
        format!("To have it spoken all the same: {save}, and is rendered instead of the page.\n")
    }
}

/// What a rule means.
fn about(rule: &str) -> &'static str {
    let mut all = rules::GIVING.iter().chain(rules::SKIPPING);
    all.find(|r| r.name == rule)
        .map_or("no more is known", |r| r.about)
}

/// The first words, on one line, in quotes.
fn quoted(text: &str) -> String {
    let mut short: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if short.chars().count() > QUOTED {
        short = short.chars().take(QUOTED).collect();
        short = short.trim_end().to_owned() + " …";
    }
    short.retain(|c| !c.is_control());
    format!("“{short}”")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::cases::compiled;
    use super::*;

    const PAGE: &str = "# Salt\n\nShe rakes salt.\n\n**Why salt?**\n\nIt was there.\n\n**Since when?**\n\nSince May.\n\n\n\n";

    #[test]
    fn a_paragraph_tells_its_story() {
        let (document, script) = compiled("x.md", PAGE);
        let told = explain(&document, &script, 5).unwrap();
        for part in [
            "Line 5: “Why salt?”",
            "Interviewer, who asks, says it",
            "`set as a question`: set in bold",
            "sets its questions in bold",
            "ends with a question, which speaks for a question",
            "Else it would be Interviewee",
            "--people",
            "--save",
        ] {
            assert!(told.contains(part), "{part}: {told}");
        }
    }

    #[test]
    fn what_is_skipped_has_one_too_and_an_empty_line_has_a_neighbour() {
        let (document, script) = compiled("x.md", PAGE);
        let told = explain(&document, &script, 1).unwrap();
        assert!(
            told.contains("Nobody says it, by the rule `title`"),
            "{told}"
        );
        let told = explain(&document, &script, 13).unwrap();
        assert!(
            told.starts_with("Line 13 holds nothing; the nearest thing stands at line 11."),
            "{told}"
        );
        assert_eq!(explain(&document, &script, 0), None);
        assert_eq!(explain(&document, &script, 99), None);
    }
}

//! The paragraphs of which the compiler is not sure, as warnings: what a render tells before it
//! speaks them in what may be the wrong voice.

use super::table::DOUBTFUL;
use super::{NARRATOR, Script};
use crate::diag::{Diagnostic, Diagnostics, Span};

/// So many are told one by one; of more, how many there are.
const TOLD: usize = 5;

/// Warns of every paragraph that is less sure than [`DOUBTFUL`].
pub fn tell(script: &Script, diags: &mut Diagnostics) {
    let doubtful = script
        .paragraphs()
        .filter(|(_, _, paragraph)| paragraph.confidence < DOUBTFUL);
    let mut more = 0;
    for (at, (_, turn, paragraph)) in doubtful.enumerate() {
        if at >= TOLD {
            more += 1;
            continue;
        }
        let person = &script.person(turn.person).name;
        let who = if person == NARRATOR {
            "the narrator"
        } else {
            person
        };
        let words = paragraph.span.start;
        let first = script.source.slice(paragraph.span);
        let end = first.find(char::is_whitespace).unwrap_or(first.len());
        diags.push(
            Diagnostic::warning(
                &script.source,
                Span::new(words, words + end),
                format!("this may not be {who} who speaks"),
            )
            .label(format!(
                "{}, {:.2} sure",
                paragraph.rule, paragraph.confidence
            ))
            .hint(format!(
                "`duologue script --explain {}` tells why",
                paragraph.line
            )),
        );
    }
    if more > 0 {
        let message = format!("{more} more paragraphs may be somebody else’s");
        diags.push(
            Diagnostic::warning(&script.source, Span::default(), message)
                .whole()
                .hint("`duologue script` marks each with a question mark"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::script;
    use super::*;

    #[test]
    fn some_are_told_and_the_rest_are_counted() {
        let mut script = script();
        let mut diags = Diagnostics::new();
        tell(&script, &mut diags);
        let told: Vec<_> = diags
            .iter()
            .map(|d| (d.message.as_str(), d.label.as_str()))
            .collect();
        assert_eq!(
            told,
            [(
                "this may not be Ada Quill who speaks",
                "continues, 0.71 sure"
            )]
        );
        let turn = &mut script.turns[1];
        let last = turn.paragraphs[1].clone();
        turn.paragraphs.extend(vec![last; 7]);
        let mut diags = Diagnostics::new();
        tell(&script, &mut diags);
        assert_eq!(diags.iter().count(), TOLD + 1);
        let last = diags.iter().last().map(|d| d.message.as_str());
        assert_eq!(last, Some("3 more paragraphs may be somebody else’s"));
    }
}

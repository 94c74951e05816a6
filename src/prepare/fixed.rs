//! A line to the places whose sound is decided before any rule is asked: `{say}`, and the cast's
//! pronunciations.
//!
//! A `{say}` is meant for its place and outranks the cast, which is meant for every place.

use super::paragraph::Line;
use super::pronounce::Lexicon;
use super::spoken::Fixed;
use crate::diag::{Diagnostic, Span};
use crate::script::Script;
use std::ops::Range;

/// Everything whose sound is decided before the rules: `{say}`, then the cast's pronunciations
/// where no `{say}` stands.
pub(super) fn fixed(
    line: &Line,
    lexicon: &Lexicon,
    ipa: bool,
    bare: &mut dyn FnMut(Range<usize>, &str),
) -> Vec<Fixed> {
    let mut all: Vec<Fixed> = line
        .said
        .iter()
        .map(|(range, spoken)| Fixed {
            range: range.clone(),
            spoken: spoken.clone(),
            ipa: None,
        })
        .collect();
    let free = |range: &Range<usize>| {
        let at = line
            .said
            .partition_point(|(said, _)| said.end <= range.start);
        line.said
            .get(at)
            .is_none_or(|(said, _)| said.start >= range.end)
    };
    all.extend(
        lexicon
            .find(&line.text)
            .into_iter()
            .filter(|(range, _)| free(range))
            .map(|(range, said)| {
                if said.bare && !ipa {
                    bare(range.clone(), &line.text[range.clone()]);
                }
                Fixed {
                    range,
                    spoken: said.spoken,
                    ipa: said.ipa.filter(|_| ipa),
                }
            }),
    );
    all.sort_by_key(|fixed| fixed.range.start);
    all
}

/// Those that stand wholly in a sentence, counted from its start.
pub(super) fn within(fixed: &[Fixed], sentence: &Range<usize>) -> Vec<Fixed> {
    let from = fixed.partition_point(|f| f.range.start < sentence.start);
    fixed[from..]
        .iter()
        .take_while(|f| f.range.end <= sentence.end)
        .map(|f| Fixed {
            range: f.range.start - sentence.start..f.range.end - sentence.start,
            spoken: f.spoken.clone(),
            ipa: f.ipa.clone(),
        })
        .collect()
}

/// What is told of a word that is given in the alphabet alone to a voice that cannot read that.
pub(super) fn bare(script: &Script, span: Span, word: &str) -> Diagnostic {
    let message = format!("`{word}` is given in phonemes alone, which this voice does not read");
    Diagnostic::warning(&script.source, span, message)
        .label("said as it is written")
        .hint("Add a respelling behind the phonemes: `Aoife: /ˈiːfə/ EE-fa`.")
}

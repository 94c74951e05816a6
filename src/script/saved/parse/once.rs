//! Mistakes that come again line after line, each told once with all of its places.

use super::super::MAX_TOLD;
use super::super::directions::short;
use super::super::nearly::also_on;
use super::Reader;
use crate::diag::{Diagnostic, closest};

/// Looking for the name that was meant costs in proportion to the names there are: after so
/// many unknown ones it is no longer a slip, and no help.
const MAX_SUGGESTIONS: usize = 50;

impl Reader<'_> {
    /// Tells of each unknown name once, with all the lines on which it stands.
    pub(super) fn unknown(&mut self) {
        let unknown = std::mem::take(&mut self.unknown);
        for (count, (name, places)) in unknown.iter().enumerate().take(MAX_TOLD) {
            let help = count < MAX_SUGGESTIONS && name.len() <= 100;
            let names = self.front.people.iter().map(|person| person.name.as_str());
            let near = help.then(|| closest(name, names)).flatten();
            let label = match near {
                Some(near) => format!("did you mean `{}`?", short(near)),
                None => "not in `people`".to_owned(),
            };
            let message = format!("nobody in `people` is called `{}`", short(name));
            let mut problem = Diagnostic::error(self.source, places[0], message)
                .label(label)
                .hint("a new person needs a line `  Name: role` under `people`");
            if let Some(hint) = also_on(self.source, &places[1..]) {
                problem = problem.hint(hint);
            }
            self.diags.push(problem);
        }
    }

    /// Warns of asterisks that were taken for markup and may have been meant as text.
    pub(super) fn unpaired(&mut self) {
        let Some(first) = self.unpaired.first() else {
            return;
        };
        let mut problem = Diagnostic::warning(self.source, *first, "emphasis that never ends")
            .label("not spoken")
            .hint(r"for an asterisk that is part of the text write `\*`");
        if let Some(hint) = also_on(self.source, &self.unpaired[1..]) {
            problem = problem.hint(hint);
        }
        self.diags.push(problem);
    }
}

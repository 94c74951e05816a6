//! A script and its utterances to what an episode says of itself.

use super::{About, Credit, Line};
use crate::house::House;
use crate::prepare::{self, Front, Origin, Utterance};
use crate::script::Script;

/// The metadata of an episode called `name`. A date comes from the script, else the cast.
/// The front is a drawn one, until it is known what the cast's picture is.
#[must_use]
pub fn about(name: &str, script: &Script, house: &House, utterances: &[Utterance]) -> About {
    let text = |value: &Option<crate::house::At<String>>| value.as_ref().map(|at| at.value.clone());
    let heard = prepare::heard(script, utterances);
    let language = &script.languages[0];
    let announces = utterances
        .iter()
        .any(|utterance| utterance.person.0 == script.people.len());
    let announcer = announces.then_some(&script.announcer);
    About {
        name: name.to_string(),
        title: script.title.clone(),
        copy: house.edition,
        synthetic: prepare::disclosure(script, house),
        front: Front::default(),
        show: text(&house.show.title),
        publisher: text(&house.show.publisher),
        date: script.date.clone().or_else(|| text(&house.show.date)),
        language: language.clone(),
        people: script
            .people
            .iter()
            .chain(announcer)
            .map(|person| Credit {
                name: person.name.clone(),
                role: person.role,
            })
            .collect(),
        chapters: heard
            .into_iter()
            .map(|n| script.chapters[n].title.clone())
            .collect(),
        lines: utterances
            .iter()
            .map(|utterance| Line {
                speaker: utterance.person.0,
                text: utterance.shown.clone(),
                language: utterance.language.clone(),
                line: match utterance.origin {
                    Origin::Page { line, .. } => line,
                    Origin::Announcement => 0,
                },
            })
            .collect(),
    }
}

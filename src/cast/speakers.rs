//! The people of a script to speakers: what is said about each, most specific first.

use super::people::named;
use super::wish::Layer;
use crate::diag::{Diagnostics, Source};
use crate::engines::Language;
use crate::house::{Casting, House, Role};
use crate::script::{PersonId, Script};
use std::collections::BTreeMap;

/// Someone, with what is said about the person and what the person has to say.
pub(super) struct Speaker<'a> {
    pub(super) id: PersonId,
    pub(super) layers: Vec<Layer<'a>>,
    /// In order of appearance.
    pub(super) languages: Vec<Language>,
    /// Is the role's sound another person's, and nothing is said about this one's?
    pub(super) follows: Option<PersonId>,
    /// How the name is spoken.
    pub(super) say: Option<String>,
}

/// Everyone in a script, in order of appearance, and whoever announces.
pub(super) fn speakers<'a>(
    script: &'a Script,
    house: &'a House,
    fallback: Option<&'a House>,
    diags: &mut Diagnostics,
) -> Vec<Speaker<'a>> {
    let named = named(script, house, diags);
    let mut in_role: BTreeMap<Role, Vec<PersonId>> = BTreeMap::new();
    let mut speakers = Vec::new();
    for (at, person) in script.everyone().enumerate() {
        let id = PersonId(at);
        let mut layers = Vec::new();
        let mut layer = |source: &'a Source, casting: &'a Casting, own: bool, fallback: bool| {
            layers.push(Layer {
                source,
                casting,
                own,
                fallback,
            });
        };
        let mut follows = None;
        let own = named.get(at).copied().flatten();
        if let Some(own) = own {
            layer(&house.source, own, true, false);
        }
        let role = house.roles.get(&person.role);
        let embedded = fallback.and_then(|house| Some((house, house.roles.get(&person.role)?)));
        let own_sound = own.is_some_and(has_sound);
        if !own_sound {
            let before = in_role.entry(person.role).or_default();
            if let Some(first) = before.first() {
                // A role that is left to the embedded cast is left to it with its others.
                let left = role.is_none_or(|role| role.voice.is_none() && role.others.is_empty());
                let (from, others) = match (role, embedded) {
                    (_, Some((embedded, role))) if left => (embedded, &role.others[..]),
                    (role, _) => (house, role.map_or(&[][..], |role| &role.others)),
                };
                match others.get(before.len() - 1) {
                    Some(other) => layer(&from.source, other, true, left),
                    None => follows = Some(*first),
                }
            }
            before.push(id);
        }
        let first_of_role = in_role.get(&person.role).is_none_or(|all| all[0] == id);
        if let Some(role) = role {
            layer(&house.source, role, false, false);
        }
        if let Some((house, role)) = embedded
            && layers.iter().all(|layer| layer.casting.voice.is_none())
        {
            layers.push(Layer {
                source: &house.source,
                casting: role,
                own: false,
                fallback: true,
            });
        }
        // What a role is called when it is announced fits one person, not all who share it.
        let say = layers
            .iter()
            .filter(|layer| layer.own || first_of_role)
            .find_map(|layer| layer.casting.say.as_ref())
            .map(|say| say.value.clone());
        speakers.push(Speaker {
            id,
            layers,
            languages: languages(script, id),
            follows,
            say,
        });
    }
    speakers
}

/// Does a casting say what a person sounds like, and not only how fast or how loud?
fn has_sound(casting: &Casting) -> bool {
    casting.voice.is_some() || casting.tweaks.timbre.is_some() || casting.tweaks.pitch.is_some()
}

fn languages(script: &Script, person: PersonId) -> Vec<Language> {
    let mut all: Vec<Language> = Vec::new();
    for (_, turn, paragraph) in script.paragraphs() {
        let language = paragraph.language.as_ref().or(script.languages.first());
        if let Some(language) = language.filter(|l| turn.person == person && !all.contains(l)) {
            all.push(language.clone());
        }
    }
    all
}

//! Wishes to sounds: everyone told apart, as far as the voices of a language reach.
//!
//! Two people of one voice are told apart by timbre, at least three semitones from one another.
//! What is asked for a person comes first; whoever has no sound of his own is then set apart
//! in order of appearance: the same voice with the nearest free timbre, else another voice of
//! the engines that this cast names. (Not of every engine: one for dry runs is always there,
//! and no guest wants to be a sine.)

use super::wish::{Layer, Wish, accent, bare};
use crate::audio::Semitones;
use crate::engines::Language;
use crate::house::{At, House, Tables, Tweaks, VoiceChoice, asked_rate, reads};
use crate::script::PersonId;
use std::collections::BTreeSet;

/// Closer than this in semitones, two people of one voice are not told apart.
pub(super) const STEP: f32 = 3.0;
/// How far a timbre may be moved either way.
const REACH: f32 = 6.0;

/// A sound that someone has.
#[derive(Debug, Clone)]
pub(super) struct Sound<'a> {
    pub(super) person: PersonId,
    pub(super) language: Language,
    pub(super) wish: Wish<'a>,
    /// Why it is not what was asked for, if it is not.
    pub(super) moved: Moved,
}

/// Why a sound is not the one that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moved {
    /// It is.
    No,
    /// To be told apart from this person.
    From(PersonId),
    /// Nothing was free: it is the same as this person's.
    SameAs(PersonId),
}

impl Sound<'_> {
    fn timbre(&self) -> f32 {
        timbre(&self.wish.tweaks)
    }
}

fn timbre(tweaks: &Tweaks) -> f32 {
    tweaks.timbre.map_or(0.0, |at| at.value.0)
}

fn pitch(tweaks: &Tweaks) -> f32 {
    tweaks.pitch.map_or(0.0, |at| at.value.0)
}

/// How far apart two sounds are in semitones; `None` if they are different voices.
fn distance(one: &Wish<'_>, other: &Wish<'_>) -> Option<f32> {
    (one.engine == other.engine && one.voice == other.voice).then(|| {
        (timbre(&one.tweaks) - timbre(&other.tweaks)).abs()
            + (pitch(&one.tweaks) - pitch(&other.tweaks)).abs()
    })
}

/// Everyone's sounds so far.
#[derive(Debug, Default)]
pub(super) struct Sounds<'a> {
    all: Vec<Sound<'a>>,
}

impl<'a> Sounds<'a> {
    /// Someone else who already sounds like that. What the cast asks for is only moved if it
    /// is the very same; what comes from the embedded cast makes room for what was asked for.
    pub(super) fn taken(&self, person: PersonId, wish: &Wish<'_>) -> Option<PersonId> {
        let same = |sound: &&Sound<'_>| {
            let limit = if sound.wish.fallback == wish.fallback {
                0.01
            } else {
                STEP
            };
            distance(&sound.wish, wish).is_some_and(|apart| apart < limit)
        };
        let others = self.all.iter().filter(|sound| sound.person != person);
        others.into_iter().find(same).map(|sound| sound.person)
    }

    pub(super) fn take(&mut self, sound: Sound<'a>) {
        self.all.push(sound);
    }

    pub(super) fn of(&self, person: PersonId, language: &Language) -> Option<&Sound<'a>> {
        self.all
            .iter()
            .find(|sound| sound.person == person && sound.language == *language)
    }

    /// Any sound that somebody has, rather one in this language.
    pub(super) fn any(&self, language: &Language) -> Option<(Wish<'a>, PersonId)> {
        let same = self.all.iter().find(|sound| sound.language == *language);
        let sound = same.or_else(|| self.all.first())?;
        Some((sound.wish.clone(), sound.person))
    }

    /// The nearest free sound to the first of some wishes.
    pub(super) fn free(
        &self,
        person: PersonId,
        wishes: &[Wish<'a>],
        tables: &Tables<'_>,
    ) -> Option<Wish<'a>> {
        wishes.iter().find_map(|wish| {
            let base = timbre(&wish.tweaks);
            // Who already has this voice in another language keeps the sound.
            let own = self
                .all
                .iter()
                .find(|sound| sound.person == person && distance(&sound.wish, wish).is_some());
            let own = own.map(Sound::timbre);
            own.into_iter()
                .chain(steps(base))
                .map(|timbre| with_timbre(wish, timbre))
                .find(|moved| self.is_free(person, moved) && fits(moved, tables))
        })
    }

    fn is_free(&self, person: PersonId, wish: &Wish<'_>) -> bool {
        self.all
            .iter()
            .filter(|sound| sound.person != person)
            .all(|sound| distance(&sound.wish, wish).is_none_or(|apart| apart >= STEP))
    }

    /// When nothing is free: of the sounds in use that this person may have, the one that the
    /// fewest share, rather one of the same role.
    pub(super) fn repeat(
        &self,
        wishes: &[Wish<'a>],
        same_role: impl Fn(PersonId) -> bool,
    ) -> Option<(Wish<'a>, PersonId)> {
        let mut best: Option<((bool, usize), Wish<'a>, PersonId)> = None;
        for sound in &self.all {
            let Some(wish) = wishes
                .iter()
                .find(|wish| distance(&sound.wish, wish).is_some())
            else {
                continue;
            };
            let shared = |other: &&Sound<'_>| {
                distance(&other.wish, &sound.wish).is_some_and(|apart| apart < STEP)
            };
            let sharing: BTreeSet<_> = self
                .all
                .iter()
                .filter(shared)
                .map(|other| other.person)
                .collect();
            let rank = (!same_role(sound.person), sharing.len());
            if best.as_ref().is_none_or(|(so_far, ..)| rank < *so_far) {
                let mut same = with_timbre(wish, sound.timbre());
                same.tweaks.pitch = sound.wish.tweaks.pitch;
                best = Some((rank, same, sound.person));
            }
        }
        best.map(|(_, wish, person)| (wish, person))
    }
}

/// Above this timbre, half of all words are misheard that were understood below it (measured on
/// the embedded voices), so such sounds come last.
const SHRILL: f32 = 1.0;

/// Timbres in half semitones: those that are well understood first, each nearest to `base`
/// first, upwards first where two are as near.
fn steps(base: f32) -> impl Iterator<Item = f32> {
    let mut all: Vec<f32> = (-24i8..=24)
        .map(|half| base + f32::from(half) / 2.0)
        .filter(|timbre| timbre.abs() <= REACH)
        .collect();
    all.sort_by(|a, b| {
        (*a > SHRILL)
            .cmp(&(*b > SHRILL))
            .then((a - base).abs().total_cmp(&(b - base).abs()))
            .then(b.total_cmp(a))
    });
    all.into_iter()
}

fn with_timbre<'a>(wish: &Wish<'a>, timbre: f32) -> Wish<'a> {
    let mut moved = wish.clone();
    moved.tweaks.timbre = Some(At {
        value: Semitones(timbre),
        span: wish.span,
    });
    moved
}

/// Can the engine speak fast or slow enough for it?
fn fits(wish: &Wish<'_>, tables: &Tables<'_>) -> bool {
    let rate = wish.tweaks.rate.map_or(1.0, |at| at.value);
    tables
        .voice(&wish.engine, &wish.voice)
        .is_some_and(|(_, can, _)| can.rate.contains(&asked_rate(rate, timbre(&wish.tweaks))))
}

/// The voices of all engines that a cast names, for a language, in the order of the table.
pub(super) fn spare<'a>(
    like: &Wish<'a>,
    layers: &[Layer<'_>],
    engines: &BTreeSet<String>,
    language: &Language,
    tables: &Tables<'_>,
) -> Vec<Wish<'a>> {
    let mut spare = Vec::new();
    for engine in tables.names().filter(|name| engines.contains(*name)) {
        for info in tables
            .voices(engine)
            .iter()
            .filter(|info| reads(info, language))
        {
            let Some((_, can, fingerprint)) = tables.voice(engine, &info.name) else {
                continue;
            };
            let mut tweaks = bare(layers);
            // The role's timbre was meant for the role's voice.
            tweaks.timbre = None;
            if tweaks.problems(tables, engine, &info.name).is_empty() {
                spare.push(Wish {
                    engine: engine.to_owned(),
                    voice: info.name.clone(),
                    accent: accent(info, language),
                    fingerprint,
                    ipa: can.ipa,
                    own: info.rate,
                    tweaks,
                    ..like.clone()
                });
            }
        }
    }
    spare
}

/// The engines that a cast names.
pub(super) fn engines(houses: &[&House]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for house in houses {
        let castings = house
            .roles
            .values()
            .chain(house.people.iter().map(|(_, c)| c));
        for casting in castings.flat_map(|c| std::iter::once(c).chain(&c.others)) {
            let stacks = match &casting.voice {
                None => Vec::new(),
                Some(VoiceChoice::Any(stack)) => vec![stack],
                Some(VoiceChoice::ByLanguage(all)) => all.iter().map(|(_, s)| s).collect(),
            };
            names.extend(stacks.into_iter().flatten().map(|c| c.engine.clone()));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_go_outwards_from_the_base_and_stay_in_reach() {
        let all: Vec<f32> = steps(-4.0).collect();
        assert_eq!(&all[..6], [-4.0, -3.5, -4.5, -3.0, -5.0, -2.5]);
        assert!(all.iter().all(|t| t.abs() <= REACH));
        assert_eq!(all.len(), 25);
    }
}

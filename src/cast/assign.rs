//! Everyone in a script to a voice: the steps of casting in their order.

use super::sounds::{Moved, Sound, Sounds, engines, spare};
use super::speakers::{Speaker, speakers};
use super::wish::{Layer, Passed, Unvoiced, Wish, check, wishes};
use super::{Cast, Part, summary, unvoiced};
use crate::audio::{Db, Semitones};
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::engines::{Language, VoiceSpec};
use crate::house::{At, House, Impossible, Tables, default};
use crate::script::{PersonId, Script};
use std::collections::BTreeSet;

/// Decides who speaks with which voice.
///
/// Notes tell whom the cast names in vain and which engines are not here, warnings which sounds
/// repeat. Errors (a language that no voice reads, a name that is close to someone's, a setting
/// that the engine cannot do) give `None`. The same script, house and engines give the same
/// cast.
pub fn cast(
    script: &Script,
    house: &House,
    tables: &Tables<'_>,
    diags: &mut Diagnostics,
) -> Option<Cast> {
    let mut found = Diagnostics::new();
    let fallback = default(tables);
    let mut casting = Assigning {
        script,
        house,
        tables,
        fallback: fallback.as_ref(),
        engines: engines(&[house]),
        speakers: speakers(script, house, fallback.as_ref(), &mut found),
        sounds: Sounds::default(),
        passed: Passed::default(),
        impossible: Vec::new(),
        asked: Vec::new(),
        unvoiced: Vec::new(),
        diags: &mut found,
    };
    if let Some(fallback) = &fallback
        && casting
            .speakers
            .iter()
            .any(|s| !s.languages.is_empty() && s.layers.iter().any(|l| l.fallback))
    {
        casting.engines.extend(engines(&[fallback]));
    }
    casting.language_of_the_house();
    casting.ask();
    casting.give_what_was_asked();
    casting.set_the_others_apart();
    casting.announcer();
    unvoiced::tell(script, house, tables, &casting.unvoiced, casting.diags);
    let cast = casting.parts();
    let sound = !found.has_errors();
    diags.append(found);
    sound.then_some(cast)
}

/// The work between the first name and the last voice.
struct Assigning<'a, 't> {
    script: &'a Script,
    house: &'a House,
    tables: &'t Tables<'t>,
    /// The embedded cast.
    fallback: Option<&'a House>,
    /// Engines whose voices may be used for whoever has none.
    engines: BTreeSet<String>,
    speakers: Vec<Speaker<'a>>,
    sounds: Sounds<'a>,
    passed: Passed,
    impossible: Vec<Impossible>,
    /// Speakers by number, and for a language the voices that they may have, best first.
    asked: Vec<(usize, Language, Vec<Wish<'a>>)>,
    unvoiced: Vec<(PersonId, Language, Unvoiced<'a>)>,
    diags: &'t mut Diagnostics,
}

impl<'a> Assigning<'a, '_> {
    /// A cast for another language than the interview's is probably the wrong file.
    fn language_of_the_house(&mut self) {
        if let (Some(own), Some(main)) = (&self.house.language, self.script.languages.first())
            && !own.value.reads(main)
        {
            let message = format!(
                "this cast is for `{}`, the interview is in `{main}`",
                own.value
            );
            self.diags
                .push(Diagnostic::warning(&self.house.source, own.span, message));
        }
    }

    /// Follows what the cast says to voices that are here.
    fn ask(&mut self) {
        for (at, speaker) in self.speakers.iter().enumerate() {
            for language in &speaker.languages {
                let (layers, passed) = (&speaker.layers, &mut self.passed);
                match wishes(layers, language, self.tables, passed, self.diags) {
                    Ok(wishes) => self.asked.push((at, language.clone(), wishes)),
                    Err(unvoiced) => {
                        self.unvoiced.push((speaker.id, language.clone(), unvoiced));
                    }
                }
            }
        }
        self.ask_for_the_others();
        // What was asked for one person alone comes first, then what the cast says of roles,
        // then what it leaves to the embedded one; within each, the order of appearance.
        self.asked.sort_by_key(|(_, _, wishes)| {
            let first = wishes.first();
            (
                first.is_none_or(|w| w.fallback),
                first.is_none_or(|w| !w.exact),
            )
        });
    }

    /// Where the cast has no voice for a language that only some of an interview is in: the
    /// embedded one may have. If nobody has, but for the person's other words, those are read in
    /// the voice for the others: a quotation in a foreign accent is better than no episode.
    fn ask_for_the_others(&mut self) {
        let main = self.script.languages.first();
        let (rest, unvoiced): (Vec<_>, Vec<_>) = std::mem::take(&mut self.unvoiced)
            .into_iter()
            .partition(|(_, language, _)| Some(language) != main);
        self.unvoiced = unvoiced;
        for (id, language, unvoiced) in rest {
            let person = self.script.person(id);
            let embedded = self.fallback.and_then(|house| {
                let casting = house.roles.get(&person.role)?;
                let layer = Layer {
                    source: &house.source,
                    casting,
                    own: false,
                    fallback: true,
                };
                let passed = &mut self.passed;
                wishes(&[layer], &language, self.tables, passed, self.diags).ok()
            });
            let whole = |diagnostic: Diagnostic| match unvoiced.place {
                Some(_) => diagnostic,
                None => diagnostic.whole(),
            };
            let (source, span) = unvoiced.place.unwrap_or((&self.house.source, Span::at(0)));
            let name = &person.name;
            if let Some(wishes) = embedded {
                let message = format!(
                    "the cast has no voice that reads `{language}` for `{name}`: the built-in cast's reads it"
                );
                self.diags
                    .push(whole(Diagnostic::note(source, span, message)));
                self.engines
                    .extend(self.fallback.map(|h| engines(&[h])).unwrap_or_default());
                self.asked.push((id.0, language, wishes));
            } else if self.asked.iter().any(|(at, ..)| *at == id.0) {
                let message = format!(
                    "no voice here reads `{language}`: `{name}` says it in the voice for everything else"
                );
                let warning = Diagnostic::warning(source, span, message);
                let hint = unvoiced::forcing(self.tables);
                self.diags.push(whole(warning.hint(hint)));
            } else {
                self.unvoiced.push((id, language, unvoiced));
            }
        }
    }

    /// Everyone with a sound of the person's own, and the first of each role.
    fn give_what_was_asked(&mut self) {
        for (at, language, wishes) in self.asked.clone() {
            let speaker = &self.speakers[at];
            let (id, leads) = (speaker.id, speaker.follows.is_none());
            let Some(wish) = wishes.into_iter().next() else {
                continue;
            };
            check(
                &wish,
                &speaker.layers,
                self.tables,
                &mut self.impossible,
                self.diags,
            );
            let taken = self.sounds.taken(id, &wish);
            if leads && (taken.is_none() || wish.exact) {
                let moved = taken.map_or(Moved::No, Moved::SameAs);
                self.take(id, language, wish, moved);
            }
        }
    }

    /// Everyone who is left.
    fn set_the_others_apart(&mut self) {
        for (at, language, wishes) in std::mem::take(&mut self.asked) {
            if self.sounds.of(self.speakers[at].id, &language).is_none() {
                self.set_apart(at, language, wishes);
            }
        }
    }

    fn set_apart(&mut self, at: usize, language: Language, mut wishes: Vec<Wish<'a>>) {
        let speaker = &self.speakers[at];
        let id = speaker.id;
        let Some(first) = wishes.first().cloned() else {
            return;
        };
        let from = speaker.follows.or_else(|| self.sounds.taken(id, &first));
        wishes.extend(spare(
            &first,
            &speaker.layers,
            &self.engines,
            &language,
            self.tables,
        ));
        if let Some(free) = self.sounds.free(id, &wishes, self.tables) {
            let moved = from.map_or(Moved::No, Moved::From);
            self.take(id, language, free, moved);
            return;
        }
        let role = self.script.person(id).role;
        let same_role = |other: PersonId| self.script.person(other).role == role;
        if let Some((wish, other)) = self.sounds.repeat(&wishes, same_role) {
            self.take(id, language, wish, Moved::SameAs(other));
        } else {
            // Nothing is in use and nothing is free: the engine cannot follow the rate at any
            // timbre, which was told as an error.
            self.take(id, language, first, Moved::No);
        }
    }

    /// Whoever says what no page says, in the main language of the interview. Last, so that nobody
    /// has to make room; and never an error or a warning: a voice that is somebody else's as well
    /// can announce.
    fn announcer(&mut self) {
        let id = self.script.narrator();
        let (true, Some(main)) = (self.house.announces(), self.script.languages.first()) else {
            return;
        };
        let at = self.speakers.iter().position(|speaker| speaker.id == id);
        let Some(at) = at.filter(|_| self.sounds.of(id, main).is_none()) else {
            return;
        };
        let main = main.clone();
        let (layers, passed) = (&self.speakers[at].layers, &mut self.passed);
        if let Ok(wishes) = wishes(layers, &main, self.tables, passed, self.diags) {
            let first = wishes.first().cloned();
            let first = first.filter(|wish| self.sounds.taken(id, wish).is_none());
            match first {
                Some(wish) => self.take(id, main, wish, Moved::No),
                None => self.set_apart(at, main, wishes),
            }
        } else if let Some((wish, other)) = self.sounds.any(&main) {
            let name = |id: PersonId| &self.script.person(id).name;
            let message = format!(
                "the cast has no voice that reads `{main}` for `{}`: announcements are made in the voice of `{}`",
                name(id),
                name(other)
            );
            self.diags
                .push(Diagnostic::note(wish.source, wish.span, message));
            self.take(id, main, wish, Moved::SameAs(other));
        }
    }

    fn take(&mut self, person: PersonId, language: Language, wish: Wish<'a>, moved: Moved) {
        // Nobody is mistaken for somebody who only announces.
        let speaks = |id: PersonId| id.0 < self.script.people.len();
        if let Moved::SameAs(other) = moved
            && speaks(person)
        {
            let name = |id: PersonId| &self.script.person(id).name;
            let message = format!("`{}` sounds like `{}`", name(person), name(other));
            let reason = if wish.exact {
                "the cast gives both the same voice and timbre".to_owned()
            } else {
                format!("no more voices for `{language}` can be told apart")
            };
            self.diags.push(
                Diagnostic::warning(wish.source, wish.span, message)
                    .label(reason)
                    .hint("give one of them another voice or timbre under `people`"),
            );
        }
        self.sounds.take(Sound {
            person,
            language,
            wish,
            moved,
        });
    }

    fn parts(self) -> Cast {
        let mut parts: Vec<(Part, Moved)> = Vec::new();
        for speaker in &self.speakers {
            let main = self.script.languages.first();
            let announces = main.filter(|main| !speaker.languages.contains(main));
            for language in speaker.languages.iter().chain(announces) {
                if let Some(sound) = self.sounds.of(speaker.id, language) {
                    parts.push((part(sound, speaker.say.clone()), sound.moved));
                }
            }
        }
        let mut summary: Vec<String> = Vec::new();
        for speaker in &self.speakers {
            let own: Vec<(&Part, Moved)> = parts
                .iter()
                .filter(|(part, _)| part.person == speaker.id)
                .map(|(part, moved)| (part, *moved))
                .collect();
            if !own.is_empty() {
                summary.push(summary::line(self.script, speaker.id, &own));
            }
        }
        summary.extend(self.passed.lines);
        Cast {
            parts: parts.into_iter().map(|(part, _)| part).collect(),
            summary,
        }
    }
}

fn part(sound: &Sound<'_>, say: Option<String>) -> Part {
    let wish = &sound.wish;
    let semitones = |at: Option<At<Semitones>>| at.map_or(Semitones(0.0), |at| at.value);
    Part {
        person: sound.person,
        language: sound.language.clone(),
        voice: VoiceSpec {
            engine: wish.engine.clone(),
            voice: wish.voice.clone(),
            rate: wish.tweaks.rate.map_or(1.0, |at| at.value),
            pitch: semitones(wish.tweaks.pitch),
            timbre: semitones(wish.tweaks.timbre),
            settings: wish.tweaks.bare_settings(),
            tempo: 1.0,
        },
        fingerprint: wish.fingerprint.clone(),
        own: wish.own,
        accent: wish.accent.clone(),
        gain: wish.tweaks.gain.map_or(Db(0.0), |at| at.value),
        pan: wish.tweaks.pan.map_or(0.0, |at| at.value),
        chain: wish.tweaks.chain.map(|at| at.value),
        ipa: wish.ipa,
        say,
    }
}

//! Who speaks in each cue to where nothing says so, and where two are mixed; and sounds that are
//! written as if they were words.

use super::Format;
use super::cues::Cue;
use super::fault::Faults;
use super::kinds::{SOUND, SPEAKER, TOGETHER, TWO_SPEAKERS};
use super::names::Spoken;
use super::payload::Shown;
use super::sounds;
use crate::publish::captions::profile::NamedAt;

pub(super) fn judge(
    cues: &[Cue<'_>],
    shown: &[Shown],
    spoken: &[Spoken],
    format: Format,
    faults: &mut Faults<'_>,
) {
    let profile = faults.profile;
    let together = TOGETHER.contains(&profile.name);
    let nobody =
        spoken.iter().all(|s| s.label.is_none()) && shown.iter().all(|s| s.voices.is_empty());
    // Is a `<v>` enough?
    let voices = profile.voices || format == Format::Srt;
    let mut last: Option<&str> = None;
    let mut begun = false;
    for ((cue, shown), spoken) in cues.iter().zip(shown).zip(spoken) {
        if let Some((line, shared)) = spoken.second.filter(|(_, shared)| *shared || !together) {
            let told = match (shared, together) {
                (true, true) => "two people speak in this line; each has to have a line",
                _ => "two people speak in this cue; a new speaker begins a new cue",
            };
            faults.within(&TWO_SPEAKERS, cue, line, told);
        }
        if let Some((line, sound)) = sounds::unbracketed(shown) {
            let told = format!("`{sound}` is a sound; write it in square brackets");
            faults.within(&SOUND, cue, line, told);
        }
        if !sounds::is_speech(&spoken.words) {
            continue;
        }
        let voice = shown.voices.first().map(String::as_str);
        let hyphens = together && spoken.second.is_some_and(|(_, shared)| !shared);
        let coloured = profile.name == "bbc" && shown.coloured;
        let said = spoken.label.is_some() || hyphens || coloured || (voices && voice.is_some());
        let unseen = "only `<v>` says who speaks, which most players do not show";
        let told = if said {
            None
        } else if profile.names == NamedAt::Every {
            Some(match voice {
                Some(_) => unseen,
                None => "nothing says who speaks; every cue has to",
            })
        } else if let Some(voice) = voice {
            (last != Some(voice)).then_some(unseen)
        } else if !begun {
            Some(match nobody {
                true => "nothing in this file says who speaks",
                false => "the first cue does not say who speaks",
            })
        } else if spoken.marked {
            Some("somebody else speaks, and nothing says who")
        } else {
            None
        };
        if let Some(told) = told {
            let line = shown.lines.first().map_or(cue.line, |line| line.number);
            faults.within(&SPEAKER, cue, line, told);
        }
        begun = true;
        last = shown.voices.last().map(String::as_str).or(last);
    }
}

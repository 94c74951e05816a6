//! What is true of captions whatever is said.

use super::super::profile::PROFILES;
use super::*;
use crate::arrange::Stretch;
use crate::publish::rehearsal;
use proptest::prelude::*;

/// Lines said by two people, each with its silence before it and its length in milliseconds.
fn episode(said: &[(usize, String, u64, u64)]) -> Episode {
    let lines: Vec<(usize, &str)> = said
        .iter()
        .map(|(who, text, ..)| (*who, text.as_str()))
        .collect();
    let mut episode = rehearsal::episode(1, &["One"], &lines);
    let mut at = 0;
    episode.timeline.captions = said
        .iter()
        .map(|(_, _, silence, length)| {
            let start = at + silence * 48;
            at = start + length * 48;
            Stretch { start, end: at }
        })
        .collect();
    episode.timeline.frames = at + 38_400;
    episode
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Everything that a profile asks for and no speech forces.
fn keeps(cues: &[Cue<'_>], profile: &Profile, form: Form) -> Result<(), String> {
    let width = if form == Form::Plain {
        profile.line_srt
    } else {
        profile.line
    };
    let (shortest, longest) = (u64::from(profile.shortest.0), u64::from(profile.longest.0));
    for (at, cue) in cues.iter().enumerate() {
        let told = |what: &str| Err(format!("{}: {what}: {cue:?}", profile.name));
        let shown: Vec<String> = cue.shown().collect();
        let length = cue.end_ms - cue.start_ms;
        match () {
            () if shown.iter().any(|line| columns(line) > width) => return told("too wide"),
            () if shown.len() > profile.lines => return told("too many lines"),
            () if shown.iter().any(String::is_empty) => return told("an empty line"),
            () if length > longest => return told("too long"),
            () if length < shortest && cue.forced.is_none() => return told("too short"),
            () if length < profile.reading(&cue.text()) && cue.forced.is_none() => {
                return told("too fast");
            }
            () => {}
        }
        if let Some(next) = cues.get(at + 1) {
            let gap = next.start_ms.checked_sub(cue.end_ms);
            match gap {
                None => return told("overlaps"),
                Some(0) if profile.closes => {}
                // A cue that has no longer than the gap has to be seen all the same.
                Some(gap) if gap < u64::from(profile.gap.0) && length > 1 => return told("no gap"),
                Some(_) => {}
            }
            if profile.names == NamedAt::Change
                && (form == Form::Plain || !profile.voices)
                && next.label.is_empty() != (next.speaker == cue.speaker)
            {
                return told("a label amiss");
            }
        }
    }
    Ok(())
}

const WORDS: &str = "(yes|no|the|a|of|and|Mirela|Vance|5|km|water,|light\\.|really\\?|I|was|\
    not|Lighthouse|extraordinarily|–|“oh”|https://example\\.org/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q|海は|広い。)";

proptest! {
    #[test]
    fn no_word_is_lost_and_every_rule_is_kept(
        said in prop::collection::vec(
            (0usize..2, prop::collection::vec(WORDS, 1..30), 0u64..1_500, 40u64..120), 1..12
        ),
        which in 0usize..PROFILES.len(),
        plain: bool,
    ) {
        // Each line takes so many milliseconds a character.
        let said: Vec<_> = said
            .into_iter()
            .map(|(who, words, silence, pace)| {
                let text = words.join(" ");
                let length = pace * columns(&text) as u64;
                (who, text, silence, length)
            })
            .collect();
        let episode = episode(&said);
        let form = if plain { Form::Plain } else { Form::Voices };
        let profile = &PROFILES[which];
        let cues = compile(&episode, profile, form).unwrap();
        if let Err(why) = keeps(&cues, profile, form) {
            prop_assert!(false, "{}", why);
        }
        let bare = |texts: Vec<String>| texts.concat().split_whitespace().collect::<String>();
        let given: Vec<String> = said.iter().map(|(_, text, ..)| text.clone()).collect();
        let shown: Vec<String> = cues.iter().map(Cue::text).collect();
        prop_assert_eq!(bare(shown.clone()), bare(given.clone()));
        // Words that fit on a line are whole.
        let width = if plain { profile.line_srt } else { profile.line };
        let whole = |texts: Vec<String>| -> Vec<String> {
            let texts = texts.join(" ");
            let fit = |w: &&str| columns(w) <= width / 2 && w.is_ascii();
            words(&texts).into_iter().filter(fit).map(str::to_owned).collect()
        };
        if !given.concat().contains("https") {
            prop_assert_eq!(whole(shown), whole(given));
        }
        // Who begins to speak begins a cue, to the millisecond.
        for (number, place) in episode.timeline.captions.iter().enumerate() {
            if number == 0 || said[number - 1].0 != said[number].0 {
                let ms = episode.timeline.rate.millis(place.start);
                prop_assert!(cues.iter().any(|cue| cue.start_ms.abs_diff(ms) <= 1));
            }
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn anything_can_be_shown(
        text in "(.|\n|[\u{300}\u{200d}\u{e40}ー。「]|word|\u{a0}){0,200}",
        name in ".{0,60}",
        note in ".{0,20}",
        at in 0usize..200,
        ms in 0u64..20_000,
    ) {
        let mut episode = episode(&[(0, text.clone(), 0, ms), (1, text.clone(), 0, ms)]);
        episode.about.people[0].name = name;
        let at = (0..=at.min(text.len())).rev().find(|n| text.is_char_boundary(*n)).unwrap();
        episode.about.lines[0].notes = vec![(at, note)];
        for profile in PROFILES {
            for form in [Form::Voices, Form::Plain] {
                let cues = compile(&episode, profile, form).unwrap();
                prop_assert!(cues.iter().all(|cue| cue.start_ms < cue.end_ms));
                prop_assert!(cues.windows(2).all(|w| w[0].end_ms <= w[1].start_ms));
                let lines = cues.iter().flat_map(|c| c.shown().collect::<Vec<_>>());
                let lines: Vec<String> = lines.collect();
                prop_assert!(lines.iter().all(|l| columns(l) <= profile.line && !l.contains('\n')));
            }
        }
    }
}

#[test]
fn a_note_stands_in_its_place_and_belongs_to_no_word() {
    let mut episode = episode(&[(0, "I did not know. Really.".to_owned(), 100, 3_000)]);
    let note = |at, text: &str| (at, text.to_owned());
    episode.about.lines[0].notes = vec![
        note(0, "(laughs out loud)"),
        note(2, "[sighs]"),
        note(12, "*coughs*"),
        note(23, "[ ]"),
        note(23, "[laughs]"),
    ];
    let cues = compile(&episode, &PROFILES[4], Form::Voices).unwrap();
    let text: Vec<String> = cues.iter().map(Cue::text).collect();
    assert_eq!(
        text.join(" "),
        "[laughs out loud] I [sighs] did not know. [coughs] Really. [laughs]"
    );
    assert_eq!(cues[0].start_ms, 100);
}

#[test]
fn cues_stop_where_somebody_else_or_a_chapter_begins() {
    let said = |who, text: &str| (who, text.to_owned(), 300, 900);
    let lines = [
        said(0, "Yes."),
        said(0, "I do."),
        said(0, "So."),
        said(1, "Oh."),
        said(1, "No."),
    ];
    let mut episode = episode(&lines);
    let starts: Vec<u64> = episode.timeline.captions.iter().map(|c| c.start).collect();
    let end = episode.timeline.frames;
    let chapter = |start, end| Stretch { start, end };
    episode.timeline.chapters = vec![chapter(0, starts[2]), chapter(starts[2], end)];
    episode.about.lines[4].language = Language::parse("de").unwrap();
    let cues = compile(&episode, &PROFILES[0], Form::Voices).unwrap();
    let told: Vec<(String, &str)> = cues.iter().map(|c| (c.text(), c.label.as_str())).collect();
    let cue = |text: &str, label| (text.to_owned(), label);
    assert_eq!(
        told,
        [
            cue("Yes. I do.", "Mirela Vance: "),
            cue("So.", ""),
            cue("Oh.", "Tomas Okafor: "),
            cue("No.", ""),
        ]
    );
    // In every cue, where a profile asks for that; in none, where programs say it.
    let labels = |name: &str, form| -> Vec<String> {
        let profile = super::super::profile::profile(name).unwrap();
        let cues = compile(&episode, profile, form).unwrap();
        cues.into_iter().map(|cue| cue.label).collect()
    };
    assert!(
        labels("dcmp", Form::Voices)
            .iter()
            .all(|label| !label.is_empty())
    );
    assert!(labels("podcast", Form::Voices).iter().all(String::is_empty));
    assert_eq!(labels("podcast", Form::Plain)[0], "Mirela Vance: ");
}

#[test]
fn a_word_that_has_no_time_between_two_others_is_forced() {
    let said = |who, text: &str, silence, length| (who, text.to_owned(), silence, length);
    let episode = episode(&[
        said(0, "Did you know about the lighthouse?", 0, 2_400),
        said(1, "No.", 100, 250),
        said(0, "Nobody told you, not even afterwards?", 150, 2_600),
        said(1, "Forty letters in a second are too many.", 90, 900),
        said(0, "Well.", 90, 400),
    ]);
    let cues = compile(&episode, &PROFILES[0], Form::Plain).unwrap();
    let forced: Vec<Option<Forced>> = cues.iter().map(|cue| cue.forced).collect();
    let (short, fast) = (Some(Forced::Short), Some(Forced::Fast));
    assert_eq!(forced, [None, short, None, short, None], "{cues:#?}");
    // Faster than anybody reads, and long enough to be seen.
    let episode = self::episode(&[
        said(0, "Did you know about the lighthouse?", 0, 2_400),
        said(1, "Forty letters in a second are too many.", 90, 1_200),
        said(0, "Well, I never knew.", 90, 1_400),
    ]);
    let cues = compile(&episode, &PROFILES[0], Form::Plain).unwrap();
    assert!(cues.iter().any(|cue| cue.forced == fast), "{cues:#?}");
}

#[test]
fn a_name_of_any_length_leaves_room_for_words() {
    for (name, width, expected) in [
        ("Mirela Vance", 42, "Mirela Vance: "),
        ("Mirela Vance", 18, "Mirela Va…: "),
        ("שמואל", 42, "שמואל: "),
        ("", 42, ""),
    ] {
        assert_eq!(label(name, width), expected);
    }
    for name in [
        "O ".repeat(5_000),
        "\u{301}".repeat(5_000),
        "語".repeat(5_000),
    ] {
        let label = label(&name, 32);
        assert!(columns(&label) <= 21 && label.len() < 1_000, "{label}");
    }
}

#[test]
fn ten_hours_of_one_voice_are_no_task() {
    // A hundred thousand words without a full stop, in time that grows with their number.
    let text = "and then the keeper of the light went down ".repeat(11_000);
    let episode = episode(&[(0, text, 0, 36_000_000)]);
    let cues = compile(&episode, &PROFILES[0], Form::Voices).unwrap();
    assert!(cues.len() > 5_000);
    keeps(&cues, &PROFILES[0], Form::Voices).unwrap();
}

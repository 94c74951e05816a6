//! Casts of made-up interviews on a made-up machine.

use super::*;
use crate::diag::{Diagnostics, Severity, Source, Span};
use crate::house::fixture::{told, with_tables};
use crate::house::{Role, parse};
use crate::script::{Paragraph, Person, Piece, Script, Turn};

/// A script in which each of these says one line in the given language.
fn script(language: &str, people: &[(&str, Role)]) -> Script {
    let source = Source::new("page.txt", "");
    let paragraph = || Paragraph {
        id: String::new(),
        pieces: vec![Piece::Text {
            text: "Yes.".into(),
            span: Span::at(0),
        }],
        line: 1,
        span: Span::at(0),
        language: None,
        rule: "given",
        confidence: 1.0,
        story: Default::default(),
    };
    Script {
        announcer: crate::script::Person::narrator(),
        repairs: Vec::new(),
        source,
        title: String::new(),
        title_given: false,
        date: None,
        languages: vec![Language::parse(language).unwrap()],
        people: people
            .iter()
            .map(|(name, role)| Person {
                name: (*name).into(),
                role: *role,
                labels: vec![name.to_uppercase()],
            })
            .collect(),
        turns: (0..people.len())
            .map(|at| Turn {
                person: PersonId(at),
                paragraphs: vec![paragraph()],
            })
            .collect(),
        chapters: Vec::new(),
        skipped: Vec::new(),
    }
}

fn run(script: &Script, yaml: &str) -> (Option<Cast>, Vec<String>, Diagnostics) {
    with_tables(|tables| {
        let mut diags = Diagnostics::new();
        let source = Source::new("cast.yaml", yaml);
        let house = parse(&source, tables, &mut diags);
        assert!(diags.is_empty(), "{:#?}", told(&diags));
        let cast = cast(script, &house.unwrap(), tables, &mut diags);
        let again = told(&diags);
        (cast, again, diags)
    })
}

/// The summary of a cast about which there is nothing to tell.
fn quiet(script: &Script, yaml: &str) -> Vec<String> {
    let (cast, told, _) = run(script, yaml);
    assert!(told.is_empty(), "{told:#?}");
    cast.unwrap().summary
}

use Role::{Interviewee, Interviewer, Narrator};

fn trio() -> Vec<(&'static str, Role)> {
    vec![
        ("Narrator", Narrator),
        ("The Lantern", Interviewer),
        ("Riz Oyelaran", Interviewee),
    ]
}

/// Every two people, by voice, timbre and pitch.
fn distinct(cast: &Cast) -> bool {
    let sounds: Vec<_> = cast.parts.iter().map(sound_key).collect();
    cast.parts.iter().enumerate().all(|(at, part)| {
        let same =
            |other: usize| sounds[at] == sounds[other] && cast.parts[other].person != part.person;
        !(0..at).any(same)
    })
}

fn sound_key(part: &Part) -> String {
    let voice = &part.voice;
    format!(
        "{}:{} {} {}",
        voice.engine, voice.voice, voice.timbre.0, voice.pitch.0
    )
}

#[test]
fn the_embedded_cast_tells_three_people_apart_in_five_languages() {
    assert_eq!(
        quiet(&script("en", &trio()), "")[1..],
        [
            "The Lantern: pico:en-GB",
            "Riz Oyelaran: pico:en-US, timbre -4"
        ]
    );
    for (language, voice) in [
        ("de", "de-DE"),
        ("es", "es-ES"),
        ("fr", "fr-FR"),
        ("it-IT", "it-IT"),
    ] {
        let (cast, told, _) = run(&script(language, &trio()), "");
        let cast = cast.unwrap();
        assert!(told.is_empty() && distinct(&cast), "{told:?}");
        for part in &cast.parts {
            assert_eq!(part.voice.voice, voice);
            assert_eq!(part.accent.tag(), voice);
            assert_eq!(part.language.tag(), language);
        }
        let mut timbres: Vec<f32> = cast.parts.iter().map(|p| p.voice.timbre.0).collect();
        timbres.sort_by(f32::total_cmp);
        assert!(
            timbres.windows(2).all(|w| w[1] - w[0] >= 2.5),
            "{timbres:?}"
        );
    }
}

#[test]
fn a_name_outranks_its_role_field_by_field() {
    let yaml = "\
roles:
  interviewee:
    voice: {en: {voice: pico:en-US, timbre: -4, gain: 2}}
    rate: 0.9
    gain: -2
people:
  riz  OYELARAN: {timbre: 2, say: riz}
";
    let (cast, told, _) = run(&script("en", &trio()), yaml);
    assert!(told.is_empty(), "{told:?}");
    let cast = cast.unwrap();
    let riz = &cast.parts[2];
    // The person's own, then the entry's, then the role's.
    assert_eq!(
        (riz.voice.timbre.0, riz.gain.0, riz.voice.rate),
        (2.0, 2.0, 0.9)
    );
    assert_eq!(riz.say.as_deref(), Some("riz"));
    assert_eq!(cast.summary[2], "Riz Oyelaran: pico:en-US, timbre +2");
    // A voice of the person's own leaves the role's entries, but not the role's settings.
    let yaml = yaml.replace("timbre: 2,", "voice: pico:en-GB, pitch: 0,");
    let (cast, ..) = run(&script("en", &trio()), &yaml);
    let riz = &cast.unwrap().parts[2];
    assert_eq!(
        (riz.voice.voice.as_str(), riz.gain.0, riz.voice.rate),
        ("en-GB", -2.0, 0.9)
    );
}

#[test]
fn a_stack_falls_through_to_what_is_here_and_reads_the_language() {
    let yaml = "\
roles:
  interviewer:
    voice: [kokoro:bf_emma, pico:de-DE, {voice: studio:anna, settings: {noise: 0.5}}, piper:x]
";
    let (cast, told, diags) = run(&script("en", &trio()), yaml);
    let cast = cast.unwrap();
    assert_eq!(cast.summary[1], "The Lantern: studio:anna");
    assert_eq!(cast.parts[1].accent.tag(), "en-GB");
    assert_eq!(cast.parts[1].voice.settings.len(), 1);
    assert_eq!(cast.parts[1].fingerprint, "made up");
    assert_eq!(
        cast.summary[3],
        "(kokoro:bf_emma cannot speak here, its model is not installed: duologue voices install it)"
    );
    assert_eq!(
        told,
        ["3:13 `kokoro:bf_emma` cannot speak on this machine | its model is not installed"]
    );
    assert_eq!(diags.count(Severity::Warning), 1);
}

#[test]
fn a_panel_of_four_is_pairwise_different_in_steps() {
    let panel = [
        ("Host", Interviewer),
        ("Ann", Interviewee),
        ("Bo", Interviewee),
        ("Cy", Interviewee),
        ("Di", Interviewee),
    ];
    assert_eq!(
        quiet(&script("en", &panel), ""),
        [
            "Host: pico:en-GB",
            "Ann: pico:en-US, timbre -4",
            "Bo: pico:en-GB, timbre -3.5",
            "Cy: pico:en-US, timbre +1, pitch +2",
            "Di: pico:en-US, timbre -1 (set apart from Ann)",
            "Narrator: pico:en-US, timbre -1.5 (announces)",
        ]
    );
    // `others` first, then steps; a named person has nothing to do with either.
    let yaml = "\
roles:
  interviewee:
    voice: {voice: pico:en-US, timbre: -4}
    others: [{timbre: 0.5, rate: 1.1}, {voice: pico:en-GB, timbre: 4}]
people:
  Bo: {timbre: 6}
";
    assert_eq!(
        quiet(&script("en", &panel), yaml),
        [
            "Host: pico:en-GB",
            "Ann: pico:en-US, timbre -4",
            "Bo: pico:en-US, timbre +6",
            "Cy: pico:en-US, timbre +0.5",
            "Di: pico:en-GB, timbre +4",
            "Narrator: pico:en-GB, timbre -3 (announces)",
        ]
    );
}

#[test]
fn a_panel_in_german_stays_in_german() {
    let mut panel = trio();
    panel.extend([("Bo", Interviewee), ("Cy", Interviewer)]);
    let (cast, told, _) = run(&script("de", &panel), "language: de\n");
    let cast = cast.unwrap();
    assert!(
        told.is_empty() && distinct(&cast),
        "{told:?} {:?}",
        cast.summary
    );
    assert!(cast.parts.iter().all(|part| part.accent.tag() == "de-DE"));
}

#[test]
fn fourteen_people_are_told_apart_as_far_as_two_voices_reach() {
    let names: Vec<String> = (0..14).map(|n| format!("Guest {n}")).collect();
    let people: Vec<_> = names
        .iter()
        .map(|name| (name.as_str(), Interviewee))
        .collect();
    let (cast, told, diags) = run(&script("en", &people), "synthetic: off\n");
    let cast = cast.unwrap();
    let mut sounds: Vec<_> = cast.parts.iter().map(sound_key).collect();
    sounds.sort();
    sounds.dedup();
    assert!(sounds.len() >= 9, "{:#?}", cast.summary);
    assert_eq!(
        diags.count(Severity::Warning),
        14 - sounds.len(),
        "{told:#?}"
    );
    assert!(told.iter().all(|line| line.contains("sounds like")));
    for (at, one) in cast.parts.iter().enumerate() {
        for other in &cast.parts[..at] {
            let apart = (one.voice.timbre.0 - other.voice.timbre.0).abs()
                + (one.voice.pitch.0 - other.voice.pitch.0).abs();
            assert!(one.voice.voice != other.voice.voice || apart == 0.0 || apart >= 3.0);
        }
    }
}

#[test]
fn two_roles_of_one_voice_are_set_apart_and_two_names_are_believed() {
    let yaml = "roles:\n  interviewer: {voice: pico:en-US}\n  interviewee: {voice: pico:en-US}\n";
    assert_eq!(
        quiet(&script("en", &trio()), yaml)[1..],
        [
            "The Lantern: pico:en-US",
            "Riz Oyelaran: pico:en-US, timbre -3 (set apart from The Lantern)"
        ]
    );
    let yaml = "people:\n  The Lantern: {voice: pico:en-GB, timbre: 1}\n  Oyelaran: {voice: pico:en-GB, timbre: 1}\n";
    let (cast, told, _) = run(&script("en", &trio()), yaml);
    assert_eq!(cast.unwrap().parts[2].voice.timbre.0, 1.0);
    assert_eq!(
        told,
        [
            "3:21 `Riz Oyelaran` sounds like `The Lantern` | the cast gives both the same voice and timbre"
        ]
    );
}

#[test]
fn what_the_cast_leaves_out_makes_room_for_what_it_asks() {
    // The embedded narrator would be one semitone from this guest.
    let yaml = "roles:\n  interviewee: {voice: pico:en-US}\n";
    let (cast, told, _) = run(&script("en", &trio()), yaml);
    let cast = cast.unwrap();
    assert!(told.is_empty());
    let (narrator, guest) = (&cast.parts[0].voice, &cast.parts[2].voice);
    let apart = (narrator.timbre.0 - guest.timbre.0).abs();
    assert!(
        narrator.voice != guest.voice || apart >= 3.0,
        "{:#?}",
        cast.summary
    );
}

#[test]
fn names_that_are_close_are_errors_and_strangers_are_notes() {
    let yaml = "\
people:
  Riz Oyelarn: {rate: 1.1}
  Mara Lindqvist: {voice: pico:fr-FR}
  Lantern: {rate: 1}
  THE LANTERN: {rate: 1}
";
    let (cast, told, diags) = run(&script("en", &trio()), yaml);
    assert!(cast.is_none());
    assert_eq!(
        told,
        [
            "2:3 nobody in this interview is called `Riz Oyelarn` | did you mean `Riz Oyelaran`?",
            "3:3 nobody in this interview is called `Mara Lindqvist` | this entry changes nothing today",
            "4:3 `Lantern` is `The Lantern`, who stands here already | one entry for each person",
        ]
    );
    assert_eq!(
        (diags.count(Severity::Error), diags.count(Severity::Note)),
        (2, 1)
    );
}

#[test]
fn a_language_without_a_voice_names_the_installed_ones() {
    let yaml = "\
roles:
  interviewer: {voice: pico:en-GB}
  interviewee: {voice: [kokoro:x, pico:en-GB]}
";
    let (cast, told, diags) = run(&script("ja", &trio()), yaml);
    assert!(cast.is_none());
    let errors: Vec<_> = diags
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .collect();
    assert_eq!(errors.len(), 3, "{told:#?}");
    assert!(
        errors[1]
            .message
            .contains("no voice here reads `ja` for `The Lantern`")
    );
    assert!(
        errors[1].hints[0].starts_with("installed for `ja`: any:one"),
        "{errors:?}"
    );
    assert!(
        errors[2]
            .hints
            .iter()
            .any(|hint| hint.contains("voices install"))
    );
}

#[test]
fn a_language_that_only_a_part_is_in_never_stops_who_has_another_voice() {
    let mut two = script("en", &trio());
    for tag in ["de", "pt"] {
        let mut turn = two.turns[2].clone();
        turn.paragraphs[0].language = Language::parse(tag);
        two.turns.push(turn);
    }
    // A cast that names English voices only: the built-in one has a German voice, none Portuguese.
    let yaml = "\
roles:
  interviewer: {voice: pico:en-GB}
  interviewee: {voice: pico:en-US}
  narrator: {voice: pico:en-US, timbre: 3}
";
    let (cast, told, _) = run(&two, yaml);
    let cast = cast.unwrap();
    assert!(
        cast.part(PersonId(2), &Language::parse("de").unwrap())
            .is_some()
    );
    assert!(
        cast.part(PersonId(2), &Language::parse("pt").unwrap())
            .is_none()
    );
    assert!(
        told[0].contains("the cast has no voice that reads `de` for `Riz Oyelaran`"),
        "{told:#?}"
    );
    assert!(told[1].contains("no voice here reads `pt`"), "{told:#?}");
    // Who has nothing else to say cannot be given a voice.
    two.turns[2].paragraphs[0].language = Language::parse("pt");
    two.turns.truncate(3);
    let (cast, told, _) = run(&two, yaml);
    assert!(cast.is_none());
    assert!(
        told[0].contains("no voice here reads `pt` for `Riz Oyelaran`"),
        "{told:#?}"
    );
}

#[test]
fn what_is_inherited_is_checked_where_it_stands() {
    let yaml = "\
roles:
  interviewer:
    voice: studio:anna
    pitch: 2
    rate: 1.4
people:
  The Lantern: {voice: plain:gwen}
  Oyelaran: {voice: studio:bert, timbre: -6, rate: 1.4, settings: {noise: 1}}
";
    // The pitch is the role's and fine there; the engine of the person's voice has none.
    let text = yaml.replace(
        "  Oyelaran: {voice: studio:bert, timbre: -6,",
        "  Oyelaran: {voice: studio:bert,",
    );
    let (cast, told, _) = run(&script("en", &trio()), &text);
    assert!(cast.is_none());
    assert_eq!(
        told,
        [
            "4:12 `plain` has no `pitch` of its own | `timbre` changes pitch and size of any voice (-6 to 6 semitones)"
        ]
    );
}

#[test]
fn one_person_in_two_languages_has_two_parts_and_one_sound_where_a_voice_reads_both() {
    let mut two = script("en", &trio());
    two.languages.push(Language::parse("de").unwrap());
    let mut german = two.turns[2].clone();
    german.paragraphs[0].language = Language::parse("de");
    two.turns.push(german);
    let (cast, ..) = run(&two, "");
    let cast = cast.unwrap();
    assert_eq!(cast.parts.len(), 4);
    assert_eq!(
        cast.part(PersonId(2), &Language::parse("de").unwrap()),
        Some(3)
    );
    assert_eq!(
        cast.summary[2],
        "Riz Oyelaran: pico:en-US, timbre -4; de: pico:de-DE, timbre -4.5"
    );
    let yaml = "roles:\n  interviewer: {voice: any:one}\n  interviewee: {voice: any:one}\n  narrator: {voice: any:one}\n";
    let (cast, told, _) = run(&two, yaml);
    let cast = cast.unwrap();
    assert!(
        told.is_empty() && distinct(&cast),
        "{told:?} {:?}",
        cast.summary
    );
    assert_eq!(sound_key(&cast.parts[2]), sound_key(&cast.parts[3]));
}

#[test]
fn the_example_cast_gives_its_guests_room() {
    let show = [
        ("Narrator", Narrator),
        ("Ines Corrow", Interviewer),
        ("Mara Lindqvist", Interviewee),
        ("Tobias Achterberg", Interviewee),
    ];
    let yaml = include_str!("../../voices/two-chairs.yaml");
    let (cast, told, _) = run(&script("en", &show), yaml);
    let cast = cast.unwrap();
    assert!(told.is_empty(), "{told:?}");
    for (at, one) in cast.parts.iter().enumerate() {
        for other in &cast.parts[..at] {
            let apart = (one.voice.timbre.0 - other.voice.timbre.0).abs()
                + (one.voice.pitch.0 - other.voice.pitch.0).abs();
            assert!(
                one.voice.voice != other.voice.voice || apart >= 3.0,
                "{:?}",
                cast.summary
            );
        }
    }
    assert_eq!(cast.parts[2].say.as_deref(), Some("MAH-ra LIND-kvist"));
    // Whoever else comes is noted or given a sound, and no name in the cast is in the way.
    let (_, told, _) = run(&script("en", &trio()), yaml);
    assert_eq!(told.len(), 2, "{told:?}");
}

#[test]
fn a_cast_for_another_language_is_told() {
    let (_, told, _) = run(&script("de", &trio()), "language: en\n");
    assert_eq!(
        told,
        ["1:11 this cast is for `en`, the interview is in `de`"]
    );
}

/// Without a narrator on the page somebody has to say what no page says, and takes nobody's place.
#[test]
fn who_announces_comes_last_and_is_never_in_the_way() {
    let people = [("Host", Interviewer), ("Ann", Interviewee)];
    let both = quiet(&script("en", &people), "");
    assert_eq!(both[2..], ["Narrator: pico:en-US, timbre -1.5 (announces)"]);
    assert_eq!(quiet(&script("en", &people), "synthetic: off\n"), both[..2]);
    let own = quiet(
        &script("en", &people),
        "people:\n  Narrator: {voice: pico:en-GB, timbre: 3}\n",
    );
    assert_eq!(own[2], "Narrator: pico:en-GB, timbre +3 (announces)");
    // A narrator on the page does it, and is no second person.
    let people = [("Host", Interviewer), ("Voice", Narrator)];
    assert_eq!(quiet(&script("en", &people), "").len(), 2);
}

proptest::proptest! {
    #[test]
    fn whoever_is_not_told_apart_is_told(
        roles in proptest::collection::vec(0usize..3, 1..20),
        timbre in -6i8..=6,
        german: bool,
    ) {
        let names: Vec<String> = (0..roles.len()).map(|n| format!("Person {n}")).collect();
        let people: Vec<_> = names
            .iter()
            .zip(&roles)
            .map(|(name, role)| (name.as_str(), Role::ALL[*role]))
            .collect();
        let page = script(if german { "de" } else { "en" }, &people);
        let yaml = format!("roles:\n  interviewee: {{voice: [pico:en-US, pico:de-DE], timbre: {timbre}}}\n");
        let (cast, lines, diags) = run(&page, &yaml);
        let mut cast = cast.unwrap();
        // Who only announces may sound like anybody.
        cast.parts.retain(|part| part.person.0 < people.len());
        let mut sounds: Vec<_> = cast.parts.iter().map(sound_key).collect();
        sounds.sort();
        sounds.dedup();
        proptest::prop_assert_eq!(
            sounds.len() + diags.count(Severity::Warning),
            people.len(),
            "{:?}",
            cast.summary
        );
        proptest::prop_assert!(distinct(&cast) || !lines.is_empty());
        let (again, ..) = run(&page, &yaml);
        let again = again.unwrap().parts;
        proptest::prop_assert_eq!(&again[..cast.parts.len()], &cast.parts[..]);
    }
}

//! Everyone has a voice of their own, in the right language.

use crate::builder::{Ran, Test};
use crate::episode::Episode;

const PANEL: &str = "\
MODERATOR: Who heard it first, and where were you?

ANNA BRANDT: I did. I was in the yard with the dogs.

JOSE LIMA: I was asleep. I hear everything late.

MODERATOR: And you?

KEIKO MORI: I heard it on the radio, like most people.

TOM REED: I was the one who played it.

MODERATOR: Would you play it again?

REED: Every night, if they let me.

BRANDT: They should not let him.
";

const GERMAN: &str = "\
REDAKTION: Frau Berger, wann haben Sie zum ersten Mal eine Orgel gehört?

LENA BERGER: Das war im Winter, in der kleinen Kirche am Fluss. Ich war fünf Jahre alt.

Und was war das für ein Gefühl?

BERGER: Als würde der ganze Boden mitsingen. Ich habe es nie vergessen.
";

fn voices(ran: &Ran) -> Vec<String> {
    let told = ran
        .stderr
        .lines()
        .skip_while(|line| !line.trim_start().starts_with("voices"));
    let lines = told.take_while(|line| line.contains(':'));
    lines
        .filter_map(|line| line.split_once(": "))
        .map(|(_, voice)| voice.to_string())
        .collect()
}

#[test]
fn a_panel_of_four_and_who_asks_them_all_sound_different() {
    let ran = Test::new()
        .file("panel.txt", PANEL)
        .args("render panel.txt --out ep")
        .run();
    let mut voices = voices(&ran);
    assert_eq!(voices.len(), 5, "{}", ran.stderr);
    voices.sort();
    voices.dedup();
    assert_eq!(voices.len(), 5, "pairwise different: {}", ran.stderr);
    let captions = Episode::read(&ran.path("ep")).captions;
    let mut speakers: Vec<_> = captions.iter().map(|c| c.speaker.as_str()).collect();
    speakers.sort_unstable();
    speakers.dedup();
    assert_eq!(
        speakers,
        [
            "Anna Brandt",
            "Jose Lima",
            "Keiko Mori",
            "Moderator",
            "Tom Reed"
        ]
    );
}

#[cfg(feature = "pico")]
#[test]
fn a_german_interview_is_spoken_by_german_voices() {
    let ran = Test::new()
        .file("orgel.txt", GERMAN)
        .args("render orgel.txt --out ep")
        .run();
    let voices = voices(&ran);
    assert_eq!(voices.len(), 2, "{}", ran.stderr);
    assert!(
        voices.iter().all(|voice| voice.contains("de-DE")),
        "{voices:?}"
    );
    assert_ne!(voices[0], voices[1]);
}

#[cfg(feature = "pico")]
#[test]
fn a_language_without_a_voice_is_an_error_that_names_those_there_are() {
    let dutch = "REDACTIE: Wanneer hoorde u voor het eerst een orgel in de kerk?\n\n\
        LENA BERG: Dat was in de winter, in de kleine kerk aan de rivier. Ik was vijf jaar.\n\n\
        REDACTIE: En hoe voelde dat toen voor u als kind?\n\n\
        LENA BERG: Alsof de hele vloer meezong. Ik ben het nooit vergeten, eerlijk gezegd.\n";
    Test::new()
        .file("orgel.txt", dutch)
        .args("render orgel.txt --out ep")
        .fails(1)
        .says("nl")
        .says("de-DE")
        .run();
}

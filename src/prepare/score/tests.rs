use super::*;
use crate::diag::{Diagnostics, Source, Span};
use crate::house::{At, Cue};

fn cue(file: &str) -> Cue {
    let (value, span) = (file.to_owned(), Span::new(0, 1));
    Cue::plain(At { value, span })
}

/// What is found of one cue, and what is told of it.
fn found(cue: &Cue, place: Place) -> (Score, Vec<String>) {
    let source = Source::new("cast.yaml", "x");
    let mut diags = Diagnostics::new();
    let mut finder = Finder::new(&mut diags);
    finder.add(&source, Path::new(""), "cast", cue, place);
    let score = finder.score;
    (
        score,
        diags
            .iter()
            .map(|d| format!("{}: {}", d.message, d.label))
            .collect(),
    )
}

#[test]
fn a_built_in_piece_is_found_once_and_a_wrong_name_is_told() {
    let (score, told) = found(&cue("builtin:bell"), Place::Intro);
    assert_eq!(
        (told.len(), score.sounds.len(), score.plays.len()),
        (0, 1, 1)
    );
    assert_eq!(score.sounds[0].digest, "builtin:bell");
    assert_eq!(score.frames(&score.plays[0], Hz(48_000)), 240_000);
    let (score, told) = found(&cue("builtin:bel"), Place::Intro);
    assert_eq!(score, Score::default());
    assert!(told[0].contains("did you mean `builtin:bell`?"), "{told:?}");
}

#[test]
fn only_what_can_be_heard_is_played() {
    let how = |start: u32, length: u32| Cue {
        start: Millis(start),
        length: Some(Millis(length)),
        ..cue("builtin:bell")
    };
    for (cue, place, words) in [
        (how(5_000, 100), Place::Intro, "it is over after 5 s"),
        (how(0, 1_500), Place::Bed, "too short to be repeated"),
        (how(4_990, 100), Place::Sting, "over before it can be heard"),
    ] {
        let (score, told) = found(&cue, place);
        assert!(
            score.plays.is_empty() && told[0].contains(words),
            "{told:?}"
        );
    }
    let (score, told) = found(&how(3_000, 60_000), Place::Intro);
    assert!(told[0].contains("2 s of it are left, not 60 s"), "{told:?}");
    assert_eq!(score.frames(&score.plays[0], Hz(48_000)), 96_000);
}

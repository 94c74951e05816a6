use super::*;
use crate::audio::Db;
use crate::audio::builtin::find;
use crate::audio::sounds::Spring;
use crate::prepare::score::Sound;

const RATE: Hz = Hz(48_000);
const IDS: [&str; 4] = ["a", "b", "c", "d"];

fn ms(millis: u32) -> u64 {
    RATE.frames(Millis(millis))
}

/// Four lines of two seconds with half a second between them, behind 300 ms.
fn clips() -> Vec<Clip> {
    let at = |n: u32| Stretch {
        start: ms(300 + 2_500 * n),
        end: ms(2_300 + 2_500 * n),
    };
    (0..4)
        .map(|n| Clip {
            utterance: n as usize,
            at: at(n),
        })
        .collect()
}

/// Each use of a sound of so many milliseconds.
fn score(plays: &[(Place, u32)]) -> Score {
    let piece = find("bell").unwrap();
    let mut score = Score::default();
    for (sound, (place, length)) in plays.iter().enumerate() {
        score.sounds.push(Sound {
            name: "x".into(),
            spring: Spring::Builtin(piece),
            digest: String::new(),
            rate: RATE,
            channels: 1,
            frames: ms(*length),
        });
        score.plays.push(Play {
            sound,
            place: place.clone(),
            start: Millis(0),
            length: None,
            fade: None,
            gain: Db(0.0),
        });
    }
    score
}

/// Lays a score out: where words begin in milliseconds, and what comes of it.
fn laid(plays: &[(Place, u32)]) -> (Vec<u64>, Laid) {
    let mut clips = clips();
    let laid = lay(&score(plays), &IDS, &[0, 2], &mut clips, RATE);
    for cue in &laid.cues {
        assert!(cue.fade_in >= 1 && cue.fade_out >= 1, "{cue:?}");
        assert!(cue.fade_in + cue.fade_out <= cue.at.frames(), "{cue:?}");
    }
    let starts = clips.iter().map(|clip| RATE.millis(clip.at.start));
    (starts.collect(), laid)
}

/// Start and end of every cue in milliseconds, with the number of its use.
fn times(laid: &Laid) -> Vec<(usize, u64, u64)> {
    let at = |cue: &Cue| (cue.play, RATE.millis(cue.at.start), RATE.millis(cue.at.end));
    laid.cues.iter().map(at).collect()
}

const PLAIN: [u64; 4] = [300, 2_800, 5_300, 7_800];

fn before(id: &str) -> Anchor {
    Anchor::Before(id.into())
}

#[test]
fn without_music_nothing_moves() {
    let (starts, laid) = laid(&[]);
    assert_eq!((starts, laid.cues.len()), (PLAIN.to_vec(), 0));
    let nothing = lay(&score(&[(Place::Bed, 5_000)]), &[], &[], &mut [], RATE);
    assert!(nothing.cues.is_empty());
}

#[test]
fn speech_begins_in_the_middle_of_the_fade_of_the_intro() {
    let (starts, laid) = laid(&[(Place::Intro, 10_000)]);
    assert_eq!(times(&laid), [(0, 300, 10_300)]);
    assert_eq!(starts[0], 10_300 - 1_500);
    assert_eq!(starts[3] - starts[0], PLAIN[3] - PLAIN[0]);
    assert_eq!(laid.cues[0].fade_in, ms(5));
}

#[test]
fn stings_and_music_are_waited_for_and_sounds_are_not() {
    let (starts, found) = laid(&[(Place::Sting, 1_000)]);
    // A rest of 400 ms on either side, in place of the pause of 500.
    assert_eq!(starts, [300, 2_800, 6_600, 9_100]);
    assert_eq!(times(&found), [(0, 5_200, 6_200)]);
    assert_eq!(found.opens, BTreeMap::from([(2, ms(5_200))]));
    let music = (Place::Music(before("b")), 600);
    let sound = (Place::Sound(before("d")), 9_000);
    let (starts, found) = laid(&[music.clone(), music, sound]);
    assert_eq!(
        starts,
        [300, 2_300 + 400 + 600 + 400 + 600 + 400, 7_200, 9_700]
    );
    assert_eq!(
        times(&found),
        [(0, 2_700, 3_300), (1, 3_700, 4_300), (2, 9_200, 18_200)]
    );
    assert_eq!(found.end, ms(18_200));
}

#[test]
fn the_outro_comes_after_everything() {
    let end = Anchor::After("d".into());
    let (_, found) = laid(&[(Place::Outro, 3_000), (Place::Music(end), 1_000)]);
    assert_eq!(times(&found), [(1, 10_200, 11_200), (0, 11_600, 14_600)]);
    assert_eq!(found.end, ms(14_600));
}

#[test]
fn what_stands_in_another_part_is_not_heard() {
    let (starts, found) = laid(&[
        (Place::Music(before("x")), 1_000),
        (Place::Sound(Anchor::After("x".into())), 1_000),
    ]);
    assert_eq!((starts, found.cues.len()), (PLAIN.to_vec(), 0));
}

#[test]
fn a_bed_is_repeated_below_all_words_with_no_hole_in_it() {
    let (starts, found) = laid(&[(Place::Bed, 4_000)]);
    // It is heard for a second and a half before the first word.
    assert_eq!(starts[0], 1_800);
    let cues = &found.cues;
    assert_eq!(cues[0].at.start, ms(300));
    assert_eq!(found.end, ms(11_300 + 1_500));
    for pair in cues.windows(2) {
        // A quarter of it lies over the next.
        assert_eq!(pair[0].at.end - pair[1].at.start, ms(1_000));
        assert_eq!((pair[0].fade_out, pair[1].fade_in), (ms(1_000), ms(1_000)));
        assert_eq!(pair[1].from, 0);
    }
    let longest = cues.iter().map(|cue| cue.from + cue.at.frames()).max();
    assert!(longest <= Some(ms(4_000)));
}

#[test]
fn a_bed_makes_room_for_other_music_and_goes_on_where_it_was() {
    let (starts, found) = laid(&[
        (Place::Bed, 60_000),
        (Place::Intro, 8_000),
        (Place::Sting, 2_000),
        (Place::Outro, 4_000),
    ]);
    let bed: Vec<&Cue> = found.cues.iter().filter(|cue| cue.play == 0).collect();
    assert_eq!(bed.len(), 2);
    // From where the intro begins to go, so that it is there with the first word.
    assert_eq!(bed[0].at.start, ms(300 + 8_000 - 3_000));
    assert_eq!(bed[0].at.start + bed[0].fade_in, ms(starts[0] as u32));
    let sting = found.cues.iter().find(|cue| cue.play == 2).unwrap().at;
    assert_eq!((bed[0].at.end, bed[1].at.start), (sting.start, sting.end));
    assert_eq!(bed[1].from, bed[0].at.frames());
    let outro = found.cues.iter().find(|cue| cue.play == 3).unwrap().at;
    assert_eq!(bed[1].at.end, outro.start);
}

#[test]
fn no_bed_is_so_short_or_long_that_it_does_not_end() {
    for length in [20, 400, 1_999, 2_000, 2_001, 9_000, 600_000] {
        for place in [Place::Intro, Place::Sting, Place::Outro] {
            let (_, found) = laid(&[(Place::Bed, length), (place, 50)]);
            let cues = found.cues.iter().filter(|cue| cue.play == 0);
            assert!((1..2_000).contains(&cues.count()), "{length}");
        }
    }
}

#[test]
fn who_cuts_somebody_off_leaves_no_room_for_a_sting() {
    let mut clips = clips();
    clips[2].at.start = clips[1].at.end - ms(100);
    let found = lay(
        &score(&[(Place::Sting, 1_000)]),
        &IDS,
        &[0, 2],
        &mut clips,
        RATE,
    );
    assert!(found.cues.is_empty());
    assert_eq!(clips[2].at.start + ms(100), clips[1].at.end);
}

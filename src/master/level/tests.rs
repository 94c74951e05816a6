//! What is measured of a voice, and which recordings are one.

use super::*;

/// So many hundredths of a second at a level in LUFS.
fn heard(parts: &[(usize, f64)]) -> Heard {
    let mut heard = Heard::default();
    for (steps, lufs) in parts {
        let power = 10f64.powf((lufs + 0.691) / 10.0) as f32;
        // In takes of odd lengths.
        for take in vec![power; *steps].chunks(7) {
            heard.take(take);
        }
    }
    heard
}

#[test]
fn a_voice_is_measured_through_the_gates() {
    let speech = heard(&[(500, -20.0), (200, -75.0), (500, -20.0), (30, -40.0)]);
    assert!(
        (speech.loudness() + 20.0).abs() < 0.2,
        "{}",
        speech.loudness()
    );
    assert_eq!(heard(&[(500, -90.0)]).loudness(), f64::NEG_INFINITY);
}

#[test]
fn a_word_has_a_loudness_too() {
    for steps in [1, 9, 10, 11, 39] {
        let loudness = heard(&[(steps, -26.0)]).loudness();
        assert!((loudness + 26.0).abs() < 1e-3, "{steps}: {loudness}");
    }
    assert_eq!(heard(&[]).loudness(), f64::NEG_INFINITY);
}

#[test]
fn short_recordings_of_a_person_are_one_and_long_ones_are_not() {
    let voice = |part, recorded| Voice {
        part,
        recorded,
        gain: Db(0.0),
    };
    let voices = [
        voice(0, false),
        voice(0, true),
        voice(1, true),
        voice(0, true),
        voice(0, true),
        voice(1, false),
    ];
    let long = || heard(&[(400, -30.0)]);
    let short = |lufs| heard(&[(35, lufs)]);
    let all = vec![
        short(-12.0),
        short(-20.0),
        short(-25.0),
        long(),
        short(-20.0),
        long(),
    ];
    let of = [0, 1, 2, 3, 4, 5, 1, 4];
    // One that the script wants louder keeps its own.
    let mut louder = voices;
    louder[4].gain = Db(3.0);
    assert_eq!(united(&of, &louder, all.clone()).1, louder);
    let (of, kept, heard) = united(&of, &voices, all);
    assert_eq!(of, [0, 1, 2, 3, 1, 4, 1, 1]);
    assert_eq!(
        kept,
        [voices[0], voices[1], voices[2], voices[3], voices[5]]
    );
    // Seventy steps of one level.
    assert_eq!(heard[1].hops.len() * HOP + heard[1].steps.len(), 70);
    assert!((heard[1].loudness() + 20.0).abs() < 1e-3);
}

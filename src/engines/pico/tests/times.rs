//! When words are heard, against what can be heard.

use super::*;

/// A word each, marked.
fn marked(voice: &str, line: &str) -> SpeakJob {
    let parts = (0..).zip(line.split_inclusive(' '));
    let spoken = parts.flat_map(|(n, word)| [Spoken::Mark(n), Spoken::Text(word.into())]);
    job(voice, spoken.collect())
}

const LINES: [(&str, &str); 6] = [
    (
        "en-US",
        "The well-known sun is up, Mister Ode, and it's Friday.",
    ),
    (
        "en-GB",
        "The well-known sun is up, Mister Ode, and it's Friday.",
    ),
    (
        "de-DE",
        "Das weiß jeder, der große Straßen mag, oder nicht?",
    ),
    ("es-ES", "El desagüe, señora, no está en la calle."),
    ("fr-FR", "Là-haut, on voit l'école, et puis une sortie."),
    (
        "it-IT",
        "Portammo la lampada giù, e nessuno ci chiese perché.",
    ),
];

#[test]
fn every_word_has_its_time_and_the_sound_is_the_same() {
    for (voice, line) in LINES {
        let mut synth = synth(voice);
        let job = marked(voice, line);
        let take = synth.speak(&job).unwrap();
        let tokens: Vec<u32> = take.words.iter().map(|w| w.token).collect();
        let count = line.split(' ').count() as u32;
        assert_eq!(tokens, (0..count).collect::<Vec<_>>(), "{voice}");
        assert!(take.words.iter().all(|w| w.timing == Timing::Measured));
        assert!(take.words.iter().all(|w| w.start < w.end));
        assert!(take.words.windows(2).all(|w| w[0].end <= w[1].start));
        let plain = synth.speak(&text(voice, line)).unwrap();
        assert!(take.audio == plain.audio, "{voice}");
    }
}

/// The sound of a word that ends before a pause, and of one that begins after it: silence tells
/// where they are, and no time was needed for that.
#[test]
fn words_around_a_silence_end_and_begin_with_it() {
    for (voice, first, second) in [
        ("en-GB", "Look at me,", " our lamp."),
        ("de-DE", "Komm her zu mir,", " unsere Lampe."),
        ("es-ES", "Dame la mano,", " una lámpara."),
        ("it-IT", "Guarda la luna,", " una lampada."),
    ] {
        let parts = vec![
            Spoken::Mark(0),
            Spoken::Text(first.into()),
            Spoken::Break(700),
            Spoken::Mark(1),
            Spoken::Text(second.into()),
        ];
        let take = synth(voice).speak(&job(voice, parts)).unwrap();
        let [one, two] = &take.words[..] else {
            panic!("{voice}: {:?}", take.words)
        };
        let silent = two.start - one.end;
        assert!((10_400..=12_000).contains(&silent), "{voice}: {silent}");
    }
}

/// A timbre and the trimming carry the times along: the silence between two words is where they
/// say.
#[test]
fn times_move_with_the_sound() {
    for timbre in [-4.0, 0.0, 3.0] {
        let mut job = marked("it-IT", "Guarda la luna, una lampada.");
        job.voice.timbre = Semitones(timbre);
        let take = timbre::speak(synth("it-IT").as_mut(), &job).unwrap();
        let (one, two) = (&take.words[2], &take.words[3]);
        let samples = &take.audio.samples;
        let peak = samples.iter().map(|s| s.unsigned_abs()).max().unwrap();
        let heard = |at: u32| samples[at as usize].unsigned_abs() > peak / 100;
        let middle = (one.end + two.start) / 2;
        let end = (0..middle).rev().find(|at| heard(*at)).unwrap();
        let begin = (middle..).find(|at| heard(*at)).unwrap();
        for (told, found) in [(one.end, end), (two.start, begin)] {
            assert!(told.abs_diff(found) < 16 * 30, "{timbre}: {told}, {found}");
        }
        let last = take.words.last().unwrap();
        assert!(u64::from(last.end) <= take.audio.frames());
    }
}

#[test]
fn words_that_are_read_as_one_have_no_time_of_their_own() {
    let take = synth("fr-FR")
        .speak(&marked("fr-FR", "Hier il y a une table."))
        .unwrap();
    let tokens: Vec<u32> = take.words.iter().map(|w| w.token).collect();
    assert_eq!(tokens, [0, 4, 5]);
}

#[test]
fn no_line_gives_a_time_outside_of_it() {
    let mut synth = synth("en-US");
    for line in hostile().iter().step_by(5) {
        let take = synth.speak(&marked("en-US", line)).unwrap();
        let mut at = 0;
        for word in &take.words {
            assert!(at <= word.start && word.start <= word.end, "{line:?}");
            at = word.end;
        }
        assert!(u64::from(at) <= take.audio.frames(), "{line:?}");
    }
}

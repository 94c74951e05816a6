//! Takes and jobs, usual and hostile, and when their words are heard.

use super::*;
use crate::engines::{ENGINES, Language, Places, VoiceSpec, find, timbre};
use proptest::prelude::*;

fn job(engine: &str, voice: &str, spoken: Vec<Spoken>) -> SpeakJob {
    SpeakJob {
        voice: VoiceSpec::plain(engine, voice),
        fingerprint: String::new(),
        own: Hz(16_000),
        language: Language::parse("en").unwrap(),
        spoken,
        variant: 0,
        recording: None,
    }
}

/// A job of words, each of them marked.
fn words(engine: &str, voice: &str, line: &str) -> SpeakJob {
    let parts = (0..).zip(line.split_inclusive(' '));
    let spoken = parts.flat_map(|(n, word)| [Spoken::Mark(n), Spoken::Text(word.into())]);
    job(engine, voice, spoken.collect())
}

/// Stretches of 100 ms at 1 kHz: sound where there is a letter, silence where there is a dot.
fn take(shape: &str, words: Vec<WordTime>) -> Take {
    let level = |c: char| if c == '.' { 0 } else { 9_000 };
    let samples = shape.chars().flat_map(|c| [level(c); 100]).collect();
    let rate = Hz(1_000);
    let audio = Pcm { rate, samples };
    Take {
        lacks: Vec::new(),
        audio,
        words,
    }
}

fn times(take: &Take) -> Vec<(u32, u32, u32)> {
    take.words
        .iter()
        .map(|w| (w.token, w.start, w.end))
        .collect()
}

#[test]
fn silences_are_nobodys_and_long_ones_stand_at_the_pauses() {
    let line = words("tone", "a", "aaa bbb, ccc");
    let timed = timed(&line, take("aaaabbb..cccc", vec![]));
    assert_eq!(times(&timed), [(0, 0, 272), (1, 272, 700), (2, 900, 1300)]);
    assert!(timed.words.iter().all(|w| w.timing == Timing::Estimated));
}

#[test]
fn what_the_engine_measured_is_kept_and_the_rest_lies_between() {
    let line = words("tone", "a", "aaa bbb ccc ddd");
    let word = |token, start, end| WordTime {
        token,
        start,
        end,
        timing: Timing::Measured,
    };
    let given = vec![word(0, 10, 300), word(3, 700, 950)];
    let timed = timed(&line, take("aaaaaaaaaa", given));
    assert_eq!(
        times(&timed),
        [(0, 10, 300), (1, 300, 500), (2, 500, 700), (3, 700, 950)]
    );
    let measured = timed.words.iter().map(|w| w.timing == Timing::Measured);
    assert_eq!(measured.collect::<Vec<_>>(), [true, false, false, true]);
}

#[test]
fn times_that_cannot_be_are_not_believed() {
    let line = words("tone", "a", "aaa bbb");
    for (token, start, end) in [(0, 5, 5), (0, 9, 3), (0, 0, 9_999), (7, 0, 10)] {
        let timing = Timing::Measured;
        let given = vec![WordTime {
            token,
            start,
            end,
            timing,
        }];
        let timed = timed(&line, take("aaaa", given));
        assert_eq!(times(&timed), [(0, 0, 156), (1, 156, 400)]);
    }
}

/// Where the words of a measured take begin, against where they are estimated to begin: the mean
/// error, and that which 95 of a hundred stay below, in milliseconds.
fn errors(engine: &str, voice: &str, lines: &[&str]) -> (f64, f64) {
    let places = Places::at(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"));
    let engine_room = (find(ENGINES, engine).unwrap().open)(&places).unwrap();
    let mut errors = Vec::new();
    for line in lines {
        let job = words(engine, voice, line);
        let mut synth = engine_room.synth(&job.voice).unwrap();
        let measured = timbre::speak(synth.as_mut(), &job).unwrap();
        let bare = Take {
            words: vec![],
            ..measured.clone()
        };
        let estimated = timed(&job, bare);
        assert_eq!(measured.words.len(), estimated.words.len(), "{line}");
        let rate = f64::from(measured.audio.rate.0);
        let pairs = measured.words.iter().zip(&estimated.words);
        errors.extend(pairs.map(|(m, e)| f64::from(m.start.abs_diff(e.start)) * 1000.0 / rate));
    }
    errors.sort_by(f64::total_cmp);
    let mean = errors.iter().sum::<f64>() / errors.len() as f64;
    (mean, errors[(errors.len() - 1) * 95 / 100])
}

#[test]
fn tones_are_estimated_as_they_are_measured() {
    let line = "Nobody walked along the harbour that night except two old keepers";
    let (mean, most) = errors("tone", "c", &[line]);
    assert!(mean < 60.0 && most < 130.0, "{mean} {most}");
}

#[cfg(feature = "pico")]
#[test]
fn voices_are_estimated_within_a_word() {
    let lines: [(&str, &[&str]); 5] = [
        (
            "en-GB",
            &[
                "We carried the lamp down to the harbour, and nobody asked us why.",
                "The keeper never spoke about the storm; he counted the boats and went to sleep.",
                "When my sister came home, the kitchen was dark, cold, and full of smoke.",
                "There is no better place to learn patience than a station without trains.",
            ],
        ),
        (
            "de-DE",
            &[
                "Wir trugen die Lampe hinunter zum Hafen, und niemand fragte uns warum.",
                "Der alte Lehrer kannte jeden Baum, aber von den Menschen sprach er nie.",
                "Im Winter blieb die Werkstatt geschlossen, weil das Holz zu feucht war.",
            ],
        ),
        (
            "es-ES",
            &[
                "Llevamos la lámpara al puerto y nadie nos preguntó por qué.",
                "Mi abuela guardaba las cartas en una caja, debajo de la escalera.",
                "Cuando llegó el tren, todos miraban el reloj menos el maestro.",
            ],
        ),
        (
            "fr-FR",
            &[
                "Nous avons porté la lampe au port, et personne ne nous a demandé pourquoi.",
                "Le facteur montait chaque matin la colline, même quand la neige tombait.",
                "Ma tante gardait ses lettres dans une boîte, sous le grand escalier.",
            ],
        ),
        (
            "it-IT",
            &[
                "Portammo la lampada giù al porto, e nessuno ci chiese perché.",
                "Il maestro contava le barche ogni sera, poi chiudeva la finestra.",
                "Quando arrivava la neve, la bottega restava chiusa per tre settimane.",
            ],
        ),
    ];
    for (voice, lines) in lines {
        let (mean, most) = errors("pico", voice, lines);
        assert!(mean < 80.0 && most < 220.0, "{voice}: {mean} {most}");
    }
}

fn spoken() -> impl Strategy<Value = Vec<Spoken>> {
    let part = prop_oneof![
        3 => (0u32..9).prop_map(Spoken::Mark),
        3 => "[ a,.!7é-]{0,12}".prop_map(Spoken::Text),
        1 => (0u32..5_000).prop_map(Spoken::Break),
        1 => "[a-e]{0,3}".prop_map(|text| Spoken::Ipa { ipa: text.clone(), fallback: text }),
    ];
    prop::collection::vec(part, 0..40)
}

fn given() -> impl Strategy<Value = Vec<WordTime>> {
    let word = (0u32..9, 0u32..3_000, 0u32..3_000);
    let word = word.prop_map(|(token, start, end)| WordTime {
        token,
        start,
        end,
        timing: Timing::Measured,
    });
    prop::collection::vec(word, 0..12)
}

proptest! {
    #[test]
    fn every_mark_has_its_time_in_order_and_inside(
        spoken in spoken(),
        given in given(),
        shape in "[a.]{0,20}",
    ) {
        let job = job("tone", "a", spoken);
        let take = timed(&job, take(&shape, given));
        let marks: Vec<u32> = job.spoken.iter().filter_map(|part| match part {
            Spoken::Mark(token) => Some(*token),
            _ => None,
        }).collect();
        prop_assert_eq!(&marks, &take.words.iter().map(|w| w.token).collect::<Vec<_>>());
        let mut at = 0;
        for word in &take.words {
            prop_assert!(at <= word.start && word.start <= word.end, "{:?}", take.words);
            at = word.end;
        }
        prop_assert!(u64::from(at) <= take.audio.frames());
        let again = timed(&job, take.clone());
        prop_assert!(again.words.len() == take.words.len());
    }
}

#[test]
fn a_line_of_very_many_words_is_done_at_once() {
    let spoken = (0..60_000).flat_map(|n| [Spoken::Mark(n), Spoken::Text("so, ".into())]);
    let line = job("tone", "a", spoken.collect());
    for shape in [String::new(), "a".into(), "a.".repeat(3_000)] {
        let timed = timed(&line, take(&shape, vec![]));
        assert_eq!(timed.words.len(), 60_000);
    }
}

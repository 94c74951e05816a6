//! A voice to the lengths that its lines may have, from one sentence that is always the same.
//!
//! How long a voice takes for a letter depends on the voice, its language and every setting, so it
//! is measured: one fixed sentence, spoken and kept as any take. Nothing is learned from the
//! lines of an interview or from earlier renders: the same line gets the same verdict for ever.

use crate::engines::{SpeakJob, Spoken};

/// For each language the sentence by which its voices are measured: everyday words, no name, no
/// number, one comma. Long enough to be representative within a tenth, short enough to cost
/// nothing.
const SENTENCES: &[(&str, &str)] = &[
    ("de", "Am Morgen kam der Regen, und wir blieben zu Hause."),
    ("en", "The rain came in the morning, and we stayed at home."),
    (
        "es",
        "Por la mañana empezó a llover, y nos quedamos en casa.",
    ),
    (
        "fr",
        "La pluie est venue le matin, et nous sommes restés chez nous.",
    ),
    (
        "it",
        "La mattina è venuta la pioggia, e siamo rimasti a casa.",
    ),
    ("pt", "A chuva veio de manhã, e nós ficámos em casa."),
];

/// A line may be so much shorter than its letters say: names, abbreviations, fast runs of small
/// words.
const SHORTEST: f64 = 0.5;
/// What does not hang on letters and may be missing, in seconds.
const SPARE: f64 = 0.25;
/// A line may be so much longer: numbers, letters that are spelled, pauses at commas.
const LONGEST: f64 = 2.2;
/// What does not hang on letters and may come on top, in seconds.
const EXTRA: f64 = 1.2;

/// How long a voice takes for its letters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::speak) struct Band {
    /// Seconds for each letter or digit.
    pub(super) letter: f64,
}

impl Band {
    /// The line by which the voice of a job is measured; `None` for a language without one.
    pub(in crate::speak) fn line(job: &SpeakJob) -> Option<SpeakJob> {
        let language = job.language.primary();
        let (_, sentence) = SENTENCES.iter().find(|(of, _)| *of == language)?;
        Some(SpeakJob {
            spoken: vec![Spoken::Text((*sentence).into())],
            variant: 0,
            ..job.clone()
        })
    }

    /// From the line that was spoken, and how long that took.
    pub(in crate::speak) fn of(line: &SpeakJob, seconds: f64) -> Option<Band> {
        let letter = seconds / weight(line) as f64;
        (letter.is_finite() && letter > 0.0).then_some(Band { letter })
    }

    /// The seconds between which a job's line must lie, breaks that it asks for left out.
    pub(in crate::speak) fn range(&self, job: &SpeakJob) -> (f64, f64) {
        let expected = self.letter * weight(job) as f64;
        (expected * SHORTEST - SPARE, expected * LONGEST + EXTRA)
    }
}

/// Letters and digits; a digit is a word, and so is a sign that is spoken.
fn weight(job: &SpeakJob) -> usize {
    let of = |c: char| match c {
        c if c.is_ascii_digit() => 4,
        c if c.is_alphanumeric() => 1,
        '&' | '%' | '+' | '=' | '@' | '€' | '$' | '£' => 5,
        _ => 0,
    };
    job.text().chars().map(of).sum()
}

/// The silence that a job asks for, in seconds.
pub(super) fn breaks(job: &SpeakJob) -> f64 {
    let millis = job.spoken.iter().map(|part| match part {
        Spoken::Break(millis) => f64::from(*millis),
        _ => 0.0,
    });
    millis.sum::<f64>() / 1000.0
}

//! A job to texts that Pico can be given, and the silences between them.
//!
//! Three things must never reach the engine. A `<` of the user's, because it would begin a
//! command, and among the commands are some that read and write files (there is no way to
//! escape it, and `&lt;` is read as letters, so it becomes a space; whoever wants it spoken
//! spells it out before). Monsters, because Pico drops a number of sixty digits without a word
//! and never comes back from some runs of 250 letters and digits: they are cut, so that every
//! part is still heard. And control characters, because a NUL ends the text.
//!
//! Punctuation that the engine does not know is told in its own: it hears nothing in `—` and
//! `…`, and reads `--` aloud. Its own `<break>` is not used: the pause it leaves is 200 ms longer
//! than asked, and not quite silent.

use crate::engines::{SpeakJob, Spoken};

/// Characters without a space in between; longer than any word of the five languages that has
/// been printed. What is longer goes on after a space.
const LONGEST_WORD: usize = 60;

/// Digits in a row. Forty are read, sixty are not.
const LONGEST_NUMBER: usize = 24;

/// Bytes of one text. Longer lines are spoken as several, one after the other, which is heard as
/// a short pause: no sentence is as long.
const LONGEST_TEXT: usize = 2_000;

/// From here on a text may end at the end of a sentence.
const LONG_TEXT: usize = 1_200;

/// Silence inside a line, in milliseconds: a minute.
const LONGEST_BREAK: u32 = 60_000;

/// The levels of `<speed>` and `<pitch>`, in percent.
pub(super) const SPEED: std::ops::RangeInclusive<f64> = 20.0..=500.0;
pub(super) const PITCH: std::ops::RangeInclusive<f64> = 50.0..=200.0;

/// Percent of the engine's own volume. At 100 it cuts off the peaks of every voice but one (over
/// one percent of the samples of es-ES), and no later stage can mend that; at 35 the loudest
/// peak found was -4 dBFS.
const VOLUME: u32 = 35;

/// The readings after the first: percent of speed and of pitch. The engine has no chance in it
/// and no other control of how a sentence is said, and at these sizes both are heard as the
/// same person who says it once more: calmer and a little higher, brisker and lower. Neighbours
/// lie far apart, so that whoever asks again hears something else; no pair comes twice, and
/// none is the plain reading. Another stop at the end is no other reading: on `Yes` the contour
/// of `!` is that of `.` to the sample, `,` ends half a semitone higher, and `?` asks.
const READINGS: [(u32, u32); 11] = [
    (94, 105),
    (106, 96),
    (96, 96),
    (105, 106),
    (90, 101),
    (110, 102),
    (93, 93),
    (102, 109),
    (112, 95),
    (89, 106),
    (99, 92),
];

/// One step through a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A text to be spoken by itself, never empty, and where in it each marked token begins: its
    /// number and a byte, in order.
    Speak(String, Vec<(u32, usize)>),
    /// So many milliseconds of silence from the last sound before to the first after.
    Pause(u32),
}

/// The steps of a job, in order.
pub(super) fn steps(job: &SpeakJob) -> Vec<Step> {
    let mut writer = Writer {
        commands: commands(job),
        ..Writer::default()
    };
    for part in &job.spoken {
        match part {
            Spoken::Text(text) => text.chars().for_each(|c| writer.put(c)),
            Spoken::Ipa { fallback, .. } => fallback.chars().for_each(|c| writer.put(c)),
            Spoken::Break(0) => {}
            Spoken::Mark(token) => writer.marked.push(*token),
            Spoken::Break(millis) => writer.pause(*millis),
        }
    }
    writer.finish_text();
    writer.done
}

/// What stands at the head of every text. Not closed at its end: the engine forgets it with the
/// text.
fn commands(job: &SpeakJob) -> String {
    let level = |factor: f64, range: std::ops::RangeInclusive<f64>| {
        let percent = if factor.is_finite() {
            factor * 100.0
        } else {
            100.0
        };
        percent.clamp(*range.start(), *range.end()).round() as u32
    };
    let (speed, pitch) = reading(job.variant);
    let speed = level(f64::from(job.voice.rate) * speed, SPEED);
    let pitch = level(job.voice.pitch.ratio() * pitch, PITCH);
    let mut commands = format!("<volume level=\"{VOLUME}\">");
    if speed != 100 {
        commands += &format!("<speed level=\"{speed}\">");
    }
    if pitch != 100 {
        commands += &format!("<pitch level=\"{pitch}\">");
    }
    commands
}

/// The factors on speed and pitch that make a reading; the first is the voice as it is.
fn reading(variant: u32) -> (f64, f64) {
    let Some(at) = variant.checked_sub(1) else {
        return (1.0, 1.0);
    };
    let (speed, pitch) = READINGS[at as usize % READINGS.len()];
    (f64::from(speed) / 100.0, f64::from(pitch) / 100.0)
}

/// Where the words of a text begin: after the commands.
pub(super) fn head(text: &str) -> usize {
    let command = |at: usize| text[at..].starts_with('<').then(|| text[at..].find('>'));
    let mut at = 0;
    while let Some(Some(end)) = command(at) {
        at += end + 1;
    }
    at
}

#[derive(Default)]
struct Writer {
    commands: String,
    done: Vec<Step>,
    text: String,
    /// A space is due before the next character.
    space: bool,
    /// Characters since the last space, and digits since the last other character.
    word: usize,
    number: usize,
    last: Option<char>,
    /// Tokens that begin with the next character, and those that began in this text.
    marked: Vec<u32>,
    places: Vec<(u32, usize)>,
}

impl Writer {
    fn put(&mut self, c: char) {
        // A dash is the engine's comma when it stands by itself.
        let dash = c == '—' || c == '–' && self.space || c == '-' && self.last == Some('-');
        let c = if c == '…' { '.' } else { c };
        if c.is_whitespace() || c.is_control() || c == '<' {
            self.space = true;
        } else if dash {
            if self.last == Some('-') {
                if self.space {
                    return;
                }
                self.text.pop();
            }
            self.space = true;
            self.append('-');
            self.space = true;
        } else if !self.repeats(c) {
            self.append(c);
        }
    }

    /// Every dot of `....` would be a second long, every `!` of `?!` half of one, and a row of
    /// `=` is a line that somebody drew.
    fn repeats(&self, c: char) -> bool {
        let stop = |c: char| matches!(c, '.' | '!' | '?');
        self.last.is_some_and(|last| {
            stop(last) && stop(c) || last == c && !c.is_alphanumeric() && !self.space
        })
    }

    fn append(&mut self, c: char) {
        let cut_number = c.is_numeric() && self.number >= LONGEST_NUMBER;
        if self.space || self.word >= LONGEST_WORD || cut_number {
            self.break_word();
        }
        if self.text.is_empty() {
            self.text.push_str(&self.commands);
        }
        let at = self.text.len();
        self.places
            .extend(self.marked.drain(..).map(|token| (token, at)));
        self.text.push(c);
        self.word += 1;
        self.number = if c.is_numeric() { self.number + 1 } else { 0 };
        self.last = Some(c);
    }

    fn break_word(&mut self) {
        let sentence_ends = matches!(self.last, Some('.' | '!' | '?' | ':' | ';'));
        let long = if sentence_ends {
            LONG_TEXT
        } else {
            LONGEST_TEXT
        };
        if self.text.len() >= long {
            self.finish_text();
        }
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.start_word();
    }

    fn start_word(&mut self) {
        self.space = false;
        self.word = 0;
        self.number = 0;
        self.last = None;
    }

    fn pause(&mut self, millis: u32) {
        self.finish_text();
        self.done.push(Step::Pause(millis.min(LONGEST_BREAK)));
    }

    fn finish_text(&mut self) {
        if !self.text.is_empty() {
            let places = std::mem::take(&mut self.places);
            let text = std::mem::take(&mut self.text);
            self.done.push(Step::Speak(text, places));
        }
        self.start_word();
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::audio::{Hz, Semitones};
    use crate::engines::{Language, Settings, VoiceSpec};
    use proptest::prelude::*;

    const HEAD: &str = "<volume level=\"35\">";

    fn job(rate: f32, pitch: f32, spoken: Vec<Spoken>) -> SpeakJob {
        SpeakJob {
            voice: VoiceSpec {
                engine: String::new(),
                voice: String::new(),
                rate,
                pitch: Semitones(pitch),
                timbre: Semitones(0.0),
                settings: Settings::new(),
                tempo: 1.0,
            },
            fingerprint: String::new(),
            own: Hz(16_000),
            variant: 0,
            recording: None,
            language: Language::parse("en").unwrap(),
            spoken,
        }
    }

    fn texts(spoken: Vec<Spoken>) -> Vec<String> {
        steps(&job(1.0, 0.0, spoken))
            .into_iter()
            .map(|step| match step {
                Step::Speak(text, _) => text.strip_prefix(HEAD).unwrap().to_owned(),
                Step::Pause(millis) => format!("({millis})"),
            })
            .collect()
    }

    fn text(text: &str) -> Vec<String> {
        texts(vec![Spoken::Text(text.into())])
    }

    #[test]
    fn what_pico_misunderstands_is_told_in_its_own_way() {
        for (given, told) in [
            ("Plain words, as they are.", "Plain words, as they are."),
            ("Black & white", "Black & white"),
            ("a <b> c", "a b> c"),
            ("tabs\tand\n\nlines ", "tabs and lines"),
            ("Well... maybe", "Well. maybe"),
            ("Well… maybe", "Well. maybe"),
            ("Really?!", "Really?"),
            ("So. . . so", "So. so"),
            ("a — b", "a - b"),
            ("a—b", "a - b"),
            ("a--b", "a - b"),
            ("a -- b", "a - b"),
            ("a ---- b", "a - b"),
            ("a – b", "a - b"),
            ("1990–95", "1990–95"),
            ("well-known", "well-known"),
            ("=====", "="),
            ("a\0b", "a b"),
        ] {
            let got = text(given).concat();
            assert_eq!(
                got.split_whitespace().collect::<Vec<_>>().join(" "),
                told,
                "{given:?}"
            );
        }
        for nothing in ["", " \n", "<<<", "\0"] {
            assert_eq!(text(nothing), [""; 0]);
        }
    }

    #[test]
    fn parts_are_joined_as_they_stand() {
        let part = |t: &str| Spoken::Text(t.into());
        let ipa = Spoken::Ipa {
            ipa: "x".into(),
            fallback: "eeks".into(),
        };
        let given = vec![
            Spoken::Break(5),
            part("un"),
            Spoken::Mark(3),
            part("broken "),
            ipa,
            Spoken::Break(0),
            part("."),
            Spoken::Break(700),
            part("More"),
            Spoken::Break(u32::MAX),
        ];
        assert_eq!(
            texts(given),
            ["(5)", "unbroken eeks.", "(700)", "More", "(60000)"]
        );
    }

    #[test]
    fn rate_and_pitch_are_levels_in_percent() {
        for (rate, pitch, told) in [
            (1.0, 0.0, ""),
            (1.16, 0.0, "<speed level=\"116\">"),
            (9.0, -12.0, "<speed level=\"500\"><pitch level=\"50\">"),
            (f32::NAN, 99.0, "<pitch level=\"200\">"),
        ] {
            let got = steps(&job(rate, pitch, vec![Spoken::Text("x".into())]));
            assert_eq!(got, [Step::Speak(format!("{HEAD}{told}x"), Vec::new())]);
        }
    }

    #[test]
    fn monsters_are_cut_and_nothing_of_them_is_lost() {
        for (monster, run) in [("q".repeat(100_000), 60), ("7".repeat(3_000), 24)] {
            let got = text(&monster);
            assert!(
                got.iter()
                    .all(|t| t.len() <= LONGEST_TEXT + LONGEST_WORD + 1)
            );
            assert!(
                got.iter()
                    .flat_map(|t| t.split(' '))
                    .all(|word| word.len() <= run)
            );
            assert_eq!(got.concat().replace(' ', ""), monster);
        }
    }

    #[test]
    fn long_lines_end_where_a_sentence_ends() {
        let got = text(&"This is a sentence of some words. ".repeat(200));
        assert!(got.len() > 3 && got.iter().all(|t| t.trim_end().ends_with("words.")));
    }

    proptest! {
        #[test]
        fn nothing_of_the_users_is_a_command(given in r"[<>&/a\x00-\x20\u{2014}\-.0-9é漢]{0,200}") {
            for step in text(&given) {
                prop_assert!(!step.contains('<') && step.len() < 2_200);
                prop_assert!(!step.chars().any(char::is_control));
            }
        }

        #[test]
        fn every_letter_and_digit_is_kept_in_order(given in r"[a-zäé1-9 .<—-]{0,300}") {
            let only = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(only(&text(&given).concat()), only(&given));
        }
    }
}

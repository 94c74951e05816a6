//! Timed cues to paragraphs as a person would have written them.
//!
//! A caption is as long as a line on the screen, so a sentence lies in pieces over several
//! of them, each of which would be spoken with a full stop at its end. Here neighbours are joined
//! again: in the middle of a sentence always, at its end until the paragraph is long enough, and
//! never over a change of speaker, a line that begins a turn, or a pause.

mod player;

use super::labels;
use super::names;
use super::page::{Change, Edit, Para};
use super::rules;
use crate::diag::Source;
use crate::read::BlockKind;
use std::collections::BTreeMap;

/// A pause of so many milliseconds after the end of a sentence begins a paragraph.
const PAUSE: u64 = 2000;
/// So long a silence is no hesitation, wherever the sentence was.
const SILENCE: u64 = 8000;
/// Words of a paragraph after which the next end of a sentence is its end.
const LONG: usize = 60;
/// The same where nothing is punctuated, so that any cue may be the last.
const LONG_UNPUNCTUATED: usize = 80;
/// Words after which a paragraph ends wherever it is: a sentence that long lost its full stop.
const LONGEST: usize = 200;
/// A text is punctuated if so many of its words, one in so many, end a sentence.
const SENTENCE: usize = 60;
/// Stamps that make a text a transcript with times.
const STAMPS: usize = 3;

/// Joins cues into paragraphs. What is no cue stays as it is and ends the paragraph before it;
/// but a paragraph that is only a time stamp stays where it is and gives the next one its time.
pub(super) fn join(paras: Vec<Para>, source: &Source) -> Vec<Para> {
    let paras = timed(paras);
    if !paras.iter().any(is_cue) {
        return paras;
    }
    let paras: Vec<Para> = paras
        .into_iter()
        .flat_map(|para| turns(para, source))
        .collect();
    let style = Habit::of(&paras);
    let mut joined: Vec<Para> = Vec::with_capacity(paras.len());
    let mut open: Option<Open> = None;
    for mut para in paras {
        if !is_cue(&para) {
            if stamp(&para.text).is_none() && !para.text.is_empty() {
                open = None;
            }
            joined.push(para);
            continue;
        }
        let words = words(&para.text);
        let end = para
            .time
            .filter(|(start, end)| start < end)
            .map(|(_, end)| end);
        let ended = open
            .as_ref()
            .is_none_or(|open| ends_sentence(&joined[open.at].text));
        let label = style.label(&para, ended);
        if let Some(open) = &mut open
            && let Some(last) = joined.get_mut(open.at)
            && label
                .as_ref()
                .is_none_or(|(name, _)| open.label.as_ref() == Some(name))
            && goes_on(last, open, &para, &style)
        {
            // Meeting rooms write the name before each piece of a sentence.
            if let Some((_, words)) = label {
                para.edit(&[Edit {
                    from: 0,
                    to: words,
                    change: Change::Cut(&rules::LABEL_TEXT),
                }]);
            }
            last.join(&para);
            open.words += words;
            open.end = end;
            continue;
        }
        open = Some(Open {
            at: joined.len(),
            words,
            end,
            label: label.map(|(name, _)| name),
        });
        joined.push(para);
    }
    joined
}

/// The paragraph that may go on.
struct Open {
    /// Its number.
    at: usize,
    words: usize,
    /// When its last cue ended, if that is told.
    end: Option<u64>,
    /// The name before its first words, if one stands there.
    label: Option<String>,
}

/// How the document is written.
struct Habit {
    /// Do its sentences end with something?
    punctuated: bool,
    /// Does nothing in it tell who speaks?
    nameless: bool,
    /// How often each name stands before a colon at the start of a cue.
    labels: BTreeMap<String, usize>,
}

impl Habit {
    fn of(paras: &[Para]) -> Habit {
        let cues = || paras.iter().filter(|para| is_cue(para));
        let ends = |text: &str| {
            let stop = |word: &&str| word.ends_with(['.', '?', '!', '…', '。', '？', '！']);
            text.split(' ').filter(stop).count()
        };
        let all: usize = cues().map(|para| words(&para.text)).sum();
        let ended: usize = cues().map(|para| ends(&para.text)).sum();
        let tells = |para: &Para| para.speaker.is_some() || begins_turn(&para.text, true);
        let mut labels = BTreeMap::new();
        let unnamed = cues().filter(|para| para.speaker.is_none());
        for label in unnamed.filter_map(labels::candidate) {
            *labels.entry(label.name).or_insert(0) += 1;
        }
        Habit {
            punctuated: ended * SENTENCE >= all,
            nameless: labels.is_empty() && !cues().any(tells),
            labels,
        }
    }

    /// The name before the words of a cue, and where the words begin: where a turn may begin, or
    /// in capitals, or again and again.
    fn label(&self, para: &Para, free: bool) -> Option<(String, usize)> {
        let label = labels::candidate(para).filter(|_| para.speaker.is_none())?;
        let again = self.labels.get(&label.name).is_some_and(|count| *count > 1);
        (free || again || names::shouts(&label.name)).then_some((label.name, label.words))
    }
}

fn goes_on(last: &Para, open: &Open, next: &Para, habit: &Habit) -> bool {
    let ended = ends_sentence(&last.text);
    let same = match (&last.speaker, &next.speaker) {
        (Some(a), Some(b)) => a == b,
        (None, None) => true,
        (Some(_), None) => !ended && habit.punctuated,
        (None, Some(_)) => false,
    };
    let start = next.time.map(|(start, _)| start);
    let pause = open
        .end
        .zip(start)
        .map_or(0, |(end, start)| start.saturating_sub(end));
    if !same
        || is_credit(&next.text)
        || last.region != next.region
        || open.words >= LONGEST
        || pause > SILENCE
        || begins_turn(&next.text, ended || !habit.punctuated)
    {
        return false;
    }
    if !habit.punctuated {
        return pause <= PAUSE && open.words < LONG_UNPUNCTUATED;
    }
    // Where nobody is named, the question marks must tell who asks.
    let asked = habit.nameless
        && last
            .text
            .trim_end_matches(['"', '”', '»'])
            .ends_with(['?', '？']);
    !ended || (pause <= PAUSE && open.words < LONG && !asked)
}

/// Who made the captions: never a part of what was said before.
fn is_credit(text: &str) -> bool {
    #[rustfmt::skip]
    const BEGIN: &[&str] = &[
        "untertitel", "sous-titr", "subtitle", "subtítul", "sottotitol", "legendas", "legendagem", "captions by", "captioned by", "closed caption", "transcribed by", "©",
    ];
    let start: String = text.chars().take(16).flat_map(char::to_lowercase).collect();
    BEGIN.iter().any(|begin| start.starts_with(begin))
}

/// Gives the paragraph after a time stamp its time, if the document has stamps again and again.
fn timed(mut paras: Vec<Para>) -> Vec<Para> {
    player::tidy(&mut paras);
    let stamps = paras.iter().filter(|para| stamp(&para.text).is_some());
    if stamps.take(STAMPS).count() < STAMPS {
        return paras;
    }
    let mut time = None;
    for para in &mut paras {
        match stamp(&para.text) {
            Some(at) => time = Some(at),
            // Taken out already.
            None if para.text.is_empty() => {}
            None => {
                let at = time.take().filter(|_| para.kind == BlockKind::Paragraph);
                para.time = para.time.or(at.map(|at| (at, at)));
            }
        }
    }
    paras
}

fn is_cue(para: &Para) -> bool {
    let pasted = para.kind == BlockKind::Paragraph && para.time.is_some();
    (para.kind == BlockKind::Cue || pasted) && stamp(&para.text).is_none()
}

/// The time in milliseconds, if a text is a time stamp and nothing else: `0:05`, `[01:02:03]`.
pub(super) fn stamp(text: &str) -> Option<u64> {
    let bare = text.trim_matches(['[', ']', '(', ')', ' ']);
    if bare.len() > 12 || !bare.contains(':') {
        return None;
    }
    let whole = bare.split(['.', ',']).next()?;
    let mut total: u64 = 0;
    for (n, part) in whole.split(':').enumerate() {
        let digits = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        let value: u64 = digits.then(|| part.parse().ok()).flatten()?;
        if n > 2 || (n > 0 && (value > 59 || part.len() < 2)) {
            return None;
        }
        total = total * 60 + value;
    }
    let rest = &bare[whole.len()..];
    let fraction = rest.bytes().skip(1).all(|b| b.is_ascii_digit());
    fraction.then_some(total * 1000)
}

/// A cue in which `>>` stands between two words, as the turns that it holds.
fn turns(para: Para, source: &Source) -> Vec<Para> {
    let places: Vec<usize> = match is_cue(&para) {
        true => para
            .text
            .match_indices(" >>")
            .map(|(at, _)| at + 1)
            .collect(),
        false => Vec::new(),
    };
    if places.is_empty() {
        return vec![para];
    }
    para.split(&places, source)
}

/// `>> so` always, and `- So` or `[ANNA] so` where a turn may begin.
fn begins_turn(text: &str, free: bool) -> bool {
    let dashed =
        |rest: &str| rest.starts_with([' ', '\u{a0}']) || rest.starts_with(char::is_uppercase);
    let dash = text.strip_prefix(['-', '–', '—']).is_some_and(dashed);
    let bracket = text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let bracket = bracket.is_some_and(|(name, _)| names::shouts(name));
    text.starts_with(">>") || bracket || (dash && free)
}

fn ends_sentence(text: &str) -> bool {
    let close = |c: char| {
        matches!(
            c,
            '"' | '”' | '’' | '»' | '«' | '“' | ')' | ']' | '」' | '』'
        )
    };
    let bare = text.trim_end_matches(close).trim_end();
    bare.ends_with(['.', '?', '!', '…', '。', '？', '！', '♪'])
}

/// Words, or what is as long where no spaces divide them.
fn words(text: &str) -> usize {
    text.split(' ').count().max(text.chars().count() / 12)
}

#[cfg(test)]
mod tests {
    use super::super::cases::{compiled, document};
    use super::super::page::paragraphs;
    use super::*;

    fn joined(name: &str, text: &str) -> Vec<String> {
        let document = document(name, text);
        let paras = join(paragraphs(&document), &document.source);
        let line = |para: &Para| match &para.speaker {
            Some(speaker) => format!("{speaker} | {}", para.text),
            None => para.text.clone(),
        };
        paras.iter().map(line).collect()
    }

    /// Captions of one second each, at these times.
    fn vtt(cues: &[(u64, &str)]) -> String {
        let cue = |(at, text): &(u64, &str)| {
            format!(
                "00:{:02}:{:02}.000 --> 00:{:02}:{:02}.000\n{text}\n\n",
                at / 60,
                at % 60,
                (at + 1) / 60,
                (at + 1) % 60
            )
        };
        format!("WEBVTT\n\n{}", cues.iter().map(cue).collect::<String>())
    }

    #[test]
    fn cues_become_paragraphs() {
        for (cues, paragraphs) in [
            // Sentences go on, and paragraphs end at a pause.
            (
                &[
                    (0, "It was late, and"),
                    (1, "we went. Then"),
                    (2, "it rained."),
                    (3, "So."),
                    (9, "Later on."),
                ][..],
                &["It was late, and we went. Then it rained. So.", "Later on."][..],
            ),
            // A hesitation in the middle of a sentence is no end.
            (
                &[(0, "It was"), (6, "late."), (7, "Very.")],
                &["It was late. Very."],
            ),
            // Speakers.
            (
                &[
                    (0, "<v Anna>Why did"),
                    (1, "<v Anna>you go?"),
                    (2, "<v Ben>I had"),
                    (3, "to."),
                    (4, "And?"),
                ],
                &["Anna | Why did you go?", "Ben | I had to.", "And?"],
            ),
            // Signs of a turn.
            (
                &[
                    (0, ">> Why did"),
                    (1, "you go?"),
                    (2, ">> I had"),
                    (3, "to. >> Oh."),
                    (4, "- Yes."),
                    (5, "ANNA: So"),
                    (6, "it is."),
                    (7, "[BEN] Yes."),
                ],
                &[
                    ">> Why did you go?",
                    ">> I had to.",
                    ">> Oh.",
                    "- Yes.",
                    "ANNA: So it is.",
                    "[BEN] Yes.",
                ],
            ),
            // A name before each piece of a sentence.
            (
                &[
                    (0, "Anna Berg: Why did"),
                    (1, "Anna Berg: you go?"),
                    (2, "Ben: I had to,"),
                    (3, "Anna Berg: Oh."),
                    (4, "Ben: you see."),
                ],
                &[
                    "Anna Berg: Why did you go?",
                    "Ben: I had to,",
                    "Anna Berg: Oh.",
                    "Ben: you see.",
                ],
            ),
            // Nobody is named.
            (
                &[(0, "Why did you go?"), (1, "I had to."), (2, "I was late.")],
                &["Why did you go?", "I had to. I was late."],
            ),
        ] {
            assert_eq!(joined("x.vtt", &vtt(cues)), paragraphs);
        }
    }

    /// The cases' `compiled` proves that every character is spoken or skipped.
    #[test]
    fn names_inside_a_joined_paragraph_are_not_spoken() {
        let text = vtt(&[
            (0, "Anna Berg: Why did you"),
            (1, "Anna Berg: &amp; <i>Ben</i> go?"),
            (2, "Ben Cole: I had to."),
            (3, "Anna Berg: And then?"),
            (4, "Ben Cole: Then it"),
            (5, "Ben Cole: rained."),
        ]);
        let (_, script) = compiled("x.vtt", &text);
        let said: Vec<String> = script.paragraphs().map(|(_, _, p)| p.text()).collect();
        assert_eq!(
            said,
            [
                "Why did you & Ben go?",
                "I had to.",
                "And then?",
                "Then it rained."
            ]
        );
    }

    #[test]
    fn without_punctuation_length_and_pauses_divide() {
        let lines = [
            "so we went up the hill and then",
            "we walked and talked and saw the lamps",
        ];
        let mut cues: Vec<(u64, &str)> = (0..16).map(|n| (n, lines[n as usize % 2])).collect();
        cues.push((30, "and that was it"));
        let found = joined("x.vtt", &vtt(&cues));
        let lengths: Vec<usize> = found.iter().map(|p| words(p)).collect();
        assert_eq!(lengths, [80, 48, 4]);
    }

    #[test]
    fn long_talk_is_divided_at_ends_of_sentences() {
        let cues: Vec<(u64, &str)> = (0..30)
            .map(|n| {
                (
                    n,
                    if n % 2 == 0 {
                        "we walked and talked and"
                    } else {
                        "saw the lamps."
                    },
                )
            })
            .collect();
        let found = joined("x.vtt", &vtt(&cues));
        assert!(
            found
                .iter()
                .all(|p| p.ends_with("lamps.") && words(p) <= 70),
            "{found:?}"
        );
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn a_paste_of_a_player_is_joined_around_its_stamps() {
        let text = "0:05\nso we went\n0:07\nup the hill and\n0:09\n>> oh\n1:00:11\nyes\n";
        assert_eq!(
            joined("x.txt", text),
            [
                "0:05",
                "so we went up the hill and",
                "0:07",
                "0:09",
                ">> oh yes",
                "1:00:11"
            ]
        );
        let text = "ANNA: Why?\n\nBEN: So.\n\nAnd then.\n";
        assert_eq!(joined("x.txt", text).len(), 3);
    }

    #[test]
    fn stamps_are_times_and_nothing_else() {
        for (text, ms) in [
            ("0:05", Some(5000)),
            ("[01:02:03]", Some(3_723_000)),
            ("(00:12.5)", Some(12_000)),
            ("1:60", None),
            ("12:30: the train", None),
            ("3:1", None),
            ("5", None),
            ("", None),
        ] {
            assert_eq!(stamp(text), ms, "{text}");
        }
    }
}

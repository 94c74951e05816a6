//! `{name: value}` in a paragraph to what it asks for, and back.
//!
//! One form for all of them, so that a person learns it once and a misspelt one is an error:
//! a tag that is not known must never be read aloud.

use super::{MAX_PAUSE, cue, find_bare, fold, is_space, reading, unescape};
use crate::audio::Millis;
use crate::diag::{Diagnostic, Diagnostics, Source, Span, closest};
use crate::engines::Language;
use crate::script::{CueKind, Cued, Reading};

/// Every direction: its name, and how it is written.
const DIRECTIONS: &[(&str, &str)] = &[
    ("pause", "{pause: 800ms}"),
    ("say", "{say: spoken | shown}"),
    ("note", "{note: [laughs]}"),
    ("take", "{take: 2}"),
    ("music", "{music: theme.mp3}"),
    ("sound", "{sound: door.wav}"),
    ("clip", "{clip: ada.wav}"),
    ("language", "{language: de}"),
];

const LITERAL: &str = r"for a brace that is part of the text write `\{`";

/// What a direction asks for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Direction {
    /// Silence.
    Pause(Millis),
    /// Words that are spoken otherwise than they are shown.
    Say { spoken: String, shown: String },
    /// What happens while somebody speaks: shown, and a breath in the audio.
    Note(String),
    /// Another reading of a sentence, or a recording in its place.
    Take(Reading),
    /// A sound file that is heard here.
    Cue(Box<Cued>),
    /// The language of the paragraph.
    Language(Language),
}

impl Direction {
    fn cue(cued: Cued) -> Direction {
        Direction::Cue(Box::new(cued))
    }
}

/// Where the direction that begins at `start` ends, after its brace. An error if it never does:
/// a second brace opens before, or the paragraph is over.
pub(super) fn end_of(
    source: &Source,
    start: usize,
    paragraph_end: usize,
    diags: &mut Diagnostics,
) -> Option<usize> {
    let bytes = source.text().get(..paragraph_end)?.as_bytes();
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'}' => return Some(at + 1),
            // No further: a line of a million opening braces must stay linear.
            b'{' => break,
            _ => {}
        }
        at += 1;
    }
    diags.push(
        Diagnostic::error(source, Span::new(start, start + 1), "unclosed `{`")
            .label("a direction begins here and has no `}`")
            .hint(LITERAL),
    );
    None
}

/// Reads the direction in `span`, braces included; `None` after an error.
pub(super) fn read(source: &Source, span: Span, diags: &mut Diagnostics) -> Option<Direction> {
    let inside = Span::new(span.start + 1, span.end - 1);
    let raw = source.slice(inside);
    let (name, value) = match raw.split_once(':') {
        Some((name, value)) => (name, Some(value)),
        None => (raw, None),
    };
    let value_start = inside.start + name.len() + usize::from(value.is_some());
    let at = trimmed(inside.start, name);
    let name = name.trim_matches(is_space);
    let Some((_, form)) = DIRECTIONS.iter().find(|(known, _)| *known == name) else {
        diags.push(unknown(source, if at.is_empty() { span } else { at }, name));
        return None;
    };
    let value = value.unwrap_or_default();
    let at = trimmed(value_start, value);
    if at.is_empty() {
        diags.push(
            Diagnostic::error(source, span, format!("`{name}` without a value"))
                .label(format!("write it as `{form}`")),
        );
        return None;
    }
    match name {
        "pause" => pause(source, at, diags).map(Direction::Pause),
        "say" => say(source, at, form, diags),
        "take" => reading::read(source, at, diags).map(Direction::Take),
        "music" => cue::read(source, span, at, CueKind::Music, diags).map(Direction::cue),
        "sound" => cue::read(source, span, at, CueKind::Sound, diags).map(Direction::cue),
        "clip" => cue::read(source, span, at, CueKind::Clip, diags).map(Direction::cue),
        "note" => Some(Direction::Note(fold(&unescape(source.slice(at))))),
        _ => language(source, at, diags).map(Direction::Language),
    }
}

/// The canonical form.
pub(super) fn write(direction: &Direction) -> String {
    match direction {
        Direction::Pause(Millis(ms)) => format!("{{pause: {ms}ms}}"),
        Direction::Say { spoken, shown } => {
            format!("{{say: {} | {}}}", half(spoken), half(shown))
        }
        Direction::Note(text) => format!("{{note: {}}}", half(text)),
        Direction::Take(reading) => mark(reading),
        Direction::Cue(cued) => cue::write(cued),
        Direction::Language(language) => format!("{{language: {language}}}"),
    }
}

/// `{take: 2}`, `{take: "fixed.wav"}`: the mark that asks for a reading.
#[must_use]
pub fn mark(reading: &Reading) -> String {
    format!("{{take: {}}}", reading::write(reading))
}

fn half(text: &str) -> String {
    let mut escaped = String::new();
    for c in fold(text).chars() {
        if matches!(c, '\\' | '{' | '}' | '|' | '*') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// A part of a value without the white space at its ends; `start` is where the part begins.
pub(super) fn trimmed(start: usize, text: &str) -> Span {
    let cut = text.len() - text.trim_start_matches(is_space).len();
    let rest = text.trim_matches(is_space);
    if rest.is_empty() {
        return Span::at(start);
    }
    Span::new(start + cut, start + cut + rest.len())
}

fn unknown(source: &Source, at: Span, name: &str) -> Diagnostic {
    if name.is_empty() {
        return Diagnostic::error(source, at, "a direction without a name")
            .label(format!("directions are {}", forms()))
            .hint(LITERAL);
    }
    // A whole sentence in braces is no misspelt name: nothing is shown of it or looked up.
    let short = name.len() <= 40;
    let named = if short {
        format!("unknown direction `{name}`")
    } else {
        "unknown direction".to_owned()
    };
    let problem = Diagnostic::error(source, at, named);
    match closest(
        if short { name } else { "" },
        DIRECTIONS.iter().map(|d| d.0),
    ) {
        Some(near) => problem.label(format!("did you mean `{near}`?")),
        None => problem.label(format!("directions are {}", forms())),
    }
    .hint(LITERAL)
}

fn forms() -> String {
    let forms: Vec<_> = DIRECTIONS.iter().map(|d| format!("`{}`", d.1)).collect();
    forms.join(", ")
}

/// `800ms`, `1.5s`, `2 s`.
fn pause(source: &Source, at: Span, diags: &mut Diagnostics) -> Option<Millis> {
    let raw = source.slice(at);
    let digits = raw.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number = digits.trim_end_matches(is_space);
    let plain = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let value = if plain {
        number.parse::<f64>().ok()
    } else {
        None
    };
    let (Some(value), factor) = (value, raw[digits.len()..].to_ascii_lowercase()) else {
        diags.push(
            Diagnostic::error(
                source,
                at,
                format!("`{}` is not a length of time", short(raw)),
            )
            .label("write it as `800ms` or `1.5s`"),
        );
        return None;
    };
    let factor = match factor.as_str() {
        "ms" => 1.0,
        "s" => 1000.0,
        other => {
            let problem = if other.is_empty() {
                Diagnostic::error(source, at, "a pause needs its unit")
            } else {
                Diagnostic::error(source, at, format!("unknown unit `{}`", short(other)))
            };
            diags.push(problem.label(format!("did you mean `{number}ms` or `{number}s`?")));
            return None;
        }
    };
    let millis = (value * factor).round();
    if millis > f64::from(MAX_PAUSE) {
        diags.push(
            Diagnostic::error(
                source,
                at,
                format!("a pause of `{}` is too long", short(raw)),
            )
            .label(format!("at most {} s", MAX_PAUSE / 1000)),
        );
        return None;
    }
    // Not negative (no sign was let in), and at most MAX_PAUSE.
    Some(Millis(millis as u32))
}

fn say(source: &Source, at: Span, form: &str, diags: &mut Diagnostics) -> Option<Direction> {
    let raw = source.slice(at);
    let problem = |message: &str| {
        Diagnostic::error(source, at, message).label(format!("write it as `{form}`"))
    };
    let Some(bar) = find_bare(raw, 0, "|") else {
        diags.push(problem("`say` needs what is spoken and what is shown"));
        return None;
    };
    if find_bare(raw, bar + 1, "|").is_some() {
        diags.push(
            problem("`say` has more than one `|`")
                .hint(r"for a bar that is part of the text write `\|`"),
        );
        return None;
    }
    let spoken = fold(&unescape(&raw[..bar]));
    let shown = fold(&unescape(&raw[bar + 1..]));
    if spoken.is_empty() || shown.is_empty() {
        let which = if spoken.is_empty() { "spoken" } else { "shown" };
        diags.push(problem(&format!("`say` does not tell what is {which}")));
        return None;
    }
    Some(Direction::Say { spoken, shown })
}

fn language(source: &Source, at: Span, diags: &mut Diagnostics) -> Option<Language> {
    let raw = source.slice(at);
    let language = Language::parse(raw);
    if language.is_none() {
        diags.push(not_a_language(source, at, raw));
    }
    language
}

/// The error about a language tag that is none.
pub(super) fn not_a_language(source: &Source, at: Span, raw: &str) -> Diagnostic {
    Diagnostic::error(
        source,
        at,
        format!("`{}` is not a language tag", short(raw)),
    )
    .label("write it as `en` or `en-GB`")
}

/// As much of a user's text as a message can hold.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 40;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST - 1).chain(['…']).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn direction(text: &str) -> Result<Direction, String> {
        let source = Source::new("x", text);
        let mut diags = Diagnostics::new();
        let end = end_of(&source, 0, text.len(), &mut diags);
        let read = end.and_then(|end| read(&source, Span::new(0, end), &mut diags));
        read.ok_or_else(|| {
            let d = diags.iter().next().unwrap();
            format!(
                "{} ({}; {})",
                d.message,
                source.slice(d.span.unwrap()),
                d.label
            )
        })
    }

    #[test]
    fn pauses_are_read_in_both_units() {
        for (text, ms) in [
            ("{pause: 800ms}", 800),
            ("{pause:1.5s}", 1500),
            ("{ pause : 2 s }", 2000),
            ("{pause: 0MS}", 0),
            ("{pause: 60s}", 60_000),
            ("{pause:\n .25s}", 250),
        ] {
            assert_eq!(direction(text), Ok(Direction::Pause(Millis(ms))), "{text}");
        }
    }

    #[test]
    fn a_say_keeps_its_halves_apart() {
        let said = direction(r"{say: a \| b | \}c\{ \*}").unwrap();
        let (spoken, shown) = ("a | b".to_owned(), "}c{ *".to_owned());
        assert_eq!(said, Direction::Say { spoken, shown });
        assert_eq!(write(&said), r"{say: a \| b | \}c\{ \*}");
    }

    #[test]
    fn a_take_is_a_number_or_a_file_beside_the_script() {
        let recording = |name: &str| Ok(Direction::Take(Reading::Recording(name.to_owned())));
        for (text, read) in [
            ("{take: 1}", Ok(Direction::Take(Reading::Variant(0)))),
            ("{take: 12}", Ok(Direction::Take(Reading::Variant(11)))),
            ("{take: \"a b.wav\"}", recording("a b.wav")),
            (
                "{take: \"takes/it\\{1\\}.wav\"}",
                recording("takes/it{1}.wav"),
            ),
        ] {
            let direction = direction(text);
            assert_eq!(direction, read, "{text}");
            assert_eq!(direction.map(|d| write(&d)), Ok(text.to_owned()));
        }
        for climbs in [
            "/a.wav",
            "..",
            "a/../../b.wav",
            "./a.wav",
            "a//b.wav",
            "a\\\\b.wav",
            "",
        ] {
            assert!(
                direction(&format!("{{take: \"{climbs}\"}}")).is_err(),
                "{climbs}"
            );
        }
    }

    #[test]
    fn each_mistake_is_told_at_its_place() {
        for (text, told) in [
            (
                "{pause: 800}",
                "a pause needs its unit (800; did you mean `800ms` or `800s`?)",
            ),
            (
                "{pause: 8m}",
                "unknown unit `m` (8m; did you mean `8ms` or `8s`?)",
            ),
            (
                "{pause: -1s}",
                "`-1s` is not a length of time (-1s; write it as `800ms` or `1.5s`)",
            ),
            (
                "{pause: 61s}",
                "a pause of `61s` is too long (61s; at most 60 s)",
            ),
            (
                "{pause: 1e9s}",
                "`1e9s` is not a length of time (1e9s; write it as `800ms` or `1.5s`)",
            ),
            (
                "{pause}",
                "`pause` without a value ({pause}; write it as `{pause: 800ms}`)",
            ),
            (
                "{puase: 1s}",
                "unknown direction `puase` (puase; did you mean `pause`?)",
            ),
            (
                "{say: x}",
                "`say` needs what is spoken and what is shown (x; write it as `{say: spoken | shown}`)",
            ),
            (
                "{say: | x}",
                "`say` does not tell what is spoken (| x; write it as `{say: spoken | shown}`)",
            ),
            (
                "{say: a|b|c}",
                "`say` has more than one `|` (a|b|c; write it as `{say: spoken | shown}`)",
            ),
            (
                "{language: german}",
                "`german` is not a language tag (german; write it as `en` or `en-GB`)",
            ),
            (
                "{take: 0}",
                "there is no take 0 (0; write a number from 1 to 12, or a file in quotes: `{take: \"fixed.wav\"}`)",
            ),
            (
                "{take: 13}",
                "there is no take 13 (13; write a number from 1 to 12, or a file in quotes: `{take: \"fixed.wav\"}`)",
            ),
            (
                "{take: fixed.wav}",
                "`fixed.wav` is no take (fixed.wav; write a number from 1 to 12, or a file in quotes: `{take: \"fixed.wav\"}`)",
            ),
            (
                "{take: \"../a.wav\"}",
                "a recording has to lie beside the script, or below (\"../a.wav\"; write its path from there, such as `takes/fixed.wav`)",
            ),
            (
                "{pause: 1s",
                "unclosed `{` ({; a direction begins here and has no `}`)",
            ),
            (
                "{pause: {1s}",
                "unclosed `{` ({; a direction begins here and has no `}`)",
            ),
            (
                "{}",
                "a direction without a name ({}; directions are `{pause: 800ms}`, `{say: spoken | shown}`, `{note: [laughs]}`, `{take: 2}`, `{music: theme.mp3}`, `{sound: door.wav}`, `{clip: ada.wav}`, `{language: de}`)",
            ),
        ] {
            assert_eq!(direction(text), Err(told.to_owned()), "{text}");
        }
    }
}

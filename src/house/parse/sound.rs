//! What a cast says of sound, music and copies to its values; every problem is told.

use super::super::At;
use super::super::schema::{
    CUE, CUE_GAIN, FADE, LENGTH, LISTENING, MUSIC, Quantity, START, TEMPO, WORDS_PER_MINUTE,
};
use super::super::sound::{Choice, Cue, Edition, Listening, Music, Sound, Synthetic};
use super::super::walk::{Fields, Walk};
use crate::audio::{Db, Millis};
use crate::diag::yaml::{Node, Value};
use crate::diag::{Diagnostic, Span, closest};

pub(super) fn sound(walk: &mut Walk<'_>, fields: &Fields<'_>) -> Sound {
    let plain = Sound::default();
    let get = |name: &str| fields.get(name).copied();
    Sound {
        levels: get("levels")
            .and_then(|node| choice(walk, node, "levels"))
            .unwrap_or(plain.levels),
        chain: get("chain")
            .and_then(|node| choice(walk, node, "chain"))
            .unwrap_or(plain.chain),
        rhythm: get("rhythm")
            .and_then(|node| choice(walk, node, "rhythm"))
            .unwrap_or(plain.rhythm),
        room: get("room")
            .and_then(|node| switch(walk, node, "room"))
            .unwrap_or(plain.room),
    }
}

/// One word of a few.
pub(in crate::house) fn choice<T: Choice>(
    walk: &mut Walk<'_>,
    node: &Node,
    name: &str,
) -> Option<T> {
    // `off` and `false` are one thing to whoever writes them.
    let text = match &node.value {
        Value::Bool(false) => "off",
        _ => node.text().map_or("", str::trim),
    };
    if let Some((_, value)) = T::ALL.iter().find(|(word, _)| *word == text) {
        return Some(*value);
    }
    let words: Vec<&str> = T::ALL.iter().map(|(word, _)| *word).collect();
    let found = match node.text() {
        Some(text) => format!("`{text}`"),
        None => node.kind().to_owned(),
    };
    let problem = walk.problem(node.span, format!("`{name}` cannot be {found}"));
    let label = match closest(text, words.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("one of {}", words.join(", ")),
    };
    walk.error(problem.label(label));
    None
}

/// `on` or `off`.
fn switch(walk: &mut Walk<'_>, node: &Node, name: &str) -> Option<bool> {
    let told = on_or_off(node);
    if told.is_none() {
        let problem = walk.problem(node.span, format!("`{name}` is a switch"));
        walk.error(problem.label("on or off"));
    }
    told
}

fn on_or_off(node: &Node) -> Option<bool> {
    match (&node.value, node.text()) {
        (Value::Bool(yes), _) => Some(*yes),
        (_, Some("on" | "yes" | "On" | "Yes")) => Some(true),
        (_, Some("off" | "no" | "Off" | "No")) => Some(false),
        _ => None,
    }
}

pub(super) fn synthetic(walk: &mut Walk<'_>, node: &Node) -> Synthetic {
    match on_or_off(node) {
        Some(true) => Synthetic::Said,
        Some(false) => Synthetic::Off,
        None => match walk.text(node, "what is said of the voices") {
            Some(words) if words.value.contains(char::is_whitespace) => Synthetic::Worded(words),
            Some(word) => {
                let message = format!("`synthetic` cannot be `{}`", word.value);
                let label = "on, off, or a sentence that is said of the voices";
                walk.error(walk.problem(word.span, message).label(label));
                Synthetic::Said
            }
            None => Synthetic::Said,
        },
    }
}

pub(super) fn music(walk: &mut Walk<'_>, node: &Node) -> Music {
    if on_or_off(node) == Some(false) {
        return Music::default();
    }
    let fields = walk.fields(node, &MUSIC);
    let mut get = |name: &str| fields.get(name).and_then(|node| cue(walk, node, name));
    Music {
        intro: get("intro"),
        outro: get("outro"),
        bed: get("bed"),
        sting: get("sting"),
    }
}

/// A file's name alone, or with how it is played.
fn cue(walk: &mut Walk<'_>, node: &Node, name: &str) -> Option<Cue> {
    // `intro: off` is how a cast that was copied goes without.
    if matches!(on_or_off(node), Some(false)) {
        return None;
    }
    if !matches!(node.value, Value::Map(_)) {
        return walk
            .text(node, &format!("the file of `{name}`"))
            .map(Cue::plain);
    }
    let fields = walk.fields(node, &CUE);
    let Some(file) = fields.get("file") else {
        let problem = walk.problem(node.span, format!("`{name}` without a file"));
        walk.error(problem.hint(format!("{name}: {{file: theme.mp3, fade: 2s}}")));
        return None;
    };
    let mut cue = Cue::plain(walk.text(file, &format!("the file of `{name}`"))?);
    cue.start = millis(walk, &fields, "start", &START).unwrap_or(Millis(0));
    cue.length = millis(walk, &fields, "length", &LENGTH);
    cue.fade = millis(walk, &fields, "fade", &FADE);
    let gain = fields
        .get("gain")
        .and_then(|node| walk.number(node, "gain", &CUE_GAIN));
    #[allow(clippy::cast_possible_truncation)]
    let gain = gain.map(|at| Db(at.value as f32));
    cue.gain = gain.unwrap_or(Db(0.0));
    Some(cue)
}

/// A number without a unit below this was meant as seconds: nobody hears a fade of 3 milliseconds.
const SECONDS: f64 = 20.0;

fn millis(
    walk: &mut Walk<'_>,
    fields: &Fields<'_>,
    name: &str,
    quantity: &Quantity,
) -> Option<Millis> {
    let node = fields.get(name).copied()?;
    let at = walk.number(node, name, quantity)?;
    if at.value > 0.0 && at.value < SECONDS && matches!(node.value, Value::Number(_)) {
        let message = format!("`{name}` is {} milliseconds, too short to hear", at.value);
        let hint = format!("`{}s` is in seconds", at.value);
        walk.diags
            .push(Diagnostic::warning(walk.source, at.span, message).hint(hint));
    }
    // In range, so it fits.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Some(Millis(at.value.round() as u32))
}

/// Which copies are made, each once; the episode alone where nobody says.
pub(super) fn copies(walk: &mut Walk<'_>, node: &Node) -> Vec<At<Edition>> {
    let items = match &node.value {
        Value::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    let mut all: Vec<At<Edition>> = Vec::new();
    for item in items {
        let Some(value) = choice::<Edition>(walk, item, "copies") else {
            continue;
        };
        if all.iter().all(|other| other.value != value) {
            let span: Span = item.span;
            all.push(At { value, span });
        }
    }
    all
}

pub(super) fn listening(walk: &mut Walk<'_>, node: &Node) -> Listening {
    let fields = walk.fields(node, &LISTENING);
    let plain = Listening::default();
    let get = |name: &str| fields.get(name).copied();
    #[allow(clippy::cast_possible_truncation)]
    let mut number = |name: &str, quantity: &Quantity, plain: f32| {
        get(name)
            .and_then(|node| walk.number(node, name, quantity))
            .map_or(plain, |at| at.value as f32)
    };
    let words_per_minute = number(
        "words_per_minute",
        &WORDS_PER_MINUTE,
        plain.words_per_minute,
    );
    let tempo = number("tempo", &TEMPO, plain.tempo);
    Listening {
        words_per_minute,
        tempo,
        names: get("names")
            .and_then(|node| choice(walk, node, "names"))
            .unwrap_or(plain.names),
        announce: get("announce")
            .and_then(|node| switch(walk, node, "announce"))
            .unwrap_or(plain.announce),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::super::fixture::{told, with_tables};
    use super::super::super::{Chain, House, Levels, Names, Rhythm, parse};
    use super::*;
    use crate::diag::{Diagnostics, Source};

    fn read(text: &str) -> (House, Vec<String>) {
        let source = Source::new("cast.yaml", text);
        let mut diags = Diagnostics::new();
        let house = with_tables(|tables| parse(&source, tables, &mut diags)).unwrap();
        let told = told(&diags);
        (house, told)
    }

    #[test]
    fn everything_that_a_cast_can_say_of_sound_is_read() {
        let (house, told) = read(
            "levels: broadcast\nchain: off\nrhythm: plain\nroom: off\n\
             synthetic: Nobody here is real.\ncopies: [episode, listening, episode]\n\
             roles:\n  narrator: {pan: -30, chain: firm}\n\
             listening: {words_per_minute: 140, names: first, announce: no, tempo: 1.5x}\n\
             music:\n  intro: {file: a/theme.mp3, start: 1.5s, length: 12 s, fade: 800, gain: -6 dB}\n  \
             outro: builtin:bell\n  bed: off\n",
        );
        assert_eq!(told, Vec::<String>::new());
        let sound = house.sound;
        assert_eq!(
            (sound.levels, sound.chain, sound.rhythm, sound.room),
            (Levels::Broadcast, Chain::Off, Rhythm::Plain, false)
        );
        let narrator = &house.roles[&super::super::super::Role::Narrator].tweaks;
        assert_eq!(narrator.pan.unwrap().value, -30.0);
        assert_eq!(narrator.chain.unwrap().value, Chain::Firm);
        let editions: Vec<Edition> = house.copies.iter().map(|at| at.value).collect();
        assert_eq!(editions, [Edition::Episode, Edition::Listening]);
        assert!(
            matches!(house.synthetic, Synthetic::Worded(at) if at.value == "Nobody here is real.")
        );
        let listening = house.listening;
        assert_eq!((listening.words_per_minute, listening.tempo), (140.0, 1.5));
        assert_eq!((listening.names, listening.announce), (Names::First, false));
        let intro = house.music.intro.unwrap();
        assert_eq!(intro.file.value, "a/theme.mp3");
        assert_eq!(
            (intro.start, intro.length),
            (Millis(1500), Some(Millis(12_000)))
        );
        assert_eq!((intro.fade, intro.gain), (Some(Millis(800)), Db(-6.0)));
        assert_eq!(house.music.outro.unwrap().file.value, "builtin:bell");
        assert!(house.music.bed.is_none() && house.music.sting.is_none());
    }

    #[test]
    fn what_is_wrong_is_told_at_its_place() {
        let (_, told) = read(
            "levels: podcasts\nchain: 3\nroom: quiet\ncopies: large\nmusic: {intro: {fade: 1s}, bad: x}\n\
             listening: {words_per_minute: 90, names: always}\nroles: {narrator: {pan: 200}}\n",
        );
        assert_eq!(
            told,
            [
                "1:9 `levels` cannot be `podcasts` | did you mean `podcast`?",
                "2:8 `chain` cannot be `3` | one of gentle, firm, off",
                "3:7 `room` is a switch | on or off",
                "4:9 `copies` cannot be `large` | one of episode, listening",
                "5:16 `intro` without a file",
                "5:28 unknown key `bad`",
                "6:31 `words_per_minute` is out of range: 90 | 120 to 190 words",
                "6:42 `names` cannot be `always` | one of never, first, every",
                "7:25 `pan` is out of range: 200 | -100 to 100 %",
            ]
        );
    }
}

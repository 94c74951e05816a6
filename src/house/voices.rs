//! A role, a person or an entry of a stack to what it sounds like: names looked up in the
//! table of engines, settings checked by the engine that gets them.

use super::parse::choice as chosen;
use super::schema::{CASTING, ENTRY, GAIN, PAN, PITCH, Quantity, RATE, TIMBRE};
use super::tables::{Tables, reads};
use super::walk::{Fields, MAX_ENTRIES, Walk};
use super::{At, Candidate, Casting, Tweaks, VoiceChoice};
use crate::audio::{Db, Semitones};
use crate::diag::yaml::{Node, Value};
use crate::diag::{Diagnostic, Span, closest};
use crate::engines::{Language, Named, Probe, Setting};
use std::collections::BTreeMap;

/// Voices named in one message; an engine may have hundreds.
const NAMED: usize = 12;

/// A role, a person or (not `top`) an entry of `others`.
pub(super) fn casting(walk: &mut Walk<'_>, tables: &Tables<'_>, node: &Node, top: bool) -> Casting {
    if let Some(text) = node.text().filter(|text| text.contains(':')) {
        let message = "what it sounds like stands in a map of its own";
        let label = format!("write `voice: {text}` here, further in");
        walk.error(walk.problem(node.span, message).label(label));
        return Casting::default();
    }
    let fields = walk.fields(node, &CASTING);
    let mut casting = Casting {
        span: node.span,
        voice: None,
        others: Vec::new(),
        tweaks: tweaks(walk, &fields),
        role: fields.get("role").and_then(|node| {
            let text = walk.text(node, "what the person does")?;
            walk.role(&text.value, node.span)
        }),
        language: fields.get("language").and_then(|node| walk.language(node)),
        say: fields
            .get("say")
            .and_then(|node| walk.text(node, "how the name is spoken")),
    };
    casting.voice = fields
        .get("voice")
        .and_then(|node| choice(walk, tables, node));
    if let Some(node) = fields.get("others") {
        casting.others = others(walk, tables, node, top);
    }
    check_all(walk, tables, &casting);
    casting
}

fn others(walk: &mut Walk<'_>, tables: &Tables<'_>, node: &Node, top: bool) -> Vec<Casting> {
    match &node.value {
        _ if !top => {
            let message = "`others` cannot stand within `others`";
            walk.error(
                walk.problem(node.span, message)
                    .label("one list, for as many as you like"),
            );
            Vec::new()
        }
        Value::List(items) => items
            .iter()
            .take(MAX_ENTRIES)
            .map(|item| casting(walk, tables, item, false))
            .collect(),
        _ => {
            let message = format!("expected a list for `others`, found {}", node.kind());
            let hint = "one entry for each further person: `- {timbre: 3}`";
            walk.error(walk.problem(node.span, message).hint(hint));
            Vec::new()
        }
    }
}

/// One stack, or one for each language.
fn choice(walk: &mut Walk<'_>, tables: &Tables<'_>, node: &Node) -> Option<VoiceChoice> {
    let Value::Map(pairs) = &node.value else {
        return Some(VoiceChoice::Any(stack(walk, tables, node, None)));
    };
    let keys = || pairs.iter().filter_map(|(key, _)| key.text());
    let is_key = |key: &str| ENTRY.keys.iter().any(|known| known.name == key);
    // `pan` and `say` could be languages by their letters, so known keys are asked first.
    if keys().any(is_key) || !keys().any(|key| Language::parse(key).is_some()) {
        return Some(VoiceChoice::Any(stack(walk, tables, node, None)));
    }
    let mut all: Vec<(At<Language>, Vec<Candidate>)> = Vec::new();
    for (key, _, value) in walk.entries(node, "under `voice`") {
        let Some(language) = walk.language(key) else {
            continue;
        };
        if all.iter().any(|(other, _)| other.value == language.value) {
            let message = format!("`{}` stands here a second time", language.value);
            walk.error(walk.problem(key.span, message));
            continue;
        }
        let candidates = stack(walk, tables, value, Some(&language.value));
        all.push((language, candidates));
    }
    Some(VoiceChoice::ByLanguage(all))
}

fn stack(
    walk: &mut Walk<'_>,
    tables: &Tables<'_>,
    node: &Node,
    language: Option<&Language>,
) -> Vec<Candidate> {
    let items = match &node.value {
        Value::List(items) if items.is_empty() => {
            walk.error(walk.problem(node.span, "a list of voices with nothing in it"));
            return Vec::new();
        }
        Value::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    items
        .iter()
        .take(MAX_ENTRIES)
        .filter_map(|item| candidate(walk, tables, item, language))
        .collect()
}

/// `engine:name`, or a map with it and settings.
fn candidate(
    walk: &mut Walk<'_>,
    tables: &Tables<'_>,
    node: &Node,
    language: Option<&Language>,
) -> Option<Candidate> {
    let (name, tweaks) = match &node.value {
        Value::Map(_) => {
            let fields = walk.fields(node, &ENTRY);
            let tweaks = tweaks(walk, &fields);
            let Some(name) = fields.get("voice") else {
                let problem = walk.problem(node.span, "an entry without a `voice`");
                walk.error(problem.hint("an entry is {voice: engine:name, timbre: -4}"));
                return None;
            };
            (*name, tweaks)
        }
        _ => (node, Tweaks::default()),
    };
    let text = walk.text(name, "the voice")?;
    let (engine, voice) = voice_name(walk, tables, &text)?;
    if let (Some(language), Some((info, ..))) = (language, tables.voice(&engine, &voice))
        && !reads(&info, language)
    {
        let own: Vec<_> = info.languages.iter().map(Language::tag).collect();
        let message = format!("`{}` does not read `{language}`", text.value);
        let label = format!("it reads {}", own.join(", "));
        walk.error(walk.problem(text.span, message).label(label));
    }
    Some(Candidate {
        span: text.span,
        engine,
        voice,
        tweaks,
    })
}

/// Engine and voice of `engine:name`, both looked up.
fn voice_name(
    walk: &mut Walk<'_>,
    tables: &Tables<'_>,
    text: &At<String>,
) -> Option<(String, String)> {
    let At { value, span } = text;
    let names: Vec<&str> = tables.names().collect();
    let Some((engine, voice)) = value.split_once(':') else {
        let full = names.iter().find_map(|engine| {
            let found = tables
                .voices(engine)
                .iter()
                .find(|info| info.name == *value)?;
            Some(format!("did you mean `{engine}:{}`?", found.name))
        });
        let label = full.unwrap_or_else(|| "a voice is written engine:name".to_owned());
        walk.error(
            walk.problem(*span, format!("`{value}` names no engine"))
                .label(label),
        );
        return None;
    };
    let (engine, voice) = (engine.trim(), voice.trim());
    let Some((_, probe)) = tables.engine(engine) else {
        let label = match closest(engine, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("expected one of {}", list(names.iter().copied())),
        };
        walk.error(
            walk.problem(*span, format!("no engine is called `{engine}`"))
                .label(label),
        );
        return None;
    };
    if let Probe::Here { voices, .. } = probe
        && tables.named(engine, voice) == Named::Unknown
    {
        let known = || voices.iter().map(|info| info.name.as_str());
        let label = match closest(voice, known()) {
            Some(near) => format!("did you mean `{engine}:{near}`?"),
            None => format!("expected one of {}", list(known())),
        };
        let message = format!("`{engine}` has no voice `{voice}`");
        walk.error(walk.problem(*span, message).label(label));
        return None;
    }
    Some((engine.to_owned(), voice.to_owned()))
}

fn list<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let mut shown: Vec<&str> = names.take(NAMED + 1).collect();
    if shown.len() > NAMED {
        shown[NAMED] = "…";
    }
    shown.join(", ")
}

/// The settings that any voice may have.
fn tweaks(walk: &mut Walk<'_>, fields: &Fields<'_>) -> Tweaks {
    let chain = fields.get("chain").and_then(|node| {
        let value = chosen(walk, node, "chain")?;
        Some(At {
            value,
            span: node.span,
        })
    });
    fn wrap<T>(at: At<f32>, unit: fn(f32) -> T) -> At<T> {
        At {
            value: unit(at.value),
            span: at.span,
        }
    }
    let pan = number(walk, fields, "pan", &PAN);
    // Other programs have -1 to 1.
    if let Some(at) = pan.filter(|at| at.value != 0.0 && at.value.abs() <= 1.0) {
        let message = format!("`pan` of {} is nearly the middle", at.value);
        let hint = format!("`{}` if you mean a share of the way", at.value * 100.0);
        let problem = Diagnostic::warning(walk.source, at.span, message).hint(hint);
        walk.diags.push(problem);
    }
    Tweaks {
        rate: number(walk, fields, "rate", &RATE),
        pitch: number(walk, fields, "pitch", &PITCH).map(|at| wrap(at, Semitones)),
        timbre: number(walk, fields, "timbre", &TIMBRE).map(|at| wrap(at, Semitones)),
        gain: number(walk, fields, "gain", &GAIN).map(|at| wrap(at, Db)),
        pan,
        chain,
        settings: fields
            .get("settings")
            .map(|node| settings(walk, node))
            .unwrap_or_default(),
    }
}

fn number(
    walk: &mut Walk<'_>,
    fields: &Fields<'_>,
    name: &str,
    quantity: &Quantity,
) -> Option<At<f32>> {
    let at = walk.number(fields.get(name)?, name, quantity)?;
    // The ranges are small numbers; what `f32` rounds away no one hears.
    #[allow(clippy::cast_possible_truncation)]
    let value = at.value as f32;
    Some(At {
        value,
        span: at.span,
    })
}

fn settings(walk: &mut Walk<'_>, node: &Node) -> BTreeMap<String, At<Setting>> {
    let mut all = BTreeMap::new();
    for (key, name, value) in walk.entries(node, "under `settings`") {
        let Some(setting) = setting(walk, &name, value) else {
            continue;
        };
        // Told at its key: the value may be what the key wants and the key still be wrong.
        all.insert(
            name,
            At {
                value: setting,
                span: key.span,
            },
        );
    }
    all
}

/// The value of one of an engine's own settings.
pub(super) fn setting(walk: &mut Walk<'_>, name: &str, value: &Node) -> Option<Setting> {
    match &value.value {
        Value::Bool(yes) => Some(Setting::Bool(*yes)),
        Value::Number(number) if number.is_finite() => Some(Setting::Number(*number)),
        Value::Text(text) => Some(Setting::Text(text.clone())),
        _ => {
            let message = format!("expected one value for `{name}`, found {}", value.kind());
            walk.error(walk.problem(value.span, message));
            None
        }
    }
}

/// Every candidate with the settings that it would get from here, checked by its engine. What
/// is inherited from a role is checked when the cast is made: only then is the role known.
fn check_all(walk: &mut Walk<'_>, tables: &Tables<'_>, casting: &Casting) {
    let stacks: Vec<&[Candidate]> = match &casting.voice {
        Some(VoiceChoice::Any(stack)) => vec![stack],
        Some(VoiceChoice::ByLanguage(all)) => all.iter().map(|(_, stack)| &stack[..]).collect(),
        None => return,
    };
    let mut told: Vec<(Span, String)> = Vec::new();
    for candidate in stacks.into_iter().flatten() {
        let effective = candidate.tweaks.over(&casting.tweaks);
        for problem in effective.problems(tables, &candidate.engine, &candidate.voice) {
            if !told.contains(&(problem.span, problem.message.clone())) {
                told.push((problem.span, problem.message.clone()));
                let mut diagnostic = walk
                    .problem(problem.span, problem.message)
                    .label(problem.label);
                diagnostic.hints.extend(problem.hint);
                walk.error(diagnostic);
            }
        }
    }
}

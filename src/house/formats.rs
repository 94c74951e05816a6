//! What formats are set to: in a cast under `formats`, or typed as `FORMAT.KEY=VALUE`.
//!
//! What is typed gets a source of its own, so that a mistake in it is drawn like any other. It outranks
//! the cast.

use super::tables::Tables;
use super::voices::setting;
use super::walk::Walk;
use crate::diag::yaml::Node;
use crate::diag::{Diagnostic, Diagnostics, Source, Span, closest};
use crate::engines::{Setting, Settings};
use std::collections::BTreeMap;

/// Settings by the name of the format. Each is known to the format, and fits.
pub type Formats = BTreeMap<String, Settings>;

/// The section of a cast.
pub(super) fn formats(walk: &mut Walk<'_>, tables: &Tables<'_>, node: &Node) -> Formats {
    let mut all = Formats::new();
    for (key, name, value) in walk.entries(node, "under `formats`") {
        let Some(format) = tables.formats().iter().find(|format| format.name == name) else {
            let problem = unknown(walk.source, key.span, &name, tables);
            walk.error(problem);
            continue;
        };
        let mut settings = Settings::new();
        let mut spans = BTreeMap::new();
        for (key, name, value) in walk.entries(value, "under a format") {
            if let Some(setting) = setting(walk, &name, value) {
                spans.insert(name.clone(), key.span);
                settings.insert(name, setting);
            }
        }
        for problem in (format.check)(&settings) {
            settings.remove(&problem.key);
            let span = spans.get(&problem.key).copied().unwrap_or(key.span);
            let mut diagnostic = walk.problem(span, problem.message);
            diagnostic.hints.extend(problem.hint);
            walk.error(diagnostic);
        }
        all.insert(name, settings);
    }
    all
}

/// Reads each `FORMAT.KEY=VALUE` and adds it. `option` is what the texts were given to (`--set`).
///
/// They are checked when all are there, with those of the cast: what belongs together is typed one by
/// one, in any order. A contradiction that the cast is part of is told where it was typed. In the end
/// a format that is like another one has what is said to that one, too.
pub fn set(
    option: &str,
    texts: &[String],
    tables: &Tables<'_>,
    formats: &mut Formats,
    diags: &mut Diagnostics,
) {
    let mut given: BTreeMap<&str, Vec<(&str, Source)>> = BTreeMap::new();
    for text in texts {
        let source = Source::new(option, text.as_str());
        let whole = Span::new(0, text.len());
        let parts = text.split_once('=').and_then(|(name, value)| {
            let (format, key) = name.split_once('.')?;
            Some((format.trim(), key.trim(), value.trim()))
        });
        let Some((name, key, value)) = parts.filter(|(.., value)| !value.is_empty()) else {
            let message = "expected a format, a dot, a setting, `=` and a value";
            diags.push(Diagnostic::error(&source, whole, message).hint("such as mp3.bitrate=96"));
            continue;
        };
        if tables.formats().iter().all(|format| format.name != name) {
            diags.push(unknown(&source, Span::new(0, name.len()), name, tables));
            continue;
        }
        let settings = formats.entry(name.to_owned()).or_default();
        settings.insert(key.to_owned(), typed(value));
        given.entry(name).or_default().push((key, source));
    }
    for format in tables.formats() {
        let (Some(given), Some(settings)) = (given.get(format.name), formats.get_mut(format.name))
        else {
            continue;
        };
        for problem in (format.check)(settings) {
            settings.remove(&problem.key);
            let of_it = given.iter().rfind(|(key, _)| *key == problem.key);
            let Some((_, source)) = of_it.or(given.last()) else {
                continue;
            };
            let whole = Span::new(0, source.text().len());
            let mut diagnostic = Diagnostic::error(source, whole, problem.message);
            diagnostic.hints.extend(problem.hint);
            diags.push(diagnostic);
        }
    }
    for format in tables.formats() {
        let Some(like) = format.like.and_then(|name| formats.get(name)).cloned() else {
            continue;
        };
        let own = formats.entry(format.name.to_owned()).or_default();
        for (key, setting) in like {
            own.entry(key).or_insert(setting);
        }
    }
}

/// A value as YAML would have understood it.
fn typed(value: &str) -> Setting {
    match (value, value.parse::<f64>()) {
        ("true", _) => Setting::Bool(true),
        ("false", _) => Setting::Bool(false),
        (_, Ok(number)) if number.is_finite() => Setting::Number(number),
        _ => Setting::Text(value.to_owned()),
    }
}

fn unknown(source: &Source, span: Span, name: &str, tables: &Tables<'_>) -> Diagnostic {
    let names: Vec<&str> = tables.formats().iter().map(|format| format.name).collect();
    let problem = Diagnostic::error(source, span, format!("there is no format `{name}`"));
    match closest(name, names.iter().copied()) {
        Some(near) => problem.label(format!("did you mean `{near}`?")),
        None => problem.hint(format!("there is {}", names.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engines::{Places, SettingProblem};
    use crate::house::Format;

    fn loud_only(settings: &Settings) -> Vec<SettingProblem> {
        let wrong = settings.keys().filter(|key| *key != "loud");
        let problem = |key: &String| SettingProblem {
            key: key.clone(),
            message: format!("unknown setting `{key}`"),
            hint: None,
        };
        wrong.map(problem).collect()
    }

    #[test]
    fn what_is_typed_is_understood_or_told() {
        let places = Places::default();
        let horn = Format {
            name: "horn",
            like: None,
            check: loud_only,
        };
        let tables = Tables::new(&[], &places).with_formats([horn]);
        for (text, read) in [
            ("horn.loud=7", Ok(Setting::Number(7.0))),
            (" horn . loud = true ", Ok(Setting::Bool(true))),
            ("horn.loud=a=b", Ok(Setting::Text("a=b".to_owned()))),
            ("horn.soft=1", Err("unknown setting `soft`")),
            ("hron.loud=1", Err("there is no format `hron`")),
            (
                "horn.loud=",
                Err("expected a format, a dot, a setting, `=` and a value"),
            ),
            (
                "horn=1",
                Err("expected a format, a dot, a setting, `=` and a value"),
            ),
            (
                "",
                Err("expected a format, a dot, a setting, `=` and a value"),
            ),
        ] {
            let mut diags = Diagnostics::new();
            let mut formats = Formats::new();
            set(
                "--set",
                &[text.to_owned()],
                &tables,
                &mut formats,
                &mut diags,
            );
            let told = diags.iter().next().map(|d| d.message.as_str());
            let found = formats.get("horn").and_then(|all| all.get("loud"));
            match read {
                Ok(value) => assert_eq!((found, told), (Some(&value), None), "{text}"),
                Err(message) => assert_eq!((found, told), (None, Some(message)), "{text}"),
            }
        }
    }

    #[test]
    fn a_format_that_is_like_another_has_what_is_said_to_that_one() {
        let places = Places::default();
        let format = |name, like| Format {
            name,
            like,
            check: |_| Vec::new(),
        };
        let both = [format("horn", None), format("bugle", Some("horn"))];
        let tables = Tables::new(&[], &places).with_formats(both);
        let texts = ["horn.loud=1", "horn.depth=2", "bugle.depth=3"].map(str::to_owned);
        let (mut diags, mut formats) = (Diagnostics::new(), Formats::new());
        set("--set", &texts, &tables, &mut formats, &mut diags);
        let number = |format: &str, key: &str| formats[format].get(key).cloned();
        assert_eq!(number("bugle", "loud"), Some(Setting::Number(1.0)));
        assert_eq!(number("bugle", "depth"), Some(Setting::Number(3.0)));
        assert_eq!(number("horn", "depth"), Some(Setting::Number(2.0)));
    }

    #[test]
    fn what_belongs_together_may_be_typed_in_any_order() {
        fn both(settings: &Settings) -> Vec<SettingProblem> {
            let alone = settings.contains_key("depth") && !settings.contains_key("loud");
            let problem = SettingProblem {
                key: "depth".to_owned(),
                message: "`depth` is for `loud`".to_owned(),
                hint: None,
            };
            alone.then_some(problem).into_iter().collect()
        }
        let places = Places::default();
        let horn = Format {
            name: "horn",
            like: None,
            check: both,
        };
        let tables = Tables::new(&[], &places).with_formats([horn]);
        for (texts, fine) in [
            (&["horn.loud=1", "horn.depth=2"][..], true),
            (&["horn.depth=2", "horn.loud=1"], true),
            (&["horn.depth=2"], false),
        ] {
            let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
            let (mut diags, mut formats) = (Diagnostics::new(), Formats::new());
            set("--set", &texts, &tables, &mut formats, &mut diags);
            assert_eq!(!diags.has_errors(), fine, "{texts:?}");
            assert_eq!(formats["horn"].contains_key("depth"), fine);
        }
    }
}

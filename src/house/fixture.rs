//! A made-up table of engines for tests of house and cast: present, missing, picky.

use super::Tables;
use crate::audio::Hz;
use crate::engines::{
    Abilities, EngineError, EngineRow, Isolation, Language, Places, Probe, Reproducible, Setting,
    SettingProblem, Settings, VoiceInfo, all_listed,
};
use std::path::PathBuf;

fn voice(name: &str, languages: &[&str]) -> VoiceInfo {
    VoiceInfo {
        name: name.into(),
        languages: languages
            .iter()
            .map(|tag| Language::parse(tag).unwrap())
            .collect(),
        about: String::new(),
        rate: Hz(16_000),
        fingerprint: String::new(),
    }
}

fn here(voices: Vec<VoiceInfo>, rate: std::ops::RangeInclusive<f32>, pitch: bool) -> Probe {
    Probe::Here {
        voices,
        can: Abilities {
            rate,
            pitch: pitch.then_some(-6.0..=6.0),
            ipa: false,
        },
        fingerprint: "made up".into(),
    }
}

fn missing(_: &Places) -> Probe {
    Probe::Missing {
        why: "its model is not installed".into(),
        hint: "duologue voices install it".into(),
    }
}

fn no_settings(settings: &Settings) -> Vec<SettingProblem> {
    let unknown = |key: &String| SettingProblem {
        key: key.clone(),
        message: format!("this engine has no setting `{key}`"),
        hint: None,
    };
    settings.keys().map(unknown).collect()
}

fn noise_only(settings: &Settings) -> Vec<SettingProblem> {
    let wrong = |(key, value): (&String, &Setting)| {
        let fine = key == "noise" && matches!(value, Setting::Number(n) if (0.0..=1.0).contains(n));
        (!fine).then(|| SettingProblem {
            key: key.clone(),
            message: format!("`{key}` is not what this engine knows"),
            hint: Some("it knows `noise`, 0 to 1".into()),
        })
    };
    settings.iter().filter_map(wrong).collect()
}

const ROW: EngineRow = EngineRow {
    name: "",
    about: "",
    check: no_settings,
    probe: missing,
    check_wish: no_settings,
    isolate: |_| Isolation::None,
    spoils: |_, _| false,
    reproducible: Reproducible::Always,
    named: all_listed,
    phonemes: None,
    open: |_| {
        Err(EngineError::NoVoice {
            engine: "made up",
            voice: String::new(),
        })
    },
};

/// `pico` as the real one is, whether or not it is built in; `kokoro` and `piper`, which this
/// machine lacks; `plain`, which has no pitch control; `studio`, with a pitch control, one setting and a narrow range of rates;
/// `any`, whose voices read every language.
pub(crate) const ENGINES: &[EngineRow] = &[
    EngineRow {
        name: "pico",
        probe: |_| {
            let names = ["en-US", "en-GB", "de-DE", "es-ES", "fr-FR", "it-IT"];
            let voices = names.iter().map(|name| voice(name, &[name])).collect();
            here(voices, 0.2..=5.0, true)
        },
        ..ROW
    },
    EngineRow {
        name: "plain",
        probe: |_| here(vec![voice("gwen", &["en-GB"])], 0.2..=5.0, false),
        ..ROW
    },
    EngineRow {
        name: "kokoro",
        ..ROW
    },
    EngineRow {
        name: "piper",
        ..ROW
    },
    EngineRow {
        name: "studio",
        check: noise_only,
        probe: |_| {
            let voices = vec![
                voice("anna", &["en-GB", "de-DE"]),
                voice("bert", &["en-US"]),
            ];
            here(voices, 0.5..=1.5, true)
        },
        ..ROW
    },
    EngineRow {
        name: "any",
        probe: |_| here(vec![voice("one", &[]), voice("two", &[])], 0.2..=5.0, true),
        ..ROW
    },
];

/// Runs with that table.
pub(crate) fn with_tables<R>(run: impl FnOnce(&Tables<'_>) -> R) -> R {
    let places = Places::at(PathBuf::new());
    run(&Tables::new(ENGINES, &places))
}

/// Diagnostics as `line:column message` or, with a label, `line:column message | label`.
pub(crate) fn told(diags: &crate::diag::Diagnostics) -> Vec<String> {
    let one = |d: &crate::diag::Diagnostic| {
        let (line, column) = d
            .span
            .map_or((0, 0), |span| d.source.line_column(span.start));
        let label = if d.label.is_empty() { "" } else { " | " };
        format!("{line}:{column} {}{label}{}", d.message, d.label)
    };
    diags.iter().map(one).collect()
}

//! What formats were set to, and are now, to what of it changes.

use crate::engines::Setting;
use crate::publish::Recipe;
use std::collections::BTreeSet;

/// What formats are set to otherwise, as far as they are written both times.
pub(super) fn changes(old: &Recipe, new: &Recipe) -> Vec<(String, String, String)> {
    let shown = |recipe: &Recipe, format: &str, key: &str| {
        let found = recipe.settings.get(format).and_then(|all| all.get(key));
        found.map_or_else(
            || "as it is by itself".to_owned(),
            |setting| match setting {
                Setting::Bool(yes) => yes.to_string(),
                Setting::Number(number) => number.to_string(),
                Setting::Text(text) => text.clone(),
            },
        )
    };
    let mut found = Vec::new();
    for format in new.formats.iter().filter(|f| old.formats.contains(f)) {
        let both = [old, new].map(|recipe| recipe.settings.get(format));
        let keys: BTreeSet<&String> = both.into_iter().flatten().flat_map(|s| s.keys()).collect();
        for key in keys {
            let (was, will) = (shown(old, format, key), shown(new, format, key));
            if was != will {
                found.push((format!("{key} of {format}"), was, will));
            }
        }
    }
    found
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_is_written_both_times_is_told() {
        let recipe = |formats: &[&str], bitrate: Option<f64>| {
            let settings = match bitrate {
                Some(rate) => json!({"horn": {"bitrate": Setting::Number(rate)}}),
                None => json!({}),
            };
            serde_json::from_value::<Recipe>(json!({
                "hash": "", "works": "", "script": "", "cast": "", "details": "", "transforms": [],
                "formats": formats, "settings": settings, "title": "Tides", "language": "en",
                "people": [], "chapters": [], "voices": [], "takes": [],
            }))
            .unwrap()
        };
        let old = recipe(&["horn"], Some(96.0));
        let told =
            |what: &str, a: &str, b: &str| vec![(what.to_owned(), a.to_owned(), b.to_owned())];
        assert!(changes(&old, &old).is_empty());
        assert_eq!(
            changes(&old, &recipe(&["horn"], Some(64.0))),
            told("bitrate of horn", "96", "64")
        );
        assert_eq!(
            changes(&old, &recipe(&["horn"], None)),
            told("bitrate of horn", "96", "as it is by itself")
        );
        assert!(changes(&old, &recipe(&["bell"], Some(64.0))).is_empty());
    }
}

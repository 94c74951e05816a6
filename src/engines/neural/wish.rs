//! What the user's own configuration may say to a neural engine: which runtime, and where its library is.
//!
//! In the configuration and not in a cast: a library is opened and run, and a cast may come from a stranger.

use super::super::{Setting, SettingProblem, Settings};
use super::Runtime;
use std::path::PathBuf;

/// Names of the runtimes, as a configuration says them.
const NAMES: [&str; 2] = ["rten", "onnxruntime"];

impl Runtime {
    /// What a checked configuration asks for.
    pub(in crate::engines) fn wished(settings: &Settings) -> Runtime {
        let text = |key: &str| match settings.get(key) {
            Some(Setting::Text(text)) => Some(text.as_str()),
            _ => None,
        };
        match text("runtime") {
            Some("onnxruntime") => Runtime::OnnxRuntime {
                library: text("library").map(PathBuf::from),
            },
            _ => Runtime::Rten,
        }
    }

    /// Its name, for fingerprints: two runtimes differ in the last bits.
    pub(in crate::engines) fn name(&self) -> &'static str {
        match self {
            Runtime::Rten => NAMES[0],
            Runtime::OnnxRuntime { .. } => NAMES[1],
        }
    }

    /// Checks what a configuration says: `runtime` and `library`, and nothing else.
    pub(in crate::engines) fn check_wish(settings: &Settings) -> Vec<SettingProblem> {
        let problem = |key: &str, message: String, hint: &str| SettingProblem {
            key: key.to_owned(),
            message,
            hint: Some(hint.to_owned()),
        };
        let asked = settings.get("runtime") == Some(&Setting::Text(NAMES[1].into()));
        let one = |(key, value): (&String, &Setting)| match (key.as_str(), value) {
            ("runtime", Setting::Text(name)) if NAMES.contains(&name.as_str()) => {
                let built = cfg!(feature = "onnxruntime") || !asked;
                (!built).then(|| {
                    problem(
                        key,
                        format!("this program was built without `{name}`"),
                        "build it with `--features onnxruntime`, or leave `runtime` out",
                    )
                })
            }
            ("runtime", _) => Some(problem(
                key,
                "there is no such runtime".into(),
                "`rten` needs nothing; `onnxruntime` is faster and needs its library",
            )),
            ("library", Setting::Text(_)) if asked => None,
            ("library", Setting::Text(_)) => Some(problem(
                key,
                "`library` goes with `runtime: onnxruntime`".into(),
                "the other runtime has no library to open",
            )),
            ("library", _) => Some(problem(
                key,
                "`library` is a path".into(),
                "such as /usr/lib/libonnxruntime.so",
            )),
            _ => Some(problem(
                key,
                format!("a configuration cannot say `{key}` to this engine"),
                "it takes `runtime`, `library`, and `deadline`, the seconds that a line may take",
            )),
        };
        settings.iter().filter_map(one).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(pairs: &[(&str, &str)]) -> Settings {
        let text =
            |(key, value): &(&str, &str)| (key.to_string(), Setting::Text(value.to_string()));
        pairs.iter().map(text).collect()
    }

    #[test]
    fn a_runtime_is_asked_for_by_name_and_its_library_with_it() {
        let ort = wish(&[("runtime", "onnxruntime"), ("library", "/lib/x.so")]);
        let library = Some(PathBuf::from("/lib/x.so"));
        assert_eq!(Runtime::wished(&ort), Runtime::OnnxRuntime { library });
        assert_eq!(Runtime::wished(&wish(&[])), Runtime::Rten);
        assert_eq!(Runtime::check_wish(&wish(&[("runtime", "rten")])), []);
        let problems = Runtime::check_wish(&ort).len();
        assert_eq!(problems, usize::from(cfg!(not(feature = "onnxruntime"))));
    }

    #[test]
    fn what_nobody_can_ask_for_is_told() {
        for (wrong, told) in [
            (wish(&[("runtime", "tract")]), "no such runtime"),
            (wish(&[("library", "/lib/x.so")]), "goes with"),
            (wish(&[("threads", "8")]), "cannot say `threads`"),
        ] {
            let problems = Runtime::check_wish(&wrong);
            assert!(problems[0].message.contains(told), "{problems:?}");
        }
    }
}

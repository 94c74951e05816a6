//! The settings of a voice, layered and checked: what an engine cannot do is told where it
//! stands.

use super::{Tables, Tweaks};
use crate::diag::Span;
use crate::engines::{Abilities, Settings};

/// A setting that an engine cannot do.
#[derive(Debug, Clone, PartialEq)]
pub struct Impossible {
    /// The setting.
    pub span: Span,
    /// What is wrong, in the form of a diagnostic's message.
    pub message: String,
    /// What is possible; may be empty.
    pub label: String,
    /// What the engine itself advises.
    pub hint: Option<String>,
}

impl Tweaks {
    /// These where they are given, the others where they are not. `settings` are merged name
    /// by name.
    #[must_use]
    pub fn over(&self, others: &Tweaks) -> Tweaks {
        let mut settings = others.settings.clone();
        settings.extend(self.settings.clone());
        Tweaks {
            rate: self.rate.or(others.rate),
            pitch: self.pitch.or(others.pitch),
            timbre: self.timbre.or(others.timbre),
            gain: self.gain.or(others.gain),
            pan: self.pan.or(others.pan),
            chain: self.chain.or(others.chain),
            settings,
        }
    }

    /// Where these settings stand.
    #[must_use]
    pub fn spans(&self) -> Vec<Span> {
        let own = [
            self.rate.map(|at| at.span),
            self.pitch.map(|at| at.span),
            self.timbre.map(|at| at.span),
            self.gain.map(|at| at.span),
            self.pan.map(|at| at.span),
            self.chain.map(|at| at.span),
        ];
        let settings = self.settings.values().map(|at| at.span);
        own.into_iter().flatten().chain(settings).collect()
    }

    /// The engine's own settings without their places.
    #[must_use]
    pub fn bare_settings(&self) -> Settings {
        let settings = self.settings.iter();
        settings
            .map(|(name, at)| (name.clone(), at.value.clone()))
            .collect()
    }

    /// What of this a voice of an engine cannot do. What the engine can do is only known if it
    /// is here; its own settings it can check in any case.
    #[must_use]
    pub fn problems(&self, tables: &Tables<'_>, engine: &str, voice: &str) -> Vec<Impossible> {
        let mut problems = Vec::new();
        let Some((row, _)) = tables.engine(engine) else {
            return problems;
        };
        for problem in (row.check)(&self.bare_settings()) {
            // A setting that is missing has no place; any that is there then stands for all.
            let at = self.settings.get(&problem.key);
            let Some(at) = at.or_else(|| self.settings.values().next()) else {
                continue;
            };
            problems.push(Impossible {
                span: at.span,
                message: problem.message,
                label: String::new(),
                hint: problem.hint,
            });
        }
        if let Some((_, can, _)) = tables.voice(engine, voice) {
            self.limits(engine, can, &mut problems);
        }
        problems
    }

    fn limits(&self, engine: &str, can: &Abilities, problems: &mut Vec<Impossible>) {
        let mut cannot = |span: Span, message: String, label: String| {
            problems.push(Impossible {
                span,
                message,
                label,
                hint: None,
            });
        };
        if let Some(pitch) = self.pitch.filter(|pitch| pitch.value.0 != 0.0) {
            match &can.pitch {
                None => cannot(
                    pitch.span,
                    format!("`{engine}` has no `pitch` of its own"),
                    "`timbre` changes pitch and size of any voice (-6 to 6 semitones)".into(),
                ),
                Some(range) if !range.contains(&pitch.value.0) => cannot(
                    pitch.span,
                    format!("`pitch` is out of range for `{engine}`"),
                    format!("{} to {} semitones", range.start(), range.end()),
                ),
                Some(_) => {}
            }
        }
        let rate = self.rate.map_or(1.0, |rate| rate.value);
        let timbre = self.timbre.map_or(0.0, |timbre| timbre.value.0);
        let asked = asked_rate(rate, timbre);
        if !can.rate.contains(&asked)
            && let Some(span) = self.rate.map(|r| r.span).or(self.timbre.map(|t| t.span))
        {
            let message = if timbre == 0.0 {
                format!("`rate` is out of range for `{engine}`")
            } else {
                format!("`rate` and `timbre` together are out of range for `{engine}`")
            };
            // Back to what the user writes: a timbre below 0 makes the engine speak faster.
            let factor = asked / rate;
            let (low, high) = (can.rate.start() / factor, can.rate.end() / factor);
            let label = format!(
                "`rate` may be {:.2} to {:.2} here",
                low.max(0.5),
                high.min(2.0)
            );
            cannot(span, message, label);
        }
    }
}

/// The rate that an engine is asked for: a timbre below 0 is spoken faster and then resampled
/// slower, so the two multiply.
#[must_use]
pub fn asked_rate(rate: f32, timbre: f32) -> f32 {
    rate * 2f32.powf(-timbre / 12.0)
}

//! What the cast asks for a person in a language, to a voice that is here.
//!
//! What is said about a person lies in layers: the person's own entry, an entry of the role's
//! `others`, the role, and last the embedded cast, for roles that the cast leaves out. The
//! first layer with a voice gives the stack. A setting comes from the most specific layer that
//! has it; an entry of the stack counts as part of the layer it stands in, and before it.

use crate::audio::Hz;
use crate::diag::{Diagnostic, Diagnostics, Source, Span};
use crate::engines::{Language, Named, Probe, VoiceInfo};
use crate::house::{Candidate, Casting, Impossible, Tables, Tweaks, VoiceChoice, reads};

/// One place where something is said about a person.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layer<'a> {
    pub(super) source: &'a Source,
    pub(super) casting: &'a Casting,
    /// Is it about this person alone (an own entry, one of `others`), not about the role?
    pub(super) own: bool,
    /// Does it come from the embedded cast?
    pub(super) fallback: bool,
}

/// A voice that is here, with everything that the cast says about it.
#[derive(Debug, Clone)]
pub(super) struct Wish<'a> {
    pub(super) engine: String,
    pub(super) voice: String,
    pub(super) accent: Language,
    pub(super) fingerprint: String,
    /// Does it read the International Phonetic Alphabet?
    pub(super) ipa: bool,
    /// The engine's own sample rate for it.
    pub(super) own: Hz,
    pub(super) tweaks: Tweaks,
    /// Where the voice was chosen.
    pub(super) source: &'a Source,
    pub(super) span: Span,
    /// The timbre is meant for this person alone, so it is kept even if someone shares it.
    pub(super) exact: bool,
    pub(super) fallback: bool,
}

/// Nobody could be found for a person in a language.
#[derive(Debug, Clone)]
pub(super) struct Unvoiced<'a> {
    /// Where the voices are chosen; `None` if nothing is said anywhere.
    pub(super) place: Option<(&'a Source, Span)>,
    /// What to do about engines that are not here.
    pub(super) hints: Vec<String>,
}

/// Engines passed over because they are not here.
#[derive(Debug, Default)]
pub(super) struct Passed {
    spans: Vec<(Span, String)>,
    /// For the summary, one for each voice.
    pub(super) lines: Vec<String>,
}

/// Every voice of the stack that is here and reads the language, best first.
pub(super) fn wishes<'a>(
    layers: &[Layer<'a>],
    language: &Language,
    tables: &Tables<'_>,
    passed: &mut Passed,
    diags: &mut Diagnostics,
) -> Result<Vec<Wish<'a>>, Unvoiced<'a>> {
    let owner = layers
        .iter()
        .position(|layer| layer.casting.voice.is_some());
    let Some((at, choice)) = owner.and_then(|at| Some((at, layers[at].casting.voice.as_ref()?)))
    else {
        return Err(Unvoiced {
            place: None,
            hints: Vec::new(),
        });
    };
    let layer = layers[at];
    let mut hints = Vec::new();
    let mut wishes = Vec::new();
    for candidate in stack(choice, language) {
        if let Some((why, hint)) = missing(tables, candidate) {
            // Only what would have spoken is missed.
            if wishes.is_empty() {
                passed.tell(layer.source, candidate, &why, &hint, diags);
                hints.push(hint);
            }
            continue;
        }
        let Some((info, can, fingerprint)) = tables.voice(&candidate.engine, &candidate.voice)
        else {
            continue;
        };
        if !reads(&info, language) {
            continue;
        }
        let tweaks = merge(layers, at, candidate);
        let own_timbre = layers[..at]
            .iter()
            .any(|l| l.own && l.casting.tweaks.timbre.is_some())
            || layer.own
                && (candidate.tweaks.timbre.is_some() || layer.casting.tweaks.timbre.is_some());
        wishes.push(Wish {
            engine: candidate.engine.clone(),
            voice: candidate.voice.clone(),
            accent: accent(&info, language),
            fingerprint,
            ipa: can.ipa,
            own: info.rate,
            tweaks,
            source: layer.source,
            span: candidate.span,
            exact: own_timbre,
            fallback: layer.fallback,
        });
    }
    if wishes.is_empty() {
        let span = choice_span(choice).unwrap_or(layer.casting.span);
        hints.dedup();
        return Err(Unvoiced {
            place: Some((layer.source, span)),
            hints,
        });
    }
    Ok(wishes)
}

/// Why a voice cannot speak on this machine, and what to do about it; `None` if it can.
fn missing(tables: &Tables<'_>, candidate: &Candidate) -> Option<(String, String)> {
    if let Probe::Missing { why, hint } = tables.engine(&candidate.engine)?.1 {
        return Some((why.clone(), hint.clone()));
    }
    match tables.named(&candidate.engine, &candidate.voice) {
        Named::Missing { why, hint } => Some((why, hint)),
        Named::Here(_) | Named::Unknown => None,
    }
}

/// The stack for a language: of several, the one with the same region, else the first that
/// differs only in the region.
fn stack<'c>(choice: &'c VoiceChoice, language: &Language) -> &'c [Candidate] {
    match choice {
        VoiceChoice::Any(stack) => stack,
        VoiceChoice::ByLanguage(all) => {
            let exact = all.iter().find(|(own, _)| own.value == *language);
            exact
                .or_else(|| all.iter().find(|(own, _)| own.value.reads(language)))
                .map_or(&[], |(_, stack)| stack)
        }
    }
}

fn choice_span(choice: &VoiceChoice) -> Option<Span> {
    let spans: Vec<Span> = match choice {
        VoiceChoice::Any(stack) => stack.iter().map(|c| c.span).collect(),
        VoiceChoice::ByLanguage(all) => all.iter().map(|(language, _)| language.span).collect(),
    };
    spans.into_iter().reduce(Span::to)
}

fn merge(layers: &[Layer<'_>], owner: usize, candidate: &Candidate) -> Tweaks {
    let mut tweaks = Tweaks::default();
    for (at, layer) in layers.iter().enumerate() {
        if at == owner {
            tweaks = tweaks.over(&candidate.tweaks);
        }
        tweaks = tweaks.over(&layer.casting.tweaks);
    }
    tweaks
}

/// Everything but the voice: for a voice that no stack names.
pub(super) fn bare(layers: &[Layer<'_>]) -> Tweaks {
    let all = layers.iter().map(|layer| &layer.casting.tweaks);
    all.fold(Tweaks::default(), |tweaks, more| tweaks.over(more))
}

/// The accent in which a voice reads a language.
pub(super) fn accent(info: &VoiceInfo, language: &Language) -> Language {
    let same = info.languages.iter().find(|own| *own == language);
    same.or_else(|| info.languages.iter().find(|own| own.reads(language)))
        .unwrap_or(language)
        .clone()
}

/// Tells what the engine cannot do of what was inherited, at its line; true if there was any.
pub(super) fn check(
    wish: &Wish<'_>,
    layers: &[Layer<'_>],
    tables: &Tables<'_>,
    told: &mut Vec<Impossible>,
    diags: &mut Diagnostics,
) -> bool {
    let problems = wish.tweaks.problems(tables, &wish.engine, &wish.voice);
    let failed = !problems.is_empty();
    for problem in problems {
        if told.contains(&problem) {
            continue;
        }
        told.push(problem.clone());
        let tweaks = |layer: &&Layer<'_>| layer.casting.tweaks.spans().contains(&problem.span);
        let source = layers
            .iter()
            .find(tweaks)
            .map_or(wish.source, |layer| layer.source);
        let mut diagnostic =
            Diagnostic::error(source, problem.span, problem.message).label(problem.label);
        diagnostic.hints.extend(problem.hint);
        let voice = format!("the voice is `{}:{}`", wish.engine, wish.voice);
        diags.push(diagnostic.hint(voice));
    }
    failed
}

impl Passed {
    fn tell(
        &mut self,
        source: &Source,
        candidate: &Candidate,
        why: &str,
        hint: &str,
        diags: &mut Diagnostics,
    ) {
        let voice = format!("{}:{}", candidate.engine, candidate.voice);
        if self.spans.contains(&(candidate.span, voice.clone())) {
            return;
        }
        let message = format!("`{voice}` cannot speak on this machine");
        diags.push(
            Diagnostic::warning(source, candidate.span, message)
                .label(why)
                .hint(hint),
        );
        let line = format!("({voice} cannot speak here, {why}: {hint})");
        if !self.lines.contains(&line) {
            self.lines.push(line);
        }
        self.spans.push((candidate.span, voice));
    }
}

//! A line to a take: phonemes to symbols, symbols through the model in pieces that it can hold, samples and times out.
//!
//! A model was trained on 510 symbols at most. A longer sentence is divided behind a sign of punctuation, else
//! between words, into pieces of like length: a short rest would be spoken at another pace and loudness. The style of a
//! piece is the row of its table for the number of its symbols. Where an export tells how many
//! frames each symbol lasts, word times are exact; else they are left to be estimated.

use super::fold::fold;
use super::name::speech;
use super::styles::{WIDE, row};
use super::symbols::{PAD, id};
use super::{RATE, ROW};
use crate::audio::trim::sounding;
use crate::audio::{Millis, Pcm};
use crate::engines::neural::{Kind, Model, Tensor, Values, apart, seed};
use crate::engines::phonemes::{self, Part};
use crate::engines::{EngineError, Places, SpeakJob, Take, Timing, WordTime, tempo};
use std::sync::Arc;

/// Most symbols in one run, without the padding.
const MOST: usize = 510;
/// Longest sound of one run, in samples: a minute for each ten symbols is no speech.
const LONGEST: usize = 24_000 * 60 * 10;

/// What of a line is said without a pause that the script asks for, or such a pause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Breath {
    Said(Said),
    /// In milliseconds.
    Pause(u32),
}

/// A sentence in the symbols of the model.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Said {
    /// Each symbol and its number.
    pub(super) symbols: Vec<(char, i64)>,
    /// For each token that begins in it, the number of its first symbol; in order.
    pub(super) tokens: Vec<(u32, usize)>,
    /// What the model has no symbol for, each once.
    pub(super) lacks: Vec<String>,
}

/// The breaths of a line, in a voice whose main style is that.
pub(super) fn breaths(
    places: &Places,
    main: &str,
    job: &SpeakJob,
) -> Result<Vec<Breath>, EngineError> {
    let Some((_, espeak, accent)) = speech(main) else {
        return Err(EngineError::NoVoice {
            engine: ROW.name,
            voice: job.voice.voice.clone(),
        });
    };
    let parts = phonemes::line(places, espeak, &job.spoken).map_err(|e| e.told(ROW.name))?;
    let breath = |part| match part {
        Part::Break(millis) => Breath::Pause(millis),
        Part::Sentence(sentence, tokens) => {
            let starts: Vec<usize> = tokens.iter().map(|(_, at)| *at).collect();
            let (folded, starts) = fold(&sentence.phonemes, accent, &starts);
            let tokens = tokens.iter().zip(starts).map(|((n, _), at)| (*n, at));
            Breath::Said(said(&folded, tokens))
        }
    };
    Ok(parts.into_iter().map(breath).collect())
}

pub(super) fn said(folded: &str, tokens: impl Iterator<Item = (u32, usize)>) -> Said {
    let mut said = Said::default();
    let mut tokens = tokens.peekable();
    for (at, symbol) in folded.char_indices() {
        while let Some((token, _)) = tokens.next_if(|(_, start)| *start <= at) {
            said.tokens.push((token, said.symbols.len()));
        }
        match id(symbol) {
            Some(id) => said.symbols.push((symbol, id)),
            None if said.lacks.iter().any(|lost| lost.starts_with(symbol)) => {}
            None => said.lacks.push(symbol.to_string()),
        }
    }
    said.tokens
        .extend(tokens.map(|(token, _)| (token, said.symbols.len())));
    // A space at an end is a symbol too many: a style goes by their number.
    while said
        .symbols
        .last()
        .is_some_and(|(symbol, _)| *symbol == ' ')
    {
        said.symbols.pop();
    }
    said
}

/// How many symbols each run takes of so many, so that none takes more than the model holds.
fn pieces(symbols: &[(char, i64)]) -> Vec<usize> {
    let mut pieces = Vec::new();
    let mut left = symbols;
    while left.len() > MOST {
        // Of like length, as far as that goes.
        let fair = left.len().div_ceil(left.len().div_ceil(MOST));
        let within = &left[..MOST];
        let ends = |signs: &'static str| {
            let from = fair / 2;
            let found = within.iter().enumerate().skip(from);
            found
                .filter(move |(_, (symbol, _))| signs.contains(*symbol))
                .map(|(at, _)| at + 1)
                .min_by_key(|at| at.abs_diff(fair))
        };
        let end = ends(".!?…;:,—").or_else(|| ends(" ")).unwrap_or(MOST);
        pieces.push(end);
        left = &left[end..];
    }
    if !left.is_empty() {
        pieces.push(left.len());
    }
    pieces
}

/// How a file was exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Export {
    tokens: String,
    style: String,
    speed: String,
    /// Kind of the speed.
    whole: Option<Kind>,
    audio: String,
    durations: Option<String>,
}

impl Export {
    /// What a model takes and gives; `Err` says what of it is not Kokoro's.
    pub(super) fn of(model: &dyn Model) -> Result<Export, String> {
        let input = |names: &[&str]| {
            let ports = model.inputs().iter();
            let mut found = ports.filter(|port| names.contains(&port.name.as_str()));
            found.next().ok_or_else(|| {
                let has: Vec<&str> = model.inputs().iter().map(|p| p.name.as_str()).collect();
                format!("has no input `{}`, only {}", names[0], has.join(", "))
            })
        };
        let tokens = input(&["tokens", "input_ids"])?;
        let style = input(&["style", "ref_s"])?;
        let speed = input(&["speed"])?;
        if !matches!(tokens.kind, None | Some(Kind::I64)) {
            return Err("does not take its symbols as 64-bit integers".into());
        }
        if !matches!(style.kind, None | Some(Kind::F32)) {
            return Err("does not take its style as 32-bit floats".into());
        }
        let wide = style.shape.as_ref().and_then(|shape| *shape.last()?);
        if wide.is_some_and(|wide| wide != WIDE) {
            return Err(format!("does not take styles of {WIDE} numbers"));
        }
        let outputs = model.outputs();
        let audio = outputs
            .iter()
            .find(|port| ["audio", "waveform"].contains(&port.name.as_str()))
            .or(outputs.first())
            .ok_or("gives nothing")?;
        let durations = outputs
            .iter()
            .find(|port| ["duration", "durations", "pred_dur"].contains(&port.name.as_str()));
        Ok(Export {
            tokens: tokens.name.clone(),
            style: style.name.clone(),
            speed: speed.name.clone(),
            whole: speed.kind.filter(|kind| *kind != Kind::F32),
            audio: audio.name.clone(),
            durations: durations.map(|port| port.name.clone()),
        })
    }
}

/// A model, and the table of one voice.
pub(super) struct Speaker {
    pub(super) model: Arc<dyn Model>,
    pub(super) export: Export,
    pub(super) table: Vec<f32>,
}

impl Speaker {
    /// The take of a line.
    pub(super) fn say(&self, breaths: Vec<Breath>, job: &SpeakJob) -> Result<Take, EngineError> {
        let mut take = Take {
            audio: Pcm {
                rate: RATE,
                samples: Vec::new(),
            },
            ..Take::default()
        };
        // An export that takes whole numbers knows one pace; the sound is then stretched.
        let stretch = self.export.whole.is_some();
        // Its noise is a hiss that nobody tells apart, so that another reading is another pace.
        let pace = job.voice.rate / apart(job.variant);
        let speed = if stretch { 1.0 } else { pace };
        let mut seed = seed(job);
        let mut paused = false;
        for breath in breaths {
            match breath {
                Breath::Pause(millis) => {
                    let heard = sounding(&take.audio.samples, 32_768.0);
                    if !heard.is_empty() && !paused {
                        take.audio.samples.truncate(heard.end);
                    }
                    let pause = RATE.frames(Millis(millis)) as usize;
                    let long = take.audio.samples.len() + pause;
                    take.audio.samples.resize(long, 0);
                    paused = true;
                }
                Breath::Said(said) => {
                    for lost in &said.lacks {
                        if !take.lacks.contains(lost) {
                            take.lacks.push(lost.clone());
                        }
                    }
                    let mut first = 0;
                    for long in pieces(&said.symbols) {
                        let piece = first..first + long;
                        let (samples, edges) =
                            self.run(&said.symbols[piece.clone()], speed, seed)?;
                        let heard = sounding(&samples, 32_768.0);
                        let cut = if paused { heard.start } else { 0 };
                        let before = take.audio.samples.len();
                        let place = |at: usize| (before + at.saturating_sub(cut)) as u32;
                        if let Some(edges) = edges {
                            times(&said, &piece, &edges, place, &mut take.words);
                        }
                        take.audio.samples.extend_from_slice(&samples[cut..]);
                        (first, paused) = (piece.end, false);
                        seed = seed.wrapping_add(1);
                    }
                }
            }
        }
        match stretch {
            true => Ok(tempo::stretched(take, pace)),
            false => Ok(take),
        }
    }

    /// One run: samples, and where each symbol begins among them, the end of the last one too.
    fn run(
        &self,
        symbols: &[(char, i64)],
        speed: f32,
        seed: u64,
    ) -> Result<(Vec<i16>, Option<Vec<usize>>), EngineError> {
        let mut ids = vec![PAD];
        ids.extend(symbols.iter().map(|(_, id)| *id));
        ids.push(PAD);
        let speed = match self.export.whole {
            Some(Kind::I32) => Values::I32(vec![1]),
            Some(Kind::I64) => Values::I64(vec![1]),
            _ => Values::F32(vec![speed]),
        };
        let tensor = |shape: Vec<usize>, values| Tensor { shape, values };
        let count = ids.len();
        let inputs = vec![
            (
                self.export.tokens.as_str(),
                tensor(vec![1, count], Values::I64(ids)),
            ),
            (
                self.export.style.as_str(),
                tensor(
                    vec![1, WIDE],
                    Values::F32(row(&self.table, symbols.len()).to_vec()),
                ),
            ),
            (self.export.speed.as_str(), tensor(vec![1], speed)),
        ];
        let mut wanted = vec![self.export.audio.as_str()];
        wanted.extend(self.export.durations.as_deref());
        let ran = self.model.run(inputs, &wanted, seed);
        let mut out = ran.map_err(|e| failed(e.to_string()))?.into_iter();
        let Some(Values::F32(audio)) = out.next().map(|tensor| tensor.values) else {
            return Err(failed("what it gave is no sound".into()));
        };
        if audio.len() > LONGEST {
            return Err(failed(format!(
                "{} samples for {} symbols",
                audio.len(),
                symbols.len()
            )));
        }
        let wrong = audio.iter().position(|sample| !sample.is_finite());
        if let Some(first) = wrong {
            return Err(EngineError::NotFinite {
                engine: ROW.name,
                samples: audio.iter().filter(|sample| !sample.is_finite()).count(),
                first: first as f64 / f64::from(RATE.0),
            });
        }
        let edges = out
            .next()
            .and_then(|tensor| edges(&tensor.values, count, audio.len()));
        let whole = |sample: &f32| (sample.clamp(-1.0, 1.0) * 32_767.0).round() as i16;
        Ok((audio.iter().map(whole).collect(), edges))
    }
}

/// Where each symbol begins, from how many frames each lasts, padding included; `None` if that cannot be.
fn edges(durations: &Values, count: usize, samples: usize) -> Option<Vec<usize>> {
    let frames: Vec<f64> = match durations {
        Values::I64(all) => all.iter().map(|n| *n as f64).collect(),
        Values::I32(all) => all.iter().map(|n| f64::from(*n)).collect(),
        Values::F32(all) => all.iter().map(|n| f64::from(*n)).collect(),
    };
    let whole: f64 = frames.iter().sum();
    if frames.len() != count
        || !frames.iter().all(|n| *n >= 0.0)
        || whole <= 0.0
        || !whole.is_finite()
    {
        return None;
    }
    let mut sum = 0.0;
    let mut edges = Vec::with_capacity(count);
    for frame in &frames[..count - 1] {
        sum += frame;
        edges.push((sum / whole * samples as f64).round() as usize);
    }
    Some(edges)
}

/// When the tokens are heard that begin in a piece: from their first symbol to the last before the next one's, without
/// the space between.
fn times(
    said: &Said,
    piece: &std::ops::Range<usize>,
    edges: &[usize],
    place: impl Fn(usize) -> u32,
    words: &mut Vec<WordTime>,
) {
    for (number, (token, first)) in said.tokens.iter().enumerate() {
        if !piece.contains(first) {
            continue;
        }
        let next = said
            .tokens
            .get(number + 1)
            .map_or(said.symbols.len(), |(_, at)| *at);
        let mut last = next.clamp(*first, piece.end);
        let silent = |at: usize| !said.symbols[at].0.is_alphabetic() && said.symbols[at].0 != 'ː';
        while last > first + 1 && silent(last - 1) {
            last -= 1;
        }
        let (start, end) = (
            edges.get(first - piece.start),
            edges.get(last - piece.start),
        );
        if let (Some(start), Some(end)) = (start, end) {
            words.push(WordTime {
                token: *token,
                start: place(*start),
                end: place(*end).max(place(*start)),
                timing: Timing::Measured,
            });
        }
    }
}

fn failed(message: String) -> EngineError {
    EngineError::Failed {
        engine: ROW.name,
        doing: "speaking",
        message,
    }
}

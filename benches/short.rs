//! Short answers, measured: how each embedded voice says “Yes.” against the same word in a longer
//! line. `cargo bench --bench short` prints two tables, the shorter of which stands in
//! benches/RESULTS.md; what follows from them is said in the module documentation of the engines.
//!
//! A short line is broken if it is too fast to be understood, falls where it should rise, is much
//! louder than its neighbours, or is cut off: by the engine itself or by the trimming after it.

use duologue::audio::Hz;
use duologue::audio::f0::{median_f0, semitones_between};
use duologue::audio::trim::sounding;
use duologue::engines::{
    ENGINES, Language, Places, Probe, SpeakJob, Spoken, Take, VoiceSpec, timbre,
};

/// For each language short answers, and a frame in which each of them stands as the last word
/// or words of a longer line.
const SHORT: [(&str, &str, &[&str]); 5] = [
    (
        "en",
        "And after a while the keeper only said to me",
        &[
            "Yes.",
            "No.",
            "Why?",
            "Right, right.",
            "Mm-hm.",
            "Sure.",
            "Oh?",
            "Who?",
            "Never.",
            "Of course.",
            "Really?",
            "Me too.",
            "I did.",
            "How so?",
            "Not yet.",
            "Exactly.",
            "And then?",
            "Good.",
            "Both.",
            "Thanks!",
            "Well, no.",
            "At six?",
        ],
    ),
    (
        "de",
        "Und nach einer Weile sagte der Wärter nur noch",
        &[
            "Ja.",
            "Nein.",
            "Warum?",
            "Genau, genau.",
            "Mhm.",
            "Klar.",
            "Ach?",
            "Wer?",
            "Nie.",
            "Natürlich.",
            "Wirklich?",
            "Ich auch.",
            "Doch.",
            "Wieso?",
            "Noch nicht.",
            "Eben.",
            "Und dann?",
            "Gut.",
            "Beides.",
            "Danke!",
            "Ach, nein.",
            "Um sechs?",
        ],
    ),
    (
        "es",
        "Y después de un rato el guarda solo me dijo",
        &[
            "Sí.",
            "No.",
            "¿Por qué?",
            "Claro, claro.",
            "Ajá.",
            "Ya.",
            "¿Eh?",
            "¿Quién?",
            "Nunca.",
            "Por supuesto.",
            "¿De verdad?",
            "Yo también.",
            "Lo hice.",
            "¿Cómo?",
            "Aún no.",
            "Exacto.",
            "¿Y luego?",
            "Bien.",
            "Los dos.",
            "¡Gracias!",
            "Pues no.",
            "¿A las seis?",
        ],
    ),
    (
        "fr",
        "Et au bout d'un moment le gardien m'a seulement dit",
        &[
            "Oui.",
            "Non.",
            "Pourquoi ?",
            "Voilà, voilà.",
            "Hum.",
            "Bien sûr.",
            "Ah ?",
            "Qui ?",
            "Jamais.",
            "Tout à fait.",
            "Vraiment ?",
            "Moi aussi.",
            "Si.",
            "Comment ?",
            "Pas encore.",
            "Exact.",
            "Et après ?",
            "Bon.",
            "Les deux.",
            "Merci !",
            "Eh bien, non.",
            "À six heures ?",
        ],
    ),
    (
        "it",
        "E dopo un po' il custode mi disse soltanto",
        &[
            "Sì.",
            "No.",
            "Perché?",
            "Giusto, giusto.",
            "Eh.",
            "Certo.",
            "Ah?",
            "Chi?",
            "Mai.",
            "Naturalmente.",
            "Davvero?",
            "Anch'io.",
            "Ecco.",
            "Come?",
            "Non ancora.",
            "Esatto.",
            "E poi?",
            "Bene.",
            "Tutti e due.",
            "Grazie!",
            "Be', no.",
            "Alle sei?",
        ],
    ),
];

fn main() {
    let cache = std::env::temp_dir().join("duologue-short");
    let places = Places::at(cache);
    println!(
        "| voice | length of short in long | end of statement, st | end of question, st | peak, dB | rest at the end, dB | silence after, ms |"
    );
    println!("|---|---|---|---|---|---|---|");
    let mut lines = Vec::new();
    for row in ENGINES {
        let Probe::Here { voices, .. } = (row.probe)(&places) else {
            continue;
        };
        let engine = (row.open)(&places).expect("the engine opens");
        for voice in voices {
            let language = voice.languages.first().map_or("en", Language::primary);
            let Some((_, frame, short)) = SHORT.iter().find(|(of, ..)| *of == language) else {
                continue;
            };
            let speak = |words: &[&str]| {
                let job = job(row.name, &voice.name, language, voice.rate, words);
                let mut synth = engine.synth(&job.voice).expect("the voice opens");
                let raw = synth.speak(&job).expect("it speaks");
                let take = timbre::speak(synth.as_mut(), &job).expect("it speaks");
                (raw, take)
            };
            let all: Vec<Line> = short
                .iter()
                .map(|line| measured(line, frame, &speak))
                .collect();
            summary(&format!("{}:{}", row.name, voice.name), &all);
            let name = &voice.name;
            lines.extend(all.iter().map(|line| line.told(name)));
        }
    }
    let _ = std::fs::remove_dir_all(&places.cache);
    println!(
        "\n| voice | line | alone, ms | within, ms | share | rise, st | peak, dB | rest, dB | after, ms |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    for line in lines {
        println!("{line}");
    }
}

fn job(engine: &str, voice: &str, language: &str, own: Hz, words: &[&str]) -> SpeakJob {
    let spoken = (0..).zip(words).flat_map(|(n, words)| {
        let words = format!("{words} ");
        [Spoken::Mark(n), Spoken::Text(words)]
    });
    SpeakJob {
        voice: VoiceSpec::plain(engine, voice),
        fingerprint: String::new(),
        own,
        language: Language::parse(language).expect("a language"),
        spoken: spoken.collect(),
        variant: 0,
        recording: None,
    }
}

/// What was found of one short line.
struct Line {
    text: String,
    /// Milliseconds alone, trimmed; and within the longer line, if that is known.
    alone: f64,
    within: Option<f64>,
    /// From the middle to the last fifth of what is voiced, in semitones.
    rise: Option<f64>,
    /// Its peak against the longer line's, in dB.
    louder: f64,
    /// The level of the last 20 ms that are kept against the peak, in dB: what is cut off while it
    /// still sounds is above -20.
    rest: f64,
    /// Milliseconds that the engine leaves after the last sound.
    after: f64,
}

fn measured(text: &str, frame: &str, speak: &dyn Fn(&[&str]) -> (Take, Take)) -> Line {
    // Engines are never given these signs.
    let text = text.trim_start_matches(['¿', '¡']);
    let (raw, take) = speak(&[text]);
    let (_, long) = speak(&[frame, text]);
    let rate = f64::from(take.audio.rate.0);
    let ms = |frames: usize| frames as f64 * 1000.0 / rate;
    let sound = sounding(&raw.audio.samples, 32_768.0);
    let peak = |take: &Take| take.audio.samples.iter().map(|s| s.unsigned_abs()).max();
    let level = |take: &Take| f64::from(peak(take).unwrap_or(0).max(1));
    let decibel = |share: f64| 20.0 * share.max(1e-5).log10();
    let kept = &take.audio.samples;
    let tail = &kept[kept.len().saturating_sub((rate * 0.025) as usize)..];
    let tail = &tail[..tail.len().saturating_sub((rate * 0.005) as usize)];
    let power = tail
        .iter()
        .map(|s| f64::from(*s) * f64::from(*s))
        .sum::<f64>();
    let within = long.words.iter().find(|word| word.token == 1);
    Line {
        text: text.into(),
        alone: ms(kept.len()) - 10.0,
        within: within.map(|word| ms((word.end - word.start) as usize)),
        rise: rise(&take),
        louder: decibel(level(&take) / level(&long)),
        rest: decibel((power / tail.len().max(1) as f64).sqrt() / level(&take)),
        after: ms(raw.audio.samples.len() - sound.end),
    }
}

/// How much higher the last fifth of a take is than its middle, in semitones.
fn rise(take: &Take) -> Option<f64> {
    let samples: Vec<f32> = take
        .audio
        .samples
        .iter()
        .map(|s| f32::from(*s) / 32_768.0)
        .collect();
    let at = |share: f64| (samples.len() as f64 * share) as usize;
    let pitch = |from: f64, to: f64| median_f0(&samples[at(from)..at(to)], take.audio.rate);
    Some(semitones_between(pitch(0.6, 1.0)?, pitch(0.0, 0.55)?))
}

impl Line {
    fn told(&self, voice: &str) -> String {
        let some = |value: Option<f64>| value.map_or("–".into(), |v| format!("{v:.1}"));
        format!(
            "| {voice} | {} | {:.0} | {} | {} | {} | {:.1} | {:.0} | {:.0} |",
            self.text,
            self.alone,
            some(self.within),
            some(self.within.map(|within| self.alone / within)),
            some(self.rise),
            self.louder,
            self.rest,
            self.after
        )
    }
}

fn summary(voice: &str, lines: &[Line]) {
    let median = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        let low = values.first().copied().unwrap_or(f64::NAN);
        let high = values.last().copied().unwrap_or(f64::NAN);
        let middle = values.get(values.len() / 2).copied().unwrap_or(f64::NAN);
        format!("{middle:.1} ({low:.1} to {high:.1})")
    };
    let asks = |line: &&Line| line.text.ends_with('?');
    let rises = |question: bool| {
        let these = lines.iter().filter(|line| asks(line) == question);
        median(these.filter_map(|line| line.rise).collect())
    };
    println!(
        "| {voice} | {} | {} | {} | {} | {} | {} |",
        median(
            lines
                .iter()
                .filter_map(|l| Some(l.alone / l.within?))
                .collect()
        ),
        rises(false),
        rises(true),
        median(lines.iter().map(|l| l.louder).collect()),
        median(lines.iter().map(|l| l.rest).collect()),
        median(lines.iter().map(|l| l.after).collect()),
    );
}

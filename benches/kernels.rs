//! The loops that a render spends its time in, each by itself, as sound per second of work.
//! `cargo bench --bench kernels [-- NAME]`. Ten seconds of a made-up voice, nothing from disk.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use duologue::arrange::Timeline;
use duologue::audio::chain::{self, Chain};
use duologue::audio::limiter::Limiter;
use duologue::audio::resample::Resampler;
use duologue::audio::room::Room;
use duologue::audio::true_peak::TruePeak;
use duologue::audio::weighting::Hops;
use duologue::audio::{Db, Hz, Pcm, Semitones, f0, trim};
use duologue::diag::observe::Silent;
use duologue::engines::{
    EngineError, Language, Settings, SpeakJob, Spoken, Synth, Take, VoiceSpec, timbre,
};
use duologue::house::{Edition, Levels};
use duologue::master::{About, Episode, MasterError, Programme};
use duologue::prepare::Front;
use duologue::publish::{Job, OUTPUTS, OutputRow, Write};
use duologue::speak::Key;
use duologue::speak::store::pack;
use std::ops::ControlFlow;

/// The formats that are encoded sound, as far as this build has them.
fn sounds() -> impl Iterator<Item = &'static str> {
    let sound = |row: &&OutputRow| matches!(row.write, Write::Sound(_)) && row.missing.is_none();
    OUTPUTS.iter().filter(sound).map(|row| row.name)
}

/// An episode that is that voice; its encoders are handed the sound past it.
fn episode(frames: u64) -> Episode {
    struct Promised(u64);
    impl Programme for Promised {
        fn rate(&self) -> Hz {
            Hz(48_000)
        }
        fn channels(&self) -> u16 {
            1
        }
        fn frames(&self) -> u64 {
            self.0
        }
        fn play(&self, _: &mut dyn FnMut(&[f32]) -> ControlFlow<()>) -> Result<(), MasterError> {
            Ok(())
        }
    }
    Episode {
        about: About {
            name: "bench".into(),
            title: "A bench".into(),
            show: None,
            publisher: None,
            date: None,
            language: Language::parse("en").expect("a tag"),
            people: Vec::new(),
            copy: Edition::Episode,
            synthetic: String::new(),
            chapters: Vec::new(),
            lines: Vec::new(),
            front: Front::Off,
        },
        timeline: Timeline {
            rate: Hz(48_000),
            frames,
            clips: Vec::new(),
            chapters: Vec::new(),
            captions: Vec::new(),
            words: Vec::new(),
            cues: Vec::new(),
        },
        audio: Box::new(Promised(frames)),
        loudness: -16.0,
        peak: -1.0,
        range: 4.0,
        levels: Levels::Podcast,
        ceiling: -1.0,
        above_music: None,
        words_per_minute: None,
        shortfalls: Vec::new(),
        lacking: Vec::new(),
    }
}

/// Encoded, mono, with a format's own settings, onto the disk; `check` reads the file again as a
/// render does. Neither fits peaks nor the sample rate, which are measured above.
#[divan::bench(args = sounds(), consts = [false, true])]
fn encode<const CHECK: bool>(bencher: Bencher, name: &str) {
    let row = OUTPUTS.iter().find(|row| row.name == name);
    let Some(Write::Sound(open)) = row.map(|row| row.write) else {
        return;
    };
    let samples = voice(Hz(48_000));
    let episode = episode(samples.len() as u64);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let bencher = bencher.counter(ItemsCount::new(samples.len()));
    bencher.bench_local(|| {
        let job = Job {
            episode: &episode,
            folder: folder.path(),
            settings: &Settings::new(),
            cover: None,
            room: 0.0,
            observer: &Silent,
        };
        let mut encoder = open(&job).expect("a format that is built in");
        for block in samples.chunks(4800) {
            encoder.encode(black_box(block)).expect("room on the disk");
        }
        CHECK.then(|| encoder.finish().map(|done| done.peak).ok())
    });
}

fn main() {
    divan::main();
}

const RATE: Hz = Hz(16_000);
const SECONDS: usize = 10;

/// A glottal buzz in three resonances that comes and goes like syllables, with a little noise.
fn voice(rate: Hz) -> Vec<f32> {
    let mut seed = 0x2545_f491u32;
    let mut noise = || {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        f64::from(seed) / f64::from(u32::MAX) - 0.5
    };
    (0..rate.0 as usize * SECONDS)
        .map(|n| {
            let t = n as f64 / f64::from(rate.0);
            let turn = std::f64::consts::TAU * t;
            let f = 120.0 + 15.0 * (turn * 0.7).sin();
            let buzz: f64 = (1..20)
                .map(|k| (turn * f * f64::from(k)).sin() / f64::from(k))
                .sum();
            let syllable = (turn * 2.0).sin().max(0.0);
            (0.15 * buzz * syllable + 0.004 * noise()) as f32
        })
        .collect()
}

fn job() -> SpeakJob {
    SpeakJob {
        voice: VoiceSpec {
            engine: "tone".into(),
            voice: "a".into(),
            rate: 1.0,
            pitch: Semitones(0.0),
            timbre: Semitones(-4.0),
            settings: Settings::new(),
            tempo: 1.0,
        },
        fingerprint: "tone 1".into(),
        own: RATE,
        language: Language::parse("en").expect("a tag"),
        spoken: vec![Spoken::Text(
            "What did the harbour sound like when the boat had stopped? ".repeat(3),
        )],
        variant: 0,
        recording: None,
    }
}

#[divan::bench]
fn resample_to_48_khz(bencher: Bencher) {
    let samples = voice(RATE);
    let mut resampler = Resampler::new(RATE, Hz(48_000)).expect("two rates");
    let bencher = bencher.counter(ItemsCount::new(samples.len()));
    bencher.bench_local(|| resampler.run(black_box(&samples)).map(|out| out.len()));
}

#[divan::bench(args = [-12.0, 12.0])]
fn limit(bencher: Bencher, gain: f32) {
    let samples = voice(Hz(48_000));
    let bencher = bencher.counter(ItemsCount::new(samples.len()));
    bencher.bench_local(|| {
        let mut limiter = Limiter::new(Hz(48_000), 1, Db(gain), Db(-1.2));
        let mut out = Vec::with_capacity(samples.len());
        for block in samples.chunks(4800) {
            limiter.process(black_box(block), &mut out);
        }
        out.len()
    });
}

/// The same samples in both channels.
fn both(samples: &[f32]) -> Vec<f32> {
    samples.iter().flat_map(|sample| [*sample; 2]).collect()
}

#[divan::bench(args = [-12.0, 12.0])]
fn limit_stereo(bencher: Bencher, gain: f32) {
    let samples = both(&voice(Hz(48_000)));
    let bencher = bencher.counter(ItemsCount::new(samples.len() / 2));
    bencher.bench_local(|| {
        let mut limiter = Limiter::new(Hz(48_000), 2, Db(gain), Db(-1.2));
        let mut out = Vec::with_capacity(samples.len());
        for block in samples.chunks(9600) {
            limiter.process(black_box(block), &mut out);
        }
        out.len()
    });
}

/// Of a take at its own rate; firm, so that all of it works.
#[divan::bench(args = [16_000, 48_000])]
fn chain_of_a_take(bencher: Bencher, rate: u32) {
    let samples = voice(Hz(rate));
    let mut chain = Chain::new(Hz(rate), chain::FIRM);
    let bencher = bencher.counter(ItemsCount::new(samples.len()));
    bencher.bench_local(|| {
        let mut take = samples.clone();
        chain.run(black_box(&mut take), -18.0);
        take.len()
    });
}

#[divan::bench(args = [false, true])]
fn meter_loudness(bencher: Bencher, stereo: bool) {
    let mono = voice(Hz(48_000));
    let samples = if stereo { both(&mono) } else { mono };
    let bencher = bencher.counter(ItemsCount::new(48_000 * SECONDS));
    bencher.bench_local(|| {
        let mut hops = Hops::new(Hz(48_000), stereo, 4800);
        for block in samples.chunks(9600) {
            hops.process(black_box(block));
        }
        hops.powers().len()
    });
}

#[divan::bench]
fn meter_true_peak(bencher: Bencher) {
    let samples = voice(Hz(48_000));
    let bencher = bencher.counter(ItemsCount::new(samples.len()));
    bencher.bench_local(|| {
        let mut meter = TruePeak::new(1);
        for block in samples.chunks(4800) {
            meter.process(black_box(block));
        }
        meter.peak()
    });
}

#[divan::bench]
fn lay_the_room_under(bencher: Bencher) {
    let room = Room::new(Hz(48_000));
    let mut samples = voice(Hz(48_000));
    let bencher = bencher.counter(ItemsCount::new(samples.len()));
    bencher.bench_local(|| {
        for (n, block) in samples.chunks_mut(4800).enumerate() {
            room.add(black_box(block), 1, n as u64 * 4800);
        }
    });
}

/// A take of that voice.
fn take() -> Take {
    let samples = voice(RATE);
    Take {
        lacks: Vec::new(),
        audio: Pcm {
            rate: RATE,
            samples: samples.iter().map(|x| (x * 32_767.0) as i16).collect(),
        },
        words: Vec::new(),
    }
}

#[divan::bench]
fn pack_a_take(bencher: Bencher) {
    let (key, take) = (Key::of(&job()), take());
    let bencher = bencher.counter(ItemsCount::new(take.audio.samples.len()));
    bencher.bench_local(|| pack::pack(&key, black_box(&take)).len());
}

#[divan::bench]
fn unpack_a_take(bencher: Bencher) {
    let (key, take) = (Key::of(&job()), take());
    let packed = pack::pack(&key, &take);
    let bencher = bencher.counter(ItemsCount::new(take.audio.samples.len()));
    bencher.bench_local(|| pack::unpack(&key, black_box(&packed)).is_some());
}

#[divan::bench]
fn trim_a_take(bencher: Bencher) {
    let samples = voice(RATE);
    let bencher = bencher.counter(ItemsCount::new(samples.len()));
    bencher.bench_local(|| trim::trim(&mut black_box(samples.clone()), RATE));
}

#[divan::bench]
fn pitch_of_a_voice(bencher: Bencher) {
    let samples = voice(RATE);
    let bencher = bencher.counter(ItemsCount::new(samples.len()));
    bencher.bench_local(|| f0::median_f0(black_box(&samples), RATE));
}

/// A singer of a synthesizer that costs nothing, so that only the transform is measured.
struct Sung(Take);

impl Synth for Sung {
    fn speak(&mut self, _job: &SpeakJob) -> Result<Take, EngineError> {
        Ok(self.0.clone())
    }
}

#[divan::bench]
fn timbre_of_a_take(bencher: Bencher) {
    let (job, mut sung) = (job(), Sung(take()));
    let bencher = bencher.counter(ItemsCount::new(sung.0.audio.samples.len()));
    bencher.bench_local(|| timbre::speak(black_box(&mut sung), &job).is_ok());
}

#[divan::bench]
fn key_of_a_job(bencher: Bencher) {
    let job = job();
    bencher.bench_local(|| Key::of(black_box(&job)));
}

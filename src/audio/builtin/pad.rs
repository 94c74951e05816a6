//! A pad: a chord that breathes and goes nowhere, to lie below words.
//!
//! Fifths and a ninth without a third, so that it is neither glad nor sad whatever is said above it;
//! each voice a few soft harmonics, swelling at its own time. Everything in it comes round after its
//! whole length, so that it may be repeated.

use super::{Builtin, Partial, RATE, circle, stepped};

pub(super) const ROW: Builtin = Builtin {
    name: "pad",
    about: "a quiet chord that goes on, twenty-four seconds, to be repeated",
    samples,
};

const SECONDS: f64 = 24.0;
/// The voices of the chord in Hz and how strong each is: D3, A3, D4, E4, A4.
const VOICES: [(f64, f64); 5] = [
    (146.83, 1.0),
    (220.0, 0.8),
    (293.66, 0.6),
    (329.63, 0.4),
    (440.0, 0.3),
];
/// Each voice's harmonics: how strong. What is below words must leave the range of consonants.
const HARMONICS: [f64; 4] = [1.0, 0.28, 0.10, 0.03];
/// Left and right are so many steps of 1/24 Hz apart.
const APART: f64 = 7.0;
/// How far a voice swells.
const SWELL: f64 = 0.35;
/// Brings it to the loudness of all pieces.
const LEVEL: f64 = 0.07;

/// A tone, and how often it swells in the whole length.
struct Voice {
    partial: Partial,
    swell: Partial,
}

fn samples() -> Vec<f32> {
    let rate = f64::from(RATE.0);
    let frames = (SECONDS * rate) as usize;
    let mut sides = [Vec::new(), Vec::new()];
    for (number, (hertz, strength)) in VOICES.into_iter().enumerate() {
        for (harmonic, soft) in (1u32..).zip(HARMONICS) {
            for (side, voices) in sides.iter_mut().enumerate() {
                let away = if side == 0 { -APART } else { APART } / 2.0;
                // A whole number of waves in the whole length.
                let waves = (f64::from(harmonic) * (hertz * SECONDS + away)).round();
                let turns = 0.618_034 * (number * 8 + side) as f64 + 0.271 * f64::from(harmonic);
                let swells = 2.0 + ((number + side + harmonic as usize) % 5) as f64;
                voices.push(Voice {
                    partial: Partial::new(waves / SECONDS, strength * soft, turns, f64::INFINITY),
                    swell: Partial::new(swells / SECONDS, SWELL, 1.7 * turns, f64::INFINITY),
                });
            }
        }
    }
    let mut out = Vec::with_capacity(2 * frames);
    for _ in 0..frames {
        for voices in &mut sides {
            let each = |voice: &mut Voice| voice.partial.next() * (1.0 + voice.swell.next());
            let sum: f64 = voices.iter_mut().map(each).sum();
            out.push(stepped(LEVEL * sum));
        }
    }
    // It begins and ends in nothing where nobody fades it; too short to be heard as a gap.
    let edge = (0.010 * rate) as usize;
    for n in 0..edge {
        let (cos, _) = circle(0.5 * n as f64 / edge as f64);
        let share = (0.5 - 0.5 * cos) as f32;
        for side in 0..2 {
            out[2 * n + side] *= share;
            let last = 2 * (frames - 1 - n) + side;
            out[last] *= share;
        }
    }
    out
}

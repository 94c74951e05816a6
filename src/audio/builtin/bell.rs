//! A bell, struck softly once and left to ring: for the beginning, the end, and between chapters.
//!
//! The partials of a small tower bell, tuned as founders tune them (hum, prime, tierce, quint,
//! nominal, and three above), each doubled a little beside itself, because no casting is round: that is
//! the slow beating one knows a bell by. The high ones die first.

use super::{Builtin, Partial, RATE, stepped};

pub(super) const ROW: Builtin = Builtin {
    name: "bell",
    about: "a bell, struck once, five seconds",
    samples,
};

const SECONDS: f64 = 5.0;
/// The prime: E5.
const PRIME: f64 = 659.26;
/// Ratio to the prime, amplitude, seconds in which it dies to a third, beating in Hz.
const PARTIALS: [(f64, f64, f64, f64); 8] = [
    (0.5, 0.60, 2.20, 0.35),
    (1.0, 1.00, 1.60, 0.60),
    (1.2, 0.40, 1.20, 0.80),
    (1.5, 0.22, 0.95, 0.90),
    (2.0, 0.45, 0.70, 1.30),
    (2.51, 0.13, 0.45, 1.70),
    (2.99, 0.11, 0.35, 2.10),
    (4.03, 0.06, 0.20, 2.60),
];
/// The clapper is felt: full after so many seconds.
const STRIKE: f64 = 0.008;
/// The last of it is faded, so that it ends in nothing.
const LAST: f64 = 0.8;
/// Brings it to the loudness of all pieces.
const LEVEL: f64 = 0.279;

fn samples() -> Vec<f32> {
    let rate = f64::from(RATE.0);
    let frames = (SECONDS * rate) as usize;
    let mut sides = [Vec::new(), Vec::new()];
    for (number, (ratio, amplitude, dies, beat)) in PARTIALS.into_iter().enumerate() {
        for (side, partials) in sides.iter_mut().enumerate() {
            // Left and right hear the pair at another moment of its beating.
            let turns = 0.381_966 * number as f64;
            let hertz = ratio * PRIME;
            let away = 0.12 * side as f64;
            let half = 0.5 * amplitude;
            partials.push(Partial::new(hertz - beat / 2.0, half, turns, dies));
            partials.push(Partial::new(hertz + beat / 2.0, half, turns + away, dies));
        }
    }
    let mut out = Vec::with_capacity(2 * frames);
    for n in 0..frames {
        let at = n as f64 / rate;
        let strike = (at / STRIKE).min(1.0);
        let last = ((SECONDS - at) / LAST).min(1.0);
        // Both curves are flat where they end.
        let shape = strike * strike * (3.0 - 2.0 * strike) * last * last * (3.0 - 2.0 * last);
        for partials in &mut sides {
            let sum: f64 = partials.iter_mut().map(Partial::next).sum();
            out.push(stepped(LEVEL * shape * sum));
        }
    }
    out
}

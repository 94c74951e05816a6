//! Sections of second order, of which filters are made: samples to samples, one after the other.
//!
//! Transposed direct form II in double precision: a high-pass at 60 Hz needs it at 48 kHz. For several
//! channels side by side, which cost as much as one: a section waits for itself, not for arithmetic.

use super::Hz;

/// Below this a filter's memory is silence, and numbers smaller still would be slow.
const NOTHING: f64 = 1e-30;

/// The frequency of the bilinear transform, tan(pi f / rate); kept below half the rate.
pub(super) fn warp(rate: Hz, hertz: f64) -> f64 {
    let rate = f64::from(rate.0.max(1));
    (std::f64::consts::PI * hertz.min(0.49 * rate) / rate).tan()
}

/// One section for `N` channels.
#[derive(Debug, Clone)]
pub(super) struct Section<const N: usize> {
    b: [f64; 3],
    a: [f64; 2],
    state: [[f64; N]; 2],
}

impl<const N: usize> Section<N> {
    /// By its coefficients, the first of the denominator being 1.
    pub(super) fn new(b: [f64; 3], a: [f64; 2]) -> Self {
        Section {
            b,
            a,
            state: [[0.0; N]; 2],
        }
    }

    /// A high-pass after Butterworth: 3 dB less at `hertz`, 12 dB an octave below.
    pub(super) fn high_pass(rate: Hz, hertz: f64) -> Self {
        let k = warp(rate, hertz);
        let q = std::f64::consts::FRAC_1_SQRT_2;
        let a0 = 1.0 + k / q + k * k;
        Section::new(
            [1.0 / a0, -2.0 / a0, 1.0 / a0],
            [2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0],
        )
    }

    /// The next frame.
    #[inline]
    pub(super) fn run(&mut self, x: [f64; N]) -> [f64; N] {
        let ([b0, b1, b2], [a1, a2]) = (self.b, self.a);
        let mut y = [0.0; N];
        for n in 0..N {
            y[n] = b0 * x[n] + self.state[0][n];
            self.state[0][n] = b1 * x[n] - a1 * y[n] + self.state[1][n];
            self.state[1][n] = b2 * x[n] - a2 * y[n];
        }
        y
    }

    /// Lets go of what nobody can hear. To be called now and then, within ten thousand frames.
    pub(super) fn settle(&mut self) {
        for value in self.state.iter_mut().flatten() {
            if value.abs() < NOTHING {
                *value = 0.0;
            }
        }
    }

    /// Forgets what came before.
    pub(super) fn reset(&mut self) {
        self.state = [[0.0; N]; 2];
    }
}

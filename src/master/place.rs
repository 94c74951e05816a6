//! A place between the loudspeakers to how loud a voice is in each of them.
//!
//! By amplitude alone: a delay between the channels would place a voice wider, and make a comb of it
//! wherever both are added up. Going aside turns the pair (left, right) by an angle `a`:
//!
//! ```text
//! left = cos a - sin a        left² + right² = 2            the same power everywhere, and so the
//! right = cos a + sin a       (left + right) / 2 = cos a    same loudness; in mono, cos a is left
//! ```
//!
//! Half a decibel, the most that mono may lose, is cos a = 0.944, a = 19.3°. A voice that is fully
//! aside stands at 19°: 0.49 dB, and 2.05 times (6.2 dB) louder in one loudspeaker than in the other.
//! That is far enough to tell people apart, and nobody who hears with one ear misses a voice.

/// The angle of a voice that is fully aside, in degrees.
const ASIDE: f32 = 19.0;

/// Where a voice is heard.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    /// In radians, right is positive.
    angle: f32,
}

impl Place {
    /// From -100, left, to 100, right; what is beyond is there.
    pub(super) fn at(pan: f32) -> Self {
        Place {
            angle: (ASIDE * pan.clamp(-100.0, 100.0) / 100.0).to_radians(),
        }
    }

    /// Is it heard from both alike?
    pub(super) fn is_middle(self) -> bool {
        self.angle == 0.0
    }

    /// The factors of left and right.
    pub(super) fn factors(self) -> [f32; 2] {
        let (sin, cos) = self.angle.sin_cos();
        [cos - sin, cos + sin]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_place_is_louder_and_mono_loses_half_a_decibel_at_most() {
        for pan in -100..=100i16 {
            let [left, right] = Place::at(f32::from(pan)).factors();
            assert!((left * left + right * right - 2.0).abs() < 1e-5, "{pan}");
            let mono = 20.0 * ((left + right) / 2.0).log10();
            assert!((-0.5..=1e-5).contains(&mono), "{pan}: {mono} dB");
            assert_eq!(right > left, pan > 0, "{pan}");
            // Both stay on: nothing is turned round.
            assert!(left > 0.5 && right > 0.5, "{pan}");
            let [other, one] = Place::at(-f32::from(pan)).factors();
            assert!((left - one).abs() < 1e-6 && (right - other).abs() < 1e-6);
        }
        assert_eq!(Place::at(0.0).factors(), [1.0, 1.0]);
        let [left, right] = Place::at(100.0).factors();
        assert!((1.9..2.1).contains(&(right / left)), "{}", right / left);
    }
}

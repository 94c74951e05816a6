//! Momentary loudness to integrated loudness: the gate of ITU-R BS.1770-5, annex 1.
//!
//! The `ebur128` crate filters and measures; the gate is done here, because a meter that keeps
//! all of a ten-hour episode cannot be split over threads, and blocks of 400 ms can.

/// Loudness of each 400 ms block, every 100 ms, in LUFS, to the programme's, in LUFS: blocks
/// below -70 LUFS are not counted, then those more than 10 LU below the mean of the rest.
/// Minus infinity for silence.
#[must_use]
pub fn integrated(blocks: &[f64]) -> f64 {
    let above = |gate: f64| {
        let (mut sum, mut count) = (0.0, 0u64);
        for block in blocks.iter().filter(|block| **block > gate) {
            sum += 10f64.powf(block / 10.0);
            count += 1;
        }
        10.0 * (sum / count as f64).log10()
    };
    let ungated = above(-70.0);
    if ungated.is_finite() {
        above((ungated - 10.0).max(-70.0))
    } else {
        f64::NEG_INFINITY
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use ebur128::{EbuR128, Mode};

    #[test]
    fn silence_has_no_loudness_and_gates_are_applied_in_order() {
        assert_eq!(integrated(&[]), f64::NEG_INFINITY);
        assert_eq!(integrated(&[-80.0, f64::NEG_INFINITY]), f64::NEG_INFINITY);
        assert!((integrated(&[-20.0, -20.0, -75.0]) + 20.0).abs() < 1e-9);
        // The relative gate: -35 lies more than 10 below the mean of all three, -22.
        assert!((integrated(&[-20.0, -20.0, -35.0]) + 20.0).abs() < 1e-9);
    }

    /// EBU Tech 3341, case 3: -36, -23, -36 dBFS for 10, 60, 10 s reads -23 LUFS.
    #[test]
    fn agrees_with_the_library_on_a_gated_signal() {
        let mut meter = EbuR128::new(2, 48_000, Mode::I | Mode::M).unwrap();
        let mut blocks = Vec::new();
        let mut n = 0u32;
        for (level, seconds) in [(-36.0, 10), (-23.0, 60), (-36.0, 10)] {
            let amplitude = 10f32.powf(level / 20.0);
            for _ in 0..seconds * 10 {
                let hop: Vec<f32> = (0..4800)
                    .flat_map(|_| {
                        let x = (std::f32::consts::TAU * (n % 48) as f32 / 48.0).sin();
                        n += 1;
                        [amplitude * x; 2]
                    })
                    .collect();
                meter.add_frames_f32(&hop).unwrap();
                blocks.push(meter.loudness_momentary().unwrap());
            }
        }
        let ours = integrated(&blocks[3..]);
        assert!(
            (ours - meter.loudness_global().unwrap()).abs() < 0.01,
            "{ours}"
        );
        assert!((ours + 23.0).abs() < 0.1, "{ours}");
    }
}

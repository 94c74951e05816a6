//! The signals of EBU Tech 3341 (2023), table 1, and EBU Tech 3342, table 1, with their tolerances.
//! Left out: 3341 case 6 (five channels, there are no more than two here), 7 and 8 and 3342 cases 5
//! and 6 (recordings of programmes), and 15 to 23, which stand with the true-peak meter.

use super::*;
use crate::audio::Hz;
use crate::audio::weighting::Hops;
use ebur128::{EbuR128, Mode};
use std::f64::consts::TAU;

const RATE: Hz = Hz(48_000);

/// Levels in dBFS, as amplitudes of the sine, and seconds.
type Segments<'a> = &'a [(f64, f64)];

fn tone(rate: Hz, segments: Segments) -> Vec<f32> {
    let mut samples = Vec::new();
    for (level, seconds) in segments {
        let amplitude = 10f64.powf(level / 20.0);
        for _ in 0..(seconds * f64::from(rate.0)).round() as usize {
            let turn = TAU * 1000.0 * samples.len() as f64 / f64::from(rate.0);
            samples.push((amplitude * turn.sin()) as f32);
        }
    }
    samples
}

fn hops(rate: Hz, samples: &[f32], stereo: bool, length: usize) -> Vec<f32> {
    let mut meter = Hops::new(rate, stereo, length);
    let samples: Vec<f32> = match stereo {
        true => samples.iter().flat_map(|x| [*x; 2]).collect(),
        false => samples.to_vec(),
    };
    // Odd sizes of blocks, of whole frames.
    for block in samples.chunks(1234) {
        meter.process(block);
    }
    meter.powers().to_vec()
}

/// At both rates of takes and as both kinds of sound.
fn each(segments: Segments, check: impl Fn(&str, &[f32])) {
    for (rate, stereo) in [
        (48_000, false),
        (48_000, true),
        (16_000, false),
        (44_100, true),
    ] {
        let rate = Hz(rate);
        let powers = hops(rate, &tone(rate, segments), stereo, rate.0 as usize / 10);
        check(&format!("{rate}, stereo {stereo}"), &powers);
    }
}

const SILENT: f64 = f64::NEG_INFINITY;

#[test]
fn integrated_loudness_is_within_a_tenth_of_a_unit() {
    let cases: [(u32, f64, Segments); 5] = [
        (1, -23.0, &[(-23.0, 20.0)]),
        (2, -33.0, &[(-33.0, 20.0)]),
        (3, -23.0, &[(-36.0, 10.0), (-23.0, 60.0), (-36.0, 10.0)]),
        (
            4,
            -23.0,
            &[
                (-72.0, 10.0),
                (-36.0, 10.0),
                (-23.0, 60.0),
                (-36.0, 10.0),
                (-72.0, 10.0),
            ],
        ),
        (5, -23.0, &[(-26.0, 20.0), (-20.0, 20.1), (-26.0, 20.0)]),
    ];
    for (case, expected, segments) in cases {
        each(segments, |what, powers| {
            let read = integrated(powers);
            assert!(
                (read - expected).abs() <= 0.1,
                "case {case}, {what}: {read}"
            );
            // Cases 1 and 2 ask for the same of the other two.
            if case <= 2 {
                for length in [MOMENTARY, SHORT_TERM] {
                    let most = windows(powers, length).map(lufs).fold(SILENT, f64::max);
                    assert!(
                        (most - expected).abs() <= 0.1,
                        "case {case}, {what}: {most}"
                    );
                }
            }
        });
    }
}

#[test]
fn momentary_and_short_term_loudness_hold_still_on_a_beat() {
    let nine = [(-20.0, 1.34), (-30.0, 1.66)].repeat(5);
    let twelve = [(-20.0, 0.18), (-30.0, 0.22)].repeat(25);
    for (case, segments, length, settled) in
        [(9, &nine, SHORT_TERM, 3), (12, &twelve, MOMENTARY, 1)]
    {
        each(segments, |what, powers| {
            let from = (settled * 10usize).saturating_sub(length);
            for read in windows(powers, length).skip(from).map(lufs) {
                assert!((read + 23.0).abs() <= 0.1, "case {case}, {what}: {read}");
            }
        });
    }
}

/// In hops of 10 ms, because these begin in steps of 20 and 150.
#[test]
fn the_loudest_moment_is_found_wherever_it_begins() {
    for n in 0..20u32 {
        let (short, long) = (f64::from(n) * 0.02, f64::from(n) * 0.15);
        let rising = f64::from(n) - 38.0;
        let cases: [(u32, usize, f64, Segments); 4] = [
            (
                10,
                300,
                -23.0,
                &[(SILENT, long), (-23.0, 3.0), (SILENT, 1.0)],
            ),
            (
                11,
                300,
                rising,
                &[(SILENT, long), (rising, 3.0), (SILENT, 3.0 - long)],
            ),
            (
                13,
                40,
                -23.0,
                &[(SILENT, short), (-23.0, 0.4), (SILENT, 1.0)],
            ),
            (
                14,
                40,
                rising,
                &[(SILENT, short), (rising, 0.4), (SILENT, 0.4 - short)],
            ),
        ];
        for (case, length, expected, segments) in cases {
            let powers = hops(RATE, &tone(RATE, segments), false, 480);
            let most = windows(&powers, length).map(lufs).fold(SILENT, f64::max);
            assert!((most - expected).abs() <= 0.1, "case {case}, {n}: {most}");
        }
    }
}

#[test]
fn loudness_range_is_within_a_unit() {
    let cases: [(u32, f64, Segments); 4] = [
        (1, 10.0, &[(-20.0, 20.0), (-30.0, 20.0)]),
        (2, 5.0, &[(-20.0, 20.0), (-15.0, 20.0)]),
        (3, 20.0, &[(-40.0, 20.0), (-20.0, 20.0)]),
        (
            4,
            15.0,
            &[
                (-50.0, 20.0),
                (-35.0, 20.0),
                (-20.0, 20.0),
                (-35.0, 20.0),
                (-50.0, 20.0),
            ],
        ),
    ];
    for (case, expected, segments) in cases {
        each(segments, |what, powers| {
            let read = range(powers);
            assert!(
                (read - expected).abs() <= 1.0,
                "case {case}, {what}: {read}"
            );
        });
    }
    assert_eq!(range(&[]), 0.0);
    assert_eq!(range(&[0.0; 100]), 0.0);
}

#[test]
fn silence_has_no_loudness_and_gates_are_applied_in_order() {
    let of = |levels: &[f64]| gated(|| levels.iter().map(|level| power(*level)));
    assert_eq!(integrated(&[]), f64::NEG_INFINITY);
    assert_eq!(of(&[-80.0, f64::NEG_INFINITY]), f64::NEG_INFINITY);
    assert!((of(&[-20.0, -20.0, -75.0]) + 20.0).abs() < 1e-9);
    // The relative gate: -35 lies more than 10 below the mean of all three, -22.
    assert!((of(&[-20.0, -20.0, -35.0]) + 20.0).abs() < 1e-9);
}

/// Noise that comes and goes, against the library that meters everywhere use.
#[test]
fn agrees_with_the_library() {
    let mut seed = 7u32;
    let samples: Vec<f32> = (0..48_000 * 40)
        .map(|n| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let loud = (n as f32 / 30_000.0).sin().powi(2) * if n > 900_000 { 0.1 } else { 0.4 };
            loud * (seed as f32 / u32::MAX as f32 - 0.5)
        })
        .collect();
    let mut meter = EbuR128::new(1, 48_000, Mode::I | Mode::LRA).unwrap();
    meter.set_channel(0, ebur128::Channel::DualMono).unwrap();
    meter.add_frames_f32(&samples).unwrap();
    let powers = hops(RATE, &samples, false, 4800);
    let off = integrated(&powers) - meter.loudness_global().unwrap();
    assert!(off.abs() < 0.01, "{off} LU");
    // The library moves its 3 s windows by a second, as the standard once had it.
    let off = range(&powers) - meter.loudness_range().unwrap();
    assert!(off.abs() < 0.5, "{off} LU");
}

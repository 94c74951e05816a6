//! The chain, step by step.

use super::*;
use crate::audio::loudness;
use crate::audio::weighting::Hops;
use std::f64::consts::TAU;

const RATE: Hz = Hz(16_000);
const ALL: [Setting; 3] = [GENTLE, FIRM, FIRMEST];

/// Partials in Hz and amplitudes, one after the other for so many seconds each.
fn tones(rate: Hz, parts: &[(f64, &[(f64, f64)])]) -> Vec<f32> {
    let mut samples = Vec::new();
    for (seconds, partials) in parts {
        for _ in 0..(seconds * f64::from(rate.0)) as usize {
            let turn = TAU * samples.len() as f64 / f64::from(rate.0);
            let sum: f64 = partials
                .iter()
                .map(|(hertz, a)| a * (turn * hertz).sin())
                .sum();
            samples.push(sum as f32);
        }
    }
    samples
}

fn run(setting: Setting, rate: Hz, samples: &[f32], loudness: f64) -> Vec<f32> {
    let mut out = samples.to_vec();
    Chain::new(rate, setting).run(&mut out, loudness);
    out
}

fn loudness_of(rate: Hz, samples: &[f32]) -> f64 {
    let mut hops = Hops::new(rate, false, rate.0 as usize / 10);
    hops.process(samples);
    loudness::integrated(hops.powers())
}

/// The amplitude of a partial, by correlation.
fn partial(rate: Hz, samples: &[f32], hertz: f64) -> f64 {
    let (mut sin, mut cos) = (0.0, 0.0);
    for (n, x) in samples.iter().enumerate() {
        let turn = TAU * hertz * n as f64 / f64::from(rate.0);
        sin += f64::from(*x) * turn.sin();
        cos += f64::from(*x) * turn.cos();
    }
    2.0 * (sin * sin + cos * cos).sqrt() / samples.len() as f64
}

fn db(ratio: f64) -> f64 {
    20.0 * ratio.log10()
}

#[test]
fn rumble_goes_and_a_voice_stays() {
    for (setting, hertz) in [(GENTLE, 60.0), (FIRM, 80.0)] {
        for rate in [16_000, 22_050, 48_000].map(Hz) {
            let loss = |at: f64| {
                let given = tones(rate, &[(2.0, &[(at, 0.1)])]);
                let out = run(setting, rate, &given, -10.0);
                let half = given.len() / 2;
                db(partial(rate, &out[half..], at) / partial(rate, &given[half..], at))
            };
            // Butterworth: 3 dB at the corner, 12 dB more each octave below.
            assert!((loss(hertz) + 3.0).abs() < 0.2, "{rate}: {}", loss(hertz));
            assert!(loss(hertz / 4.0) < -23.5, "{rate}: {}", loss(hertz / 4.0));
            assert!(loss(4.0 * hertz) > -0.1, "{rate}: {}", loss(4.0 * hertz));
            assert!(loss(1000.0).abs() < 0.01, "{rate}: {}", loss(1000.0));
        }
    }
}

/// Clicks stay where they were, also those behind what hisses and what is loud.
#[test]
fn nothing_moves_in_time_and_nothing_gets_longer() {
    for setting in ALL {
        for rate in [16_000, 22_050, 48_000].map(Hz) {
            let loud: &[_] = &[(200.0, 0.5), (6500.0, 0.3)];
            let mut given = tones(rate, &[(0.5, &[]), (0.3, loud), (0.5, &[])]);
            let clicks = [0.25, 1.1].map(|at: f64| (at * f64::from(rate.0)) as usize);
            clicks.iter().for_each(|at| given[*at] = 0.8);
            let out = run(setting, rate, &given, -20.0);
            assert_eq!(out.len(), given.len());
            for at in clicks {
                let near = at - 40..at + 40;
                let peak = near.max_by(|a, b| out[*a].abs().total_cmp(&out[*b].abs()));
                assert_eq!(peak, Some(at), "{rate}");
            }
        }
    }
}

#[test]
fn what_hisses_is_softer_and_what_is_below_is_not() {
    for rate in [16_000, 22_050, 48_000].map(Hz) {
        for (setting, most) in [(GENTLE, 4.0), (FIRM, 8.0)] {
            let vowel: &[_] = &[(300.0, 0.1)];
            let hiss: &[_] = &[(300.0, 0.1), (6800.0, 0.2)];
            let given = tones(rate, &[(0.5, vowel), (0.2, hiss), (0.5, vowel)]);
            let loudness = loudness_of(rate, &tones(rate, &[(1.0, vowel)]));
            let mut out = given.clone();
            let mut chain = Chain::new(rate, setting);
            chain.listen(&mut out);
            let before = out.clone();
            (setting.deess).gains(&chain.hisses, loudness, &mut chain.gains);
            (chain.band).run(&mut out, chain.step, &chain.gains, &mut chain.scratch);
            let at = |seconds: f64| (seconds * f64::from(rate.0)) as usize;
            let within = at(0.55)..at(0.65);
            let of = |samples: &[f32], hertz| partial(rate, &samples[within.clone()], hertz);
            let lost = db(of(&out, 6800.0) / of(&before, 6800.0));
            assert!((lost + most).abs() < 0.5, "{rate}: {lost} dB");
            let kept = db(of(&out, 300.0) / of(&before, 300.0));
            assert!(kept.abs() < 0.1, "{rate}: {kept} dB");
            // Not a bit elsewhere.
            assert!(out[..at(0.48)] == before[..at(0.48)] && out[at(0.72)..] == before[at(0.72)..]);
        }
    }
    // A telephone's voice has nothing there.
    assert!(!Chain::new(Hz(8000), GENTLE).band.fits());
}

/// A filter that is the same forwards and backwards delays all frequencies alike.
#[test]
fn the_band_is_split_in_linear_phase() {
    let mut seed = 5u32;
    let given: Vec<f32> = (0..4000)
        .map(|n| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            if (1000..3000).contains(&n) {
                seed as f32 / u32::MAX as f32 - 0.5
            } else {
                0.0
            }
        })
        .collect();
    for rate in [16_000, 48_000].map(Hz) {
        let band = deess::Band::new(rate, 5000.0);
        let mut forwards = given.clone();
        let gains = vec![0.5; 4000 / 16];
        band.run(&mut forwards, 16, &gains, &mut Vec::new());
        let mut backwards: Vec<f32> = given.iter().rev().copied().collect();
        band.run(&mut backwards, 16, &gains, &mut Vec::new());
        backwards.reverse();
        let off = forwards.iter().zip(&backwards).map(|(a, b)| (a - b).abs());
        assert!(off.fold(0.0, f32::max) < 1e-6);
        assert_ne!(forwards, given);
    }
}

#[test]
fn what_is_loud_is_held_back_by_what_the_table_says() {
    for (setting, from, ratio) in [(GENTLE, 0.0, 1.6), (FIRM, -6.0, 2.5), (FIRMEST, -12.0, 4.0)] {
        // Over the knee the slope is the ratio: 6 dB more in are 6/ratio more out.
        let level = |over: f64| {
            let amplitude = 10f64.powf((from + over - 20.0) / 20.0);
            let given = tones(RATE, &[(2.0, &[(500.0, amplitude)])]);
            let out = run(setting, RATE, &given, -20.0);
            db(partial(RATE, &out[16_000..], 500.0))
        };
        let slope = (level(16.0) - level(10.0)) / 6.0;
        assert!((slope - 1.0 / ratio).abs() < 0.01, "{from}: {slope}");
        let untouched = level(-4.0) - (from - 4.0 - 20.0);
        assert!(untouched.abs() < 0.01, "{from}: {untouched} dB");
    }
}

#[test]
fn a_quiet_voice_is_treated_like_a_loud_one() {
    let phrase: &[_] = &[
        (0.3, &[(200.0, 0.5), (7000.0, 0.2)][..]),
        (0.3, &[(200.0, 0.05)]),
    ];
    let given = tones(RATE, &phrase.repeat(3));
    for setting in ALL {
        let loud = run(setting, RATE, &given, -18.0);
        let soft: Vec<f32> = given.iter().map(|x| x / 8.0).collect();
        let soft = run(setting, RATE, &soft, -18.0 - db(8.0));
        let off = loud.iter().zip(&soft).map(|(a, b)| (a - 8.0 * b).abs());
        assert!(off.fold(0.0, f32::max) < 1e-4);
    }
}

#[test]
fn what_came_before_does_not_matter_and_odd_takes_do_no_harm() {
    for rate in [8_000, 11_025, 16_000, 44_100, 96_000].map(Hz) {
        let line = tones(rate, &[(0.2, &[(180.0, 0.6), (6000.0, 0.3)])]);
        for setting in ALL {
            let mut chain = Chain::new(rate, setting);
            let alone = run(setting, rate, &line, -16.0);
            for length in [0, 1, 2, 15, 16, 17, 40_000] {
                let mut other = vec![1.0; length];
                chain.run(&mut other, -3.0);
                assert!(other.len() == length && other.iter().all(|x| x.is_finite()));
                let mut again = line.clone();
                chain.run(&mut again, -16.0);
                assert!(again == alone, "{rate}, after {length}");
            }
        }
    }
}

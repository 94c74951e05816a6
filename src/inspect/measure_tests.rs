//! Files with known levels, and what is measured of them.

use super::*;
use crate::audio::stream::tests::wav;

const RATE: u32 = 48_000;

/// A sine in every channel, each with its level in dBFS (peak), for so many seconds.
fn sine(hertz: f64, seconds: f64, levels: &[f64]) -> Vec<f64> {
    let mut samples = Vec::new();
    for n in 0..(seconds * f64::from(RATE)) as u32 {
        let turn = std::f64::consts::TAU * hertz * f64::from(n) / f64::from(RATE);
        samples.extend(
            levels
                .iter()
                .map(|level| 10f64.powf(level / 20.0) * turn.sin()),
        );
    }
    samples
}

fn heard(channels: u16, samples: &[f64], lines: &[Range<u64>]) -> Measured {
    let whole: Vec<i16> = samples
        .iter()
        .map(|x| (x * 32_768.0).round() as i16)
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.wav");
    std::fs::write(&path, wav(RATE, channels, &whole)).unwrap();
    measure(Stream::open(&path).unwrap(), lines).unwrap()
}

fn near(found: f64, expected: f64, by: f64, what: &str) {
    assert!(
        (found - expected).abs() <= by,
        "{what}: {found} for {expected}"
    );
}

/// EBU Tech 3341, cases 1 and 2: a sine of 1 kHz at -23 and at -33 dBFS in both channels reads as
/// many LUFS to 0.1; and a mono file is heard on two loudspeakers.
#[test]
fn a_sine_has_the_loudness_that_the_standard_says() {
    for (levels, lufs) in [
        (vec![-23.0, -23.0], -23.0),
        (vec![-33.0, -33.0], -33.0),
        (vec![-23.0], -23.0),
        // One loudspeaker alone is half of it.
        (vec![-23.0, -200.0], -26.0),
    ] {
        let measured = heard(levels.len() as u16, &sine(1000.0, 20.0, &levels), &[]);
        near(measured.integrated, lufs, 0.1, "integrated");
        assert_eq!(measured.momentary().count(), 197);
        assert_eq!(measured.short_term().count(), 171);
        for value in measured.momentary().chain(measured.short_term()) {
            near(value, lufs, 0.1, "momentary and short-term");
        }
        near(measured.range.unwrap(), 0.0, 0.1, "range");
        near(measured.true_peak, levels[0], 0.2, "true peak");
        near(measured.peak, levels[0], 0.01, "peak");
        assert_eq!((measured.clicks, measured.clipped), (0, 0));
    }
}

/// EBU Tech 3342, cases 1 to 3: two levels one after another, to 1 LU.
#[test]
fn loudness_range_is_that_of_the_standard() {
    for (first, second, range) in [
        (-20.0, -30.0, 10.0),
        (-20.0, -15.0, 5.0),
        (-40.0, -20.0, 20.0),
    ] {
        let parts = [first, second].map(|level| sine(1000.0, 20.0, &[level, level]));
        near(
            heard(2, &parts.concat(), &[]).range.unwrap(),
            range,
            1.0,
            "range",
        );
    }
    assert_eq!(heard(1, &sine(1000.0, 2.9, &[-20.0]), &[]).range, None);
}

#[test]
fn a_peak_between_samples_is_found() {
    // A quarter of the rate, caught halfway up: samples at -3 dB of what is between them.
    let samples: Vec<f64> = [0.5, 0.5, -0.5, -0.5].repeat(12_000);
    let measured = heard(1, &samples, &[]);
    near(measured.peak, -6.02, 0.01, "peak");
    near(measured.true_peak, -3.01, 0.3, "true peak");
}

#[test]
fn silence_is_told_as_silence() {
    let measured = heard(1, &[0.0; 48_000], &[0..48_000]);
    assert_eq!(measured.integrated, f64::NEG_INFINITY);
    assert_eq!(measured.true_peak, f64::NEG_INFINITY);
    assert_eq!(measured.noise, Some(f64::NEG_INFINITY));
    assert_eq!(measured.digital_silence, 0..48_000);
    assert!(measured.audible.is_empty() && measured.lines[0].range.is_empty());
    // Shorter than any window.
    let short = heard(2, &[0.1; 2], &[]);
    assert_eq!(
        (short.hops.len(), short.noise, short.range),
        (0, None, None)
    );
    assert_eq!(short.frames, 1);
}

#[test]
fn quiet_at_both_ends_and_the_noise_of_a_room_are_found() {
    let room: Vec<f64> = sine(300.0, 1.0, &[-70.0]);
    let samples = [room.clone(), sine(300.0, 2.0, &[-20.0]), room].concat();
    let measured = heard(1, &samples, &[]);
    assert_eq!(measured.audible, 48_000..144_000);
    // The RMS of a sine is 3 dB below its peak.
    near(measured.noise.unwrap(), -73.0, 0.3, "noise");
    near(measured.rms, -26.0, 0.1, "rms");
    assert!(measured.digital_silence.end - measured.digital_silence.start < 100);
}

#[test]
fn what_was_cut_off_at_full_scale_is_counted() {
    let mut samples = sine(300.0, 1.0, &[-20.0]);
    // Two samples at the top can be a wave; three cannot, however many follow.
    samples[1000..1002].fill(1.0 - 1.0 / 32_768.0);
    samples[2000..2003].fill(1.0 - 1.0 / 32_768.0);
    samples[3000..3050].fill(-1.0);
    assert_eq!(heard(1, &samples, &[]).clipped, 2);
}

#[test]
fn a_click_in_either_channel_is_found() {
    let mut samples = sine(300.0, 1.0, &[-20.0, -20.0]);
    samples[2 * 30_000 + 1] = 0.7;
    let measured = heard(2, &samples, &[]);
    assert_eq!(measured.clicks, 1);
    assert!(measured.click_places[0].abs_diff(30_000) < 16);
}

#[test]
fn each_line_is_heard_by_itself() {
    let silence = vec![0.0; 24_000];
    let tone = sine(300.0, 0.5, &[-20.0]);
    let soft = sine(300.0, 0.5, &[-50.0]);
    let samples = [tone.clone(), silence.clone(), tone, silence, soft].concat();
    let lines = [
        0..72_000,
        72_000..72_000,
        80_000..90_000,
        96_000..120_000,
        500_000..600_000,
    ];
    let measured = heard(1, &samples, &lines);
    assert_eq!(measured.lines.len(), lines.len());
    assert_eq!(measured.lines[0].frames, 48_000);
    assert_eq!(measured.lines[0].silences, [24_000..48_000]);
    assert!(measured.lines[1].range.is_empty() && measured.lines[2].range.is_empty());
    // 30 dB softer than the other, and heard all the same.
    assert_eq!(measured.lines[3].frames, 24_000);
    assert!(measured.lines[4].range.is_empty());
}

#[test]
fn the_drawn_wave_has_all_of_it() {
    let measured = heard(1, &sine(300.0, 2.0, &[-6.0]), &[]);
    assert_eq!(measured.wave.len(), COLUMNS);
    for column in &measured.wave {
        assert!(
            (0.4..0.52).contains(&column.peak) && column.rms() > 0.25,
            "{column:?}"
        );
    }
}

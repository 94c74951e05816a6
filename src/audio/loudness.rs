//! Powers of hops to loudness: momentary, short-term, integrated with the gates of ITU-R BS.1770-5,
//! annex 1, and the loudness range of EBU Tech 3342.
//!
//! A hop is a tenth of a second of weighted power ([`weighting`](super::weighting)). Everything else is
//! a sum of hops, which can be measured on any number of threads and laid end to end.

/// Hops of a tenth of a second in the window of momentary loudness, 400 ms (BS.1770-5).
pub const MOMENTARY: usize = 4;
/// Hops of a tenth of a second in the window of short-term loudness, 3 s (EBU Tech 3341).
pub const SHORT_TERM: usize = 30;
/// No window below this is counted, in LUFS.
const SILENCE: f64 = -70.0;
/// Windows of integrated loudness so much below the mean are not counted, in LU.
const GATE: f64 = -10.0;
/// The same for the loudness range (EBU Tech 3342, section 3).
const RANGE_GATE: f64 = -20.0;
/// Of the windows that are counted so many lie below and above the range.
const RANGE: (f64, f64) = (0.10, 0.95);

/// A mean power to loudness in LUFS; minus infinity for silence.
#[must_use]
pub fn lufs(power: f64) -> f64 {
    10.0 * power.log10() - 0.691
}

/// Loudness in LUFS to a mean power.
fn power(lufs: f64) -> f64 {
    10f64.powf((lufs + 0.691) / 10.0)
}

/// The mean power of every window of so many hops, a hop after the other.
pub fn windows(hops: &[f32], length: usize) -> impl Iterator<Item = f64> {
    hops.windows(length.max(1))
        .map(|window| window.iter().copied().map(f64::from).sum::<f64>() / window.len() as f64)
}

/// Integrated loudness in LUFS: windows of 400 ms below -70 LUFS are not counted, then those more
/// than 10 LU below the mean of the rest. Minus infinity for silence, and for what is shorter.
#[must_use]
pub fn integrated(hops: &[f32]) -> f64 {
    gated(|| windows(hops, MOMENTARY))
}

/// The same of windows that were taken from several stretches.
pub fn gated<I: Iterator<Item = f64>>(windows: impl Fn() -> I) -> f64 {
    let above = |gate: f64| {
        let (mut sum, mut count) = (0.0, 0u64);
        for window in windows().filter(|window| *window > gate) {
            sum += window;
            count += 1;
        }
        sum / count as f64
    };
    let mean = above(power(SILENCE));
    if mean > 0.0 {
        lufs(above(power((lufs(mean) + GATE).max(SILENCE))))
    } else {
        f64::NEG_INFINITY
    }
}

/// Loudness range in LU: how far the quiet windows of 3 s lie below the loud ones. 0 if there is
/// nothing to compare.
#[must_use]
pub fn range(hops: &[f32]) -> f64 {
    let mut heard: Vec<f32> = windows(hops, SHORT_TERM)
        .filter(|window| *window > power(SILENCE))
        .map(|window| window as f32)
        .collect();
    let mean = heard.iter().copied().map(f64::from).sum::<f64>() / heard.len() as f64;
    let gate = mean * power(RANGE_GATE) / power(0.0);
    heard.retain(|window| f64::from(*window) >= gate);
    heard.sort_by(f32::total_cmp);
    let at = |share: f64| {
        let number = (share * heard.len().saturating_sub(1) as f64).round() as usize;
        heard.get(number).map(|window| lufs(f64::from(*window)))
    };
    match (at(RANGE.0), at(RANGE.1)) {
        (Some(low), Some(high)) => high - low,
        _ => 0.0,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

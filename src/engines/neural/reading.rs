//! A job and the number of its reading to what of it is left to chance.

use crate::engines::SpeakJob;

/// Where the noise of a job begins: in its words, the name of its voice and the number of the reading.
pub(in crate::engines) fn seed(job: &SpeakJob) -> u64 {
    let mut all = blake3::Hasher::new();
    all.update(job.voice.voice.as_bytes());
    all.update(&[0]);
    all.update(job.text().as_bytes());
    all.update(&job.variant.to_le_bytes());
    let [a, b, c, d, e, f, g, h, ..] = *all.finalize().as_bytes();
    u64::from_le_bytes([a, b, c, d, e, f, g, h])
}

/// How much longer another reading is, of a voice whose noise nobody hears: 1.04, 0.96, 1.08 and so on.
pub(in crate::engines) fn apart(variant: u32) -> f32 {
    let step = 0.04 * variant.div_ceil(2) as f32;
    match variant % 2 {
        1 => 1.0 + step,
        _ => 1.0 - step,
    }
}

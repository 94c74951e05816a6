//! A take that failed to a file that can be listened to.

use super::key::Key;
use crate::engines::{SpeakJob, Take};
use std::path::{Path, PathBuf};

/// Writes a take that is not used to a file that can be listened to. It is a courtesy: where it
/// cannot be written, the error is told all the same.
pub(super) fn hear(folder: &Path, job: &SpeakJob, take: &Take) -> Option<PathBuf> {
    let name: String = Key::of(job).to_string().chars().take(16).collect();
    let path = folder.join(name).with_extension("wav");
    let written = || -> Result<(), hound::Error> {
        std::fs::create_dir_all(folder)?;
        let spec = hound::WavSpec {
            channels: 1,
            sample_rate: take.audio.rate.0,
            bits_per_sample: 16,
            sample_format: hound::SampleFormat::Int,
        };
        let mut file = hound::WavWriter::create(&path, spec)?;
        for sample in &take.audio.samples {
            file.write_sample(*sample)?;
        }
        file.finalize()
    };
    (!take.audio.samples.is_empty() && written().is_ok()).then_some(path)
}

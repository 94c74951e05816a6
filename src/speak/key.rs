//! A job to the name of its take: BLAKE3 over everything that the sound depends on.
//!
//! The job is hashed as JSON, which serde writes in the order of the fields and with the
//! shortest digits that give a number back: the same on every machine, and readable in a
//! debugger, which a denser form would not be. What comes after the engine (timbre, trimming, word
//! times) has a version of its own, so that a better transform speaks again what it would change
//! and nothing else.

use super::words;
use crate::audio::trim;
use crate::engines::{SpeakJob, tempo, timbre};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// Parts what is hashed here from everything else that is hashed anywhere (BLAKE3, section
/// 2.3, key derivation).
const CONTEXT: &str = "duologue 2026-11-22 the key of a take";

/// What is done to a line between the engine and the store, each with its version.
const TRANSFORMS: [(&str, u32); 3] = [
    ("timbre", timbre::VERSION),
    ("trim", trim::VERSION),
    ("words", words::VERSION),
];

/// The name of a take: what was asked for, hashed. Written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key([u8; Key::BYTES]);

impl Key {
    /// Its length.
    pub const BYTES: usize = blake3::OUT_LEN;

    /// The key under which the take of this job is kept.
    #[must_use]
    pub fn of(job: &SpeakJob) -> Key {
        let mut hasher = blake3::Hasher::new_derive_key(CONTEXT);
        if let Some(recording) = &job.recording {
            // Of the voice that would have spoken nothing is heard, so a recording's take is its
            // own, whoever's line it stands in.
            hasher.update(format!("recording, trim {}, ", trim::VERSION).as_bytes());
            hasher.update(recording.digest.as_bytes());
            if let Some(piece) = &recording.piece {
                let written = serde_json::to_writer(&mut hasher, piece);
                debug_assert!(written.is_ok(), "numbers are always JSON");
            }
            if job.voice.tempo != 1.0 {
                let tempo = format!(", tempo {} {}", tempo::VERSION, job.voice.tempo);
                hasher.update(tempo.as_bytes());
            }
            return Key(*hasher.finalize().as_bytes());
        }
        // Neither step can fail: a job's maps have strings as keys, and hashing takes any byte.
        let written = serde_json::to_writer(&mut hasher, &(TRANSFORMS, job));
        debug_assert!(written.is_ok(), "a job is always JSON");
        // Beside the others it would have changed the keys of all takes that it does not touch.
        if job.voice.tempo != 1.0 {
            hasher.update(format!("tempo {}", tempo::VERSION).as_bytes());
        }
        Key(*hasher.finalize().as_bytes())
    }

    /// What is done to a line between the engine and the store, each with its version: a part
    /// of every key.
    #[must_use]
    pub fn transforms() -> Vec<(String, u32)> {
        let all = TRANSFORMS.into_iter().chain([("tempo", tempo::VERSION)]);
        all.map(|(name, version)| (name.to_owned(), version))
            .collect()
    }

    /// From the digits that [`fmt::Display`] writes.
    #[must_use]
    pub fn parse(digits: &str) -> Option<Key> {
        let hash = blake3::Hash::from_hex(digits).ok()?;
        Some(Key(*hash.as_bytes()))
    }

    /// As it stands in a stored take.
    #[must_use]
    pub fn bytes(&self) -> &[u8; Key::BYTES] {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&blake3::Hash::from_bytes(self.0).to_hex())
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&blake3::Hash::from_bytes(self.0).to_hex())
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let digits = std::borrow::Cow::<str>::deserialize(from)?;
        Key::parse(&digits).ok_or_else(|| de::Error::custom("a key is 64 hexadecimal digits"))
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({self})")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::audio::{Hz, Semitones};
    use crate::engines::{Language, Recording, Setting, Spoken, VoiceSpec};

    fn job() -> SpeakJob {
        SpeakJob {
            voice: VoiceSpec::plain("tone", "a"),
            fingerprint: "tone 1".into(),
            own: Hz(22_050),
            language: Language::parse("en").unwrap(),
            spoken: vec![Spoken::Mark(0), Spoken::Text("Why?".into())],
            variant: 0,
            recording: None,
        }
    }

    #[test]
    fn everything_that_changes_the_sound_changes_the_key() {
        let changes: [fn(&mut SpeakJob); 13] = [
            |job| job.voice.engine = "pico".into(),
            |job| job.voice.voice = "b".into(),
            |job| job.voice.rate = 1.01,
            |job| job.voice.pitch = Semitones(0.5),
            |job| job.voice.timbre = Semitones(-0.5),
            |job| {
                job.voice
                    .settings
                    .insert("noise".into(), Setting::Number(0.6));
            },
            |job| job.fingerprint = "tone 2".into(),
            |job| job.own = Hz(16_000),
            |job| job.language = Language::parse("en-GB").unwrap(),
            |job| job.spoken[1] = Spoken::Text("Why".into()),
            |job| job.spoken.push(Spoken::Break(200)),
            |job| job.variant = 1,
            |job| job.voice.tempo = 1.5,
        ];
        let mut keys = vec![Key::of(&job())];
        for change in changes {
            let mut job = job();
            change(&mut job);
            keys.push(Key::of(&job));
        }
        keys.sort_unstable();
        let all = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), all);
        assert_eq!(Key::of(&job()), Key::of(&job()));
    }

    #[test]
    fn the_key_of_a_recording_is_its_content() {
        let recorded = |path: &str, digest: &str, voice: &str| {
            let mut job = job();
            job.voice.voice = voice.into();
            job.recording = Some(Recording {
                path: path.into(),
                digest: digest.into(),
                piece: None,
            });
            Key::of(&job)
        };
        assert_eq!(recorded("a.wav", "12", "a"), recorded("b/a.wav", "12", "b"));
        assert_ne!(recorded("a.wav", "12", "a"), recorded("a.wav", "13", "a"));
        assert_ne!(recorded("a.wav", "12", "a"), Key::of(&job()));
        let mut faster = job();
        faster.recording = Some(Recording {
            path: "a.wav".into(),
            digest: "12".into(),
            piece: None,
        });
        faster.voice.tempo = 1.5;
        assert_ne!(recorded("a.wav", "12", "a"), Key::of(&faster));
        let plain = serde_json::to_string(&job()).unwrap();
        assert!(!plain.contains("recording") && !plain.contains("tempo"));
    }

    #[test]
    fn words_that_are_cut_differently_are_different_jobs() {
        let mut whole = job();
        whole.spoken = vec![Spoken::Text("ab".into()), Spoken::Text("c".into())];
        let mut other = job();
        other.spoken = vec![Spoken::Text("a".into()), Spoken::Text("bc".into())];
        assert_ne!(Key::of(&whole), Key::of(&other));
    }

    #[test]
    fn digits_give_the_key_back() {
        let key = Key::of(&job());
        assert_eq!(Key::parse(&key.to_string()), Some(key));
        assert_eq!(key.to_string().len(), 64);
        for wrong in ["", "12", &"g".repeat(64)] {
            assert_eq!(Key::parse(wrong), None, "{wrong}");
        }
    }
}

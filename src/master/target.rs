//! A preset's name to its numbers.

use super::measure::Reading;
use crate::audio::Db;
use crate::house::Levels;

/// What a programme is brought to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Target {
    pub(super) goal: Goal,
    /// True peaks in dBTP, as any meter may read them.
    pub(super) peak: f64,
    /// The largest loudness range in LU, if there is a limit.
    pub(super) range: Option<f64>,
}

/// Which level counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Goal {
    /// Integrated loudness in LUFS, as heard on two loudspeakers: a mono file counts as both
    /// channels, so a meter that takes it for one reads 3 LU less.
    Loudness(f64),
    /// The level of a whole file in dB RMS, pauses included, as audiobook shops measure it.
    Level(f64),
}

/// Room for meters that interpolate differently: the limiter's ceiling lies so much, in dB, below
/// what is promised.
const MARGIN: f64 = 0.2;

impl Target {
    /// | preset | level | true peak | range | after |
    /// |---|---|---|---|---|
    /// | podcast | -16 LUFS | -1 dBTP | | what podcast platforms ask for, ±1 |
    /// | audiobook | -20 dB RMS | -3 dBTP | | ACX: -23 to -18 dB RMS, -3 dB peak |
    /// | broadcast | -23 LUFS | -1 dBTP | | EBU R128 |
    /// | listening | -17 LUFS | -1 dBTP | 8 LU | between podcast and AES TD1008's -18 for speech |
    pub(super) fn of(levels: Levels) -> Target {
        let (goal, peak, range) = match levels {
            Levels::Podcast => (Goal::Loudness(-16.0), -1.0, None),
            Levels::Audiobook => (Goal::Level(-20.0), -3.0, None),
            Levels::Broadcast => (Goal::Loudness(-23.0), -1.0, None),
            Levels::Listening => (Goal::Loudness(-17.0), -1.0, Some(8.0)),
        };
        Target { goal, peak, range }
    }

    /// What the limiter keeps to.
    pub(super) fn ceiling(self) -> Db {
        Db((self.peak - MARGIN) as f32)
    }

    /// By how many dB a programme that reads like this is too soft.
    pub(super) fn missing(self, reading: Reading) -> f64 {
        match self.goal {
            Goal::Loudness(wanted) => wanted - reading.loudness,
            Goal::Level(wanted) => wanted - reading.rms,
        }
    }

    /// What a programme that reads like this misses by more than `near`.
    pub(super) fn shortfalls(self, reading: Reading, near: f64) -> Vec<Shortfall> {
        let (wanted, reached, unit) = match self.goal {
            Goal::Loudness(wanted) => (wanted, reading.loudness, "LUFS"),
            Goal::Level(wanted) => (wanted, reading.rms, "dB RMS"),
        };
        let mut missed = Vec::new();
        if reading.loudness.is_finite() && (wanted - reached).abs() > near {
            missed.push(Shortfall::Loudness {
                wanted,
                reached,
                unit,
            });
        }
        if let Some(most) = self.range.filter(|most| reading.range > *most) {
            let reached = reading.range;
            missed.push(Shortfall::Range { most, reached });
        }
        missed
    }

    /// The gain to begin with, for a programme whose voices have this loudness in LUFS.
    pub(super) fn guess(self, voices: f64) -> f64 {
        match self.goal {
            Goal::Loudness(wanted) => wanted - voices,
            // A mono file reads 3 dB less than both of its loudspeakers.
            Goal::Level(wanted) => wanted - (voices - 3.0),
        }
    }
}

/// What could not be reached, and has to be told.
#[derive(Debug, Clone, PartialEq)]
pub enum Shortfall {
    /// The sound is too peaky to be as loud as it should be.
    Loudness {
        /// What the preset asks for, in its unit.
        wanted: f64,
        /// What it became.
        reached: f64,
        /// `LUFS` or `dB RMS`.
        unit: &'static str,
    },
    /// Quiet and loud passages lie further apart than the preset allows.
    Range {
        /// At most, in LU.
        most: f64,
        /// What it became.
        reached: f64,
    },
    /// The cover that was drawn cannot show something.
    Cover {
        /// What it should have shown.
        text: String,
    },
    /// Music is too near to what is said.
    Music {
        /// The least distance in dB.
        above: f64,
        /// Where that is, in seconds.
        at: f64,
        /// How many dB it should be.
        wanted: f64,
        /// In how many seconds of speech it is less than that.
        seconds: f64,
    },
    /// Somebody is so soft that no gain that makes sense brings them to the others.
    Voice {
        /// Who.
        name: String,
        /// So many dB below the others.
        below: f64,
    },
    /// A listening copy is faster or slower than was asked for.
    Pace {
        /// Words a minute that were asked for.
        wanted: f64,
        /// What it became.
        reached: f64,
    },
}

/// So many words a minute more or less are as good as what was asked for.
const PACE: f64 = 5.0;

impl Shortfall {
    /// What is to be told of a pace, if anything is.
    #[must_use]
    pub fn of_pace(wanted: f64, reached: Option<f64>) -> Option<Shortfall> {
        let reached = reached.filter(|reached| (reached - wanted).abs() > PACE)?;
        Some(Shortfall::Pace { wanted, reached })
    }
}

impl std::fmt::Display for Shortfall {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Shortfall::Loudness {
                wanted,
                reached,
                unit,
            } => write!(
                f,
                "the episode is {reached:.1} {unit} and not {wanted:.1}: single peaks are so much \
                 louder than the rest that it cannot be louder without being squashed; `chain: firm` \
                 in the cast holds them down"
            ),
            Shortfall::Range { most, reached } => write!(
                f,
                "quiet and loud passages lie {reached:.1} LU apart, and should lie {most:.0} LU \
                 apart at most: look for recordings or music far louder or softer than the rest"
            ),
            Shortfall::Music {
                above,
                at,
                wanted,
                seconds,
            } => write!(
                f,
                "music comes within {above:.1} dB of what is said at {at:.1} s, and should stay \
                 {wanted:.0} dB below it (for {seconds:.1} s of speech it does not): give it a lower \
                 `gain`, or let it end before the words"
            ),
            Shortfall::Cover { text } => write!(
                f,
                "the cover leaves out what its font lacks of \u{201c}{text}\u{201d} (it has Latin, Greek and \
                 Cyrillic): give a picture by `show: {{cover: FILE}}` in the cast"
            ),
            Shortfall::Voice { name, below } => write!(
                f,
                "{name} stays {below:.0} dB softer than the others: the sound is so quiet that more \
                 gain would raise little but its noise; record it again, closer"
            ),
            Shortfall::Pace { wanted, reached } => write!(
                f,
                "the copy has {reached:.0} words a minute of speech and not {wanted:.0}: a voice of \
                 this engine does not go that far, or there are too few words to go by"
            ),
        }
    }
}

//! The numbers of a cast file: their ranges, their units, and what may be written behind them.

/// What a number may be.
#[derive(Debug)]
pub(in crate::house) struct Quantity {
    /// Smallest and largest value, both allowed.
    pub(in crate::house) range: (f64, f64),
    /// What one is, as told to a person; empty for a plain factor.
    pub(in crate::house) unit: &'static str,
    /// What may be written after the number, and what that multiplies it by.
    pub(in crate::house) suffixes: &'static [(&'static str, f64)],
}

pub(in crate::house) const RATE: Quantity = Quantity {
    range: (0.5, 2.0),
    unit: "",
    suffixes: &[("x", 1.0), ("%", 0.01)],
};
pub(in crate::house) const PITCH: Quantity = Quantity {
    range: (-12.0, 12.0),
    unit: "semitones",
    suffixes: SEMITONES,
};
pub(in crate::house) const TIMBRE: Quantity = Quantity {
    range: (-6.0, 6.0),
    unit: "semitones",
    suffixes: SEMITONES,
};
pub(in crate::house) const GAIN: Quantity = Quantity {
    range: (-24.0, 12.0),
    unit: "dB",
    suffixes: &[("db", 1.0)],
};
pub(in crate::house) const PAN: Quantity = Quantity {
    range: (-100.0, 100.0),
    unit: "%",
    suffixes: &[("%", 1.0)],
};
pub(in crate::house) const WORDS_PER_MINUTE: Quantity = Quantity {
    range: (120.0, 190.0),
    unit: "words",
    suffixes: &[("wpm", 1.0), ("words", 1.0)],
};
pub(in crate::house) const TEMPO: Quantity = Quantity {
    range: (1.0, 2.0),
    unit: "",
    suffixes: &[("x", 1.0), ("%", 0.01)],
};
pub(in crate::house) const START: Quantity = Quantity {
    range: (0.0, 3_600_000.0),
    unit: "milliseconds",
    suffixes: TIME,
};
pub(in crate::house) const LENGTH: Quantity = Quantity {
    range: (100.0, 3_600_000.0),
    unit: "milliseconds",
    suffixes: TIME,
};
pub(in crate::house) const FADE: Quantity = Quantity {
    range: (0.0, 60_000.0),
    unit: "milliseconds",
    suffixes: TIME,
};
/// How much louder or softer than what suits its place a sound may be.
pub(in crate::house) const CUE_GAIN: Quantity = Quantity {
    range: (-60.0, 12.0),
    unit: "dB",
    suffixes: &[("db", 1.0)],
};
pub(in crate::house) const PAUSE: Quantity = Quantity {
    range: (0.0, 10_000.0),
    unit: "milliseconds",
    suffixes: TIME,
};
/// How far two lines may be heard at once.
pub(in crate::house) const OVERLAP: Quantity = Quantity {
    range: (0.0, 1_000.0),
    unit: "milliseconds",
    suffixes: TIME,
};
pub(in crate::house) const SIZE: Quantity = Quantity {
    range: (0.01, 100_000.0),
    unit: "GB",
    suffixes: &[
        ("gb", 1.0),
        ("g", 1.0),
        ("mb", 0.001),
        ("m", 0.001),
        ("tb", 1000.0),
    ],
};
pub(in crate::house) const DEADLINE: Quantity = Quantity {
    range: (0.05, 86_400.0),
    unit: "seconds",
    suffixes: &[
        ("s", 1.0),
        ("ms", 0.001),
        ("seconds", 1.0),
        ("min", 60.0),
        ("m", 60.0),
        ("h", 3600.0),
    ],
};
pub(in crate::house) const THREADS: Quantity = Quantity {
    range: (1.0, 1024.0),
    unit: "lines at once",
    suffixes: &[],
};
const TIME: &[(&str, f64)] = &[
    ("ms", 1.0),
    ("s", 1000.0),
    ("milliseconds", 1.0),
    ("min", 60_000.0),
];
const SEMITONES: &[(&str, f64)] = &[("st", 1.0), ("semitones", 1.0), ("semitone", 1.0)];

impl Quantity {
    /// `-6 to 6 semitones`.
    pub(in crate::house) fn describe(&self) -> String {
        let (low, high) = self.range;
        if self.unit.is_empty() {
            format!("{low:.1} to {high:.1}")
        } else {
            format!("{low} to {high} {}", self.unit)
        }
    }
}

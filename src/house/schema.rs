//! The cast file's keys, with types, ranges and units: the one place where they are written.
//!
//! The walker checks against these tables and takes its messages from them ("0.5 to 2.0"), so a
//! new key or a wider range is a change here, and in the one function that uses the value.

mod quantity;

pub(super) use quantity::*;

/// What a key's value is.
#[derive(Debug)]
pub(super) enum Takes {
    /// A number.
    Number(&'static Quantity),
    /// Anything else, in a few words.
    Words(&'static str),
}

/// A key.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) takes: Takes,
}

impl Key {
    /// "`rate` (0.5 to 2.0)".
    pub(super) fn describe(&self) -> String {
        match self.takes {
            Takes::Number(quantity) => format!("`{}` ({})", self.name, quantity.describe()),
            Takes::Words(words) => format!("`{}` ({words})", self.name),
        }
    }
}

const fn number(name: &'static str, quantity: &'static Quantity) -> Key {
    Key {
        name,
        takes: Takes::Number(quantity),
    }
}

const fn words(name: &'static str, words: &'static str) -> Key {
    Key {
        name,
        takes: Takes::Words(words),
    }
}

/// A map of the file whose keys are fixed.
#[derive(Debug)]
pub(super) struct Section {
    /// Where its keys belong, as told to a person.
    pub(super) place: &'static str,
    pub(super) keys: &'static [Key],
    /// What other programs, and people, call a key.
    pub(super) synonyms: &'static [(&'static str, &'static str)],
}

pub(super) const FILE: Section = Section {
    place: "at the top",
    keys: &[
        words("language", "a tag such as en or en-GB"),
        words("roles", "what each role sounds like"),
        words("people", "what people sound like, by name"),
        words("pronounce", "words and how they are spoken"),
        words("pauses", "milliseconds"),
        words("show", "title, publisher, date"),
        words("chapters", "per-question, per-heading or a list"),
        words("levels", "podcast, audiobook, broadcast, listening"),
        words("chain", "gentle, firm, off"),
        words("rhythm", "natural, plain"),
        words("room", "on, off"),
        words("music", "intro, outro, bed, sting"),
        words("synthetic", "on, off, or what is said of the voices"),
        words("copies", "episode, listening"),
        words("listening", "what the listening copy is like"),
        words("formats", "bit rates and the like, by the name of a format"),
    ],
    synonyms: &[
        ("lang", "language"),
        ("loudness", "levels"),
        ("level", "levels"),
        ("lufs", "levels"),
        ("target", "levels"),
        ("preset", "levels"),
        ("mastering", "levels"),
        ("processing", "chain"),
        ("effects", "chain"),
        ("timing", "rhythm"),
        ("room-tone", "room"),
        ("room_tone", "room"),
        ("sounds", "music"),
        ("jingles", "music"),
        ("disclosure", "synthetic"),
        ("disclaimer", "synthetic"),
        ("editions", "copies"),
        ("copy", "copies"),
        ("locale", "language"),
        ("voices", "roles"),
        ("cast", "roles"),
        ("speakers", "people"),
        ("persons", "people"),
        ("names", "people"),
        ("guests", "people"),
        ("pronunciation", "pronounce"),
        ("pronunciations", "pronounce"),
        ("lexicon", "pronounce"),
        ("dictionary", "pronounce"),
        ("silence", "pauses"),
        ("silences", "pauses"),
        ("gaps", "pauses"),
        ("podcast", "show"),
        ("metadata", "show"),
        ("tags", "show"),
        ("markers", "chapters"),
        ("format", "formats"),
        ("outputs", "formats"),
    ],
};

/// The user's own configuration: what a cast may never say.
pub(super) const OWN: Section = Section {
    place: "at the top of the configuration",
    keys: &[
        words("cache", "a folder"),
        words("takes", "where takes are kept, and how much of them"),
        words("voices", "the folder of installed voices"),
        number("threads", &THREADS),
        words("engines", "what is said to an engine, by its name"),
    ],
    synonyms: &[
        ("engine", "engines"),
        ("folder", "cache"),
        ("cache-dir", "cache"),
        ("cache_dir", "cache"),
        ("store", "takes"),
        ("jobs", "threads"),
        ("workers", "threads"),
        ("cores", "threads"),
    ],
};

/// What the configuration says of takes.
pub(super) const OWN_TAKES: Section = Section {
    place: "under `takes`",
    keys: &[words("folder", "where they are kept"), number("cap", &SIZE)],
    synonyms: &[
        ("dir", "folder"),
        ("path", "folder"),
        ("size", "cap"),
        ("limit", "cap"),
        ("max", "cap"),
        ("max-size", "cap"),
    ],
};

pub(super) const ROLES: Section = Section {
    place: "under `roles`",
    keys: &[
        words("interviewer", "asks"),
        words("interviewee", "answers"),
        words("narrator", "frames"),
    ],
    synonyms: &[
        ("host", "interviewer"),
        ("hosts", "interviewer"),
        ("moderator", "interviewer"),
        ("question", "interviewer"),
        ("q", "interviewer"),
        ("guest", "interviewee"),
        ("guests", "interviewee"),
        ("answer", "interviewee"),
        ("expert", "interviewee"),
        ("a", "interviewee"),
        ("announcer", "narrator"),
        ("reader", "narrator"),
        ("voiceover", "narrator"),
    ],
};

/// A role, a person, or an entry of `others`.
pub(super) const CASTING: Section = Section {
    place: "under a role or a person",
    keys: &[
        words("voice", "engine:name, or a list of them"),
        number("rate", &RATE),
        number("pitch", &PITCH),
        number("timbre", &TIMBRE),
        number("gain", &GAIN),
        words("say", "how the name is spoken"),
        words("settings", "the engine's own"),
        words("others", "a list, for more people in this role"),
        words("language", "what a person speaks, a tag such as de"),
        words(
            "role",
            "what a person does: interviewer, interviewee, narrator",
        ),
        number("pan", &PAN),
        words("chain", "gentle, firm, off"),
    ],
    synonyms: VOICE_SYNONYMS,
};

/// An entry of a stack that brings settings of its own.
pub(super) const ENTRY: Section = Section {
    place: "in an entry of a list of voices",
    keys: &[
        words("voice", "engine:name"),
        number("rate", &RATE),
        number("pitch", &PITCH),
        number("timbre", &TIMBRE),
        number("gain", &GAIN),
        words("settings", "the engine's own"),
        number("pan", &PAN),
        words("chain", "gentle, firm, off"),
    ],
    synonyms: VOICE_SYNONYMS,
};

const VOICE_SYNONYMS: &[(&str, &str)] = &[
    ("speed", "rate"),
    ("tempo", "rate"),
    ("pace", "rate"),
    ("volume", "gain"),
    ("level", "gain"),
    ("loudness", "gain"),
    ("formant", "timbre"),
    ("formants", "timbre"),
    ("size", "timbre"),
    ("transpose", "pitch"),
    ("semitones", "pitch"),
    ("voices", "voice"),
    ("speaker", "voice"),
    ("model", "voice"),
    ("engine", "voice"),
    ("pronounce", "say"),
    ("spoken", "say"),
    ("name", "say"),
    ("options", "settings"),
    ("params", "settings"),
    ("parameters", "settings"),
    ("more", "others"),
    ("panning", "pan"),
    ("balance", "pan"),
];

pub(super) const PAUSES: Section = Section {
    place: "under `pauses`",
    keys: &[
        number("question", &PAUSE),
        number("topic", &PAUSE),
        number("answer", &PAUSE),
        number("short_answer", &PAUSE),
        number("turn", &PAUSE),
        number("paragraph", &PAUSE),
        number("sentence", &PAUSE),
        number("breath", &PAUSE),
        number("interruption", &OVERLAP),
        number("chapter", &PAUSE),
    ],
    synonyms: &[
        ("short-answer", "short_answer"),
        ("short", "short_answer"),
        ("subject", "topic"),
        ("overlap", "interruption"),
        ("laugh", "breath"),
        ("note", "breath"),
        ("speaker", "turn"),
        ("between", "turn"),
        ("reply", "answer"),
        ("line", "sentence"),
    ],
};

pub(super) const SHOW: Section = Section {
    place: "under `show`",
    keys: &[
        words("title", "text"),
        words("publisher", "text"),
        words("date", "YYYY-MM-DD"),
        words("cover", "a PNG or JPEG, or off"),
    ],
    synonyms: &[
        ("name", "title"),
        ("album", "title"),
        ("author", "publisher"),
        ("artist", "publisher"),
        ("year", "date"),
        ("artwork", "cover"),
        ("image", "cover"),
        ("published", "date"),
    ],
};

pub(super) const CHAPTER: Section = Section {
    place: "in a list of chapters",
    keys: &[
        words("at", "a turn's number, or its first words"),
        words("title", "text"),
    ],
    synonyms: &[
        ("name", "title"),
        ("turn", "at"),
        ("start", "at"),
        ("begins", "at"),
    ],
};

pub(super) const MUSIC: Section = Section {
    place: "under `music`",
    keys: &[
        words("intro", "before the first word"),
        words("outro", "after the last"),
        words("bed", "below all of it"),
        words("sting", "between two chapters"),
    ],
    synonyms: &[
        ("opening", "intro"),
        ("opener", "intro"),
        ("theme", "intro"),
        ("start", "intro"),
        ("closing", "outro"),
        ("closer", "outro"),
        ("ending", "outro"),
        ("background", "bed"),
        ("chapter", "sting"),
        ("between", "sting"),
        ("jingle", "sting"),
    ],
};

/// A sound file, and how it is played.
pub(super) const CUE: Section = Section {
    place: "beside a sound file",
    keys: &[
        words("file", "a path, or builtin:bell"),
        number("start", &START),
        number("length", &LENGTH),
        number("fade", &FADE),
        number("gain", &CUE_GAIN),
    ],
    synonyms: &[
        ("path", "file"),
        ("src", "file"),
        ("from", "start"),
        ("offset", "start"),
        ("duration", "length"),
        ("volume", "gain"),
        ("level", "gain"),
    ],
};

pub(super) const LISTENING: Section = Section {
    place: "under `listening`",
    keys: &[
        number("words_per_minute", &WORDS_PER_MINUTE),
        words("names", "never, first, every"),
        words("announce", "on, off"),
        number("tempo", &TEMPO),
    ],
    synonyms: &[
        ("wpm", "words_per_minute"),
        ("words-per-minute", "words_per_minute"),
        ("pace", "words_per_minute"),
        ("speed", "tempo"),
        ("stretch", "tempo"),
        ("announcements", "announce"),
    ],
};

/// All of them, to say where a misplaced key belongs.
pub(super) const SECTIONS: &[&Section] = &[
    &FILE, &ROLES, &CASTING, &PAUSES, &SHOW, &CHAPTER, &MUSIC, &CUE, &LISTENING,
];

/// Languages by the name that people write where a tag is wanted.
pub(super) const LANGUAGE_NAMES: &[(&str, &str)] = &[
    ("english", "en"),
    ("british", "en-GB"),
    ("american", "en-US"),
    ("german", "de"),
    ("deutsch", "de"),
    ("spanish", "es"),
    ("español", "es"),
    ("french", "fr"),
    ("français", "fr"),
    ("italian", "it"),
    ("italiano", "it"),
    ("portuguese", "pt"),
    ("português", "pt"),
    ("dutch", "nl"),
    ("nederlands", "nl"),
    ("polish", "pl"),
    ("polski", "pl"),
    ("japanese", "ja"),
    ("chinese", "zh"),
    ("korean", "ko"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_synonym_leads_to_a_key_and_hides_none() {
        for section in SECTIONS.iter().chain(&[&ENTRY]) {
            for (from, to) in section.synonyms {
                let is_key = |name: &str| section.keys.iter().any(|key| key.name == name);
                let entry_only = *to == "say" || *to == "others";
                assert!(is_key(to) || entry_only, "{from} leads to {to}, no key");
                assert!(!is_key(from), "{from} hides a key");
            }
        }
    }
}

//! The words of which stage directions and the marks of transcribers are made, over all languages.
//!
//! One list for all languages: a direction is short, and what laughs in one language is nobody's
//! speech in another. Kept as paragraphs, because one word a line would hide what is missing.

/// Words that tell what happens, lower case.
#[rustfmt::skip]
pub(super) const HAPPENS: &[&str] = &[
    // English
    "laugh", "laughs", "laughing", "laughed", "laughter", "chuckle", "chuckles", "chuckling", "giggle", "giggles",
    "giggling", "smile", "smiles", "smiling", "grins", "grinning", "sigh", "sighs", "sighing", "cough", "coughs",
    "coughing", "sneezes", "sniffs", "sniffles", "cries", "crying", "weeps", "weeping", "sobs", "sobbing", "tearfully",
    "pause", "pauses", "pausing", "silence", "silent", "applause", "applauds", "clapping", "claps", "cheers", "cheering", "booing", "boos",
    "whistles", "whistling", "jingle", "sings", "singing", "hums", "humming", "whispers", "whispering", "nods",
    "nodding", "shrugs", "shrugging", "gasps", "groans", "groaning", "moans", "yawns", "yawning", "snorts", "crosstalk",
    "cross-talk", "overlapping", "overtalk", "overtalking", "noise", "soundbite", "knocks", "knocking", "rings", "ringing",
    "barks", "barking", "beep", "beeps", "bleep", "gestures", "gesturing", "gesticulates", "gesticulating", "points", "pointing",
    "exhales", "inhales", "swallows", "stammers", "stutters", "mimics", "imitates", "mimicking", "imitating", "interrupts",
    "interrupting", "interruption", "interposing", "interjecting", "off-mike", "off-mic", "off-camera", "recess", "intermission", "fades", "shouts",
    "shouting", "yells", "yelling", "screams", "screaming", "murmurs", "murmuring", "hesitates", "hesitating", "thinks",
    "shakes", "snaps", "throat", "music", "winks", "clicks", "grimaces", "frowns", "chatter", "beatboxing", "gavel",
    "laughingly", "jokingly", "sarcastically", "adjourned", "inaudibly", "snickers", "scoffs", "howls", "slams", "crashes",
    // German
    "lacht", "lachen", "lachend", "lachte", "gelächter", "schmunzelt", "schmunzeln", "schmunzelnd", "grinst", "lächelt", "lächelnd",
    "kichert", "seufzt", "seufzen", "hustet", "husten", "räuspert", "räuspern", "weint", "weinend", "pausiert", "schweigt",
    "schweigen", "stille", "applaus", "beifall", "klatscht", "klatschen", "musik", "singt", "summt", "pfeift", "flüstert",
    "nickt", "zögert", "überlegt", "stöhnt", "gähnt", "klingelt", "klopft", "bellt", "schüttelt", "deutet",
    "imitiert", "unterbricht", "telefonklingeln", "türklingel", "heiterkeit", "zwischenruf", "zuckt", "denkt", "atmet", "zwinkert",
    "auflachen", "lachanfall", "allgemeines",
    // Spanish
    "ríe", "rie", "ríen", "rien", "risa", "risas", "riéndose", "riendo", "sonríe", "sonrie", "sonrisa", "sonrisas", "sonriendo", "carcajada",
    "carcajadas", "suspira", "suspiro", "suspiros", "tose", "llora", "llorando", "pausa", "silencio", "aplausos", "aplauso", "música",
    "canta", "cantando", "susurra", "asiente", "duda", "piensa", "señala", "gesticula", "imita", "murmullo", "murmullos", "ruido",
    "suena", "ladra", "interrumpe", "solloza", "tararea", "silba", "bromea",
    // French
    "rire", "rires", "rit", "rient", "riant", "sourit", "sourire", "sourires", "souriant", "soupir", "soupire", "soupirs", "tousse",
    "pleure", "pleurs", "applaudissements", "musique", "chante", "chantonne", "chuchote", "hésite", "réfléchit", "hoche",
    "imite", "murmure", "bruit", "aboie", "brouhaha", "hilarité", "éclate", "siffle", "ricane", "acquiesce", "s'esclaffe", "éclats",
    // Italian
    "ride", "ridono", "risata", "risate", "ridendo", "sorride", "sorridono", "sorrisi", "sorridendo", "sospira", "sospiro", "tossisce", "piange",
    "silenzio", "applausi", "applauso", "musica", "canticchia", "sussurra", "annuisce", "esita", "pensa", "riflette", "mormorio",
    "rumore", "rumori", "squilla", "abbaia", "scoppia", "fischia", "scherza",
    // Portuguese
    "ri", "ri-se", "riem", "riem-se", "rindo", "riso", "risos", "risada", "risadas", "gargalhada", "gargalhadas", "sorri", "sorriem", "sorriso", "sorrindo", "tosse", "chora",
    "silêncio", "palmas", "acena", "hesita", "murmúrio", "ruído", "ladra", "interrompe", "aponta", "assobia", "cantarola",
    // Chinese and Japanese
    "笑", "笑い", "爆笑", "苦笑", "大笑", "一同笑", "拍手", "沈黙", "间", "間", "掌声", "音乐", "沉默", "泣", "涙", "微笑", "咳", "笑声",
];

/// Of these, nouns that may stand in a sentence as well.
#[rustfmt::skip]
pub(super) const NOUNS: &[&str] = &[
    "music", "silence", "noise", "recess", "musik", "stille", "música", "silencio", "ruido", "musique", "bruit",
    "musica", "silenzio", "rumore", "silêncio", "ruído", "jingle", "intermission", "throat", "interruption", "duda", "ride",
    "smile", "sourire", "riso", "risa", "rire", "points", "cries", "palmas", "間", "间", "涙", "泣", "allgemeines", "overlapping",
];

/// Words that stand beside those in a direction and say nothing by themselves.
#[rustfmt::skip]
pub(super) const BESIDE: &[&str] = &[
    "and", "with", "a", "lot", "the", "of", "in", "for", "to", "at", "on", "from", "his", "her", "their", "both", "all", "softly",
    "loudly", "quietly", "again", "nervously", "briefly", "long", "short", "then", "while", "he", "she", "they", "everyone",
    "everybody", "audience", "crowd", "interviewer", "interviewee", "witness", "host", "guest", "background", "door", "phone", "telephone", "dog", "dogs", "bell",
    "tape", "recorder", "off", "turned", "on", "cell", "cellphone", "mobile", "doorbell", "clock", "bird", "birds", "head", "hands", "clears",
    "clearing", "deep", "deeply", "breath", "breathes", "takes", "no", "response", "uproariously", "heartily", "wildly", "bitterly", "out", "loud",
    "group", "general", "room", "voice", "voices", "speaker", "speakers", "children", "playing", "plays", "play", "stops", "starts", "begins",
    "continues", "ends", "up", "down", "shoulders", "hard", "more", "some", "together", "another", "big", "little", "slightly", "several", "seconds", "second",
    "minutes", "minute", "theme", "opening", "closing", "outro", "intro", "upbeat", "gentle", "soft", "loud", "sound", "sounds", "outside", "inside", "hysterically", "sadly", "wryly",
    "beide", "beiden", "laut", "leise", "kurz", "kurze", "lange", "lang", "langes", "langer", "und", "sich", "mit", "dem", "den", "der", "die", "das", "kopf", "schultern", "im", "hintergrund",
    "auf", "an", "vor", "sehr", "wieder", "ironisch", "herzhaft", "verlegen", "telefon", "tür", "hund", "wird", "aus", "tief", "durch", "er", "sie",
    "nach", "publikum", "saal", "alle", "zustimmend", "den", "es", "handy", "laute", "lautes", "allgemeine", "sekunden", "bitter", "spöttisch", "gequält",
    "se", "ambos", "ambas", "todos", "todas", "entre", "el", "la", "los", "las", "con", "de", "en", "y", "su", "un", "una", "largo", "larga", "breve", "cabeza", "teléfono",
    "perro", "fuerte", "otra", "vez", "público", "carcajadas", "lágrimas", "segundos", "del", "al", "negando", "niega", "mueve", "hace", "puerta", "timbre",
    "il", "elle", "ils", "elles", "le", "les", "une", "des", "dans", "et", "son", "sa", "tous", "deux", "aux", "tête", "petit", "petits", "grand", "franc", "nerveux",
    "jaune", "longuement", "encore", "téléphone", "sonne", "chien", "salle", "public", "du", "gorge", "éclate", "fond", "secondes", "gros", "long", "longs",
    "si", "lungo", "lunga", "tutti", "entrambi", "testa", "e", "di", "gli", "uno", "telefono", "cane", "fondo", "sottofondo", "gusto", "in", "a", "pubblico", "di", "col", "la", "amara", "amaro",
    "o", "os", "as", "com", "em", "longo", "longa", "cabeça", "muito", "muitos", "telefone", "cão", "cachorro", "ao", "ambos", "plateia", "toca", "segundos", "alto",
];

/// Beginnings of directions that may go on in any words, lower case.
#[rustfmt::skip]
pub(super) const BEGINS: &[&str] = &[
    "soundbite of", "soundbite", "whereupon", "discussion off the record", "discussion held off", "off the record", "a recess was taken",
    "recess taken", "a brief recess", "brief recess", "lunch recess", "luncheon recess", "pause in the proceedings", "pause in proceedings", "no response", "no audible response",
    "witness nods", "witness shakes", "witness sworn", "the witness nods", "witness indicating", "witness reviewing", "witness examines", "indicating", "off-mike", "off mike", "off-mic", "off mic", "off camera",
    "clears throat", "clears his throat", "clears her throat", "music plays", "music playing", "music fades", "theme music", "intro music", "outro music", "begin excerpt", "end excerpt",
    "begin video", "end video", "begin audio", "end audio", "video plays", "audio plays", "clip plays", "video clip", "audio clip", "audio break", "commercial break", "recording stops", "recording starts", "recording paused", "recording resumes",
    "tape stops", "tape off", "tape ends", "tape turned", "recorder off", "interruption in", "break in recording", "break in tape", "phone rings", "telephone rings", "phone ringing", "dog barks", "dog barking",
    "door opens", "door closes", "speaks in", "speaking in", "speaks french", "speaking spanish", "foreign language", "cross talk", "simultaneous conversation", "simultaneous speech", "multiple speakers", "audience member laughs",
    "marked for identification", "deposition concluded", "deposition adjourned", "proceedings concluded", "proceedings adjourned", "laughter in", "exhibit no", "end of interview", "end of recording",
    "das telefon", "telefon klingelt", "handy klingelt", "es klopft", "es klingelt", "zwischenruf", "heiterkeit und", "beifall bei", "beifall im", "das gerät", "unterbrechung", "aufnahme unterbrochen", "macht eine", "holt tief", "zeigt auf", "zuckt mit",
    "suena el", "suena un", "se ríe", "se rie", "se ríen", "hace una pausa", "hace un gesto", "se interrumpe la grabación", "corte en la grabación", "entre risas", "con ironía",
    "il rit", "elle rit", "le téléphone", "un temps", "long silence", "nouveau silence", "éclat de rire", "éclats de rire", "interruption de",
    "suona il", "squilla il", "si interrompe", "fa una pausa", "ci pensa", "un attimo di", "scoppia a",
    "toca o telefone", "faz uma pausa", "interrupção", "entre risos", "pausa para",
];

/// What a recording is made of; after a word for its beginning or end, or before a number.
#[rustfmt::skip]
pub(super) const REELS: &[&str] = &[
    "tape", "side", "recording", "interview", "audio", "transcript", "transcription", "excerpt", "clip", "track", "disc", "video", "reel", "cassette", "session", "file",
    "recorded", "band", "seite", "aufnahme", "aufzeichnung", "gespräch", "gesprächs", "interviews", "kassette", "transkript", "transkripts", "cinta", "grabación", "entrevista", "cara", "transcripción", "bande",
    "enregistrement", "l'enregistrement", "l'entretien", "entretien", "nastro", "registrazione", "intervista", "dell'intervista", "fita", "gravação", "lato", "lado", "face", "part", "tonband", "audiodatei",
];

/// Those of them that a number or a letter follows.
#[rustfmt::skip]
pub(super) const NUMBERED: &[&str] = &[
    "tape", "side", "track", "disc", "reel", "cassette", "kassette", "band", "seite", "cinta", "cara", "bande", "face", "nastro", "lato", "fita", "lado", "disk", "cd",
];

/// Words for a beginning or an end.
#[rustfmt::skip]
pub(super) const ENDS: &[&str] = &[
    "end", "begin", "beginning", "begins", "start", "starts", "ende", "beginn", "anfang", "fin", "final", "inicio", "comienzo", "comienza", "termina", "début", "fine", "inizio", "fim", "início",
    "ends", "stop", "stops", "resume", "resumes", "continue", "continued",
];

/// What transcribers write for what they did not hear, lower case.
#[rustfmt::skip]
pub(super) const UNHEARD: &[&str] = &[
    "inaudible", "unintelligible", "indiscernible", "indistinct", "unclear", "phonetic", "ph", "sp", "unverständlich", "unv", "undeutlich", "akustisch",
    "ininteligible", "inteligible", "incomprensible", "inintelligible", "incompréhensible", "inaudibile", "incomprensibile", "inaudível", "ininteligível",
    "imperceptível", "imperceptible", "blank_audio", "unk", "spelling", "guess", "illegible", "illisible", "redacted", "coupé", "coupée", "incertain", "geschwärzt", "inintelligibles", "inaudibles", "ininteligibles", "incomprensibili", "inaudíveis", "聞き取り不能", "听不清",
];

/// Words beside those.
#[rustfmt::skip]
pub(super) const UNHEARD_BESIDE: &[&str] = &[
    "word", "words", "name", "the", "one", "two", "possibly", "passage", "segment", "at", "section", "wort", "worte", "ein", "zwei", "name", "palabra", "mot", "mots", "parola", "palavra", "speech", "audio", "?", "crosstalk",
    "sec", "secs", "seconds", "sek", "sekunde", "sekunden", "seg", "segundos", "secondes", "secondi", "min", "several", "few", "mehrere", "einige", "satz", "frase", "phrase", "palabras", "parole", "palavras", "nombre", "nom", "nome", "quelques", "algunas", "alcune", "algumas", "unas", "un", "una", "uma", "deux", "dos", "due", "duas",
];

/// Words for "I", "you" and "we": with one of these a bracket is what somebody says.
#[rustfmt::skip]
pub(super) const PERSONS: &[&str] = &[
    "i", "i'm", "i've", "i'd", "i'll", "me", "my", "we", "we're", "we've", "us", "our", "you", "you're", "your", "ich", "mir", "mich", "mein", "meine", "wir", "uns", "unser", "ihnen", "ihr",
    "yo", "me", "mi", "nosotros", "usted", "tú", "je", "j'ai", "moi", "mon", "ma", "mes", "nous", "vous", "io", "mi", "mio", "mia", "noi", "lei", "eu", "meu", "minha", "nós", "você", "que", "which", "die", "who", "it",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_lower_case_and_do_not_overlap() {
        for list in [
            HAPPENS, NOUNS, BESIDE, BEGINS, REELS, NUMBERED, ENDS, UNHEARD,
        ] {
            for word in list {
                assert_eq!(*word, word.to_lowercase());
                assert!(!word.contains('’'), "{word}");
            }
        }
        assert!(NOUNS.iter().all(|noun| HAPPENS.contains(noun)));
    }
}

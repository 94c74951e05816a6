//! Directions that tell in several words what somebody does: `[raises two fingers]`, `[elle se lève et
//! montre un tiroir]`, `[zeigt auf die Karte]`.
//!
//! No list holds them whole, so their first words must: one who does it, or nobody, and a verb of
//! hands, head and feet. A lone verb in a sentence completes it (`he [raises] the bar`), and so do
//! words that lean on the next (`[raises the question of] money`): both are spoken.

use super::stage::Where;

/// Longest such direction, in words.
const LONGEST: usize = 16;

/// Whoever does it, lower case.
#[rustfmt::skip]
const WHO: &[&str] = &[
    "he", "she", "they", "both", "er", "sie", "beide", "él", "ella", "ellos", "ellas", "il", "elle", "ils", "elles", "lui", "lei", "egli", "ele", "ela", "eles", "elas",
    "interviewer", "interviewee", "narrator", "witness", "speaker", "respondent", "interviewerin", "befragter", "befragte", "erzähler", "erzählerin", "entrevistador", "entrevistadora", "entrevistado", "entrevistada", "intervieweur", "intervieweuse", "témoin", "intervistatore", "intervistatrice", "intervistato", "intervistata", "testimone",
];

/// What may stand before them, and before verbs.
const ARTICLES: &[&str] = &[
    "the", "der", "die", "el", "la", "le", "l", "il", "lo", "o", "a",
];
const REFLEXIVE: &[&str] = &[
    "se", "s", "si", "sich", "lui", "me", "te", "then", "dann", "luego", "puis", "poi", "depois",
];

/// Verbs of gestures, also in the middle of a sentence if more than one word stands there.
#[rustfmt::skip]
const GESTURES: &[&str] = &[
    "raises", "raising", "touches", "touching", "points", "pointing", "gestures", "gesturing", "indicates", "indicating", "taps", "tapping", "claps", "clapping", "waves", "waving", "shrugs", "shrugging", "nods", "nodding", "winks", "mimes", "miming", "imitates", "imitating", "mimics", "demonstrates", "demonstrating", "scratches", "wipes", "wiping", "strokes", "rubs", "rubbing", "sniffs", "gesticulates", "knocks", "knocking", "bangs", "snaps", "whistles", "hums", "sings", "laughs", "sighs", "coughs", "motions",
    "zeigt", "deutet", "berührt", "klopft", "hebt", "winkt", "wischt", "streicht", "reibt", "kratzt", "zuckt", "schüttelt", "nickt", "tippt", "klatscht", "ahmt", "pfeift", "summt", "lacht", "seufzt",
    "señala", "apunta", "levanta", "golpea", "aplaude", "sacude", "asiente", "gesticula", "encoge", "guiña", "frota", "imita", "silba", "tararea", "ríe", "suspira", "sonríe", "alza", "agita",
    "désigne", "lève", "montre", "hoche", "hausse", "secoue", "mime", "imite", "agite", "gratte", "essuie", "frotte", "pointe", "tapote", "siffle", "fredonne", "rit", "soupire", "sourit",
    "indica", "scuote", "annuisce", "mima", "gratta", "asciuga", "strofina", "solleva", "fischia", "canticchia", "ride", "sospira", "sorride", "batte",
    "abana", "acena", "aponta", "coça", "esfrega", "ergue", "bate", "assobia", "cantarola", "ri", "sorri", "mostra",
];

/// Verbs of moving about, which are also said of other things, and so only between two sentences.
#[rustfmt::skip]
const MOVES: &[&str] = &[
    "shows", "showing", "holds", "holding", "lifts", "lifting", "picks", "picking", "pulls", "pulling", "pushes", "puts", "stands", "standing", "sits", "sitting", "walks", "opens", "opening", "closes", "closing", "turns", "turning", "looks", "looking", "leans", "leaning", "leafs", "leafing", "draws", "drawing", "drinks", "sips", "pours", "lights", "reads", "reading", "rises", "gets", "goes", "leaves", "returns", "folds", "unfolds", "fetches", "hands", "searches", "takes", "makes", "plays", "stops", "starts", "begins", "breaks",
    "steht", "setzt", "geht", "holt", "öffnet", "schließt", "blickt", "schaut", "sieht", "wendet", "lehnt", "zieht", "legt", "nimmt", "hält", "blättert", "greift", "dreht", "faltet", "trinkt", "schenkt", "zündet", "macht", "liest", "kramt", "sucht", "verlässt", "beugt", "weist", "spielt", "singt", "zeichnet",
    "muestra", "enseña", "abre", "cierra", "mira", "saca", "coge", "agarra", "hace", "mueve", "camina", "sienta", "acerca", "enciende", "dibuja", "hojea", "niega", "busca", "lee", "bebe", "gira", "hojeando", "sale", "vuelve", "toma", "pone", "canta", "llora", "toca", "baja",
    "ouvre", "ferme", "prend", "pose", "tend", "sort", "regarde", "fait", "frappe", "tourne", "assoit", "assied", "approche", "penche", "dessine", "feuillette", "cherche", "allume", "boit", "baisse", "croise", "redresse", "indique", "touche", "marque", "lit", "chante", "pleure", "déplie", "rapporte", "attrape", "désignant", "montrant",
    "tocca", "apre", "chiude", "prende", "posa", "guarda", "fa", "gira", "siede", "avvicina", "disegna", "sfoglia", "cerca", "accende", "beve", "tira", "stringe", "china", "appoggia", "punta", "legge", "canta", "piange", "esce", "mostrando", "indicando", "alzando",
    "fecha", "pega", "põe", "pousa", "olha", "faz", "vira", "senta", "aproxima", "desenha", "folheia", "procura", "acende", "encolhe", "puxa", "mexe", "lê", "chora", "sai", "apontando", "mostrando", "tira",
];

/// Words with which no direction ends, for they lean on the next.
#[rustfmt::skip]
const LEAN: &[&str] = &[
    "of", "to", "the", "a", "an", "in", "on", "for", "with", "that", "and", "or", "from", "by", "at", "as", "his", "her", "their", "von", "zu", "der", "die", "das", "den", "dem", "ein", "eine", "mit", "und", "dass", "im", "auf", "de", "la", "el", "los", "las", "un", "una", "que", "con", "y", "en", "du", "des", "le", "les", "une", "et", "à", "dans", "di", "il", "lo", "gli", "che", "e", "per", "do", "da", "o", "os", "as", "um", "uma", "com", "em",
];

/// Does it tell what somebody does? `words` are those of `text` in lower case.
pub(super) fn tells(text: &str, words: &[&str], place: Where) -> bool {
    if words.len() > LONGEST || text.contains(['?', '!', '"', '“', '«', '„']) {
        return false;
    }
    let mut rest = words;
    let mut who = false;
    if let [article, person, ..] = rest
        && ARTICLES.contains(article)
        && WHO.contains(person)
        && person.len() > 3
    {
        rest = &rest[1..];
    }
    if let [person, more @ ..] = rest
        && WHO.contains(person)
    {
        (rest, who) = (more, true);
    }
    while let [word, more @ ..] = rest
        && REFLEXIVE.contains(word)
        && !more.is_empty()
    {
        rest = more;
    }
    let Some(first) = rest.first() else {
        return false;
    };
    // `s'assoit`, `levanta-se`
    let verb = first.strip_prefix("s'").unwrap_or(first);
    let verb = verb.strip_suffix("-se").unwrap_or(verb);
    let gesture = GESTURES.contains(&verb);
    if !gesture && !MOVES.contains(&verb) {
        return false;
    }
    let said = |w: &&&str| {
        matches!(
            **w,
            "i" | "we" | "ich" | "wir" | "yo" | "je" | "nous" | "noi" | "io" | "eu" | "nós"
        )
    };
    if words.iter().any(|w| said(&w)) {
        return false;
    }
    let small = text.starts_with(char::is_lowercase);
    let leans = rest.len() > 1 && rest.last().is_some_and(|w| LEAN.contains(w));
    match (place.alone, place.inside) {
        (true, _) if place.round => who || gesture,
        (true, _) => rest.len() > 1 || gesture,
        (_, true) => !place.round && !who && gesture && rest.len() > 1 && small && !leans,
        // Whoever writes `(she makes good bread)` says so.
        (_, false) if place.round => !who && small && rest.len() > 1 && !leans,
        (_, false) => (rest.len() > 1 || gesture) && !leans,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn direction(text: &str, round: bool, inside: bool) -> bool {
        let lower = text.replace('’', "'").to_lowercase();
        let sign = |c: char| !c.is_alphanumeric();
        let words: Vec<&str> = lower
            .split([' ', ','])
            .map(|w| w.trim_matches(sign))
            .filter(|w| !w.is_empty())
            .collect();
        let place = Where {
            round,
            alone: false,
            inside,
        };
        tells(text, &words, place)
    }

    #[test]
    fn deeds_are_told_from_words_that_complete_a_sentence() {
        #[rustfmt::skip]
        let done = [
            "raises two fingers", "touches ear", "points to the mill", "shows a photograph", "She gets up and opens a drawer", "The interviewer shows a map", "narrator points to the wall", "picks up the bell", "leafing through the album",
            "zeigt auf die Karte", "sie steht auf und holt ein Album", "blättert im Heft", "er nimmt die Brille ab", "setzt sich ans Fenster",
            "señala el molino", "se levanta y abre un cajón", "ella saca una foto", "hace un gesto con la mano", "se encoge de hombros",
            "elle se lève et montre un tiroir", "il prend la clef", "montre la carte", "s’assoit près du four", "se tourne vers la fenêtre",
            "indica il mulino", "si alza e apre un cassetto", "lei prende una foto", "scuote la testa", "fa un gesto con la mano",
            "aponta para o moinho", "levanta-se e abre uma gaveta", "ela pega numa foto", "encolhe os ombros", "mostra a fotografia",
        ];
        for text in done {
            assert!(direction(text, false, false), "{text}");
        }
        for text in [
            "raises two fingers",
            "touches ear",
            "zeigt zwei Finger",
            "señala la puerta",
            "montre deux doigts",
            "indica la porta",
        ] {
            assert!(direction(text, false, true), "{text}");
        }
        #[rustfmt::skip]
        let completes = [
            "raises", "raises the question of", "shows", "points to the", "new", "the mill", "takes place in", "she shows", "opens the door", "montre", "il montre", "zeigt", "makes a", "is", "of the harbour", "indica che",
        ];
        for text in completes {
            assert!(!direction(text, false, true), "{text}");
        }
        for text in [
            "she makes good bread",
            "he means the old one",
            "Looks good too",
            "il fait beau",
            "I raise my hand",
            "er macht das gut",
            "and points it out",
        ] {
            assert!(!direction(text, true, false), "{text}");
        }
    }
}

//! What stands before a colon, in brackets or alone on a line and is nobody's name: more of it,
//! by language, and the keys of the block of facts above an interview.
//!
//! Lists and not statistics, for the same reason as in [`lists`](super::lists): each word can be
//! doubted. A word that is a name somewhere (`Rose`, `Max`, `Sol`) must not stand here.

/// Words that are nobody's name, lower case, over all languages; more of [`NEVER_NAMES`](super::lists::NEVER_NAMES).
#[rustfmt::skip]
pub(super) const NEVER_MORE: &[&str] = &[
    // What happens and is not said.
    "laughs", "laugh", "laughter", "laughing", "chuckles", "giggles", "smiles", "sighs", "sigh", "pause", "pauses",
    "long pause", "silence", "applause", "music", "crosstalk", "inaudible", "unintelligible", "indistinct", "coughs",
    "cough", "crying", "cries", "sobs", "whispers", "cheers", "cheering", "beep", "static", "noise", "background noise",
    "phone rings", "end of recording", "recording ends", "recording stops", "end of tape", "end", "break", "interruption", "off the record",
    "lacht", "lachen", "gelächter", "pausen", "stille", "beifall", "applaus", "musik", "unverständlich", "seufzt",
    "ríe", "risas", "ríen", "risa", "silencio", "aplausos", "música", "ininteligible", "suspira", "pausa",
    "rires", "rire", "rit", "sourit", "soupir", "silence", "applaudissements", "musique", "inaudible", "incompréhensible",
    "ride", "risate", "silenzio", "applausi", "musica", "incomprensibile", "sospira",
    "risos", "ri", "silêncio", "aplausos", "música", "inaudível", "incompreensível", "suspira",
    // What introduces a list, a remark, an answer.
    "pros", "cons", "pro", "contra", "advantages", "disadvantages", "ingredients", "method", "directions", "instructions",
    "tip", "tips", "hint", "spoiler warning", "trigger warning", "content warning", "content note", "tl;dr", "tldr", "faq",
    "edit", "full disclosure", "disclosure", "footnote", "footnotes", "references", "further reading", "reading list",
    "bio", "biography", "about", "about the author", "about the interviewer", "about us", "contact", "acknowledgements",
    "acknowledgments", "permissions", "rights", "license", "citation", "cite as", "how to cite", "reviewed", "reading time",
    "also read", "read also", "read next", "watch", "listen here", "buy", "order", "info", "information", "details",
    "background", "context", "preface", "foreword", "prologue", "epilogue", "appendix", "afterword", "headline", "subtitle",
    "heading", "deck", "dek", "standfirst", "kicker", "slug", "quote", "pull quote", "sidebar", "key points", "takeaways",
    "highlights", "keywords", "summary keywords", "chapters", "timestamps", "timecodes", "show notes", "sponsor", "sponsors",
    "page", "line", "volume", "vol", "issue", "number", "no", "item", "exhibit", "case no", "case", "docket",
    "rule", "rule one", "lesson one", "option", "scenario", "version", "score", "final score", "mission", "motto", "goal", "goals", "plan",
    "plan a", "plan b", "lesson", "lessons", "moral", "conclusions", "results", "problem", "solution", "reason", "reasons",
    "question one", "myth", "truth", "reality", "spoken", "written", "case in point", "bottom line", "the point", "point",
    "fun fact", "quick question", "last question", "final question", "first question", "follow-up", "next question",
    "one more thing", "side note", "long story short", "in short", "in other words", "for instance", "namely", "thing is",
    "i mean", "that is", "as follows", "the following", "remember this", "picture this", "imagine", "think about it", "guess what",
    "true", "false", "correct", "incorrect", "exactly", "indeed", "sure", "absolutely", "definitely", "of course", "yeah",
    "wow", "oh", "ah", "hm", "hmm", "um", "uh", "hey", "hi", "hello", "thanks", "thank you", "sorry", "please", "welcome",
    "goodbye", "bye", "good morning", "good evening", "good afternoon", "good night",
    "frankly", "simply", "obviously", "clearly", "surely", "perhaps", "maybe", "sometimes", "often", "usually", "mostly",
    "meanwhile", "therefore", "otherwise", "instead", "besides", "moreover", "furthermore", "nevertheless", "nonetheless",
    "firstly", "secondly", "thirdly", "lastly", "fourth", "fifth", "next", "last", "one", "two", "three", "four", "five",
    "number one", "number two", "number three", "step one", "step two", "step three", "day one", "day two", "part one", "part two", "part three",
    "act one", "act two", "chapter one", "chapter two", "chapter three", "book one", "book two", "volume one", "volume two",
    "appearances", "before", "ext", "int", "fade in", "fade out", "cut to", "for the plaintiff", "for the plaintiffs", "for the defendant",
    "for the defendants", "for the petitioner", "for the respondent", "on behalf of the petitioner", "on behalf of the respondent", "index", "exhibits",
    "certificate", "minutes", "minutes of evidence", "oral evidence", "written evidence", "written evidence from witnesses", "proceedings", "questions", "answers",
    // German.
    "anm", "anm. d. red", "anmerkung der redaktion", "hinweise", "ergebnis", "fazit", "beispiel", "zum beispiel", "erstens", "zweitens", "drittens",
    "quellen", "autor", "autorin", "text", "fotos von", "bildunterschrift", "vorteile", "nachteile", "zutaten", "zubereitung",
    "kosten", "zeit", "dauer", "wichtig", "tipp", "info", "infos", "kontakt", "einleitung", "vorwort", "nachwort", "schluss", "zusammenfassung",
    "überschrift", "untertitel", "und", "aber", "also", "dann", "ja", "nein", "doch", "gut", "genau", "natürlich", "klar", "ehrlich",
    "einerseits", "andererseits", "übrigens", "stichwort", "motto", "problem", "lösung", "grund", "frage eins", "merke", "p. s",
    "nur", "kurz", "kurzum", "folge", "folgen", "ausgabe", "seite", "zeile", "abschnitt", "schritt", "lektion", "siehe auch", "lesetipp",
    // Spanish.
    "nota de la redacción", "nota del editor", "notas", "ejemplo", "por ejemplo", "resultado", "conclusión", "resumen", "introducción",
    "ventajas", "desventajas", "ingredientes", "preparación", "consejo", "importante", "advertencia", "primero", "segundo", "tercero", "por último",
    "texto", "fotografía", "fotografías", "créditos", "autor", "autora", "fuentes", "capítulos", "página", "paso", "título", "subtítulo",
    "actualización", "relacionado", "ver también", "leer más", "y", "pero", "entonces", "bueno", "claro", "exacto", "sí", "precio", "tiempo",
    "cuidado", "ojo", "recuerda", "en resumen", "es decir", "moraleja", "solución", "motivo", "razón", "contacto",
    // French.
    "note de la rédaction", "ndlr", "exemple", "par exemple", "résultat", "résumé", "conclusion", "avantages", "inconvénients",
    "ingrédients", "préparation", "conseil", "important", "avertissement", "premièrement", "deuxièmement", "troisièmement", "enfin", "bref",
    "texte", "photographie", "photographies", "légende", "auteur", "autrice", "sources", "pages", "étape", "titre", "sous-titre",
    "mise à jour", "voir aussi", "à voir", "à suivre", "et", "mais", "alors", "bon", "bien", "voilà", "exact", "exactement", "oui", "non",
    "prix", "durée", "morale", "solution", "raison", "rappel", "moralité", "propos", "propos recueillis", "propos recueillis par", "repères", "encadré",
    // Italian.
    "nota della redazione", "nota dell'autore", "ndr", "esempio", "per esempio", "ad esempio", "risultato", "riassunto", "conclusione",
    "vantaggi", "svantaggi", "ingredienti", "preparazione", "consiglio", "importante", "avviso", "primo", "secondo", "terzo", "infine", "insomma",
    "testo", "didascalia", "autore", "autrice", "fonti", "pagina", "passo", "sottotitolo", "aggiornamento", "vedi anche", "e", "ma", "allora",
    "bene", "ecco", "esatto", "certo", "sì", "prezzo", "durata", "soluzione", "motivo", "morale", "tempo",
    // Portuguese.
    "nota da redação", "nota do editor", "nota da redacção", "exemplo", "por exemplo", "resultado", "resumo", "conclusão", "introdução",
    "vantagens", "desvantagens", "modo de preparo", "conselho", "dica", "dicas", "atenção", "primeiro", "terceiro", "por fim", "enfim",
    "legenda", "autor", "fontes", "página", "passo", "atualização", "veja também", "leia também", "leia mais", "ver mais", "mas", "então",
    "bem", "certo", "exato", "sim", "não", "preço", "duração", "solução", "razão", "moral", "crédito", "créditos", "imagem", "fotografia",
    "reportagem", "edição", "edição de", "tradução", "foto de capa",
];

/// Keys of the facts about a recording, lower case: not said, and nobody's name. Keys that name
/// people are not here; they stand in [`META_PEOPLE`].
#[rustfmt::skip]
pub(super) const META_KEYS: &[&str] = &[
    "written evidence from witnesses", "written evidence", "watch the meeting", "accession no", "accession number", "collection", "catalogue no",
    "date", "interview date", "date of interview", "date recorded", "recorded", "recorded on", "recording date", "recording",
    "location", "interview location", "place", "place of interview", "venue", "city", "country", "length", "duration", "runtime",
    "length of interview", "time", "start time", "end time", "accession no", "accession", "project", "project name", "series", "collection", "archive",
    "interview number", "interview no", "interview id", "interview", "accession number", "call number", "tape", "tape number", "file", "file name",
    "filename", "audio", "audio file", "reference", "reference number", "format", "language", "transcribed by", "transcription by", "transcript by",
    "transcriber", "transcriptionist", "transcribed", "transcription date", "transcript date", "edited by", "reviewed by", "audited by", "proofread by",
    "final edit", "published", "published on", "updated", "posted", "posted on", "posted by", "source", "url", "link", "isbn", "keywords", "tags",
    "categories", "category", "subject", "topic", "topics", "version", "status", "copyright", "license", "rights", "repository", "session", "session number",
    "from", "to", "cc", "bcc", "sent", "re", "date sent", "episode", "episode number", "season", "air date", "broadcast", "first broadcast", "produced by",
    "recorded by", "birthplace", "date of birth", "born", "occupation", "age", "gender", "restrictions",
    "protokoll", "protokollführer", "protokollführerin", "verhandlungspunkt", "verhandlungspunkte", "tagesordnung", "tagesordnungspunkt", "vernehmungsort", "az", "aktenzeichen", "soporte", "fondo", "unterlagen", "sitzung", "anlage", "anlagen",
    "evento", "início", "término", "páginas", "sumário", "observações", "orden del día", "número de expediente", "expediente", "support", "cote", "segnatura", "supporto", "fondo", "n°", "nº", "resumen", "résumé", "riassunto",
    "datum", "ort", "dauer", "länge", "aufnahme", "aufgenommen", "aufnahmedatum", "interviewdatum", "datum des interviews", "ort des interviews", "projekt", "transkription", "transkript",
    "transkribiert von", "transkriptionsregeln", "transkriptorin", "transkriptor", "datei", "sprache", "quelle", "archiv", "signatur", "beginn", "ende", "uhrzeit", "betreff", "gesendet", "stand", "beruf", "alter", "geburtsort", "jahrgang",
    "fecha", "fecha de la entrevista", "lugar", "lugar de la entrevista", "duración", "grabación", "proyecto", "transcripción", "transcrito por", "transcripción de", "idioma", "archivo", "fuente", "asunto", "para", "enviado", "hora", "edad", "profesión", "ocupación",
    "lieu", "lieu de l'entretien", "date de l'entretien", "durée", "enregistrement", "enregistré le", "projet", "transcription", "transcrit par", "langue", "fichier", "objet", "envoyé", "heure", "âge", "profession", "émission",
    "data", "data dell'intervista", "luogo", "luogo dell'intervista", "durata", "registrazione", "progetto", "trascrizione", "trascrizione di", "trascritto da", "lingua", "file audio", "oggetto", "età", "professione",
    "data da entrevista", "local da entrevista", "duração", "gravação", "projeto", "transcrição", "transcrito por", "transcrição de", "língua", "idioma", "arquivo", "ficheiro", "assunto", "idade", "profissão",
];

/// Keys of the facts that name those who speak, lower case, and whether such a person asks.
#[rustfmt::skip]
pub(super) const META_PEOPLE: &[(&str, Option<bool>)] = &[
    ("interviewer", Some(true)), ("interviewers", Some(true)), ("interviewed by", Some(true)), ("interview by", Some(true)),
    ("interview conducted by", Some(true)), ("conducted by", Some(true)), ("questions by", Some(true)), ("host", Some(true)), ("hosts", Some(true)), ("hosted by", Some(true)),
    ("moderator", Some(true)), ("moderators", Some(true)), ("moderated by", Some(true)), ("presenter", Some(true)), ("facilitator", Some(true)),
    ("interviewee", Some(false)), ("interviewees", Some(false)), ("guest", Some(false)), ("guests", Some(false)), ("respondent", Some(false)),
    ("informant", Some(false)), ("narrator", Some(false)), ("narrators", Some(false)), ("panelists", Some(false)), ("panellists", Some(false)), ("panel", Some(false)),
    ("members present", None), ("witness", Some(false)), ("witnesses", Some(false)), ("panel members", None), ("also present", None), ("on the panel", Some(false)), ("participants", None), ("participant", None), ("speakers", None), ("present", None), ("attendees", None), ("in attendance", None), ("people", None), ("name", Some(false)), ("name of interviewee", Some(false)), ("name of interviewer", Some(true)),
    ("vorsitz", Some(true)), ("interviewt von", Some(true)), ("interviewerin", Some(true)), ("befragte", Some(false)), ("befragter", Some(false)), ("befragte person", Some(false)),
    ("gast", Some(false)), ("gäste", Some(false)), ("interviewte", Some(false)), ("interviewter", Some(false)), ("interviewpartner", Some(false)), ("interviewpartnerin", Some(false)), ("gesprächspartner", Some(false)), ("gesprächspartnerin", Some(false)), ("teilnehmer", None), ("teilnehmende", None), ("teilnehmerinnen", None), ("beteiligte", None), ("sprecher", None), ("moderation", Some(true)), ("moderatorin", Some(true)), ("interview von", Some(true)), ("gespräch", Some(true)),
    ("entrevistador", Some(true)), ("entrevistadora", Some(true)), ("entrevistado", Some(false)), ("entrevistada", Some(false)), ("entrevistados", Some(false)), ("invitado", Some(false)), ("invitada", Some(false)), ("participantes", None), ("entrevista", Some(true)), ("entrevista de", Some(true)), ("entrevista realizada por", Some(true)), ("moderador", Some(true)), ("moderadora", Some(true)), ("asistentes", None),
    ("intervieweur", Some(true)), ("intervieweuse", Some(true)), ("interviewé", Some(false)), ("interviewée", Some(false)), ("enquêteur", Some(true)), ("enquêtrice", Some(true)), ("enquêté", Some(false)), ("enquêtée", Some(false)), ("invité", Some(false)), ("invitée", Some(false)), ("invités", Some(false)), ("entretien mené par", Some(true)), ("animateur", Some(true)), ("animatrice", Some(true)), ("présents", None), ("intervenants", None),
    ("intervistatore", Some(true)), ("intervistatrice", Some(true)), ("intervistato", Some(false)), ("intervistata", Some(false)), ("ospite", Some(false)), ("ospiti", Some(false)), ("partecipanti", None), ("intervista di", Some(true)), ("intervista a cura di", Some(true)), ("conduttore", Some(true)), ("conduttrice", Some(true)), ("moderatore", Some(true)), ("moderatrice", Some(true)),
    ("convidado", Some(false)), ("convidada", Some(false)), ("convidados", Some(false)), ("apresentador", Some(true)), ("apresentadora", Some(true)), ("entrevista por", Some(true)),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_lower_case_with_straight_apostrophes() {
        let people = META_PEOPLE.iter().map(|(key, _)| key);
        for word in NEVER_MORE.iter().chain(META_KEYS).chain(people) {
            assert_eq!(*word, word.to_lowercase());
            assert!(!word.contains('’'), "{word}");
        }
    }
}

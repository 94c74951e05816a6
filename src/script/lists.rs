//! Words and beginnings that mean the same in every interview, over all languages: what is nobody's
//! name, what asks and answers for a living, what belongs to the web page.
//!
//! One list for all languages where no word of one is a name in another: the language is not
//! needed, and a page in two languages is read as well as one in one. Kept as paragraphs, because
//! one word a line would hide what is missing.

/// Words before a colon that are nobody's name, lower case, over all languages.
#[rustfmt::skip]
pub(super) const NEVER_NAMES: &[&str] = &[
    "note", "notes", "editor's note", "editors' note", "author's note", "nb", "n.b", "ps", "p.s", "warning",
    "caution", "disclaimer", "spoiler", "spoilers", "spoiler alert", "related", "see also", "read more", "more",
    "topic", "topics", "subject", "re", "from", "to", "cc", "bcc", "date", "time", "location", "place", "where",
    "when", "part", "chapter", "section", "episode", "season", "act", "scene", "step", "figure", "fig", "table",
    "photo", "photos", "photograph", "photographs", "image", "images", "picture", "credit", "credits", "caption",
    "video", "audio", "source", "sources", "update", "updated", "correction", "published", "posted", "tags", "tag",
    "category", "categories", "share", "advertisement", "ad", "sponsored", "summary", "abstract", "contents",
    "introduction", "conclusion", "transcript", "title", "author", "by", "words", "text", "interview", "email",
    "e-mail", "phone", "fax", "tel", "website", "web", "url", "http", "https", "isbn", "breaking", "important",
    "remember", "look", "listen", "honestly", "but", "and", "so", "well", "also", "then", "first", "second", "third",
    "finally", "however", "example", "for example", "fact", "result", "answer key", "translation", "language",
    "duration", "length", "runtime", "director", "cast", "starring", "genre", "rating", "price", "copyright",
    "hinweis", "anmerkung", "achtung", "thema", "ort", "datum", "foto", "fotos", "bild", "bilder", "quelle", "teil",
    "kapitel", "titel", "lesen sie auch", "mehr zum thema", "anzeige", "nota", "aviso", "atención", "tema", "lugar",
    "fecha", "fuente", "parte", "capítulo", "imagen", "lee también", "remarque", "attention", "sujet", "lieu",
    "partie", "chapitre", "crédit", "crédits", "à lire aussi", "lire aussi", "avvertenza", "attenzione", "luogo",
    "fonte", "capitolo", "immagine", "leggi anche", "titolo",
    "observação", "atenção", "importante", "assunto", "data", "imagem", "imagens", "capítulo", "leia também", "leia mais", "saiba mais",
    "veja também", "título", "legenda", "resumo", "duração", "idioma", "palavras-chave", "autor", "autora", "correção", "atualização", "local",
    "nota da redação", "nota do editor", "duración", "resumen", "palabras clave", "etiquetas", "pie de foto", "leer más", "véase también",
    "nota de la redacción", "nota del editor", "actualización", "corrección", "créditos", "vídeo", "durée", "langue", "résumé", "mots-clés",
    "légende", "titre", "auteur", "auteure", "autrice", "voir aussi", "en savoir plus", "mise à jour", "précision", "lien", "liens", "photographie",
    "note de la rédaction", "durata", "lingua", "riassunto", "parole chiave", "didascalia", "autore", "vedi anche", "aggiornamento", "nota della redazione",
    "leggi di più", "dauer", "sprache", "zusammenfassung", "stichwörter", "schlagwörter", "bildunterschrift", "autorin", "siehe auch", "mehr lesen",
    "weiterlesen", "anmerkung der redaktion", "aktualisierung", "korrektur", "quellen", "fotograf", "fotografin", "übersetzung", "einleitung", "vorwort",
    "styling", "stylist", "styliste", "hair", "make-up", "makeup", "illustration", "illustrations", "illustrazione", "illustrazioni", "ilustración",
    "ilustraciones", "ilustração", "illustrationen", "trucco", "maquillaje", "maquillage", "maquiagem", "produktion", "produzione", "producción", "produção",
    "日期", "时间", "時間", "地点", "地點", "日時", "場所", "出典", "来源", "來源", "图片", "圖片", "写真", "注", "备注", "備註", "날짜", "장소", "사진",
];

/// Words before a colon that are no guest who speaks once, lower case: they begin a sentence, or
/// repeat what somebody said in a story. Who is labelled again and again may be called so.
#[rustfmt::skip]
pub(super) const NEVER_ONCE: &[&str] = &[
    "answer", "question", "verdict", "problem", "the problem", "solution", "the solution", "reason", "the reason",
    "the result", "rule", "lesson", "moral", "proof", "meaning", "bottom line", "yes", "no", "okay", "ok", "anyway", "right",
    "me", "him", "her", "them", "us", "you", "i", "he", "she", "they", "we", "it", "that", "this", "these", "those",
    "or", "still", "again", "plus", "once", "now", "today", "tonight", "later", "yesterday", "tomorrow", "always", "never",
    "everyone", "everybody", "nobody", "seriously", "actually", "basically", "suddenly", "idea", "the idea", "new", "the", "a",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december",
    "antwort", "frage", "ergebnis", "problem", "das problem", "lösung", "grund", "ja", "nein", "ich", "er", "sie", "wir",
    "heute", "jetzt", "respuesta", "pregunta", "resultado", "problema", "sí", "yo", "él", "ella", "hoy", "ahora",
    "réponse", "résultat", "problème", "oui", "non", "moi", "lui", "elle", "le problème", "la solution", "la raison", "bref", "résultat", "aujourd'hui", "maintenant", "el problema", "la solución",
    "la razón", "en resumen", "o problema", "a solução", "a razão", "resposta", "pergunta", "sim", "não", "eu", "ele", "ela", "hoje", "agora", "ontem",
    "il problema", "la soluzione", "la ragione", "sì", "lui", "oggi", "adesso", "ieri", "gestern", "morgen", "die lösung", "der grund", "das ergebnis", "risposta", "domanda", "risultato", "io", "lei",
];

/// Labels of people who ask for a living, lower case.
#[rustfmt::skip]
pub(super) const ASKS: &[&str] = &[
    "q", "interviewer", "host", "moderator", "question", "presenter", "anchor", "vorhalt", "frage", "f", "interviewerin",
    "moderatorin", "entrevistador", "entrevistadora", "pregunta", "p", "question", "journaliste", "moderador",
    "moderadora", "pergunta", "domanda", "d", "intervistatore", "intervistatrice", "moderatore", "audience", "audience member",
    "journalist", "reporter", "fragesteller", "fragestellerin", "journalistin", "reporterin", "publikum", "periodista", "presentador", "presentadora",
    "reportero", "reportera", "público", "intervieweur", "intervieweuse", "animateur", "animatrice", "présentateur", "présentatrice", "modérateur",
    "modératrice", "enquêteur", "enquêtrice", "giornalista", "conduttore", "conduttrice", "presentatore", "presentatrice", "jornalista", "repórter",
    "apresentador", "apresentadora", "mediador", "mediadora", "plateia", "记者", "記者", "主持人", "采访者", "採訪者", "问", "問", "聞き手", "司会", "インタビュアー", "기자", "진행자", "질문",
];

/// Labels of people who are asked, lower case.
#[rustfmt::skip]
pub(super) const ANSWERS: &[&str] = &[
    "a", "interviewee", "guest", "answer", "antwort", "befragter", "befragte", "gast", "entrevistado",
    "entrevistada", "respuesta", "resposta", "réponse", "invité", "invitée", "risposta", "intervistato", "intervistata", "r",
    "witness", "respondent", "subject", "deponent", "participant", "interviewter", "interviewte", "interviewpartner", "interviewpartnerin", "zeuge",
    "zeugin", "befragte person", "invitado", "invitada", "testigo", "interviewé", "interviewée", "témoin", "enquêté", "enquêtée", "ospite", "testimone",
    "convidado", "convidada", "testemunha", "depoente", "受访者", "受訪者", "嘉宾", "嘉賓", "答", "ゲスト", "답변", "게스트",
];

/// Pairs of letters for a question and its answer.
#[rustfmt::skip]
pub(super) const LETTERS: &[(&str, &str)] =
    &[("q", "a"), ("f", "a"), ("p", "r"), ("q", "r"), ("d", "r"), ("i", "b"), ("i", "r"), ("i", "p"), ("问", "答"), ("問", "答"), ("문", "답")];

/// Words for a question and its first letter; whoever begins with `Pregunta:` goes on with `P.:`.
#[rustfmt::skip]
pub(super) const QUESTIONS: &[(&str, &str)] =
    &[("question", "q"), ("frage", "f"), ("pregunta", "p"), ("pergunta", "p"), ("domanda", "d"), ("vorhalt", "f")];

/// The same for the answer.
#[rustfmt::skip]
pub(super) const REPLIES: &[(&str, &str)] = &[
    ("answer", "a"), ("antwort", "a"), ("respuesta", "r"), ("resposta", "r"), ("réponse", "r"), ("risposta", "r"),
];

/// Labels of the narrator, lower case.
#[rustfmt::skip]
pub(super) const NARRATORS: &[&str] = &[
    "narrator", "narration", "voiceover", "voice-over", "erzähler", "erzählerin", "narrador", "narradora",
    "narrateur", "narratrice", "narratore", "locutor", "locutora", "sprecher aus dem off", "voix off", "voce narrante", "voz em off", "voz en off", "旁白", "ナレーション", "ナレーター", "내레이션",
];

/// Labels of the narrator in captions of films, lower case: elsewhere they may be somebody's.
#[rustfmt::skip]
pub(super) const CAPTION_NARRATORS: &[&str] = &[
    "sprecher", "sprecherin", "off", "off-sprecher", "off-sprecherin", "off-stimme", "off-kommentar", "kommentar", "kommentator", "commentary", "commentator",
    "announcer", "voice", "commentaire", "commentateur", "voix", "comentario", "comentarista", "voz", "voz off", "locución", "commento", "voce", "voce off", "fuori campo",
    "voce fuori campo", "locução", "comentário",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_lower_case_with_straight_apostrophes() {
        for list in [
            NEVER_NAMES,
            NEVER_ONCE,
            ASKS,
            ANSWERS,
            NARRATORS,
            CAPTION_NARRATORS,
        ] {
            for word in list {
                assert_eq!(*word, word.to_lowercase());
                assert!(!word.contains('’'), "{word}");
            }
        }
    }

    #[test]
    fn who_asks_does_not_answer() {
        assert!(ASKS.iter().all(|word| !ANSWERS.contains(word)));
        for (words, list) in [(QUESTIONS, ASKS), (REPLIES, ANSWERS)] {
            for (word, letter) in words {
                assert!(list.contains(word) && list.contains(letter), "{word}");
                // What a witness is confronted with is another question.
                assert!(word.starts_with(letter) || *word == "vorhalt");
            }
        }
    }
}

//! The words that give people away, by language: who says "I", who says "you", what stands at the
//! end of a page. Lists and not statistics: each can be read, doubted and added to by a person
//! who speaks the language. A new language is one more row.

use super::listed::{closed, parts, wide};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The words of one language, all lower case.
#[derive(Debug)]
pub(super) struct Phrases {
    /// The language, without region.
    pub(super) language: &'static str,
    /// The commonest small words, by which a short text shows its language.
    pub(super) common: &'static [&'static str],
    /// Words for "I" and "we"; where verbs carry the person, the commonest of those.
    pub(super) first: &'static [&'static str],
    /// Words for "you".
    pub(super) second: &'static [&'static str],
    /// With these a sentence goes on with what was said before it.
    pub(super) going_on: &'static [&'static str],
    /// Where a work can be had.
    pub(super) available: &'static [&'static str],
    /// What editors say about an interview.
    pub(super) edited: &'static [&'static str],
    /// What is told of a person's life.
    pub(super) lives: &'static [&'static str],
    /// The chapter before the first question.
    pub(super) introduction: &'static str,
    /// The chapter after the last answer.
    pub(super) closing: &'static str,
}

// Lists are kept as paragraphs: one word a line would hide what is missing.
#[rustfmt::skip]
const PHRASES: &[Phrases] = &[
    Phrases {
        language: "en",
        common: &["the", "a", "an", "of", "to", "in", "is", "was", "it", "and", "that", "for", "on", "with", "not", "are", "were", "this", "have", "had", "what", "why", "how", "hello", "thanks"],
        first: &[
            "i", "i'm", "i've", "i'd", "i'll", "me", "my", "mine", "myself", "we", "we're", "we've", "we'd", "we'll",
            "us", "our", "ours", "ourselves", "im", "ive",
        ],
        second: &[
            "you", "you're", "you've", "you'd", "you'll", "your", "yours", "yourself", "yourselves", "y'all",
        ],
        going_on: &[
            "and", "but", "so", "well", "yeah", "yes", "no", "because", "then", "right", "okay", "that's", "that",
            "it", "it's",
        ],
        available: &[
            "now available", "is available", "are available", "available to", "available on", "available from",
            "available in", "available at", "is out now", "are out now", "is out on", "is out in", "out now",
            "in theaters", "in theatres", "in cinemas", "in bookstores", "in bookshops", "streaming on",
            "streaming now", "streams on", "to stream on", "premieres", "opens in", "opens on", "airs on", "on sale",
            "is published by", "was published by", "will be published", "will be released", "can be seen",
            "can be heard", "can be found", "can be ordered", "on display", "on tour", "runs until", "runs through",
            "is on view", "tickets",
        ],
        edited: &[
            "interview has been edited", "conversation has been edited", "interview was edited",
            "conversation was edited", "has been edited and condensed", "has been condensed", "edited and condensed",
            "edited for length", "edited for clarity", "for length and clarity", "interview conducted by",
            "interview was conducted", "interviewed by", "interview by", "as told to", "words by", "text by",
            "photographs by", "photography by", "photos by", "translated by", "transcribed by", "follow him on",
            "follow her on", "follow them on", "for more information", "editor's note:", "an earlier version of this",
        ],
        lives: &[
            "is a", "is an", "is the author", "lives in", "lives and works", "was born in", "is currently",
            "is based in", "teaches at", "is professor", "studied", "has written for", "is editor",
        ],
        introduction: "Introduction",
        closing: "Closing",
    },
    Phrases {
        language: "de",
        common: &["der", "die", "das", "und", "ist", "war", "nicht", "ein", "eine", "zu", "im", "mit", "den", "dem", "von", "auf", "es", "sich", "auch", "was", "wie", "warum"],
        first: &[
            "ich", "mir", "mich", "mein", "meine", "meinem", "meinen", "meiner", "meines", "meins", "wir", "uns", "unser",
            "unsere", "unserem", "unseren", "unserer", "unseres", "hab", "habe", "bin",
        ],
        second: &[
            "sie", "ihr", "ihre", "ihnen", "ihrem", "ihren", "ihrer", "du", "dir", "dich", "dein", "deine", "deinem", "deinen", "deiner", "euch", "euer", "eure", "eurem", "euren", "eurer", "ihres", "haste", "biste",
        ],
        going_on: &[
            "und", "aber", "also", "ja", "nein", "weil", "dann", "denn", "genau", "das", "es", "doch", "naja", "tja", "deshalb", "darum", "trotzdem", "sondern", "eben",
        ],
        available: &[
            "ab sofort", "ist erschienen", "sind erschienen", "erscheint im", "erscheint am", "erscheint bei",
            "im kino", "in den kinos", "kinostart", "im handel", "erhältlich", "zu sehen", "zu hören", "läuft bis",
            "läuft im", "läuft ab", "streamen", "ausgestellt", "auf tournee", "karten", "jetzt im", "ab jetzt", "ist verfügbar", "verfügbar bei", "verfügbar auf", "im buchhandel", "hat premiere", "feiert premiere", "wird ausgestrahlt", "bis zum", "tickets",
        ],
        edited: &[
            "das gespräch führte", "das gespräch führten", "das interview führte", "das interview führten",
            "die fragen stellte", "die fragen stellten", "interview wurde gekürzt", "gespräch wurde gekürzt",
            "redaktionell bearbeitet", "aufgezeichnet von", "protokoll:", "aus dem englischen", "übersetzt von",
            "fotos von", "foto:", "fotos:", "weitere informationen", "mehr informationen", "anmerkung der redaktion",
            "anm. d. red", "dieses interview", "dieses gespräch", "das gespräch wurde", "das interview wurde", "interview:", "aus dem französischen",
            "gekürzt und", "zur besseren lesbarkeit", "der besseren lesbarkeit", "die fragen stellt", "ein interview von", "transkript:",
        ],
        lives: &[
            "ist ein", "ist eine", "lebt in", "lebt und arbeitet", "wurde geboren", "geboren in", "wurde in",
            "arbeitet als", "lehrt an", "studierte", "ist professor", "ist autor", "wohnt in", "leitet", "unterrichtet", "hat studiert", "schreibt für", "ist freie", "ist freier", "ist redakteur",
        ],
        introduction: "Einleitung",
        closing: "Schluss",
    },
    Phrases {
        language: "es",
        common: &["el", "la", "los", "las", "de", "que", "y", "es", "en", "un", "una", "por", "con", "no", "para", "lo", "fue", "era", "qué", "cómo", "cuándo", "está"],
        first: &[
            "yo", "me", "mi", "mis", "mí", "mío", "mía", "nosotros", "nosotras", "nos", "nuestro", "nuestra",
            "nuestros", "nuestras", "soy", "estoy", "creo", "tengo", "quiero", "somos", "estamos", "hemos",
            "tenemos", "conmigo", "he", "sé", "fui", "tuve", "hice", "estuve", "empecé", "recuerdo", "pienso", "puedo", "siento",
            "digo", "vi", "mías", "míos", "éramos", "teníamos", "estábamos", "fuimos", "hicimos", "íbamos", "podemos",
        ],
        second: &[
            "usted", "ustedes", "tú", "te", "ti", "tu", "tus", "vosotros", "vosotras", "os", "vuestro", "vuestra", "vuestros",
            "vuestras", "su", "sus", "vos", "contigo", "tuyo", "tuya", "eres", "estás", "tienes", "crees", "has", "cuéntanos",
            "cuéntenos", "háblenos", "háblanos",
        ],
        going_on: &[
            "y", "pero", "entonces", "pues", "sí", "no", "porque", "bueno", "eso", "así", "además", "también", "claro", "o", "exacto",
        ],
        available: &[
            "ya disponible", "está disponible", "disponible en", "ya está en", "se estrena", "en cines",
            "en los cines", "en librerías", "a la venta", "se puede ver", "puede verse", "está publicado",
            "ha sido publicado", "publicado por", "de gira", "entradas", "ya a la venta", "llega a los cines", "llega a las salas",
            "se publica", "se emite", "puede escucharse", "se puede escuchar", "en streaming", "en exposición", "se inaugura", "hasta el",
        ],
        edited: &[
            "entrevista realizada por", "esta entrevista ha sido", "esta entrevista fue", "ha sido editada",
            "editada y condensada", "texto:", "traducción de", "traducido por", "fotografías de", "fotos de",
            "más información", "nota de la redacción", "nota del editor", "nota de la editora", "fotos:", "fotografía:", "foto:",
            "entrevista:", "la entrevista ha sido", "la entrevista fue", "por razones de claridad", "por motivos de extensión", "transcripción de", "síguelo en", "síguela en",
        ],
        lives: &[
            "es un", "es una", "vive en", "vive y trabaja", "nació en", "es autor", "es autora", "trabaja como",
            "es profesor", "es profesora", "estudió", "nacido en", "nacida en", "es el autor", "es la autora", "reside en", "enseña en", "dirige", "escribe para", "es periodista",
        ],
        introduction: "Introducción",
        closing: "Cierre",
    },
    Phrases {
        language: "fr",
        common: &["le", "la", "les", "de", "des", "et", "est", "un", "une", "que", "dans", "en", "pas", "pour", "ce", "il", "elle", "était", "qui", "avec", "sur", "c'est", "qu'est"],
        first: &[
            "je", "j", "me", "m", "moi", "moi-même", "mon", "ma", "mes", "mien", "mienne", "miens", "nous", "notre", "nos", "nôtre",
            "suis",
        ],
        second: &[
            "vous", "vous-même", "votre", "vos", "vôtre", "tu", "te", "t", "toi", "ton", "ta", "tes", "êtes", "racontez", "parlez",
        ],
        going_on: &[
            "et", "mais", "donc", "alors", "oui", "non", "parce", "voilà", "puis", "c'est", "ça", "bah", "ben", "enfin", "ensuite", "car", "cela", "d'ailleurs", "si",
        ],
        available: &[
            "est disponible", "disponible sur", "disponible en", "disponible chez", "en salles", "en salle",
            "au cinéma", "en librairie", "vient de paraître", "est paru", "paraît chez", "sortie le", "sortira le",
            "à voir", "en tournée", "billets", "à écouter", "sort le", "sort en salles", "en streaming", "est sorti", "est sortie", "est publié",
            "publié chez", "aux éditions", "à l'affiche", "exposition jusqu", "jusqu'au", "diffusé sur", "diffusée sur", "réservations",
        ],
        edited: &[
            "propos recueillis", "entretien réalisé par", "entretien mené par", "interview réalisée par",
            "cet entretien a été", "cette interview a été", "traduit par", "traduit de l", "photographies de",
            "photos de", "photo :", "photos :", "photo:", "pour en savoir plus", "plus d'informations", "note de la rédaction", "ndlr", "l'entretien a été",
            "l'interview a été", "a été édité", "a été condensé", "pour plus de clarté", "traduction de", "traduction :", "transcription :", "entretien :",
        ],
        lives: &[
            "est un", "est une", "vit à", "vit et travaille", "est né", "est née", "est l'auteur", "enseigne à",
            "travaille comme", "est professeur", "est professeure", "a étudié", "est l'autrice", "est auteur", "est autrice", "habite à", "dirige", "née à", "né à", "est journaliste", "a publié",
        ],
        introduction: "Introduction",
        closing: "Conclusion",
    },
    Phrases {
        language: "it",
        common: &["il", "la", "lo", "gli", "di", "che", "e", "è", "un", "una", "per", "non", "con", "del", "della", "in", "era", "sono", "anche", "più", "come", "perché"],
        first: &[
            "io", "me", "mi", "mio", "mia", "miei", "mie", "noi", "ci", "nostro", "nostra", "nostri", "nostre", "ho",
            "credo", "penso", "voglio", "abbiamo", "siamo", "avevo", "ero", "so", "vorrei", "posso", "devo", "ricordo", "dico", "vedo", "faccio",
            "facevo", "stavo", "sto", "fui", "ebbi", "eravamo", "avevamo", "stavamo", "stiamo", "facevamo", "possiamo", "vogliamo", "m", "noialtri",
        ],
        second: &[
            "lei", "suo", "sua", "suoi", "sue", "tu", "ti", "te", "tuo", "tua", "tuoi", "tue", "voi", "vi", "vostro", "vostra",
            "vostri", "vostre", "hai", "sei", "t", "avete", "siete", "raccontaci", "pensi", "credi",
        ],
        going_on: &[
            "e", "ma", "quindi", "allora", "sì", "no", "perché", "poi", "ecco", "questo", "beh", "però", "anche", "certo", "insomma", "o", "oppure",
        ],
        available: &[
            "è disponibile", "disponibile su", "disponibile in", "ora disponibile", "al cinema", "nelle sale",
            "in libreria", "è uscito", "è uscita", "esce il", "uscirà", "è pubblicato", "è edito", "in tour",
            "biglietti", "si può vedere", "da oggi", "arriva al cinema", "arriva nelle sale", "in streaming", "in onda", "in vendita", "in mostra",
            "è in uscita", "edito da", "pubblicato da", "fino al", "si può ascoltare", "debutta",
        ],
        edited: &[
            "intervista a cura di", "intervista realizzata da", "questa intervista è stata", "intervista di",
            "a cura di", "traduzione di", "tradotto da", "fotografie di", "foto di", "per maggiori informazioni",
            "nota della redazione", "ndr", "foto:", "fotografie:", "testo:", "intervista:", "l'intervista è stata", "è stata modificata", "è stata condensata",
            "è stata editata", "per motivi di chiarezza", "per ragioni di lunghezza", "trascrizione di", "traduzione:", "raccolta da",
        ],
        lives: &[
            "è un", "è una", "è uno", "vive a", "vive e lavora", "è nato", "è nata", "è autore", "è autrice",
            "insegna", "lavora come", "ha studiato", "nato a", "nata a", "è l'autore", "è l'autrice", "è docente", "dirige", "scrive per", "è giornalista", "abita a",
        ],
        introduction: "Introduzione",
        closing: "Chiusura",
    },
    Phrases {
        language: "pt",
        common: &["o", "os", "as", "um", "uma", "de", "do", "dos", "das", "que", "e", "é", "em", "não", "para", "com", "por", "mas", "foi", "era", "isso", "muito", "como", "ele", "ela", "quando"],
        first: &[
            "eu", "me", "mim", "meu", "minha", "meus", "minhas", "comigo", "nós", "nosso", "nossa", "nossos", "nossas",
            "conosco", "connosco", "sou", "estou", "tenho", "quero", "acho", "penso", "lembro", "sei", "posso", "digo", "gosto",
            "vejo", "fui", "tive", "fiz", "estive", "comecei", "queria", "somos", "estamos", "temos", "fomos", "éramos",
            "tínhamos", "estávamos", "fizemos", "podemos",
        ],
        second: &[
            "você", "vocês", "senhor", "senhora", "tu", "te", "ti", "teu", "tua", "teus", "tuas", "contigo", "vós", "vosso",
            "vossa", "seu", "sua", "seus", "suas", "lhe", "consigo", "és", "estás", "tens", "conte", "fale", "conta-nos",
        ],
        going_on: &[
            "e", "mas", "então", "pois", "sim", "não", "porque", "bom", "bem", "isso", "aí", "depois", "claro", "também",
            "ou", "exato", "exatamente", "olha", "né",
        ],
        available: &[
            "já disponível", "está disponível", "disponível em", "disponível na", "disponível no", "nos cinemas", "no cinema",
            "em cartaz", "estreia em", "estreia no", "estreia a", "estreia dia", "chega aos cinemas", "nas livrarias",
            "à venda", "pode ser visto", "pode ser vista", "pode ser ouvido", "foi publicado", "publicado por", "publicado pela",
            "editado por", "editado pela", "lançado por", "lançado pela", "em turnê", "em digressão", "em exposição",
            "em streaming", "até ao dia", "fica até", "ingressos", "bilhetes",
        ],
        edited: &[
            "entrevista realizada por", "entrevista conduzida por", "entrevista concedida a", "entrevista de", "entrevista a",
            "entrevista:", "esta entrevista foi", "a entrevista foi", "foi editada", "editada e condensada", "foi condensada",
            "por razões de clareza", "por questões de clareza", "por motivos de extensão", "texto de", "texto:", "reportagem de",
            "tradução de", "tradução:", "traduzido por", "traduzido do", "transcrição de", "fotografias de", "fotografia de",
            "fotos de", "fotos:", "foto:", "mais informações", "para saber mais", "saiba mais", "nota da redação",
            "nota da redacção", "nota do editor", "nota da editora", "siga-o", "siga-a",
        ],
        lives: &[
            "é um", "é uma", "vive em", "mora em", "vive e trabalha", "nasceu em", "nasceu no", "nasceu na", "nascido em",
            "nascida em", "é autor", "é autora", "é o autor", "é a autora", "trabalha como", "é professor", "é professora",
            "é jornalista", "estudou", "ensina", "leciona", "dirige", "escreve para",
        ],
        introduction: "Introdução",
        closing: "Encerramento",
    },
    Phrases {
        language: "zh",
        common: &[],
        first: &["我", "咱"],
        second: &["你", "您"],
        going_on: &["但是", "所以", "因为", "是的", "对", "然后", "不"],
        available: &["正在上映", "现已上映", "将于", "已出版", "正在展出", "已上市"],
        edited: &["采访：", "撰文：", "文：", "编辑：", "採訪：", "撰文／", "編輯：", "翻译：", "翻譯：", "摄影：", "攝影：", "编者按", "編者按"],
        lives: &["现居", "现任", "出生于", "毕业于", "現居", "現任", "出生於", "畢業於"],
        introduction: "引言",
        closing: "结语",
    },
    Phrases {
        language: "ja",
        common: &[],
        first: &["私", "僕", "俺", "わたし", "ぼく", "自分"],
        second: &["あなた", "さんは", "さんの", "さんが", "ですか", "ますか", "でしたか", "ましたか"],
        going_on: &["はい", "いいえ", "そうですね", "でも", "だから", "それで", "ええ"],
        available: &["公開中", "発売中", "配信中", "上映中", "開催中", "全国公開"],
        edited: &["取材：", "取材・文", "構成：", "撮影：", "聞き手：", "文：", "写真：", "翻訳：", "編集部注", "このインタビューは"],
        lives: &["生まれ。", "在住。", "年生まれ", "卒業。"],
        introduction: "はじめに",
        closing: "おわりに",
    },
    Phrases {
        language: "ko",
        common: &[],
        first: &["저는", "제가", "저도", "나는", "내가", "우리는", "우리가", "저희는", "저희가"],
        second: &["당신은", "당신이", "당신의", "습니까", "나요", "세요", "시나요", "셨나요", "십니까", "셨습니까"],
        going_on: &["네", "아니요", "그래서", "하지만", "그리고", "그런데", "맞아요"],
        available: &["개봉", "상영 중", "출간", "판매 중"],
        edited: &["인터뷰:", "글:", "사진:", "번역:", "편집자 주", "정리:"],
        lives: &["에서 태어", "출생", "거주"],
        introduction: "소개",
        closing: "맺음말",
    },
];

/// The words of a language; English for one that has no row, which then finds few of them and so
/// claims little.
pub(super) fn of(language: &str) -> &'static Phrases {
    let row = PHRASES.iter().find(|row| row.language == language);
    row.unwrap_or(&PHRASES[0])
}

/// The words of a language and of the second one of a page, without those of the second that
/// are small words of the first: `he` is `I have` in Spanish.
pub(super) fn of_both(language: &str, second: Option<&str>) -> &'static Phrases {
    /// Made once for each pair: there are as many as pairs of rows.
    static PAIRS: LazyLock<BTreeMap<&str, BTreeMap<&str, Phrases>>> = LazyLock::new(|| {
        let with = |a: &Phrases| PHRASES.iter().map(|b| (b.language, both(a, b))).collect();
        PHRASES.iter().map(|a| (a.language, with(a))).collect()
    });
    let pair = second.and_then(|second| PAIRS.get(language)?.get(second));
    pair.unwrap_or(of(language))
}

fn both(one: &Phrases, other: &Phrases) -> Phrases {
    let join = |a: &[&'static str], b: &[&'static str]| -> &'static [&'static str] {
        let new = b.iter().copied();
        let new = new.filter(|word| !super::language::is_word_of(word, one.language));
        let all: Vec<&'static str> = a.iter().copied().chain(new).collect();
        all.leak()
    };
    Phrases {
        language: one.language,
        common: one.common,
        first: join(one.first, other.first),
        second: join(one.second, other.second),
        going_on: join(one.going_on, other.going_on),
        available: join(one.available, other.available),
        edited: join(one.edited, other.edited),
        lives: join(one.lives, other.lives),
        introduction: one.introduction,
        closing: one.closing,
    }
}

/// All languages that have a row.
pub(super) fn all() -> impl Iterator<Item = &'static Phrases> {
    PHRASES.iter()
}

/// The words of a text, lower case, typographic apostrophes straightened.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    each(text).map(Cow::into_owned)
}

/// The same, without a copy of those that stand in the text as they are.
pub(super) fn each(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let inside = |c: char| {
        if c.is_ascii() {
            c.is_ascii_alphanumeric() || matches!(c, '\'' | '-')
        } else {
            c.is_alphanumeric() || c == '’'
        }
    };
    text.split(move |c: char| !inside(c))
        .filter(|word| !word.is_empty())
        .map(|word| {
            let as_it_is = |b: u8| b.is_ascii() && !b.is_ascii_uppercase();
            if word.bytes().all(as_it_is) {
                return Cow::Borrowed(word.trim_matches(['\'', '-']));
            }
            let word = word.replace('’', "'").to_lowercase();
            Cow::Owned(word.trim_matches(['\'', '-']).to_owned())
        })
}

/// Does one of its words stand in `list`?
pub(super) fn any(text: &str, list: &[&str]) -> bool {
    each(text).any(|word| has(&word, list))
}

/// How many words of `text` stand in `list`.
pub(super) fn count(text: &str, list: &[&str]) -> usize {
    each(text).filter(|word| has(word, list)).count()
}

/// Is a word, as [`words`] gives it, in a list? `j'écris` is one if `j` is, `pensez-vous` and
/// `diga-me` if `vous` and `me` are: languages write the person on to the verb.
pub(super) fn has(word: &str, list: &[&str]) -> bool {
    parts(word).any(|part| list.contains(&part))
        || wide(word) && list.iter().any(|part| wide(part) && word.contains(*part))
}

/// The place of the first phrase of `list` in `lower`, beginning and ending at word borders.
pub(super) fn find(lower: &str, list: &[&str]) -> Option<usize> {
    list.iter()
        .filter_map(|phrase| {
            lower.match_indices(phrase).map(|(at, _)| at).find(|at| {
                let before = lower[..*at].chars().next_back();
                let closed = closed(phrase, &lower[at + phrase.len()..]);
                wide(phrase) || !before.is_some_and(char::is_alphanumeric) && closed
            })
        })
        .min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_at_word_borders_only() {
        assert_eq!(find("it is out now", &["out now"]), Some(6));
        assert_eq!(find("about nowhere", &["out now"]), None);
        assert_eq!(find("texto: ana", &["texto:"]), Some(0));
    }

    #[test]
    fn words_are_counted_whole_and_with_any_apostrophe() {
        let en = of("en");
        assert_eq!(count("I’m not me, I'm a mime.", en.first), 3);
        assert_eq!(count("Your yard", en.second), 1);
        assert_eq!(of("xx").language, "en");
        assert_eq!(count("J’écris, pensez-vous ?", of("fr").first), 1);
        assert_eq!(count("Pensez-vous que oui ?", of("fr").second), 1);
        assert_eq!(count("Lembro-me, diga-me.", of("pt").first), 2);
        assert_eq!(count("您是什么时候开始的？我不知道。", of("zh").second), 1);
        assert_eq!(count("冬でした。あなたは？", of("ja").second), 1);
    }

    #[test]
    fn two_languages_do_not_get_in_each_others_way() {
        let two = of_both("en", Some("es"));
        assert_eq!(count("he said so", two.first), 0);
        assert_eq!(count("yo creo", two.first), 2);
        assert_eq!(two.closing, "Closing");
        assert_eq!(of_both("en", Some("xx")).first, of("en").first);
    }

    #[test]
    fn lists_are_lower_case() {
        for p in PHRASES {
            for list in [
                p.common,
                p.first,
                p.second,
                p.going_on,
                p.available,
                p.edited,
                p.lives,
            ] {
                for word in list {
                    assert_eq!(*word, word.to_lowercase());
                    assert!(!word.contains('’'), "{word}: texts are straightened");
                }
            }
        }
    }
}

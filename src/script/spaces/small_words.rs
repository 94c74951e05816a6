//! The small words of five languages, of which one must stand at a joint that only the words
//! betray (`inthe`), and what grows together by the grammar (`decirlo`, `underway`).
//!
//! By hand: a frequency list cannot tell `with` from `good`, and `goodnight` is not damaged.
//! German is left out: there any two words may grow together.

const SMALL: [(&str, &str); 5] = [
    (
        "en",
        "the a an and or but nor so yet if then than that this these those there here who whom \
         whose which what when where why how of in to for from with without at by about into onto \
         through after before since until during between among against like as is are was were be \
         been being am has have had having do does did will would can could should may might must \
         not no i you he she it we they me him her us them my your his its our their mine because \
         while although though just very really too also never always ever still even only",
    ),
    (
        "es",
        "el la los las un una unos unas de del al a en con por para sin sobre entre hasta desde \
         hacia que quien como cuando donde cual cuyo y e o u ni pero sino porque aunque si no sí \
         es son era fue fueron ser ha han había he hay está están muy más menos también ya yo tú \
         él ella ellos ellas nosotros usted ustedes mi mis tu tus su sus este esta estos estas \
         ese esa eso esto aquel aquella",
    ),
    (
        "fr",
        "le la les un une des de du au aux en dans sur sous avec sans pour par chez vers entre \
         depuis pendant que qui quoi dont où quand comment comme et ou ni mais car donc si ne pas \
         plus très aussi est sont était ont avait sera être je tu il elle on nous vous ils elles \
         mon ma mes ton ta tes son sa ses notre votre leur leurs ce cet cette ces cela ça",
    ),
    (
        "it",
        "il lo la i gli le un una uno di del dello della dei degli delle a al allo alla ai agli \
         alle da dal dalla dai dalle in nel nella nei nelle con su sul sulla sui sulle per tra fra \
         senza che chi cui come quando dove perché e ed o ma se non più molto anche è sono era \
         erano ha hanno aveva io tu lui lei noi voi loro mio mia suo sua nostro questo questa \
         questi queste quello quella",
    ),
    (
        "pt",
        "o a os as um uma uns umas de do da dos das em no na nos nas ao aos à às por pelo pela com \
         sem para sobre entre até desde que quem como quando onde qual e ou nem mas porque se não \
         é são era foi foram ser tem têm tinha há está estão muito mais também já eu tu ele ela \
         eles elas nós você vocês meu minha seu sua este esta esse essa isso isto aquele aquela",
    ),
];

/// Is one of the two a small word?
pub(super) fn any(tag: &str, left: &str, right: &str) -> bool {
    let list = SMALL.iter().find(|(of, _)| *of == tag);
    list.is_some_and(|(_, list)| list.split(' ').any(|word| word == left || word == right))
}

/// Do these two grow together in the language: verbs and their pronouns, prefixes, adverbs?
pub(super) fn grown(tag: &str, left: &str, right: &str) -> bool {
    const PREFIXES: [&str; 43] = [
        "ante", "anti", "auto", "ben", "bene", "bien", "bio", "com", "con", "contra", "contro",
        "de", "des", "di", "en", "entre", "extra", "in", "inter", "mal", "male", "mini", "multi",
        "neo", "non", "out", "over", "para", "per", "pre", "pro", "re", "sem", "semi", "sin",
        "sobre", "sopra", "sotto", "sub", "super", "tele", "trans", "under",
    ];
    const CLITICS: [&str; 38] = [
        "a", "as", "ci", "gli", "la", "las", "le", "les", "lhe", "lhes", "li", "lo", "los", "me",
        "mente", "mi", "ne", "no", "nos", "o", "os", "se", "selo", "sela", "si", "te", "ti", "vi",
        "vos", "mela", "melo", "tela", "telo", "cela", "celo", "emos", "ei", "ia",
    ];
    // Of participles and tenses: `pesquisados`, `matamos`.
    const ENDS: [&str; 12] = [
        "da", "das", "do", "dos", "mos", "va", "vam", "ndo", "mas", "ta", "tas", "tos",
    ];
    const LOOSE: [&str; 12] = [
        "alot",
        "aswell",
        "eachother",
        "everytime",
        "incase",
        "infact",
        "noone",
        "ofcourse",
        "thankyou",
        "alright",
        "whatnot",
        "atleast",
    ];
    match tag {
        "en" => {
            let whole = [left, right].concat();
            LOOSE.contains(&whole.as_str())
                || [
                    "re", "un", "over", "out", "under", "non", "up", "off", "in", "on", "self",
                ]
                .contains(&left)
                    && !["the", "and", "a", "this", "that", "his", "her", "my", "our"]
                        .contains(&right)
                || [
                    "like", "man", "men", "able", "less", "ness", "wise", "er", "ed", "way", "up",
                    "out", "time", "off", "through", "over", "back", "down",
                ]
                .contains(&right)
        }
        "pt" if right == "quanto" => true,
        _ => {
            PREFIXES.contains(&left) && !(right.len() == 2 && left.len() < 4) && right.len() > 3
                || (CLITICS.contains(&right) || ENDS.contains(&right)) && !any(tag, left, left)
        }
    }
}

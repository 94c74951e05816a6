//! A language to its small words, by which it can be seen where a phrase ends.
//!
//! Tables and no grammar: what stands between two phrases is, in all of these languages, nearly always
//! one of some two hundred words. A language without a table is broken at its punctuation and evenly
//! between; guessing by another language's table would be worse than that.

use crate::engines::Language;

/// What a word is to the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Belongs to the noun behind it: articles, possessives.
    Determiner,
    /// Begins a phrase and belongs to it.
    Preposition,
    /// Begins a clause and belongs to it; relative words too.
    Conjunction,
    /// Belongs to a verb near it.
    Auxiliary,
    /// Says who does what is said next.
    Pronoun,
    /// Belongs to what is denied, or to the verb before it (`up`).
    Particle,
    /// Belongs to a name.
    Title,
    /// Anything else.
    Plain,
}

/// The small words of a language.
#[derive(Debug)]
pub(super) struct Tongue {
    primary: &'static str,
    determiners: &'static str,
    prepositions: &'static str,
    conjunctions: &'static str,
    auxiliaries: &'static str,
    pronouns: &'static str,
    particles: &'static str,
    months: &'static str,
    /// Are all nouns written with a capital, so that two in a row are no name?
    pub(super) capitals: bool,
}

/// What stands before a name, in any of the languages.
const TITLES: &str = "mr mrs ms miss dr prof professor st sir lady lord president senator captain \
    herr frau doktor fräulein sr sra srta don doña señor señora m mme mlle monsieur madame maître \
    sig dott ing avv signor signora signore dom dona seu senhor senhora";

/// What is counted or measured, in any of the languages; what stands behind a number is held to it
/// anyway, but these more firmly.
const UNITS: &str = "km m cm mm mi ft in kg g mg lb lbs oz t l ml dl cl h hr hrs min s sec ms kmh km/h mph \
    hz khz mhz ghz kb mb gb tb w kw mw gw kwh v a bar pa °c °f % ‰ € $ £ ¥ \
    percent per prozent pour por cent cento hundred thousand million millions billion billions \
    trillion hundert tausend million millionen milliarde milliarden mille million millions milliard \
    milliards mil millón millones mila milione milioni miliardo miliardi milhão milhões bilhão \
    dollar dollars euro euros pound pounds pfund franken dólares libras dollari sterline reais \
    am pm a.m p.m uhr heures heure horas hora ore meter metres meters kilometer kilometres \
    kilometers metros kilómetros quilómetros mètres kilomètres metri chilometri years year jahre \
    jahren ans años anni anos minutes minuten minutos minuti";

const TONGUES: &[Tongue] = &[
    Tongue {
        primary: "en",
        determiners: "a an the this these those my your his her its our their some any no every each \
            either another such several",
        prepositions: "of in to for with on at from by about as into like through after over between \
            against during without before under around among within along across behind beyond \
            toward towards upon onto beside besides near since until per via despite except than",
        conjunctions: "and but or nor so yet because although though while whereas if unless that which \
            who whom whose when where why how whether what",
        auxiliaries: "am is are was were be been being have has had do does did will would can could \
            shall should may might must ain't cannot",
        pronouns: "i you he she it we they there",
        particles: "not never up out off down away back",
        months: "january february march april may june july august september october november december \
            jan feb mar apr jun jul aug sep sept oct nov dec",
        capitals: false,
    },
    Tongue {
        primary: "de",
        determiners: "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem \
            keiner mein meine meinen meinem meiner dein deine deinen sein seine seinen seinem seiner \
            ihr ihre ihren ihrem ihrer unser unsere unseren unserem eure dieser diese dieses diesen \
            diesem jeder jede jedes jeden jedem alle mancher manche",
        prepositions: "in im ins an am ans auf aus bei beim mit nach von vom zu zum zur für über unter vor \
            hinter neben zwischen durch gegen ohne um bis seit während wegen trotz statt ab per pro",
        conjunctions: "und oder aber denn sondern doch dass daß weil wenn als ob obwohl damit während \
            nachdem bevor sobald solange wo wie was wer warum welche welcher welches indem falls",
        auxiliaries: "bin bist ist sind seid war waren warst wäre wären gewesen habe hast hat haben habt \
            hatte hatten hätte hätten werde wirst wird werden wurde wurden würde würden kann kannst \
            können konnte konnten könnte muss müssen musste mussten soll sollen sollte sollten will \
            wollen wollte wollten darf dürfen durfte mag möchte möchten",
        pronouns: "ich du er sie es wir man",
        particles: "nicht nie",
        months: "januar februar märz april mai juni juli august september oktober november dezember jänner",
        capitals: true,
    },
    Tongue {
        primary: "es",
        determiners: "el la los las un una unos unas mi mis tu tus su sus nuestro nuestra nuestros nuestras \
            este esta estos estas ese esa esos esas aquel aquella cada algún alguna ningún ninguna \
            todo toda todos todas otro otra muy",
        prepositions: "a al ante bajo con contra de del desde durante en entre hacia hasta para por según \
            sin sobre tras después antes cerca lejos además través",
        conjunctions: "y e o u pero sino aunque porque que si como cuando donde mientras pues quien quienes \
            cual cuyo ni qué cómo cuándo dónde",
        auxiliaries: "soy eres es somos son era eran fue fueron ser sido estoy está estamos están estaba \
            estaban he has ha hemos han había habían habría haya hubo puedo puede pueden podía podría \
            debe deben quiero quiere voy va van iba me te se le les lo nos",
        pronouns: "yo tú él ella nosotros ellos ellas usted ustedes",
        particles: "no nunca",
        months: "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre \
            diciembre",
        capitals: false,
    },
    Tongue {
        primary: "fr",
        determiners: "le la les l' un une des mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs \
            ce cet cette ces chaque quelque quelques plusieurs tout toute tous toutes aucun aucune",
        prepositions: "à au aux de du d' en dans par pour sur sous avec sans chez entre vers contre depuis \
            pendant avant après devant derrière jusque jusqu' malgré parmi",
        conjunctions: "et ou mais donc car ni or que qu' qui quand si comme lorsque lorsqu' puisque \
            puisqu' parce dont où quoi quoique comment pourquoi",
        auxiliaries: "suis es est sommes êtes sont était étaient étais été être serait sera ai as a avons \
            avez ont avait avaient avais aurait aura eu avoir peux peut peuvent pouvait pourrait doit \
            doivent devait veux veut vais va vont allait ne n' se s' me m' te t' y",
        pronouns: "je j' tu il elle on nous vous ils elles c' ça",
        particles: "pas jamais plus rien",
        months: "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        capitals: false,
    },
    Tongue {
        primary: "it",
        determiners: "il lo la i gli le l' un uno una un' mio mia miei mie tuo tua suo sua suoi sue nostro \
            nostra nostri nostre loro questo questa questi queste quel quella quello quei quegli quelle \
            ogni qualche alcuni alcune nessun nessuna tutto tutta tutti tutte molto",
        prepositions: "a ad al allo alla ai agli alle all' di del dello della dei degli delle dell' d' da dal \
            dallo dalla dai dagli dalle dall' in nel nello nella nei negli nelle nell' con su sul sullo \
            sulla sui sugli sulle sull' per tra fra senza sotto sopra verso durante dopo prima contro",
        conjunctions: "e ed o oppure ma però perché che ch' se come quando dove dov' mentre poiché quindi \
            né cui chi anche",
        auxiliaries: "sono sei è siamo siete era erano ero fu stato stata essere sarebbe ho hai ha abbiamo \
            avete hanno aveva avevano avevo avuto avrebbe posso può possono poteva potrebbe devo deve \
            devono doveva voglio vuole va vanno mi ti si ci vi c' lo ne",
        pronouns: "io tu lui lei noi voi loro",
        particles: "non mai più",
        months: "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre \
            dicembre",
        capitals: false,
    },
    Tongue {
        primary: "pt",
        determiners: "o a os as um uma uns umas meu minha meus minhas teu tua seu sua seus suas nosso nossa \
            nossos nossas este esta estes estas esse essa esses essas aquele aquela cada algum alguma \
            nenhum nenhuma todo toda todos todas outro outra muito",
        prepositions: "ao à aos às de do da dos das dum duma em no na nos nas num numa por pelo pela pelos \
            pelas para pra com sem sob sobre entre até desde contra durante após ante",
        conjunctions: "e ou mas porém porque que se como quando onde enquanto pois embora nem quem cujo \
            quanto",
        auxiliaries: "sou és é somos são era eram foi foram ser sido estou está estamos estão estava estavam \
            tenho tem temos têm tinha tinham teria ter hei há havia posso pode podem podia poderia devo \
            deve devem quero quer vou vai vamos vão ia me te lhe",
        pronouns: "eu tu ele ela nós vós eles elas você vocês",
        particles: "não nunca",
        months: "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        capitals: false,
    },
];

/// Is the word in a list of such, parted by spaces?
fn among(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|other| other == word)
}

impl Tongue {
    /// That of a language, if there is a table for it.
    pub(super) fn of(language: &Language) -> Option<&'static Tongue> {
        let primary = language.primary();
        TONGUES.iter().find(|tongue| tongue.primary == primary)
    }

    /// A word in small letters, without punctuation around it: what it is to the word before it, and
    /// what to the word behind it. `l'homme` begins like an article and ends like a noun.
    pub(super) fn classes(&self, word: &str) -> (Class, Class) {
        let Some((head, tail)) = word.split_once('\'') else {
            let class = self.class(word);
            return (class, class);
        };
        if self.primary == "en" {
            let before = self.class(head);
            return match (tail, before) {
                // `don't`, `it's`; what is left is somebody's: `Anna's`.
                ("t", _) => (Class::Auxiliary, Class::Auxiliary),
                ("s" | "m" | "re" | "ve" | "ll" | "d", Class::Pronoun | Class::Conjunction) => {
                    (before, Class::Auxiliary)
                }
                ("s", _) => (Class::Plain, Class::Determiner),
                _ => (before, Class::Plain),
            };
        }
        // The apostrophe belongs to the small word.
        let head = &word[..=head.len()];
        (self.class(head), self.class(tail))
    }

    fn class(&self, word: &str) -> Class {
        let lists = [
            (self.determiners, Class::Determiner),
            (self.prepositions, Class::Preposition),
            (self.conjunctions, Class::Conjunction),
            (self.auxiliaries, Class::Auxiliary),
            (self.pronouns, Class::Pronoun),
            (self.particles, Class::Particle),
        ];
        lists
            .into_iter()
            .find(|(list, _)| among(list, word))
            .map_or(Class::Plain, |(_, class)| class)
    }

    /// Is it a month?
    pub(super) fn is_month(&self, word: &str) -> bool {
        among(self.months, word)
    }

    /// Does the word look like an adjective? Only where that can be told by its end.
    pub(super) fn is_adjective(&self, word: &str) -> bool {
        const ENDS: &[&str] = &[
            "ous", "ful", "ive", "able", "ible", "less", "ish", "ic", "al", "ary",
        ];
        self.primary == "en" && word.len() > 5 && ENDS.iter().any(|end| word.ends_with(end))
    }
}

/// Does it stand before a name?
pub(super) fn is_title(word: &str) -> bool {
    among(TITLES, word)
}

/// Is it counted or measured?
pub(super) fn is_unit(word: &str) -> bool {
    among(UNITS, word)
}

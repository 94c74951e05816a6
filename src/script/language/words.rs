//! Small words to the languages that use them.
//!
//! Letters alone (trigrams) know sixteen languages, put Polish into one of them, and are a toss
//! below three hundred letters. Small words are half of all that people say, nobody quotes them
//! by accident, and a list of them can be read and doubted. A word that several languages share
//! counts the less for each, so that Portuguese and Spanish are told apart by what they do not
//! share. The longer lists are of the languages that are read here, the shorter ones keep their
//! neighbours from being taken for them.

use crate::script::hashing::{KeyMap, key};
use std::sync::LazyLock;

/// A language, and its small words. An elided word has its apostrophe.
#[rustfmt::skip]
const LISTS: &[(&str, &str)] = &[
    ("en", "the a an of to in is was it and that for on with not are were this have had has what why how who when where which there their they them he she his her him i you your my me we our us be been but or as at by from if so do did does can could would will should about just like because then than out up some all into more know think people said very really thing things get got going go yes yeah no hello thanks thank i'm it's don't that's didn't you're"),
    ("de", "der die das und ist war nicht ein eine einen einem einer eines zu zum zur im in mit den dem des von vom auf es sich auch was wie warum ich sie er wir ihr du mir mich dir dich uns mein meine ihre ihren ihnen sein seine haben hat hatte habe sind waren werden wird wurde kann konnte aber oder denn weil dass wenn als dann noch nur schon sehr mehr für über nach bei bis aus um an so man ja nein doch immer wieder da hier dort diese dieser dieses kein keine mal ganz viel alle etwas nichts gibt gab wo wer welche"),
    ("es", "el la los las de del que y e o es en un una unos unas por para con no lo le les se me te nos su sus mi mis yo tú él ella ellos usted ustedes nosotros fue era eran ser está estaba estar son soy hay había he ha han qué cómo cuándo dónde por porque pero como más muy ya también cuando si sí sin sobre hasta desde entre todo todos toda todas esto eso ese esa este esta esos aquí allí ahora siempre nunca nada algo alguien mucho muchos gente cosas cosa tiene tengo tenía hacer hace al bueno entonces donde quien pues así"),
    ("fr", "le la les de des du et est un une que qui dans en pas pour ce cette ces il elle ils elles était étaient être avec sur par plus mais ou où on nous vous je tu me te se moi toi lui leur mon ma mes son sa ses notre nos votre vos au aux ne ni si y a ai avait ont sont suis été fait faire comme tout tous toute toutes très bien aussi alors donc parce quand comment pourquoi oui non c' j' l' d' qu' n' s' m' t' jusqu' lorsqu' puisqu' quelqu' aujourd' ça cela rien jamais toujours encore même peu beaucoup chose choses peut deux sans chez vers avez êtes quoi quelle quel voilà"),
    ("it", "il la lo i gli le di del della dello dei delle degli che e ed è un uno una per non con in nel nella nei era erano essere sono sei siamo anche più come perché quando dove chi cosa io tu lui lei noi voi loro mi ti ci vi si me te mio mia suo sua ho hai ha abbiamo avevo aveva hanno ma o se da dal dalla al alla ai alle su sul sulla questo questa quello quella questi molto tutto tutti tutta poi così già ancora sempre mai niente qualcosa ogni senza fra tra quindi allora sì no stato stata fare fatto può c' l' un' dell' all' nell' dall' sull' d' quell' quest' cose gente bene"),
    ("pt", "o a os as de do da dos das que e é um uma uns umas em no na nos nas ao à aos às por para pelo pela com não se me te lhe nos mas mais como quando onde porque porquê quem qual também já muito muitos muita tudo todos toda todas ele ela eles elas eu tu você vocês nós meu minha seu sua seus suas foi era eram ser está estava estar são sou há tinha tenho tem têm isso isto esse essa este esta aquele aquela aqui ali lá agora sempre nunca nada algo alguém ainda até sem sobre entre depois antes então só ou sim gente coisa coisas fazer faz fui pra num numa dele dela bem assim"),
    ("nl", "de het een en van is was niet in te dat die op met voor zijn er aan ook maar om als bij nog naar dan heeft hebben had ik je jij u we wij ze zij hij haar hem mijn ons dit deze wat wie waar hoe waarom wel geen meer veel over uit tot door toen nu al kan werd worden of zo heel dus omdat"),
    ("sv", "och att det i en ett är var som på inte jag du han hon vi de den med för till av om så men har hade kan från när vad hur varför också mycket där här nu bara sig sin mig dig oss eller efter alla något ingen"),
    ("da", "og at det i en et er var som på ikke jeg du han hun vi de den med for til af om så men har havde kan fra når hvad hvordan hvorfor også meget der her nu bare sig sin mig dig os eller efter alle noget ingen blev"),
    ("pl", "i w na z do nie to się jest był była było że jak ale o po co tak dla od za już czy ja mi mnie ten ta te tego tym przez tylko jego jej ich być bardzo kiedy gdy miałem pan pani może jeszcze ze który która które"),
    ("cs", "a v na se je že to s z do o i jak ale by byl byla bylo jsem jsme jste není jako po pro od tak co který která které když nebo už jen ještě mi mě mně tam ten ta být měl velmi protože kde proč"),
    ("ro", "și de la în a cu pe nu un o că este era sunt am ai au fost mai din pentru ce care când cum dar sau eu tu el ea noi voi ei se mi îmi să ca foarte acolo asta acest această fi dacă după până nici"),
    ("hu", "a az és hogy nem is egy volt van ez de ha csak mert már még meg én te ő mi ti ők nekem azt ezt mint ki mi minden nagyon amikor vagy után aztán lesz kell lehet be el fel"),
    ("fi", "ja on ei se että oli hän minä sinä me te he mutta kun niin kuin olen olin ovat myös jos tai vain mitä mikä kuka miksi sitten nyt siellä täällä hyvin paljon ole minun hänen joka jotka tämä"),
    ("tr", "ve bir bu da de için ile ben sen o biz siz onlar çok ne mi mı mu mü var yok daha gibi kadar ama değil olan olarak sonra her şey nasıl neden zaman vardı oldu benim bana beni"),
    ("ca", "el la els les de del dels que i és en un una per amb no ho hi em et es ens us li jo tu ell ella nosaltres vostè era són sóc estava està més molt també quan com on perquè però això aquest aquesta tot tots gent fer l' d' n' s' m' dels als al va vaig havia hem"),
];

/// How many languages there are.
pub(super) const LANGUAGES: usize = LISTS.len();
/// The weight of a word that only one language has; of one that more have, a part of it.
pub(super) const OWN: u32 = 12;

/// Which languages have a word: bit n for the language number n.
static WORDS: LazyLock<KeyMap<u32>> = LazyLock::new(|| {
    let mut words = KeyMap::default();
    for (n, (_, list)) in LISTS.iter().enumerate() {
        for word in list.split(' ') {
            *words.entry(key(word)).or_insert(0) |= 1 << n;
        }
    }
    words
});

/// The languages of a word in lower case, as bits; 0 for none.
pub(super) fn languages(word: &str) -> u32 {
    WORDS.get(&key(word)).copied().unwrap_or(0)
}

/// The tag of a language.
pub(super) fn tag(number: usize) -> &'static str {
    LISTS[number].0
}

/// The number of a language that has a list.
pub(super) fn number(tag: &str) -> Option<usize> {
    LISTS.iter().position(|(own, _)| *own == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_looked_up_as_they_are_listed() {
        for (tag, list) in LISTS {
            let bit = 1 << number(tag).unwrap_or(usize::MAX);
            for word in list.split(' ') {
                assert_eq!(word, word.to_lowercase(), "{tag}");
                assert!(!word.contains('’') && !word.is_empty(), "{tag}: {word}");
                assert!(languages(word) & bit > 0, "{word}");
            }
        }
    }

    #[test]
    fn every_language_has_enough_words_of_its_own() {
        for (tag, list) in LISTS {
            let own = list.split(' ').filter(|w| languages(w).count_ones() == 1);
            let count = own.count();
            assert!(count >= 12, "{tag}: {count}");
        }
    }
}

//! Sentences as a person would part them.

use super::super::profile::PROFILES;
use super::*;
use crate::arrange::Stretch;
use crate::publish::rehearsal;

/// A sentence in cues (`‖`) and lines (`|`), said by Mirela Vance at 15 characters a second.
fn broken(language: &str, text: &str) -> String {
    let seconds = columns(text) as u64 / 15 + 1;
    let mut episode = rehearsal::episode(seconds + 1, &[], &[(0, text)]);
    episode.about.lines[0].language = Language::parse(language).unwrap();
    episode.timeline.captions[0] = Stretch {
        start: 0,
        end: seconds * 48_000,
    };
    let plain = Profile {
        voices: true,
        ..PROFILES[0]
    };
    let cues = compile(&episode, &plain, Form::Voices).unwrap();
    let cues: Vec<String> = cues.iter().map(|cue| cue.lines.join(" | ")).collect();
    cues.join(" ‖ ")
}

/// Each sentence as it is to be broken, which gives the sentence too: a `~` where two pieces of one
/// word, or of a script without spaces, meet.
const BROKEN: &[(&str, &str)] = &[
    (
        "en",
        "The keeper of the lighthouse told me ‖ that he had never once | been afraid of the sea.",
    ),
    (
        "en",
        "We had twenty-five people in the boat, ‖ and nobody knew | how to steer it in the dark.",
    ),
    (
        "en",
        "I think it was about 12 May 1998 ‖ when the first letter | from Harald Brun came back.",
    ),
    (
        "en",
        "They paid us $5 million for the old pier ‖ and then they never came | to look at it again.",
    ),
    (
        "en",
        "When Mirela Vance and Tomas Okafor opened | the station there was no money at all.",
    ),
    (
        "en",
        "You can walk the 5 km along the coast, ‖ or you can wait for Dr. Hollis | and his little bus.",
    ),
    (
        "en",
        "It’s the most wonderful thing ‖ in the world, because you don’t have | to explain anything.",
    ),
    (
        "en",
        "The big red house | on the hill has been empty ‖ since the winter in which the river froze.",
    ),
    (
        "en",
        "He said | “I will not go back up there again” ‖ and after that he simply would not talk.",
    ),
    (
        "en",
        "What was your experience ‖ like seeing the finished bridge | for the very first time?",
    ),
    (
        "en",
        "We should have been told, ‖ but they could not find Ludwig van Meer | in any of the books.",
    ),
    (
        "en",
        "My mother’s recipe needs | about 500 g of flour ‖ and an hour of patience in a cold kitchen.",
    ),
    (
        "de",
        "Der Wärter des Leuchtturms | hat mir erzählt, dass er sich nie ‖ vor dem Meer gefürchtet hat.",
    ),
    (
        "de",
        "Wir haben am 12. Mai angefangen ‖ und hatten nach 5 km schon | keine Lust mehr auf den Regen.",
    ),
    (
        "de",
        "Ich glaube, | dass Frau Anneliese Brandt die alte Mühle ‖ im Dorf für 3 Millionen Euro gekauft hat.",
    ),
    (
        "de",
        "Das kleine rote Haus am Hafen gehört | seit vielen Jahren niemandem, ‖ der es bewohnen möchte.",
    ),
    (
        "de",
        "Wenn man nicht weiß, wohin man will, | dann kann man auch nicht sagen, ‖ dass man sich verläuft.",
    ),
    (
        "es",
        "La mujer que cuidaba el faro me contó ‖ que nunca había tenido miedo | del mar en invierno.",
    ),
    (
        "es",
        "Empezamos el 12 de mayo | con muy poco dinero ‖ y después de 5 km ya no quedaba | ni una barca.",
    ),
    (
        "es",
        "El señor Ruiz y la señora Marta Olmedo | compraron la casa por 3 millones de euros.",
    ),
    (
        "es",
        "No sé si quiero volver, | pero tampoco puedo decir ‖ que haya olvidado las calles de mi pueblo.",
    ),
    (
        "fr",
        "L’homme qui gardait le phare m’a raconté ‖ qu’il n’avait jamais eu peur | de la mer en hiver.",
    ),
    (
        "fr",
        "Nous avons commencé le 12 mai avec 500 € ‖ et une petite barque | que personne ne voulait.",
    ),
    (
        "fr",
        "Madame Claire Dumas a dit ‖ qu’elle ne reviendrait pas | dans la maison de son grand-père.",
    ),
    (
        "fr",
        "Est-ce que vous avez vu la lumière\u{a0}? ‖ Elle était si belle | que j’ai oublié de rentrer.",
    ),
    (
        "it",
        "L’uomo che teneva il faro mi ha raccontato ‖ che non aveva mai avuto paura | del mare d’inverno.",
    ),
    (
        "it",
        "Abbiamo cominciato il 12 maggio | con 500 euro e una piccola barca ‖ che nessuno voleva.",
    ),
    (
        "it",
        "La signora Carla Nardi | ha comprato la vecchia casa ‖ del porto per 3 milioni di euro.",
    ),
    (
        "pt",
        "O homem que cuidava do farol me contou ‖ que nunca tinha tido medo | do mar no inverno.",
    ),
    (
        "pt",
        "Começamos no dia 12 de maio | com pouco dinheiro e uma barca ‖ que ninguém queria mais.",
    ),
    (
        "pt",
        "A senhora Clara Nunes comprou a velha casa | do porto por 3 milhões de reais ‖ e depois partiu.",
    ),
    (
        "sv",
        "Det var en gång en fyrvaktare som | aldrig hade varit rädd för havet, ‖ inte ens om vintern.",
    ),
    (
        "ja",
        "灯台守は、冬の海を一度も~| 恐れたことがないと言いました。~‖ 「でも、夜は長かった」と彼女は笑いました。",
    ),
    (
        "th",
        "คนเฝ้าประภาคารบอกฉันว่าเขาไม่เคยก~| ลัวทะเลเลยแม้แต่ในฤดูหนาวที่หนาวที่สุดของปี",
    ),
    (
        "he",
        "שומר המגדלור סיפר לי שהוא אף פעם לא פחד | מהים, גם לא בחורף, כשהגלים היו גבוהים.",
    ),
    (
        "en",
        "See | https://example.org/a/very/long/address/~‖ that/nobody/would/ever/read/aloud/in/full | for it.",
    ),
];

#[test]
fn sentences_are_broken_where_a_reader_pauses() {
    for (language, expected) in BROKEN {
        let text = expected.replace("~| ", "").replace("~‖ ", "");
        let text = text.replace("| ", "").replace("‖ ", "");
        let expected = expected.replace(['~', '\u{a0}'], " ");
        assert_eq!(broken(language, &text), expected);
    }
}

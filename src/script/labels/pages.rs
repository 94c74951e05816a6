//! Ten turns of two people, in six languages, printed in every dress and read back: who says what
//! must be what was printed, word for word.

use super::super::cases::compiled;

/// Two names, and what they say in turn.
type Talk = (&'static str, &'static str, [&'static str; 10]);

const TALKS: &[Talk] = &[
    (
        "Anna Berg",
        "Robert Lind",
        [
            "Where were you when the ferry left?",
            "On the roof, with a pair of field glasses.",
            "Why there, of all places?",
            "It is the only place from which one can see the pier.",
            "And what did you see?",
            "Nothing. Honestly, nothing at all. The fog came in at seven.",
            "So you went home.",
            "I went home. My sister had kept the soup warm.",
            "Would you do it again?",
            "Tomorrow, if the weather is worse.",
        ],
    ),
    (
        "Jana Übel",
        "Karl-Heinz Öst",
        [
            "Wann haben Sie die Uhr zum ersten Mal gehört?",
            "Mit vier Jahren. Sie ging damals schon falsch.",
            "Und niemand hat sie repariert?",
            "Doch, jeder. Das war ja das Problem.",
            "Was machen Sie anders?",
            "Ich lasse sie in Ruhe und höre zu, wie sie stehen bleibt.",
            "Das müssen Sie erklären.",
            "Eine Uhr, die steht, geht zweimal am Tag richtig.",
            "Und Ihre eigene?",
            "Die habe ich verschenkt, an den Bäcker.",
        ],
    ),
    (
        "Lucía Ferrán",
        "Íñigo de la Peña",
        [
            "¿Cuándo empezó usted a pintar barcos?",
            "Cuando dejé de pescar. Me sobraba la pintura.",
            "¿Y los vecinos qué dijeron?",
            "Que estaba loco, pero que el azul les gustaba.",
            "¿Cuántos ha pintado?",
            "Doscientos. Quizá más, porque algunos los pinté dos veces.",
            "¿Cuál recuerda mejor?",
            "El de mi padre, que se hundió recién pintado.",
            "¿Volvería a hacerlo?",
            "Mañana mismo, si hay pintura.",
        ],
    ),
    (
        "Zoé Lefèvre",
        "Jean d’Aubrac",
        [
            "Comment avez-vous trouvé cette maison ?",
            "Par hasard, en cherchant le boulanger.",
            "Et vous êtes resté ?",
            "Le pain était bon. On ne part pas d’un endroit pareil.",
            "Qu’avez-vous changé ?",
            "Les serrures, les volets, et puis mes habitudes.",
            "Vos habitudes ?",
            "Je dors l’après-midi et je travaille quand tout le village se tait.",
            "Cela vous suffit ?",
            "Largement. Revenez en hiver et vous verrez.",
        ],
    ),
    (
        "Chiara Dell’Orto",
        "Nicolò Bassani",
        [
            "Quando ha cominciato a suonare le campane?",
            "Da bambino, perché nessuno voleva la corda.",
            "E il parroco che cosa diceva?",
            "Niente. Dormiva sempre fino alle otto.",
            "Le manca quel tempo?",
            "Mi manca il freddo, che non c’è più come una volta.",
            "E la corda?",
            "La corda è qui, appesa alla porta. La tocchi pure.",
            "Chi suona adesso?",
            "Un motore. Preciso, ma senza nessun orecchio.",
        ],
    ),
    (
        "Inês Falcão",
        "João Brandão",
        [
            "Quem lhe ensinou a fazer redes?",
            "A minha avó, que não sabia nadar.",
            "E o senhor sabe?",
            "Também não. Quem sabe nadar demora mais a morrer.",
            "Isso diz-se aqui?",
            "Diz-se em todo o lado onde há mar e pouca sorte.",
            "Quanto tempo leva uma rede?",
            "Um inverno inteiro, se ninguém me interromper.",
            "Estou a interromper?",
            "Está, mas o café também faz falta.",
        ],
    ),
];

/// A page in one dress: the file, and the lines of a turn; `n` is the number of the turn.
type Printer = (&'static str, &'static str, fn(usize, &str, &str) -> String);

fn upper(name: &str) -> String {
    name.to_uppercase()
}

fn stamp(n: usize) -> String {
    format!("{:02}:{:02}", n, 7 + 3 * n)
}

const PRINTERS: &[Printer] = &[
    ("plain", "x.txt", |_, name, text| {
        format!("{name}: {text}\n\n")
    }),
    ("plain, no blank lines", "x.txt", |_, name, text| {
        format!("{name}: {text}\n")
    }),
    ("capitals", "x.txt", |_, name, text| {
        format!("{}: {text}\n\n", upper(name))
    }),
    ("colon in the bold", "x.md", |_, name, text| {
        format!("**{name}:** {text}\n\n")
    }),
    ("colon out of the bold", "x.md", |_, name, text| {
        format!("**{name}**: {text}\n\n")
    }),
    ("underscores", "x.md", |_, name, text| {
        format!("__{name}__: {text}\n\n")
    }),
    ("italics", "x.md", |_, name, text| {
        format!("_{name}:_ {text}\n\n")
    }),
    ("bold in a text", "x.txt", |_, name, text| {
        format!("**{name}:** {text}\n\n")
    }),
    ("italics in a text", "x.txt", |_, name, text| {
        format!("_{name}:_ {text}\n\n")
    }),
    ("square brackets", "x.txt", |_, name, text| {
        format!("[{name}] {text}\n\n")
    }),
    ("square brackets and colon", "x.txt", |_, name, text| {
        format!("[{name}]: {text}\n\n")
    }),
    ("colon in square brackets", "x.txt", |_, name, text| {
        format!("[{}:] {text}\n\n", upper(name))
    }),
    ("square brackets, lines", "x.txt", |_, name, text| {
        format!("[{name}] {text}\n")
    }),
    ("curly brackets", "x.txt", |_, name, text| {
        format!("{{{name}}} {text}\n\n")
    }),
    ("parentheses", "x.txt", |_, name, text| {
        format!("({name}) {text}\n\n")
    }),
    ("long dash", "x.txt", |_, name, text| {
        format!("{name} — {text}\n\n")
    }),
    ("short dash", "x.txt", |_, name, text| {
        format!("{name} – {text}\n\n")
    }),
    ("hyphen", "x.txt", |_, name, text| {
        format!("{name} - {text}\n\n")
    }),
    ("long dash, lines", "x.txt", |_, name, text| {
        format!("{} — {text}\n", upper(name))
    }),
    ("bold and dash", "x.md", |_, name, text| {
        format!("**{name}** — {text}\n\n")
    }),
    ("full stop", "x.txt", |_, name, text| {
        format!("{}. {text}\n\n", upper(name))
    }),
    ("full stop and two spaces", "x.txt", |_, name, text| {
        format!("{}.  {text}\n\n", upper(name))
    }),
    ("bold", "x.md", |_, name, text| {
        format!("**{name}** {text}\n\n")
    }),
    ("bold capitals", "x.md", |_, name, text| {
        format!("**{}** {text}\n\n", upper(name))
    }),
    ("alone with colon", "x.txt", |_, name, text| {
        format!("{name}:\n\n{text}\n\n")
    }),
    (
        "alone with colon, no blank line",
        "x.txt",
        |_, name, text| format!("{name}:\n{text}\n\n"),
    ),
    ("alone in capitals", "x.txt", |_, name, text| {
        format!("{}\n\n{text}\n\n", upper(name))
    }),
    (
        "alone in capitals, no blank line",
        "x.txt",
        |_, name, text| format!("{}\n{text}\n\n", upper(name)),
    ),
    ("alone in bold", "x.md", |_, name, text| {
        format!("**{name}**\n\n{text}\n\n")
    }),
    ("alone in bold, no blank line", "x.md", |_, name, text| {
        format!("**{name}**\n{text}\n\n")
    }),
    ("alone as it is", "x.txt", |_, name, text| {
        format!("{name}\n{text}\n\n")
    }),
    ("tabulator", "x.txt", |_, name, text| {
        format!("{name}\t{text}\n")
    }),
    ("spaces", "x.txt", |_, name, text| {
        format!("{}   {text}\n\n", upper(name))
    }),
    ("time in parentheses", "x.txt", |n, name, text| {
        format!("{name} ({}): {text}\n\n", stamp(n))
    }),
    ("time in brackets", "x.txt", |n, name, text| {
        format!("{name} [{}]: {text}\n\n", stamp(n))
    }),
    ("time behind the colon", "x.txt", |n, name, text| {
        format!("{name}: ({}) {text}\n\n", stamp(n))
    }),
    ("time, text below", "x.txt", |n, name, text| {
        format!("{name}: ({})\n{text}\n\n", stamp(n))
    }),
    ("time, colon, text below", "x.txt", |n, name, text| {
        format!("{name} ({}):\n{text}\n\n", stamp(n))
    }),
    (
        "time after two spaces, text below",
        "x.txt",
        |n, name, text| format!("{name}  {}\n{text}\n\n", stamp(n)),
    ),
    ("hour of the day, text below", "x.txt", |n, name, text| {
        format!("{name} {} PM\n{text}\n\n", stamp(n))
    }),
    ("time before", "x.txt", |n, name, text| {
        format!("{} {name}: {text}\n\n", stamp(n))
    }),
    ("time in brackets before", "x.txt", |n, name, text| {
        format!("[00:{}] {name}: {text}\n", stamp(n))
    }),
    ("time, dash, name", "x.txt", |n, name, text| {
        format!("{} - {name}: {text}\n\n", stamp(n))
    }),
    ("time before a line", "x.txt", |n, name, text| {
        format!("[00:{}] {name}\n{text}\n\n", stamp(n))
    }),
    ("range of time before", "x.txt", |n, name, text| {
        format!("[{} - {}] {name}: {text}\n", stamp(n), stamp(n + 1))
    }),
    ("no-break space", "x.txt", |_, name, text| {
        format!("{name}\u{a0}: {text}\n\n")
    }),
    ("narrow no-break space", "x.txt", |_, name, text| {
        format!("{name}\u{202f}: {text}\n\n")
    }),
    ("wide colon", "x.txt", |_, name, text| {
        format!("{name}：{text}\n\n")
    }),
    ("bullets", "x.txt", |_, name, text| {
        format!("• {name}: {text}\n")
    }),
    ("bullets of markdown", "x.md", |_, name, text| {
        format!("- **{name}:** {text}\n")
    }),
    ("numbers", "x.txt", |n, name, text| {
        format!("{}. {name}: {text}\n\n", n + 1)
    }),
    ("first names", "x.txt", |_, name, text| {
        let first = name.split(' ').next().unwrap_or_default();
        format!(
            "{}: {text}\n\n",
            if text.contains("1") { name } else { first }
        )
    }),
    (
        "full name first, then the surname",
        "x.txt",
        |n, name, text| {
            let surname = name.split_once(' ').map_or(name, |(_, surname)| surname);
            format!(
                "{}: {text}\n\n",
                if n < 2 { upper(name) } else { upper(surname) }
            )
        },
    ),
    (
        "full name first, then initials",
        "x.txt",
        |n, name, text| {
            let initials: String = name
                .split(' ')
                .filter(|w| w.starts_with(char::is_uppercase) || w.contains('’'))
                .filter_map(|w| w.chars().next())
                .collect();
            let initials = initials.to_uppercase();
            match n < 2 {
                true => format!("{name} ({initials}): {text}\n\n"),
                false => format!("{initials}: {text}\n\n"),
            }
        },
    ),
    ("an office, then the surname", "x.txt", |n, name, text| {
        let surname = name.split_once(' ').map_or(name, |(_, surname)| surname);
        let office = if n == 0 { "HOST" } else { "PAINTER" };
        match n < 2 {
            true => format!("{}, {office}: {text}\n\n", upper(name)),
            false => format!("{}: {text}\n\n", upper(surname)),
        }
    }),
];

#[test]
fn every_dress_is_read_in_every_language() {
    let mut count = 0;
    let mut wrong: Vec<String> = Vec::new();
    for (dress, file, print) in PRINTERS {
        for (asks, answers, turns) in TALKS {
            let name = |n: usize| if n.is_multiple_of(2) { *asks } else { *answers };
            let page: String = turns
                .iter()
                .enumerate()
                .map(|(n, text)| print(n, name(n), text))
                .collect();
            let (_, script) = compiled(file, &page);
            let found: Vec<(String, String)> = script
                .paragraphs()
                .map(|(_, turn, p)| {
                    let name = script.person(turn.person).name.to_lowercase();
                    (name, p.text())
                })
                .collect();
            let wanted: Vec<(String, String)> = turns
                .iter()
                .enumerate()
                .map(|(n, text)| {
                    let full = name(n);
                    let shown = match *dress {
                        "first names" => full.split(' ').next().unwrap_or_default(),
                        _ => full,
                    };
                    (shown.to_lowercase(), (*text).to_owned())
                })
                .collect();
            count += 1;
            if found != wanted {
                let first = found.iter().zip(&wanted).find(|(a, b)| a != b);
                wrong.push(format!(
                    "{dress} / {asks}: {} of {}: {first:?}",
                    found.len(),
                    wanted.len()
                ));
            }
        }
    }
    assert!(count >= 150);
    assert!(
        wrong.is_empty(),
        "{} of {count}\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

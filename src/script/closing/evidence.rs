//! Is a paragraph without a label at the very end still the speaker's, or the narrator's?
//!
//! On the page nothing separates `First Light opens on Friday.` from the last answer. It is the
//! narrator's only if enough speaks for it; by default the speaker goes on, because words put
//! into the narrator's mouth that were the guest's are the worse mistake.

use super::parting;
use crate::script::page::Para;
use crate::script::phrases::{self, Phrases};
use crate::script::works::Works;

/// What the evidence must add up to.
const ENOUGH: f32 = 2.5;
/// From here on there is no doubt left to show.
const PLENTY: f32 = 4.0;
/// Longer paragraphs are stories, not notes at the end; in words.
const LONGEST: usize = 90;

/// What people do who are told of in notes at the end, lower case, over all languages.
#[rustfmt::skip]
const JOBS: &[&str] = &[
    "writer", "journalist", "editor", "critic", "author", "photographer", "reporter",
    "correspondent", "contributor", "freelance", "columnist", "schriftsteller", "schriftstellerin",
    "autor", "autorin", "journalistin", "redakteur", "redakteurin", "fotograf", "fotografin",
    "escritor", "escritora", "periodista", "autora", "fotógrafo", "fotógrafa", "redactora",
    "redactor", "écrivain", "écrivaine", "journaliste", "auteur", "autrice", "photographe",
    "rédacteur", "rédactrice", "jornalista", "repórter", "editora", "redator", "redatora",
    "crítico", "crítica", "scrittore", "scrittrice", "giornalista", "autore", "fotografo",
    "fotografa",
];

/// What is seen of one paragraph.
#[derive(Debug, Default)]
struct Sight {
    first_person: bool,
    second_person: bool,
    asks: bool,
    goes_on: bool,
    available: bool,
    /// A proper name or a date right behind it: where, or when.
    where_or_when: bool,
    edited: bool,
    work: bool,
    /// Begins with two words in capitals, as titles and full names do; `Apollo 13` is one too.
    titled: bool,
    /// Begins with a title in quotes or italics: outside English only its first word is tall.
    quoted: bool,
    lives: bool,
    job: bool,
    /// Begins with the name of someone in the interview.
    begins_with_person: bool,
    /// Names the person who would be speaking.
    names_speaker: bool,
    italic: bool,
    address: bool,
    long: bool,
    /// A line drawn across the page stands between it and the answer.
    apart: bool,
    /// No other answer of the page has a second paragraph.
    fresh: bool,
    /// Begins with the end of the meeting, or the reporter's going.
    frame: bool,
    /// The introduction says I or we.
    reporter: bool,
    /// Begins with a time or a place outside the talk.
    time: bool,
    /// Begins with the talk itself.
    about: bool,
    /// Says when or where it took place.
    held: bool,
    /// Speaks of the one who asks.
    parties: bool,
    /// Thanks somebody in the interview.
    thanks: bool,
    /// `She` of whom nobody has spoken.
    orphan: bool,
    /// Begins with the name of who would be speaking, as what a sentence is about.
    speaker_acts: bool,
    /// Marks of a notice.
    notices: usize,
}

impl Sight {
    /// Could its `I` be the one who wrote the page?
    fn written(&self) -> bool {
        self.apart
            || self.frame && (self.reporter || self.parties)
            || self.frame && self.names_speaker
            || self.orphan
            || self.speaker_acts
            || self.thanks
    }
}

/// A reason, its weight for the narrator, and whether it is there.
type Evidence = (&'static str, f32, fn(&Sight) -> bool);

const EVIDENCE: &[Evidence] = &[
    ("says I or we", -5.0, |s| s.first_person && !s.written()),
    ("says I or we, as the reporter may", -0.5, |s| {
        s.first_person && s.written()
    }),
    ("stands behind a line of its own", 4.0, |s| s.apart),
    ("the only second paragraph of an answer", 0.9, |s| s.fresh),
    ("takes leave", 2.0, |s| s.frame),
    (
        "takes leave of who was met before the first question",
        1.25,
        |s| s.frame && s.reporter,
    ),
    ("begins with another time or place", 1.0, |s| s.time),
    ("about the talk", 2.0, |s| s.about),
    ("when or where it took place", 1.4, |s| s.held),
    ("speaks of the one who asks", 1.5, |s| s.parties),
    ("thanks somebody in the interview", 3.0, |s| s.thanks),
    ("says she or he of nobody named before", 1.5, |s| s.orphan),
    ("tells what the speaker does", 1.5, |s| s.speaker_acts),
    ("has a mark of a notice", 1.0, |s| s.notices > 0),
    ("has marks of a notice", 1.5, |s| s.notices > 1),
    ("says you", -1.0, |s| s.second_person),
    ("asks", -3.0, |s| s.asks),
    ("goes on with what was said", -2.0, |s| {
        s.goes_on && !s.edited && !s.about
    }),
    ("too long for a note", -2.0, |s| s.long),
    ("can be had", 1.5, |s| s.available),
    ("says where or when", 0.75, |s| {
        s.available && s.where_or_when
    }),
    ("names the work", 1.0, |s| s.work),
    ("begins with a title or a full name", 0.5, |s| {
        // In German the second word of `Zum Abschied` is tall, too.
        (s.titled || s.quoted) && !s.frame && !s.about && !s.time
    }),
    ("about the interview itself", 3.4, |s| s.edited),
    ("tells a life", 1.0, |s| {
        s.lives && (s.titled || s.begins_with_person)
    }),
    ("of someone in the interview", 1.5, |s| {
        s.lives && s.begins_with_person
    }),
    ("of someone who writes", 1.25, |s| {
        s.job && (s.titled || s.begins_with_person)
    }),
    ("speaks of the speaker", 2.5, |s| s.names_speaker),
    ("all in italics", 1.75, |s| s.italic),
    ("gives an address", 1.5, |s| s.address),
];

/// What the pass knows about the interview.
pub(super) struct Around<'a> {
    pub(super) language: &'a Phrases,
    pub(super) works: &'a Works,
    /// The words of the names of everyone with a label, lower case.
    pub(super) people: &'a [Vec<String>],
    /// The same of the person who spoke last, if the page names them.
    pub(super) speaker: Option<&'a [String]>,
    /// The question and the answer before it.
    pub(super) before: &'a str,
    /// What the narrator said before the first question.
    pub(super) introduction: &'a str,
    /// Does a line drawn across the page part it from the answer?
    pub(super) apart: bool,
    /// Has no other answer a second paragraph?
    pub(super) fresh: bool,
}

/// How much there is to doubt that the narrator says this, 0 to 1; `None` if it stays with the
/// speaker.
pub(super) fn doubt(para: &Para, around: &Around<'_>) -> Option<f32> {
    let sight = look(para, around);
    let weight: f32 = EVIDENCE
        .iter()
        .filter(|(_, _, is)| is(&sight))
        .map(|(_, weight, _)| weight)
        .sum();
    (weight >= ENOUGH).then(|| 0.3 * (1.0 - (weight - ENOUGH) / (PLENTY - ENOUGH)).clamp(0.0, 1.0))
}

fn look(para: &Para, around: &Around<'_>) -> Sight {
    let text = &para.text;
    let lower = text.replace('’', "'").to_lowercase();
    let said = outside_quotes(text);
    let words: Vec<String> = phrases::words(text).collect();
    let language = around.language;
    let available = phrases::find(&lower, language.available);
    let surname = |words: &[String]| words.last().cloned().unwrap_or_default();
    let has = |name: &str| {
        name.chars().count() > 2 && words.iter().any(|w| w.trim_end_matches("'s") == name)
    };
    let starts = |name: &[String]| {
        let first = words.first().map(|w| w.trim_end_matches("'s"));
        first
            .is_some_and(|first| name.first().is_some_and(|n| n == first) || surname(name) == first)
    };
    // A first name alone may be said in a story (`Ida, they said`), and is nobody's in quotes.
    let outside = |name: &str| {
        name.chars().count() > 3
            && !has_small(around, name)
            && phrases::words(&said).any(|w| w == name)
            && text.split_whitespace().any(|w| {
                w.starts_with(char::is_uppercase) && w.to_lowercase().trim_end_matches("'s") == name
            })
    };
    let own = |word: &str| {
        around
            .speaker
            .is_some_and(|name| name.iter().any(|n| n == word))
    };
    let speaker_acts = text.starts_with(char::is_uppercase)
        && words
            .first()
            .is_some_and(|w| own(w) && w.chars().count() > 2)
        && !has_small(around, words.first().map_or("", String::as_str))
        && goes_on_as_verb(text, &own);
    let mut sight = Sight {
        first_person: phrases::count(&said, language.first) > 0,
        second_person: phrases::count(&said, language.second) > 0,
        asks: text.contains('?'),
        goes_on: words
            .first()
            .is_some_and(|w| language.going_on.contains(&w.as_str())),
        available: available.is_some(),
        where_or_when: available.is_some_and(|at| names_follow(text, &lower, at)),
        edited: phrases::find(&lower, language.edited).is_some(),
        work: around.works.named(text),
        titled: titled(text),
        quoted: text.starts_with(['“', '„', '«', '"'])
            || para
                .styles
                .first()
                .is_some_and(|(at, _, s)| *at == 0 && s.italic),
        lives: phrases::find(&lower, language.lives).is_some(),
        job: words.iter().any(|w| JOBS.contains(&w.as_str())),
        begins_with_person: around.people.iter().any(|name| starts(name)),
        names_speaker: around.speaker.is_some_and(|name| {
            has(&surname(name)) || name.first().is_some_and(|first| outside(first))
        }),
        italic: para.all(|s| s.italic),
        address: text.contains("://") || text.contains("www."),
        long: words.len() > LONGEST,
        apart: around.apart,
        fresh: around.fresh,
        reporter: phrases::count(&outside_quotes(around.introduction), language.first) > 0,
        speaker_acts,
        ..Sight::default()
    };
    sight.names_speaker |= speaker_acts;
    if let Some(parting) = parting::of(language.language) {
        leave(&mut sight, (&lower, text), &words, parting, around);
    }
    sight
}

/// Looks for the ways in which reporters take their leave.
fn leave(
    sight: &mut Sight,
    (lower, text): (&str, &str),
    words: &[String],
    parting: &parting::Parting,
    around: &Around<'_>,
) {
    let starts = |list: &[&str]| parting::begins(lower, list);
    let leaves = sight.reporter && starts(parting.leaves) && echoes(words, around.introduction);
    sight.frame = starts(parting.frames) || leaves;
    sight.time = starts(parting.times);
    let about = parting::rest(lower, parting.about);
    sight.about = about.is_some() && !sight.edited;
    // Right behind it: `the interview at which the clock was held up` is a story.
    sight.held = sight.about && about.is_some_and(|rest| parting::begins(rest, parting.held));
    sight.parties = phrases::find(lower, parting.parties).is_some();
    let someone = |rest: &str| {
        phrases::words(rest)
            .take(4)
            .any(|w| w.len() > 2 && around.people.iter().flatten().any(|n| *n == w))
    };
    sight.thanks = parting::rest(lower, parting.thanks).is_some_and(someone);
    let capitals = |text: &str| {
        let mut words = text.split(' ').skip(1).peekable();
        words.any(|w| w.starts_with(char::is_uppercase) && !matches!(w, "I" | "I’m" | "I've"))
    };
    let before: Vec<String> = phrases::words(around.before).collect();
    sight.orphan = !around.before.is_empty()
        && !capitals(text)
        && parting.third.iter().any(|(pronoun, same)| {
            let stands = |list: &[String]| list.iter().any(|w| same.contains(&w.as_str()));
            let at = words.iter().position(|w| w == pronoun);
            at.is_some_and(|at| !stands(&words[..at]) && !stands(&before))
        });
    sight.notices = parting::notices(lower, parting.entry);
}

/// Is one of its longer words one of the introduction, as where a story comes back to its start?
fn echoes(words: &[String], introduction: &str) -> bool {
    let long = |w: &&String| w.chars().count() > 6;
    words
        .iter()
        .filter(long)
        .any(|word| phrases::words(introduction).any(|other| other == *word))
}

/// Is a name a word of this page, too (`Rose`, `Will`)?
fn has_small(around: &Around<'_>, name: &str) -> bool {
    let mut others = around.before.split(|c: char| !c.is_alphanumeric());
    others.any(|word| word == name)
}

/// Does a word in small letters follow on the name, without a comma? Else it is called by it.
fn goes_on_as_verb(text: &str, own: &dyn Fn(&str) -> bool) -> bool {
    let mut last = "";
    for word in text.split(' ') {
        if !own(&word.to_lowercase()) {
            return !last.is_empty()
                && last.ends_with(char::is_alphanumeric)
                && word.starts_with(char::is_lowercase);
        }
        last = word;
    }
    false
}

/// Quoted speech is not the voice of the paragraph: `“I tried,” says Holm` is about Holm.
fn outside_quotes(text: &str) -> String {
    let mut depth = 0usize;
    let mut straight = false;
    text.chars()
        .filter(|c| {
            match c {
                '“' | '«' | '„' => depth += 1,
                '”' | '»' => depth = depth.saturating_sub(1),
                '"' => straight = !straight,
                _ => {}
            }
            depth == 0 && !straight
        })
        .collect()
}

/// Does a word in capitals, or a number, stand among the five words from that place on?
/// `lower` may be longer or shorter than `text`; the words are counted instead of the bytes.
fn names_follow(text: &str, lower: &str, at: usize) -> bool {
    let before = lower[..at].split_whitespace().count();
    text.split_whitespace()
        .skip(before)
        .skip(1)
        .take(6)
        .any(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_numeric()))
}

/// Does it begin with two words in capitals, small words between them aside?
fn titled(text: &str) -> bool {
    let mut capitals = 0;
    for word in text.split(' ').take(5) {
        let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        match word.chars().next() {
            Some(c) if c.is_uppercase() || (c.is_numeric() && capitals > 0) => capitals += 1,
            Some(_) if word.len() <= 3 && capitals > 0 => {}
            _ => break,
        }
    }
    capitals >= 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::{cases::document, page::paragraphs};

    /// Judges a line at the end of an interview with Ida Holm about “First Light”.
    fn is_closing(language: &str, line: &str) -> bool {
        let document = document("x.md", line);
        let words = |name: &str| -> Vec<String> { name.split(' ').map(str::to_owned).collect() };
        let people = [words("outlet"), words("ida holm")];
        let works = Works::learn("First Light", &[], &[]);
        let around = Around {
            language: phrases::of(language),
            works: &works,
            people: &people,
            speaker: Some(&people[1]),
            before: "",
            introduction: "",
            apart: false,
            fresh: false,
        };
        doubt(&paragraphs(&document)[0], &around).is_some()
    }

    #[test]
    fn a_line_about_the_work_or_the_people_is_the_narrators() {
        for (language, line) in [
            ("en", "First Light is in theaters on May 5."),
            (
                "en",
                "First Lightis now available to stream on Example Plus.",
            ),
            ("en", "The Long Way Down is streaming on Example Plus."),
            (
                "en",
                "This interview has been edited for length and clarity.",
            ),
            ("en", "Interview by Jo Example. Photographs by Sam Sample."),
            (
                "en",
                "Flight 114 is published by Two Rivers and is available now.",
            ),
            (
                "en",
                "Correction: An earlier version of this article misstated the year.",
            ),
            ("de", "Anmerkung der Redaktion: Die Namen wurden geändert."),
            (
                "en",
                "Ida Holm is a film-maker. Her next film opens in autumn.",
            ),
            ("en", "Holm’s next show opens in May."),
            ("en", "Jo Example is a writer based in Lisbon."),
            ("en", "*First Light* opens on Friday."),
            ("de", "„First Light“ läuft ab 5. Mai im Kino."),
            ("de", "Das Gespräch führte Jo Beispiel."),
            ("es", "First Light se estrena el 5 de mayo en cines."),
            ("fr", "Propos recueillis par Jo Exemple"),
            ("it", "First Light esce il 5 maggio nelle sale."),
            ("pt", "First Light estreia em 5 de maio nos cinemas."),
            ("pt", "Esta entrevista foi editada por motivos de extensão."),
            ("fr", "Cet entretien a été condensé pour plus de clarté."),
            ("es", "La entrevista fue editada por motivos de extensión."),
            ("ja", "取材・文：山本一"),
        ] {
            assert!(is_closing(language, line), "{line}");
        }
    }

    #[test]
    fn a_line_that_the_speaker_could_say_stays_with_the_speaker() {
        for (language, line) in [
            ("en", "First Light is out now and I could not be happier."),
            ("en", "We premiere First Light on Friday."),
            ("en", "It took three years."),
            ("en", "That is the whole thing."),
            ("en", "Berlin is a city that never sleeps."),
            ("en", "New York is a city that never sleeps."),
            ("en", "Music is available to everyone now."),
            ("en", "People are streaming on their phones all day."),
            ("en", "The museum opens in Berlin next year."),
            ("en", "And First Light is in theaters on May 5."),
            ("en", "First Light was the hardest thing of all."),
            ("en", "A film like First Light needs patience."),
            ("en", "Who knows whether First Light is out on time?"),
            ("en", "My mother is a writer."),
            ("en", "Then the train came, and nobody said a word."),
            ("en", "The tickets were four pounds."),
            ("en", "They called me Holm."),
            ("en", "Right, right."),
            ("en", "The shop opens in May, they say. I won't go."),
            ("en", "It was lemon."),
            ("en", "Ask the birds."),
            ("en", "The last tram leaves at midnight from Pier 4."),
            ("en", "Tickets to the moon, that is what she called them."),
            ("en", "A good editor is a kind of thief."),
            ("en", "Somebody who gets up early."),
            ("en", "You can read about it in First Light, if you like."),
            ("en", "Thank you for not asking about my father."),
            (
                "en",
                "In theaters the lights go down. At home nobody dares.",
            ),
            ("de", "Karten sind etwas für Leute, die sich verlaufen."),
            ("es", "Mañana mismo."),
            ("fr", "Celui que je n’ai pas encore entendu."),
            ("it", "Una volta era una libreria, adesso è un garage."),
            (
                "de",
                "Ich freue mich, dass First Light jetzt im Kino läuft.",
            ),
            ("de", "Das war eine lange Nacht."),
            (
                "es",
                "Creo que First Light está disponible en todas partes.",
            ),
            ("fr", "C’est au cinéma que tout commence."),
            ("it", "Ho visto First Light al cinema."),
            (
                "pt",
                "Acho que First Light já está disponível em todo o lado.",
            ),
            ("pt", "Amanhã mesmo."),
        ] {
            assert!(!is_closing(language, line), "{line}");
        }
    }

    #[test]
    fn reporters_take_their_leave_in_many_words() {
        for (language, line) in [
            ("en", "The interview took place on 3 May in Lisbon."),
            ("en", "The conversation went on in the yard."),
            ("en", "Thanks to Ida Holm for her patience."),
            ("en", "Holm asked me to add that the boat is for sale."),
            ("en", "Before we part, she shows the visitors her boat."),
            ("de", "Das Gespräch fand am 3. Mai im Bootshaus statt."),
            ("de", "Zum Abschied schenkt sie der Reporterin ein Ruder."),
            ("es", "Antes de despedirse, enseña al periodista la barca."),
            ("es", "La entrevista se realizó el 3 de mayo."),
            ("fr", "L’entretien a eu lieu le 3 mai."),
            (
                "fr",
                "Entrée libre, samedi 3 et dimanche 4 mai, de 10 h à 18 h.",
            ),
            ("it", "L’intervista si è svolta il 3 maggio."),
            ("pt", "A entrevista decorreu a 3 de maio."),
            ("pt", "À despedida, mostra ao jornalista o barco."),
        ] {
            assert!(is_closing(language, line), "{line}");
        }
        for (language, line) in [
            ("en", "The interview was terrible, and I never went back."),
            ("en", "Thanks to my mother it worked."),
            ("en", "We left at noon and nobody waved."),
            ("en", "Later that evening she called the whole crew."),
            ("en", "The shop shut at 10 pm."),
            ("de", "Zum Abschied gab es Kuchen."),
            ("de", "Zum Abschied schenkte er mir eine Uhr."),
            ("es", "Me fui de noche y nadie lo supo."),
            ("es", "Gracias a Dios no pasó nada."),
            ("fr", "En sortant, elle a oublié son chapeau."),
            ("it", "Uscendo ho visto la barca."),
            ("pt", "À saída chovia."),
        ] {
            assert!(!is_closing(language, line), "{line}");
        }
    }
}

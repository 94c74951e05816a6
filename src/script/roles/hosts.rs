//! What only those say who lead a talk, and what only those say who were invited to it; lower
//! case, over all languages.
//!
//! Said once, each of these outweighs a handful of questions: whoever welcomes the audience asks,
//! and whoever is glad to be here answers. Phrases that both sides say (`thank you very much`)
//! are not here.

use super::super::listed::Listed;
use super::super::phrases;

/// Whoever leads says these.
#[rustfmt::skip]
const LEADS: &[&str] = &[
    "welcome back", "welcome to", "welcome everyone", "and welcome", "you're welcome to the", "thank you for joining", "thanks for joining", "thank you for coming", "thanks for coming",
    "thank you for being", "thanks for being", "thank you for your time", "thanks for your time", "thank you for talking", "thanks for talking", "thank you for speaking", "thank you both", "thank you all for",
    "my guest", "our guest", "my guests", "our guests", "today we have", "today we're joined", "joining us", "joins us", "joining me", "joins me", "we are joined", "we're joined",
    "with me today", "with us today", "with us is", "you're listening to", "you are listening to", "our listeners", "our readers", "stay tuned", "we'll be right back", "after the break",
    "time for one more", "one more question", "one last question", "last question", "final question", "next question", "my first question", "my next question", "our next question", "let's move on", "our show",
    "that's all we have time", "on the record", "off the record for", "call your next", "we'll hear", "the case is submitted", "no further questions", "nothing further", "object to form", "objection",
    "i'll rephrase", "the committee will", "this session of", "i'll kick off", "questions from the", "the floor is yours", "please wait for the microphone", "order, order", "may i ask you", "can i ask you", "i'd like to ask", "i wanted to ask", "let me ask",
    "willkommen zu", "willkommen bei", "herzlich willkommen", "guten tag und willkommen", "schön, dass sie", "schön, dass du", "danke, dass sie", "danke, dass du", "danke für das gespräch", "danke für das interview", "vielen dank für das",
    "wir danken", "ich danke ihnen für", "mein gast", "unser gast", "zu gast ist", "bei uns ist", "unsere hörer", "unsere leser", "letzte frage", "nächste frage", "meine erste frage", "bleiben sie dran", "danke für ihre zeit", "ich begrüße",
    "bienvenidos", "bienvenidas", "bienvenido", "bienvenida", "gracias por venir", "gracias por estar", "gracias por acompañarnos", "gracias por su tiempo", "gracias por tu tiempo", "gracias por recibirnos", "gracias por atendernos", "gracias por la entrevista", "gracias por concedernos",
    "nuestro invitado", "nuestra invitada", "nos acompaña", "con nosotros está", "nuestros oyentes", "nuestros lectores", "última pregunta", "siguiente pregunta", "primera pregunta", "quería preguntarle", "quería preguntarte", "hoy tenemos", "hoy nos acompaña",
    "bienvenue", "soyez le bienvenu", "merci d'être", "merci d'avoir accepté", "merci d'avoir répondu", "merci de nous avoir", "merci de nous recevoir", "merci pour cet entretien", "merci pour votre temps", "notre invité", "notre invitée", "mon invité", "mon invitée", "avec nous aujourd'hui",
    "nos auditeurs", "nos lecteurs", "dernière question", "question suivante", "première question", "je voulais vous demander", "on se retrouve", "vous écoutez",
    "benvenuti", "benvenute", "benvenuto", "benvenuta", "bentornati", "grazie per essere", "grazie di essere", "grazie per il suo tempo", "grazie per il tempo", "grazie per averci", "grazie per questa intervista", "il nostro ospite", "la nostra ospite", "è con noi", "abbiamo con noi",
    "i nostri ascoltatori", "i nostri lettori", "ultima domanda", "prossima domanda", "prima domanda", "volevo chiederle", "volevo chiederti",
    "bem-vindos", "bem-vindas", "bem-vindo", "bem-vinda", "obrigado por ter vindo", "obrigada por ter vindo", "obrigado por estar", "obrigada por estar", "obrigado por nos", "obrigada por nos", "obrigado pela entrevista", "obrigada pela entrevista", "obrigado pelo seu tempo", "obrigada pelo seu tempo",
    "nosso convidado", "nossa convidada", "connosco está", "está connosco", "está conosco", "os nossos ouvintes", "última pergunta", "próxima pergunta", "primeira pergunta", "queria perguntar", "posso só perguntar", "perguntava se", "parar a gravação", "já está a gravar",
    "ようこそ", "本日のゲスト", "欢迎",
];

/// Whoever was invited says these.
#[rustfmt::skip]
const INVITED: &[&str] = &[
    "thank you for having me", "thanks for having me", "thank you for having us", "thanks for having us", "thank you for inviting", "thanks for inviting", "great to be here", "good to be here", "glad to be here", "happy to be here",
    "pleasure to be here", "an honor to be here", "good question", "great question", "your honor", "your honour", "may it please the court", "yes, ma'am", "no, ma'am", "yes, sir", "no, sir", "mr. chairman", "madam chair",
    "danke für die einladung", "danke, dass ich", "freue mich, hier zu sein", "gute frage", "ich danke ihnen", "gracias por invitarme", "gracias por la invitación", "gracias por tenerme", "gracias a usted", "gracias a ustedes", "gracias a vosotros", "gracias a ti", "buena pregunta", "a ustedes",
    "merci de m'avoir", "merci de m'inviter", "merci de me recevoir", "merci à vous", "merci à toi", "bonne question", "grazie dell'invito", "grazie per l'invito", "grazie per avermi", "grazie a lei", "grazie a voi", "grazie a te", "bella domanda", "buona domanda",
    "obrigado pelo convite", "obrigada pelo convite", "obrigado por me", "obrigada por me", "obrigado eu", "obrigada eu", "boa pergunta", "お招き",
];

/// Words of thanks with which a talk is closed, at the start of what is said.
#[rustfmt::skip]
const THANKS: &[&str] = &[
    "thank", "thanks", "danke", "dankeschön", "gracias", "muchas", "muchísimas", "merci", "grazie", "obrigado", "obrigada", "ありがとう",
];

/// What is heard of one turn.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Heard {
    pub(super) leads: bool,
    pub(super) invited: bool,
    pub(super) thanks: bool,
}

/// The lists, ready to be asked of every turn.
pub(super) struct Phrases {
    leads: Listed,
    invited: Listed,
}

impl Phrases {
    pub(super) fn new() -> Phrases {
        Phrases {
            leads: Listed::of(LEADS),
            invited: Listed::of(INVITED),
        }
    }

    /// Listens to the first and the last words of a turn.
    pub(super) fn hear(&self, text: &str) -> Heard {
        let (lower, head) = edges(text);
        let invited = self.invited.stands_in(&lower);
        let first = phrases::words(head).take(2);
        Heard {
            leads: self.leads.stands_in(&lower),
            invited,
            thanks: !invited
                && first
                    .into_iter()
                    .any(|word| THANKS.contains(&word.as_str())),
        }
    }
}

/// The first and the last words of a turn, lower case, and the first as they are.
fn edges(text: &str) -> (String, &str) {
    /// Bytes at either end; what leads and what thanks is said there.
    const EDGE: usize = 300;
    let cut = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (head, tail) = match text.len() > 2 * EDGE {
        true => (&text[..cut(EDGE)], &text[cut(text.len() - EDGE)..]),
        false => (text, ""),
    };
    let lower = format!("{head} \n {tail}").replace('’', "'").to_lowercase();
    (lower, head)
}

/// Does somebody tell the own name: `I'm Ana`, `And I'm Ben`, `Y yo, Ana Ruiz`, `Mein Name ist Ida`?
pub(super) fn names_oneself(text: &str, name: &[String]) -> bool {
    #[rustfmt::skip]
    const BEFORE: &[&str] = &[
        "i'm", "i am", "my name is", "this is", "ich bin", "mein name ist", "am mikrofon ist", "soy", "me llamo", "yo", "je suis", "je m'appelle", "moi c'est",
        "sono", "mi chiamo", "io sono", "sou", "sou a", "sou o", "eu sou", "eu sou a", "eu sou o", "chamo-me", "meu nome é", "o meu nome é",
    ];
    let words: Vec<String> = phrases::words(text).collect();
    words.iter().enumerate().any(|(at, word)| {
        name.contains(word)
            && BEFORE.iter().any(|phrase| {
                let phrase: Vec<&str> = phrase.split(' ').collect();
                let from = at.checked_sub(phrase.len());
                from.is_some_and(|from| words[from..at].iter().eq(phrase.iter()))
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_leads_and_who_was_invited_is_heard_in_all_languages() {
        for (text, leads, invited) in [
            ("Welcome back to the show, I'm Ana.", true, false),
            ("Herzlich willkommen, Frau Lind!", true, false),
            ("Bienvenidos a la mesa. Hoy tenemos frío.", true, false),
            ("Merci d’avoir accepté de nous parler.", true, false),
            ("Benvenuti, il nostro ospite è qui.", true, false),
            ("Obrigada por ter vindo.", true, false),
            ("Thanks for having me.", false, true),
            ("Danke für die Einladung.", false, true),
            ("Gracias a ustedes.", false, true),
            ("Merci à vous.", false, true),
            ("Grazie a voi.", false, true),
            ("Obrigado pelo convite.", false, true),
            ("They were welcome there.", false, false),
        ] {
            let heard = Phrases::new().hear(text);
            assert_eq!((heard.leads, heard.invited), (leads, invited), "{text}");
        }
        let hear = |text| Phrases::new().hear(text);
        assert!(hear("Gracias, Ana.").thanks && !hear("Gracias a usted.").thanks);
    }

    #[test]
    fn phrases_are_lower_case_with_straight_apostrophes() {
        for phrase in LEADS.iter().chain(INVITED).chain(THANKS) {
            assert_eq!(*phrase, phrase.to_lowercase());
            assert!(!phrase.contains('’'), "{phrase}");
        }
    }
}

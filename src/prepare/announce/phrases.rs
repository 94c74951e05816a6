//! What is announced, in each language: the one table of these phrases.
//!
//! Numbers stand as digits and are read as any number of the page is; only "one" is a word here,
//! because its form hangs on the noun. Every phrase is a whole sentence or a whole noun, so that
//! no language is put together by the grammar of another.

use crate::engines::Language;

/// The phrases of one language. `{}` is where something is put in.
#[derive(Debug)]
pub(super) struct Phrases {
    /// The primary subtag.
    language: &'static str,
    /// What is said of the voices.
    synthetic: &'static str,
    /// The same where recordings of real people are heard, too.
    recorded: &'static str,
    /// What the listening copy is called, as it stands in brackets behind a title.
    pub(super) copy: &'static str,
    /// What this is: the title is put in.
    pub(super) title: &'static str,
    /// Who speaks: names are put in.
    with: &'static str,
    /// Between the last two of a list.
    and: &'static str,
    /// People who are not named: their number is put in.
    others: &'static str,
    /// The length is put in.
    lasts: &'static str,
    /// The length and the chapters are put in.
    lasts_and_has: &'static str,
    /// Before a length that was rounded.
    about: &'static str,
    less: &'static str,
    minute: [&'static str; 2],
    hour: [&'static str; 2],
    chapters: &'static str,
    /// A chapter's number is put in.
    chapter: &'static str,
    /// A narrator who has no name.
    pub(super) narrator: &'static str,
}

const ALL: &[Phrases] = &[
    Phrases {
        language: "en",
        synthetic: "The voices you hear are synthetic, not those of the people interviewed.",
        recorded: "Except in original recordings, the voices you hear are synthetic, not those of the \
                   people interviewed.",
        copy: "listening copy",
        title: "This is the listening copy of: {}",
        with: "With {}.",
        and: " and ",
        others: "{} others",
        lasts: "The recording lasts {}.",
        lasts_and_has: "The recording lasts {} and has {}.",
        about: "about {}",
        less: "less than a minute",
        minute: ["one minute", "{} minutes"],
        hour: ["one hour", "{} hours"],
        chapters: "{} chapters",
        chapter: "Chapter {}",
        narrator: "Narrator",
    },
    Phrases {
        language: "de",
        synthetic: "Die Stimmen, die Sie hören, sind synthetisch und nicht die der interviewten Personen.",
        recorded: "Außer in Originalaufnahmen sind die Stimmen, die Sie hören, synthetisch und nicht die \
                   der interviewten Personen.",
        copy: "Hörfassung",
        title: "Dies ist die Hörfassung von: {}",
        with: "Mit {}.",
        and: " und ",
        others: "{} weiteren",
        lasts: "Die Aufnahme dauert {}.",
        lasts_and_has: "Die Aufnahme dauert {} und hat {}.",
        about: "etwa {}",
        less: "weniger als eine Minute",
        minute: ["eine Minute", "{} Minuten"],
        hour: ["eine Stunde", "{} Stunden"],
        chapters: "{} Kapitel",
        chapter: "Kapitel {}",
        narrator: "Sprecher",
    },
    Phrases {
        language: "es",
        synthetic: "Las voces que oye son sintéticas y no las de las personas entrevistadas.",
        recorded: "Salvo en las grabaciones originales, las voces que oye son sintéticas y no las de las \
                   personas entrevistadas.",
        copy: "versión para escuchar",
        title: "Esta es la versión para escuchar de: {}",
        with: "Con {}.",
        and: " y ",
        others: "{} más",
        lasts: "La grabación dura {}.",
        lasts_and_has: "La grabación dura {} y tiene {}.",
        about: "alrededor de {}",
        less: "menos de un minuto",
        minute: ["un minuto", "{} minutos"],
        hour: ["una hora", "{} horas"],
        chapters: "{} capítulos",
        chapter: "Capítulo {}",
        narrator: "Narrador",
    },
    Phrases {
        language: "fr",
        synthetic: "Les voix que vous entendez sont synthétiques et ne sont pas celles des personnes \
                    interrogées.",
        recorded: "Sauf dans les enregistrements d’origine, les voix que vous entendez sont synthétiques \
                   et ne sont pas celles des personnes interrogées.",
        copy: "version d’écoute",
        title: "Voici la version d’écoute de : {}",
        with: "Avec {}.",
        and: " et ",
        others: "{} autres personnes",
        lasts: "L’enregistrement dure {}.",
        lasts_and_has: "L’enregistrement dure {} et compte {}.",
        about: "environ {}",
        less: "moins d’une minute",
        minute: ["une minute", "{} minutes"],
        hour: ["une heure", "{} heures"],
        chapters: "{} chapitres",
        chapter: "Chapitre {}",
        narrator: "Narrateur",
    },
    Phrases {
        language: "it",
        synthetic: "Le voci che sentite sono sintetiche e non quelle delle persone intervistate.",
        recorded: "Tranne nelle registrazioni originali, le voci che sentite sono sintetiche e non quelle \
                   delle persone intervistate.",
        copy: "versione per l’ascolto",
        title: "Questa è la versione per l’ascolto di: {}",
        with: "Con {}.",
        and: " e ",
        others: "altre {} persone",
        lasts: "La registrazione dura {}.",
        lasts_and_has: "La registrazione dura {} e ha {}.",
        about: "circa {}",
        less: "meno di un minuto",
        minute: ["un minuto", "{} minuti"],
        hour: ["un’ora", "{} ore"],
        chapters: "{} capitoli",
        chapter: "Capitolo {}",
        narrator: "Narratore",
    },
    Phrases {
        language: "pt",
        synthetic: "As vozes que ouve são sintéticas e não as das pessoas entrevistadas.",
        recorded: "Exceto nas gravações originais, as vozes que ouve são sintéticas e não as das pessoas \
                   entrevistadas.",
        copy: "versão para ouvir",
        title: "Esta é a versão para ouvir de: {}",
        with: "Com {}.",
        and: " e ",
        others: "mais {} pessoas",
        lasts: "A gravação dura {}.",
        lasts_and_has: "A gravação dura {} e tem {}.",
        about: "cerca de {}",
        less: "menos de um minuto",
        minute: ["um minuto", "{} minutos"],
        hour: ["uma hora", "{} horas"],
        chapters: "{} capítulos",
        chapter: "Capítulo {}",
        narrator: "Narrador",
    },
];

/// More people than these are not named.
const NAMED: usize = 8;

impl Phrases {
    /// The phrases of a language; English ones and `false` if there are none, for whoever calls
    /// to tell.
    pub(super) fn of(language: &Language) -> (&'static Phrases, bool) {
        let found = ALL.iter().find(|row| row.language == language.primary());
        (found.unwrap_or(&ALL[0]), found.is_some())
    }

    /// What is said of the voices; `recorded` if recordings of people are heard, too.
    pub(super) fn synthetic(&self, recorded: bool) -> &'static str {
        match recorded {
            true => self.recorded,
            false => self.synthetic,
        }
    }

    /// Who speaks; `None` if nobody has a name.
    pub(super) fn with(&self, names: &[&str]) -> Option<String> {
        let mut list: Vec<String> = names.iter().take(NAMED).map(ToString::to_string).collect();
        match names.len().saturating_sub(NAMED) {
            0 => {}
            // One who is left out could be named in the place of being counted.
            1 => list.extend(names.last().map(ToString::to_string)),
            more => list.push(self.others.replace("{}", &more.to_string())),
        }
        let last = list.pop()?;
        let whole = match list.is_empty() {
            true => last,
            false => format!("{}{}{last}", list.join(", "), self.and(&last)),
        };
        Some(self.with.replace("{}", &whole))
    }

    /// "and"; Spanish and Italian change it before its own vowel.
    fn and(&self, next: &str) -> &'static str {
        let next = next.to_lowercase();
        let begins = |with: &[&str]| with.iter().any(|letters| next.starts_with(letters));
        match self.language {
            "es" if begins(&["i", "hi"]) && !begins(&["hie", "ie"]) => " e ",
            "it" if begins(&["e"]) => " ed ",
            _ => self.and,
        }
    }

    /// How long it is and how many chapters it has. One chapter is none that anyone looks for.
    pub(super) fn lasts(&self, minutes: u64, chapters: usize) -> String {
        let count = |noun: [&str; 2], n: u64| match n {
            1 => noun[0].to_owned(),
            n => noun[1].replace("{}", &n.to_string()),
        };
        let (hours, rest) = (minutes / 60, minutes % 60);
        let length = match (hours, rest) {
            (0, 0) => self.less.to_owned(),
            (0, rest) => self.about.replace("{}", &count(self.minute, rest)),
            (hours, 0) => self.about.replace("{}", &count(self.hour, hours)),
            (hours, rest) => {
                let rest = count(self.minute, rest);
                let both = format!("{}{}{rest}", count(self.hour, hours), self.and);
                self.about.replace("{}", &both)
            }
        };
        if chapters < 2 {
            return self.lasts.replace("{}", &length);
        }
        let chapters = self.chapters.replace("{}", &chapters.to_string());
        let sentence = self.lasts_and_has.replacen("{}", &length, 1);
        sentence.replacen("{}", &chapters, 1)
    }

    /// A chapter by its number, from 1, and by its title where it has one of its own.
    pub(super) fn chapter(&self, number: usize, title: Option<&str>) -> String {
        let chapter = self.chapter.replace("{}", &number.to_string());
        match title {
            None => format!("{chapter}."),
            // French has a space before its colon.
            Some(title) if self.language == "fr" => ended(&format!("{chapter} : {title}")),
            Some(title) => ended(&format!("{chapter}: {title}")),
        }
    }
}

/// With a sign at its end, so that a voice comes to rest.
pub(super) fn ended(text: &str) -> String {
    let text = text.trim_end();
    let words = text.trim_end_matches(['"', '”', '’', '»', ')', '\'']);
    match words.ends_with(['.', '!', '?', '…', '。', '？', '！']) {
        true => text.to_owned(),
        false => format!("{text}."),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn of(tag: &str) -> &'static Phrases {
        Phrases::of(&Language::parse(tag).unwrap()).0
    }

    #[test]
    fn every_language_has_all_its_places() {
        for row in ALL {
            let one = [row.title, row.with, row.others, row.lasts, row.about];
            let one = one
                .iter()
                .chain([&row.chapters, &row.chapter, &row.minute[1], &row.hour[1]]);
            for phrase in one {
                assert_eq!(phrase.matches("{}").count(), 1, "{phrase}");
            }
            assert_eq!(row.lasts_and_has.matches("{}").count(), 2);
            for said in [row.synthetic, row.recorded] {
                assert!(said.ends_with('.') && !said.contains("  "), "{said}");
            }
        }
        assert!(!Phrases::of(&Language::parse("ja").unwrap()).1);
        assert!(Phrases::of(&Language::parse("pt-BR").unwrap()).1);
    }

    #[test]
    fn lengths_are_said_as_people_say_them() {
        for (tag, minutes, chapters, said) in [
            ("en", 0, 1, "The recording lasts less than a minute."),
            (
                "en-GB",
                1,
                2,
                "The recording lasts about one minute and has 2 chapters.",
            ),
            (
                "en",
                72,
                18,
                "The recording lasts about one hour and 12 minutes and has 18 chapters.",
            ),
            ("de", 120, 0, "Die Aufnahme dauert etwa 2 Stunden."),
            (
                "de",
                61,
                3,
                "Die Aufnahme dauert etwa eine Stunde und eine Minute und hat 3 Kapitel.",
            ),
            ("es", 1, 0, "La grabación dura alrededor de un minuto."),
            (
                "fr",
                9,
                4,
                "L’enregistrement dure environ 9 minutes et compte 4 chapitres.",
            ),
            ("it", 60, 0, "La registrazione dura circa un’ora."),
            (
                "pt",
                9,
                4,
                "A gravação dura cerca de 9 minutos e tem 4 capítulos.",
            ),
        ] {
            assert_eq!(of(tag).lasts(minutes, chapters), said);
        }
    }

    #[test]
    fn people_are_listed_as_the_language_lists_them() {
        for (tag, names, said) in [
            ("en", &["Ada"][..], "With Ada."),
            ("en", &["Ada", "Rue", "Bo"], "With Ada, Rue and Bo."),
            ("es", &["Ada", "Inés"], "Con Ada e Inés."),
            ("es", &["Ada", "Hierro"], "Con Ada y Hierro."),
            ("it", &["Ada", "Elio"], "Con Ada ed Elio."),
        ] {
            assert_eq!(of(tag).with(names).unwrap(), said);
        }
        assert_eq!(of("en").with(&[]), None);
        let many = ["A"; 30];
        let told = of("de").with(&many).unwrap();
        assert!(told.ends_with("A und 22 weiteren."), "{told}");
        assert_eq!(of("en").with(&["A"; 9]).unwrap().matches('A').count(), 9);
    }

    #[test]
    fn a_chapter_ends_as_its_title_does() {
        assert_eq!(of("en").chapter(3, None), "Chapter 3.");
        assert_eq!(
            of("en").chapter(3, Some("Why go on?")),
            "Chapter 3: Why go on?"
        );
        assert_eq!(of("en").chapter(3, Some("“No.”")), "Chapter 3: “No.”");
        assert_eq!(of("fr").chapter(1, Some("La mer")), "Chapitre 1 : La mer.");
    }
}

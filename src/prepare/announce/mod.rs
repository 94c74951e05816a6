//! What no page says, put among the lines that it does: that the voices are synthetic, and in the
//! listening copy what this is, which chapter begins and who speaks.
//!
//! **Where it is said that the voices are synthetic.** First of all, before a word of the
//! interview. Who hears of synthetic content has to be told "at the latest at the time of the first
//! interaction or exposure" (Regulation (EU) 2024/1689, article 50): at the end everybody would
//! have been misled for as long as it lasts, and behind the introduction those who begin with it.
//! It is one sentence, so that nobody skips it. A part that is rendered alone says it as well: it
//! is what gets sent to somebody. `synthetic: off` in the cast takes away the sentence; what
//! the files say of themselves (tags, notes) stays, which costs no listener anything and is what
//! programs go by.
//!
//! **Chapters** that were made of a question are announced by their number alone: the question
//! follows, and to hear it twice helps nobody. Those that have a title of their own get it.
//!
//! **Names** stand before whoever speaks next, also behind the announcement of a chapter: what is
//! heard before is then another voice. They are lines of their own, and not words put before those of
//! the page: so the author's words stay alone in theirs, and "Hollowell." is spoken once for all.
//!
//! All of it is said by the narrator, in the main language of the interview.

mod names;
mod phrases;

use super::pronounce::Lexicon;
use super::sentences::split;
use super::spoken::{self, Fixed, Tongue};
use super::utter::speaks;
use super::{Opening, Origin, Utterance, openings};
use crate::cast::Cast;
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::engines::Language;
use crate::house::{Edition, House, Names, Synthetic};
use crate::script::{ChapterKind, CueKind, PersonId, Piece, Reading, Script};
use phrases::{Phrases, ended};
use std::collections::BTreeSet;

/// The id of the line that says how long the copy is.
const LENGTH: &str = "announced-length";

/// How the ids of lines begin that announce a chapter, or who speaks. No paragraph's does.
const CHAPTER: &str = "announced-chapter-";
const NAME: &str = "announced-name-";

/// What is known of all of an interview, whichever part of it is made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Whole {
    /// The numbers of the script's chapters in which something is spoken.
    chapters: Vec<usize>,
    /// The id of its first line.
    first: String,
}

impl Whole {
    /// Of all utterances, before a part is cut.
    #[must_use]
    pub fn of(script: &Script, utterances: &[Utterance]) -> Whole {
        Whole {
            chapters: super::heard(script, utterances),
            first: utterances
                .first()
                .map_or_else(String::new, |u| u.id.clone()),
        }
    }
}

/// What is said of the voices of this interview, in its language or in the cast's own words.
/// Said or not, it stands in the files.
#[must_use]
pub fn disclosure(script: &Script, house: &House) -> String {
    match &house.synthetic {
        Synthetic::Worded(words) => words.value.clone(),
        Synthetic::Said | Synthetic::Off => {
            let (phrases, _) = Phrases::of(&script.languages[0]);
            phrases.synthetic(recorded(script)).to_owned()
        }
    }
}

/// What a copy is called behind its title, in the language of the interview; nothing for the
/// episode.
#[must_use]
pub fn copy_name(edition: Edition, language: &Language) -> Option<&'static str> {
    match edition {
        Edition::Episode => None,
        Edition::Listening => Some(Phrases::of(language).0.copy),
    }
}

/// Is anybody heard who is no synthetic voice?
fn recorded(script: &Script) -> bool {
    let mut pieces = script.paragraphs().flat_map(|(_, _, p)| &p.pieces);
    pieces.any(|piece| match piece {
        Piece::Cue(cued) => cued.kind == CueKind::Clip,
        Piece::Take(mark) => matches!(mark.reading, Reading::Recording(_)),
        _ => false,
    })
}

/// Puts what is announced among the utterances of the page: those of all of it, or of a part.
/// `minutes` is how long the whole copy is.
///
/// Nothing is added where nothing is spoken, or where nobody could say it (then the cast has
/// told why).
pub fn announce(
    script: &Script,
    house: &House,
    cast: &Cast,
    whole: &Whole,
    minutes: u64,
    utterances: &mut Vec<Utterance>,
) -> Diagnostics {
    let mut diags = Diagnostics::new();
    let Some(speaker) = Speaker::of(script, house, cast) else {
        return diags;
    };
    if utterances.is_empty() {
        return diags;
    }
    if !speaker.known {
        let message = format!("there are no announcements in `{}`", script.languages[0]);
        diags.push(
            Diagnostic::warning(&script.source, Span::at(0), message)
                .whole()
                .label("they are said in English")
                .hint("`synthetic:` in the cast words what is said of the voices, or turns it off"),
        );
    }
    let mut desk = Desk {
        script,
        house,
        speaker,
        done: Vec::with_capacity(utterances.len() + 8),
        named: BTreeSet::new(),
        last: None,
        leads: false,
    };
    let pages = std::mem::take(utterances);
    let chapters = openings(script, &pages);
    let mut chapters = chapters.into_iter().peekable();
    for (number, utterance) in pages.into_iter().enumerate() {
        let chapter = chapters.next_if(|(_, first)| *first == number);
        let chapter = chapter.map(|(chapter, _)| chapter);
        desk.before(&utterance, number == 0, chapter, whole, minutes);
        desk.page(utterance);
    }
    *utterances = desk.done;
    utterances.shrink_to_fit();
    diags
}

/// How many of the first `within` lines make a part that does not end with an announcement of
/// what is not in it: at least one.
#[must_use]
pub fn ending(utterances: &[Utterance], within: usize) -> usize {
    let page = |u: &Utterance| u.origin != Origin::Announcement;
    let first = utterances.iter().position(page).unwrap_or_default();
    let within = within.min(utterances.len());
    let last = utterances[..within].iter().rposition(page);
    last.unwrap_or(first) + 1
}

/// Does it announce the line behind it: a chapter, or who speaks?
#[must_use]
pub fn leads(utterance: &Utterance) -> bool {
    let announces = |id: &&str| utterance.id.starts_with(id);
    [CHAPTER, NAME].iter().any(announces)
}

/// Is it the line that says how long the copy is?
#[must_use]
pub fn is_length(utterance: &Utterance) -> bool {
    utterance.id == LENGTH
}

/// Says another length, where one is said: the number of the line that changes by it.
pub fn set_length(
    script: &Script,
    house: &House,
    cast: &Cast,
    whole: &Whole,
    minutes: u64,
    utterances: &mut [Utterance],
) -> Option<usize> {
    let speaker = Speaker::of(script, house, cast)?;
    let at = utterances.iter().position(|u| u.id == LENGTH)?;
    let text = speaker.phrases.lasts(minutes, whole.chapters.len());
    let utterance = &mut utterances[at];
    if utterance.shown == text {
        return None;
    }
    utterance.tokens = speaker.read(&text)?;
    utterance.shown = text;
    Some(at)
}

/// Who announces, and how words become hers.
struct Speaker {
    person: PersonId,
    part: usize,
    language: Language,
    phrases: &'static Phrases,
    /// Are the phrases those of the language?
    known: bool,
    tongue: Tongue,
    lexicon: Lexicon,
    /// Does her voice read the International Phonetic Alphabet?
    ipa: bool,
}

impl Speaker {
    fn of(script: &Script, house: &House, cast: &Cast) -> Option<Speaker> {
        let person = script.narrator();
        let language = script.languages.first()?.clone();
        let own = |fits: &dyn Fn(&Language) -> bool| {
            let fit = |part: &crate::cast::Part| part.person == person && fits(&part.language);
            cast.parts.iter().position(fit)
        };
        let part = own(&|other| *other == language)
            .or_else(|| own(&|other| other.reads(&language)))
            .or_else(|| own(&|_| true))?;
        let (phrases, known) = Phrases::of(&language);
        Some(Speaker {
            person,
            part,
            phrases,
            known,
            tongue: Tongue::of(&language, &cast.parts[part].accent),
            lexicon: Lexicon::new(script, house, cast, &language),
            ipa: cast.parts[part].ipa,
            language,
        })
    }

    /// What is said for these words; `None` if that is nothing.
    fn read(&self, text: &str) -> Option<super::Tokens> {
        let fixed = self.lexicon.find(text).into_iter();
        let fixed: Vec<Fixed> = fixed
            .map(|(range, said)| Fixed {
                range,
                spoken: said.spoken,
                ipa: said.ipa.filter(|_| self.ipa),
            })
            .collect();
        // What cannot be read of a name or a title was told at its line already.
        let tokens = spoken::read(self.tongue, text, &fixed, &[]).tokens;
        let said = tokens.iter().any(|token| speaks(&token.spoken));
        said.then(|| tokens.into_iter().collect())
    }
}

struct Desk<'a> {
    script: &'a Script,
    house: &'a House,
    speaker: Speaker,
    done: Vec<Utterance>,
    /// Whose whole name was said.
    named: BTreeSet<PersonId>,
    /// Who of the page was heard last, if nothing was announced since.
    last: Option<PersonId>,
    /// Does what was announced last belong to the next line, and not to the whole?
    leads: bool,
}

impl Desk<'_> {
    /// What is announced before a line of the page. `chapter` begins with it.
    fn before(
        &mut self,
        line: &Utterance,
        first: bool,
        chapter: Option<usize>,
        whole: &Whole,
        minutes: u64,
    ) {
        let (house, script) = (self.house, self.script);
        let phrases = self.speaker.phrases;
        let copy = house.edition == Edition::Listening;
        let announce = copy && house.listening.announce;
        if first && house.synthetic != Synthetic::Off {
            let words = disclosure(script, house);
            let sentences = split(&words, self.speaker.language.primary(), &[]);
            for (at, range) in (1..).zip(sentences) {
                self.say(&format!("announced-synthetic-{at}"), &words[range], line);
            }
        }
        if first && announce && line.id == whole.first {
            let title = ended(&phrases.title.replace("{}", &script.title));
            self.say("announced-title", &title, line);
            if let Some(people) = phrases.with(&names::guests(script)) {
                self.say("announced-people", &people, line);
            }
            self.say(LENGTH, &phrases.lasts(minutes, whole.chapters.len()), line);
        }
        let number = |chapter| whole.chapters.iter().position(|heard| *heard == chapter);
        if let Some(chapter) = chapter.filter(|_| announce && whole.chapters.len() > 1)
            && let Some(number) = number(chapter)
        {
            let chapter = &script.chapters[chapter];
            let title = (chapter.kind != ChapterKind::Question).then_some(chapter.title.as_str());
            let words = phrases.chapter(number + 1, title);
            let at = self.done.len();
            self.say(&format!("{CHAPTER}{}", number + 1), &words, line);
            self.leads = true;
            // A chapter is one whatever it was made of, once it is called so.
            if let Some(said) = self.done.get_mut(at) {
                said.opens = match said.opens {
                    Opening::Episode => Opening::Episode,
                    _ => Opening::Chapter,
                };
            }
        }
        if copy && self.last != Some(line.person) {
            let new = self.named.insert(line.person);
            let name = match (house.listening.names, new) {
                (Names::Never, _) | (Names::First, false) => None,
                (_, true) => Some(names::full(script, line.person, phrases)),
                (_, false) => Some(names::short(script, line.person, phrases)),
            };
            if let Some(name) = name {
                self.say(&format!("{NAME}{}", line.id), &ended(name), line);
                self.leads = true;
            }
        }
    }

    /// Adds what is said before a line. The first of it has the line's own pause.
    fn say(&mut self, id: &str, words: &str, before: &Utterance) {
        let Some(tokens) = self.speaker.read(words) else {
            return;
        };
        let goes_on = self.goes_on();
        self.done.push(Utterance {
            id: id.to_owned(),
            turn: before.turn,
            paragraph: before.paragraph,
            person: self.speaker.person,
            part: self.speaker.part,
            language: self.speaker.language.clone(),
            origin: Origin::Announcement,
            shown: words.to_owned(),
            notes: Vec::new(),
            tokens,
            variant: 0,
            mark: None,
            recording: None,
            passage: None,
            spoiled: false,
            breath: before.breath && !goes_on,
            opens: match (goes_on, self.done.is_empty()) {
                (_, true) => Opening::Episode,
                (true, _) => Opening::Announced,
                (false, _) => before.opens,
            },
            pause: before.pause.filter(|_| !goes_on),
        });
        self.last = None;
    }

    /// Was something announced just now?
    fn goes_on(&self) -> bool {
        let last = self.done.last();
        last.is_some_and(|last| last.origin == Origin::Announcement)
    }

    /// Adds a line of the page, which follows what announces it without the pause of its own.
    fn page(&mut self, mut line: Utterance) {
        if self.goes_on() {
            line.opens = match self.leads {
                true => Opening::Announced,
                // Behind what is said of the whole, the interview begins.
                false => Opening::Chapter,
            };
            line.pause = None;
        }
        self.last = Some(line.person);
        self.leads = false;
        self.done.push(line);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

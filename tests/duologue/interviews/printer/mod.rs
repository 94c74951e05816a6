//! A dialogue laid out as interviews are printed: the compiler backwards.
//!
//! A layout is a function from a dialogue to the bytes of a file. Getting the dialogue back from
//! every layout, in every language, is a property that no list of examples could hold: whoever
//! adds a layout gets ten cases for it, whoever adds a dialogue gets one for each layout.

mod carriers;
mod labelled;
mod packed;
mod unlabelled;

use super::case::{Case, Said};

/// A dialogue, taken apart.
pub struct Dialogue<'a> {
    pub case: &'a Case,
    pub title: &'a str,
    /// What the narrator says before the first question.
    pub intro: Vec<&'a str>,
    pub turns: Vec<Turn<'a>>,
    pub asker: &'a str,
    pub guest: &'a str,
}

/// What one of them says.
pub struct Turn<'a> {
    pub asks: bool,
    pub name: &'a str,
    pub paragraphs: Vec<&'a str>,
}

impl<'a> Dialogue<'a> {
    pub fn of(case: &'a Case) -> Dialogue<'a> {
        let intro = case.said.iter().take_while(|said| said.role == "narrator");
        let intro: Vec<&str> = intro.map(|said| said.text.as_str()).collect();
        let mut turns: Vec<Turn<'_>> = Vec::new();
        for said in &case.said[intro.len()..] {
            match turns.last_mut() {
                Some(turn) if turn.name == said.person => turn.paragraphs.push(&said.text),
                _ => turns.push(Turn {
                    asks: said.role == "interviewer",
                    name: &said.person,
                    paragraphs: vec![&said.text],
                }),
            }
        }
        let named = |asks: bool| {
            let mut of = turns.iter().filter(|turn| turn.asks == asks);
            of.next().map_or("", |turn| turn.name)
        };
        Dialogue {
            case,
            title: &case.title,
            asker: named(true),
            guest: named(false),
            intro,
            turns,
        }
    }

    /// Title and introduction, a blank line behind each.
    fn head(&self) -> String {
        format!("{}\n\n{}", self.title, self.opening())
    }

    fn opening(&self) -> String {
        self.intro
            .iter()
            .map(|text| format!("{text}\n\n"))
            .collect()
    }

    /// The page with every turn as `turn` writes it.
    fn page(&self, mut turn: impl FnMut(usize, &Turn<'a>) -> String) -> Vec<u8> {
        let turns = self.turns.iter().enumerate();
        let turns: String = turns.map(|(at, one)| turn(at, one)).collect();
        (self.head() + &turns).into_bytes()
    }
}

impl Turn<'_> {
    /// Its paragraphs, the first with `before` in front of it, blank lines between them.
    fn with(&self, before: &str) -> String {
        format!("{before}{}\n\n", self.paragraphs.join("\n\n"))
    }

    fn words(&self) -> String {
        self.paragraphs.join(" ")
    }

    fn surname(&self) -> &str {
        self.name.rsplit(' ').next().unwrap_or(self.name)
    }

    fn initials(&self) -> String {
        self.name
            .split(' ')
            .filter_map(|word| word.chars().next())
            .collect()
    }
}

/// A time stamp for the turn of that number.
fn clock(at: usize) -> String {
    format!("{:02}:{:02}", at * 17 / 60, at * 17 % 60)
}

/// What is left of a dialogue in a layout.
#[derive(Clone, Copy, PartialEq)]
pub enum Keeps {
    /// All of it.
    All,
    /// The introduction and the names are not printed, or nobody's.
    Turns,
    /// Nor is anything but the words: roles in turn, no capitals, no stops.
    Words,
}

/// A way to print an interview.
pub struct Layout {
    pub name: &'static str,
    pub extension: &'static str,
    pub keeps: Keeps,
    pub print: fn(&Dialogue<'_>) -> Vec<u8>,
}

const fn layout(
    name: &'static str,
    extension: &'static str,
    keeps: Keeps,
    print: fn(&Dialogue<'_>) -> Vec<u8>,
) -> Layout {
    Layout {
        name,
        extension,
        keeps,
        print,
    }
}

/// All of them.
pub fn layouts() -> impl Iterator<Item = &'static Layout> {
    let all = [
        labelled::LAYOUTS,
        unlabelled::LAYOUTS,
        carriers::LAYOUTS,
        packed::LAYOUTS,
    ];
    all.into_iter().flatten()
}

/// What a script of the printed dialogue should say.
pub fn expected(dialogue: &Dialogue<'_>, keeps: Keeps) -> Vec<Said> {
    let said = dialogue.case.said.iter();
    let said = said.filter(|said| keeps == Keeps::All || said.role != "narrator");
    said.cloned().collect()
}

//! A size to interviews of that size, in the layouts and languages that come most often.
//!
//! The words are drawn from the word lists of `src/script/spaces/words` as often as people use
//! them, since what a pass costs hangs on how many different words it meets. Names, questions and
//! turns are invented; the same size gives the same page each time.

use std::fmt::Write as _;
use std::path::Path;

/// A layout: its name, the name of its file, and what prints it.
pub(crate) type Layout = (&'static str, &'static str, fn(&mut Words, usize) -> String);

/// The layouts, the plain transcript first.
pub(crate) const LAYOUTS: [Layout; 8] = [
    ("labelled turns", "turns.txt", turns),
    ("time stamps", "stamps.txt", stamps),
    ("bold questions", "bold.md", bold),
    ("letters", "letters.txt", letters),
    ("hard-wrapped", "wrapped.txt", wrapped),
    ("web page", "page.html", html),
    ("captions", "captions.vtt", captions),
    ("no labels", "plain.txt", plain),
];

/// Draws words.
pub(crate) struct Words {
    rows: Vec<(f64, String)>,
    state: u64,
    seconds: usize,
}

const NAMES: [&str; 12] = [
    "Anna Berg",
    "Ben Ostrow",
    "Carla Vinci",
    "Dario Melk",
    "Edda Quill",
    "Falk Sorge",
    "Greta Holm",
    "Hugo Tarn",
    "Ines Mora",
    "Jonas Weller",
    "Klara Fenn",
    "Luis Prado",
];

impl Words {
    /// Of the language of that tag.
    pub(crate) fn of(tag: &str) -> Words {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/script/spaces/words");
        let list = std::fs::read_to_string(folder.join(format!("{tag}.txt"))).expect("a list");
        let mut sum = 0.0;
        let rows = list.lines().map(|row| {
            let (word, mark) = row.split_at(row.len() - 1);
            // A mark is three times the Zipf value: the tenth logarithm of a word's share.
            sum += 10_f64.powf(f64::from(mark.as_bytes()[0] - b'A') / 3.0);
            (sum, word.to_owned())
        });
        Words {
            rows: rows.collect(),
            state: 0x9e37_79b9_7f4a_7c15,
            seconds: 0,
        }
    }

    /// Below `n` (xorshift, Marsaglia 2003).
    fn below(&mut self, n: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 33) as usize % n
    }

    fn word(&mut self) -> String {
        let most = self.rows.last().map_or(0.0, |row| row.0);
        let at = self.below(1 << 30) as f64 / f64::from(1 << 30) * most;
        let row = self.rows.partition_point(|row| row.0 <= at);
        self.rows[row].1.clone()
    }

    fn sentence(&mut self, end: char) -> String {
        let mut text = String::new();
        let words = 3 + self.below(18);
        for at in 0..words {
            let mut word = match self.below(60) {
                0 => NAMES[self.below(NAMES.len())].to_owned(),
                1 => (1900 + self.below(130)).to_string(),
                2 => format!("{}-{}", self.word(), self.word()),
                3 => format!("“{}”", self.word()),
                _ => self.word(),
            };
            if at == 0 {
                let mut letters = word.chars();
                let first = letters.next().map(|c| c.to_uppercase().collect::<String>());
                word = first.unwrap_or_default() + letters.as_str();
            } else {
                text.push_str(if self.below(9) == 0 { ", " } else { " " });
            }
            text.push_str(&word);
            if self.below(300) == 0 {
                text.push_str(" [laughs]");
            }
        }
        text.push(end);
        text
    }

    fn question(&mut self) -> String {
        let lead = if self.below(2) == 0 {
            self.sentence('.') + " "
        } else {
            String::new()
        };
        lead + &self.sentence('?')
    }

    fn answer(&mut self) -> String {
        let sentences = 1 + self.below(9);
        let all: Vec<String> = (0..sentences).map(|_| self.sentence('.')).collect();
        all.join(" ")
    }

    fn time(&mut self) -> String {
        self.seconds += 3 + self.below(20);
        let s = self.seconds;
        format!("{:02}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60)
    }
}

/// Calls `turn` with the number of each turn until the page is long enough.
fn until(
    words: &mut Words,
    size: usize,
    head: &str,
    turn: fn(&mut Words, &mut String, usize),
) -> String {
    let mut page = head.to_owned();
    let mut at = 0;
    while page.len() < size {
        turn(words, &mut page, at);
        at += 1;
    }
    page
}

fn turns(words: &mut Words, size: usize) -> String {
    until(words, size, "The Ferry at Night\n\n", |words, page, at| {
        let text = if at % 2 == 0 {
            words.question()
        } else {
            words.answer()
        };
        let name = if at % 2 == 0 {
            "ANNA BERG"
        } else {
            ["BEN OSTROW", "CARLA VINCI"][at / 2 % 2]
        };
        let _ = write!(page, "{name}: {text}\n\n");
    })
}

fn stamps(words: &mut Words, size: usize) -> String {
    until(words, size, "", |words, page, at| {
        let text = if at % 2 == 0 {
            words.question()
        } else {
            words.answer()
        };
        let name = ["Anna Berg", "Ben Ostrow"][at % 2];
        let time = words.time();
        let _ = write!(page, "{name}  {time}\n{text}\n\n");
    })
}

fn bold(words: &mut Words, size: usize) -> String {
    until(
        words,
        size,
        "# The Ferry at Night\n\n",
        |words, page, at| {
            if at % 30 == 29 {
                let _ = write!(page, "## {}\n\n", words.sentence(' ').trim());
            }
            let (question, answer) = (words.question(), words.answer());
            let _ = write!(page, "**{question}**\n\n{answer}\n\n");
            if words.below(2) == 0 {
                let _ = write!(page, "{}\n\n", words.answer());
            }
        },
    )
}

fn letters(words: &mut Words, size: usize) -> String {
    until(words, size, "", |words, page, _| {
        let (question, answer) = (words.question(), words.answer());
        let _ = write!(page, "Q: {question}\nA: {answer}\n");
    })
}

fn wrapped(words: &mut Words, size: usize) -> String {
    until(words, size, "THE FERRY AT NIGHT\n\n", |words, page, at| {
        let text = if at % 2 == 0 {
            words.question()
        } else {
            words.answer()
        };
        let mut column = 0;
        let name = ["BERG:", "OSTROW:"][at % 2];
        for word in std::iter::once(name).chain(text.split(' ')) {
            if column > 0 && column + word.len() > 71 {
                page.push('\n');
                column = 0;
            } else if column > 0 {
                page.push(' ');
            }
            page.push_str(word);
            column += word.len() + 1;
        }
        page.push_str("\n\n");
    })
}

fn html(words: &mut Words, size: usize) -> String {
    let head = "<!doctype html><html lang=en><head><title>The Ferry at Night</title></head><body>\
        <nav><a href=/>Home</a> <a href=/about>About</a></nav><article><h1>The Ferry at Night</h1>";
    until(words, size, head, |words, page, at| {
        let (question, answer) = (words.question(), words.answer());
        let _ = writeln!(page, "<p><strong>{question}</strong></p>");
        let _ = writeln!(
            page,
            "<p>{answer} <a href=\"/p/{at}\"><em>{}</em></a> &mdash; {}</p>",
            words.word(),
            words.answer()
        );
    })
}

fn captions(words: &mut Words, size: usize) -> String {
    until(words, size, "WEBVTT\n\n", |words, page, at| {
        let name = ["Anna Berg", "Ben Ostrow"][at / 5 % 2];
        let (from, to) = (words.time(), words.time());
        let end = if at % 10 == 4 { '?' } else { '.' };
        let _ = write!(
            page,
            "{from}.000 --> {to}.500\n<v {name}>{}\n\n",
            words.sentence(end)
        );
    })
}

fn plain(words: &mut Words, size: usize) -> String {
    until(words, size, "The Ferry at Night\n\n", |words, page, _| {
        let (question, answer) = (words.sentence('?'), words.answer());
        let _ = write!(page, "{question}\n\n{answer}\n\n{}\n\n", words.answer());
    })
}

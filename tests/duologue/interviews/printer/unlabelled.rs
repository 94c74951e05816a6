//! Questions and answers without names, and with names on one side only.

use super::{Dialogue, Keeps, Layout, Turn, layout};

pub const LAYOUTS: &[Layout] = &[
    layout("bold questions", "md", Keeps::All, |d| {
        asked(d, |text| format!("**{text}**"))
    }),
    layout("italic questions", "md", Keeps::All, |d| {
        asked(d, |text| format!("*{text}*"))
    }),
    layout("questions as headings", "md", Keeps::All, |d| {
        asked(d, |text| format!("### {text}"))
    }),
    layout("questions as block quotes", "md", Keeps::All, |d| {
        asked(d, |text| format!("> {text}"))
    }),
    layout("questions quoted as in e-mail", "txt", Keeps::All, |d| {
        asked(d, |text| format!("> {text}"))
    }),
    layout("questions in capitals", "txt", Keeps::All, |d| {
        asked(d, str::to_uppercase)
    }),
    layout("numbered questions", "txt", Keeps::All, numbered),
    layout("dialogue dashes", "txt", Keeps::All, |d| {
        d.page(|_, t| t.with("— "))
    }),
    layout("dialogue dashes without space", "txt", Keeps::All, |d| {
        d.page(|_, t| t.with("–"))
    }),
    layout("Q: and A:", "txt", Keeps::All, |d| {
        d.page(|_, t| t.with(if t.asks { "Q: " } else { "A: " }))
    }),
    layout("Q. and A.", "txt", Keeps::All, |d| {
        d.page(|_, t| t.with(if t.asks { "Q. " } else { "A. " }))
    }),
    layout("P: and R:", "txt", Keeps::All, |d| {
        d.page(|_, t| t.with(if t.asks { "P: " } else { "R: " }))
    }),
    layout("**Q:** and **A:**", "md", Keeps::All, |d| {
        d.page(|_, t| t.with(if t.asks { "**Q:** " } else { "**A:** " }))
    }),
    layout("letters with a legend", "txt", Keeps::All, legend),
    layout("only the questions labelled", "txt", Keeps::All, |d| {
        d.page(|_, t| label(t, t.asks))
    }),
    layout("only the answers labelled", "txt", Keeps::All, |d| {
        d.page(|_, t| label(t, !t.asks))
    }),
    layout(
        "bold question, answer in the same paragraph",
        "md",
        Keeps::All,
        run_in,
    ),
];

fn asked(d: &Dialogue<'_>, dress: fn(&str) -> String) -> Vec<u8> {
    d.page(|_, t| match t.asks {
        true => t
            .paragraphs
            .iter()
            .map(|text| dress(text) + "\n\n")
            .collect(),
        false => t.with(""),
    })
}

fn numbered(d: &Dialogue<'_>) -> Vec<u8> {
    let mut count = 0;
    d.page(|_, t| {
        count += usize::from(t.asks);
        t.with(&if t.asks {
            format!("{count}. ")
        } else {
            String::new()
        })
    })
}

fn label(t: &Turn<'_>, has: bool) -> String {
    t.with(&if has {
        format!("{}: ", t.name.to_uppercase())
    } else {
        String::new()
    })
}

fn legend(d: &Dialogue<'_>) -> Vec<u8> {
    let turns: String = d
        .turns
        .iter()
        .map(|t| t.with(if t.asks { "I: " } else { "B: " }))
        .collect();
    format!("{}I = {}, B = {}\n\n{turns}", d.head(), d.asker, d.guest).into_bytes()
}

fn run_in(d: &Dialogue<'_>) -> Vec<u8> {
    d.page(|_, t| match t.asks {
        true => format!("**{}** ", t.words()),
        false => t.with(""),
    })
}

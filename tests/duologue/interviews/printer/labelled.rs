//! Every turn with a label, in every dress that labels wear.

use super::{Dialogue, Keeps, Layout, Turn, clock, layout};

pub const LAYOUTS: &[Layout] = &[
    layout("Name: text", "txt", Keeps::All, |d| {
        d.page(|_, t| t.with(&format!("{}: ", t.name)))
    }),
    layout("NAME: text", "txt", Keeps::All, |d| {
        d.page(|_, t| t.with(&format!("{}: ", t.name.to_uppercase())))
    }),
    layout("**Name:** text", "md", Keeps::All, |d| {
        d.page(|_, t| t.with(&format!("**{}:** ", t.name)))
    }),
    layout("**Name**: text", "md", Keeps::All, |d| {
        d.page(|_, t| t.with(&format!("**{}**: ", t.name)))
    }),
    layout("__Name__: text", "md", Keeps::All, |d| {
        d.page(|_, t| t.with(&format!("__{}__: ", t.name)))
    }),
    layout("_Name:_ text", "md", Keeps::All, |d| {
        d.page(|_, t| t.with(&format!("_{}:_ ", t.name)))
    }),
    layout("**Name** text", "md", Keeps::All, |d| {
        d.page(|_, t| t.with(&format!("**{}** ", t.name)))
    }),
    layout("[Name] text", "txt", Keeps::All, |d| {
        d.page(|_, t| t.with(&format!("[{}] ", t.name)))
    }),
    layout("[Name]: text", "txt", Keeps::All, |d| {
        d.page(|_, t| t.with(&format!("[{}]: ", t.name)))
    }),
    layout("(Name) text", "txt", Keeps::All, |d| {
        d.page(|_, t| t.with(&format!("({}) ", t.name)))
    }),
    layout("Name — text", "txt", Keeps::All, |d| {
        d.page(|_, t| t.with(&format!("{} — ", t.name)))
    }),
    layout("NAME.  text", "txt", Keeps::All, |d| {
        d.page(|_, t| t.with(&format!("{}.  ", t.name.to_uppercase())))
    }),
    layout("NAME. – text", "txt", Keeps::All, |d| {
        d.page(|_, t| t.with(&format!("{}. – ", t.name.to_uppercase())))
    }),
    layout("Name: alone", "txt", Keeps::All, |d| {
        d.page(|_, t| t.with(&format!("{}:\n", t.name)))
    }),
    layout("NAME alone", "txt", Keeps::All, |d| {
        d.page(|_, t| t.with(&format!("{}\n", t.name.to_uppercase())))
    }),
    layout("**Name** alone", "md", Keeps::All, |d| {
        d.page(|_, t| t.with(&format!("**{}**\n\n", t.name)))
    }),
    layout("### Name", "md", Keeps::All, |d| {
        d.page(|_, t| t.with(&format!("### {}\n\n", t.name)))
    }),
    layout("Name: (00:12)", "txt", Keeps::All, |d| {
        d.page(|n, t| t.with(&format!("{}: ({})\n", t.name, clock(n))))
    }),
    layout("Name (00:12):", "txt", Keeps::All, |d| {
        d.page(|n, t| t.with(&format!("{} ({}):\n", t.name, clock(n))))
    }),
    layout("Name [12:34]: text", "txt", Keeps::All, |d| {
        d.page(|n, t| t.with(&format!("{} [{}]: ", t.name, clock(n))))
    }),
    layout("Name  12:34", "txt", Keeps::All, |d| {
        d.page(|n, t| t.with(&format!("{}  {}\n", t.name, clock(n))))
    }),
    layout("[00:12:34] Name: text", "txt", Keeps::All, |d| {
        d.page(|n, t| t.with(&format!("[00:{}] {}: ", clock(n), t.name)))
    }),
    layout("12:34 Name: text", "txt", Keeps::All, |d| {
        d.page(|n, t| t.with(&format!("{} {}: ", clock(n), t.name)))
    }),
    layout("Full Name (XX):, XX:", "txt", Keeps::All, |d| {
        d.page(|n, t| match n {
            0 | 1 => t.with(&format!("{} ({}): ", t.name, t.initials())),
            _ => t.with(&format!("{}: ", t.initials())),
        })
    }),
    layout("full name once, initials after", "txt", Keeps::All, |d| {
        d.page(|n, t| match n {
            0 | 1 => t.with(&format!("{}: ", t.name)),
            _ => t.with(&format!("{}: ", t.initials())),
        })
    }),
    layout("full name once, surname after", "txt", Keeps::All, |d| {
        d.page(|n, t| match n {
            0 | 1 => t.with(&format!("{}: ", t.name.to_uppercase())),
            _ => t.with(&format!("{}: ", t.surname().to_uppercase())),
        })
    }),
    layout("NAME, HOST:, SURNAME:", "txt", Keeps::All, |d| {
        d.page(|n, t| match n {
            0 => t.with(&format!("{}, HOST: ", t.name.to_uppercase())),
            1 => t.with(&format!("{}: ", t.name.to_uppercase())),
            _ => t.with(&format!("{}: ", t.surname().to_uppercase())),
        })
    }),
    layout("Name： text", "txt", Keeps::All, |d| {
        d.page(|_, t| t.with(&format!("{}：", t.name)))
    }),
    layout("Name\u{a0}: text", "txt", Keeps::All, |d| {
        d.page(|_, t| t.with(&format!("{}\u{a0}: ", t.name)))
    }),
    layout("NAME<tab>text", "txt", Keeps::All, |d| {
        d.page(|_, t| t.with(&format!("{}\t", t.name.to_uppercase())))
    }),
    layout("Name:<tab>text", "txt", Keeps::All, |d| {
        d.page(|_, t| t.with(&format!("{}:\t", t.name)))
    }),
    layout("- **Name:** text", "md", Keeps::All, |d| {
        d.page(|_, t| t.with(&format!("- **{}:** ", t.name)))
    }),
    layout("no blank lines", "txt", Keeps::All, |d| {
        d.page(|_, t| format!("{}: {}\n", t.name, t.words()))
    }),
    layout("two turns in one line", "txt", Keeps::All, two_in_a_line),
    layout("hard wraps", "txt", Keeps::All, |d| {
        d.page(|_, t| wrapped(&t.with(&format!("{}: ", t.name.to_uppercase()))))
    }),
    layout("<b>NAME:</b> in lost spaces", "txt", Keeps::All, |d| {
        d.page(|_, t| t.with(&format!("{}:", t.name.to_uppercase())))
    }),
];

fn two_in_a_line(d: &Dialogue<'_>) -> Vec<u8> {
    d.page(|n, t: &Turn<'_>| {
        let end = if n > 1 && n % 2 == 0 { " " } else { "\n\n" };
        format!("{}: {}{end}", t.name, t.words())
    })
}

/// At 64 columns.
pub fn wrapped(text: &str) -> String {
    let paragraph = |text: &str| {
        let mut lines = vec![String::new()];
        for word in text.split(' ') {
            let line = lines.last_mut().unwrap();
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > 64 {
                lines.push(word.to_owned());
            } else {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.push_str(word);
            }
        }
        lines.join("\n")
    };
    let paragraphs: Vec<String> = text.split("\n\n").map(paragraph).collect();
    paragraphs.join("\n\n")
}

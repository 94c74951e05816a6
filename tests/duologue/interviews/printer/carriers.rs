//! The files of archives, broadcasters and services: pages, captions, tables, transcripts.

use super::labelled::wrapped;
use super::{Dialogue, Keeps, Layout, clock, layout};
use serde_json::json;

pub const LAYOUTS: &[Layout] = &[
    layout("page, questions as <h3>", "html", Keeps::All, |d| {
        page(d, |q| format!("<h3>{q}</h3>"), |a| format!("<p>{a}</p>"))
    }),
    layout("page, questions as <p><strong>", "html", Keeps::All, |d| {
        page(
            d,
            |q| format!("<p><strong>{q}</strong></p>"),
            |a| format!("<p>{a}</p>"),
        )
    }),
    layout("page, one <p> full of <br>", "html", Keeps::All, breaks),
    layout("page, <dl>", "html", Keeps::All, |d| {
        html(
            d,
            &format!(
                "<dl>{}</dl>",
                each(d, |n, t| format!("<dt>{n}</dt>\n<dd>{t}</dd>\n"))
            ),
        )
    }),
    layout("page, <table>", "html", Keeps::All, |d| {
        html(
            d,
            &format!(
                "<table><tr><th>Speaker</th><th>Text</th></tr>{}</table>",
                each(d, |n, t| format!("<tr><td>{n}</td><td>{t}</td></tr>\n"))
            ),
        )
    }),
    layout("page, <span class=speaker>", "html", Keeps::All, |d| {
        html(
            d,
            &each(d, |n, t| {
                format!("<p><span class=\"speaker\">{n}</span> {t}</p>\n")
            }),
        )
    }),
    layout("WebVTT with <v>", "vtt", Keeps::Turns, |d| {
        vtt(d, |name, text| format!("<v {name}>{text}"))
    }),
    layout("WebVTT with Name:", "vtt", Keeps::Turns, |d| {
        vtt(d, |name, text| format!("{name}: {text}"))
    }),
    layout("SRT with NAME:", "srt", Keeps::Turns, srt),
    layout("WhisperX JSON", "json", Keeps::Turns, whisper),
    layout("Podcasting 2.0 JSON", "json", Keeps::Turns, podcast),
    layout("CSV", "csv", Keeps::Turns, |d| table(d, ',')),
    layout("CSV with semicolons", "csv", Keeps::Turns, |d| {
        table(d, ';')
    }),
    layout("TSV", "tsv", Keeps::Turns, |d| table(d, '\t')),
    layout("Markdown table", "md", Keeps::All, |d| {
        let rows = each(d, |name, text| format!("| {name} | {text} |\n"));
        format!("# {}| Speaker | Text |\n|---|---|\n{rows}", d.head()).into_bytes()
    }),
    layout("YouTube paste", "txt", Keeps::Words, youtube),
    layout("Fountain", "fountain", Keeps::All, fountain),
    layout("MediaWiki", "wiki", Keeps::All, |d| {
        let turns = each(d, |name, text| format!("'''{name}:''' {text}\n\n"));
        format!(
            "{{{{infobox|a=b}}}}\n{}\n{turns}[[Category:Talks]]\n",
            d.opening()
        )
        .into_bytes()
    }),
    layout("MediaWiki, bold questions", "wiki", Keeps::All, |d| {
        let turns: String = d
            .turns
            .iter()
            .map(|t| match t.asks {
                true => format!("'''{}'''\n\n", t.words()),
                false => format!("{}\n\n", t.paragraphs.join("\n\n")),
            })
            .collect();
        format!(
            "{}{turns}== Sources ==\n* [https://example.org Example]\n[[Category:Talks]]\n",
            d.opening()
        )
        .into_bytes()
    }),
    layout("e-mail", "eml", Keeps::Turns, mail),
    layout("deposition", "txt", Keeps::Turns, deposition),
];

fn each(d: &Dialogue<'_>, row: fn(&str, &str) -> String) -> String {
    let turns = d.turns.iter();
    turns
        .flat_map(|t| t.paragraphs.iter().map(move |text| row(t.name, text)))
        .collect()
}

fn html(d: &Dialogue<'_>, inside: &str) -> Vec<u8> {
    let intro: String = d
        .intro
        .iter()
        .map(|text| format!("<p>{text}</p>\n"))
        .collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{0}\"><head><meta charset=\"utf-8\"><title>{1} | Example</title>\n\
         <style>p {{ margin: 0 }}</style><script>var a = \"<p>no</p>\";</script></head>\n<body>\n\
         <nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/talks\">Talks</a></li></ul></nav>\n\
         <article><h1>{1}</h1>\n{intro}<figure><img src=\"a.jpg\" alt=\"A harbour\"><figcaption>The harbour. Photo: Example</figcaption></figure>\n\
         {inside}\n</article>\n<aside><h4>Related</h4><p>Ten more harbours you should see</p></aside>\n\
         <footer><p>© Example. All rights reserved.</p></footer>\n</body></html>\n",
        d.case.language, d.title
    )
    .into_bytes()
}

fn page(d: &Dialogue<'_>, asks: fn(&str) -> String, answers: fn(&str) -> String) -> Vec<u8> {
    let turns = d.turns.iter().flat_map(|t| {
        let dress = if t.asks { asks } else { answers };
        t.paragraphs.iter().map(move |text| dress(text) + "\n")
    });
    html(d, &turns.collect::<String>())
}

fn breaks(d: &Dialogue<'_>) -> Vec<u8> {
    let turns = d.turns.iter().map(|t| {
        format!(
            "<b>{}:</b> {}<br><br>\n",
            t.name,
            t.paragraphs.join("<br>\n")
        )
    });
    html(d, &format!("<p>{}</p>", turns.collect::<String>()))
}

/// About eight words, as captions have them.
fn cues<'a>(d: &'a Dialogue<'_>) -> Vec<(usize, &'a str, String, bool)> {
    let mut all = Vec::new();
    for t in &d.turns {
        let words = t.words();
        let words: Vec<&str> = words.split(' ').collect();
        for (n, chunk) in words.chunks(8).enumerate() {
            all.push((all.len() * 3, t.name, chunk.join(" "), n == 0));
        }
    }
    all
}

fn time(seconds: usize, point: char) -> String {
    format!(
        "{:02}:{:02}:{:02}{point}000",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

fn vtt(d: &Dialogue<'_>, cue: fn(&str, &str) -> String) -> Vec<u8> {
    let cues = cues(d).into_iter().map(|(at, name, text, _)| {
        format!(
            "{} --> {}\n{}\n\n",
            time(at, '.'),
            time(at + 3, '.'),
            cue(name, &text)
        )
    });
    format!(
        "WEBVTT\n\nNOTE made by hand\n\n{}",
        cues.collect::<String>()
    )
    .into_bytes()
}

fn srt(d: &Dialogue<'_>) -> Vec<u8> {
    let cues = cues(d)
        .into_iter()
        .enumerate()
        .map(|(n, (at, name, text, first))| {
            let label = if first {
                format!("{}: ", name.to_uppercase())
            } else {
                String::new()
            };
            format!(
                "{}\r\n{} --> {}\r\n{label}{text}\r\n\r\n",
                n + 1,
                time(at, ','),
                time(at + 3, ',')
            )
        });
    cues.collect::<String>().into_bytes()
}

fn whisper(d: &Dialogue<'_>) -> Vec<u8> {
    let segments: Vec<_> = cues(d).into_iter().map(|(at, name, text, _)| {
        json!({"start": at, "end": at + 3, "text": format!(" {text}"), "speaker": name})
    }).collect();
    json!({"segments": segments, "language": d.case.language})
        .to_string()
        .into_bytes()
}

fn podcast(d: &Dialogue<'_>) -> Vec<u8> {
    let segments: Vec<_> = cues(d).into_iter().map(|(at, name, text, _)| {
        json!({"speaker": name, "startTime": at, "endTime": at + 3, "body": text})
    }).collect();
    format!("{:#}", json!({"version": "1.0.0", "segments": segments})).into_bytes()
}

fn table(d: &Dialogue<'_>, comma: char) -> Vec<u8> {
    let rows = d.turns.iter().enumerate().map(|(n, t)| {
        let text = match comma {
            '\t' => t.words(),
            _ => format!("\"{}\"", t.words().replace('"', "\"\"")),
        };
        format!("{}{comma}{}{comma}{text}\n", clock(n), t.name)
    });
    format!(
        "start{comma}speaker{comma}text\n{}",
        rows.collect::<String>()
    )
    .into_bytes()
}

/// Small letters, no stops; `>>` where somebody else speaks.
fn youtube(d: &Dialogue<'_>) -> Vec<u8> {
    let plain = |text: &str| -> String {
        let kept = text
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '’' | '\'' | '-'));
        kept.collect::<String>().to_lowercase()
    };
    let lines = cues(d).into_iter().map(|(at, _, text, first)| {
        let mark = if first { ">> " } else { "" };
        format!("{}:{:02}\n{mark}{}\n", at / 60, at % 60, plain(&text))
    });
    lines.collect::<String>().into_bytes()
}

fn fountain(d: &Dialogue<'_>) -> Vec<u8> {
    let turns = d
        .turns
        .iter()
        .map(|t| format!("{}\n{}\n\n", t.name.to_uppercase(), t.words()));
    format!(
        "Title: {}\nCredit: Written by\nAuthor: Nobody\n\nINT. STUDIO - DAY\n\n{}{}",
        d.title,
        d.opening(),
        turns.collect::<String>()
    )
    .into_bytes()
}

fn mail(d: &Dialogue<'_>) -> Vec<u8> {
    let turns = d.turns.iter().map(|t| match t.asks {
        true => {
            wrapped(&t.words())
                .lines()
                .map(|line| format!("> {line}\n"))
                .collect::<String>()
                + "\n"
        }
        false => wrapped(&t.with("")),
    });
    format!(
        "From: {} <guest@example.org>\nTo: {} <asks@example.org>\nSubject: Re: {}\nDate: Tue, 3 Mar 2026 10:00:00 +0000\n\
         MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n\
         On Mon, 2 Mar 2026 at 09:00, {} wrote:\n\n{}-- \n{}\nHarbour Road 1\n",
        d.guest, d.asker, d.title, d.asker, turns.collect::<String>(), d.guest
    )
    .into_bytes()
}

/// Twenty-five numbered lines on a page, a head on each.
fn deposition(d: &Dialogue<'_>) -> Vec<u8> {
    let mut lines: Vec<String> = Vec::new();
    for t in &d.turns {
        let letter = if t.asks { 'Q' } else { 'A' };
        let text = wrapped(&format!("{letter}.   {}", t.words()));
        lines.extend(text.lines().enumerate().map(|(n, line)| {
            let indent = if n == 0 { "     " } else { "" };
            format!("{indent}{line}")
        }));
    }
    let pages = lines.chunks(25).enumerate().map(|(n, page)| {
        let numbered = page.iter().enumerate().map(|(at, line)| format!("{:>2}   {line}\n", at + 1));
        format!("                                           {}\n\n{}\n      Example Reporting, Inc.\n\u{c}", n + 4, numbered.collect::<String>())
    });
    pages.collect::<String>().into_bytes()
}

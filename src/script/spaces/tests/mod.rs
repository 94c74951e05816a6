//! Joints that must be mended, joints that must stay, and a measure over glued texts.

mod glued;
mod tables;

use super::*;

/// The repairs of a text of several paragraphs.
pub(super) fn repairs(text: &str, language: &str) -> Vec<Repair> {
    let line = |text| Line {
        text,
        ..Line::default()
    };
    let lines: Vec<Line> = text.lines().map(line).collect();
    find(&lines, language)
}

/// The text with them done.
pub(super) fn mended(text: &str, language: &str) -> String {
    let mut out: Vec<String> = text.lines().map(str::to_owned).collect();
    for repair in repairs(text, language).iter().rev() {
        match repair.mend {
            Mend::Space { at } => out[repair.para].insert(at, ' '),
            Mend::Cut { from, to } => out[repair.para].replace_range(from..to, ""),
        }
    }
    out.join("\n")
}

#[test]
fn scratch() {
    if let Ok(path) = std::env::var("SCRATCH") {
        let text = std::fs::read_to_string(path).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let now = std::time::Instant::now();
        let all = repairs(&text, &std::env::var("L").unwrap_or("en".into()));
        eprintln!("{} bytes, {:?}", text.len(), now.elapsed());
        for r in all {
            let a = r.mend.start();
            let t = lines[r.para];
            let b: String = t[..a].chars().rev().take(15).collect::<Vec<_>>().into_iter().rev().collect();
            let c: String = t[a..].chars().take(15).collect();
            println!("{b}|{c}   {} {}", r.evidence, r.confidence);
        }
    }
}

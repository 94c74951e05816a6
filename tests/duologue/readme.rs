//! Every block of README.md is run: what it tells a newcomer is true. It tells of the default
//! build, with its voice.

use crate::builder::{checkout, command, shipped};
use std::path::Path;

/// The fenced blocks: language, lines, line number of the fence.
fn blocks() -> Vec<(String, Vec<String>, usize)> {
    let (mut found, mut open) = (vec![], None);
    for (number, line) in shipped("README.md").lines().enumerate() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(language), None) => open = Some((language.to_string(), vec![], number + 1)),
            (Some(_), Some(block)) => found.push(block),
            (None, Some((language, mut lines, at))) => {
                lines.push(line.to_string());
                open = Some((language, lines, at));
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a fence is not closed");
    found
}

/// A folder with what a newcomer's checkout has of scripts and voices.
fn newcomer() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["scripts", "voices"] {
        std::fs::create_dir(folder.path().join(name)).unwrap();
        for entry in std::fs::read_dir(checkout().join(name)).unwrap() {
            let path = entry.unwrap().path();
            std::fs::copy(
                &path,
                folder.path().join(name).join(path.file_name().unwrap()),
            )
            .unwrap();
        }
    }
    folder
}

/// Runs one line as it would be typed, with this build in place of `cargo run` or `duologue`.
fn typed(line: &str, folder: &Path) -> String {
    let args = ["cargo run --release -- ", "duologue "]
        .iter()
        .find_map(|p| line.strip_prefix(p));
    let args = args.unwrap_or_else(|| panic!("README runs something unknown: {line}"));
    let (args, file) = match args.split_once(" > ") {
        Some((args, file)) => (args, Some(file)),
        None => (args, None),
    };
    let output = command(folder)
        .args(args.split_whitespace())
        .output()
        .unwrap();
    if let Some(file) = file {
        std::fs::write(folder.join(file), &output.stdout).unwrap();
    }
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "README: `{line}` failed:\n{said}");
    said
}

/// Numbers and spacing aside: those differ between machines.
fn plain(line: &str) -> String {
    let mut plain = String::new();
    for c in line.chars() {
        match c {
            c if c.is_ascii_digit() => {
                if !plain.ends_with('0') {
                    plain.push('0');
                }
            }
            c if c.is_whitespace() => {
                if !plain.ends_with(' ') {
                    plain.push(' ');
                }
            }
            c => plain.push(c),
        }
    }
    plain.trim().to_string()
}

#[test]
fn every_command_in_the_readme_works() {
    let folder = newcomer();
    let mut ran = 0;
    for (language, lines, at) in blocks() {
        match language.as_str() {
            "sh" => {
                for line in lines.iter().filter(|line| !line.trim().is_empty()) {
                    if !line.starts_with("cargo test") && !line.starts_with("cargo install") {
                        typed(line, folder.path());
                        ran += 1;
                    }
                }
            }
            "console" => {
                let mut said = String::new();
                for line in &lines {
                    if let Some(line) = line.strip_prefix("$ ") {
                        said = plain(&typed(line, folder.path()));
                        ran += 1;
                    } else if !matches!(line.trim(), "" | "…") {
                        let shown = plain(line.trim_end_matches('…'));
                        assert!(
                            said.contains(&shown),
                            "README line {at}: `{shown}` in:\n{said}"
                        );
                    }
                }
            }
            "yaml" => {
                std::fs::write(folder.path().join("readme.yaml"), lines.join("\n")).unwrap();
                typed(
                    "duologue check scripts/two-chairs.md --cast readme.yaml",
                    folder.path(),
                );
                ran += 1;
            }
            "markdown" => {
                std::fs::write(folder.path().join("readme.md"), lines.join("\n")).unwrap();
                typed("duologue check readme.md", folder.path());
                ran += 1;
            }
            other => panic!("README line {at}: nobody runs a block of `{other}`"),
        }
    }
    assert!(ran >= 6, "README shows {ran} things that run");
}

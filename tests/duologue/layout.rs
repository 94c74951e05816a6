//! The house keeps its plan: data flows one way, names stand in their tables, files stay small.

use crate::builder::{checkout, shipped};
use std::path::{Path, PathBuf};

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![];
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") && !is_test(&path) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Everything before the unit tests.
fn body(text: &str) -> &str {
    let inline = |at: &usize| text[*at..].contains("mod tests {");
    &text[..text
        .rfind("\n#[cfg(test)]")
        .filter(inline)
        .unwrap_or(text.len())]
}

/// A file that only tests see, by its name or by what declares it.
fn is_test(path: &Path) -> bool {
    let name = path.file_stem().unwrap().to_string_lossy();
    let named = ["tests", "fixture", "fixtures"]
        .iter()
        .any(|end| name.ends_with(end));
    let parent = path.parent().unwrap();
    let above = std::fs::read_to_string(parent.join("mod.rs")).unwrap_or_default();
    let lines: Vec<&str> = above.lines().collect();
    let declared = lines.iter().enumerate().any(|(at, line)| {
        line.ends_with(&format!("mod {name};"))
            && lines[..at]
                .iter()
                .rev()
                .take_while(|l| l.starts_with("#["))
                .any(|l| *l == "#[cfg(test)]")
    });
    named || declared || path.components().any(|part| part.as_os_str() == "tests")
}

/// The rooms in the order of `lib.rs`.
fn rooms() -> Vec<String> {
    shipped("src/lib.rs")
        .lines()
        .filter_map(|line| {
            line.strip_prefix("pub mod ")?
                .strip_suffix(';')
                .map(str::to_string)
        })
        .collect()
}

/// The names that follow `crate::` in a text, braces of `use` included.
fn named(text: &str) -> Vec<String> {
    let mut found = vec![];
    for rest in text.split("crate::").skip(1) {
        let list = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap(),
            None => rest,
        };
        let names = if rest.starts_with('{') {
            list.split(',').collect()
        } else {
            vec![list]
        };
        for name in names {
            let word = |c: char| c.is_alphanumeric() || c == '_';
            found.push(name.trim().chars().take_while(|c| word(*c)).collect());
        }
    }
    found
}

#[test]
fn no_stage_names_one_that_comes_after_it() {
    let rooms = rooms();
    assert!(
        rooms.len() > 10,
        "lib.rs lists its rooms one a line: {rooms:?}"
    );
    let leaves = 3;
    let place = |room: &str| rooms.iter().position(|r| r == room);
    let mut wrong = vec![];
    for path in sources(&checkout().join("src")) {
        let inside = path
            .strip_prefix(checkout().join("src"))
            .unwrap()
            .to_path_buf();
        let room = inside
            .iter()
            .next()
            .unwrap()
            .to_string_lossy()
            .replace(".rs", "");
        let Some(here) = place(&room) else { continue };
        let text = std::fs::read_to_string(&path).unwrap();
        for name in named(body(&text)) {
            let Some(there) = place(&name) else { continue };
            if there > here || (here < leaves && there >= leaves) {
                wrong.push(format!("{} names {name}", inside.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "data flows one way:\n{}",
        wrong.join("\n")
    );
}

/// Installing voices stands beside the way of an interview: it knows leaves alone, and nothing on that way
/// knows it, so that no render can come to download anything.
#[test]
fn what_installs_voices_is_beside_the_way() {
    let leaves = ["audio", "drawing", "diag", "engines", "install"];
    let rooms = rooms();
    let mut wrong = vec![];
    for path in sources(&checkout().join("src")) {
        let inside = path.strip_prefix(checkout().join("src")).unwrap();
        let own = inside.starts_with("install");
        let text = std::fs::read_to_string(&path).unwrap();
        for name in named(body(&text))
            .iter()
            .filter(|name| rooms.contains(name))
        {
            let allowed = match own {
                true => leaves.contains(&name.as_str()),
                false => name != "install",
            };
            if !allowed {
                wrong.push(format!("{} names {name}", inside.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_are_small_and_say_what_they_are() {
    let mut wrong = vec![];
    for path in sources(&checkout().join("src")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let lines = body(&text).lines().count();
        if lines > 400 {
            wrong.push(format!("{}: {lines} lines", path.display()));
        }
        if !text.starts_with("//! ") {
            wrong.push(format!(
                "{}: does not say what it turns into what",
                path.display()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `"name"` as a string of its own stands only in the file of its row.
#[test]
fn names_of_engines_and_formats_stand_in_their_tables_alone() {
    // `chapters` is also a key of cast files and of JSON, `captions` what a timeline has, and
    // the endings of files are listed where sentences must not end inside them.
    let innocent = [
        ("chapters", ""),
        // An input has the same name.
        ("srt", "read"),
        ("srt", "lint/mod.rs"),
        // What `op.` stands for in a programme of music.
        ("opus", "prepare/abbreviations/rows.rs"),
        ("wav", "prepare/sentences.rs"),
        ("wav", "speak/hear.rs"),
    ];
    let names = duologue::engines::ENGINES
        .iter()
        .map(|row| (row.name, "engines"))
        .chain(
            duologue::publish::OUTPUTS
                .iter()
                .map(|row| (row.name, "publish")),
        );
    let mut wrong = vec![];
    for (name, room) in names {
        for path in sources(&checkout().join("src")) {
            let inside = path.strip_prefix(checkout().join("src")).unwrap();
            let own = inside.starts_with(room)
                && inside
                    .iter()
                    .any(|part| part.to_string_lossy().replace(".rs", "") == name);
            if own
                || innocent
                    .iter()
                    .any(|(n, file)| *n == name && inside.starts_with(file))
            {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let named = body(&text).lines().any(|line| {
                let code = !line.trim_start().starts_with("//") && !line.contains("feature = ");
                code && line.contains(&format!("\"{name}\""))
            });
            if named {
                wrong.push(format!("{} names {name}", inside.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_architecture_names_every_room() {
    let page = shipped("ARCHITECTURE.md");
    for line in shipped("src/lib.rs").lines() {
        if let Some(room) = line
            .strip_prefix("pub mod ")
            .and_then(|l| l.strip_suffix(';'))
        {
            assert!(
                page.contains(&format!("`{room}")),
                "ARCHITECTURE.md does not name {room}"
            );
        }
    }
}

//! NOTICE names every crate that is compiled in, with its licence and whose it is: made from what cargo
//! knows, and checked.
//!
//! What stands above the marker is written by hand; what stands below follows from Cargo.lock. After a
//! change of dependencies: `DUOLOGUE_WRITE_NOTICE=1 cargo test notice`.

use crate::builder::checkout;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

/// Everything below this line is made here.
const MARKER: &str = "The crates that it is built from, by every feature, on every platform:";

/// Licences under which somebody may pass a binary on who keeps this file with it. A crate that offers
/// none of them is named above the marker, with what it asks for.
const PLAIN: [&str; 11] = [
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "Unlicense",
    "CC0-1.0",
    "MIT-0",
    "Unicode-3.0",
];

/// All that cargo knows of the packages; `None`, with a line about it, where some are not on this
/// machine and cannot be fetched.
fn metadata() -> Option<Value> {
    let run = |offline: &[&str]| {
        Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args([
                "metadata",
                "--format-version",
                "1",
                "--locked",
                "--all-features",
            ])
            .args(offline)
            .current_dir(checkout())
            .output()
            .unwrap()
    };
    let mut output = run(&["--offline"]);
    if !output.status.success() {
        output = run(&[]);
    }
    if !output.status.success() {
        let why = String::from_utf8_lossy(&output.stderr);
        let required = std::env::var_os("DUOLOGUE_REQUIRE_TOOLS").is_some_and(|v| v == "1");
        assert!(!required, "{why}");
        println!("skipped: some crates are not here and cannot be fetched");
        return None;
    }
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// The ids of all packages that reach the program: not those that only tests need.
fn built_in(metadata: &Value) -> BTreeSet<&str> {
    let nodes: BTreeMap<&str, &Value> = metadata["resolve"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| (node["id"].as_str().unwrap(), node))
        .collect();
    let root = metadata["resolve"]["root"].as_str().unwrap();
    let mut found = BTreeSet::new();
    let mut left = vec![root];
    while let Some(id) = left.pop() {
        if !found.insert(id) {
            continue;
        }
        for dep in nodes[id]["deps"].as_array().unwrap() {
            // What only builds something else is not passed on.
            let kinds = dep["dep_kinds"].as_array().unwrap();
            if kinds.iter().any(|kind| kind["kind"].is_null()) {
                left.push(dep["pkg"].as_str().unwrap());
            }
        }
    }
    found.remove(root);
    found
}

/// The lines of a crate's licence files that say whose it is, each once, in order.
fn owners(folder: &Path) -> Vec<String> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let name = path.file_name().unwrap().to_string_lossy().to_uppercase();
            ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE"]
                .iter()
                .any(|start| name.starts_with(start))
                && path.is_file()
        })
        .collect();
    files.sort();
    let mut owners: Vec<String> = Vec::new();
    for file in files {
        let text = String::from_utf8_lossy(&std::fs::read(file).unwrap()).into_owned();
        for line in text.lines() {
            let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            let lower = line.to_lowercase();
            let tells = lower.starts_with("copyright (c)")
                || lower.starts_with("copyright ©")
                || lower.starts_with("copyright 1")
                || lower.starts_with("copyright 2");
            // The Apache licence's own example of how to say it.
            if tells
                && !line.contains("[yyyy]")
                && !line.contains("{yyyy}")
                && !owners.contains(&line)
            {
                owners.push(line);
            }
        }
    }
    owners
}

/// What stands below the marker.
fn generated(metadata: &Value) -> String {
    let ids = built_in(metadata);
    let mut packages: Vec<&Value> = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|package| ids.contains(package["id"].as_str().unwrap()))
        .collect();
    let text = |package: &Value, key: &str| package[key].as_str().unwrap_or_default().to_owned();
    packages.sort_by_key(|package| (text(package, "name"), text(package, "version")));
    let mut below = String::new();
    for package in packages {
        below += &format!(
            "\n{} {}: {}\n",
            text(package, "name"),
            text(package, "version"),
            text(package, "license")
        );
        let folder = text(package, "manifest_path");
        for owner in owners(Path::new(&folder).parent().unwrap()) {
            below += &format!("  {owner}\n");
        }
    }
    below
}

#[test]
fn notice_names_every_crate_that_is_compiled_in() {
    let Some(metadata) = metadata() else {
        return;
    };
    let path = checkout().join("NOTICE");
    let text = std::fs::read_to_string(&path).unwrap();
    let (by_hand, _) = text.split_once(MARKER).expect("NOTICE has its marker");
    let expected = format!("{by_hand}{MARKER}\n{}", generated(&metadata));
    if std::env::var_os("DUOLOGUE_WRITE_NOTICE").is_some_and(|v| v == "1") {
        std::fs::write(&path, &expected).unwrap();
        return;
    }
    assert!(
        text == expected,
        "NOTICE is not of this Cargo.lock: run `DUOLOGUE_WRITE_NOTICE=1 cargo test notice`"
    );
}

#[test]
fn what_asks_for_more_than_a_notice_is_told_by_hand() {
    let Some(metadata) = metadata() else {
        return;
    };
    let text = std::fs::read_to_string(checkout().join("NOTICE")).unwrap();
    let (by_hand, _) = text.split_once(MARKER).unwrap();
    let ids = built_in(&metadata);
    let mut looked_at = 0;
    for package in metadata["packages"].as_array().unwrap() {
        if !ids.contains(package["id"].as_str().unwrap()) {
            continue;
        }
        looked_at += 1;
        let (name, license) = (&package["name"], package["license"].as_str());
        let license = license.unwrap_or_else(|| panic!("{name} has no licence"));
        let plain = license
            .split(" OR ")
            .flat_map(|choice| choice.split('/'))
            .any(|choice| {
                choice.split(" AND ").all(|one| {
                    let one = one.trim_matches(['(', ')', ' ']);
                    PLAIN.contains(&one.split(" WITH ").next().unwrap())
                })
            });
        let name = name.as_str().unwrap();
        // A family of crates is named by its first word.
        let family = name.split('-').next().unwrap();
        assert!(
            plain || by_hand.contains(name) || by_hand.contains(&format!("{family}-*")),
            "{name} is {license}: NOTICE has to say what that asks for"
        );
    }
    assert!(looked_at > 50, "{looked_at} crates");
}

//! Our own captions, judged by every profile over interviews as they are published: nothing is
//! found but what the speech forces.
//!
//! A sample of the pages in `tests/interviews` and the interviews beside the checkout, if there are any, each
//! by two profiles in turn; `DUOLOGUE_LINT_ALL=1 cargo test --test duologue lint_corpus` takes all of them, by
//! every profile. Everyone is spoken by `tone`, so that no language lacks a voice.

use crate::builder::{Test, checkout};
use duologue::publish::captions::profile::{PROFILES, Profile};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// One of each language that is read, and several layouts.
const SAMPLE: &[&str] = &[
    "24-panel.md",
    "e-11-luthier-blog.txt",
    "fragebogen-seilbahn.md",
    "g-es-revista-rayas.html",
    "entretien-parfumeur.txt",
    "gelataio-magazine.md",
    "sessenta-segundos.md",
    "ja-bunbougu-interview.txt",
];

/// Everybody sounds, in any language.
const CAST: &str = "roles:\n  interviewer: {voice: 'tone:a'}\n  interviewee: {voice: 'tone:d'}\n  narrator: {voice: 'tone:f'}\n";

fn pages(all: bool) -> Vec<PathBuf> {
    let own = checkout().join("tests/interviews");
    let mut found: Vec<PathBuf> = match all {
        true => files(&own),
        false => SAMPLE.iter().map(|name| own.join(name)).collect(),
    };
    let beside = checkout().join("../shared/interviews");
    match beside.is_dir() {
        true => found.extend(files(&beside)),
        false => println!("skipped: there is no ../shared/interviews beside this checkout"),
    }
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut found: Vec<PathBuf> = entries.map(|e| e.unwrap().path()).collect();
    found.retain(|path| path.is_file() && path.extension().is_some_and(|e| e != "expected"));
    found.sort();
    found
}

/// What is counted against the captions of a page, by profile, kind and place; and how much was forced.
fn judge(
    page: &Path,
    profiles: &[&Profile],
    wrong: &mut Vec<String>,
    forced: &mut BTreeMap<String, u64>,
) -> usize {
    let name = page.file_name().unwrap().to_string_lossy().into_owned();
    let mut cues = 0;
    let mut test = Test::new()
        .file(&name, std::fs::read(page).unwrap())
        .file("cast.yaml", CAST)
        .own_cache();
    for profile in profiles {
        let ran = test
            .args("render")
            .arg(&name)
            .args("--cast cast.yaml --out ep --format captions,srt")
            .args(&format!(
                "--set captions.profile={0} --set srt.profile={0}",
                profile.name
            ))
            .run();
        let linted = Test::within(ran.folder)
            .args("lint ep/captions.vtt ep/captions.srt --json --profile")
            .arg(profile.name)
            .any_status()
            .run();
        let told: Value = serde_json::from_str(&linted.stdout).unwrap();
        for file in told["files"].as_array().unwrap() {
            cues += file["cues"].as_u64().unwrap() as usize;
            for fault in file["faults"].as_array().unwrap() {
                let kind = fault["kind"].as_str().unwrap();
                if fault["forced"] == true {
                    *forced
                        .entry(format!("{} {kind}", profile.name))
                        .or_insert(0) += 1;
                } else {
                    let (path, line) = (file["file"].as_str().unwrap(), &fault["line"]);
                    let text = std::fs::read_to_string(linted.path(path)).unwrap();
                    let at = line.as_u64().unwrap() as usize;
                    let shown: Vec<&str> =
                        text.lines().skip(at.saturating_sub(2)).take(4).collect();
                    wrong.push(format!(
                        "{name}, {}, {path}:{line}: {kind}: {}\n    {}",
                        profile.name,
                        fault["message"].as_str().unwrap(),
                        shown.join("\n    ")
                    ));
                }
            }
        }
        test = Test::within(linted.folder).own_cache();
    }
    cues
}

#[test]
fn our_own_captions_have_no_faults_but_what_speech_forces() {
    let (mut wrong, mut forced, mut cues) = (vec![], BTreeMap::new(), 0);
    let all = std::env::var("DUOLOGUE_LINT_ALL").is_ok_and(|v| v == "1");
    let pages = pages(all);
    for (n, page) in pages.iter().enumerate() {
        let turn = PROFILES.iter().cycle().skip(2 * n);
        let profiles: Vec<_> = turn.take(if all { PROFILES.len() } else { 2 }).collect();
        cues += judge(page, &profiles, &mut wrong, &mut forced);
    }
    println!("{cues} cues of {} pages; forced: {forced:?}", pages.len());
    assert!(
        wrong.is_empty(),
        "{} faults:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

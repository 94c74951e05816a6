//! An episode carries its manifest: what would come out the same is left alone, what differs is
//! told before it is rendered, what was altered is noticed.

use crate::builder::{Ran, Test};
use crate::pages::TONES as CAST;
use duologue::diag::Diagnostics;
use duologue::diag::observe::Silent;
use duologue::engines::Take;
use duologue::pipeline::{self, Order};
use duologue::publish::{self, Recipe};
use duologue::speak::Key;
use duologue::speak::store::{Disk, Found, Hits, Kept, Put, Store, StoreError};
use duologue::workshop::Workshop;
use duologue::{house::Own, master};
use serde_json::Value;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

const TALK: &str = "\
# The tide tables

ANNA: Where did the ferry go when the bridge was built?

BEN: Up the river, with a choir on board. Nobody had asked them.

ANNA: And the captain?

BEN: He sold the bell. He kept the rope.
";

fn render(test: Test, args: &str) -> Ran {
    test.own_cache()
        .args("render talk.md --cast cast.yaml --out ep --json")
        .args(args)
        .run()
}

fn first() -> Ran {
    render(
        Test::new().file("talk.md", TALK).file("cast.yaml", CAST),
        "",
    )
}

fn again(ran: Ran) -> Ran {
    render(Test::within(ran.folder), "")
}

fn asked(ran: Ran, args: &str) -> Ran {
    Test::within(ran.folder).own_cache().args(args).run()
}

/// What a test finds before it runs.
fn left(test: Test) -> Ran {
    Ran {
        folder: test.folder,
        stdout: String::new(),
        stderr: String::new(),
    }
}

fn diff(ran: Ran) -> (Value, Ran) {
    let ran = asked(ran, "diff talk.md --cast cast.yaml --out ep --json");
    (serde_json::from_str(&ran.stdout).unwrap(), ran)
}

fn report(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap()
}

/// Every file and folder of the episode with its times, the folder itself included.
fn times(ran: &Ran) -> BTreeMap<String, SystemTime> {
    let folder = ran.path("ep");
    let time = |path: &Path| path.metadata().unwrap().modified().unwrap();
    let mut found = BTreeMap::from([(".".to_owned(), time(&folder))]);
    for entry in std::fs::read_dir(&folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        found.insert(name, time(&entry.path()));
    }
    found
}

fn set(ran: &Ran) -> BTreeMap<String, Vec<u8>> {
    ran.names("ep")
        .into_iter()
        .map(|name| {
            (
                name.clone(),
                std::fs::read(ran.path("ep").join(name)).unwrap(),
            )
        })
        .collect()
}

#[test]
fn an_episode_that_would_come_out_the_same_is_left_alone() {
    let ran = first();
    let (before, whole, told) = (times(&ran), set(&ran), report(&ran));
    assert_eq!(told["unchanged"], false);
    // Not even a take is needed.
    std::fs::remove_dir_all(ran.path("cache/duologue/takes")).unwrap();
    let ran = again(ran);
    assert_eq!((times(&ran), set(&ran)), (before, whole));
    let now = report(&ran);
    assert_eq!(now["unchanged"], true);
    assert_eq!(
        (&now["spoken"], &now["reused"]),
        (&0.into(), &told["lines"])
    );
    for key in [
        "files",
        "seconds",
        "chapters",
        "lines",
        "loudness_lufs",
        "true_peak_dbtp",
        "people",
    ] {
        assert_eq!(now[key], told[key], "{key}");
    }
    assert!(ran.stderr.contains("nothing changed"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("speaking"), "{}", ran.stderr);
}

#[test]
fn on_another_machine_the_files_are_known_by_their_content() {
    let ran = first();
    std::fs::remove_dir_all(ran.path("cache")).unwrap();
    let before = times(&ran);
    let ran = again(ran);
    assert_eq!(report(&ran)["unchanged"], true);
    assert_eq!(times(&ran), before);
    // From now on they are known by their times.
    assert_eq!(ran.names("cache/duologue/seen").len(), 1);
    // A file that was merely touched is whole.
    let wav = std::fs::File::options()
        .append(true)
        .open(ran.path("ep/talk.wav"))
        .unwrap();
    wav.set_modified(SystemTime::UNIX_EPOCH).unwrap();
    assert_eq!(report(&again(ran))["unchanged"], true);
}

#[test]
fn what_was_altered_by_hand_is_rendered_again() {
    let mut ran = first();
    let whole = set(&ran);
    let damages: [fn(&Path); 4] = [
        |out| {
            // As long as it was, and as old.
            let path = out.join("captions.vtt");
            let time = path.metadata().unwrap().modified().unwrap();
            let text = std::fs::read_to_string(&path)
                .unwrap()
                .replace("ferry", "fairy");
            std::fs::write(&path, text).unwrap();
            let file = std::fs::File::options().append(true).open(&path).unwrap();
            file.set_modified(time).unwrap();
        },
        |out| std::fs::write(out.join("chapters.json"), "{}").unwrap(),
        |out| std::fs::remove_file(out.join("talk.wav")).unwrap(),
        |out| {
            let path = out.join("talk.lock.json");
            let text = std::fs::read_to_string(&path).unwrap();
            std::fs::write(&path, text.replace("\"hash\": \"", "\"hash\": \"0")).unwrap();
        },
    ];
    for damage in damages {
        damage(&ran.path("ep"));
        ran = again(ran);
        assert_eq!(report(&ran)["unchanged"], false);
        assert!(set(&ran) == whole);
    }
}

/// A store that counts what is asked of it.
#[derive(Debug)]
struct Counting {
    disk: Disk,
    asked: AtomicUsize,
}

impl Counting {
    fn asked(&self) -> &Disk {
        self.asked.fetch_add(1, Ordering::SeqCst);
        &self.disk
    }
}

impl Store for Counting {
    fn ready(&self) -> Result<(), StoreError> {
        self.asked().ready()
    }
    fn get(&self, key: &Key) -> Result<Found, StoreError> {
        self.asked().get(key)
    }
    fn put(&self, key: &Key, take: &Take) -> Result<Put, StoreError> {
        self.asked().put(key, take)
    }
    fn settle(&self) -> Result<(), StoreError> {
        self.asked().settle()
    }
    fn touch(&self, key: &Key) -> Result<(), StoreError> {
        self.asked().touch(key)
    }
    fn list(&self, each: &mut dyn FnMut(Kept) -> ControlFlow<()>) -> Result<(), StoreError> {
        self.asked().list(each)
    }
    fn place(&self) -> String {
        self.asked().place()
    }
    fn count(&self, hits: Hits) -> Result<(), StoreError> {
        self.asked().count(hits)
    }
    fn hits(&self) -> Result<Hits, StoreError> {
        self.asked().hits()
    }
    fn remove(&self, key: &Key) -> Result<(), StoreError> {
        self.asked().remove(key)
    }
}

#[test]
fn nothing_is_asked_of_the_store_where_nothing_is_to_be_done() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("talk.md"), TALK).unwrap();
    std::fs::write(path("cast.yaml"), CAST).unwrap();
    let store = Arc::new(Counting {
        disk: Disk::new(path("takes")),
        asked: AtomicUsize::new(0),
    });
    let mut shop = Workshop::of(&Own {
        cache: Some(path("cache")),
        ..Own::default()
    });
    shop.store = store.clone();
    let order = Order {
        interview: path("talk.md"),
        cast: Some(path("cast.yaml")),
        people: vec![],
        sets: vec![],
    };
    let render = || {
        let mut diags = Diagnostics::new();
        let compiled = pipeline::compile(&shop, &order, &mut diags).unwrap();
        let prepared =
            pipeline::prepare(&shop, &compiled, &Default::default(), &mut diags).unwrap();
        let rows = publish::select(&[]).unwrap();
        let out = path("ep");
        let report = pipeline::render(&shop, &compiled, &prepared, &rows, &out, &Silent).unwrap();
        (report.unchanged, store.asked.swap(0, Ordering::SeqCst))
    };
    let (unchanged, asked) = render();
    assert!(!unchanged && asked > 12, "{asked}");
    assert_eq!(render(), (true, 0));
}

/// The recipe of an episode, without rendering it.
fn recipe(folder: &Path, talk: &str, cast: &str, formats: &[&str]) -> Recipe {
    std::fs::write(folder.join("talk.md"), talk).unwrap();
    std::fs::write(folder.join("cast.yaml"), cast).unwrap();
    let shop = Workshop::of(&Own {
        cache: Some(folder.join("cache")),
        ..Own::default()
    });
    let mut diags = Diagnostics::new();
    let order = Order {
        interview: folder.join("talk.md"),
        cast: Some(folder.join("cast.yaml")),
        people: vec![],
        sets: vec![],
    };
    let compiled = pipeline::compile(&shop, &order, &mut diags).unwrap();
    let prepared = pipeline::prepare(&shop, &compiled, &Default::default(), &mut diags).unwrap();
    let formats: Vec<String> = formats.iter().map(ToString::to_string).collect();
    let (script, house) = (&compiled.script, &compiled.house);
    let about = master::about("talk", script, house, &prepared.utterances);
    Recipe::new(
        &about,
        script,
        &prepared.utterances,
        &prepared.cast,
        house,
        &prepared.score,
        &publish::select(&formats).unwrap(),
    )
}

#[test]
fn whatever_may_reach_a_file_makes_another_recipe() {
    let folder = tempfile::tempdir().unwrap();
    let of =
        |talk: &str, cast: &str, formats: &[&str]| recipe(folder.path(), talk, cast, formats).hash;
    let base = of(TALK, CAST, &[]);
    let mut hashes = BTreeMap::from([(base.clone(), "nothing".to_owned())]);
    let mut other = |what: &str, hash: String| {
        if let Some(same) = hashes.insert(hash, what.to_owned()) {
            panic!("{what} makes the recipe of {same}");
        }
    };
    for (from, to) in [
        ("rope", "ropes"),
        ("bell.", "bell;"),
        ("# The tide", "# Of tide"),
        ("BEN", "TOM"),
        ("\nANNA: And", "\n\nANNA: And"),
        ("the captain?", "the captain? {pause: 900ms}"),
        ("choir", "{say: kwire | choir}"),
        ("on board. Nobody", "on board.\n\nNobody"),
        (
            "He sold the bell. He kept the rope.",
            "He kept the rope. He sold the bell.",
        ),
    ] {
        assert!(TALK.contains(from), "{from}");
        // A `{say}` is for saved scripts alone; elsewhere it is shown, which is a change as well.
        other(to, of(&TALK.replace(from, to), CAST, &[]));
    }
    for (from, to) in [
        ("tone:a", "tone:b"),
        ("tone:a}", "tone:a, rate: 1.1}"),
        ("tone:a}", "tone:a, pitch: 1}"),
        ("tone:a}", "tone:a, timbre: 1}"),
        ("tone:a}", "tone:a, gain: -1}"),
        ("roles:", "pauses: {answer: 421}\nroles:"),
        ("roles:", "pauses: {sentence: 221}\nroles:"),
        ("roles:", "pauses: {question: 651}\nroles:"),
        ("roles:", "pronounce: {ferry: fairy}\nroles:"),
        ("roles:", "show: {title: Tides}\nroles:"),
        ("roles:", "show: {publisher: Tides}\nroles:"),
        ("roles:", "show: {date: 2026-03-01}\nroles:"),
        ("roles:", "chapters: [{at: 1, title: All}]\nroles:"),
        (
            "roles:",
            "chapters: [{at: 1, title: All}, {at: 3, title: More}]\nroles:",
        ),
        (
            "roles:",
            "chapters: [{at: 1, title: All}, {at: 4, title: More}]\nroles:",
        ),
        ("roles:", "language: en-GB\nroles:"),
        (
            "roles:",
            "people: {Anna: {role: interviewee}, Ben: {role: interviewer}}\nroles:",
        ),
    ] {
        assert!(CAST.contains(from), "{from}");
        other(to, of(TALK, &CAST.replace(from, to), &[]));
    }
    other("captions alone", of(TALK, CAST, &["captions"]));
    other(
        "another order",
        of(TALK, CAST, &["captions", "wav", "chapters"]),
    );
    // And what reaches none does not.
    for (talk, cast) in [
        (TALK.to_owned(), format!("# mine\n{CAST}")),
        (
            TALK.to_owned(),
            CAST.replace("tone:a}", "tone:a, rate: 1.0, gain: 0}"),
        ),
        (
            TALK.to_owned(),
            format!("{CAST}pauses: {{turn: 555}}\npronounce: {{harbour: x}}\n"),
        ),
        (format!("{TALK}\n"), CAST.to_owned()),
    ] {
        assert_eq!(of(&talk, &cast, &[]), base, "{talk}{cast}");
    }
}

#[test]
fn the_manifest_tells_the_whole_recipe_and_diffs_by_the_line() {
    let ran = first();
    let text = std::fs::read_to_string(ran.path("ep/talk.lock.json")).unwrap();
    let takes = text
        .lines()
        .filter(|l| l.trim_start().starts_with("{\"line\":"))
        .count();
    assert_eq!(takes, 6);
    let parsed: Value = serde_json::from_str(&text).unwrap();
    let recipe = self::recipe(ran.folder.path(), TALK, CAST, &[]);
    assert_eq!(parsed["recipe"]["hash"], recipe.hash);
    assert_eq!(
        parsed["recipe"]["takes"][1]["key"],
        recipe.takes[1].key.to_string()
    );
    assert!(parsed["recipe"]["takes"][1]["ms"].as_u64().unwrap() > 200);
    assert_eq!(parsed["summary"]["lines"], 6);
    for absent in [ran.folder.path().to_str().unwrap(), "cache"] {
        assert!(!text.contains(absent), "{absent}");
    }
    let ran = render(
        Test::within(ran.folder).file("talk.md", TALK.replace("rope", "ropes")),
        "",
    );
    let now = std::fs::read_to_string(ran.path("ep/talk.lock.json")).unwrap();
    let other = now.lines().filter(|line| !text.contains(line)).count();
    // The take, the three files that show it, where lines begin and the hash of that, three hashes and the
    // sums of the whole: as many however long the interview is.
    assert!(other <= 10, "{other} lines differ");
}

/// What `diff` says is what `render` then does, and after it nothing differs.
#[test]
fn what_is_told_before_is_what_happens() {
    let pauses = format!("{CAST}pauses: {{question: 900}}\n");
    let pronounce = format!("{CAST}pronounce: {{ferry: fairy}}\n");
    let captain = TALK.replace("And the captain?", "And his captain? Who was he?");
    for (talk, cast, speak, lines, changes) in [
        (
            TALK.replace("rope", "ropes"),
            CAST.into(),
            1,
            vec!["words"],
            vec![],
        ),
        (
            TALK.replace("bell.", "bell;"),
            CAST.into(),
            1,
            vec!["words", "gone"],
            vec![],
        ),
        (
            captain,
            CAST.into(),
            2,
            vec!["words", "new"],
            vec!["chapter"],
        ),
        (TALK.into(), pauses, 0, vec![], vec!["pause `question`"]),
        (
            TALK.into(),
            CAST.replace("tone:a", "tone:a, gain: -3"),
            0,
            vec![],
            vec!["level"],
        ),
        (
            TALK.into(),
            CAST.replace("tone:a", "tone:a, rate: 1.1"),
            4,
            vec![],
            vec!["rate"],
        ),
        (
            TALK.into(),
            CAST.replace("tone:d", "tone:e"),
            2,
            vec![],
            vec!["voice"],
        ),
        (TALK.into(), pronounce, 1, vec!["pronunciation"], vec![]),
        (
            TALK.replace("The tide", "Of tide"),
            CAST.into(),
            0,
            vec![],
            vec!["title"],
        ),
    ] {
        let ran = first();
        let test = Test::within(ran.folder)
            .file("talk.md", &talk)
            .file("cast.yaml", &cast);
        let (told, ran) = diff(left(test));
        let said = format!("{told:#}");
        assert_eq!(
            (&told["earlier"], &told["unchanged"]),
            (&true.into(), &false.into()),
            "{said}"
        );
        assert_eq!(told["speak"], speak, "{said}");
        let listed = |key: &str, inner: &dyn Fn(&Value) -> Value| -> Vec<Value> {
            told[key].as_array().unwrap().iter().map(inner).collect()
        };
        let own: Vec<Value> = listed("lines", &|line| line["why"][0].clone())
            .into_iter()
            .filter(|why| why != "voice")
            .collect();
        assert_eq!(own, lines, "{said}");
        let also = [
            listed("voices", &|c| c["what"].clone()),
            listed("also", &|c| c["what"].clone()),
        ];
        assert_eq!(also.concat(), changes, "{said}");
        let ran = again(ran);
        assert_eq!(report(&ran)["spoken"], speak, "{said}");
        let (told, _) = diff(ran);
        assert_eq!(
            (&told["unchanged"], &told["speak"]),
            (&true.into(), &0.into()),
            "{told:#}"
        );
    }
}

#[test]
fn differences_are_told_as_a_person_would() {
    let ran = first();
    let test = Test::within(ran.folder)
        .file("talk.md", TALK.replace("kept the rope", "kept a rope"))
        .file("cast.yaml", CAST.replace("tone:d", "tone:d, rate: 0.97"));
    let ran = test
        .own_cache()
        .args("diff talk.md --cast cast.yaml --out ep")
        .run();
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(
        lines[0],
        "  line 9    Ben: the words changed   “He kept a rope.” was “He kept the rope.”"
    );
    assert_eq!(lines[1], "  voice of Anna: rate 1 → 0.97; 2 lines");
    assert!(
        lines[2].starts_with("  3 lines to speak (about "),
        "{}",
        ran.stdout
    );
    assert!(
        lines[2].ends_with(" s), 3 from earlier takes"),
        "{}",
        ran.stdout
    );
    // Without an episode there is nothing to compare with, and nothing is known of voices that
    // were never heard.
    let ran = asked(ran, "diff talk.md --out elsewhere");
    assert!(
        ran.stdout.contains("no episode in elsewhere"),
        "{}",
        ran.stdout
    );
    assert!(!ran.path("elsewhere").exists());
}

#[test]
fn a_locked_render_speaks_nothing() {
    let ran = first();
    let whole = set(&ran);
    let ran = render(Test::within(ran.folder), "--locked");
    assert_eq!(report(&ran)["unchanged"], true);
    let locked = |ran: Ran, talk: &str| {
        Test::within(ran.folder)
            .file("talk.md", talk)
            .own_cache()
            .args("render talk.md --cast cast.yaml --out ep --locked")
    };
    let ran = locked(ran, &TALK.replace("rope", "ropes"))
        .fails(1)
        .says("1 line would be spoken anew, and --locked allows none")
        .says("line 9, Ben, the words changed: “He kept the ropes.”")
        .never_says("speaking")
        .run();
    assert!(set(&ran) == whole);
    // What needs no voice goes on.
    let ran =
        Test::within(ran.folder).file("cast.yaml", format!("{CAST}pauses: {{question: 900}}\n"));
    let ran = locked(left(ran), TALK).run();
    assert!(set(&ran) != whole);
    // A take that is there and damaged is not spoken either.
    let takes = ran.path("cache/duologue/takes");
    for folder in std::fs::read_dir(&takes)
        .unwrap()
        .filter(|f| f.as_ref().unwrap().path().is_dir())
    {
        for take in std::fs::read_dir(folder.unwrap().path()).unwrap() {
            std::fs::write(take.unwrap().path(), "no take").unwrap();
        }
    }
    let whole = set(&ran);
    let ran = Test::within(ran.folder).file("cast.yaml", CAST);
    let ran = locked(left(ran), TALK)
        .fails(1)
        .says("no sound take of it is kept")
        .run();
    assert!(set(&ran) == whole);
    // And where there is neither take nor episode, all are told.
    std::fs::remove_dir_all(&takes).unwrap();
    std::fs::remove_dir_all(ran.path("ep")).unwrap();
    let ran = locked(ran, TALK)
        .fails(1)
        .says("6 lines would be spoken anew")
        .run();
    assert!(!ran.path("ep").exists());
}

#[test]
fn verify_tells_what_became_of_every_file() {
    let ran = asked(first(), "verify ep");
    assert!(
        ran.stdout.contains("3 of 3 files as rendered by duologue"),
        "{}",
        ran.stdout
    );
    let wav = ran.path("ep/talk.wav");
    let mut bytes = std::fs::read(&wav).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(&wav, bytes).unwrap();
    std::fs::write(ran.path("ep/captions.vtt"), "WEBVTT\n").unwrap();
    std::fs::remove_file(ran.path("ep/chapters.json")).unwrap();
    let ran = Test::within(ran.folder)
        .args("verify ep --json")
        .fails(1)
        .says("is not as it was rendered")
        .run();
    let told = report(&ran);
    assert_eq!(told["whole"], false);
    let files = told["episodes"][0]["files"].as_array().unwrap();
    let states: Vec<&Value> = files.iter().map(|file| &file["state"]).collect();
    assert_eq!(states, ["altered", "missing", "altered"]);
    assert_eq!(files[2]["bytes"], 7);
    // The manifest itself.
    let ran = first();
    let path = ran.path("ep/talk.lock.json");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("He sold", "She sold")).unwrap();
    let ran = Test::within(ran.folder).args("verify ep").fails(1).run();
    assert!(ran.stdout.contains("was changed since"), "{}", ran.stdout);
}

#[test]
fn a_manifest_that_lies_is_an_error_and_never_followed() {
    let ran = first();
    let path = ran.path("ep/talk.lock.json");
    let text = std::fs::read_to_string(&path).unwrap();
    let mut folder = ran.folder;
    for (lie, said) in [
        (
            text.replace("\"talk.wav\"", "\"../talk.md\""),
            "`../talk.md` leads out of the folder",
        ),
        (
            text.replace("\"voice\":1,", "\"voice\":99,"),
            "there is no voice 99 in it",
        ),
        (
            text.replace("\"outputs\": [", "\"outputs\": [[[[{},"),
            "cannot be understood",
        ),
        (
            format!(
                "{{\"program\": \"duologue 1\", \"x\": {}",
                "[".repeat(100_000)
            ),
            "cannot be understood",
        ),
    ] {
        assert_ne!(lie, text);
        std::fs::write(&path, lie).unwrap();
        folder = Test::within(folder)
            .args("verify ep")
            .fails(1)
            .says(said)
            .run()
            .folder;
    }
    std::fs::File::create(&path)
        .unwrap()
        .set_len(1 << 40)
        .unwrap();
    let ran = Test::within(folder)
        .args("verify ep")
        .fails(1)
        .says("longer than")
        .run();
    Test::within(ran.folder)
        .args("verify nowhere")
        .fails(1)
        .says("nowhere")
        .run();
    Test::new()
        .args("verify .")
        .fails(1)
        .says("no episode of this program")
        .run();
}

//! An engine that fails: noticed, told with its line, and no other line pays for it.

use crate::builder::{Ran, Test};
use crate::pages::QUICK_TONES as CAST;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// One line for each fault, and lines between them that are well.
const TALK: &str = "\
ANNA: Where did the ferry go on the day when the bridge was built?

BEN: It went up the river to the lantern maker, with a choir on board.

ANNA: And what did the captain say when he saw the scaffolding?

BEN: Nothing about the scaffolding; he sang about the copper bell.

BEN: Then he sold the compass to a man who could not read it.

ANNA: Who was it that painted the harbour all over in orange?

BEN: That was the widow with the parrot, if I remember it well.

ANNA: Did the children ever learn to swim across the channel?

BEN: They learned to row, which is drier, and to whistle for the pilot.

ANNA: How long did the rope hold in the winter of the flood?

BEN: It held until the cooper cut it with his own good knife.
";

fn test(talk: &str) -> Test {
    within(
        Test::new()
            .file("talk.txt", talk)
            .file("cast.yaml", CAST)
            .folder,
    )
}

fn within(folder: tempfile::TempDir) -> Test {
    Test::within(folder)
        .own_cache()
        .args("render talk.txt --cast cast.yaml --out ep --json")
}

fn told(ran: &Ran, key: &str) -> u64 {
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    report[key].as_u64().unwrap()
}

fn sound(ran: &Ran) -> Vec<u8> {
    std::fs::read(ran.path("ep/talk.wav")).unwrap()
}

fn lines(of: &str) -> usize {
    TALK.lines().position(|line| line.contains(of)).unwrap() + 1
}

/// Fault, a word of its line, and what is said of it.
const FAULTS: [(&str, &str, &str); 11] = [
    ("silence", "ferry", "was silent for"),
    ("empty", "lantern", "made no sound of it"),
    ("noise", "captain", "made noise of it, and no speech"),
    (
        "nan",
        "copper",
        "tone gave samples that are no numbers (NaN): 1, the first after",
    ),
    (
        "offset",
        "compass",
        "gave a sound that is off its zero line",
    ),
    ("clipped", "orange", "gave a sound of which"),
    ("short", "parrot", "too little for these words"),
    ("long", "channel", "too much for these words"),
    (
        "crash",
        "whistle",
        "its process ended in the middle of the line (signal: 6",
    ),
    (
        "exit",
        "rope",
        "its process ended in the middle of the line (exit status: 0)",
    ),
    (
        "garbage",
        "cooper",
        "its process answered with something that is no take",
    ),
];

#[cfg(unix)]
#[test]
fn every_fault_is_told_with_its_line_and_the_other_lines_are_kept() {
    let clean = test(TALK).run();
    let planted: String = FAULTS
        .iter()
        .map(|(fault, word, _)| format!("    {fault}: {word}\n"))
        .collect();
    let config = format!("engines:\n  tone:\n{planted}");
    let mut ran = test(TALK).config(&config).fails(1);
    for (_, word, said) in FAULTS {
        ran = ran.says(said).says(&format!("line {}: tone:", lines(word)));
    }
    let ran = ran
        .says("11 lines could not be spoken")
        .says("the next render speaks only what failed")
        .run();
    assert_eq!(ran.names("ep"), Vec::<String>::new(), "no half an episode");
    // What can be listened to is there.
    let heard: Vec<PathBuf> = ran
        .stderr
        .lines()
        .filter_map(|line| Some(line.split_once("listen to it in ")?.1.trim().into()))
        .collect();
    assert_eq!(heard.len(), 6, "{}", ran.stderr);
    for path in &heard {
        assert!(hound::WavReader::open(path).unwrap().duration() > 0);
    }
    let failed = FAULTS.len() as u64;
    let ran = within(ran.folder).run();
    assert_eq!(told(&ran, "spoken"), failed);
    assert_eq!(told(&ran, "reused"), told(&clean, "lines") - failed);
    assert!(sound(&ran) == sound(&clean));
}

#[test]
fn a_panic_is_told_in_its_own_words() {
    let line = lines("whistle");
    test(TALK)
        .config("engines: {tone: {panic: whistle}}\n")
        .fails(1)
        .says("tone panicked: on purpose")
        .says(&format!("line {line}: tone:a"))
        .run();
}

#[test]
fn a_hung_line_is_given_up_at_its_deadline() {
    let ran = test(TALK)
        .config("engines: {tone: {hang: rope, deadline: 2 s}}\n")
        .fails(1)
        .says("1 line could not be spoken")
        .says("did not answer within 2 s")
        .says(&format!("line {}: tone:d", lines("rope")))
        .run();
    let ran = within(ran.folder).run();
    assert_eq!(told(&ran, "spoken"), 1);
}

/// A second try from a fresh engine is all that such a line needs.
#[cfg(unix)]
#[test]
fn what_fails_once_is_healed_by_the_second_try() {
    let clean = test(TALK).run();
    let planted = "crash: ferry, silence: lantern, garbage: captain, nan: copper, exit: compass, \
                   panic: orange";
    let config = format!("engines: {{tone: {{{planted}, once: true}}}}\n");
    let ran = test(TALK).config(&config).run();
    assert!(sound(&ran) == sound(&clean));
    let marks = ran.names("cache/duologue/tone");
    assert_eq!(marks.len(), 6, "each has happened");
}

/// Not every fault can be noticed: of one word nobody knows how long it must be.
#[test]
fn no_fault_outlasts_its_configuration() {
    let talk = "ANNA: Why?\n\nBEN: No.\n\nANNA: Sure?\n\nBEN: Quite.\n";
    let clean = test(talk).run();
    let ran = test(talk).config("engines: {tone: {short: sure}}\n").run();
    assert!(sound(&ran) != sound(&clean), "it was made, and not noticed");
    let ran = within(ran.folder).run();
    assert_eq!(told(&ran, "spoken"), 1);
    assert!(sound(&ran) == sound(&clean));
}

#[test]
fn a_cast_can_plant_nothing() {
    let cast = CAST.replace("tone:a,", "tone:a, settings: {hang: rope},");
    test(TALK)
        .file("cast.yaml", cast)
        .fails(1)
        .says("a tone has no setting `hang`")
        .run();
    test(TALK)
        .config("engines: {tone: {hangs: rope}}\n")
        .fails(1)
        .says("a configuration cannot say `hangs` to a tone")
        .says("config.yaml:1:")
        .run();
}

/// A library that does not say how a child is started gets no child's faults either.
#[test]
fn without_a_process_of_its_own_nothing_is_planted() {
    use duologue::engines::{Setting, Wish};
    use duologue::pipeline::{self, Order};
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("talk.txt"), TALK).unwrap();
    std::fs::write(path("cast.yaml"), CAST).unwrap();
    let crash = [("crash".to_owned(), Setting::Number(1.0))];
    let wish = Wish {
        deadline: None,
        settings: crash.into(),
    };
    let own = duologue::house::Own {
        cache: Some(path("cache")),
        wishes: [("tone".to_owned(), wish)].into(),
        ..Default::default()
    };
    let shop = duologue::workshop::Workshop::of(&own);
    let order = Order {
        interview: path("talk.txt"),
        cast: Some(path("cast.yaml")),
        ..Order::default()
    };
    let mut diags = duologue::diag::Diagnostics::new();
    let compiled = pipeline::compile(&shop, &order, &mut diags).unwrap();
    let prepared = pipeline::prepare(&shop, &compiled, &Default::default(), &mut diags).unwrap();
    let spoken = duologue::speak::speak(
        &prepared.utterances,
        &prepared.cast,
        shop.room(),
        &duologue::diag::observe::Silent,
    );
    let error = spoken.err().unwrap().to_string();
    assert!(
        error.starts_with("tone has to run in a process of its own"),
        "{error}"
    );
}

/// Two hundred takes, each damaged in a way of its own.
#[test]
fn every_damaged_take_is_noticed() {
    let mut talk = String::new();
    for n in 0..68 {
        talk += &format!("ANNA: Day {n}?\n\nBEN: Boat {n}. Bell {n}.\n\n");
    }
    let ran = test(&talk).run();
    let whole = sound(&ran);
    let takes = takes(&ran.path("cache"));
    assert!(takes.len() > 200, "{}", takes.len());
    let mut chance = Chance(4);
    for (number, path) in takes.iter().enumerate() {
        damage(path, number, &mut chance);
    }
    let swapped = std::fs::read(&takes[0]).unwrap();
    std::fs::copy(&takes[1], &takes[0]).unwrap();
    std::fs::write(&takes[1], swapped).unwrap();
    let lines = told(&ran, "lines");
    let ran = Test::within(ran.folder)
        .own_cache()
        .args("render talk.txt --cast cast.yaml --out elsewhere --json")
        .run();
    assert_eq!(told(&ran, "damaged"), lines);
    assert_eq!(told(&ran, "spoken"), lines);
    let again = std::fs::read(ran.path("elsewhere/talk.wav")).unwrap();
    assert!(again == whole);
    for (number, path) in takes.iter().enumerate() {
        damage(path, number, &mut chance);
    }
    let ran = Test::within(ran.folder)
        .own_cache()
        .args("takes verify")
        .run();
    let all = takes.len();
    assert_eq!(
        ran.stdout,
        format!("{all} takes, {all} damaged and thrown away: spoken again when next needed\n")
    );
}

/// Changes a file in one of six ways, at a place that chance chooses.
fn damage(path: &Path, number: usize, chance: &mut Chance) {
    let mut bytes = std::fs::read(path).unwrap();
    let at = chance.below(bytes.len());
    match number % 6 {
        0 => bytes[at] ^= 1 << chance.below(8),
        1 => bytes.truncate(at),
        2 => bytes.insert(at, chance.below(256) as u8),
        3 => {
            // At least one of them was something else.
            let end = bytes.len();
            bytes[at..].fill(0);
            bytes[end - 1] ^= 1;
        }
        4 => drop(bytes.remove(at)),
        _ => bytes.clear(),
    }
    std::fs::write(path, bytes).unwrap();
}

/// Xorshift (Marsaglia, 2003): chance that comes again.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most as u64) as usize
    }
}

/// Every stored take below a folder.
pub fn takes(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![];
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(takes(&path)),
            false if path.extension().is_some_and(|e| e == "take") => found.push(path),
            false => {}
        }
    }
    found.sort();
    found
}

//! Voices are installed from a real server, whatever it does on the way; what is in place is whole or not there.

mod server;

use crate::builder::{Ran, Test, names};
use md5::{Digest, Md5};
use server::{Act, Server};
use std::path::Path;
use std::time::Duration;

/// The engine whose publisher has an index, as the catalogue names it.
fn engine() -> String {
    let all = duologue::install::Catalogue::embedded().unwrap();
    all.example.split(':').next().unwrap().to_owned()
}

const NAME: &str = "en_GB-harbour-medium";
const FOLDER: &str = "/en/en_GB/harbour/medium/";
const CARD: &[u8] = b"# Model card for harbour (medium)\n\n* License: CC BY-NC 4.0\n";
const CONFIG: &[u8] = b"{\"audio\": {\"sample_rate\": 22050}}";

fn model() -> Vec<u8> {
    (0..300_000_u32)
        .flat_map(|i| i.wrapping_mul(2_654_435_761).to_le_bytes())
        .collect()
}

fn md5(bytes: &[u8]) -> String {
    Md5::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn path(ending: &str) -> String {
    format!("{FOLDER}{NAME}{ending}")
}

fn index(digests: bool) -> String {
    let file = |name: &str, bytes: &[u8]| {
        let md5 = match digests {
            true => format!(", \"md5_digest\": \"{}\"", md5(bytes)),
            false => String::new(),
        };
        format!(
            "\"{}{name}\": {{\"size_bytes\": {}{md5}}}",
            &FOLDER[1..],
            bytes.len()
        )
    };
    let files = [
        file(&format!("{NAME}.onnx"), &model()),
        file(&format!("{NAME}.onnx.json"), CONFIG),
        file("MODEL_CARD", CARD),
    ];
    format!(
        "{{\"{NAME}\": {{\"language\": {{\"code\": \"en_GB\", \"name_english\": \"English\"}}, \"quality\": \"medium\",
        \"num_speakers\": 1, \"files\": {{{}}}}}}}",
        files.join(", ")
    )
}

/// A server that has a voice, with its index.
fn mirror() -> Server {
    let server = Server::start();
    server.has("/voices.json", index(true).as_bytes(), "\"i\"");
    server.has(&path(".onnx"), &model(), "\"m1\"");
    server.has(&path(".onnx.json"), CONFIG, "\"c1\"");
    server.has(&format!("{FOLDER}MODEL_CARD"), CARD, "\"k1\"");
    server
}

/// A program whose voices lie in the folder `voices`, with half a second of patience.
fn test() -> Test {
    within(tempfile::tempdir().unwrap())
}

fn within(folder: tempfile::TempDir) -> Test {
    let voices = folder.path().join("voices");
    let config = format!("voices: {}\n", voices.display());
    Test::within(folder)
        .config(&config)
        .env("DUOLOGUE_DOWNLOAD_PATIENCE", "600")
}

fn install(test: Test, server: &Server) -> Test {
    let args = format!(
        "voices install {}:{NAME} --yes --from {}",
        engine(),
        server.base()
    );
    test.args(&args)
}

fn installed(folder: &Path) -> Vec<String> {
    names(&folder.join("voices").join(engine()))
}

fn is_whole(ran: &Ran) {
    let folder = ran.path("voices").join(engine());
    let all = ["MODEL_CARD", "onnx", "onnx.json"].map(|end| format!("{NAME}.{end}"));
    assert_eq!(installed(ran.folder.path()), all, "{}", ran.stderr);
    assert_eq!(
        std::fs::read(folder.join(format!("{NAME}.onnx"))).unwrap(),
        model()
    );
    assert_eq!(
        std::fs::read(folder.join(format!("{NAME}.onnx.json"))).unwrap(),
        CONFIG
    );
}

/// Nothing that an engine would take for a voice.
fn is_not_there(folder: &Path) {
    let ends = |name: &String| name.ends_with(".onnx") || name.ends_with(".json");
    assert!(
        !installed(folder).iter().any(ends),
        "{:?}",
        installed(folder)
    );
}

#[test]
fn a_voice_is_installed_used_and_removed() {
    let server = mirror();
    let ran = install(test(), &server)
        .says("fetching en_GB-harbour-medium.onnx, 1 MB")
        .says("* License: CC BY-NC 4.0")
        .says(&format!("in a cast: `voice: {}:{NAME}`", engine()))
        .run();
    is_whole(&ran);
    assert_eq!(server.seen(&path(".onnx")), [""]);
    let ran = install(within(ran.folder), &server)
        .says("is installed already, and sound")
        .run();
    assert_eq!(
        server.seen(&path(".onnx")),
        [""],
        "nothing is fetched twice"
    );
    let ran = within(ran.folder).args("voices list --installed").run();
    assert!(
        ran.stdout
            .contains(&format!("{}:{NAME}  (en-GB, 1 MB, installed)", engine())),
        "{}",
        ran.stdout
    );
    // A neighbour that is none of its files stays.
    let neighbour = ran
        .path("voices")
        .join(engine())
        .join(format!("{NAME}.onnx.bak"));
    std::fs::write(&neighbour, "mine").unwrap();
    let args = format!("voices remove {}:{NAME}", engine());
    let ran = within(ran.folder).args(&args).says("removed (1 MB)").run();
    assert_eq!(installed(ran.folder.path()), [format!("{NAME}.onnx.bak")]);
    within(ran.folder)
        .args(&args)
        .fails(1)
        .says("is not installed")
        .run();
}

#[test]
fn damage_is_found_and_only_that_file_is_fetched_again() {
    let server = mirror();
    let ran = install(test(), &server).run();
    let broken = ran
        .path("voices")
        .join(engine())
        .join(format!("{NAME}.onnx"));
    let mut bytes = model();
    bytes[70_000] ^= 1;
    std::fs::write(&broken, bytes).unwrap();
    let ran = install(within(ran.folder), &server)
        .says("is installed in")
        .run();
    is_whole(&ran);
    assert_eq!(server.seen(&path(".onnx")).len(), 2);
    assert_eq!(server.seen(&path(".onnx.json")).len(), 1);
}

#[test]
fn a_cut_connection_goes_on_where_it_ended() {
    let server = mirror();
    server.does(
        &path(".onnx"),
        &[Act::Cut(500_000), Act::Cut(300_000), Act::Cut(0)],
    );
    let ran = install(test(), &server)
        .says("trying again from 500 KB")
        .run();
    is_whole(&ran);
    assert_eq!(
        server.seen(&path(".onnx")),
        ["", "from 500000", "from 800000", "from 800000"]
    );
}

#[test]
fn a_server_that_is_always_cut_off_is_given_up_and_the_part_kept() {
    let server = mirror();
    let acts: Vec<Act> = std::iter::once(Act::Cut(9_000))
        .chain(std::iter::repeat_n(Act::Cut(0), 20))
        .collect();
    server.does(&path(".onnx"), &acts);
    let ran = install(test(), &server)
        .fails(1)
        .says("could not be fetched")
        .says("HTTPS_PROXY")
        .run();
    is_not_there(ran.folder.path());
    server.does(&path(".onnx"), &[]);
    let ran = install(within(ran.folder), &server)
        .says("going on after 9 KB")
        .run();
    is_whole(&ran);
    assert_eq!(server.seen(&path(".onnx")).last().unwrap(), "from 9000");
}

#[test]
fn a_silent_server_is_left_and_asked_again() {
    let server = mirror();
    server.does(
        &path(".onnx"),
        &[Act::Silent(100_000, Duration::from_secs(3))],
    );
    let ran = install(test(), &server)
        .says("trying again from 100 KB")
        .run();
    is_whole(&ran);
    assert_eq!(server.seen(&path(".onnx")), ["", "from 100000"]);
}

#[test]
fn a_range_that_is_ignored_begins_anew() {
    let server = mirror();
    server.does(&path(".onnx"), &[Act::Cut(500_000), Act::Whole]);
    is_whole(&install(test(), &server).run());
    server.does(&path(".onnx"), &[Act::Cut(500_000), Act::WrongPart]);
    is_whole(&install(test(), &server).run());
}

#[test]
fn a_file_that_changed_between_two_parts_begins_anew() {
    let server = mirror();
    server.has(&path(".onnx"), &vec![1; model().len()], "\"old\"");
    server.does(
        &path(".onnx"),
        &std::iter::once(Act::Cut(500_000))
            .chain(std::iter::repeat_n(Act::Says(503, vec![], vec![]), 20))
            .collect::<Vec<_>>(),
    );
    let ran = install(test(), &server).fails(1).says("503").run();
    server.does(&path(".onnx"), &[]);
    server.has(&path(".onnx"), &model(), "\"new\"");
    let ran = install(within(ran.folder), &server).run();
    is_whole(&ran);
}

/// Without a mark nobody can say that it is still the same file; the digest does, in the end.
#[test]
fn parts_that_do_not_fit_are_told_by_the_digest() {
    let server = mirror();
    server.has(&path(".onnx"), &vec![1; model().len()], "");
    server.does(
        &path(".onnx"),
        &std::iter::once(Act::UnmarkedCut(500_000))
            .chain(std::iter::repeat_n(Act::Says(500, vec![], vec![]), 20))
            .collect::<Vec<_>>(),
    );
    let ran = install(test(), &server).fails(1).run();
    server.has(&path(".onnx"), &model(), "");
    server.does(&path(".onnx"), &[Act::Unmarked, Act::Unmarked]);
    let ran = install(within(ran.folder), &server)
        .says("the parts do not fit together")
        .run();
    is_whole(&ran);
}

#[test]
fn a_wrong_file_is_told_with_both_digests_and_thrown_away() {
    let server = mirror();
    let other = vec![9; model().len()];
    server.has(&path(".onnx"), &other, "\"x\"");
    let ran = install(test(), &server)
        .fails(1)
        .says(&format!(
            "its MD5 is {}, and should be {}",
            md5(&other),
            md5(&model())
        ))
        .run();
    assert!(
        installed(ran.folder.path())
            .iter()
            .all(|name| !name.contains(".onnx.part")),
        "{:?}",
        installed(ran.folder.path())
    );
    is_not_there(ran.folder.path());
}

#[test]
fn a_wrong_length_is_told() {
    let server = mirror();
    server.has(&path(".onnx"), b"short", "\"x\"");
    install(test(), &server)
        .fails(1)
        .says("its length is 5 bytes, and should be 1200000 bytes")
        .run();
    server.has(&path(".onnx"), &model(), "\"x\"");
    server.does(&path(".onnx"), &[Act::Length(5)]);
    install(test(), &server)
        .fails(1)
        .says("should be 1200000 bytes")
        .run();
    // Announced shorter than it is: the rest does not belong to the answer.
    server.does(&path(".onnx"), &[Act::Length(-5)]);
    install(test(), &server)
        .fails(1)
        .says("its length is 1199995 bytes")
        .run();
}

#[test]
fn an_answer_without_an_end_is_stopped() {
    let server = mirror();
    server.does(&path(".onnx"), &[Act::Endless]);
    let ran = install(test(), &server)
        .fails(1)
        .says("more than 1200000 bytes came")
        .run();
    is_not_there(ran.folder.path());
    assert!(
        installed(ran.folder.path())
            .iter()
            .all(|name| !name.contains(".onnx.part")),
        "{:?}",
        installed(ran.folder.path())
    );
}

#[test]
fn refusals_are_told_and_passing_ones_waited_out() {
    let server = mirror();
    let later = |seconds: &str| Act::Says(429, vec![("retry-after", seconds.to_owned())], vec![]);
    server.does(
        &path(".onnx"),
        &[later("1"), Act::Says(503, vec![], vec![]), Act::Cut(7)],
    );
    is_whole(
        &install(test(), &server)
            .says("the server answered 429; trying again in 1 s")
            .run(),
    );
    server.does(&path(".onnx"), &[later("3600")]);
    install(test(), &server)
        .fails(1)
        .says("to come again in 3600 s")
        .run();
    server.does(&path(".onnx"), &[Act::Says(403, vec![], vec![])]);
    install(test(), &server)
        .fails(1)
        .says("answered 403: it does not give this file to everyone")
        .run();
    let html = vec![("content-type", "text/html; charset=utf-8".to_owned())];
    server.does(
        &path(".onnx"),
        &[Act::Says(200, html, b"<html>Welcome to the hotel".to_vec())],
    );
    let ran = install(test(), &server)
        .fails(1)
        .says("a web page came instead of the file")
        .run();
    is_not_there(ran.folder.path());
}

#[test]
fn a_missing_file_names_its_address() {
    let server = mirror();
    let gone = Act::Says(404, vec![], vec![]);
    server.does(&path(".onnx"), &[gone]);
    let ran = install(test(), &server)
        .fails(1)
        .says(&format!(
            "{}{} is not there (404)",
            server.base(),
            path(".onnx")
        ))
        .run();
    is_not_there(ran.folder.path());
}

#[test]
fn redirects_are_followed_but_not_for_ever_and_not_out_of_https() {
    let server = mirror();
    let to = |place: &str| Act::Says(302, vec![("location", place.to_owned())], vec![]);
    server.has("/elsewhere/m", &model(), "\"m1\"");
    server.does(&path(".onnx"), &[to("/there")]);
    server.does("/there", &[to("/elsewhere/m")]);
    is_whole(&install(test(), &server).run());
    server.does(
        &path(".onnx"),
        &std::iter::repeat_n(to(&path(".onnx")), 40).collect::<Vec<_>>(),
    );
    install(test(), &server)
        .fails(1)
        .says("leads on and on")
        .run();
    server.does(&path(".onnx"), &[to("file:///etc/passwd")]);
    install(test(), &server)
        .fails(1)
        .says("is not of the form https://")
        .run();
    server.does(&path(".onnx"), &[Act::Says(302, vec![], vec![])]);
    install(test(), &server)
        .fails(1)
        .says("leads nowhere")
        .run();
}

#[test]
fn a_proxy_is_asked_unless_the_host_is_spared() {
    let (server, proxy) = (mirror(), mirror());
    let ran = install(test(), &server)
        .env("HTTP_PROXY", &proxy.base())
        .run();
    is_whole(&ran);
    assert_eq!(server.seen(&path(".onnx")), [""; 0]);
    assert_eq!(proxy.seen(&path(".onnx")), ["by proxy"]);
    let ran = install(test(), &server)
        .env("HTTP_PROXY", &proxy.base())
        .env("NO_PROXY", "127.0.0.1")
        .run();
    is_whole(&ran);
    assert_eq!(server.seen(&path(".onnx")), [""]);
    install(test(), &server)
        .env("http_proxy", "::")
        .fails(1)
        .says("the proxy in HTTP_PROXY")
        .run();
}

#[test]
fn what_has_no_digest_is_noted_and_known_again() {
    let server = mirror();
    server.has("/voices.json", index(false).as_bytes(), "\"i\"");
    let ran = install(test(), &server).says("its SHA-256 is").run();
    is_whole(&ran);
    let args = format!("voices remove {}:{NAME}", engine());
    let ran = within(ran.folder).args(&args).run();
    let mut other = model();
    other[5] ^= 1;
    server.has(&path(".onnx"), &other, "\"m2\"");
    let ran = install(within(ran.folder), &server)
        .fails(1)
        .says("its SHA-256 is")
        .says("should be")
        .run();
    is_not_there(ran.folder.path());
}

#[test]
fn a_licence_has_to_be_accepted() {
    let server = mirror();
    let args = format!(
        "voices install {}:{NAME} --from {}",
        engine(),
        server.base()
    );
    let ran = test()
        .args(&args)
        .fails(1)
        .says("its licence was not accepted")
        .says("* License: CC BY-NC 4.0")
        .says(&format!("{args} --yes"))
        .run();
    assert_eq!(server.seen(&path(".onnx")), [""; 0]);
    is_not_there(ran.folder.path());
}

#[test]
fn a_folder_is_a_mirror_flat_or_as_published() {
    for published in [true, false] {
        let folder = |name: &str| match published {
            true => format!("stick{FOLDER}{name}"),
            false => format!("stick/{name}"),
        };
        let card = if published {
            "MODEL_CARD".to_owned()
        } else {
            format!("{NAME}.MODEL_CARD")
        };
        let ran = test()
            .file("stick/voices.json", index(true))
            .file(&folder(&format!("{NAME}.onnx")), model())
            .file(&folder(&format!("{NAME}.onnx.json")), CONFIG)
            .file(&folder(&card), CARD)
            .args(&format!(
                "voices install {}:{NAME} --yes --from stick",
                engine()
            ))
            .run();
        is_whole(&ran);
    }
    let args = format!("voices install {}:{NAME} --yes --from stick", engine());
    test()
        .args(&args)
        .fails(1)
        .says("there is no folder stick")
        .run();
    test()
        .file("stick/voices.json", index(true))
        .args(&args)
        .fails(1)
        .says(&format!("stick has no {NAME}.onnx.json"))
        .run();
    let mut other = model();
    other[1] ^= 1;
    test()
        .file("stick/voices.json", index(true))
        .file(&format!("stick/{NAME}.onnx"), other)
        .file(&format!("stick/{NAME}.onnx.json"), CONFIG)
        .args(&args)
        .fails(1)
        .says("its MD5 is")
        .run();
}

#[test]
fn two_installations_at_once_do_not_disturb_each_other() {
    let server = mirror();
    server.does(
        &path(".onnx"),
        &[Act::Silent(1000, Duration::from_millis(400))],
    );
    let folder = tempfile::tempdir().unwrap();
    let (mut first, folder) = install(within(folder), &server).start_in();
    let ran = install(within(folder), &server).run();
    assert!(first.wait().unwrap().success());
    is_whole(&ran);
    assert_eq!(server.seen(&path(".onnx")), [""], "{}", ran.stderr);
}

#[test]
fn a_killed_installation_is_gone_on_with() {
    let server = mirror();
    server.does(
        &path(".onnx"),
        &[Act::Silent(700_000, Duration::from_secs(5))],
    );
    let (mut child, folder) =
        install(test().env("DUOLOGUE_DOWNLOAD_PATIENCE", "20000"), &server).start_in();
    let part = folder
        .path()
        .join("voices")
        .join(engine())
        .join(format!("{NAME}.onnx.part"));
    let arrived = || std::fs::metadata(&part).is_ok_and(|found| found.len() == 700_000);
    for _ in 0..200 {
        if arrived() {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(arrived());
    child.kill().unwrap();
    child.wait().unwrap();
    is_not_there(folder.path());
    let ran = install(within(folder), &server)
        .says("going on after 700 KB")
        .run();
    is_whole(&ran);
    assert_eq!(server.seen(&path(".onnx")), ["", "from 700000"]);
}

#[test]
fn an_index_that_is_none_is_told() {
    let server = mirror();
    server.has("/voices.json", b"<html>hello", "\"i\"");
    install(test(), &server)
        .fails(1)
        .says("voices.json is no list of voices")
        .run();
    server.does("/voices.json", &[Act::Says(500, vec![], vec![])]);
    install(test(), &server).fails(1).says("answered 500").run();
}

#[test]
fn a_server_that_is_not_there_is_told() {
    let ran = test()
        .args(&format!(
            "voices install {}:{NAME} --yes --from http://127.0.0.1:1",
            engine()
        ))
        .fails(1)
        .says("http://127.0.0.1:1/voices.json could not be fetched")
        .run();
    is_not_there(ran.folder.path());
}

#[test]
fn names_that_are_nearly_right_are_offered() {
    let all = duologue::install::Catalogue::embedded().unwrap();
    let (engine, voice) = all.example.split_once(':').unwrap();
    for wrong in [
        voice.to_owned(),
        format!("{engine}:{}", voice.replace("alba", "abla")),
    ] {
        test()
            .args(&format!("voices install {wrong}"))
            .fails(1)
            .says(&format!("did you mean `{}`?", all.example))
            .run();
    }
    test()
        .args("voices remove zzz")
        .fails(1)
        .says("there is no voice `zzz`")
        .run();
}

#[test]
fn the_list_is_for_people_and_for_programs() {
    let ran = test().args("voices list --language fr_FR").run();
    assert!(
        ran.stdout
            .lines()
            .filter(|line| !line.starts_with(' '))
            .count()
            >= 8,
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.contains("French (France)"));
    let ran = test().args("voices list --json --language de-AT").run();
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(told["voices"].as_array().unwrap().len(), 0);
    let ran = test().args("voices list --json").run();
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let one = &told["voices"][0];
    assert!(
        one["files"][0]["address"]
            .as_str()
            .unwrap()
            .starts_with("https://")
    );
    assert_eq!(one["installed"], false);
    test()
        .args("voices list --installed")
        .says("no such voice is installed")
        .run();
    test()
        .args("voices list --language klingonisch")
        .fails(2)
        .says("fr, de_DE or en-GB")
        .run();
    let ran = test().args("voices path").run();
    assert_eq!(
        ran.stdout.trim_end(),
        ran.path("voices").display().to_string()
    );
}

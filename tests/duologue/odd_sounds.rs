//! Broken, hostile and odd sound files, as a cast's music, as a script's sounds and as clips: each is
//! told at its line or heard, and none of them takes the program down or keeps it waiting.

use crate::builder::Test;
use crate::outside::{output, tool};
use crate::pages::TONES;
use std::path::Path;

/// What is to be said of a file.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Told {
    /// An error with these words.
    Error(&'static str),
    /// A warning with these words.
    Warning(&'static str),
    /// Nothing: it is odd and no more.
    Fine,
}
use Told::{Error, Fine, Warning};

/// A WAV file: format tag, channels, rate, bits, the data, and the length that its header has.
fn wav(tag: u16, channels: u16, rate: u32, bits: u16, data: &[u8], promised: u32) -> Vec<u8> {
    let align = channels.wrapping_mul(bits / 8);
    let mut bytes = b"RIFF".to_vec();
    bytes.extend(promised.saturating_add(36).to_le_bytes());
    bytes.extend(b"WAVEfmt ");
    bytes.extend(16u32.to_le_bytes());
    bytes.extend(tag.to_le_bytes());
    bytes.extend(channels.to_le_bytes());
    bytes.extend(rate.to_le_bytes());
    bytes.extend(rate.wrapping_mul(u32::from(align)).to_le_bytes());
    bytes.extend(align.to_le_bytes());
    bytes.extend(bits.to_le_bytes());
    bytes.extend(b"data");
    bytes.extend(promised.to_le_bytes());
    bytes.extend(data);
    bytes
}

/// A whole WAV file in which everything is as it should be.
fn plain(channels: u16, rate: u32, bits: u16, data: &[u8]) -> Vec<u8> {
    wav(1, channels, rate, bits, data, data.len() as u32)
}

/// Two and a half seconds of a tone, 16 bits.
fn tone(channels: u16, rate: u32) -> Vec<u8> {
    (0..rate * 5 / 2)
        .flat_map(|n| {
            let turn = f64::from(n) * 300.0 / f64::from(rate) * std::f64::consts::TAU;
            vec![(9000.0 * turn.sin()) as i16; usize::from(channels)]
        })
        .flat_map(i16::to_le_bytes)
        .collect()
}

fn noise(bytes: usize) -> Vec<u8> {
    let mut seed = 1u32;
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 24) as u8
    };
    (0..bytes).map(|_| next()).collect()
}

/// A box of an MP4 file.
fn atom(name: &[u8], content: &[u8]) -> Vec<u8> {
    let mut bytes = (content.len() as u32 + 8).to_be_bytes().to_vec();
    bytes.extend(name);
    bytes.extend(content);
    bytes
}

/// All of them that need no other program to be made.
fn files() -> Vec<(&'static str, Vec<u8>, Told)> {
    let floats = |value: f32| -> Vec<u8> {
        let wave = (0..20_000).map(|n| {
            if n == 9_999 {
                value
            } else {
                (n as f32 * 0.05).sin() * 0.3
            }
        });
        wave.flat_map(f32::to_le_bytes).collect()
    };
    let wide: Vec<u8> = tone(1, 8000)
        .chunks_exact(2)
        .flat_map(|two| [0, two[0], two[1]])
        .collect();
    let bytes: Vec<u8> = (0..20_000)
        .map(|n| (128.0 + 60.0 * (n as f32 * 0.2).sin()) as u8)
        .collect();
    let whole = plain(1, 8000, 16, &tone(1, 8000));
    let video = [
        atom(b"ftyp", b"isom\0\0\x02\0isom"),
        atom(
            b"moov",
            &atom(
                b"trak",
                &atom(
                    b"mdia",
                    &atom(b"hdlr", b"\0\0\0\0\0\0\0\0vide\0\0\0\0\0\0\0\0\0\0\0\0\0"),
                ),
            ),
        ),
    ]
    .concat();
    vec![
        ("empty.wav", vec![], Error("no sound file")),
        ("torn-header.wav", whole[..30].to_vec(), Error("")),
        ("frameless.wav", plain(1, 8000, 16, &[]), Error("")),
        (
            "silent.wav",
            plain(1, 8000, 16, &[0; 40_000]),
            Error("silent"),
        ),
        (
            "nan.wav",
            wav(3, 1, 8000, 32, &floats(f32::NAN), 80_000),
            Error("no numbers"),
        ),
        (
            "infinite.wav",
            wav(3, 1, 8000, 32, &floats(f32::INFINITY), 80_000),
            Error("no numbers"),
        ),
        ("zero-hertz.wav", plain(1, 0, 16, &tone(1, 8000)), Error("")),
        ("one-hertz.wav", plain(1, 1, 16, &tone(1, 8000)), Error("")),
        (
            "no-channels.wav",
            plain(0, 8000, 16, &tone(1, 8000)),
            Error(""),
        ),
        (
            "crowd.wav",
            plain(255, 8000, 16, &tone(1, 8000).repeat(20)),
            Error(""),
        ),
        (
            "seven-bits.wav",
            plain(1, 8000, 7, &tone(1, 8000)),
            Error(""),
        ),
        (
            "long.wav",
            plain(1, 8000, 8, &bytes.repeat(241)),
            Error("longer than 10 minutes"),
        ),
        (
            "blip.wav",
            plain(1, 8000, 16, &tone(1, 8000)[..80]),
            Error(""),
        ),
        (
            "letter.mp3",
            b"Dear Sir, this is no music at all. ".repeat(50),
            Error("no sound file"),
        ),
        (
            "picture.wav",
            [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", &noise(3000)[..]].concat(),
            Error("no sound file"),
        ),
        (
            "noise.mp3",
            [&[0xff, 0xfb, 0x90, 0x64][..], &noise(100_000)].concat(),
            Error(""),
        ),
        (
            "noise.ogg",
            [b"OggS\0\x02", &noise(50_000)[..]].concat(),
            Error(""),
        ),
        (
            "noise.flac",
            [b"fLaC\0\0\0\x22", &noise(50_000)[..]].concat(),
            Error(""),
        ),
        (
            "noise.m4a",
            [atom(b"ftyp", b"M4A \0\0\0\0"), noise(50_000)].concat(),
            Error(""),
        ),
        (
            "huge-atom.m4a",
            [
                atom(b"ftyp", b"M4A \0\0\0\0"),
                b"\xff\xff\xff\xffmoov".to_vec(),
            ]
            .concat(),
            Error(""),
        ),
        ("video.mp4", video, Error("")),
        ("zeros.mp3", vec![0; 60_000], Error("no sound file")),
        (
            "short-of-it.wav",
            wav(1, 1, 8000, 16, &tone(1, 8000), 80_000),
            Warning("ends before"),
        ),
        (
            "piped.wav",
            wav(1, 1, 8000, 16, &tone(1, 8000), u32::MAX),
            Fine,
        ),
        ("eight-bits.wav", plain(1, 8000, 8, &bytes), Fine),
        ("wide.wav", plain(1, 8000, 24, &wide), Fine),
        ("float.wav", wav(3, 1, 8000, 32, &floats(0.1), 80_000), Fine),
        ("six.wav", plain(6, 8000, 16, &tone(6, 8000)), Fine),
        ("studio.wav", plain(2, 384_000, 16, &tone(2, 384_000)), Fine),
    ]
}

/// Names that lead to no file of this folder.
const NOWHERE: [(&str, Told); 4] = [
    ("missing.wav", Error("there is no such file")),
    ("folder", Error("not a file")),
    ("pipe.wav", Error("not a file")),
    ("away.wav", Error("leads out of")),
];

fn prepared() -> Test {
    let mut test = Test::new();
    for (name, bytes, _) in files() {
        test = test.file(&format!("show/{name}"), bytes);
    }
    test = test.file("outside.wav", plain(1, 8000, 16, &tone(1, 8000)));
    std::fs::create_dir(test.folder.path().join("show/folder")).unwrap();
    #[cfg(unix)]
    {
        let link = test.folder.path().join("show/away.wav");
        std::os::unix::fs::symlink("../outside.wav", link).unwrap();
        let pipe = test.folder.path().join("show/pipe.wav");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
    }
    test
}

fn all() -> Vec<(&'static str, Told)> {
    let nowhere = NOWHERE.into_iter().filter(|_| cfg!(unix));
    let files = files();
    files
        .into_iter()
        .map(|(name, _, told)| (name, told))
        .chain(nowhere)
        .collect()
}

/// What was said of each name, a diagnostic from its head to the next.
fn said(stderr: &str, name: &str) -> Vec<String> {
    let heads = |line: &&str| line.starts_with("error") || line.starts_with("warning");
    let lines: Vec<&str> = stderr.lines().collect();
    let starts: Vec<usize> = (0..lines.len()).filter(|n| heads(&lines[*n])).collect();
    let ends = starts.iter().copied().skip(1).chain([lines.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(from, to)| lines[*from..to].join("\n"))
        .filter(|told| told.contains(&format!("`{name}`")))
        .collect()
}

fn judge(stderr: &str, name: &str, told: Told, file: &str) {
    let said = said(stderr, name);
    let text = said.join("\n");
    match told {
        Fine => assert!(said.is_empty(), "{name}: {text}"),
        Error(words) | Warning(words) => {
            assert_eq!(said.len(), 1, "{name}; all that was said:\n{stderr}");
            let head = if matches!(told, Error(_)) {
                "error"
            } else {
                "warning"
            };
            assert!(
                text.starts_with(head) && text.contains(words),
                "{name}: {text}"
            );
            assert!(text.contains(file), "{name} is told at its line: {text}");
        }
    }
    assert!(!stderr.contains("panicked"), "{stderr}");
}

#[test]
fn each_is_told_or_heard_as_the_music_of_a_cast() {
    let mut test = prepared();
    test = test.file("show/talk.txt", crate::pages::FERRY);
    for four in all().chunks(4) {
        let places = ["bed", "intro", "outro", "sting"];
        let cues: Vec<String> = (four.iter().zip(places))
            .map(|((name, _), place)| format!("  {place}: {name}\n"))
            .collect();
        let wrong = four.iter().any(|(_, told)| matches!(told, Error(_)));
        let ran = test
            .file(
                "show/cast.yaml",
                format!("{TONES}music:\n{}", cues.concat()),
            )
            .own_cache()
            .args("check show/talk.txt --cast show/cast.yaml")
            .fails(i32::from(wrong))
            .run();
        for (name, told) in four {
            judge(&ran.stderr, name, *told, "cast.yaml");
        }
        test = Test::within(ran.folder);
    }
}

#[test]
fn each_is_told_or_heard_as_a_sound_of_a_script() {
    let mut script = String::from(
        "---\nduologue: 1\ntitle: T\nlanguages: [en]\npeople:\n  Ann: interviewer\n---\n\n",
    );
    for (name, _) in all() {
        script += &format!("**Ann:** We went on. {{sound: {name}}} And on we went.\n\n");
    }
    let ran = prepared()
        .file("show/talk.md", script)
        .file("cast.yaml", TONES)
        .own_cache()
        .args("check show/talk.md --cast cast.yaml")
        .fails(1)
        .run();
    for (name, told) in all() {
        judge(&ran.stderr, name, told, "talk.md");
    }
}

/// As clips they are judged as voices are: what is odd may be no recording of one, and nothing else is
/// wanted than an answer for each.
#[test]
fn each_is_told_or_heard_in_place_of_words() {
    let mut script = String::from(
        "---\nduologue: 1\ntitle: T\nlanguages: [en]\npeople:\n  Ann: interviewer\n---\n\n",
    );
    for (name, _) in all() {
        script += &format!("**Ann:** {{clip: {name}}} We went on.\n\n");
    }
    let ran = prepared()
        .file("show/talk.md", script)
        .file("cast.yaml", TONES)
        .own_cache()
        .args("check show/talk.md --cast cast.yaml")
        .fails(1)
        .run();
    for (name, told) in all() {
        // Long for music is short for what somebody says, and the other way round.
        if let Error(_) = told
            && !["long.wav", "blip.wav"].contains(&name)
        {
            assert_eq!(said(&ran.stderr, name).len(), 1, "{name}\n{}", ran.stderr);
        }
    }
    assert!(!ran.stderr.contains("panicked"));
}

/// Files of every kind that is read, made by another program; whole they are heard, and broken they are
/// told. Torn and bent in many places they may be anything but a panic or an endless wait.
#[test]
fn files_of_other_programs_are_heard_and_broken_ones_are_told() {
    if tool("ffmpeg").is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let make = |name: &str, args: &[&str]| {
        let source = "sine=frequency=300:sample_rate=44100:duration=3";
        let mut command = std::process::Command::new("ffmpeg");
        command.args(["-v", "error", "-y", "-f", "lavfi", "-i", source]);
        command.args(args).arg(at(name));
        output(&mut command);
    };
    make("theme.mp3", &["-c:a", "libmp3lame"]);
    make("theme.flac", &["-c:a", "flac"]);
    make("theme.ogg", &["-c:a", "libvorbis", "-ac", "2"]);
    make("theme.m4a", &["-c:a", "aac"]);
    make("lossless.m4a", &["-c:a", "alac"]);
    make("theme.aiff", &[]);
    let video = [
        "-f",
        "lavfi",
        "-i",
        "testsrc=duration=1:size=64x64",
        "-map",
        "1:v",
    ];
    make("video.mp4", &video);
    let look = |name: &str| {
        let spring = duologue::audio::sounds::Spring::File(at(name));
        duologue::audio::sounds::look(&spring)
    };
    let whole = [
        "theme.mp3",
        "theme.flac",
        "theme.ogg",
        "theme.m4a",
        "lossless.m4a",
        "theme.aiff",
    ];
    for name in whole {
        let looked = look(name).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert!(
            (2_900..3_200).contains(&looked.millis()),
            "{name}: {} ms",
            looked.millis()
        );
        assert_eq!(looked.damage.packets, 0, "{name}");
        assert!(!looked.damage.short && !looked.damage.checksum, "{name}");
    }
    assert!(look("video.mp4").is_err());
    // Another sound's checksum (FLAC, section 8.2: the last sixteen bytes of the stream's info).
    let mut flac = std::fs::read(at("theme.flac")).unwrap();
    flac[26] ^= 0x55;
    std::fs::write(at("checksum.flac"), &flac).unwrap();
    assert!(look("checksum.flac").unwrap().damage.checksum);
    for name in whole {
        bend(&std::fs::read(at(name)).unwrap(), &at("bent"), &|| {
            drop(look("bent"));
        });
    }
}

/// Cuts and changes a file in many places, the same ones each time.
fn bend(whole: &[u8], path: &Path, look: &dyn Fn()) {
    let places = noise(4 * 60);
    for (n, four) in places.chunks_exact(4).enumerate() {
        let place = u32::from_le_bytes(four.try_into().unwrap()) as usize;
        let mut bytes = whole.to_vec();
        // Half of them in the head, where lengths and counts are.
        let at = if n % 2 == 0 { place % 400 } else { place } % bytes.len();
        match n % 5 {
            0 => bytes[at] ^= 0xff,
            1 => bytes.truncate(at),
            2 => bytes[at..].iter_mut().take(4).for_each(|byte| *byte = 0xff),
            3 => bytes[at..].iter_mut().take(4).for_each(|byte| *byte = 0),
            _ => drop(bytes.drain(at..(at + 50).min(whole.len()))),
        }
        std::fs::write(path, &bytes).unwrap();
        look();
    }
}

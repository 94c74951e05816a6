//! The same files, read by programs that did not come from here.

use super::*;

/// Titles as they were never meant to be.
fn hostile() -> Vec<String> {
    [
        "<script>alert('x')</script>",
        "",
        "\u{202e}שאלה ראשונה",
        "🎙 a/b \\ \"c\" %s {d} --> e",
        "two\nlines\0and more",
    ]
    .map(String::from)
    .into_iter()
    .chain(["long ".repeat(2000), "🎧".repeat(300), "é".repeat(40_000)])
    .collect()
}

/// With chapters that begin off the millisecond, the first of them not at the start.
fn hostile_episode() -> Episode {
    let titles = hostile();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let mut episode = episode(3, &titles, &[]);
    for (at, stretch) in episode.timeline.chapters.iter_mut().enumerate() {
        stretch.start += 24 * at as u64 + 4801;
    }
    episode
}

/// Starts in milliseconds and titles, as the chapter list of the same render tells them.
fn listed(episode: &Episode) -> Vec<(u64, String)> {
    let folder = tempfile::tempdir().unwrap();
    let none = Settings::new();
    rehearsal::written(episode, &chapters::ROW, none, folder.path(), &Silent).unwrap();
    let text = std::fs::read_to_string(folder.path().join("chapters.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let chapter = |chapter: &serde_json::Value| {
        let seconds = chapter["startTime"].as_f64().unwrap();
        let title = chapter["title"].as_str().unwrap();
        ((seconds * 1000.0).round() as u64, title.to_owned())
    };
    json["chapters"]
        .as_array()
        .unwrap()
        .iter()
        .map(chapter)
        .collect()
}

fn episodes() -> Vec<Episode> {
    let many = |count| episode(30, &vec!["Question"; count], &[]);
    vec![
        hostile_episode(),
        many(0),
        many(1),
        many(255),
        many(256),
        many(600),
    ]
}

#[test]
fn ffprobe_finds_every_chapter_with_its_title() {
    for episode in episodes() {
        let file = plain(&episode);
        let Some(mut ffprobe) = outside::reader("ffprobe") else {
            return;
        };
        let json = outside::json(
            ffprobe
                .args([
                    "-v",
                    "error",
                    "-of",
                    "json",
                    "-show_chapters",
                    "-show_format",
                ])
                .arg(&file.path),
        );
        let found = json["chapters"].as_array().unwrap();
        let listed = listed(&episode);
        assert_eq!(found.len(), listed.len());
        for (found, (millis, title)) in found.iter().zip(listed) {
            let start: f64 = found["start_time"].as_str().unwrap().parse().unwrap();
            assert!(
                (start * 1000.0 - millis as f64).abs() <= 0.01,
                "{start} {millis}"
            );
            let told = found["tags"]["title"].as_str().unwrap();
            let stem = told.strip_suffix('…').unwrap_or(told);
            assert!(
                told == title || title.len() > 250 && title.starts_with(stem),
                "{told}"
            );
        }
        let tags = &json["format"]["tags"];
        for (key, text) in [
            ("major_brand", "M4B "),
            ("title", "A rehearsal"),
            ("artist", "Mirela Vance, Tomas Okafor"),
            ("album_artist", "Mirela Vance, Tomas Okafor"),
            ("album", "Two Stools"),
            ("date", "2026-03-01"),
            ("comment", "No voice here is a person's."),
            ("SYNTHETIC_VOICES", "No voice here is a person's."),
            ("LANGUAGE", "en-GB"),
            ("media_type", "2"),
        ] {
            assert_eq!(tags[key], text, "{key}");
        }
        let length: f64 = json["format"]["duration"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap();
        let promised = episode.timeline.frames as f64 / 48_000.0;
        assert!((length - promised).abs() < 2e-6, "{length}");
    }
}

#[test]
fn mutagen_finds_every_listed_chapter_and_all_tags() {
    for episode in episodes() {
        let file = plain(&episode);
        let Some(mut python) = outside::python("mutagen") else {
            return;
        };
        let script = "import json, sys, mutagen.mp4\n\
            f = mutagen.mp4.MP4(sys.argv[1])\n\
            t = f.tags\n\
            print(json.dumps({'marks': [[c.start, c.title] for c in f.chapters or []],\n\
            'length': f.info.length, 'channels': f.info.channels, 'rate': f.info.sample_rate,\n\
            'codec': f.info.codec,\n\
            'tags': [str(t[k][0]) for k in ('©nam', '©ART', '©alb', '©day', '©cmt', 'stik')],\n\
            'own': bytes(t['----:com.apple.iTunes:SYNTHETIC_VOICES'][0]).decode()}))";
        let json = outside::json(python.args(["-c", script]).arg(&file.path));
        let listed = listed(&episode);
        let marks = json["marks"].as_array().unwrap();
        // The list has room for 255; it is not begun if there are more.
        assert_eq!(
            marks.len(),
            if listed.len() > 255 { 0 } else { listed.len() }
        );
        for (mark, (millis, title)) in marks.iter().zip(listed) {
            let start = mark[0].as_f64().unwrap();
            assert!(
                (start * 1000.0 - millis as f64).abs() < 0.01,
                "{start} {millis}"
            );
            let told = mark[1].as_str().unwrap();
            let stem = told.strip_suffix('…').unwrap_or(told);
            assert!(
                told == title || title.len() > 250 && title.starts_with(stem),
                "{told}"
            );
        }
        let tags = [
            "A rehearsal",
            "Mirela Vance, Tomas Okafor",
            "Two Stools",
            "2026-03-01",
            "No voice here is a person's.",
            "2",
        ];
        assert_eq!(json["tags"], serde_json::json!(tags));
        assert_eq!(json["own"], "No voice here is a person's.");
        assert_eq!(json["codec"], "mp4a.40.2");
    }
}

#[test]
fn mediainfo_finds_every_chapter_with_its_title() {
    for episode in episodes() {
        let file = plain(&episode);
        let Some(mut mediainfo) = outside::reader("mediainfo") else {
            return;
        };
        let json = outside::json(mediainfo.arg("--Output=JSON").arg(&file.path));
        let tracks = json["media"]["track"].as_array().unwrap();
        let of = |kind: &'static str| tracks.iter().filter(move |track| track["@type"] == kind);
        let sound = of("Audio").next().unwrap();
        assert_eq!(sound["Format_AdditionalFeatures"], "LC");
        let listed = listed(&episode);
        let menus: Vec<_> = of("Menu").collect();
        // One for the track, and one for the list if there is one.
        let expected = match listed.len() {
            0 => 0,
            1..=255 => 2,
            _ => 1,
        };
        assert_eq!(menus.len(), expected);
        for menu in menus {
            let extra = menu["extra"].as_object().unwrap();
            let marks: Vec<_> = extra
                .iter()
                .filter(|(key, _)| key.starts_with('_'))
                .collect();
            // Of one track it reads no more.
            assert_eq!(marks.len(), listed.len().min(512));
            for ((key, told), (millis, title)) in marks.into_iter().zip(&listed) {
                let parts: Vec<u64> = key[1..].split('_').map(|n| n.parse().unwrap()).collect();
                let start = ((parts[0] * 60 + parts[1]) * 60 + parts[2]) * 1000 + parts[3];
                assert!(start.abs_diff(*millis) <= 1, "{key} {millis}");
                let told = told.as_str().unwrap();
                let stem = told.strip_suffix('…').unwrap_or(told);
                assert!(
                    told == title || title.len() > 250 && title.starts_with(stem),
                    "{told}"
                );
            }
        }
    }
}

#[test]
fn the_cover_is_there_as_it_was_given() {
    let episode = episode(1, &["One"], &[]);
    // Of no use as a picture, and nobody looks into it.
    let bytes: Arc<[u8]> = [b"\x89PNG\r\n\x1a\n".as_slice(), &[7; 50_000]]
        .concat()
        .into();
    let cover = Picture {
        media_type: "image/png",
        bytes: Arc::clone(&bytes),
        width: 3000,
        height: 3000,
    };
    let folder = tempfile::tempdir().unwrap();
    let none = Settings::new();
    let job = Job {
        episode: &episode,
        folder: folder.path(),
        settings: &none,
        cover: Some(&cover),
        room: 0.0,
        observer: &Silent,
    };
    let open = |job: &Job<'_>| Ok(Box::new(Mp4::open(job, Kind::Book)?) as Box<dyn Encoder>);
    let asked = sound::Asked { open: &open, job };
    sound::pass(&episode, vec![asked], folder.path(), &Silent).unwrap();
    let path = folder.path().join("rehearsal.m4b");
    let tag = mp4ameta::Tag::read_from_path(&path).unwrap();
    assert_eq!(tag.userdata.artwork().unwrap().data, &bytes[..]);
    let Some(mut python) = outside::python("mutagen") else {
        return;
    };
    let script = "import sys, mutagen.mp4\n\
        c = mutagen.mp4.MP4(sys.argv[1]).tags['covr'][0]\n\
        print(c.imageformat == c.FORMAT_PNG, len(c))";
    let told = outside::text(python.args(["-c", script]).arg(&path));
    assert_eq!(told.trim(), format!("True {}", bytes.len()));
}

/// A head without sound behind it, of a file that is as long as if there were.
#[test]
fn thirty_hours_beyond_four_gibibytes_are_told_in_64_bits() {
    let frames = 30 * 3600 * 48_000;
    let mut episode = episode(2, &["Night", "Morning"], &[]);
    episode.timeline.frames = frames;
    episode.timeline.chapters = vec![
        Stretch {
            start: 0,
            end: frames - 48_000,
        },
        Stretch {
            start: frames - 48_000,
            end: frames,
        },
    ];
    let said = Tags::of(&episode.about);
    let chapters = marks::chapters(&episode).unwrap();
    let mut udta = super::boxes::Boxes::default();
    super::tags::put(&mut udta, Kind::Book, &said, &chapters, None);
    let packets = (frames + 2048u64).div_ceil(1024);
    let movie = Movie::new(Facts {
        kind: Kind::Book,
        rate: Hz(48_000),
        channels: 2,
        frames,
        delay: 2048,
        packets,
        config: vec![0x11, 0x90],
        bits: 256_000,
        language: *b"eng",
        chapters,
        udta: udta.bytes,
    });
    let sizes = vec![1000u16; packets as usize];
    let head = movie.head(&sizes).unwrap();
    assert_eq!(head.len() as u64, movie.length);
    assert!(movie.head(&sizes[1..]).is_err());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.m4b");
    std::fs::write(&path, &head).unwrap();
    let whole = movie.length + 1000 * packets;
    assert!(whole > u64::from(u32::MAX));
    let file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.set_len(whole).unwrap();
    super::check::told(&path, &movie.facts, &said).unwrap();
    assert_eq!(
        decode::shape(&path).unwrap().frames,
        Some(packets * 1024),
        "as the header promises"
    );
    let Some(mut ffprobe) = outside::reader("ffprobe") else {
        return;
    };
    let json = outside::json(
        ffprobe
            .args([
                "-v",
                "error",
                "-of",
                "json",
                "-show_chapters",
                "-show_format",
            ])
            .arg(&path),
    );
    assert_eq!(json["format"]["duration"], "108000.000000");
    assert_eq!(json["chapters"][1]["start_time"], "107999.000000");
    assert_eq!(json["chapters"][1]["tags"]["title"], "Morning");
}

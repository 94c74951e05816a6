use super::super::laws::{FRONT, read as script};
use super::super::write as save;
use super::*;
use crate::audio::{Db, Millis};
use crate::script::Piece;

fn read_one(text: &str) -> Result<Cued, String> {
    let inner = text.trim_start_matches('{').trim_end_matches('}');
    let (name, value) = inner.split_once(':').unwrap();
    let kinds = [CueKind::Music, CueKind::Sound, CueKind::Clip];
    let kind = kinds.into_iter().find(|k| k.name() == name).unwrap();
    let source = Source::new("x", text);
    let mut diags = Diagnostics::new();
    let at = trimmed(name.len() + 2, value);
    let read = read(&source, Span::new(0, text.len()), at, kind, &mut diags);
    assert_eq!(read.is_none(), diags.has_errors(), "{text}");
    let told: Vec<String> = diags
        .iter()
        .map(|d| {
            format!(
                "{} ({}; {})",
                d.message,
                source.slice(d.span.unwrap()),
                d.label
            )
        })
        .collect();
    read.ok_or_else(|| told.join(" / "))
}

#[test]
fn a_cue_is_a_file_and_how_it_is_played() {
    for (text, canonical) in [
        ("{music: theme.mp3}", "{music: theme.mp3}"),
        ("{sound:  a/door-2_é.wav }", "{sound: a/door-2_é.wav}"),
        ("{music: my theme.mp3}", "{music: \"my theme.mp3\"}"),
        ("{music: \"plain.wav\"}", "{music: plain.wav}"),
        (
            "{music: \"a \\| \\\"b\\\".wav\" | fade: 0s}",
            "{music: \"a \\| \\\"b\\\".wav\" | fade: 0s}",
        ),
        (
            "{music: builtin:bell|gain:-6}",
            "{music: builtin:bell | gain: -6 dB}",
        ),
        ("{music: a.wav | gain: -0 dB, start: 0}", "{music: a.wav}"),
        (
            "{clip: a.wav | gain: 1.5db, fade: 0.25 s,length: 2 min , start: 1500ms}",
            "{clip: a.wav | start: 1500ms, length: 120s, fade: 250ms, gain: 1.5 dB}",
        ),
    ] {
        let cued = read_one(text).unwrap();
        assert_eq!(write(&cued), canonical, "{text}");
        let again = read_one(canonical).unwrap();
        assert_eq!(
            (again.cue.file.value, again.cue.start),
            (cued.cue.file.value, cued.cue.start)
        );
    }
    let cued = read_one("{sound: a.wav | start: 3s, length: 12s, fade: 2s, gain: -6 dB}").unwrap();
    assert_eq!((cued.kind, cued.cue.gain), (CueKind::Sound, Db(-6.0)));
    assert_eq!(
        (cued.cue.start, cued.cue.length),
        (Millis(3000), Some(Millis(12_000)))
    );
    assert_eq!(cued.cue.fade, Some(Millis(2000)));
}

#[test]
fn each_mistake_is_told_at_its_place() {
    for (text, told) in [
        (
            "{music: | fade: 2s}",
            "`music` without a file (; write the file's name before the `|`)",
        ),
        (
            "{music: ../a.mp3}",
            "a sound file has to lie beside the script, or below (../a.mp3; write its path from there, such as `music/theme.mp3`)",
        ),
        (
            "{music: http://x.example/a.mp3}",
            "a sound file has to lie beside the script, or below (http://x.example/a.mp3; write its path from there, such as `music/theme.mp3`)",
        ),
        (
            "{music: a\"b.mp3}",
            "`a\"b.mp3` is no file's name (a\"b.mp3; write it in quotes, such as `\"my theme.mp3\"`)",
        ),
        (
            "{music: builtin:Bell}",
            "`builtin:Bell` is no sound of the program (builtin:Bell; write it as `builtin:bell`)",
        ),
        (
            "{clip: builtin:bell}",
            "a `clip` is what somebody says (builtin:bell; a file that comes with the program is none)",
        ),
        (
            "{music: a.mp3 | fad: 2s}",
            "unknown key `fad` (fad; did you mean `fade`?)",
        ),
        (
            "{music: a.mp3 | duration: 2s}",
            "unknown key `duration` (duration; did you mean `length`?)",
        ),
        (
            "{music: a.mp3 | file: b}",
            "unknown key `file` (file; one of start, length, fade, gain)",
        ),
        (
            "{music: a.mp3 | start: 3}",
            "`start` needs its unit (3; did you mean `3ms` or `3s`?)",
        ),
        (
            "{music: a.mp3 | gain: loud}",
            "`loud` is no number for `gain` (loud; -60 to 12 dB)",
        ),
        (
            "{music: a.mp3 | gain: 20 dB}",
            "`gain` is out of range: 20 dB (20 dB; -60 to 12 dB)",
        ),
        (
            "{music: a.mp3 | fade: }",
            "`` is no number for `fade` (fade:; 0 to 60000 milliseconds)",
        ),
        (
            "{music: a.mp3 | fade: 1s, fade: 2s}",
            "`fade` is given twice (fade; the second time)",
        ),
        (
            "{music: a.mp3 | loop}",
            "`loop` is no `key: value` (loop; how it is played, such as `start: 3s, length: 12s, fade: 2s, gain: -6 dB`)",
        ),
        (
            "{music: /a.mp3 | start: -1s, x: 1}",
            "a sound file has to lie beside the script, or below (/a.mp3; write its path from there, such as `music/theme.mp3`) \
             / `start` is out of range: -1s (-1s; 0 to 3600000 milliseconds) / unknown key `x` (x; one of start, length, fade, gain)",
        ),
    ] {
        assert_eq!(
            read_one(text).map(|c| write(&c)),
            Err(told.to_owned()),
            "{text}"
        );
    }
}

/// The pieces of a script that are no words, each with the paragraph that keeps it.
fn kept(body: &str) -> Vec<String> {
    let script = script(&format!("{FRONT}{body}")).unwrap();
    assert_eq!(
        super::super::parse_source(&Source::new("x", save(&script)), &mut Diagnostics::new())
            .map(|s| save(&s)),
        Some(save(&script))
    );
    let paragraphs = script.paragraphs().map(|(_, _, p)| p);
    paragraphs
        .map(|p| {
            let pieces = p.pieces.iter().map(|piece| match piece {
                Piece::Cue(cued) => format!("~{}", cued.cue.file.value),
                Piece::Pause(Millis(ms)) => ms.to_string(),
                Piece::Text { text, .. } => text.clone(),
                other => format!("{other:?}"),
            });
            pieces.collect::<Vec<_>>().join(" ")
        })
        .collect()
}

#[test]
fn a_cue_in_a_paragraph_of_its_own_makes_no_turn() {
    let body = "{music: in.mp3}\n\n**Ada:** one\n\n{music: a.mp3} {pause: 2s}\n\ntwo\n\n# Next\n\n{sound: b.mp3}\n\n{sound: c.mp3}\n\n**Ada:** three\n\n{music: out.mp3}\n";
    assert_eq!(
        kept(body),
        [
            "~in.mp3 one ~a.mp3 2000",
            "two",
            "~b.mp3 ~c.mp3 three ~out.mp3"
        ]
    );
}

//! The forms that services write, one small example each, and how they are read.
#![allow(clippy::unwrap_used)]

use super::super::{Limits, RawFile};
use super::*;

/// Start, speaker and text of each block, or what was told.
fn blocks(text: &str) -> Vec<String> {
    let file = RawFile {
        path: "x.json".into(),
        bytes: text.as_bytes().to_vec(),
    };
    let mut diags = Diagnostics::new();
    let Some(document) = read(&file, &Limits::default(), &mut diags) else {
        return diags.iter().map(|d| d.message.clone()).collect();
    };
    let line = |block: &super::super::Block| {
        let speaker = block.speaker.as_deref().unwrap_or("-");
        let start = block
            .time
            .map_or("-".into(), |(start, _)| start.to_string());
        format!("{start} {speaker} | {}", block.text())
    };
    document.blocks.iter().map(line).collect()
}

#[test]
fn the_language_is_found_where_services_write_it() {
    let talk = r#""segments":[{"speaker":"A","start":0,"end":1,"text":"Why?"}]"#;
    for (text, language) in [
        (format!(r#"{{"language":"en",{talk}}}"#), Some("en")),
        (
            format!(r#"{{"language_code":"en_us",{talk}}}"#),
            Some("en_us"),
        ),
        (
            format!(r#"{{"result":{{"language":"de"}},{talk}}}"#),
            Some("de"),
        ),
        (
            format!(r#"{{"metadata":{{"lang":"fr"}},{talk}}}"#),
            Some("fr"),
        ),
        (
            format!(
                r#"{{"results":{{"channels":[{{"detected_language":"es","alternatives":[]}}]}},{talk}}}"#
            ),
            Some("es"),
        ),
        (format!(r#"{{"language":7,{talk}}}"#), None),
        (format!("{{{talk}}}"), None),
    ] {
        let file = RawFile {
            path: "x.json".into(),
            bytes: text.as_bytes().to_vec(),
        };
        let document = read(&file, &Limits::default(), &mut Diagnostics::new()).unwrap();
        assert_eq!(document.language.as_deref(), language, "{text}");
    }
}

#[test]
fn every_form_is_the_same_talk() {
    for (form, text, expected) in [
        (
            "Podcasting 2.0",
            r#"{"version":"1.0.0","segments":[{"speaker":"Anna","startTime":0.5,"endTime":2,"body":"Why?"},
                {"startTime":2,"endTime":3.25,"body":"I ask."}]}"#,
            &["500 Anna | Why?", "2000 - | I ask."][..],
        ),
        (
            "Whisper",
            r#"{"text":" Why? So.","segments":[{"id":0,"seek":0,"start":0.0,"end":1.5,"text":" Why?","tokens":[1,2]},
                {"id":1,"start":1.5,"end":2.0,"text":" So."}],"language":"en"}"#,
            &["0 - | Why?", "1500 - | So."],
        ),
        (
            "WhisperX",
            r#"{"segments":[{"start":0.1,"end":3.0,"text":" Why not? Because, you see.","speaker":"SPEAKER_00","words":[
                {"word":"Why","start":0.1,"end":0.3,"speaker":"SPEAKER_00"},{"word":"not?","speaker":"SPEAKER_00"},
                {"word":"Because,","start":1.0,"end":1.5,"speaker":"SPEAKER_01"},{"word":"you"},
                {"word":"see.","start":2.0,"end":3.0,"speaker":"SPEAKER_01"}]}],"word_segments":[{"word":"Why"}]}"#,
            &[
                "100 SPEAKER_00 | Why not?",
                "1000 SPEAKER_01 | Because, you see.",
            ],
        ),
        (
            "whisper.cpp",
            r#"{"result":{"language":"en"},"transcription":[{"timestamps":{"from":"00:00:00,000","to":"00:00:02,000"},
                "offsets":{"from":0,"to":2000},"text":" Why?"}]}"#,
            &["0 - | Why?"],
        ),
        (
            "AssemblyAI",
            r#"{"id":"x","text":"Why? So.","words":[{"text":"Why?","start":250,"end":600,"speaker":"A"}],
                "utterances":[{"speaker":"A","text":"Why?","start":250,"end":1600,"words":[{"text":"Why?","start":250,"end":600,"speaker":"A"}]},
                {"speaker":"B","text":"So.","start":1700,"end":2600}]}"#,
            &["250 Speaker A | Why?", "1700 Speaker B | So."],
        ),
        (
            "Deepgram with utterances",
            r#"{"metadata":{"duration":9},"results":{"channels":[{"alternatives":[{"transcript":"Why? So."}]}],
                "utterances":[{"start":0.5,"end":1,"transcript":"Why?","speaker":0,"id":"u"},{"start":1.5,"end":2,"transcript":"So.","speaker":1}]}}"#,
            &["500 Speaker 1 | Why?", "1500 Speaker 2 | So."],
        ),
        (
            "Deepgram with paragraphs",
            r#"{"results":{"channels":[{"alternatives":[{"transcript":"why so","confidence":0.9,"words":[{"word":"why"}],
                "paragraphs":{"transcript":"\nSpeaker 0: Why?","paragraphs":[{"sentences":[{"text":"Why?","start":0,"end":1},{"text":"Not?"}],"speaker":0,"start":0,"end":2},
                {"sentences":[{"text":"So."}],"speaker":1,"start":2.5,"end":3}]}}]}]}}"#,
            &["0 Speaker 1 | Why? Not?", "2500 Speaker 2 | So."],
        ),
        (
            "Deepgram with words alone",
            r#"{"results":{"channels":[{"alternatives":[{"transcript":"Why not? So.","words":[
                {"word":"why","punctuated_word":"Why","start":0.5,"end":1,"speaker":0},{"word":"not","punctuated_word":"not?","start":1,"end":1.5,"speaker":0},
                {"word":"so","punctuated_word":"So.","start":2,"end":2.5,"speaker":1}]}]}]}}"#,
            &["500 Speaker 1 | Why not?", "2000 Speaker 2 | So."],
        ),
        (
            "AWS Transcribe",
            r#"{"jobName":"j","results":{"transcripts":[{"transcript":"Why? So."}],"items":[
                {"type":"pronunciation","start_time":"0.5","end_time":"1.0","alternatives":[{"confidence":"1.0","content":"Why"}],"speaker_label":"spk_0"},
                {"type":"punctuation","alternatives":[{"content":"?"}]},
                {"type":"pronunciation","start_time":"2.0","end_time":"2.5","alternatives":[{"content":"So"}],"speaker_label":"spk_1"},
                {"type":"punctuation","alternatives":[{"content":"."}]}]}}"#,
            &["500 spk_0 | Why?", "2000 spk_1 | So."],
        ),
        (
            "AWS Transcribe with labels beside",
            r#"{"results":{"transcripts":[{"transcript":"Why? So."}],"speaker_labels":{"speakers":2,"segments":[
                {"start_time":"0.5","end_time":"1","speaker_label":"spk_0","items":[{"start_time":"0.5","end_time":"1.0","speaker_label":"spk_0"}]},
                {"speaker_label":"spk_1","items":[{"start_time":"2.0","end_time":"2.5","speaker_label":"spk_1"}]}]},
                "items":[{"start_time":"0.5","end_time":"1.0","alternatives":[{"content":"Why"}],"type":"pronunciation"},
                {"alternatives":[{"content":"?"}],"type":"punctuation"},
                {"start_time":"2.0","end_time":"2.5","alternatives":[{"content":"So"}],"type":"pronunciation"}]}}"#,
            &["500 spk_0 | Why?", "2000 spk_1 | So"],
        ),
        (
            "Google",
            r#"{"results":[{"alternatives":[{"transcript":"Why not","confidence":0.9}]},{"alternatives":[{"transcript":" So."}]}]}"#,
            &["- - | Why not", "- - | So."],
        ),
        (
            "Google with speakers",
            r#"{"results":[{"alternatives":[{"transcript":"Why? So.","words":[{"word":"Why?","startTime":"0.5s"}]}]},
                {"alternatives":[{"words":[{"startTime":"0.500s","endTime":"1s","word":"Why?","speakerTag":1},{"startTime":"2s","endTime":"2.5s","word":"So.","speakerTag":2}]}]}]}"#,
            &["500 Speaker 1 | Why?", "2000 Speaker 2 | So."],
        ),
        (
            "Azure",
            r#"{"combinedRecognizedPhrases":[{"display":"Why? So."}],"recognizedPhrases":[{"speaker":1,"offset":"PT1S","nBest":[{"lexical":"why","display":"Why?"},{"display":"Wye?"}]},
                {"speaker":2,"nBest":[{"display":"So."}]}]}"#,
            &["- Speaker 1 | Why?", "- Speaker 2 | So."],
        ),
        (
            "Rev",
            r#"{"speakers":[{"id":0,"name":"Anna Berg"},{"id":1,"name":"Ben"}],"monologues":[{"speaker":0,"elements":[{"type":"text","value":"Why","ts":0.5,"end_ts":0.9},
                {"type":"punct","value":" "},{"type":"text","value":"not","ts":1.0,"end_ts":1.2},{"type":"punct","value":"?"}]},{"speaker":1,"elements":[{"type":"text","value":"So"},{"type":"punct","value":"."}]}]}"#,
            &["500 Anna Berg | Why not?", "- Ben | So."],
        ),
        (
            "Speechmatics",
            r#"{"results":[{"type":"word","start_time":0.5,"end_time":1,"alternatives":[{"content":"Why","speaker":"S1"}]},
                {"type":"punctuation","attaches_to":"previous","start_time":1,"end_time":1,"alternatives":[{"content":"?","speaker":"S1"}]},
                {"type":"word","start_time":1.5,"end_time":2,"alternatives":[{"content":"So","speaker":"S2"}]}]}"#,
            &["500 S1 | Why?", "1500 S2 | So"],
        ),
        (
            "ElevenLabs",
            r#"{"language_code":"en","text":"Why not? So.","words":[{"text":"Why","start":0.5,"end":0.8,"type":"word","speaker_id":"speaker_0"},
                {"text":" ","type":"spacing","speaker_id":"speaker_0"},{"text":"not?","type":"word","speaker_id":"speaker_0"},
                {"text":"So.","start":1,"end":2,"type":"word","speaker_id":"speaker_1"}]}"#,
            &["500 speaker_0 | Why not?", "1000 speaker_1 | So."],
        ),
        (
            "YouTube",
            r#"{"events":[{"tStartMs":500,"dDurationMs":900,"segs":[{"utf8":"why"},{"utf8":" not","tOffsetMs":200}]},{"tStartMs":900,"segs":[{"utf8":"\n"}]}]}"#,
            &["500 - | why not"],
        ),
        (
            "lists",
            r#"[{"name":"Anna","text":"Why?"},{"role":"Ben","content":"So."},{"who":"Anna","line":["And","then?"]},{"speaker":{"name":"Ben"},"utterance":"Two\n\nthree."}]"#,
            &[
                "- Anna | Why?",
                "- Ben | So.",
                "- Anna | And then?",
                "- Ben | Two",
                "- Ben | three.",
            ],
        ),
        (
            "lines",
            "{\"speaker\":\"Anna\",\"text\":\"Why?\"}\n{\"speaker\":\"Ben\",\"text\":\"So.\"}\n",
            &["- Anna | Why?", "- Ben | So."],
        ),
        (
            "a chat",
            r#"{"title":"T","messages":[{"role":"user","content":[{"type":"text","text":"Why?"}]},{"role":"assistant","content":"So."}]}"#,
            &["- user | Why?", "- assistant | So."],
        ),
        (
            "questions and answers",
            r#"{"interview":[{"question":"Why?","answer":"So."}]}"#,
            &["- Interviewer | Why?", "- Interviewee | So."],
        ),
        (
            "calls",
            r#"{"callTranscripts":[{"callId":"7","transcript":[{"speakerId":"62","topic":"x","sentences":[{"start":460,"end":4815,"text":"Why?"},{"text":"Not?"}]}]}],"parties":[{"speakerId":"62","name":"Anna"}]}"#,
            &["- Anna | Why? Not?"],
        ),
        (
            "one text",
            r#"{"transcript":"ANNA: Why?\nBEN: So."}"#,
            &["- - | ANNA: Why?", "- - | BEN: So."],
        ),
        (
            "names by number",
            r#"{"speakers":["Anna","Ben"],"segments":[{"speaker":1,"text":"So."}]}"#,
            &["- Ben | So."],
        ),
    ] {
        assert_eq!(blocks(text), expected, "{form}");
    }
}

#[test]
fn what_is_no_transcript_is_told() {
    let nothing = "there is no transcript in this JSON that can be read";
    for (text, told) in [
        ("{}", nothing),
        (r#"{"a": [1, 2], "text": null}"#, nothing),
        (r#"[[[[]]]]"#, nothing),
        ("\"ANNA: Why?\"", nothing),
        (
            r#"{"segments": [{"text": "Why"#,
            "this JSON is broken: EOF while parsing a string",
        ),
        (
            "{\"text\": 1e999}",
            "this JSON is broken: number out of range",
        ),
        (
            &"[".repeat(100_000),
            "this JSON is broken: recursion limit exceeded",
        ),
    ] {
        assert_eq!(blocks(text), [told], "{}", &text[..text.len().min(30)]);
    }
    let many = format!("[{}0]", "0,".repeat(2_000_000));
    assert!(blocks(&many)[0].contains("the limit is 2000000"));
}

//! JSON to a tree of the keys that transcripts have; all others are passed over unstored.
//!
//! A transcript with a time for each word is mostly keys, so a general tree of it would take a
//! hundred times the memory of its words. Here a key is one byte, and there is a limit on how
//! many values are kept, whatever the file is. The depth is limited by `serde_json` (128).

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::cell::Cell;
use std::fmt;

/// Most values that are kept of a file: about forty hours of words with their times.
const VALUES: usize = 2_000_000;

macro_rules! keys {
    ($($key:ident $($name:literal)+;)*) => {
        /// A key that some form of transcript has; keys that mean the same are one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Key { $($key),* }

        impl Key {
            fn of(name: &str) -> Option<Key> {
                match name { $($($name)|+ => Some(Key::$key),)* _ => None }
            }
        }
    };
}

keys! {
    // Who.
    Speaker "speaker" "Speaker" "speakers_name" "interlocutor" "sprecher" "who" "user" "participant";
    SpeakerName "speaker_name" "speakerName" "speaker_display_name" "speakerDisplayName";
    SpeakerLabel "speaker_label" "speakerLabel" "spk";
    SpeakerTag "speakerTag" "speaker_tag";
    SpeakerLabels "speaker_labels";
    SpeakerId "speaker_id" "speakerId" "speakerID";
    Name "name" "Name" "displayName";
    From "from";
    To "to";
    DisplayName "display_name";
    Author "author";
    Role "role";
    Label "label";
    Id "id" "key";
    // What.
    Text "text" "Text" "texto" "texte" "testo";
    Body "body";
    Content "content";
    Utterance "utterance";
    Line "line";
    Transcript "transcript";
    Sentence "sentence" "raw_text";
    Message "message";
    Display "display";
    Value "value";
    Utf8 "utf8";
    Word "word";
    Punctuated "punctuated_word";
    Question "question" "Question" "q" "Q" "pregunta" "frage" "domanda" "pergunta";
    Answer "answer" "Answer" "a" "A" "respuesta" "antwort" "risposta" "resposta" "réponse" "reponse";
    // When.
    Start "start" "start_time" "startTime" "begin" "ts" "startSec" "from_time";
    StartMs "start_ms" "startMs" "tStartMs" "startTimeMs" "start_offset_ms";
    End "end" "end_time" "endTime" "stop" "end_ts" "endSec";
    EndMs "end_ms" "endMs" "endTimeMs";
    Time "time" "timestamp";
    Offsets "offsets";
    // Lists of pieces.
    Utterances "utterances";
    Monologues "monologues";
    AudioSegments "audio_segments";
    Segments "segments";
    Transcription "transcription";
    Turns "turns" "dialogue" "dialog" "conversation" "interview" "exchanges" "qa";
    Paragraphs "paragraphs";
    Messages "messages" "comments";
    Cues "cues" "entries" "blocks" "lines";
    Sentences "sentences";
    Phrases "recognizedPhrases";
    Best "nBest" "NBest";
    Events "events";
    Segs "segs";
    Elements "elements";
    Items "items";
    Words "words";
    // What stands around them.
    Results "results";
    Result "result" "response" "output" "data" "payload";
    Channels "channels";
    Alternatives "alternatives";
    Transcripts "transcripts" "callTranscripts";
    Speakers "speakers";
    Participants "participants" "parties";
    Metadata "metadata" "meta";
    Title "title" "Title";
    Type "type";
    Language "language" "language_code" "languageCode" "lang" "detected_language" "detectedLanguage";
}

/// A value of the file.
#[derive(Debug)]
pub(super) enum Node {
    /// Null, a boolean, or a value of no use.
    Nothing,
    Number(f64),
    Text(Box<str>),
    List(Vec<Node>),
    Map(Vec<(Key, Node)>),
}

impl Node {
    pub(super) fn get(&self, key: Key) -> Option<&Node> {
        match self {
            Node::Map(entries) => entries
                .iter()
                .find(|(k, _)| *k == key)
                .map(|(_, node)| node),
            _ => None,
        }
    }

    /// The first of some keys that has a value.
    pub(super) fn first(&self, keys: &[Key]) -> Option<&Node> {
        let mut found = keys.iter().filter_map(|key| self.get(*key));
        found.find(|node| !matches!(node, Node::Nothing))
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Node::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Node::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Its entries, if it is a list.
    pub(super) fn list(&self) -> &[Node] {
        match self {
            Node::List(list) => list,
            _ => &[],
        }
    }

    pub(super) fn is_map(&self) -> bool {
        matches!(self, Node::Map(_))
    }

    /// A text, or a whole number as digits: how somebody is called.
    pub(super) fn label(&self) -> Option<String> {
        match self {
            Node::Text(text) => Some(text.to_string()),
            Node::Number(n) if n.fract() == 0.0 && (0.0..1e9).contains(n) => Some(format!("{n}")),
            _ => None,
        }
    }
}

/// Parses a file: one value, or one on each line (NDJSON), which make a list.
pub(super) fn parse(text: &str) -> Result<Node, serde_json::Error> {
    let left = Cell::new(VALUES);
    let mut values = Vec::new();
    let mut input = serde_json::Deserializer::from_str(text);
    loop {
        values.push(Seed(&left).deserialize(&mut input)?);
        if input.end().is_ok() {
            break;
        }
    }
    Ok(match values.pop() {
        Some(only) if values.is_empty() => only,
        last => {
            values.extend(last);
            Node::List(values)
        }
    })
}

/// Builds a node while values are left.
#[derive(Clone, Copy)]
struct Seed<'a>(&'a Cell<usize>);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Node, D::Error> {
        let left = self.0.get().checked_sub(1);
        let left = left.ok_or_else(|| {
            D::Error::custom(format!("it holds too many values: the limit is {VALUES}"))
        })?;
        self.0.set(left);
        input.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Node, E> {
        Ok(Node::Nothing)
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Nothing)
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node, E> {
        Ok(Node::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(node) = seq.next_element_seed(self)? {
            // No form has numbers in a list that mean anything here.
            if !matches!(node, Node::Nothing | Node::Number(_)) {
                list.push(node);
            }
        }
        list.shrink_to_fit();
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            match Key::of(&key) {
                Some(key) => entries.push((key, map.next_value_seed(self)?)),
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        entries.shrink_to_fit();
        Ok(Node::Map(entries))
    }
}

//! Every rule by which a paragraph is given to someone or left out: its name, how sure it is,
//! and what it means in one line. Other files name the constants and never a string, so that what
//! `script` prints, what the JSON promises and what a person looks up here are one list.

/// Why something was given to someone, or left out.
#[derive(Debug, PartialEq)]
pub struct Rule {
    /// As it is shown; short, lower case.
    pub name: &'static str,
    /// How sure it is where nothing weakens it, 0 to 1.
    pub confidence: f32,
    /// What it means.
    pub about: &'static str,
}

macro_rules! rules {
    ($list:ident: $($ident:ident $name:literal $confidence:literal $about:literal;)*) => {
        $(pub(super) const $ident: Rule = Rule { name: $name, confidence: $confidence, about: $about };)*
        /// All of these, in the order in which they are explained.
        pub const $list: &[Rule] = &[$($ident),*];
    };
}

rules! { GIVING:
    GIVEN "given" 1.0 "a saved script says so";
    FORMAT "named by the format" 1.0 "the file format itself names the speaker";
    LABEL "label" 1.0 "a name and a colon stand before it, or alone above it";
    OPENING "opening, before any label" 0.97 "nobody has spoken yet: the narrator introduces";
    BEFORE_ANSWER "before a labelled answer" 0.98 "no label of its own, but the answer that follows has one";
    AFTER_QUESTION "after a labelled question" 0.93 "only the questions have labels here";
    SET_AS_QUESTION "set as a question" 0.95 "set in bold, italics or as a heading like the other questions";
    FOLLOWS_QUESTION "follows a question" 0.92 "comes after a question that is set apart";
    DASH "dash" 0.93 "a dash at the start says that the other one speaks now";
    CHANGE "change of speaker" 0.9 "`>>` at the start says that the other one speaks now";
    ENDS_AS_QUESTION "ends with a question mark" 0.88 "nothing but the question marks tells who asks";
    ANSWERS "between the questions" 0.86 "nothing but the question marks tells who answers";
    CONTINUES "continues" 0.91 "no label: whoever spoke goes on";
    ACTION "scene direction" 0.95 "a screenplay names everyone who speaks: what has no name is told";
    CLOSING "closing line" 0.94 "at the very end, and speaks about the work or the people from outside";
    ALONE "no speaker found" 0.50 "nothing on the page tells who speaks: the narrator reads all";
}

rules! { SKIPPING:
    LABEL_TEXT "label" 1.0 "the name before the words";
    SPEECH_SIGN "sign of speech" 0.98 "a dash, `>>` or `>` that says that somebody else speaks";
    QUESTION_NUMBER "number" 0.97 "the number of a question in the list of all questions";
    ASIDE "aside" 0.97 "in brackets behind a name: how the words are said";
    TIME_STAMP "time stamp" 0.99 "when it is heard in the recording, not what is said";
    METADATA "metadata" 0.95 "a fact about the recording, or who stands behind a label";
    MARKUP "markup" 1.0 "how the page looks, not what it says";
    FRONT_MATTER "front matter" 1.0 "about the page, for programs";
    DIRECTION "direction" 1.0 "in braces: how to speak, not what";
    STAGE_DIRECTION "stage direction" 0.95 "in brackets: what happens, not what is said";
    CONTROL "control character" 1.0 "nothing that can be seen";
    LINE_BREAK "hyphen at a line end" 0.95 "the word goes on after the line, or would if one were wanted there";
    TITLE_LINE "title" 1.0 "the title, which is shown and announced elsewhere";
    DEK "subtitle" 0.85 "a line below the title that says what the page is about";
    HEADING "heading" 0.9 "a heading on the page";
    RULE_LINE "rule line" 1.0 "a line drawn across the page";
    IMAGE "image" 1.0 "the text that stands for an image";
    IMAGE_NAME "image name" 0.97 "the file name of an image that was on the page";
    CAPTION "caption" 0.9 "says what a photograph shows, or who took it";
    ADDRESS "web address" 0.98 "an address, which nobody wants read letter by letter";
    SHARE "share line" 0.95 "a button or an advertisement of the web page";
    FOOTNOTE_MARK "footnote mark" 0.97 "a number or a sign that leads to a footnote";
    FOOTNOTE "footnote" 0.93 "stands at the foot of the page, where a mark leads to";
    TRANSCRIPTION_MARK "transcription mark" 0.95 "how something was heard or not, written by whoever transcribed it";
    LEFTOVER "leftover" 0.98 "a piece of code that was meant for a program";
    NAVIGATION "navigation" 0.97 "a way to other pages";
    BESIDE "beside the text" 0.92 "stands beside the text on the page";
    PAGE_HEAD "page head" 0.95 "at the head of the page, above the text";
    PAGE_FOOT "page foot" 0.95 "at the foot of the page, below the text";
    PAGE_NUMBER "page number" 0.97 "the number of a page";
    PULL_QUOTE "pull quote" 0.95 "repeats a sentence of the text to catch the eye";
    PAGE_CONTROL "page control" 0.97 "a button, a field or a question of the web page";
    COMMENTS "comments" 0.95 "what readers wrote below";
    CODE "code" 0.95 "source code, which nobody says";
    BYLINE "byline" 0.93 "who wrote, photographed or edited";
    DATELINE "dateline" 0.93 "when and where it was published";
    KICKER "line above the text" 0.85 "a title, a section or a subtitle above the first words";
    TAGS "keywords" 0.93 "words under which the page is filed";
    MORE "more to read" 0.92 "leads to other texts";
    SHOW_NOTES "show notes" 0.9 "links and thanks of an episode, above its transcript";
    COVER "cover page" 0.92 "names the case, the court and who is present";
    SERVICE "transcription service" 0.95 "says how and by whom the transcript was made";
    RIGHTS "rights" 0.95 "who owns the text and what may be done with it";
}

impl Rule {
    /// This rule's confidence where something speaks against it: `doubt` 0 is none, 1 all.
    pub(super) fn but(&self, doubt: f32) -> f32 {
        ((self.confidence * (1.0 - doubt)) * 100.0).round() / 100.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_told_apart_and_confidences_are_probabilities() {
        for list in [GIVING, SKIPPING] {
            let names: BTreeSet<_> = list.iter().map(|r| r.name).collect();
            assert_eq!(names.len(), list.len());
            for rule in list {
                assert!(
                    rule.confidence > 0.0 && rule.confidence <= 1.0,
                    "{}",
                    rule.name
                );
                assert!(!rule.about.is_empty() && rule.name == rule.name.to_lowercase());
            }
        }
        assert_eq!(BEFORE_ANSWER.but(0.05), 0.93);
    }
}

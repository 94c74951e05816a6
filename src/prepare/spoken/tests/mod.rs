//! Written forms and their readings, language by language.

mod dates_and_times;
mod english;
mod german_and_romance;

use super::*;
use crate::engines::Spoken;
use proptest::prelude::*;

fn tongue(tag: &str) -> Tongue {
    let language = Language::parse(tag).expect(tag);
    Tongue::of(&language, &language)
}

fn said(tag: &str, written: &str) -> String {
    read(tongue(tag), written, &[], &[])
        .tokens
        .iter()
        .map(|token| match &token.spoken {
            Spoken::Text(text) => text.clone(),
            other => format!("{other:?}"),
        })
        .collect()
}

fn check(tag: &str, cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(written, spoken)| said(tag, written) != *spoken)
        .map(|(written, spoken)| {
            format!(
                "{written}\n    wanted {spoken}\n    found  {}",
                said(tag, written)
            )
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn other_languages_are_left_as_they_are() {
    check("nl", &[("3 huizen, z.g. [1]", "3 huizen, z.g.")]);
    check("ja", &[("今日は。", "今日は。")]);
}

#[test]
fn what_is_decided_already_outranks_the_rules() {
    let text = "Ode paid $5 in 1984";
    let fixed = [
        Fixed {
            range: 0..3,
            spoken: "oh day".into(),
            ipa: None,
        },
        Fixed {
            range: 9..11,
            spoken: "a fiver".into(),
            ipa: Some("x".into()),
        },
    ];
    let read = read(tongue("en"), text, &fixed, &[(4, Millis(300))]);
    let texts: Vec<_> = read
        .tokens
        .iter()
        .map(|t| (&text[t.shown.clone()], &t.spoken))
        .collect();
    let words = |text: &str| Spoken::Text(text.to_owned());
    let given = Spoken::Ipa {
        ipa: "x".into(),
        fallback: "a fiver ".into(),
    };
    assert_eq!(
        texts,
        [
            ("Ode", &words("oh day ")),
            ("", &Spoken::Break(300)),
            ("paid", &words("paid ")),
            ("$5", &given),
            ("in", &words("in ")),
            ("1984", &words("nineteen eighty-four")),
        ]
    );
}

#[test]
fn words_that_cannot_be_read_are_told() {
    let text = "the 東京 thing";
    let read = read(tongue("en"), text, &[], &[]);
    assert_eq!(read.unread.len(), 1);
    assert_eq!(&text[read.unread[0].clone()], "東京");
}

proptest! {
    /// Tokens are ordered, disjoint, on character borders, and leave out nothing but white space.
    #[test]
    fn tokens_hold_everything(
        text in "(\\PC|[A-Z]{1,4}\\.?|[a-z’'-]{1,5}|[0-9]{1,4}[.,:/–%-]?|[$€#@&/.…]| ){0,40}",
        tag in prop::sample::select(vec!["en", "en-GB", "de", "es", "fr", "it", "nl"]),
        pauses in prop::collection::vec(0usize..60, 0..3),
    ) {
        let mut pauses: Vec<(usize, Millis)> = pauses
            .into_iter()
            .filter(|at| text.is_char_boundary(*at) && *at < text.len())
            .map(|at| (at, Millis(5)))
            .collect();
        pauses.sort_by_key(|(at, _)| *at);
        let read = read(tongue(tag), &text, &[], &pauses);
        let mut at = 0;
        for token in &read.tokens {
            prop_assert!(token.shown.start >= at, "{:?}", read.tokens);
            prop_assert!(text.get(token.shown.clone()).is_some());
            prop_assert!(text[at..token.shown.start].trim().is_empty(), "{:?}", read.tokens);
            at = token.shown.end;
        }
        prop_assert!(text[at..].trim().is_empty(), "{:?}", read.tokens);
        let breaks = read.tokens.iter().filter(|t| matches!(t.spoken, Spoken::Break(_))).count();
        prop_assert_eq!(breaks, pauses.len());
    }
}

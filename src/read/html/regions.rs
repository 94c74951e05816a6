//! An element's name, role, class and id to the part of the page that it claims to be.
//!
//! Classes are written by thousands of hands. A token is divided into its words
//! (`social-share-buttons`), and a token that describes a state (`has-sidebar`) says nothing. What
//! is claimed here is only believed after the whole page was read: see `claims`.

use super::super::Region;
use super::classes::{BODIES, LAST, QUESTIONS, STATES, TOKENS, UNSEEN, WORDS};
use super::tokens::Attributes;

/// What an element claims to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// This part of the page.
    Region(Region),
    /// Not shown.
    Hidden,
    /// A question, or what the interviewer says: the class is all that tells.
    Question,
    /// The text of the page: an `<article>`, `<main>`, or the body of an article.
    Content(Content),
    /// As it was around the figure: what stands in it is no caption.
    Restored,
}

/// How the text of the page is marked; the first that holds it is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Content {
    /// With its title.
    Article,
    /// With what stands around the article.
    Main,
    /// Without its title.
    Body,
}

/// A claim, and the most of the page's text, in percent, that it may hold to be believed.
pub(super) type Claim = (What, u8);

/// An element of the language says so: a person chose it for its meaning.
const ELEMENT: u8 = 75;
/// An element that also stands around whole pages, or a class.
const DOUBTFUL: u8 = 40;
/// Readers may write more than the author.
const COMMENTS: u8 = 90;

/// What an element claims to be. `inside` tells whether an element of that name is open.
pub(super) fn claim(
    name: &str,
    attributes: &Attributes,
    inside: impl Fn(&str) -> bool,
) -> Option<Claim> {
    let get = |key: &str| attributes.get(key).map(String::as_str);
    let hidden = attributes.contains_key("hidden") && get("hidden") != Some("until-found");
    if hidden {
        return Some((What::Hidden, DOUBTFUL));
    }
    by_role(get("role").or(get("epub:type")).unwrap_or_default())
        .or_else(|| by_class(get("class").unwrap_or_default()))
        .or_else(|| by_class(get("id").unwrap_or_default()))
        .or_else(|| {
            by_class(
                get("data-component")
                    .or(get("data-area"))
                    .unwrap_or_default(),
            )
        })
        .or_else(|| (get("aria-hidden") == Some("true")).then_some((What::Hidden, DOUBTFUL)))
        .or_else(|| {
            let body = get("itemprop")?.eq_ignore_ascii_case("articlebody");
            body.then_some((What::Content(Content::Body), 100))
        })
        .or_else(|| by_name(name, attributes, inside))
}

fn by_name(name: &str, attributes: &Attributes, inside: impl Fn(&str) -> bool) -> Option<Claim> {
    let region = |region, limit| Some((What::Region(region), limit));
    let content = inside("article") || inside("main") || inside("section");
    match name {
        "nav" | "menu" => region(Region::Navigation, ELEMENT),
        "aside" => region(Region::Aside, ELEMENT),
        // Inside an article the header holds its title and its deck, which are text.
        "header" if content || is_story(attributes) => None,
        "header" => region(Region::Header, DOUBTFUL),
        "footer" if inside("blockquote") => None,
        "footer" => region(Region::Footer, ELEMENT),
        "figcaption" | "caption" => region(Region::Caption, ELEMENT),
        "figure" => region(Region::Caption, DOUBTFUL),
        "table" | "blockquote" | "pre" | "ol" | "ul" if inside("figure") => {
            Some((What::Restored, 100))
        }
        "form" => region(Region::Control, DOUBTFUL),
        "button" | "select" | "textarea" | "dialog" | "search" | "label" | "legend" => {
            region(Region::Control, ELEMENT)
        }
        "noscript" | "canvas" | "audio" | "video" | "object" => region(Region::Control, ELEMENT),
        "address" => region(Region::Header, DOUBTFUL),
        "math" => region(Region::Code, ELEMENT),
        "code" | "samp" if inside("pre") => region(Region::Code, DOUBTFUL),
        "article" => Some((What::Content(Content::Article), 100)),
        "main" => Some((What::Content(Content::Main), 100)),
        _ => None,
    }
}

/// `<header class="article-header">` outside of any article.
fn is_story(attributes: &Attributes) -> bool {
    let class = attributes.get("class").map_or("", String::as_str);
    let story = ["article", "entry", "post", "story", "content", "interview"];
    class.split_ascii_whitespace().any(|token| {
        let words = words(token);
        words.iter().any(|w| story.contains(&w.as_str()))
    })
}

/// ARIA 1.2 and DPUB-ARIA roles, and the EPUB structural vocabulary.
fn by_role(roles: &str) -> Option<Claim> {
    roles.split_ascii_whitespace().find_map(|role| {
        let role = role.to_ascii_lowercase();
        let region = |region| Some((What::Region(region), ELEMENT));
        match role.trim_start_matches("doc-") {
            "navigation" | "toc" | "menu" | "menubar" | "page-list" | "landmarks" => {
                region(Region::Navigation)
            }
            "banner" => region(Region::Header),
            "contentinfo" => region(Region::Footer),
            "complementary" => region(Region::Aside),
            "search" | "form" | "dialog" | "alertdialog" | "button" | "toolbar" | "tablist"
            | "alert" => region(Region::Control),
            "footnote" | "footnotes" | "endnote" | "endnotes" | "rearnote" | "rearnotes" => {
                region(Region::Note)
            }
            "pullquote" => region(Region::PullQuote),
            "pagebreak" => Some((What::Hidden, DOUBTFUL)),
            "main" => Some((What::Content(Content::Main), 100)),
            "article" => Some((What::Content(Content::Article), 100)),
            _ => None,
        }
    })
}

fn by_class(tokens: &str) -> Option<Claim> {
    let mut content = None;
    for token in tokens.split_ascii_whitespace().take(40) {
        let words = words(token);
        let whole = words.join("-");
        if words.first().is_some_and(|w| STATES.contains(&w.as_str())) {
            continue;
        }
        if UNSEEN.contains(&whole.as_str()) {
            return Some((What::Hidden, DOUBTFUL));
        }
        if QUESTIONS.contains(&whole.as_str()) {
            return Some((What::Question, 70));
        }
        if BODIES.contains(&whole.as_str()) {
            content = Some((What::Content(Content::Body), 100));
        }
        let token = TOKENS.iter().find(|(t, _)| *t == whole).map(|(_, r)| *r);
        let word = || {
            let known = |word: &String| WORDS.iter().find(|(w, _)| w == word);
            words.iter().find_map(known).map(|(_, region)| *region)
        };
        let last = || {
            let last = words.last().filter(|_| words.len() > 1)?;
            LAST.iter()
                .find(|(w, _)| w == last)
                .map(|(_, region)| *region)
        };
        if let Some(region) = token.or_else(word).or_else(last) {
            let limit = match region {
                Region::Comments => COMMENTS,
                _ => DOUBTFUL,
            };
            return Some((What::Region(region), limit));
        }
    }
    content
}

/// Does a class say that the element holds the name of who speaks?
pub(super) fn names_speaker(class: &str) -> bool {
    class.split_ascii_whitespace().any(|token| {
        matches!(
            words(token).join("-").as_str(),
            "speaker"
                | "speaker-name"
                | "speaker-label"
                | "speakername"
                | "transcript-speaker"
                | "transcript-speaker-name"
                | "interlocutor"
                | "sprecher"
                | "hablante"
                | "locuteur"
        )
    })
}

/// The words of a class token: `Article__shareBar` is article, share, bar.
pub(super) fn words(token: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut lower = false;
    for c in token.chars().take(80) {
        let divides = !c.is_alphanumeric();
        if divides || (lower && c.is_uppercase()) {
            words.push(String::new());
        }
        lower = c.is_lowercase();
        if let Some(word) = words.last_mut().filter(|_| !divides) {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_read_word_by_word() {
        for (class, region) in [
            ("social-share-buttons", Some(Region::Control)),
            ("Article__shareBar", Some(Region::Control)),
            ("relatedStories", Some(Region::Aside)),
            ("c-newsletter_signup x", Some(Region::Control)),
            ("ad-slot", Some(Region::Aside)),
            ("has-sidebar", None),
            ("no-comments", None),
            ("header-article", None),
            ("shared", None),
            ("load", None),
            ("comments", Some(Region::Comments)),
            ("commentary", None),
            ("wp-caption-text", Some(Region::Caption)),
            ("PullQuote", Some(Region::PullQuote)),
            ("footnotes", Some(Region::Note)),
            ("text-body", None),
            ("nfy-comments", Some(Region::Comments)),
            ("comments-open", None),
            ("field field--name-field-tags", Some(Region::Navigation)),
            ("story-bio", Some(Region::Aside)),
            ("biology", None),
            ("profile-page", None),
        ] {
            let found = by_class(class).and_then(|(what, _)| match what {
                What::Region(region) => Some(region),
                _ => None,
            });
            assert_eq!(found, region, "{class}");
        }
        assert!(names_speaker("x transcript__speaker") && !names_speaker("speakers-list"));
    }
}

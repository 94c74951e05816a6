//! An element's name, role, class and id to the part of the page that it claims to be.
//!
//! Classes are written by thousands of hands. A token is divided into its words
//! (`social-share-buttons`), and a token that describes a state (`has-sidebar`) says nothing. What
//! is claimed here is only believed after the whole page was read: see `claims`.

use super::super::Region;
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

/// Tokens that say what they say only as a whole.
const TOKENS: &[(&str, Region)] = &[
    ("site-header", Region::Header),
    ("page-header-top", Region::Header),
    ("masthead", Region::Header),
    ("entry-meta", Region::Header),
    ("post-meta", Region::Header),
    ("article-meta", Region::Header),
    ("footer", Region::Footer),
    ("site-footer", Region::Footer),
    ("page-footer", Region::Footer),
    ("article-footer", Region::Footer),
    ("entry-footer", Region::Footer),
    ("post-footer", Region::Footer),
    ("story-footer", Region::Footer),
    ("signature", Region::Footer),
    ("colophon", Region::Footer),
    ("copyright", Region::Footer),
    ("comments", Region::Comments),
    ("comment", Region::Comments),
    ("comment-list", Region::Comments),
    ("commentlist", Region::Comments),
    ("comments-area", Region::Comments),
    ("comments-section", Region::Comments),
    ("comment-section", Region::Comments),
    ("disqus_thread", Region::Comments),
    ("disqus-thread", Region::Comments),
    ("respond", Region::Comments),
    ("kommentare", Region::Comments),
    ("comentarios", Region::Comments),
    ("commentaires", Region::Comments),
    ("tags", Region::Navigation),
    ("tag-list", Region::Navigation),
    ("tags-links", Region::Navigation),
    ("cat-links", Region::Navigation),
    ("post-tags", Region::Navigation),
    ("article-tags", Region::Navigation),
    ("skip-link", Region::Navigation),
    ("flat-list", Region::Control),
    ("comment-actions", Region::Control),
    ("morecomments", Region::Control),
    ("menuarea", Region::Control),
    ("mw-editsection", Region::Control),
    // A plug-in that puts advertisements between paragraphs calls them so, and source code is no
    // talk either.
    ("code-block", Region::Aside),
    ("author-bio", Region::Aside),
    ("author-box", Region::Aside),
    ("author-info", Region::Aside),
    ("about-author", Region::Aside),
    ("twitter-tweet", Region::Aside),
    ("instagram-media", Region::Aside),
    ("read-more", Region::Aside),
    ("wp-caption-text", Region::Caption),
    ("photo-credit", Region::Caption),
    ("image-credit", Region::Caption),
    ("references", Region::Note),
    ("reflist", Region::Note),
    ("pull-quote", Region::PullQuote),
    ("pull_quote", Region::PullQuote),
];

/// Words that say what they say inside any token.
const WORDS: &[(&str, Region)] = &[
    ("nav", Region::Navigation),
    ("navbar", Region::Navigation),
    ("navigation", Region::Navigation),
    ("menu", Region::Navigation),
    ("breadcrumb", Region::Navigation),
    ("breadcrumbs", Region::Navigation),
    ("pagination", Region::Navigation),
    ("toc", Region::Navigation),
    ("related", Region::Aside),
    ("relatedposts", Region::Aside),
    ("recommended", Region::Aside),
    ("recommendations", Region::Aside),
    ("recirc", Region::Aside),
    ("teaser", Region::Aside),
    ("teasers", Region::Aside),
    ("sidebar", Region::Aside),
    ("widget", Region::Aside),
    ("infobox", Region::Aside),
    ("promo", Region::Aside),
    ("ad", Region::Aside),
    ("ads", Region::Aside),
    ("advert", Region::Aside),
    ("adverts", Region::Aside),
    ("advertisement", Region::Aside),
    ("anzeige", Region::Aside),
    ("publicidad", Region::Aside),
    ("publicite", Region::Aside),
    ("sponsor", Region::Aside),
    ("sponsored", Region::Aside),
    ("outbrain", Region::Aside),
    ("taboola", Region::Aside),
    ("trending", Region::Aside),
    ("newsletter", Region::Control),
    ("subscribe", Region::Control),
    ("subscription", Region::Control),
    ("signup", Region::Control),
    ("paywall", Region::Control),
    ("exclusive", Region::Control),
    ("premium", Region::Control),
    ("login", Region::Control),
    ("donate", Region::Control),
    ("donation", Region::Control),
    ("cookie", Region::Control),
    ("cookies", Region::Control),
    ("consent", Region::Control),
    ("gdpr", Region::Control),
    ("share", Region::Control),
    ("sharing", Region::Control),
    ("sharebar", Region::Control),
    ("sharedaddy", Region::Control),
    ("addtoany", Region::Control),
    ("addthis", Region::Control),
    ("social", Region::Control),
    ("popup", Region::Control),
    ("modal", Region::Control),
    ("btn", Region::Control),
    ("button", Region::Control),
    ("buttons", Region::Control),
    ("relacionadas", Region::Aside),
    ("relacionados", Region::Aside),
    ("verwandte", Region::Aside),
    ("encart", Region::Aside),
    ("caption", Region::Caption),
    ("figcaption", Region::Caption),
    ("credit", Region::Caption),
    ("pullquote", Region::PullQuote),
    ("footnote", Region::Note),
    ("footnotes", Region::Note),
    ("endnote", Region::Note),
    ("endnotes", Region::Note),
    ("byline", Region::Header),
];

/// Words at the head of a token that describes a state and not a thing.
const STATES: &[&str] = &[
    "has", "with", "no", "is", "not", "hide", "without", "show", "js", "enable", "can", "non",
];

/// Classes of what the interviewer says.
const QUESTIONS: &[&str] = &[
    "question",
    "interviewer",
    "interview-question",
    "interviewquestion",
    "question-text",
    "frage",
    "pregunta",
    "pergunta",
    "domanda",
    "questions",
    "fragen",
];

/// Classes of the text of a page without its title.
const BODIES: &[&str] = &[
    "entry-content",
    "post-content",
    "post-body",
    "article-body",
    "articlebody",
    "article-content",
    "story-body",
    "article-text",
    "articletext",
];

/// Classes of what only a screen reader reads, and of what nobody does.
const UNSEEN: &[&str] = &[
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-text",
    "d-none",
    "hidden",
    "noprint",
    "print-only",
];

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
        if let Some(region) = token.or_else(word) {
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

//! Messages with their writers: a page of comments in which one person answers everyone, a live
//! chat with readers.
//!
//! Such a page has no labels: each message is an element, and somewhere in it an element of its
//! own names who wrote it, beside scores, times and buttons. What a message is, and who wrote it,
//! is known from the elements alone; so the writer becomes the speaker of the paragraphs in it,
//! and the line with the name is the page's own. Comments below an article look the same: they
//! are taken for the talk only where whoever opened the page answers in them, and where nobody
//! wrote an article above. Labels found later by their looks were no way: `[–]otter_ 2,304 points`
//! has no colon, and a reader's first message has to be told from the line before it.

use super::super::Region;
use super::claims::Belief;
use super::regions::words;
use super::setting::Raw;
use super::tokens::Attributes;
use crate::diag::Span;
use std::collections::BTreeSet;

/// So many messages with a writer make a talk.
const MESSAGES: usize = 3;
/// Longest name of a writer, in letters and in words.
const NAME: (usize, usize) = (60, 7);
/// A paragraph of so many letters outside of the messages is an article's.
const PARAGRAPH: usize = 200;
/// So many of those make an article.
const ARTICLE: usize = 3;
/// What a live chat calls the text of an answer that has no name.
const ANSWER: &str = "Answer";

/// What the class of an element says of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Somebody writes below a page.
    Comment,
    /// The page that is commented.
    Opening,
    /// A line of a chat, a question that was sent in.
    Line,
    /// The answer of the one to whom all questions go.
    Answer,
}

#[derive(Debug)]
struct Message {
    kind: Kind,
    /// Put on top by whoever keeps the house.
    pinned: bool,
    author: Option<String>,
    /// Where the name stands.
    at: Span,
}

/// All messages of a page, in order; the first stands for what is in none.
#[derive(Debug)]
pub(super) struct Threads {
    all: Vec<Message>,
    /// The element that names the writer: its place on the stack, its message, what it holds.
    naming: Option<(usize, usize, String)>,
}

/// What became of a paragraph in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// This one says it.
    Said(String),
    /// It is this part of the page.
    Part(Region),
}

impl Threads {
    pub(super) fn new() -> Self {
        let page = Message {
            kind: Kind::Line,
            pinned: false,
            author: None,
            at: Span::default(),
        };
        Threads {
            all: vec![page],
            naming: None,
        }
    }

    /// If a message begins with this element, its number.
    pub(super) fn begin(&mut self, name: &str, attributes: &Attributes) -> Option<usize> {
        let get = |key: &str| attributes.get(key).map_or("", String::as_str);
        let (kind, pinned) = kind(name, get("class"))?;
        // Pages built of elements of their own say it in an attribute.
        let author = get("author").trim();
        let author = author.is_empty() || !name.contains('-');
        self.all.push(Message {
            kind,
            pinned,
            author: (!author).then(|| get("author").trim().to_owned()),
            at: Span::default(),
        });
        Some(self.all.len() - 1)
    }

    /// An element begins, at this place of the stack, inside a message: does it name the writer?
    pub(super) fn name_begins(&mut self, place: usize, message: usize, attributes: &Attributes) {
        let class = attributes.get("class").map_or("", String::as_str);
        let free = message > 0 && self.naming.is_none() && self.all[message].author.is_none();
        if free && names_author(class) {
            self.naming = Some((place, message, String::new()));
        }
    }

    /// Text, as it stands in the source, inside whatever is open.
    pub(super) fn text(&mut self, text: &str, span: Span) {
        let Some((_, message, name)) = &mut self.naming else {
            return;
        };
        if name.len() < NAME.0 * 4 {
            name.push_str(text);
        }
        let at = &mut self.all[*message].at;
        at.start = if at.end == 0 { span.start } else { at.start };
        at.end = span.end;
    }

    /// The element at this place of the stack ends, with all that is inside of it.
    pub(super) fn ends(&mut self, place: usize) {
        if self.naming.as_ref().is_none_or(|(at, ..)| *at < place) {
            return;
        }
        let Some((_, message, name)) = self.naming.take() else {
            return;
        };
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = name.trim_matches(|c: char| c.is_whitespace() || ":：–—-()".contains(c));
        let fits = name.chars().count() <= NAME.0 && name.split(' ').count() <= NAME.1;
        let named = name.contains(char::is_alphanumeric) && !name.contains(['?', '!']);
        let message = &mut self.all[message];
        match fits && named {
            true => message.author = Some(name.to_owned()),
            false => message.at = Span::default(),
        }
    }

    /// Is what stands in the messages the talk itself?
    fn is_talk(&self, raws: &[Raw]) -> bool {
        let written = || self.all.iter().filter(|m| m.author.is_some());
        let names: BTreeSet<&str> = written().filter_map(|m| m.author.as_deref()).collect();
        let answers = self.all.iter().filter(|m| m.kind == Kind::Answer).count();
        let talkers = names.len() + usize::from(answers > 0);
        if written().count() < MESSAGES || talkers < 2 {
            return false;
        }
        let letters = |raw: &Raw| -> usize {
            let runs = raw.lines.iter().flat_map(|line| &line.runs);
            let plain = runs.filter(|run| !run.style.link && !run.style.image);
            plain.map(|run| run.text.len()).sum()
        };
        let outside = raws.iter().filter(|raw| raw.message == 0);
        if outside.filter(|raw| letters(raw) >= PARAGRAPH).count() >= ARTICLE {
            return false;
        }
        if written().any(|m| m.kind == Kind::Line) {
            return true;
        }
        // Below an article strangers talk to each other; here the one who opened is asked.
        let opener = written().find(|m| m.kind == Kind::Opening);
        let opener = opener.and_then(|m| m.author.as_deref());
        let replies = |who: &str| {
            let own = |m: &&Message| m.kind == Kind::Comment && m.author.as_deref() == Some(who);
            written().filter(own).count()
        };
        opener.is_some_and(|who| replies(who) > 1)
    }

    /// What each paragraph is, where the messages tell; the name is taken out of a paragraph that
    /// goes on after it.
    pub(super) fn places(&self, raws: &mut [Raw], beliefs: &[Belief]) -> Vec<Option<Place>> {
        let mut places = vec![None; raws.len()];
        if self.all.len() <= MESSAGES || !self.is_talk(raws) {
            return places;
        }
        let mut begun = vec![false; self.all.len()];
        let mut any = false;
        // Above a talk of comments stand menus; above a live chat an introduction.
        let comments = self.all.iter().any(|m| m.kind == Kind::Comment);
        for (at, raw) in raws.iter_mut().enumerate() {
            let message = &self.all[raw.message];
            if raw.message == 0 {
                // Buttons, numbers, advertisements between messages.
                let main = matches!(beliefs[at].region, Region::Main | Region::Comments);
                let part = match any {
                    true => Region::Aside,
                    false => Region::Header,
                };
                places[at] = (main && (any || comments)).then_some(Place::Part(part));
                continue;
            }
            any = true;
            let main = match beliefs[at].region {
                Region::Main | Region::Comments => true,
                // `<header>` of a message, with its name.
                _ => message.at.end > 0 && holds(raw, message.at),
            };
            if !main {
                continue;
            }
            let by_attribute = message.author.is_some() && message.at.end == 0;
            if by_attribute {
                begun[raw.message] = true;
            }
            places[at] = match &message.author {
                _ if message.pinned && message.kind == Kind::Comment => {
                    Some(Place::Part(Region::Comments))
                }
                Some(_) if holds(raw, message.at) => {
                    begun[raw.message] = true;
                    let rest = after(raw, message.at);
                    match is_chrome(&rest) {
                        true => Some(Place::Part(Region::Control)),
                        false => {
                            cut(raw, message.at);
                            message.author.clone().map(Place::Said)
                        }
                    }
                }
                Some(_) if !begun[raw.message] && is_before(raw, message.at) => {
                    Some(Place::Part(Region::Header))
                }
                Some(_) if is_chrome(&raw.text()) => Some(Place::Part(Region::Control)),
                Some(name) => Some(Place::Said(name.clone())),
                None if message.kind == Kind::Answer => Some(Place::Said(ANSWER.to_owned())),
                // Deleted by its writer.
                None if message.kind == Kind::Comment => Some(Place::Part(Region::Comments)),
                None => None,
            };
        }
        places
    }
}

fn runs(raw: &Raw) -> impl Iterator<Item = &super::super::Run> {
    raw.lines.iter().flat_map(|line| &line.runs)
}

fn holds(raw: &Raw, at: Span) -> bool {
    at.end > 0 && runs(raw).any(|run| run.span.start < at.end && run.span.end > at.start)
}

fn is_before(raw: &Raw, at: Span) -> bool {
    runs(raw).last().is_some_and(|run| run.span.end <= at.start)
}

/// The words behind the name.
fn after(raw: &Raw, at: Span) -> String {
    let after = runs(raw).filter(|run| run.span.start >= at.end);
    after.map(|run| run.text.as_str()).collect()
}

/// Takes the name, and what stands before it, out of a paragraph.
fn cut(raw: &mut Raw, at: Span) {
    for line in &mut raw.lines {
        line.runs.retain(|run| run.span.start >= at.end);
        if let Some(first) = line.runs.first_mut() {
            let bare = first.text.trim_start_matches([':', '：', ' ']);
            let gone = first.text.len() - bare.len();
            if first.text.len() == first.span.len() && gone > 0 {
                first.text = bare.to_owned();
                first.span.start += gone;
            }
        }
        line.runs.retain(|run| !run.text.is_empty());
    }
    raw.lines.retain(|line| !line.runs.is_empty());
}

/// Is there nothing but scores, times and marks of rank?
fn is_chrome(text: &str) -> bool {
    #[rustfmt::skip]
    const WORDS: &[&str] = &[
        "point", "points", "pts", "score", "hidden", "ago", "just", "now", "a", "an", "minute", "minutes", "min", "mins", "hour", "hours", "hr", "hrs", "day",
        "days", "month", "months", "mo", "year", "years", "yr", "week", "weeks", "am", "pm", "op", "mod", "bot", "admin", "verified", "edited", "reply",
        "replied", "to", "at", "on", "says", "said", "wrote", "asks", "asked", "submitted", "by", "votes", "likes", "permalink", "author", "host", "guest", "utc",
        "gmt", "h", "hs", "hrs", "uhr", "vor", "std", "am", "um", "schrieb", "fragt", "hace", "horas", "a", "las", "dice", "dijo", "pregunta", "pregunta:", "il", "y",
        "heures", "heure", "à", "le", "dit", "demande", "fa", "ore", "alle", "scrive", "chiede", "há", "às", "diz", "pergunta", "disse", "top", "commenter", "expand",
    ];
    text.split_whitespace().all(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let marked = word.starts_with(['[', '(']) && word.ends_with([']', ')']);
        bare.is_empty()
            || (marked && bare.chars().count() < 4)
            || bare.starts_with(|c: char| c.is_ascii_digit())
            || WORDS.contains(&bare.to_lowercase().as_str())
    })
}

/// What the element's class says of a message, and whether it is pinned.
fn kind(name: &str, class: &str) -> Option<(Kind, bool)> {
    if name.contains("-comment") && name != "add-comment" {
        return Some((Kind::Comment, false));
    }
    if name.ends_with("-post") {
        return Some((Kind::Opening, false));
    }
    if !matches!(
        name,
        "div" | "li" | "article" | "section" | "tr" | "p" | "details"
    ) {
        return None;
    }
    let mut kind = None;
    let mut pinned = false;
    for token in class.split_ascii_whitespace().take(40) {
        let token = words(token).join("-");
        pinned |= matches!(token.as_str(), "stickied" | "pinned" | "sticky");
        let found = match token.as_str() {
            "comment" | "comentario" | "kommentar" | "commentaire" | "commento"
            | "athing-comtr" | "comtr" => Kind::Comment,
            "thing" | "link" | "submission" | "op-post" | "post-op" => Kind::Opening,
            "msg" | "message" | "chat-message" | "chat-msg" | "chat-line" | "chat-entry"
            | "chat-item" | "mensaje" | "mensagem" | "messaggio" | "nachricht"
            | "chat-question" | "reader-question" | "user-question" | "preg" | "pregunta"
            | "pergunta" | "domanda" | "question" | "frage" | "leserfrage" | "qa-question"
            | "qa-item" | "liveblog-entry" | "c-message" => Kind::Line,
            "resp" | "respuesta" | "resposta" | "risposta" | "reponse" | "réponse" | "antwort"
            | "answer" | "chat-answer" | "qa-answer" => Kind::Answer,
            _ => continue,
        };
        // `thing comment`: what it is, not what it is built of.
        kind = match (kind, found) {
            (Some(kind), Kind::Opening) => Some(kind),
            _ => Some(found),
        };
    }
    let whole = matches!(kind, Some(Kind::Opening)) && class.trim() == "link";
    kind.filter(|_| !whole).map(|kind| (kind, pinned))
}

/// Does a class say that the element holds the name of who wrote the message?
fn names_author(class: &str) -> bool {
    class.split_ascii_whitespace().any(|token| {
        matches!(
            words(token).join("-").as_str(),
            "author"
                | "user"
                | "username"
                | "user-name"
                | "nick"
                | "nickname"
                | "usuario"
                | "utente"
                | "benutzer"
                | "pseudo"
                | "autor"
                | "auteur"
                | "autore"
                | "comment-author"
                | "comment-author-name"
                | "message-author"
                | "msg-author"
                | "chat-author"
                | "chat-user"
                | "hnuser"
                | "poster"
                | "commenter"
                | "sender"
                | "from"
                | "who"
                | "asker"
                | "display-name"
                | "c-message-sender"
        )
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::super::{Limits, RawFile, Region};
    use crate::diag::Diagnostics;

    /// Who says what, and what else is no part of the page's furniture.
    fn said(text: &str) -> Vec<String> {
        let file = RawFile {
            path: "x.html".into(),
            bytes: text.as_bytes().to_vec(),
        };
        let document =
            super::super::read(&file, &Limits::default(), &mut Diagnostics::new()).unwrap();
        let main = document.blocks.iter().filter(|b| b.region == Region::Main);
        main.map(|b| format!("{}|{}", b.speaker.as_deref().unwrap_or_default(), b.text()))
            .collect()
    }

    #[test]
    fn one_who_answers_everybody() {
        let comment = |class: &str, who: &str, words: &str, inside: &str| {
            format!(
                "<div class=\"comment {class}\"><p class=\"tagline\"><a class=\"author\">{who}</a> [S] <span>3,118 points</span> 3 years ago</p><div class=\"md\"><p>{words}</p></div><ul class=\"flat-list\"><li>permalink</li></ul>{inside}</div>"
            )
        };
        let opening = "<div>hot new</div><div class=\"thing\"><p class=\"tagline\">submitted by <a class=\"author\">salt_keeper</a></p><p>I keep salt.</p></div>";
        let page = |answers: &str| {
            format!(
                "{opening}{}{}{}{}",
                comment("stickied", "steward", "Be kind.", ""),
                comment("", "otter", "Why?", &comment("", answers, "It is dry.", "")),
                comment(
                    "",
                    "goose",
                    "And pepper?",
                    &comment("", answers, "Never.", "")
                ),
                comment("", "", "[removed]", ""),
            )
        };
        assert_eq!(
            said(&page("salt_keeper")),
            [
                "salt_keeper|I keep salt.",
                "otter|Why?",
                "salt_keeper|It is dry.",
                "goose|And pepper?",
                "salt_keeper|Never."
            ]
        );
        // Strangers below a page talk to each other.
        assert!(said(&page("duck")).iter().all(|line| line.starts_with('|')));
    }

    #[test]
    fn readers_in_a_live_chat() {
        let ask = |who: &str, words: &str| {
            format!(
                "<div class=\"preg\"><span>1.</span> <span class=\"user\">{who}</span> <span>12:33</span><p>{words}</p></div>"
            )
        };
        let text = format!(
            "<p>An evening with Ana.</p>{}<div class=\"resp\"><p>So.</p><p>And so.</p></div><div>BUY SOFAS</div>{}<div class=\"msg\"><b class=\"user\">Ana:</b> Well, no.</div>{}",
            ask("lupita", "Why?"),
            ask("A neighbour of the tower", "I sleep badly."),
            ask("lupita", "Really?")
        );
        assert_eq!(
            said(&text),
            [
                "|An evening with Ana.",
                "lupita|Why?",
                "Answer|So.",
                "Answer|And so.",
                "A neighbour of the tower|I sleep badly.",
                "Ana|Well, no.",
                "lupita|Really?"
            ]
        );
    }

    #[test]
    fn comments_below_an_article_stay_comments() {
        let long = "We went up the hill and looked at the salt until it was dark. ".repeat(6);
        let text = format!(
            "<article class=\"thing\"><span class=\"author\">ana</span></article><p>{long}</p><p>{long}</p><p>{long}</p>{}",
            "<div class=\"comment\"><span class=\"author\">ana</span><p>Thanks.</p></div>"
                .repeat(4)
        );
        assert_eq!(said(&text).len(), 3 + usize::from(said(&text)[0] == "|ana"));
    }
}

//! The steps through a page to pieces of text: what a browser would set as one paragraph each.
//!
//! This is not the tree construction of the standard. A tree is built to be styled and scripted;
//! to read a page aloud it is enough to know where paragraphs begin and end and what is around
//! them, and the standard's rules for that (implied end tags, misnested formatting) are few.

use super::css::Sheet;
use super::elements::{self, Does};
use super::open::{Around, Mark, Open};
use super::regions::{self, What};
use super::setting::Setter;
use super::table::Tables;
use super::threads::Threads;
use super::tokens::{Attributes, Piece, Step, pieces};
use crate::diag::{Source, Span};

/// What was found.
pub(super) struct Builder<'a> {
    source: &'a Source,
    /// Sets the text.
    pub(super) set: Setter<'a>,
    pub(super) tables: Tables,
    pub(super) threads: Threads,
    /// The first is the page's own, if it has one.
    pub(super) languages: Vec<Option<String>>,
    /// `<title>`
    pub(super) title: String,
    /// `og:title`
    pub(super) og_title: Option<String>,
    open: Open,
    sheet: Sheet,
    /// For each list the number of its next item, if it is numbered; the first is no list.
    lists: Vec<Option<u64>>,
    /// The element that names the speaker: its place on the stack.
    naming: Option<usize>,
    capture: Option<Capture>,
}

#[derive(Clone, Copy, PartialEq)]
enum Capture {
    Title,
    Sheet,
}

impl<'a> Builder<'a> {
    pub(super) fn new(source: &'a Source) -> Self {
        Builder {
            source,
            set: Setter::new(source),
            tables: Tables::default(),
            threads: Threads::new(),
            languages: vec![None],
            title: String::new(),
            og_title: None,
            open: Open::new(),
            sheet: Sheet::default(),
            lists: vec![None],
            naming: None,
            capture: None,
        }
    }

    pub(super) fn step(&mut self, step: Step) {
        match step {
            Step::Open {
                name,
                attributes,
                closed,
                span,
            } => self.begin(&name, &attributes, closed, span),
            Step::Close(name) => self.end(&name),
            Step::Text(span) => self.text(span),
        }
    }

    fn begin(&mut self, name: &str, attributes: &Attributes, closed: bool, span: Span) {
        let get = |key: &str| attributes.get(key).map(String::as_str);
        let look = self.sheet.look(get("class"), get("style"));
        let does = elements::does(name);
        match does {
            Does::Nothing => {
                if let Some(language) = get("lang").or(get("xml:lang")) {
                    self.languages[0].get_or_insert_with(|| language.to_owned());
                }
                return;
            }
            Does::Void => return self.void(name, attributes, span),
            Does::Inline | Does::Block | Does::Heading(_) | Does::Dropped => {}
        }
        let block = match does {
            Does::Block | Does::Heading(_) => look.block != Some(false) || name != "div",
            Does::Inline => look.block == Some(true),
            _ => false,
        };
        if block {
            self.set.flush();
            self.imply_ends(name);
        }
        let mut around = self.open.around();
        if block {
            around.unseen = false;
            around.ground = around.claim;
        }
        around.dropped |= does == Does::Dropped;
        self.claim(name, attributes, look.hidden, block, &mut around);
        self.language(attributes, &mut around);
        self.place(name, does, attributes, &mut around);
        if block
            && let Some(speaker) = get("data-speaker").or(get("data-speaker-name"))
            && !speaker.trim().is_empty()
        {
            self.set.speaker = Some(speaker.trim().to_owned());
        }
        if let Some(message) = self.threads.begin(name, attributes) {
            around.message = message;
        }
        let raw = does == Does::Dropped || name == "textarea";
        if closed && !raw {
            return;
        }
        self.capture = match name {
            "title" if !self.open.around().dropped => Some(Capture::Title),
            "style" => Some(Capture::Sheet),
            _ => None,
        };
        self.open.push(name, block, around);
        self.threads
            .name_begins(self.open.depth() - 1, around.message, attributes);
        self.marks(name, attributes, look);
        if get("class").is_some_and(regions::names_speaker)
            && self.naming.is_none()
            && self.set.name_begins()
        {
            self.naming = Some(self.open.depth() - 1);
        }
    }

    /// The elements that this one ends by beginning.
    fn imply_ends(&mut self, name: &str) {
        let barrier = self.open.barrier();
        if elements::ends_paragraph(name)
            && let Some(place) = self.open.place("p").filter(|place| *place > barrier)
        {
            self.finish(place);
        }
        // A paragraph in a drawing ends the drawing (13.2.6.5).
        if let Some(place) = self.open.place("svg") {
            self.finish(place);
        }
        let (ended, stops) = elements::ends(name);
        let stop = self.open.innermost(stops).unwrap_or(0);
        let stop = match name {
            "li" | "dt" | "dd" => stop.max(barrier),
            _ => stop,
        };
        if let Some(place) = self.open.innermost(ended).filter(|place| *place > stop) {
            self.finish(place);
        }
    }

    fn claim(
        &mut self,
        name: &str,
        attributes: &Attributes,
        hidden: bool,
        block: bool,
        around: &mut Around,
    ) {
        if name == "body" {
            return;
        }
        let open = &self.open;
        let inside = |name: &str| open.place(name).is_some();
        let mut claim = regions::claim(name, attributes, inside);
        if hidden {
            claim = Some((What::Hidden, 40));
        }
        let Some((what, limit)) = claim else { return };
        match what {
            What::Hidden if !block => {
                let aria = attributes.get("aria-hidden").is_some();
                around.ornament |= aria;
                around.unseen |= !aria || hidden;
            }
            // Only marks of style hold inside a paragraph.
            What::Question | What::Content(_) if !block => return,
            _ => {}
        }
        around.claim = self.set.claims.push(around.claim, (what, limit));
        if block {
            around.ground = around.claim;
        }
    }

    fn language(&mut self, attributes: &Attributes, around: &mut Around) {
        let given = attributes.get("lang").or(attributes.get("xml:lang"));
        let Some(language) = given.filter(|l| !l.is_empty()) else {
            return;
        };
        if self.languages[around.language].as_ref() != Some(language) {
            self.languages.push(Some(language.clone()));
            around.language = self.languages.len() - 1;
        }
    }

    /// Lists, quotes, tables.
    fn place(&mut self, name: &str, does: Does, attributes: &Attributes, around: &mut Around) {
        let number = |key: &str| attributes.get(key)?.trim().parse::<u64>().ok();
        if let Does::Heading(level) = does {
            around.heading = level;
        } else if attributes.get("role").is_some_and(|role| role == "heading") {
            let level = number("aria-level").unwrap_or(2).clamp(1, 6);
            around.heading = u8::try_from(level).unwrap_or(2);
        }
        match name {
            "blockquote" => around.quotes = around.quotes.saturating_add(1),
            "pre" | "listing" | "xmp" | "plaintext" | "textarea" => around.pre = true,
            "ol" | "ul" | "menu" | "dir" => {
                self.lists
                    .push((name == "ol").then(|| number("start").unwrap_or(1)));
                around.list = self.lists.len() - 1;
                around.item = None;
            }
            "li" => {
                let next = &mut self.lists[around.list];
                if next.is_some() && number("value").is_some() {
                    *next = number("value");
                }
                around.item = Some(*next);
                *next = next.map(|n| n.saturating_add(1));
            }
            "table" | "dl" => {
                around.table = self.tables.begin(name == "dl");
                around.cell = 0;
            }
            "tr" | "td" | "th" | "dt" | "dd" => {
                let wide = number("colspan").unwrap_or(1);
                if let Some(cell) = self.tables.cell(around.table, name, wide) {
                    around.cell = cell;
                }
            }
            _ => {}
        }
    }

    /// What the innermost element does to the look of its text.
    fn marks(&mut self, name: &str, attributes: &Attributes, look: super::css::Look) {
        let get = |key: &str| attributes.get(key).map_or("", String::as_str);
        let (mut bold, mut italic) = (look.bold, look.italic);
        match name {
            "b" | "strong" | "u" | "th" | "dt" => bold = bold.or(Some(true)),
            "i" | "em" | "cite" | "dfn" | "var" => italic = italic.or(Some(true)),
            _ => {}
        }
        // In a span there is no claim that could be doubted; it holds a sentence at most.
        let asks = || {
            matches!(
                regions::claim("span", attributes, |_| false),
                Some((What::Question, _))
            )
        };
        if matches!(name, "span" | "font" | "a" | "em" | "strong") && asks() {
            bold = Some(true);
        }
        if let Some(on) = bold {
            self.open.mark(Mark::Bold, on);
        }
        if let Some(on) = italic {
            self.open.mark(Mark::Italic, on);
        }
        let href = get("href");
        if name == "a" && !href.is_empty() {
            self.open.mark(Mark::Link, true);
        }
        let noted = name == "a"
            && href.find('#').is_some_and(|at| {
                let target = href[at + 1..].trim_start_matches('_').to_ascii_lowercase();
                [
                    "fn", "ftn", "edn", "note", "endnote", "footnote", "cite", "ref",
                ]
                .iter()
                .any(|head| target.starts_with(head))
            });
        let role = |key: &str| get(key).contains("noteref");
        if name == "sup" || look.superscript || noted || role("role") || role("epub:type") {
            self.open.mark(Mark::Superscript, true);
        }
    }

    fn void(&mut self, name: &str, attributes: &Attributes, span: Span) {
        let get = |key: &str| attributes.get(key).map_or("", String::as_str);
        match name {
            "br" => self.set.br(),
            "hr" => {
                self.set.rule(self.open.around(), span);
            }
            "img" | "image" => {
                let (around, style) = (self.open.around(), self.open.style());
                self.set.image(get("alt"), span, around, style);
            }
            "meta" if get("property") == "og:title" && !get("content").trim().is_empty() => {
                self.og_title
                    .get_or_insert_with(|| get("content").to_owned());
            }
            "meta" if get("http-equiv").eq_ignore_ascii_case("content-language") => {
                let language = get("content").split(',').next().unwrap_or_default().trim();
                if !language.is_empty() {
                    self.languages[0].get_or_insert_with(|| language.to_owned());
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        let does = elements::does(name);
        self.capture = None;
        match (does, self.open.place(name)) {
            (Does::Void, _) if name == "br" => self.set.br(),
            (Does::Void | Does::Nothing, _) => {}
            // Text after `</body>` still belongs to it (13.2.6.4.19).
            _ if name == "body" => self.set.flush(),
            (Does::Block | Does::Heading(_), None) => {
                // `<h2>…</h3>` ends the heading that is open.
                let headings = ["h1", "h2", "h3", "h4", "h5", "h6"];
                self.set.flush();
                if matches!(does, Does::Heading(_))
                    && let Some(place) = self.open.innermost(&headings)
                {
                    self.finish(place);
                }
            }
            (_, None) => {}
            (_, Some(place)) => {
                let barred = place < self.open.barrier() && !elements::reaches_out(name);
                if self.open.is_block(place) {
                    if !barred {
                        self.finish(place);
                    }
                } else if does == Does::Dropped {
                    self.open.end(place);
                } else {
                    self.name_ends(place);
                    self.open.end_alone(place);
                }
            }
        }
    }

    /// Ends the element at this place and with it the paragraph.
    fn finish(&mut self, place: usize) {
        self.name_ends(place);
        self.set.flush();
        self.open.end(place);
    }

    /// If the element that ends here, or one inside of it, names the speaker, the name is known.
    fn name_ends(&mut self, place: usize) {
        self.threads.ends(place);
        if self.naming.is_some_and(|naming| naming >= place) {
            self.naming = None;
            self.set.name_ends();
        }
    }

    fn text(&mut self, span: Span) {
        let text = self.source.slice(span);
        match self.capture {
            Some(Capture::Title) if self.title.is_empty() => {
                for (_, _, piece) in pieces(text) {
                    match piece {
                        Piece::Plain(plain) => self.title.push_str(plain),
                        Piece::Decoded(decoded) => self.title.push_str(&decoded),
                    }
                }
            }
            Some(Capture::Sheet) => self.sheet.read(text),
            _ => {}
        }
        self.threads.text(text, span);
        self.set.text(span, self.open.around(), self.open.style());
    }
}

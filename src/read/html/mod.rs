//! HTML and XHTML to blocks: pages of magazines, archives and word processors.
//!
//! `tokens` divides the text into tags and what stands between them; `build` follows the open
//! elements and collects paragraphs; `claims` decides, when all of the page is known, which part
//! of it each paragraph stands in; `lines` and `table` divide what one element held. The source
//! stays the text of the file, so a diagnostic points at the line that an editor shows.

mod build;
mod claims;
mod css;
mod elements;
mod lines;
mod open;
mod regions;
mod setting;
mod table;
mod threads;
mod tokens;

use super::{
    Block, BlockKind, Document, Limits, RawFile, Region, Run, Style, encoding, gaps, text,
    too_many_blocks,
};
use crate::diag::{Diagnostics, Source, Span};
use build::Builder;
use claims::Belief;
use regions::Content;
use setting::Raw;
use table::Fate;
use threads::Place;

/// A page or a part of one, read.
#[derive(Debug)]
pub(super) struct Page {
    /// `og:title`, else `<title>` without the name of the site where the first heading shows
    /// what is the title.
    pub(super) title: Option<String>,
    /// `<html lang>`
    pub(super) language: Option<String>,
    /// In the order of the page.
    pub(super) blocks: Vec<Block>,
    /// Was there any tag at all?
    tagged: bool,
}

/// Does it begin as pages begin? A tag somewhere in a text, or the `<p align=center>` that heads
/// many a Markdown file, makes no page.
pub(super) fn sniff(head: &[u8]) -> bool {
    let text = encoding::peek(head).to_ascii_lowercase();
    let mut start = text.trim_start_matches('\u{feff}').trim_start();
    while let Some(comment) = start.strip_prefix("<!--") {
        let Some((_, after)) = comment.split_once("-->") else {
            break;
        };
        start = after.trim_start();
    }
    if start.starts_with("<?xml") {
        return start.contains("<html");
    }
    let named = |name: &&str| {
        let after = start.strip_prefix('<').and_then(|s| s.strip_prefix(*name));
        after.is_some_and(|after| after.starts_with(|c: char| !c.is_ascii_alphanumeric()))
    };
    let page = ["!doctype html", "html", "head", "body", "meta", "title"];
    let part = [
        "p",
        "div",
        "article",
        "main",
        "section",
        "table",
        "h1",
        "h2",
        "span",
        "b",
        "strong",
        "blockquote",
        "dl",
        "ul",
        "font",
        "center",
        "pre",
        "link",
        "style",
        "script",
    ];
    let ends = [
        "</p>", "</div>", "</td>", "</dd>", "</li>", "<br>", "<br/>", "<br />", "</h2>",
    ];
    let count = |tag: &&str| text.matches(*tag).count();
    let marked = text.contains("\n# ") || text.contains("\n**") || text.contains("\n## ");
    page.iter().any(named)
        || (part.iter().any(named) && !marked && ends.iter().map(count).sum::<usize>() >= 3)
}

/// Reads a page; `None` only after an error was pushed.
pub(super) fn read(file: &RawFile, limits: &Limits, diags: &mut Diagnostics) -> Option<Document> {
    let source = encoding::decode_page(file, limits, diags)?;
    let page = blocks(&source, limits, diags)?;
    if !page.tagged {
        // Named like a page, but its line ends are all the markup there is.
        return text::read(file, limits, diags);
    }
    let markup = gaps(source.text(), &page.blocks, None);
    Some(Document {
        source,
        format: "html",
        title: page.title,
        language: page.language,
        front: None,
        compiled: false,
        blocks: page.blocks,
        markup,
    })
}

/// The blocks of a text in HTML or XHTML; `None` only after an error was pushed. What lies in no
/// run is markup: see `gaps`.
pub(super) fn blocks(source: &Source, limits: &Limits, diags: &mut Diagnostics) -> Option<Page> {
    part(source, Span::new(0, source.text().len()), limits, diags)
}

/// The same of a part of a text, such as the HTML inside a Markdown file.
pub(super) fn part(
    source: &Source,
    span: Span,
    limits: &Limits,
    diags: &mut Diagnostics,
) -> Option<Page> {
    let text = source.slice(span);
    let mut page = Builder::new(source);
    let tagged = tokens::walk(text, span.start, is_xml(text), |step| {
        // Past the limit the page is refused: no need to keep what is still to come.
        if page.set.raws.len() <= limits.blocks {
            page.step(step);
        }
    });
    page.set.flush();
    // What stands around it is text too: a caption may well be all of its HTML.
    page.set.claims.weigh(0, source.text().len() - span.len());
    let overfull = page.set.raws.len() > limits.blocks;
    let blocks = finish(&mut page, source);
    if overfull || blocks.len() > limits.blocks {
        too_many_blocks(source, limits, diags);
        return None;
    }
    Some(Page {
        title: title(&page, &blocks),
        language: page.languages[0].take(),
        blocks,
        tagged,
    })
}

/// XHTML is parsed as XML in books, as HTML by most servers; where it is declared, authors wrote
/// `<a id="x"/>` and meant it.
fn is_xml(text: &str) -> bool {
    let head = text.get(..2048).unwrap_or(text).trim_start();
    head.starts_with("<?xml") || head.contains("http://www.w3.org/1999/xhtml")
}

/// The paragraphs that were found as blocks.
fn finish(page: &mut Builder<'_>, source: &Source) -> Vec<Block> {
    let mut beliefs = beliefs(page);
    let places = page.threads.places(&mut page.set.raws, &beliefs);
    let mut fates = table::fates(page);
    let widths = lines::widths(&page.set.raws);
    let mut blocks: Vec<Block> = Vec::new();
    for (at, raw) in std::mem::take(&mut page.set.raws).into_iter().enumerate() {
        let mut written = None;
        match &places[at] {
            Some(Place::Said(name)) => {
                beliefs[at] = Belief::default();
                written = Some(name);
            }
            Some(Place::Part(region)) => beliefs[at].region = *region,
            None => {}
        }
        let belief = beliefs[at];
        let fate = fates.remove(&at).unwrap_or(Fate::Stays);
        let language = page.languages[raw.language]
            .clone()
            .filter(|_| raw.language > 0);
        let (said, row) = match fate {
            Fate::Goes => continue,
            Fate::Said(name) => (Some(name), None),
            Fate::Row(first) => (None, Some(first)),
            Fate::Stays => (None, None),
        };
        let Raw {
            kind,
            span,
            pre,
            lines,
            speaker,
            ..
        } = raw;
        let mut speaker = speaker.or(said);
        if kind == BlockKind::Rule {
            blocks.push(block(source, kind, Vec::new(), span, belief));
            continue;
        }
        for (below, mut runs) in lines::divide(kind, pre, lines, widths) {
            let caption = lines::is_caption(kind, below, &runs);
            if belief.question {
                runs.iter_mut().for_each(|run| run.style.bold = true);
            }
            let (Some(first), Some(last)) = (runs.first(), runs.last()) else {
                continue;
            };
            let span = Span::new(first.span.start, last.span.end);
            if row == Some(false)
                && let Some(open) = blocks.last_mut()
            {
                open.runs.push(Run {
                    text: " ".into(),
                    span: Span::new(open.span.end, span.start),
                    style: Style::default(),
                });
                open.runs.extend(runs);
                open.span.end = span.end;
                continue;
            }
            let kind = if row.is_some() { BlockKind::Row } else { kind };
            let mut block = block(source, kind, runs, span, belief);
            block.language.clone_from(&language);
            block.speaker = written.cloned().or_else(|| speaker.take());
            if caption && block.region == Region::Main && block.speaker.is_none() {
                block.region = Region::Caption;
            }
            blocks.push(block);
        }
    }
    blocks
}

fn block(source: &Source, kind: BlockKind, runs: Vec<Run>, span: Span, belief: Belief) -> Block {
    Block {
        kind,
        line: source.line(span.start),
        runs,
        span,
        speaker: None,
        time: None,
        region: belief.region,
        language: None,
    }
}

/// What is believed of the place of each paragraph.
fn beliefs(page: &Builder<'_>) -> Vec<Belief> {
    let believed = page.set.claims.believed();
    let content = page.set.claims.content(&believed);
    let inside = content.map(|(at, _)| page.set.claims.inside(at));
    let within = |raw: &Raw| inside.as_ref().is_none_or(|inside| inside[raw.claim]);
    let first = page.set.raws.iter().position(within).unwrap_or(0);
    let last = page
        .set
        .raws
        .iter()
        .rposition(within)
        .unwrap_or(page.set.raws.len());
    let place = |(at, raw): (usize, &Raw)| {
        let mut belief = believed[raw.claim];
        if belief.region != Region::Main || within(raw) {
            return belief;
        }
        let runs = || raw.lines.iter().flat_map(|line| &line.runs);
        let linked = runs().count() > 0 && runs().all(|r| r.style.link || r.text.trim().is_empty());
        let before = at < first;
        // A title may stand above the article, and a deck above its body.
        let title = raw.kind == BlockKind::Heading(1);
        let body = content.is_some_and(|(_, content)| content == Content::Body);
        belief.region = match (linked, before) {
            (true, _) => Region::Navigation,
            (false, true) if title || body => Region::Main,
            (false, true) => Region::Header,
            (false, false) if at > last => Region::Footer,
            (false, false) => Region::Aside,
        };
        belief
    };
    page.set.raws.iter().enumerate().map(place).collect()
}

/// The title of a page.
fn title(page: &Builder<'_>, blocks: &[Block]) -> Option<String> {
    let bare = |title: &str| title.split_whitespace().collect::<Vec<_>>().join(" ");
    let given = page.og_title.as_deref().map(bare).unwrap_or_default();
    if !given.is_empty() {
        return Some(given);
    }
    let title = bare(&page.title);
    let heading = blocks.iter().find(|b| b.kind == BlockKind::Heading(1));
    let heading = heading.map(|b| bare(&b.text())).unwrap_or_default();
    let rest = title.strip_prefix(&heading).filter(|_| !heading.is_empty());
    let site = rest.is_some_and(|rest| {
        rest.trim_start()
            .starts_with(['|', '-', '–', '—', '·', ':', '«', '•'])
    });
    let title = if site { heading } else { title };
    (!title.is_empty()).then_some(title)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

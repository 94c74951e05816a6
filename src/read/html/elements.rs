//! The names of elements to what they do to the text in them, after the standard's own lists
//! (WHATWG HTML, sections 4 and 15.3), shortened to what is heard.

/// What an element does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Does {
    /// Stands inside a paragraph.
    Inline,
    /// Begins and ends a paragraph.
    Block,
    /// A heading of this level.
    Heading(u8),
    /// Holds nothing, has no end.
    Void,
    /// What it holds is no text for people.
    Dropped,
    /// Is looked through as if it were not there.
    Nothing,
}

/// What the element of that name (lower case) does.
pub(super) fn does(name: &str) -> Does {
    match name {
        "h1" => Does::Heading(1),
        "h2" => Does::Heading(2),
        "h3" => Does::Heading(3),
        "h4" => Does::Heading(4),
        "h5" => Does::Heading(5),
        "h6" => Does::Heading(6),
        "area" | "base" | "basefont" | "bgsound" | "br" | "col" | "embed" | "frame" | "hr"
        | "image" | "img" | "input" | "link" | "meta" | "param" | "source" | "track" | "wbr" => {
            Does::Void
        }
        "html" | "head" | "frameset" => Does::Nothing,
        "script" | "style" | "template" | "title" | "svg" | "iframe" | "noframes" | "noembed"
        | "datalist" => Does::Dropped,
        "address" | "article" | "aside" | "audio" | "blockquote" | "body" | "button" | "canvas"
        | "caption" | "center" | "colgroup" | "dd" | "details" | "dialog" | "dir" | "div"
        | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "header"
        | "hgroup" | "label" | "legend" | "li" | "listing" | "main" | "map" | "menu" | "nav"
        | "noscript" | "object" | "ol" | "optgroup" | "option" | "p" | "plaintext" | "pre"
        | "search" | "section" | "select" | "summary" | "table" | "tbody" | "td" | "textarea"
        | "tfoot" | "th" | "thead" | "tr" | "ul" | "video" | "xmp" => Does::Block,
        _ => Does::Inline,
    }
}

/// Ends an open `<p>` when it begins (13.2.6.4.7); `<label>` and `<button>` stand inside one.
pub(super) fn ends_paragraph(name: &str) -> bool {
    matches!(does(name), Does::Block | Does::Heading(_))
        && !matches!(
            name,
            "label" | "button" | "select" | "object" | "audio" | "video" | "canvas" | "map"
        )
        && !matches!(name, "option" | "optgroup" | "noscript" | "textarea")
}

/// The elements that one of this name ends where it begins, and those at which to stop looking.
pub(super) fn ends(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li"], &["ul", "ol", "menu", "dir"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "tr" => (&["tr"], &["table"]),
        "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot", "caption"], &["table"]),
        "option" | "optgroup" => (&["option"], &["select"]),
        _ => (&[], &[]),
    }
}

/// Elements out of which a stray end tag inside does not reach.
pub(super) const BARRIERS: &[&str] = &["table", "td", "th", "caption", "button"];

/// May this end tag reach out of a barrier?
pub(super) fn reaches_out(name: &str) -> bool {
    matches!(
        name,
        "table" | "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" | "caption" | "button"
    ) || matches!(name, "body" | "html")
}

//! YAML text to a tree of spanned nodes: the only file that knows the YAML library.
//!
//! The tree is built from the library's events and not by deserializing into structs: serde
//! stops at the first unknown key or wrong type, and whoever mistyped three things wants to
//! hear of three. Duplicate keys stay in the tree for the same reason.

mod node;

pub use node::{Node, Value};

use super::{Diagnostic, Diagnostics, Source, Span};
use serde_yaml::granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Tag};
use std::collections::BTreeMap;

/// More bytes than this are no cast file, no front matter.
pub const MAX_BYTES: usize = 1 << 20;
/// Nodes in the tree, those that aliases repeat counted each time.
pub const MAX_NODES: usize = 50_000;
/// Lists and maps within one another.
pub const MAX_DEPTH: usize = 32;

/// Reads the YAML in a part of a source; an empty part is [`Value::Null`].
///
/// `None` if it is not YAML, or beyond one of the limits: then an error was added to `diags`.
/// (Where the syntax breaks nothing after it can be read, so of these there is only one.)
pub fn parse(source: &Source, within: Span, diags: &mut Diagnostics) -> Option<Node> {
    let text = source.slice(within);
    if text.len() > MAX_BYTES {
        diags.push(
            Diagnostic::error(source, Span::at(within.start), "too long to be read").label(
                format!("{} bytes; at most {MAX_BYTES} are read", text.len()),
            ),
        );
        return None;
    }
    let mut tree = Tree {
        source,
        offset: within.start,
        open: Vec::new(),
        root: None,
        anchors: BTreeMap::new(),
        nodes: 0,
        documents: 0,
        sound: true,
    };
    let mut parser = Parser::new_from_str_with_options(
        text,
        serde_yaml::granit_parser::options! {
            emit_comments: false,
            emit_unresolved_aliases: true,
            disallow_directives: true,
        },
    );
    while let Some(event) = parser.next_event() {
        let done = match event {
            Ok((event, span)) => {
                if let Some(tag) = event.tag().filter(|tag| tag.core_suffix().is_none()) {
                    let at = span.tag_span().unwrap_or(span).byte_range();
                    let at = at.map_or(0, |range| range.start) + within.start;
                    let at = Span::new(at, at + tag.original().len());
                    diags.push(unknown_tag(source, at, tag));
                }
                let span = span.byte_range().map_or(Span::at(within.start), |range| {
                    Span::new(within.start + range.start, within.start + range.end)
                });
                tree.event(event, span, diags)
            }
            Err(error) => Err(syntax_error(source, within, &error)),
        };
        if let Err(problem) = done {
            diags.push(*problem);
            return None;
        }
    }
    let root = tree
        .root
        .unwrap_or_else(|| Node::scalar("", true, Span::at(within.start)));
    tree.sound.then_some(root)
}

/// What is wrong, where nothing more can be read after it. Boxed: it is large and rare.
type Fatal = Box<Diagnostic>;

/// The tree while it grows.
struct Tree<'a> {
    source: &'a Source,
    offset: usize,
    open: Vec<Open>,
    root: Option<Node>,
    /// Complete anchored nodes, each with the number of nodes in it.
    anchors: BTreeMap<usize, (Node, usize)>,
    nodes: usize,
    documents: usize,
    /// Nothing was reported that a walker would trip over again.
    sound: bool,
}

/// A list or map whose end was not seen yet.
struct Open {
    start: Span,
    anchor: usize,
    /// Children; of a map, keys and values in turn.
    children: Vec<Node>,
    map: bool,
    /// [`Tree::nodes`] when it began.
    before: usize,
}

impl Tree<'_> {
    fn event(
        &mut self,
        event: Event<'_>,
        span: Span,
        diags: &mut Diagnostics,
    ) -> Result<(), Fatal> {
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(Box::new(
                        Diagnostic::error(self.source, span, "a second YAML document begins here")
                            .hint("keep everything above one `---`"),
                    ));
                }
            }
            Event::Scalar(text, style, anchor, tag) => {
                let words = tag.as_deref().and_then(Tag::core_suffix) == Some("str");
                let plain = style == ScalarStyle::Plain && !words;
                let node = Node::scalar(&text, plain, self.trim(span));
                self.add(node, 1, anchor)?;
            }
            Event::SequenceStart(_, anchor, _) => self.begin(span, anchor, false)?,
            Event::MappingStart(_, anchor, _) => self.begin(span, anchor, true)?,
            Event::SequenceEnd | Event::MappingEnd => self.end(span)?,
            Event::Alias(id) => {
                let Some((node, count)) = self.anchors.get(&id) else {
                    return Err(Box::new(Diagnostic::error(
                        self.source,
                        span,
                        "an alias to something that it is itself a part of",
                    )));
                };
                let count = *count;
                // Counted before it is copied: this is where a "billion laughs" file grows.
                if self.nodes + count > MAX_NODES {
                    return Err(self.too_many(span));
                }
                let node = Node {
                    span,
                    ..node.clone()
                };
                self.add(node, count, 0)?;
            }
            Event::UnresolvedAlias(name) => {
                self.sound = false;
                diags.push(
                    Diagnostic::error(self.source, span, format!("nothing is called `&{name}`"))
                        .hint("a text that begins with `*` wants quotes"),
                );
                self.add(Node::scalar("", true, span), 1, 0)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, start: Span, anchor: usize, map: bool) -> Result<(), Fatal> {
        if self.open.len() >= MAX_DEPTH {
            return Err(Box::new(
                Diagnostic::error(self.source, start, "nested too deeply")
                    .label(format!("at most {MAX_DEPTH} levels are read")),
            ));
        }
        self.open.push(Open {
            start,
            anchor,
            children: Vec::new(),
            map,
            before: self.nodes,
        });
        Ok(())
    }

    fn end(&mut self, span: Span) -> Result<(), Fatal> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        // The end of a block is only known from what follows, so its span is that of what is
        // in it; a `[…]` or `{…}` ends with its bracket.
        let mut whole = open.start;
        for child in &open.children {
            whole = whole.to(child.span);
        }
        if matches!(self.source.slice(span), "]" | "}") {
            whole = whole.to(span);
        }
        let value = if open.map {
            Value::Map(pairs(open.children))
        } else {
            Value::List(open.children)
        };
        let node = Node {
            value,
            span: self.trim(whole),
            text: String::new(),
        };
        let count = 1 + self.nodes - open.before;
        self.nodes = open.before;
        self.add(node, count, open.anchor)
    }

    /// Puts a complete node of so many nodes where it belongs.
    fn add(&mut self, node: Node, count: usize, anchor: usize) -> Result<(), Fatal> {
        self.nodes += count;
        if self.nodes > MAX_NODES {
            return Err(self.too_many(node.span));
        }
        if anchor > 0 {
            self.anchors.insert(anchor, (node.clone(), count));
        }
        match self.open.last_mut() {
            Some(open) => open.children.push(node),
            None => self.root = Some(node),
        }
        Ok(())
    }

    fn too_many(&self, span: Span) -> Fatal {
        Box::new(
            Diagnostic::error(self.source, span, "too much in one file").label(format!(
                "at most {MAX_NODES} values are read, repeats counted"
            )),
        )
    }

    /// Without the white space that a block or a folded text ends with.
    fn trim(&self, span: Span) -> Span {
        let text = self.source.slice(span);
        let end = span.start + text.trim_end().len();
        Span::new(span.start.max(self.offset), end.max(span.start))
    }
}

/// Keys and values in turn to pairs; an empty value is told at its key, since the place that
/// YAML gives to nothing lies on some later line.
fn pairs(children: Vec<Node>) -> Vec<(Node, Node)> {
    let mut pairs = Vec::with_capacity(children.len() / 2);
    let mut children = children.into_iter();
    while let (Some(key), Some(mut value)) = (children.next(), children.next()) {
        if value.span.is_empty() {
            value.span = key.span;
        }
        pairs.push((key, value));
    }
    pairs
}

/// `!name` would change what a value means, and nothing here knows how.
fn unknown_tag(source: &Source, span: Span, tag: &Tag) -> Diagnostic {
    let message = format!("the tag `{}` means nothing here", tag.original());
    Diagnostic::error(source, span, message).hint("a text that begins with `!` wants quotes")
}

/// The library's error in words that say what to do.
fn syntax_error(source: &Source, within: Span, error: &ScanError) -> Fatal {
    let at = within.start + error.marker().byte_offset().unwrap_or(0);
    let at = at.min(within.end);
    let mut rest = source.slice(Span::new(at, within.end));
    if let ErrorKind::TabInPlainScalar = error.kind() {
        // The library points at the beginning of the text that the tab broke off.
        rest = rest.find('\t').map_or(rest, |tab| &rest[tab..]);
    }
    let at = within.end - rest.len();
    let first = rest.chars().next().filter(|c| !c.is_control());
    let span = Span::new(at, at + first.map_or(0, char::len_utf8));
    let hint = match error.kind() {
        ErrorKind::MappingValueNotAllowed
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::InvalidMappingValueWhitespace => {
            "a text with `: ` in it wants quotes; keys of one map stand below one another"
        }
        ErrorKind::TabInIndentation
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabNotAllowed
        | ErrorKind::TabInPlainScalar => "indent with spaces; YAML allows no tabs there",
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            "a quote that opens must close; inside '…' an apostrophe is written twice"
        }
        ErrorKind::UnknownQuotedScalarEscape => {
            "in \"…\" a backslash is written twice; '…' takes it as it stands"
        }
        ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::MisplacedFlowCollectionEnd
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator => {
            "every `[` needs its `]`, every `{` its `}`, and commas between"
        }
        ErrorKind::UnexpectedCharacter { .. } | ErrorKind::DirectiveDisallowed => {
            "a text that begins with a character like this wants quotes"
        }
        ErrorKind::SimpleKeyExpected | ErrorKind::ExpectedBlockMappingKey => {
            "a line of a map is `key: value`, with a space after the colon"
        }
        _ => "keys of one map begin in the same column; what belongs to a key stands further in",
    };
    Box::new(
        Diagnostic::error(source, span, "the YAML cannot be read from here on")
            .label(error.info())
            .hint(hint),
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::diag::Severity;
    use proptest::prelude::*;

    fn read(text: &str) -> (Option<Node>, Source, Diagnostics) {
        let source = Source::new("cast.yaml", text);
        let mut diags = Diagnostics::new();
        let node = parse(&source, Span::new(0, text.len()), &mut diags);
        (node, source, diags)
    }

    fn good(text: &str) -> (Node, Source) {
        let (node, source, diags) = read(text);
        assert!(diags.is_empty(), "{diags:?}");
        (node.unwrap(), source)
    }

    /// The slices of all scalars, in order of the tree.
    fn slices<'a>(node: &Node, source: &'a Source, into: &mut Vec<&'a str>) {
        match &node.value {
            Value::List(items) => items.iter().for_each(|n| slices(n, source, into)),
            Value::Map(pairs) => pairs.iter().for_each(|(k, v)| {
                slices(k, source, into);
                slices(v, source, into);
            }),
            _ => into.push(source.slice(node.span)),
        }
    }

    fn map(node: &Node) -> &[(Node, Node)] {
        match &node.value {
            Value::Map(pairs) => pairs,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn scalars_follow_the_core_schema_and_keep_their_text() {
        let table: &[(&str, Value)] = &[
            ("2001", Value::Number(2001.0)),
            ("-4", Value::Number(-4.0)),
            ("+.5", Value::Number(0.5)),
            ("1e3", Value::Number(1000.0)),
            ("0x10", Value::Number(16.0)),
            ("0o17", Value::Number(15.0)),
            ("no", Value::Text("no".into())),
            ("yes", Value::Text("yes".into())),
            ("inf", Value::Text("inf".into())),
            ("1_000", Value::Text("1_000".into())),
            ("800ms", Value::Text("800ms".into())),
            ("2024-05-01", Value::Text("2024-05-01".into())),
            ("true", Value::Bool(true)),
            ("~", Value::Null),
            ("'2001'", Value::Text("2001".into())),
            ("!!str 2001", Value::Text("2001".into())),
            ("\"a\\tb\"", Value::Text("a\tb".into())),
        ];
        for (text, value) in table {
            assert_eq!(&good(text).0.value, value, "{text}");
        }
        assert_eq!(good("2001").0.text(), Some("2001"));
        assert_eq!(good("1.50").0.text(), Some("1.50"));
        assert_eq!(good("[1]").0.text(), None);
        assert!(matches!(good("").0.value, Value::Null));
        assert!(matches!(good("# only words\n").0.value, Value::Null));
    }

    #[test]
    fn spans_are_exact_in_bytes_whatever_stands_before() {
        let text = "Zoë Müller: {say: 'ツォ ë', gain: -1.5}  # ñ\nпауза:\n  - a b\n  - \"ç\"\n";
        let (node, source) = good(text);
        let mut found = Vec::new();
        slices(&node, &source, &mut found);
        assert_eq!(
            found,
            [
                "Zoë Müller",
                "say",
                "'ツォ ë'",
                "gain",
                "-1.5",
                "пауза",
                "a b",
                "\"ç\""
            ]
        );
        let pairs = map(&node);
        assert_eq!(source.slice(pairs[0].1.span), "{say: 'ツォ ë', gain: -1.5}");
        assert_eq!(source.slice(pairs[1].1.span), "- a b\n  - \"ç\"");
        assert_eq!(source.line_column(pairs[1].0.span.start), (2, 1));
    }

    #[test]
    fn blocks_and_folded_texts_end_where_their_last_word_ends() {
        let (node, source) = good("a:\n  b: |\n    one\n    two\n\n\nc: x\r\nd:\ne: y\n");
        let pairs = map(&node);
        assert!(source.slice(pairs[0].1.span).ends_with("two"));
        assert_eq!(source.slice(pairs[1].1.span), "x");
        // Nothing stands after `d:`, so the key is where it is told.
        assert_eq!(source.slice(pairs[2].1.span), "d");
        assert!(matches!(pairs[2].1.value, Value::Null));
    }

    #[test]
    fn a_part_of_a_source_has_the_spans_of_the_whole() {
        let text = "---\ntitle: é\n---\nWords: [not yaml\n";
        let source = Source::new("x.md", text);
        let mut diags = Diagnostics::new();
        let within = Span::new(4, text.find("\n---\nW").unwrap() + 1);
        let node = parse(&source, within, &mut diags).unwrap();
        assert_eq!(source.slice(map(&node)[0].1.span), "é");
        assert_eq!(source.line(map(&node)[0].0.span.start), 2);
    }

    #[test]
    fn duplicate_keys_all_stay() {
        let (node, source) = good("a: 1\nb: 2\na: 3\n");
        let keys: Vec<_> = map(&node)
            .iter()
            .map(|(k, _)| source.slice(k.span))
            .collect();
        assert_eq!(keys, ["a", "b", "a"]);
    }

    #[test]
    fn aliases_repeat_a_value_where_they_stand() {
        let (node, source) = good("a: &x {rate: 2}\nb: *x\n");
        let pairs = map(&node);
        assert_eq!(map(&pairs[0].1)[0].1.value, map(&pairs[1].1)[0].1.value);
        assert_eq!(source.slice(pairs[1].1.span), "*x");
    }

    #[test]
    fn what_cannot_be_read_is_told_at_its_line_once() {
        let table = [
            ("a: b: c\n", "1:5"),
            ("a: 1\n\tb: 2\n", "2:1"),
            ("a: [1, 2\nb: 3\n", "2:2"),
            ("a: 'x\n", "2:1"),
            ("a: \"x\\q\"\n", "1:4"),
            ("a: @x\n", "1:4"),
            ("a: 1\n---\nb: 2\n", "2:1"),
            ("a: *nobody\n", "1:4"),
            ("&a [*a]\n", "1:5"),
            ("a: !py x\n", "1:4"),
        ];
        for (text, place) in table {
            let (_, source, diags) = read(text);
            assert_eq!(diags.count(Severity::Error), 1, "{text}: {diags:?}");
            let d = diags.iter().next().unwrap();
            let (line, column) = source.line_column(d.span.unwrap().start);
            assert_eq!(format!("{line}:{column}"), place, "{text}: {d:?}");
            assert!(!d.hints.is_empty() || text.starts_with('&'), "{text}");
        }
    }

    #[test]
    fn bombs_are_refused_quickly() {
        let mut laughs = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for n in 1..30 {
            let before = format!("*a{}", n - 1);
            laughs += &format!("a{n}: &a{n} [{}]\n", vec![before; 10].join(", "));
        }
        let deep = "[".repeat(100_000);
        let long = "x".repeat(MAX_BYTES + 1);
        let wide = "- 1\n".repeat(MAX_NODES + 1);
        let nested = (0..100).fold(String::new(), |all, n| all + &"  ".repeat(n) + "a:\n");
        for bomb in [laughs, deep, long, wide, nested] {
            let (node, _, diags) = read(&bomb);
            assert!(node.is_none() && diags.has_errors(), "{}", &bomb[..40]);
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic_and_spans_lie_inside(text in "(?s)[-:,&*!\\[\\]{}'\"|>#%@ a-cé\n\t~?.0-9]{0,60}") {
            let (node, source, diags) = read(&text);
            prop_assert!(node.is_some() || diags.has_errors());
            fn inside(node: &Node, text: &str) -> bool {
                text.get(node.span.start..node.span.end).is_some() && match &node.value {
                    Value::List(items) => items.iter().all(|n| inside(n, text)),
                    Value::Map(pairs) => pairs.iter().all(|(k, v)| inside(k, text) && inside(v, text)),
                    _ => true,
                }
            }
            prop_assert!(node.is_none_or(|n| inside(&n, source.text())));
            for d in &diags {
                prop_assert!(d.span.is_none_or(|s| text.get(s.start..s.end).is_some()));
            }
        }
    }
}

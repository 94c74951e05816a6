//! Small pages, each with the blocks that it must become.

use super::super::tests::well_formed;
use super::*;
use proptest::prelude::*;

fn document(html: &str) -> Document {
    let file = RawFile {
        path: "x.html".into(),
        bytes: html.as_bytes().to_vec(),
    };
    let document = read(&file, &Limits::default(), &mut Diagnostics::new()).unwrap();
    well_formed(&document);
    document
}

/// Blocks as lines: kind, region (unless it is the text), `speaker>`, text with its styles.
fn lines(document: &Document) -> Vec<String> {
    let blocks = document.blocks.iter().map(|block| {
        let kind = match block.kind {
            BlockKind::Paragraph => String::new(),
            BlockKind::Heading(level) => format!("h{level} "),
            BlockKind::ListItem(None) => "li ".into(),
            BlockKind::ListItem(Some(n)) => format!("li{n} "),
            BlockKind::Quote(depth) => format!("q{depth} "),
            BlockKind::Row => "row ".into(),
            BlockKind::Rule => "rule".into(),
            BlockKind::Cue => "cue ".into(),
        };
        let region = match block.region {
            Region::Main => String::new(),
            region => format!("{region:?} "),
        };
        let speaker = block.speaker.as_ref().map(|s| format!("{s}> "));
        let runs = block.runs.iter().map(|run| {
            let mark = match run.style {
                Style { image: true, .. } => "!",
                Style {
                    superscript: true, ..
                } => "^",
                Style { bold: true, .. } => "*",
                Style { italic: true, .. } => "/",
                _ => "",
            };
            format!("{mark}{}{mark}", run.text)
        });
        let text = runs.collect::<String>();
        format!("{kind}{region}{}{text}", speaker.unwrap_or_default())
    });
    blocks.collect()
}

#[test]
fn pages_and_their_blocks() {
    let cases: &[(&str, &[&str])] = &[
        (
            "<p>One <b>two</b>\n  three.</p><p>Four",
            &["One *two* three.", "Four"],
        ),
        ("<p>A<p>B<p>C</p>", &["A", "B", "C"]),
        (
            "<body>Loose text<div>and <i>soup</i></div>tail",
            &["Loose text", "and /soup/", "tail"],
        ),
        (
            "<div>Q<div>A</div></div><div><span>x</span></div>",
            &["Q", "A", "x"],
        ),
        (
            "<p>caf&eacute;&nbsp;&amp; AT&T &lt;3</p>",
            &["café & AT&T <3"],
        ),
        ("<p>&nbsp;</p><p> </p><p>x</p>", &["x"]),
        ("<p>soft&shy;ware</p>", &["software"]),
        (
            "<h1>T <em>x</em></h1><h2>S<h3>U</h3>",
            &["h1 T /x/", "h2 S", "h3 U"],
        ),
        ("<h2>A</h3><p>b", &["h2 A", "b"]),
        (
            "<ol start=3><li>a<li value=9><p>b</p><p>c</p></li><li>d</ol><ul><li>x</ul>",
            &["li3 a", "li9 b", "li9 c", "li10 d", "li x"],
        ),
        (
            "<ul><li>a<ul><li>b</ul><li>c</ul>",
            &["li a", "li b", "li c"],
        ),
        (
            "<blockquote>q<blockquote><p>r</p></blockquote></blockquote><hr><p>s",
            &["q1 q", "q2 r", "rule", "s"],
        ),
        ("<p><b>Q <i>x</b> y</i> z</p>", &["*Q **x*/ y/ z"]),
        ("<p><b>Q<p>A", &["*Q*", "A"]),
        ("<b><p>Q</p></b><p>A</p>", &["*Q*", "A"]),
        (
            "<p style='font-weight:bold'>Q<p>A <span style='font-style: italic'>x</span>",
            &["*Q*", "A /x/"],
        ),
        (
            "<b style='font-weight:normal'><p>A <b>Q</b></p></b>",
            &["A *Q*"],
        ),
        (
            "<style>.c1{font-weight:700}</style><p><span class=c1>Q?</span></p><p>A",
            &["*Q?*", "A"],
        ),
        (
            "<p class=question>Why?</p><p class=answer>So it was, and it went on.</p>",
            &["*Why?*", "So it was, and it went on."],
        ),
        (
            "<p><span class=interviewer>Why?</span> So.</p>",
            &["*Why?* So."],
        ),
        (
            "<p>Note<sup>1</sup> and<a href='#fn2'>[2]</a></p>",
            &["Note^1^ and^[2]^"],
        ),
        (
            "<p><img src=x alt='A tram'></p><p>Text <img alt='a sign'>goes on<img alt=''>.</p>",
            &["!A tram!", "Text goes on."],
        ),
        ("<p><img alt=T>he tram</p>", &["The tram"]),
        ("<img alt='a &amp; b'>", &["!a & b!"]),
        // Nothing that is not text.
        (
            "<p>a<script>if (x<y) { '<p>no</p>' }</script>b</p><style>p{}</style><template><p>no</p></template><!-- <p>no</p> -->",
            &["ab"],
        ),
        ("<svg><title>no</title><text>no</text></svg><p>a", &["a"]),
        (
            "<p>a</p><![if !supportEmptyParas]><p class=MsoNormal>b<o:p></o:p></p><!--[if gte mso 9]><xml>no</xml><![endif]-->",
            &["a", "b"],
        ),
        ("<p>a <!-- x --> b</p>", &["a b"]),
        (
            "<p>a<span style='display:none'>no</span>b<span class=sr-only>no</span></p>",
            &["ab"],
        ),
        ("<p>x < y and a<b, 1 <2", &["x < y and a"]),
        ("<p>a <a href=\"x>b</a> c</p><p>d", &["a b c", "d"]),
        ("<p>a</p><p class=", &["a"]),
        ("<p>a</p><script>if (b <c", &["a"]),
        // Breaks.
        (
            "<p>One.<br><br>Two,<br>\ntwo.<br/><br/><br/>Three.",
            &["One.", "Two, two.", "Three."],
        ),
        (
            "<p>ANNA: Why?<br>BEN: So.<br>And so.<br>ANNA: Ah.</p>",
            &["ANNA: Why?", "BEN: So.", "And so.", "ANNA: Ah."],
        ),
        (
            "<p><b>Why?</b><br>Because it was.<br><b>And?</b><br>Nothing.</p>",
            &["*Why?*", "Because it was.", "*And?*", "Nothing."],
        ),
        (
            "<p><b>Anna:</b><br>because it was.</p>",
            &["*Anna:* because it was."],
        ),
        ("<h1>First<br>Light</h1>", &["h1 First Light"]),
        ("Q: Why?<br>\nA: So.<br>\n", &["Q: Why?", "A: So."]),
        (
            "<pre>ANNA: Why\nnot?\n\nBEN: So.\nANNA: Ah.</pre>",
            &["ANNA: Why not?", "BEN: So.", "ANNA: Ah."],
        ),
        (
            "<p>– Et après ?<br>– Rien.</p>",
            &["– Et après ?", "– Rien."],
        ),
        // Speakers.
        (
            "<p><span class=speaker>Anna Berg:</span> Why?</p><p>And <span class=speaker>how</span>?</p>",
            &["Anna Berg> Why?", "And how?"],
        ),
        (
            "<p><span class=speaker>Anna</span>: Why?</p>",
            &["Anna> Why?"],
        ),
        (
            "<div class=turn><div class='speaker'>Anna</div><div>Why?</div><div>How?</div></div><div class=speaker>Ben</div><p>So.",
            &["Anna> Why?", "How?", "Ben> So."],
        ),
        ("<p data-speaker='Anna'>Why?</p>", &["Anna> Why?"]),
        (
            "<table><tr><th>Speaker<th>Text<tr><td>Anna<td>Why?<tr><td>Ben<td>So.<p>And so.</table>",
            &["Anna> Why?", "Ben> So.", "Ben> And so."],
        ),
        (
            "<table><tr><td>Zeit</td><td>Sprecher</td><td>Text</td></tr><tr><td>00:01</td><td>Anna:</td><td>Wie?</td></tr><tr><td>00:02</td><td></td><td>Was?</td></tr></table>",
            &["Anna> Wie?", "Was?"],
        ),
        (
            "<table><tr><td>Anna<td>How did it all begin?<tr><td>Ben<td>With a tram, I think.<tr><td>Anna<td>And what then?</table>",
            &[
                "Anna> How did it all begin?",
                "Ben> With a tram, I think.",
                "Anna> And what then?",
            ],
        ),
        (
            "<table><tr><th>Year<th>Film<tr><td>1990<td><i>Tram</i></table>",
            &["row *Year* *Film*", "row 1990 /Tram/"],
        ),
        (
            "<table><tr><td><p>One.</p><p>Two.</p></td></tr></table>",
            &["One.", "Two."],
        ),
        (
            "<dl><dt>Anna:<dd>Why did you go?<dt>Ben:<dd>Because of it all.<dd>And more.</dl>",
            &[
                "Anna> Why did you go?",
                "Ben> Because of it all.",
                "Ben> And more.",
            ],
        ),
        (
            "<dl><dt>Why did you go?<dd>Because of it.</dl>",
            &["*Why did you go?*", "Because of it."],
        ),
    ];
    let mut wrong = Vec::new();
    for (html, blocks) in cases {
        let found = lines(&document(html));
        if found != *blocks {
            wrong.push(format!("{html}\n  found {found:?}\n  not   {blocks:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const STORY: &str = "<p>The tram went up the hill past the old market, where the lamps were still \
    lit, and nobody on it said a word until the last stop.</p>";

#[test]
fn parts_of_the_page() {
    let story = "The tram went up the hill past the old market, where the lamps were still lit, \
        and nobody on it said a word until the last stop.";
    let cases: &[(&str, &[&str])] = &[
        (
            "<nav><ul><li><a href=/>Home</a></ul></nav>STORY<footer>© Example</footer>",
            &["li Navigation Home", "STORY", "Footer © Example"],
        ),
        (
            "<header><p>The Example</p></header><article><header><h1>T</h1><p>Deck.</p></header>STORY<footer>Tags</footer></article>",
            &[
                "Header The Example",
                "h1 T",
                "Deck.",
                "STORY",
                "Footer Tags",
            ],
        ),
        (
            "STORY<div class=share-bar>Tweet</div><div class='related-posts'><h3>More</h3></div><div id=comments><p>Nice!</p></div>",
            &["STORY", "Control Tweet", "h3 Aside More", "Comments Nice!"],
        ),
        (
            "<body class=has-sidebar><div class='ad-layout'><div class=header-article>STORY</div></div>",
            &["STORY"],
        ),
        (
            "<form id=aspnetForm>STORY<button>Go</button></form>",
            &["STORY", "Control Go"],
        ),
        (
            "STORY<figure><img alt='A tram'><figcaption>A tram. <cite>Photo: Jo</cite></figcaption></figure>",
            &["STORY", "Caption !A tram!", "Caption A tram. /Photo: Jo/"],
        ),
        (
            "STORY<figure class=wp-block-table><table><tr><td>Q: Why did it go up the hill?</td></tr></table></figure>",
            &["STORY", "Q: Why did it go up the hill?"],
        ),
        (
            "STORY<blockquote class=pullquote>Nobody said a word</blockquote>",
            &["STORY", "q1 PullQuote Nobody said a word"],
        ),
        (
            "STORY<div hidden>x</div><div aria-hidden=true>y</div><div style='display: none'>z</div>",
            &["STORY", "Control x", "Control y", "Control z"],
        ),
        ("<div style='display:none'>STORY</div>", &["STORY"]),
        (
            "STORY<noscript>Enable scripts</noscript><div role=dialog>We use cookies</div>",
            &["STORY", "Control Enable scripts", "Control We use cookies"],
        ),
        (
            "STORY<ol class=footnotes><li id=fn1>A note</ol><aside role=doc-footnote>B</aside>",
            &["STORY", "li1 Note A note", "Note B"],
        ),
        (
            "STORY<pre><code class=language-x>let x = 1;</code></pre>",
            &["STORY", "Code let x = 1;"],
        ),
        (
            "<div>Our paper</div><h1>T</h1><article>STORY</article><div>Ten more trams</div>",
            &["Header Our paper", "h1 T", "STORY", "Footer Ten more trams"],
        ),
        (
            "<main><article class=message>STORY</article><article class=message>STORY</article></main>",
            &["STORY", "STORY"],
        ),
        (
            "<div class=top><p>Deck.</p></div><div class=entry-content>STORY</div><p>More trams</p>",
            &["Deck.", "STORY", "Footer More trams"],
        ),
        ("<p class=byline>By Jo</p>STORY", &["Header By Jo", "STORY"]),
    ];
    let mut wrong = Vec::new();
    for (html, blocks) in cases {
        let found = lines(&document(&html.replace("STORY", STORY)));
        let found: Vec<String> = found.iter().map(|f| f.replace(story, "STORY")).collect();
        if found != *blocks {
            wrong.push(format!("{html}\n  found {found:?}\n  not   {blocks:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_caption_below_an_image_is_told_by_its_dress() {
    let text = "Words of the page that are many more than those of the caption. ".repeat(3);
    for (html, caption) in [
        (
            "<p><img src=a><br><i>The bell of the east tower, today</i></p>",
            true,
        ),
        (
            "<p><img src=a><br><i>The bell as it hangs today.</i></p>",
            true,
        ),
        (
            "<p><img src=a></p><p><em>The bell of the east tower</em></p>",
            true,
        ),
        (
            "<div><img src=a alt=bell><span>The bell, 1987 (family archive)</span></div>",
            true,
        ),
        (
            "<p style='text-align:center'><img src=a><br>A sheet of stamps</p>",
            true,
        ),
        (
            "<p>So.<br><img src=a><br><i>A sheet of stamps</i></p>",
            true,
        ),
        (
            "<p><img src=a></p><p><em>You never stopped.</em></p>",
            false,
        ),
        ("<p><img src=a></p><p><em>Did you stop?</em></p>", false),
        ("<p><img src=a> I never stopped.</p>", false),
        ("<p><img src=a><b>And the lowest</b></p>", false),
        ("<p><img src=a></p><p>And the lowest</p>", false),
        ("<p><img src=a>ANNA: And the lowest</p>", false),
        ("<p>See <img src=a> there</p>", false),
    ] {
        let document = document(&format!("<body><p>{text}</p>{html}<p>{text}</p></body>"));
        let captions = document
            .blocks
            .iter()
            .filter(|b| b.region == Region::Caption);
        assert_eq!(captions.count() == 1, caption, "{html}");
    }
}

#[test]
fn title_and_languages() {
    for (html, title, language) in [
        (
            "<html lang=de-AT><title> Zwei\n St&uuml;hle </title><p>x",
            Some("Zwei Stühle"),
            Some("de-AT"),
        ),
        (
            "<title>Two Chairs | Example</title><h1>Two Chairs</h1>",
            Some("Two Chairs"),
            None,
        ),
        (
            "<title>T</title><meta property='og:title' content='Two &amp; Three'><p>x",
            Some("Two & Three"),
            None,
        ),
        (
            "<meta http-equiv=Content-Language content=fr><p>x",
            None,
            Some("fr"),
        ),
        ("<p>x", None, None),
    ] {
        let document = document(html);
        assert_eq!(document.title.as_deref(), title);
        assert_eq!(document.language.as_deref(), language);
    }
    let document = document("<html lang=en><p>A<p lang=es>B<div lang=fr><p>C</div><p>D");
    let languages: Vec<_> = document
        .blocks
        .iter()
        .map(|b| b.language.as_deref())
        .collect();
    assert_eq!(languages, [None, Some("es"), Some("fr"), None]);
}

#[test]
fn pages_are_known_by_their_beginning() {
    for (text, is) in [
        ("<!DOCTYPE html><p>", true),
        ("\n <!-- saved -->\n<HTML>", true),
        ("<?xml version='1.0'?><!DOCTYPE html><html xmlns='x'>", true),
        ("<?xml version='1.0'?><rss>", false),
        ("<p>a</p>\n<p>b</p>\n<p>c</p>", true),
        (
            "<p align=center><img src=x></p>\n\n# Title\n\n**Anna:** Why?<br>\n<br>\n<br>",
            false,
        ),
        ("<b>Why?</b> he said", false),
        ("<Anna> Why?\n<Ben> So.\n", false),
        ("Q: What does <p> mean?</p></p></p>", false),
        ("# T\n\n<div>x</div>", false),
    ] {
        assert_eq!(sniff(text.as_bytes()), is, "{text}");
    }
}

#[test]
fn a_page_without_a_tag_is_text() {
    let document = document("ANNA: Why?\nBEN: So.\n\nANNA: Ah & oh.\n");
    assert_eq!(document.format, "text");
    assert_eq!(document.blocks.len(), 3);
}

#[test]
fn hostile_pages_are_read() {
    let many = |piece: &str, n: usize| piece.repeat(n);
    let n = 20_000;
    for html in [
        many("<div>", n) + "deep" + &many("</div>", n),
        many("<b>", n) + "x" + &many("</b>", n),
        many("<b><i>", n) + "x" + &many("</b>", n),
        many("<div>", n) + &many("</p>x", n),
        many("<div class='share related'>", n) + "x",
        many("<p>x", n),
        many("<a", n),
        many("<", n) + ">",
        many("&", n) + &many("&amp", n),
        many("x<br>", n),
        many("<table><tr><td>", n) + "x",
        many("<dl><dt>a<dd>b", n),
        many("<li>x", n),
        many("<span class=speaker>a", n),
        "<p>".to_owned() + &many("x <span class=speaker>a</span>", n),
        many("<p lang=x>y", n),
        "<p ".to_owned() + &many("a=b ", n) + ">x",
        "<!--".to_owned() + &many("-", n) + "><p>x",
        "<p>x".to_owned() + &many("<svg>", n) + &many("<p>", n),
        "<title>never ended <p>x".into(),
        "<p>x<script>never ended".into(),
        "<p>x\u{c}y\r\nz\rw</p>".into(),
    ] {
        document(&html);
    }
}

#[test]
fn too_many_blocks_are_an_error_with_the_limit() {
    let source = Source::new("x", "<p>a<p>b<p>c<p>d");
    let limits = Limits {
        blocks: 2,
        ..Limits::default()
    };
    let mut diags = Diagnostics::new();
    assert!(blocks(&source, &limits, &mut diags).is_none());
    assert!(diags.iter().next().unwrap().message.contains("limit is 2"));
}

proptest! {
    #[test]
    fn tag_soup_keeps_every_byte(soup in "(<(/)?(p|b|i|div|table|tr|td|dl|dt|dd|li|ol|pre|br|span class=speaker|a href=#fn1|h1|nav|svg|script|style|title|textarea|blockquote|figure|img alt=[a&]x)>|[a-zé:?. \n]{0,5}|&(amp|nbsp|shy|#7|eacute);?|<!--|-->|[<>&'\"/\u{a0}\u{ad}]){0,50}") {
        let file = RawFile { path: "x.html".into(), bytes: soup.into_bytes() };
        let mut diags = Diagnostics::new();
        match read(&file, &Limits::default(), &mut diags) {
            Some(document) => well_formed(&document),
            None => prop_assert!(diags.has_errors()),
        }
    }
}

//! Packages made by hand, part by part, to the blocks that they are.
#![allow(clippy::unwrap_used)]

use super::super::archive::tests::packed;
use super::super::{self as read, Style};
use super::*;

const NS: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

const TYPES: &str =
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";

const RELS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
    </Relationships>";

/// A document with these parts beside its body.
fn package(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let text = format!(
        "<?xml version=\"1.0\"?><w:document {NS}><w:body>{body}<w:sectPr/></w:body></w:document>"
    );
    let mut parts = vec![
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELS),
        ("word/document.xml", text.as_str()),
    ];
    parts.extend(more);
    packed(&parts)
}

fn opened(bytes: Vec<u8>) -> (Option<Document>, Vec<String>) {
    let file = RawFile {
        path: "x.docx".into(),
        bytes,
    };
    let mut diags = Diagnostics::new();
    let document = read::read(&file, &Limits::default(), &mut diags);
    (document, diags.iter().map(|d| d.message.clone()).collect())
}

/// Blocks as `kind who: text`, bold in `*`, italic in `/`, links in `_`, pictures in `!`.
fn shown(document: &Document) -> Vec<String> {
    let blocks = document.blocks.iter();
    blocks
        .map(|block| {
            let runs = block.runs.iter().map(|run| {
                let mark = match run.style {
                    Style { bold: true, .. } => "*",
                    Style { italic: true, .. } => "/",
                    Style { link: true, .. } => "_",
                    Style { image: true, .. } => "!",
                    _ => "",
                };
                format!("{mark}{}{mark}", run.text)
            });
            let kind = match block.kind {
                BlockKind::Paragraph => "p".to_owned(),
                BlockKind::Heading(n) => format!("h{n}"),
                BlockKind::ListItem(Some(n)) => format!("{n}."),
                BlockKind::ListItem(None) => "-".to_owned(),
                BlockKind::Quote(_) => ">".to_owned(),
                BlockKind::Row => "row".to_owned(),
                other => format!("{other:?}"),
            };
            let region = match block.region {
                Region::Main => String::new(),
                other => format!("{other:?} "),
            };
            let who = block.speaker.as_ref().map(|who| format!("{who}| "));
            let who = who.unwrap_or_default();
            format!("{region}{kind} {who}{}", runs.collect::<String>())
        })
        .collect()
}

fn blocks(body: &str) -> Vec<String> {
    let (document, told) = opened(package(body, &[]));
    shown(&document.unwrap_or_else(|| panic!("{told:?}")))
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

#[test]
fn runs_and_what_stands_between_them() {
    let run = |props: &str, text: &str| {
        format!("<w:r><w:rPr>{props}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>")
    };
    let b = "<w:b/>";
    for (inside, expected) in [
        (run(b, "Anna:") + &run("", " Why?"), "p *Anna:* Why?"),
        (run(b, "An") + &run(b, "na:") + &run("<w:b w:val='0'/>", " So."), "p *Anna:* So."),
        (run("<w:b w:val='false'/><w:i/>", "yes"), "p /yes/"),
        (run("<w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange>", "no"), "p no"),
        (run("", "a") + "<w:r><w:tab/></w:r>" + &run("", "b"), "p a\tb"),
        (run("", "a") + "<w:r><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>", "p a-bc"),
        (run("", "a") + "<w:r><w:sym w:font='Wingdings' w:char='F04A'/></w:r>" + &run("", "b"), "p ab"),
        (run("", "a") + "<w:r><w:sym w:font='Arial' w:char='2014'/></w:r>" + &run("", "b"), "p a—b"),
        (format!("<w:hyperlink>{}</w:hyperlink>", run("", "here")), "p _here_"),
        (format!("<w:ins>{}</w:ins>", run("", "kept")), "p kept"),
        (format!("<w:smartTag><w:smartTag>{}</w:smartTag></w:smartTag>", run("", "Rome")), "p Rome"),
        (format!("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", run("", "in")), "p in"),
        (run("<w:caps/>", "Anna:"), "p ANNA:"),
        (run("", "word") + &run("<w:vertAlign w:val='superscript'/>", "12") + &run("", "."), "p word."),
        (run("", "5 m") + &run("<w:vertAlign w:val='superscript'/>", "2"), "p 5 m2"),
        (
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> HYPERLINK \"http://x\" </w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>site</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>\
             <w:r><w:t>, so</w:t></w:r>".to_owned(),
            "p _site_, so",
        ),
        (
            "<w:r><w:drawing><wp:inline><wp:docPr id='1' name='P' descr='a tram'/></wp:inline></w:drawing></w:r>".to_owned(),
            "p !a tram!",
        ),
        ("<w:r><w:ruby><w:rt><w:r><w:t>とう</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>東</w:t></w:r></w:rubyBase></w:ruby></w:r>".to_owned(), "p 東"),
        ("<w:pPr><w:tabs><w:tab w:val='left'/></w:tabs><w:rPr><w:b/></w:rPr></w:pPr>".to_owned() + &run("", "x"), "p x"),
    ] {
        assert_eq!(blocks(&format!("<w:p>{inside}</w:p>")), [expected], "{inside}");
    }
}

#[test]
fn what_is_left_out_is_told() {
    let body = p("kept")
        + "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>a</w:t></w:r>\
           <w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:commentReference w:id='0'/></w:r>\
           <w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom></w:p>\
           <w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Click here.</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    let (document, told) = opened(package(&body, &[]));
    assert_eq!(shown(&document.unwrap()), ["p kept", "p a"]);
    assert_eq!(
        told,
        [
            "1 comment, 2 deleted passages, 1 hidden passage and 1 empty field of a form were left out"
        ]
    );
}

#[test]
fn line_breaks_divide_turns_and_drop_caps_join() {
    let body = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Why go</w:t></w:r><w:r><w:br/><w:t>I had to.</w:t><w:br/><w:t>BEN: Yes</w:t><w:br/><w:t>and no</w:t></w:r></w:p>\
        <w:p><w:pPr><w:framePr w:dropCap='drop'/></w:pPr><w:r><w:t>O</w:t></w:r></w:p><w:p><w:r><w:t>nce upon</w:t></w:r></w:p>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>one </w:t></w:r></w:p><w:p><w:r><w:t>whole</w:t></w:r></w:p>";
    assert_eq!(
        blocks(body),
        [
            "p *Why go*",
            "p I had to.",
            "p BEN: Yes and no",
            "p Once upon",
            "p one whole"
        ]
    );
}

#[test]
fn text_boxes_are_read_once_and_stand_aside() {
    let boxed = "<w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        "<w:p><w:r><w:t>be</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{boxed}</w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{boxed}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>fore and much more</w:t></w:r></w:p>"
    );
    assert_eq!(blocks(&body), ["p before and much more", "Aside p boxed"]);
    let all = format!("<w:p><w:r><w:pict>{boxed}</w:pict></w:r></w:p>");
    assert_eq!(blocks(&all), ["p boxed"]);
}

fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| {
        let paras: String = text.split('\n').map(p).collect();
        format!("<w:tc><w:tcPr/>{paras}</w:tc>")
    };
    let row = |row: &&[&str]| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>());
    format!(
        "<w:tbl><w:tblPr/>{}</w:tbl>",
        rows.iter().map(row).collect::<String>()
    )
}

#[test]
fn tables_of_transcripts_name_their_speakers() {
    for (rows, expected) in [
        (
            &[
                &["Time", "Sprecher", "Text"] as &[&str],
                &["0:01", "Anna:", "Warum?"],
                &["0:04", "Ben", "Darum.\nUnd so."],
                &["", "", "(Pause)"],
            ] as &[&[&str]],
            vec![
                "p Anna| Warum?",
                "p Ben| Darum.",
                "p Ben| Und so.",
                "p (Pause)",
            ],
        ),
        (
            &[
                &["Anna", "Why did you go?"],
                &["Ben", "Because of it all."],
                &["Anna", "I see, I see."],
                &["Ben", "Do you really?"],
            ],
            vec![
                "p Anna| Why did you go?",
                "p Ben| Because of it all.",
                "p Anna| I see, I see.",
                "p Ben| Do you really?",
            ],
        ),
        (
            &[&["Question", "Answer"], &["Why?", "Because."]],
            vec!["p Q| Why?", "p A| Because."],
        ),
        (
            &[&["Date", "12 May"], &["Place", "Lake Oren"]],
            vec!["row Date\t12 May", "row Place\tLake Oren"],
        ),
        (
            &[&["ANNA: Why?\nBEN: So."]],
            vec!["p ANNA: Why?", "p BEN: So."],
        ),
        (
            &[&["a\nb\nc", "d\ne"]],
            vec!["p a", "p b", "p c", "p d", "p e"],
        ),
    ] {
        assert_eq!(blocks(&table(rows)), expected, "{rows:?}");
    }
}

#[test]
fn joined_cells_keep_to_their_columns() {
    let cell =
        |props: &str, text: &str| format!("<w:tc><w:tcPr>{props}</w:tcPr>{}</w:tc>", p(text));
    let body = format!(
        "<w:tbl><w:tr>{}</w:tr><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell("<w:gridSpan w:val='2'/>", "Tape 1"),
        cell("", "Speaker"),
        cell("", "Text"),
        cell("<w:vMerge w:val='restart'/>", "Anna"),
        cell("", "One."),
        cell("<w:vMerge/>", ""),
        cell("", "Two."),
    );
    assert_eq!(blocks(&body), ["p Tape 1", "p Anna| One.", "p Anna| Two."]);
}

#[test]
fn names_before_a_tab_are_a_column() {
    let line = |name: &str, words: &str| {
        format!(
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{name}</w:t></w:r><w:r><w:tab/><w:t>{words}</w:t></w:r></w:p>"
        )
    };
    let body = line("AB", "Why did you go?")
        + &line("CD", "Because of it.")
        + &line("AB", "I see, I see.")
        + &line("CD", "Good for you.");
    assert_eq!(
        blocks(&body),
        [
            "p AB| Why did you go?",
            "p CD| Because of it.",
            "p AB| I see, I see.",
            "p CD| Good for you."
        ]
    );
    let body = line("AB:", "Why did you go?")
        + &line("CD:", "So.")
        + &line("AB:", "Hm.")
        + &line("CD:", "Yes.");
    assert_eq!(blocks(&body)[0], "p *AB:*\tWhy did you go?");
}

/// What Word itself writes, cut to what matters.
#[test]
fn a_document_of_word_with_all_its_parts() {
    let body = "<w:p><w:pPr><w:pStyle w:val='Titel'/></w:pPr><w:r><w:t>The Salt Road</w:t></w:r></w:p>\
         <w:p><w:pPr><w:pStyle w:val='berschrift1'/></w:pPr><w:r><w:t>Beginnings</w:t></w:r></w:p>\
         <w:p><w:pPr><w:pStyle w:val='Frage'/></w:pPr><w:r><w:t>Why salt?</w:t></w:r></w:p>\
         <w:p><w:r><w:t>Because</w:t></w:r><w:r><w:rPr><w:rStyle w:val='Fnr'/></w:rPr><w:footnoteReference w:id='2'/></w:r><w:r><w:t xml:space='preserve'> of it.</w:t></w:r></w:p>\
         <w:p><w:pPr><w:pStyle w:val='Zitat'/></w:pPr><w:r><w:t>Quoted</w:t></w:r></w:p>\
         <w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>one</w:t></w:r></w:p>\
         <w:p><w:pPr><w:pStyle w:val='L'/></w:pPr><w:r><w:t>two</w:t></w:r></w:p>\
         <w:p><w:pPr><w:pStyle w:val='Beschriftung'/></w:pPr><w:r><w:t>A picture</w:t></w:r></w:p>";
    let style = |kind: &str, id: &str, name: &str, more: &str| {
        format!(
            "<w:style w:type='{kind}' w:styleId='{id}'><w:name w:val='{name}'/>{more}</w:style>"
        )
    };
    let styles = format!(
        "<w:styles {NS}>{}{}{}{}{}{}</w:styles>",
        style("paragraph", "Titel", "Title", ""),
        style(
            "paragraph",
            "berschrift1",
            "heading 1",
            "<w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:rPr><w:b/></w:rPr>"
        ),
        style("paragraph", "Frage", "Frage", "<w:rPr><w:b/></w:rPr>"),
        style("paragraph", "Zitat", "Quote", "<w:rPr><w:i/></w:rPr>"),
        style(
            "paragraph",
            "L",
            "List Number",
            "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>"
        ),
        style("paragraph", "Beschriftung", "caption", ""),
    );
    let numbering = format!(
        "<w:numbering {NS}><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='3'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>"
    );
    let footnotes = format!(
        "<w:footnotes {NS}><w:footnote w:type='separator' w:id='-1'><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:id='2'>{}</w:footnote></w:footnotes>",
        p(" See there.")
    );
    let header = format!(
        "<w:hdr {NS}>{}<w:p><w:fldSimple w:instr=' PAGE '><w:r><w:t>3</w:t></w:r></w:fldSimple></w:p></w:hdr>",
        p("Salt, page head")
    );
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationship Id='{id}' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}' Target='{target}'/>"
        )
    };
    let rels = format!(
        "<Relationships>{}{}{}{}{}</Relationships>",
        relation("1", "styles", "styles.xml"),
        relation("2", "numbering", "/word/numbering.xml"),
        relation("3", "footnotes", "footnotes.xml"),
        relation("4", "header", "header1.xml"),
        relation("5", "header", "header1.xml"),
    );
    let bytes = package(
        body,
        &[
            ("word/_rels/document.xml.rels", &rels),
            ("word/styles.xml", &styles),
            ("word/numbering.xml", &numbering),
            ("word/footnotes.xml", &footnotes),
            ("word/header1.xml", &header),
            (
                "docProps/core.xml",
                "<c><dc:title xmlns:dc='d'>Microsoft Word - salt.doc</dc:title></c>",
            ),
        ],
    );
    let (document, told) = opened(bytes);
    let document = document.unwrap();
    assert_eq!(told, Vec::<String>::new());
    assert_eq!(document.title.as_deref(), Some("The Salt Road"));
    assert_eq!(
        shown(&document),
        [
            "h1 The Salt Road",
            "h1 Beginnings",
            "p *Why salt?*",
            "p Because of it.",
            "> /Quoted/",
            "3. one",
            "4. two",
            "Caption p A picture",
            "Note p See there.",
            "Header p Salt, page head",
        ]
    );
    for block in &document.blocks {
        assert_eq!(block.line, document.source.line(block.span.start));
    }
}

/// Google Docs describes each run in full; LibreOffice names its styles in its own way.
#[test]
fn other_programs_write_word_too() {
    let google = "<w:p><w:pPr><w:pStyle w:val='Heading2'/><w:rPr><w:b w:val='1'/></w:rPr></w:pPr><w:r><w:rPr><w:rtl w:val='0'/></w:rPr><w:t>Part</w:t></w:r></w:p>\
        <w:p><w:pPr><w:rPr/></w:pPr><w:r><w:rPr><w:b w:val='1'/><w:rtl w:val='0'/></w:rPr><w:t xml:space='preserve'>Anna: </w:t></w:r><w:r><w:rPr><w:b w:val='0'/><w:rtl w:val='0'/></w:rPr><w:t>Why?</w:t></w:r></w:p>";
    assert_eq!(blocks(google), ["h2 Part", "p *Anna: *Why?"]);
    let styles = format!(
        "<w:styles {NS}><w:style w:type='paragraph' w:styleId='Heading1'><w:name w:val='Heading 1'/></w:style><w:style w:type='paragraph' w:styleId='Quotations'><w:name w:val='Quotations'/></w:style></w:styles>"
    );
    let body = "<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>One</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val='Quotations'/></w:pPr><w:r><w:t>q</w:t></w:r></w:p>";
    let (document, _) = opened(package(body, &[("word/styles.xml", &styles)]));
    assert_eq!(shown(&document.unwrap()), ["h1 One", "> q"]);
    // ElementTree renames the prefixes.
    let renamed = "<ns0:document xmlns:ns0='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><ns0:body><ns0:p><ns0:r><ns0:t>Hi</ns0:t></ns0:r></ns0:p></ns0:body></ns0:document>";
    let (document, _) = opened(packed(&[
        ("_rels/.rels", RELS),
        ("word/document.xml", renamed),
    ]));
    assert_eq!(shown(&document.unwrap()), ["p Hi"]);
}

#[test]
fn what_cannot_be_read_is_told_in_words() {
    let ole: Vec<u8> = OLE
        .iter()
        .copied()
        .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let deep = "<w:tbl><w:tr><w:tc>".repeat(10_000);
    for (bytes, part) in [
        (package("<w:p><w:r>", &[]), "not well-formed XML"),
        (package(&deep, &[]), "nested too deep: the limit is 1000"),
        (package("", &[]), "holds no words"),
        (
            packed(&[("[Content_Types].xml", TYPES), ("word/x.xml", "")]),
            "no text part",
        ),
        (
            packed(&[("[Content_Types].xml", TYPES), ("xl/workbook.xml", "")]),
            "an Excel workbook",
        ),
        (
            packed(&[("[Content_Types].xml", TYPES), ("ppt/presentation.xml", "")]),
            "a PowerPoint presentation",
        ),
        (packed(&[("a.txt", "")]), "a ZIP archive"),
        (package(&p("x"), &[])[..300].to_vec(), "cut off"),
        (ole, "password"),
        (OLE.to_vec(), "old Word document"),
        (b"PK\x05\x06".to_vec(), "archive"),
        (Vec::new(), "blank"),
    ] {
        let (document, told) = opened(bytes);
        assert!(document.is_none(), "{part}");
        assert!(told.last().unwrap().contains(part), "{part}: {told:?}");
    }
    let (document, _) = opened(b"ANNA: Just text.\n\nBEN: Yes.\n".to_vec());
    assert_eq!(document.unwrap().format, "text");
}

#[test]
fn a_broken_part_beside_the_text_costs_a_warning() {
    let bytes = package(
        &p("Hello."),
        &[("word/styles.xml", "<w:styles><a></w:styles>")],
    );
    let (document, told) = opened(bytes);
    assert_eq!(shown(&document.unwrap()), ["p Hello."]);
    assert!(told[0].contains("`word/styles.xml`"), "{told:?}");
}

#[test]
fn too_many_paragraphs_are_told() {
    let body = "<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(PARAGRAPHS + 1);
    let (document, told) = opened(package(&body, &[]));
    assert!(
        document.is_none() && told[0].contains("limit is 120000"),
        "{told:?}"
    );
}

proptest::proptest! {
    #[test]
    fn any_elements_in_any_order_are_read_or_told(picks in proptest::collection::vec(0usize..24, 0..60)) {
        const TAGS: [&str; 24] = [
            "w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:tcPr", "w:pPr", "w:rPr", "w:sdt", "w:sdtPr",
            "w:sdtContent", "w:del", "w:hyperlink", "w:txbxContent", "mc:AlternateContent", "mc:Choice",
            "mc:Fallback", "w:gridSpan w:val='9'", "w:showingPlcHdr", "w:br", "w:fldChar w:fldCharType='begin'",
            "w:docPartGallery w:val='Table of Contents'", "w:footnote",
        ];
        let mut body = String::new();
        let mut open = Vec::new();
        for pick in picks {
            let tag = TAGS[pick];
            body += &format!("<{tag}>x");
            open.push(tag.split(' ').next().unwrap());
            if pick % 5 == 0 {
                body += &format!("</{}>", open.pop().unwrap());
            }
        }
        while let Some(tag) = open.pop() {
            body += &format!("</{tag}>");
        }
        let (document, told) = opened(package(&body, &[]));
        proptest::prop_assert!(document.is_some() || !told.is_empty());
        if let Some(document) = document {
            for block in &document.blocks {
                for run in &block.runs {
                    proptest::prop_assert_eq!(document.source.slice(run.span), &run.text);
                }
            }
        }
    }
}

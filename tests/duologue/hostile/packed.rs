//! Word documents and books that are not what they say: bombs, climbers, entities, loops.

use super::Hostile;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const CONTAINER: &str = "<container><rootfiles><rootfile full-path=\"a.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>";
const BOMB: &str = "<!DOCTYPE x [<!ENTITY a \"ha ha ha ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;\"><!ENTITY g \"&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;\"><!ENTITY o SYSTEM \"file:///etc/passwd\">]>";

/// An archive of these parts, each as often as it says.
fn packed(parts: &[(&str, &str, usize)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text, times) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        for _ in 0..*times {
            zip.write_all(text.as_bytes()).unwrap();
        }
    }
    zip.finish().unwrap().into_inner()
}

fn word(head: &str, body: &str) -> String {
    let said =
        "<w:p><w:r><w:t>ANNA: Why?</w:t></w:r></w:p><w:p><w:r><w:t>BEN: So.</w:t></w:r></w:p>";
    format!("{head}<w:document {WORD}><w:body>{said}{body}{said}</w:body></w:document>")
}

fn docx(body: &str) -> Vec<u8> {
    packed(&[("word/document.xml", &word("", body), 1)])
}

/// A book of one page that its spine orders so many times.
fn epub(head: &str, page: &str, times: usize) -> Vec<u8> {
    let spine = "<itemref idref=\"p\"/>".repeat(times);
    let package = format!(
        "<package><metadata/><manifest><item id=\"p\" href=\"../../p.xhtml\" media-type=\"application/xhtml+xml\"/></manifest><spine>{spine}</spine></package>"
    );
    let page = format!("{head}<html><body><p>ANNA: Why?</p><p>BEN: So.</p>{page}</body></html>");
    packed(&[
        ("mimetype", "application/epub+zip", 1),
        ("META-INF/container.xml", CONTAINER, 1),
        ("a.opf", &package, 1),
        ("p.xhtml", &page, 1),
    ])
}

/// An archive whose list names one part many times, each under another name (Fifield 2019):
/// each name costs some fifty bytes, and unpacks to 20 MB.
fn overlapping(names: &[&str]) -> Vec<u8> {
    let longest = names.iter().map(|name| name.len()).max().unwrap();
    let name = "x".repeat(longest);
    let bytes = packed(&[(&name, " ", 20 << 20)]);
    let list = bytes
        .windows(4)
        .rposition(|at| at == b"PK\x01\x02")
        .unwrap();
    let end = bytes
        .windows(4)
        .rposition(|at| at == b"PK\x05\x06")
        .unwrap();
    let record = &bytes[list..end];
    let mut bomb = bytes[..list].to_vec();
    for name in names {
        let mut record = record.to_vec();
        record[28..30].copy_from_slice(&u16::try_from(name.len()).unwrap().to_le_bytes());
        record.splice(46..46 + longest, name.bytes());
        bomb.extend(record);
    }
    let size = u32::try_from(bomb.len() - list).unwrap();
    let mut last = bytes[end..].to_vec();
    let count = u16::try_from(names.len()).unwrap().to_le_bytes();
    last[8..10].copy_from_slice(&count);
    last[10..12].copy_from_slice(&count);
    last[12..16].copy_from_slice(&size.to_le_bytes());
    bomb.extend(last);
    bomb
}

/// A style sheet in which each style is based on the next, and the last on the first.
fn chained(styles: usize) -> Vec<u8> {
    let style = |n: usize| {
        let next = (n + 1) % styles;
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"s{n}\"><w:basedOn w:val=\"s{next}\"/></w:style>"
        )
    };
    let sheet: String = (0..styles).map(style).collect();
    let page = word(
        "",
        "<w:p><w:pPr><w:pStyle w:val=\"s0\"/></w:pPr><w:r><w:t>Oh.</w:t></w:r></w:p>",
    );
    packed(&[
        ("word/document.xml", &page, 1),
        (
            "word/styles.xml",
            &format!("<w:styles {WORD}>{sheet}</w:styles>"),
            1,
        ),
    ])
}

pub(super) fn all() -> Vec<Hostile> {
    let entries: Vec<String> = (0..30_000).map(|n| format!("word/{n}.xml")).collect();
    let mut many: Vec<(&str, &str, usize)> = entries.iter().map(|n| (n.as_str(), "", 1)).collect();
    let page = word("", "");
    many.push(("word/document.xml", &page, 1));
    let climbing = [
        ("../../owned", "owned", 1),
        ("/tmp/owned", "owned", 1),
        ("C:\\owned", "owned", 1),
        ("word/../../../owned", "owned", 1),
        ("word/document.xml", page.as_str(), 1),
        (
            "_rels/.rels",
            "<Relationships><Relationship Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"../../../../etc/passwd\"/></Relationships>",
            1,
        ),
    ];
    let whole = docx("");
    let broken = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        bytes
    };
    let deep = "<w:tbl><w:tr><w:tc>".repeat(100_000);
    let wide = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2147483647\"/></w:tcPr><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let mut files = vec![
        (
            "spaces.docx",
            packed(&[("word/document.xml", &" ".repeat(1 << 20), 300)]),
        ),
        (
            "letters.docx",
            docx(&format!(
                "<w:p><w:r><w:t>{}</w:t></w:r></w:p>",
                "a".repeat(20 << 20)
            )),
        ),
        (
            "paragraphs.docx",
            docx(&"<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(500_000)),
        ),
        (
            "overlap.docx",
            overlapping(&[
                "word/document.xml",
                "word/styles.xml",
                "word/numbering.xml",
                "word/footnotes.xml",
                "word/endnotes.xml",
                "[Content_Types].xml",
                "_rels/.rels",
                "word/_rels/document.xml.rels",
            ]),
        ),
        (
            "overlap.epub",
            overlapping(&["META-INF/container.xml", "mimetype", "a.opf", "p.xhtml"]),
        ),
        ("many.docx", packed(&many)),
        ("climbs.docx", packed(&climbing)),
        (
            "laughs.docx",
            packed(&[(
                "word/document.xml",
                &word(BOMB, "<w:p><w:r><w:t>&g;&o;</w:t></w:r></w:p>"),
                1,
            )]),
        ),
        ("laughs.epub", epub(BOMB, "<p>&g;&o;</p>", 1)),
        (
            "laughs.html",
            format!("{BOMB}<html><p>ANNA: Why?</p><p>BEN: &g;&o;</p></html>").into_bytes(),
        ),
        ("spine.epub", epub("", "", 9_999)),
        ("orders.epub", epub("", "", 20_000)),
        (
            "pages.epub",
            epub("", &"<p>And so on, and so on.</p>".repeat(4_000), 9_999),
        ),
        (
            "self.epub",
            packed(&[
                ("mimetype", "application/epub+zip", 1),
                (
                    "META-INF/container.xml",
                    &CONTAINER.replace("a.opf", "META-INF/container.xml"),
                    1,
                ),
            ]),
        ),
        ("chain.docx", chained(9_000)),
        ("chains.docx", chained(100_000)),
        ("deep.docx", docx(&deep)),
        ("wide.docx", docx(&wide.repeat(1_000))),
        (
            "nested.docx",
            docx(&"<w:p><w:r><w:txbxContent>".repeat(5_000)),
        ),
        ("cut.docx", whole[..whole.len() / 2].to_vec()),
        (
            "ends.docx",
            [whole.clone(), b"PK\x05\x06".repeat(100_000)].concat(),
        ),
    ];
    for at in (0..whole.len()).step_by(whole.len() / 12) {
        files.push(("flipped.docx", broken(at)));
    }
    files
}

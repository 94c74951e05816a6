//! Word processors and books: files that are archives.

use super::{Dialogue, Keeps, Layout, Turn, layout};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub const LAYOUTS: &[Layout] = &[
    layout("DOCX, bold questions", "docx", Keeps::All, |d| {
        docx(d, &turns(d, |t, text| word(&[(text, t.asks)])))
    }),
    layout("DOCX, Name:<tab>text", "docx", Keeps::All, |d| {
        docx(
            d,
            &first(d, |t, text| {
                let name = format!("{}:", t.name);
                format!(
                    "<w:p><w:r><w:t>{name}</w:t></w:r><w:r><w:tab/><w:t>{}</w:t></w:r></w:p>",
                    escaped(text)
                )
            }),
        )
    }),
    layout("DOCX, bold names", "docx", Keeps::All, |d| {
        docx(
            d,
            &first(d, |t, text| {
                word(&[(&format!("{}: ", t.name), true), (text, false)])
            }),
        )
    }),
    layout("DOCX, table of two columns", "docx", Keeps::All, |d| {
        let rows = turns(d, |t, text| {
            let cell = |text: &str| format!("<w:tc>{}</w:tc>", word(&[(text, false)]));
            format!("<w:tr>{}{}</w:tr>", cell(t.name), cell(text))
        });
        docx(d, &format!("<w:tbl>{rows}</w:tbl>"))
    }),
    layout("EPUB, questions by class", "epub", Keeps::All, |d| {
        epub(
            d,
            &turns(d, |t, text| {
                let class = if t.asks { "question" } else { "answer" };
                format!("<p class=\"{class}\">{}</p>\n", escaped(text))
            }),
        )
    }),
    layout("EPUB, questions as <h3>", "epub", Keeps::All, |d| {
        epub(
            d,
            &turns(d, |t, text| {
                let name = if t.asks { "h3" } else { "p" };
                format!("<{name}>{}</{name}>\n", escaped(text))
            }),
        )
    }),
    layout("EPUB, Name:", "epub", Keeps::All, |d| {
        epub(
            d,
            &first(d, |t, text| {
                format!("<p><b>{}:</b> {}</p>\n", t.name, escaped(text))
            }),
        )
    }),
];

/// Every paragraph of every turn.
fn turns(d: &Dialogue<'_>, paragraph: impl Fn(&Turn<'_>, &str) -> String) -> String {
    let all = d.turns.iter();
    all.flat_map(|t| t.paragraphs.iter().map(|text| paragraph(t, text)))
        .collect()
}

/// Every turn in one paragraph.
fn first(d: &Dialogue<'_>, turn: impl Fn(&Turn<'_>, &str) -> String) -> String {
    let all = d.turns.iter();
    all.map(|t| turn(t, &t.words())).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// A paragraph of WordprocessingML: texts, and whether they are bold.
fn word(runs: &[(&str, bool)]) -> String {
    let runs = runs.iter().map(|(text, bold)| {
        let look = if *bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
        let text = escaped(text);
        format!("<w:r>{look}<w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    });
    format!("<w:p>{}</w:p>", runs.collect::<String>())
}

/// ECMA-376 part 1, section 17: the least that a word processor opens.
fn docx(d: &Dialogue<'_>, body: &str) -> Vec<u8> {
    let title = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>",
        escaped(d.title)
    );
    let intro: String = d.intro.iter().map(|text| word(&[(text, false)])).collect();
    packed(&[
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned()),
        ("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>".to_owned()),
        ("word/document.xml", format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{title}{intro}{body}<w:sectPr/></w:body></w:document>")),
    ])
}

/// EPUB 3.3: a cover, and the interview as a chapter.
fn epub(d: &Dialogue<'_>, body: &str) -> Vec<u8> {
    let intro: String = d
        .intro
        .iter()
        .map(|text| format!("<p>{}</p>\n", escaped(text)))
        .collect();
    let (title, language) = (escaped(d.title), &d.case.language);
    let page = |inside: &str| {
        format!(
            "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"{language}\"><head><title>{title}</title></head><body>{inside}</body></html>"
        )
    };
    packed(&[
        ("mimetype", "application/epub+zip".to_owned()),
        ("META-INF/container.xml", "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" version=\"1.0\"><rootfiles><rootfile full-path=\"OEBPS/content.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>".to_owned()),
        ("OEBPS/content.opf", format!("<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"id\"><metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:identifier id=\"id\">x</dc:identifier><dc:title>{title}</dc:title><dc:language>{language}</dc:language></metadata><manifest><item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/><item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>")),
        ("OEBPS/nav.xhtml", page(&format!("<nav><ol><li><a href=\"a.xhtml\">{title}</a></li></ol></nav>"))),
        ("OEBPS/a.xhtml", page(&format!("<h2>{title}</h2>\n{intro}{body}"))),
    ])
}

/// An archive of these files.
fn packed(files: &[(&str, String)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

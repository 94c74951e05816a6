//! Books made by hand to the blocks that they are.
#![allow(clippy::unwrap_used)]

use super::super::archive::tests::packed;
use super::super::{self as read};
use super::*;

const CONTAINER: &str = "<?xml version='1.0'?><container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'>\
    <rootfiles><rootfile full-path='OEBPS/content.opf' media-type='application/oebps-package+xml'/></rootfiles></container>";

fn opf(pages: &[&str]) -> String {
    let items: String = pages
        .iter()
        .enumerate()
        .map(|(at, page)| {
            format!("<item id='p{at}' href='{page}' media-type='application/xhtml+xml'/>")
        })
        .collect();
    let spine: String = (0..pages.len())
        .map(|at| format!("<itemref idref='p{at}'/>"))
        .collect();
    format!(
        "<package xmlns='http://www.idpf.org/2007/opf' xmlns:dc='http://purl.org/dc/elements/1.1/'>\
         <metadata><dc:title>The Salt Road</dc:title><dc:language>en</dc:language></metadata>\
         <manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
}

fn page(body: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'>\
         <head><title>file name</title><style>p {{}}</style></head><body>{body}</body></html>"
    )
}

fn opened(bytes: Vec<u8>) -> (Option<Document>, Vec<String>) {
    let file = RawFile {
        path: "x.epub".into(),
        bytes,
    };
    let mut diags = Diagnostics::new();
    let document = read::read(&file, &Limits::default(), &mut diags);
    (document, diags.iter().map(|d| d.message.clone()).collect())
}

#[test]
fn pages_are_one_text_in_reading_order() {
    let one = page("<h1>One</h1><p><b>Mira:</b> Why?</p><p><b>Oskar:</b> So &amp; so.</p>");
    let two = page("<h2>Two</h2><p><b>Mira:</b> And then?</p>");
    let rights = page("<p>All rights reserved.</p>");
    let opf = opf(&[
        "two.xhtml",
        "a%20b/one.xhtml",
        "copyright.xhtml",
        "gone.xhtml",
    ]);
    let (document, told) = opened(packed(&[
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("OEBPS/content.opf", &opf),
        ("OEBPS/a b/one.xhtml", &one),
        ("OEBPS/two.xhtml", &two),
        ("OEBPS/copyright.xhtml", &rights),
    ]));
    let document = document.unwrap();
    assert_eq!(document.title.as_deref(), Some("The Salt Road"));
    assert_eq!(document.language.as_deref(), Some("en"));
    assert_eq!(
        document.source.text(),
        "Two\nMira: And then?\nOne\nMira: Why?\nOskar: So & so.\nAll rights reserved.\n"
    );
    assert_eq!(document.blocks[5].region, Region::Footer);
    assert!(document.blocks[1].runs[0].style.bold);
    for block in &document.blocks {
        assert_eq!(block.line, document.source.line(block.span.start));
    }
    assert_eq!(
        told,
        ["1 page of the book that its order names are missing"]
    );
}

#[test]
fn what_cannot_be_read_is_told_in_words() {
    let lock = "<encryption><EncryptedData><EncryptionMethod Algorithm='http://www.w3.org/2001/04/xmlenc#aes128-cbc'/></EncryptedData></encryption>";
    let mimetype = ("mimetype", "application/epub+zip");
    let container = ("META-INF/container.xml", CONTAINER);
    let opf = opf(&["a.xhtml"]);
    let zeros = "\0".repeat(25 << 20);
    let many = page(&"<p>a".repeat(PARAGRAPHS + 1));
    for (parts, part) in [
        (vec![mimetype], "not an EPUB"),
        (vec![mimetype, container], "package file is missing"),
        (
            vec![mimetype, container, ("META-INF/encryption.xml", lock)],
            "locked",
        ),
        (
            vec![mimetype, container, ("OEBPS/content.opf", "<package>")],
            "ends in the middle",
        ),
        (
            vec![mimetype, container, ("OEBPS/content.opf", &opf)],
            "no words",
        ),
        (
            vec![
                mimetype,
                container,
                ("OEBPS/content.opf", &opf),
                ("OEBPS/a.xhtml", &zeros),
            ],
            "limit is 24 MB",
        ),
        (
            vec![
                mimetype,
                container,
                ("OEBPS/content.opf", &opf),
                ("OEBPS/a.xhtml", &many),
            ],
            "limit is 120000",
        ),
    ] {
        let (document, told) = opened(packed(&parts));
        assert!(document.is_none(), "{part}");
        assert!(told.last().unwrap().contains(part), "{part}: {told:?}");
    }
    let climbing = CONTAINER.replace("OEBPS/content.opf", "../../../../etc/passwd");
    let (document, told) = opened(packed(&[mimetype, ("META-INF/container.xml", &climbing)]));
    assert!(
        document.is_none() && told[0].contains("missing"),
        "{told:?}"
    );
    let file = RawFile {
        path: "x.epub".into(),
        bytes: b"no archive".to_vec(),
    };
    let mut diags = Diagnostics::new();
    assert!(read::read(&file, &Limits::default(), &mut diags).is_none() && diags.has_errors());
}

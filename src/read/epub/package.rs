//! The package of an EPUB to the order in which its pages are read (EPUB 3.3, 5; OPF 2.0.1).
//!
//! `container.xml` names the package file, the package lists the files and orders them in its
//! spine. What a page is (a cover, a table of contents, the rights) stands in the guide of
//! EPUB 2, in the landmarks of EPUB 3, or in nothing but the name that was given to the page.

use super::super::Region;
use super::super::archive;
use super::super::xml::{Problem, Token, Xml};
use std::collections::BTreeMap;

/// Most pages of a book. A dictionary has some thousands.
pub(super) const PAGES: usize = 10_000;

/// What a package says.
#[derive(Debug, Default)]
pub(super) struct Package {
    pub(super) title: Option<String>,
    pub(super) language: Option<String>,
    /// In reading order.
    pub(super) pages: Vec<Page>,
    /// Pages outside of the reading order (`linear="no"`).
    pub(super) outside: usize,
    /// Pages that are no text: pictures, mostly.
    pub(super) pictures: usize,
    /// Where the landmarks are.
    pub(super) navigation: Option<String>,
}

/// A page of the spine.
#[derive(Debug, PartialEq)]
pub(super) struct Page {
    /// In the archive.
    pub(super) at: String,
    /// What it is, if it is not text of the book.
    pub(super) region: Option<Region>,
}

#[derive(Debug, Default)]
struct Item {
    at: String,
    text: bool,
    navigation: bool,
}

/// The package file that `container.xml` names.
pub(super) fn root(container: &str) -> Option<String> {
    let mut xml = Xml::new(container);
    loop {
        match xml.next().ok()? {
            Token::Open(element) if element.name() == "rootfile" => {
                let at = element.attribute("full-path")?;
                return Some(archive::beside("", &unescaped(&at)));
            }
            Token::End => return None,
            _ => {}
        }
    }
}

/// Reads the package file, which stands at `path`.
pub(super) fn read(path: &str, text: &str) -> Result<Package, Problem> {
    let mut xml = Xml::new(text);
    let mut package = Package::default();
    let mut items: BTreeMap<String, Item> = BTreeMap::new();
    let mut spine: Vec<String> = Vec::new();
    let mut guide: BTreeMap<String, Region> = BTreeMap::new();
    loop {
        let element = match xml.next()? {
            Token::Open(element) => element,
            Token::End => break,
            _ => continue,
        };
        let get = |name| element.attribute(name);
        match element.name() {
            "title" if package.title.is_none() => package.title = words(&xml.text()?),
            "language" if package.language.is_none() => package.language = words(&xml.text()?),
            "item" => {
                let (Some(id), Some(href)) = (get("id"), get("href")) else {
                    continue;
                };
                let kind = get("media-type").unwrap_or_default();
                let properties = get("properties").unwrap_or_default();
                let navigation = properties.split_whitespace().any(|p| p == "nav");
                let item = Item {
                    at: place(path, &href),
                    text: kind.contains("html") || kind.contains("dtbook"),
                    navigation,
                };
                if navigation {
                    package.navigation = Some(item.at.clone());
                }
                items.insert(id, item);
            }
            "itemref" => {
                if get("linear").as_deref() == Some("no") {
                    package.outside += 1;
                } else if let Some(id) = get("idref") {
                    spine.push(id);
                }
                if spine.len() > PAGES {
                    return Err(format!("orders too many pages: the limit is {PAGES}"));
                }
            }
            "reference" => {
                if let (Some(kind), Some(href)) = (get("type"), get("href"))
                    && let Some(region) = region(&kind)
                {
                    guide.insert(place(path, &href), region);
                }
            }
            _ => {}
        }
    }
    for id in spine {
        let Some(item) = items.get(&id) else { continue };
        if !item.text {
            package.pictures += 1;
            continue;
        }
        if item.navigation {
            continue;
        }
        let name = item.at.rsplit('/').next().unwrap_or_default();
        let name = name.split('.').next().unwrap_or_default();
        let named = || region(name).or_else(|| region(&id));
        package.pages.push(Page {
            region: guide.get(&item.at).copied().or_else(named),
            at: item.at.clone(),
        });
    }
    Ok(package)
}

/// What the landmarks in the navigation page say of pages.
pub(super) fn landmarks(path: &str, text: &str, pages: &mut [Page]) {
    let mut xml = Xml::new(text);
    let mut found: BTreeMap<String, Region> = BTreeMap::new();
    while let Ok(token) = xml.next() {
        match token {
            Token::Open(element) if element.name() == "a" => {
                if let (Some(kind), Some(href)) =
                    (element.attribute("type"), element.attribute("href"))
                    && let Some(region) = kind.split_whitespace().find_map(region)
                {
                    found.insert(place(path, &href), region);
                }
            }
            Token::End => break,
            _ => {}
        }
    }
    for page in pages {
        page.region = page.region.or_else(|| found.get(&page.at).copied());
    }
}

/// What a page of this name or type is; `None` for text of the book.
fn region(name: &str) -> Option<Region> {
    let bare: String = name
        .to_lowercase()
        .chars()
        .filter(char::is_ascii_alphabetic)
        .collect();
    match bare.as_str() {
        "cover" | "coverpage" | "titlepage" | "halftitle" | "halftitlepage" => Some(Region::Header),
        "toc" | "contents" | "tableofcontents" | "nav" | "index" | "loi" | "lot" => {
            Some(Region::Navigation)
        }
        "copyright" | "copyrightpage" | "imprint" | "imprimatur" | "colophon" => {
            Some(Region::Footer)
        }
        "footnotes" | "endnotes" | "rearnotes" | "notes" => Some(Region::Note),
        _ => None,
    }
}

/// Where a reference leads inside the archive.
fn place(from: &str, href: &str) -> String {
    let href = href.split(['#', '?']).next().unwrap_or_default();
    archive::beside(from, &unescaped(href))
}

/// `%20` and its like, decoded (RFC 3986, 2.1).
fn unescaped(href: &str) -> String {
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = |at: usize| after.get(at).and_then(|b| char::from(*b).to_digit(16));
        match (first, hex(0), hex(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.extend(u8::try_from(high * 16 + low));
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn words(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// The algorithm that locks the text of a book, if `encryption.xml` names one. Fonts are often
/// scrambled, which keeps nobody from reading (EPUB 3.3, 4.4.3).
pub(super) fn lock(encryption: &str) -> Option<String> {
    let mut xml = Xml::new(encryption);
    let fonts = [
        "http://www.idpf.org/2008/embedding",
        "http://ns.adobe.com/pdf/enc#RC",
    ];
    while let Ok(token) = xml.next() {
        match token {
            Token::Open(element) if element.name() == "EncryptionMethod" => {
                let algorithm = element.attribute("Algorithm").unwrap_or_default();
                if !fonts.contains(&algorithm.as_str()) {
                    return Some(algorithm);
                }
            }
            Token::End => break,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn pages_come_in_the_order_of_the_spine() {
        let text = "<package xmlns:dc='http://purl.org/dc/elements/1.1/'><metadata><dc:title> The Salt\nRoad </dc:title>\
            <dc:title>Second</dc:title><dc:language>de</dc:language></metadata><manifest>\
            <item id='two' href='text/b%20c.xhtml' media-type='application/xhtml+xml'/>\
            <item id='one' href='../a.xhtml#x' media-type='application/xhtml+xml'/>\
            <item id='nav' href='nav.xhtml' properties='scripted nav' media-type='application/xhtml+xml'/>\
            <item id='x9' href='legal.xhtml' media-type='application/xhtml+xml'/>\
            <item id='cover' href='c.xhtml' media-type='application/xhtml+xml'/>\
            <item id='pic' href='p.svg' media-type='image/svg+xml'/></manifest>\
            <spine><itemref idref='cover'/><itemref idref='nav'/><itemref idref='one'/><itemref idref='two'/>\
            <itemref idref='x9'/><itemref idref='gone'/><itemref idref='pic'/><itemref idref='one' linear='no'/></spine>\
            <guide><reference type='copyright-page' href='legal.xhtml'/></guide></package>";
        let package = read("OEBPS/content.opf", text).unwrap();
        assert_eq!(package.title.as_deref(), Some("The Salt Road"));
        assert_eq!(package.language.as_deref(), Some("de"));
        assert_eq!((package.outside, package.pictures), (1, 1));
        assert_eq!(package.navigation.as_deref(), Some("OEBPS/nav.xhtml"));
        let pages = package.pages.iter().map(|p| (p.at.as_str(), p.region));
        assert_eq!(
            pages.collect::<Vec<_>>(),
            [
                ("OEBPS/c.xhtml", Some(Region::Header)),
                ("a.xhtml", None),
                ("OEBPS/text/b c.xhtml", None),
                ("OEBPS/legal.xhtml", Some(Region::Footer)),
            ]
        );
    }

    #[test]
    fn landmarks_say_what_pages_are() {
        let mut pages = vec![Page {
            at: "t/x.xhtml".into(),
            region: None,
        }];
        let nav = "<nav xmlns:epub='e' epub:type='landmarks'><a epub:type='copyright-page' href='x.xhtml#a'>C</a></nav>";
        landmarks("t/nav.xhtml", nav, &mut pages);
        assert_eq!(pages[0].region, Some(Region::Footer));
    }

    #[test]
    fn references_stay_inside() {
        for (href, at) in [
            ("../../../etc/passwd", "etc/passwd"),
            ("%2e%2e/%2E%2E/etc/passwd", "etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            ("file:///etc/passwd", "OEBPS/file:/etc/passwd"),
            ("a%zz%", "OEBPS/a%zz%"),
            ("%C3%A9.xhtml", "OEBPS/é.xhtml"),
        ] {
            assert_eq!(place("OEBPS/content.opf", href), at, "{href}");
        }
    }

    #[test]
    fn scrambled_fonts_are_no_lock() {
        let with = |algorithm: &str| {
            format!(
                "<encryption><EncryptedData><EncryptionMethod Algorithm='{algorithm}'/></EncryptedData></encryption>"
            )
        };
        assert_eq!(lock(&with("http://www.idpf.org/2008/embedding")), None);
        assert_eq!(lock(&with("http://ns.adobe.com/pdf/enc#RC")), None);
        assert!(lock(&with("http://www.w3.org/2001/04/xmlenc#aes128-cbc")).is_some());
    }
}

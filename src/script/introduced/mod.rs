//! Who is introduced: full names around the talk, each with what speaks for it, and the name in
//! the byline.
//!
//! Where nobody is labelled the page still says who talks: title and introduction present the
//! one who answers, the byline names the one who asked. A name is taken only if it clearly stands
//! above all others, since a wrong name on a voice is worse than `Interviewee`.

mod bylines;
mod evidence;
mod full_names;

pub(super) use full_names::full_names;

use super::names::{self, Casing};
use super::page::Para;
use super::rules::{self, Rule};
use bylines::{byline, talks};

/// How many blocks before the talk, and at the end of a page, are looked at.
const HEAD: usize = 24;
const END: usize = 8;
/// What a name needs at least, and how far it must stand above the next.
const ENOUGH: f32 = 2.1;
const ABOVE: f32 = 1.5;
/// From here on a name is so clearly that of the one who answers that no byline can mean it.
const ADDRESSED: f32 = 2.0;

/// Who speaks without a label.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Unnamed {
    pub(super) asker: Option<String>,
    /// A line says that the asker asked, and did not only write.
    pub(super) asked: bool,
    pub(super) answerer: Option<String>,
}

/// The page around the talk.
#[derive(Debug)]
pub(super) struct Around<'a> {
    pub(super) paras: &'a [Para],
    pub(super) skips: &'a [Option<&'static Rule>],
    pub(super) title: &'a str,
    /// The first block that somebody speaks, and what is asked.
    pub(super) begin: usize,
    pub(super) asked: &'a [usize],
    /// The keys of those who have names.
    pub(super) taken: &'a [String],
    pub(super) casing: &'a Casing,
}

/// Who asks and who answers by byline, title and introduction.
pub(super) fn unnamed(page: &Around<'_>) -> Unnamed {
    let paras = page.paras;
    let shown = |name: String| names::shown(&name, page.casing);
    let own = |at: &usize| page.skips[*at].is_none_or(|rule| !is_elsewhere(rule));
    let head: Vec<usize> = (0..page.begin).filter(own).take(HEAD).collect();
    let behind = (page.begin..paras.len()).rev().filter(own).take(END);
    let foot: Vec<usize> = behind.filter(|at| !page.asked.contains(at)).collect();
    let people = evidence::people(paras, page.title, &head, &foot, page.asked);
    let answers = |name: &str| {
        let key = names::key(name);
        let mut known = people
            .iter()
            .filter(|person| names::key(&person.name) == key);
        known.any(|person| person.addressed >= ADDRESSED)
    };
    let lines = |at: &usize| {
        let para = &paras[*at];
        let ends: Vec<usize> = para.line_ends().chain([para.text.len()]).collect();
        let mut from = 0;
        ends.into_iter()
            .map(move |end| para.text[std::mem::replace(&mut from, end)..end].trim())
    };
    let heading = |at: &&usize| !matches!(paras[**at].kind, crate::read::BlockKind::Heading(_));
    let edges = head.iter().filter(heading).chain(&foot).flat_map(lines);
    let mut bylines: Vec<bylines::Byline> = Vec::new();
    for found in edges
        .filter_map(byline)
        .filter(|found| !answers(&found.name))
    {
        let key = names::key(&found.name);
        match bylines
            .iter_mut()
            .find(|known| names::key(&known.name) == key)
        {
            Some(known) => known.asked |= found.asked,
            None => bylines.push(found),
        }
    }
    let talk = head.iter().map(|at| paras[*at].text.as_str());
    let (mut asker, mut answerer) = (None, None);
    for text in std::iter::once(page.title).chain(talk) {
        if let Some((who, whom)) = talks(text) {
            asker = asker.or(who);
            answerer = answerer.or(whom);
        }
    }
    let mut others = people.iter().filter(|person| {
        let key = names::key(&person.name);
        let named = bylines.iter().map(|line| &line.name).chain(&asker);
        !page.taken.contains(&key) && !named.into_iter().any(|name| names::key(name) == key)
    });
    let first = others.next();
    let second = others.next().map_or(0.0, |p| p.score.max(0.0));
    let clear = first.filter(|p| p.score >= ENOUGH && p.score >= second * ABOVE);
    // Who is said to have asked goes before whoever only wrote.
    let said: Vec<&bylines::Byline> = bylines.iter().filter(|line| line.asked).collect();
    let one = match (said.as_slice(), bylines.as_slice()) {
        ([one], _) => Some((*one).clone()),
        ([], [one]) => Some(one.clone()),
        _ => None,
    };
    let talked = asker.is_some();
    Unnamed {
        asked: one.as_ref().map_or(talked, |line| line.asked),
        asker: one.map(|line| line.name).or(asker).map(shown),
        answerer: answerer.or(clear.map(|p| p.name.clone())).map(shown),
    }
}

/// Does the rule say that a block is about other pages, or nobody's words about this one?
fn is_elsewhere(rule: &Rule) -> bool {
    let elsewhere = [
        &rules::NAVIGATION,
        &rules::BESIDE,
        &rules::MORE,
        &rules::COMMENTS,
        &rules::SHARE,
        &rules::TAGS,
        &rules::RIGHTS,
        &rules::PAGE_CONTROL,
        &rules::PAGE_FOOT,
        &rules::IMAGE_NAME,
        &rules::ADDRESS,
        &rules::CODE,
        &rules::FOOTNOTE,
    ];
    elsewhere.contains(&rule)
}

#[cfg(test)]
mod tests {
    use super::super::cases::compiled;
    use crate::house::Role;

    #[test]
    fn who_has_no_label_is_named_where_the_page_is_clear() {
        let names = |text: &str| {
            let (_, script) = compiled("x.md", text);
            script
                .people
                .iter()
                .map(|p| p.name.clone())
                .collect::<Vec<_>>()
        };
        let talk = "**Why salt?**\n\nIt was there.\n\n**And now?**\n\nIt still is.";
        assert_eq!(
            names(&format!(
                "# The Salt Keeper\n\nBy Joan Petrie\n\nHanna Voss rakes salt. Voss is eighty.\n\n{talk}"
            )),
            ["Narrator", "Joan Petrie", "Hanna Voss"]
        );
        assert_eq!(
            names(&format!(
                "# Joan Petrie talks to Hanna Voss\n\nIt was a cold day.\n\n{talk}"
            )),
            ["Narrator", "Joan Petrie", "Hanna Voss"]
        );
        // Two who might be meant are nobody.
        assert_eq!(
            names(&format!(
                "# Salt\n\nHanna Voss and her friend Ida Holm rake salt.\n\n{talk}"
            )),
            ["Narrator", "Interviewer", "Interviewee"]
        );
    }

    #[test]
    fn pages_name_their_people_in_many_ways() {
        let talk = "**Why salt?**\n\nIt was there.\n\n**And now?**\n\nIt still is.";
        let letters = "P. ¿Por qué?\n\nR. Porque sí.\n\nP. ¿Y ahora?\n\nR. Todavía.";
        for (head, talk, foot, asks, answers) in [
            (
                "# Hanna Voss: “It was there”\n\nA cold day at the basins.",
                talk,
                "",
                "Interviewer",
                "Hanna Voss",
            ),
            (
                "# The Woman Who Rakes\n\nHanna Voss is a keeper of salt at Eastmoor College. She is eighty.",
                talk,
                "",
                "Interviewer",
                "Hanna Voss",
            ),
            (
                "# Salt\n\nOn Monday our contributor spoke with the keeper, **Hanna Voss**, in Fennimore Cove.",
                talk,
                "Interview by Joan Petrie. Photos by Leo Marsh.",
                "Joan Petrie",
                "Hanna Voss",
            ),
            (
                "# Salt\n\nReaders sent us questions. We took them to the keeper of Brindle Lock, who is old.",
                talk,
                "",
                "Interviewer",
                "Interviewee",
            ),
            (
                "# Conversaciones con Hanna Voss\n\nNos vemos en la cocina.",
                letters,
                "Entrevista de Juana Prieto",
                "Juana Prieto",
                "Hanna Voss",
            ),
            (
                "# La sal\n\nPor Juana Prieto\n\nHanna Voss Tovar (Puerto Viejo, 66 años) no usa reloj.",
                letters,
                "",
                "Interviewer",
                "Hanna Voss Tovar",
            ),
        ] {
            let (_, script) = compiled("x.md", &format!("{head}\n\n{talk}\n\n{foot}\n"));
            let named = |role| {
                let person = script.people.iter().find(|p| p.role == role);
                person
                    .map(|p| p.name.as_str())
                    .unwrap_or_default()
                    .to_owned()
            };
            let found = (named(Role::Interviewer), named(Role::Interviewee));
            assert_eq!(found, (asks.to_owned(), answers.to_owned()), "{head}");
        }
    }
}

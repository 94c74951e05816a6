//! Labels in careless dress, and guests who speak once: a second look at the blocks without a
//! label, when the names of the document are known.
//!
//! `Kell:Did you` proves nothing by itself, and neither does `**LB** Do you` or `Clerk: Tea?`. What
//! makes them labels is the rest of the page, so this comes after the weighing. It could not be a
//! row in its table: evidence for a shape that loose would let every `Re:Build` vote.

use super::labels::{self, Dress, Label, Part, bullet};
use super::lists::NEVER_ONCE;
use super::names;
use super::page::Para;
use super::rules;
use std::collections::{BTreeMap, BTreeSet};

/// Longest name, and longest aside after it, in characters.
const LONGEST: usize = 60;
const LONGEST_ASIDE: usize = 120;
/// Most words of a guest's name.
const GUEST_WORDS: usize = 3;
/// So many labels of two people or more make a document that labels its turns.
const USUAL: usize = 4;

/// All forms in which a person of the document may be named, as keys.
#[derive(Debug, Default)]
pub(super) struct Forms(BTreeSet<String>);

impl Forms {
    /// The names, their beginnings and ends, and their initials.
    pub(super) fn of<'a>(names: impl Iterator<Item = &'a str>) -> Forms {
        let names: BTreeSet<&str> = names.collect();
        let keys: BTreeSet<String> = names.into_iter().map(names::key).collect();
        let mut forms = BTreeSet::new();
        for key in keys {
            let words: Vec<&str> = names::bare_words(&key).collect();
            let parts = (1..words.len()).flat_map(|cut| [&words[..cut], &words[cut..]]);
            // `First, we went` names nobody, though a paper called First Light asks.
            let parts = parts.map(|part| part.join(" ")).filter(|part| {
                let never = labels::is_never(part) || NEVER_ONCE.contains(&part.as_str());
                !never && !names::is_particle(part)
            });
            forms.extend(parts);
            if words.len() > 1 {
                let initials = words.iter().filter_map(|word| word.chars().next());
                forms.insert(initials.collect());
            }
            forms.insert(words.join(" "));
            forms.insert(key);
        }
        Forms(forms)
    }

    /// Is this one of them, case and full stops aside?
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains(&names::key(name))
    }
}

/// Finds the labels that only the rest of the document can prove. `rejected` are those that had
/// the shape of one and too little evidence.
pub(super) fn recognise(
    paras: &[Para],
    open: &[bool],
    rejected: &[Option<Label>],
    house: &[&str],
    found: &mut [Option<Label>],
) {
    let shouted = leads(paras, open, found);
    let names = found.iter().flatten().map(|label| label.name.as_str());
    let names = names.chain(shouted.iter().map(String::as_str));
    let forms = Forms::of(names.chain(house.iter().copied()));
    for (at, para) in paras.iter().enumerate() {
        // A shape that was weighed and found too light is no better for a second look.
        if !open[at] || found[at].is_some() || labels::candidate(para).is_some() {
            continue;
        }
        found[at] = careless(&para.text, &forms).or_else(|| bold(para, &forms));
    }
    // Last, since a guest is known by the turns around.
    for at in guests(paras, open, rejected, found) {
        found[at].clone_from(&rejected[at]);
    }
}

/// `Kell:Did you`, `**Kell**: Did you`, `Kell [to the window: shut]: Did you`, where the name is
/// known.
fn careless(text: &str, forms: &Forms) -> Option<Label> {
    let start = bullet(text);
    let line = &text[start..];
    let bare = line.trim_start_matches(['*', '_']);
    let start = start + line.len() - bare.len();
    let stop = bare
        .char_indices()
        .take(LONGEST)
        .find(|(_, c)| matches!(c, ':' | '：' | '(' | '[' | '*'));
    let (at, _) = stop?;
    let name = bare[..at].trim_end();
    if !forms.has(name) || !names::is_name(name, GUEST_WORDS * 2) {
        return None;
    }
    let mut rest = bare[at..].trim_start_matches(['*', '_']).trim_start();
    let mut manner = None;
    if let Some(length) = aside(rest) {
        manner = Some(text.len() - rest.len());
        rest = rest[length..].trim_start_matches(['*', '_']).trim_start();
    }
    let dressed = start > 0 && text[..start].ends_with("**");
    let colon = rest.chars().next().filter(|c| matches!(c, ':' | '：'));
    let after = match colon {
        // An address is none, even of someone who is known.
        Some(colon) => Some(&rest[colon.len_utf8()..]).filter(|after| !after.starts_with("//")),
        None => Some(rest).filter(|_| dressed && manner.is_none() && goes_on(rest)),
    }?;
    let after = if dressed {
        after.trim_start_matches('*')
    } else {
        after
    };
    Some(label(text, name, text.len() - after.len(), manner))
}

/// `**LB** Do you`, where `LB` is known.
fn bold(para: &Para, forms: &Forms) -> Option<Label> {
    let (name, end) = lead(para)?;
    forms.has(name).then(|| label(&para.text, name, end, None))
}

/// A name in bold at the start, and where the bold ends.
fn lead(para: &Para) -> Option<(&str, usize)> {
    let (start, end, style) = para.styles.first()?;
    let end = *end;
    let name = para.text.get(*start..end)?.trim_end();
    let after = para.text.get(name.len()..)?;
    let is = *start == 0
        && style.bold
        && name.len() <= LONGEST
        && names::is_name(name, GUEST_WORDS)
        && after.starts_with(' ')
        && goes_on(after);
    is.then_some((name, end))
}

/// Do words follow that could begin a turn? `**Kell** is a painter` is about him.
fn goes_on(after: &str) -> bool {
    let mut letters = after.chars().filter(|c| c.is_alphanumeric());
    letters.next().is_some_and(|c| !c.is_lowercase())
}

/// The names in bold capitals that begin blocks again and again, where nothing has a colon.
fn leads(paras: &[Para], open: &[bool], found: &[Option<Label>]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, para) in paras.iter().enumerate() {
        let lead = lead(para).filter(|(name, _)| names::shouts(name));
        if let Some((name, _)) = lead.filter(|_| open[at] && found[at].is_none()) {
            *counts.entry(name).or_insert(0) += 1;
        }
    }
    counts.retain(|name, count| *count > 1 && !labels::is_never(&names::key(name)));
    if counts.len() < 2 {
        counts.clear();
    }
    counts.into_keys().map(str::to_owned).collect()
}

/// The length of an aside in brackets at the start, brackets included.
fn aside(text: &str) -> Option<usize> {
    let close = match text.chars().next()? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let mut inside = text.char_indices().take(LONGEST_ASIDE);
    inside.find(|(_, c)| *c == close).map(|(at, _)| at + 1)
}

fn label(text: &str, name: &str, end: usize, manner: Option<usize>) -> Label {
    let after = &text[end..];
    let aside = manner.map(|to| Part {
        to,
        rule: &rules::LABEL_TEXT,
    });
    let last = Part {
        to: end,
        rule: match aside {
            Some(_) => &rules::ASIDE,
            None => &rules::LABEL_TEXT,
        },
    };
    Label {
        name: name.to_owned(),
        end,
        words: end + (after.len() - after.trim_start().len()),
        aside: None,
        parts: aside.into_iter().chain([last]).collect(),
        sure: 0.5,
        dress: Dress::Colon,
        stamped: false,
        marked: false,
    }
}

/// `Clerk: Tea?` in a document whose other turns begin like that: next to another turn, and a
/// sentence of its own.
fn guests(
    paras: &[Para],
    open: &[bool],
    rejected: &[Option<Label>],
    found: &[Option<Label>],
) -> Vec<usize> {
    let plain = |para: &Para, label: &Label| {
        !label.format() && !names::shouts(&label.name) && !para.begins(1, |s| s.bold || s.italic)
    };
    let alike = paras.iter().zip(found);
    let alike: Vec<String> = alike
        .filter_map(|(para, label)| Some((para, label.as_ref()?)))
        .filter(|(para, label)| plain(para, label))
        .map(|(_, label)| names::key(&label.name))
        .collect();
    let people: BTreeSet<&String> = alike.iter().collect();
    let labels = found.iter().flatten().count();
    if alike.len() < USUAL || people.len() < 2 || alike.len() * 3 < labels * 2 {
        return Vec::new();
    }
    let running: Vec<usize> = (0..paras.len()).filter(|at| open[*at]).collect();
    let has = |n: Option<usize>| {
        n.and_then(|n| running.get(n))
            .is_some_and(|at| found[*at].is_some())
    };
    let is_guest = |n: usize| {
        let at = running[n];
        let Some(label) = &rejected[at] else {
            return false;
        };
        let key = names::key(&label.name);
        let words = &paras[at].text[label.words..];
        let stop = words.ends_with(|c: char| !c.is_alphanumeric());
        plain(&paras[at], label)
            && label.name.split(' ').count() <= GUEST_WORDS
            && !labels::is_never(&key)
            && !NEVER_ONCE.contains(&key.as_str())
            && stop
            && goes_on(words)
            && has(n.checked_sub(1))
            && (n + 1 == running.len() || has(Some(n + 1)))
    };
    (0..running.len())
        .filter(|n| is_guest(*n))
        .map(|n| running[n])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::cases::{compiled, lines};
    use super::super::rules;

    /// Name, confidence and first words of each paragraph.
    fn said(file: &str, text: &str) -> Vec<String> {
        let (_, script) = compiled(file, text);
        let line = |(_, turn, p): (usize, &super::super::Turn, &super::super::Paragraph)| {
            format!(
                "{} {} {}",
                script.person(turn.person).name,
                p.confidence,
                p.text()
            )
        };
        script.paragraphs().map(line).collect()
    }

    const BELOW: &str = "\n\nLena Brandt: Where were you?\n\nBob: Here.\n\nLena Brandt: Since when?\n\nBob: Since May.";

    #[test]
    fn a_known_name_needs_no_neat_label() {
        for (file, line, name, words) in [
            (
                "x.txt",
                "Bob:Did you find home?",
                "Bob",
                "Did you find home?",
            ),
            ("x.txt", "Lena:Did you?", "Lena Brandt", "Did you?"),
            ("x.txt", "LB:Did you?", "Lena Brandt", "Did you?"),
            ("x.txt", "Bob (laughing): Two.", "Bob", "Two."),
            ("x.txt", "Bob [after a pause]: Four.", "Bob", "Four."),
            ("x.txt", "Bob [to Lena: no]: Four.", "Bob", "Four."),
            ("x.txt", "Bob[laughs] : Four.", "Bob", "Four."),
            ("x.txt", "- Bob: Five.", "Bob", "Five."),
            ("x.md", "- Bob: Five.", "Bob", "Five."),
            ("x.txt", "– Bob:Five.", "Bob", "Five."),
            ("x.txt", "**Bob** Do you?", "Bob", "Do you?"),
            ("x.txt", "**Bob:** Do you?", "Bob", "Do you?"),
            ("x.md", "**LB** Do you?", "Lena Brandt", "Do you?"),
            ("x.md", "**Brandt** “Do you?”", "Lena Brandt", "“Do you?”"),
            ("x.md", "**Bob** *(laughing)*: Do you?", "Bob", "Do you?"),
        ] {
            let found = said(file, &format!("Lena Brandt: Good day.\n\n{line}{BELOW}"));
            let (who, sure) = found[1].split_once(words).unwrap_or((&found[1], ""));
            assert!(
                who.starts_with(name) && sure.is_empty(),
                "{line}: {}",
                found[1]
            );
        }
    }

    #[test]
    fn what_is_about_somebody_is_no_label() {
        for (file, line) in [
            ("x.txt", "Bob://example.org/a is where it is."),
            ("x.txt", "Bob (laughing) was there: in the rain."),
            ("x.txt", "bob: the verb. To bob."),
            ("x.md", "**Bob** is a painter."),
            ("x.md", "**Ida** Good."),
            ("x.md", "**Bob and the rest** Good."),
            ("x.md", "*Bob* Good."),
        ] {
            let found = said(file, &format!("Lena Brandt: Good day.\n\n{line}{BELOW}"));
            let stays = line.replace('*', "").replace("(laughing) ", "");
            assert!(
                found[1].starts_with("Lena Brandt") && found[1].ends_with(&stays),
                "{found:?}"
            );
        }
    }

    #[test]
    fn an_aside_in_a_label_is_skipped_by_name() {
        let aside = |line: &str| -> Vec<String> {
            let (_, script) = compiled("x.txt", &format!("{line}{BELOW}"));
            let asides = script
                .skipped
                .iter()
                .filter(|s| s.rule == rules::ASIDE.name);
            asides.map(|s| s.text.clone()).collect()
        };
        assert_eq!(aside("Bob (laughing): Two."), ["(laughing):"]);
        assert_eq!(aside("Bob [After a pause]: Four."), ["[After a pause]:"]);
        assert_eq!(aside("Bob [to Lena: no]: Four."), ["[to Lena: no]:"]);
        assert_eq!(aside("Lena Brandt (LB): One."), Vec::<String>::new());
        assert_eq!(aside("Bob (guest): One."), Vec::<String>::new());
    }

    #[test]
    fn a_guest_who_speaks_once_is_somebody() {
        let page = |line: &str| {
            format!("Ann: A room.\n\nBob: A key.\n\n{line}\n\nAnn: Yes.\n\nBob: No.\n\nAnn: Ah.")
        };
        for line in [
            "Clerk: Tea?",
            "Night Clerk: Tea is here.",
            "The Clerk: “Tea?”",
        ] {
            let (name, words) = line.split_once(": ").unwrap_or_default();
            let found = said("x.txt", &page(line));
            assert!(
                found[2].starts_with(name) && found[2].ends_with(words),
                "{found:?}"
            );
            assert_eq!(found.len(), 6);
            assert!(!found[2].contains(':'), "{found:?}");
        }
        for line in [
            "Note: It was edited.",
            "One thing: It was cold.",
            "Result: We lost.",
            "Me: No way.",
            "Berlin: a city.",
            "Berlin: The city that never sleeps, said nobody, and it goes on without a stop",
        ] {
            assert_eq!(
                said("x.txt", &page(line))[2].split_once(' ').map(|w| w.0),
                Some("Bob"),
                "{line}"
            );
        }
        // Careless labels around are labels, too.
        let careless = page("Clerk: Tea?").replace("Bob: A key", "Bob:A key") + "\n\nBob: Oh.";
        assert!(said("x.txt", &careless)[2].starts_with("Clerk"));
        // In the midst of what somebody tells, nobody new comes in.
        let told = said(
            "x.txt",
            &page("It was late.\n\nBerlin: The best.\n\nWe went."),
        );
        assert!(told[3].starts_with("Bob"), "{told:?}");
    }

    #[test]
    fn bold_initials_are_labels_where_nothing_has_a_colon() {
        let (_, script) = compiled(
            "x.md",
            "**LB** Do you paint?\n\n**JM** I do.\n\n**LB** Since when?\n\n**JM** Since May.\n",
        );
        let rules: Vec<_> = script.paragraphs().map(|(_, _, p)| p.rule).collect();
        assert_eq!(rules, ["label"; 4], "{:?}", lines(&script));
    }
}

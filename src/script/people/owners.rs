//! Which form of a name is short for which: `Berg`, `Anna`, `AB` and `A. Berg` for `Anna Berg`,
//! where only one person fits.

use super::super::names;
use super::Form;
use std::collections::BTreeMap;

/// For each form the fullest form of the same person; `ambiguous` hears of forms that fit several.
pub(super) fn owners(forms: &[Form], mut ambiguous: impl FnMut(usize, &[usize])) -> Vec<usize> {
    let mut fuller: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (form, part) in forms.iter().enumerate().flat_map(|(n, f)| {
        let parts = if f.whole { Vec::new() } else { shorter(f) };
        parts.into_iter().map(move |part| (n, part))
    }) {
        let owners = fuller.entry(part).or_default();
        if owners.last() != Some(&form) {
            owners.push(form);
        }
    }
    let mut order: Vec<usize> = (0..forms.len()).collect();
    order.sort_by_key(|form| {
        let words = &forms[*form].words;
        // `Anna Berg` before `A Berg`, that the short one may find it.
        let letters = words
            .iter()
            .filter(|word| word.chars().count() == 1)
            .count();
        (std::cmp::Reverse(words.len()), letters)
    });
    let mut owner: Vec<usize> = (0..forms.len()).collect();
    for form in order {
        let several = forms[form].whole && names::is_several(&forms[form].words.join(" "));
        let mut roots: Vec<usize> = match several || forms[form].letter {
            true => Vec::new(),
            false => fuller
                .get(&forms[form].words)
                .map(|forms| {
                    forms
                        .iter()
                        .map(|f| owner[*f])
                        .filter(|f| *f != form)
                        .collect()
                })
                .unwrap_or_default(),
        };
        roots.sort_unstable();
        roots.dedup();
        match roots.as_slice() {
            [] => {}
            [root] => owner[form] = *root,
            several => ambiguous(form, several),
        }
    }
    owner
}

/// The shorter forms that a name may have.
fn shorter(form: &Form) -> Vec<Vec<String>> {
    let words = &form.words;
    if words.len() < 2 {
        // `D:` for `DORRIE:`
        let letters = words.iter().filter(|word| word.chars().count() > 2);
        let first = letters.filter_map(|word| word.chars().next());
        return first.map(|letter| vec![letter.to_string()]).collect();
    }
    let titled = matches!(words[0].as_str(), "mr" | "mrs");
    let parts = (1..words.len()).flat_map(|cut| [&words[..cut], &words[cut..]]);
    let mut all: Vec<Vec<String>> = parts.map(<[String]>::to_vec).collect();
    if titled {
        // `MR. BERG` is `Berg` only if nobody else is, which the others decide.
        all.retain(|part| part.len() == 1 && part[0] != words[0]);
        return all;
    }
    let letters = |words: &mut dyn Iterator<Item = &String>| -> String {
        words.filter_map(|word| word.chars().next()).collect()
    };
    let initials = letters(&mut words.iter());
    let bare = letters(&mut words.iter().filter(|word| !names::is_particle(word)));
    // `CAW` for Constance Abernethy-Wu.
    let parts = words.iter().flat_map(|word| word.split('-'));
    let parted: String = parts.filter_map(|part| part.chars().next()).collect();
    for initials in [initials, bare, parted] {
        if initials.chars().count() > 1 {
            all.push(vec![initials]);
        }
    }
    let (first, last) = (&words[0], &words[words.len() - 1]);
    let initial: String = first.chars().take(1).collect();
    all.push(vec![initial.clone()]);
    // `A. Berg`, and `Anna Berg` for `Anna Maria Berg`.
    if first.chars().count() > 1 {
        all.push(vec![initial.clone(), last.clone()]);
        all.push([std::slice::from_ref(&initial), &words[1..]].concat());
    }
    if words.len() > 2 {
        all.push(vec![first.clone(), last.clone()]);
    }
    if let Some(nick) = &form.nickname {
        all.push(vec![nick.clone()]);
        all.push(vec![nick.clone(), last.clone()]);
        all.push(
            [
                std::slice::from_ref(first),
                std::slice::from_ref(nick),
                &words[1..],
            ]
            .concat(),
        );
    }
    all.retain(|part| part != words);
    all
}

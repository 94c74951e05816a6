//! The passes in their order: a table of contents of how an interview is understood.

use super::attribute::{self, Findings};
use super::chapters::{self, Heading, Plan};
use super::closing;
use super::cues;
use super::decode::Part;
use super::furniture::loose::Turn;
use super::known::Forms;
use super::labels::{self, Label};
use super::legend::Legend;
use super::names::Casing;
use super::page::{self, Marked, Para};
use super::people;
use super::phrases;
use super::questions;
use super::roles;
use super::rules::{self, Rule};
use super::{
    Script, Skipped, cuts, furniture, given, headed, language, runin, saved, signs, spaces, title,
    turns,
};
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::house::House;
use crate::read::{BlockKind, Document, front};
use std::collections::BTreeSet;

/// Understands an interview. A saved script is read instead of guessed at.
///
/// `None` only after an error was pushed: nothing to speak, or a broken saved script. Errors in
/// the cast's list of chapters are pushed too, but leave the script whole.
#[must_use]
pub fn compile(document: &Document, house: &House, diags: &mut Diagnostics) -> Option<Script> {
    if document.compiled {
        let mut script = saved::parse(document, diags)?;
        chapters::of_saved(&mut script, house, diags);
        return Some(script);
    }
    let mut paras = cues::join(page::paragraphs(document), &document.source);
    headed::lower(&mut paras);
    let mut paras = labels::unfold(paras, &document.source);
    cuts::before_labels(&mut paras, document.habit());
    let mut paras = runin::divide(paras, &document.source);
    let found = language::find(document, &paras, house, diags);
    let main = found.language.clone();
    let words = phrases::of_both(main.primary(), language::second(&paras, &main));

    let mut skips = furniture::find(&paras);
    // Before the labels: `LANTERN:This` and `AdaQuill:` are damaged like anything else.
    let kept: Vec<bool> = skips.iter().map(Option::is_none).collect();
    let repairs = spaces::mend(&mut paras, &kept, main.primary(), &document.source);
    let mut open: Vec<bool> = (0..paras.len())
        .map(|at| skips[at].is_none() && !matches!(paras[at].kind, BlockKind::Heading(_)))
        .collect();
    // A cover is not spoken, and tells who is present.
    let told: Vec<bool> = (0..paras.len())
        .map(|at| open[at] || skips[at].is_some_and(|rule| *rule == rules::COVER))
        .collect();
    let legend = Legend::find(&paras, &told);
    for at in (0..paras.len()).filter(|at| legend.is[*at]) {
        open[at] = false;
        skips[at] = skips[at].or(Some(&rules::METADATA));
    }
    let casing = Casing::learn(&paras);
    let given = given::collect(document, house, diags);
    let cast: Vec<&str> = house
        .people
        .iter()
        .map(|(name, _)| name.value.as_str())
        .chain(given.iter().map(|given| given.name.as_str()))
        .chain(legend.short())
        .collect();
    let labels = labels::find(&paras, &open, &cast, &casing);
    let labelled: Vec<bool> = labels.iter().map(Option::is_some).collect();
    let from: Vec<usize> = labels
        .iter()
        .map(|label| label.as_ref().map_or(0, |label| label.words))
        .collect();
    cuts::after_labels(&mut paras, &from, document.habit());
    let page = people::Page {
        paras: &paras,
        legend: &legend,
        casing: &casing,
        title: document.title.as_deref(),
        source: &document.source,
    };
    let people = people::gather(&page, &labels, diags);

    let spoken = |paras: &[Para], skips: &[Option<&'static Rule>]| -> Vec<usize> {
        (0..paras.len())
            .filter(|at| skips[*at].is_none() && !paras[*at].text.is_empty())
            .collect()
    };
    let running: Vec<usize> = (0..paras.len()).filter(|at| open[*at]).collect();
    let title = title::find(document, &paras, &running, &labelled);
    let _head = furniture::head::find(&paras, &labelled, &mut skips);
    if let Some(heading) = title.heading {
        skips[heading] = Some(&rules::TITLE_LINE);
    }
    let apart = questions::find(&paras, &spoken(&paras, &skips), &labelled, words);
    if let Some(apart) = &apart {
        for at in &apart.intertitles {
            skips[*at] = Some(&rules::HEADING);
        }
        signs::unsaid(&mut paras, &apart.words);
    }
    let dek = title::dek(&paras, title.heading, &skips);
    for (at, para) in paras.iter().enumerate() {
        let question = apart.as_ref().is_some_and(|apart| apart.asks(at));
        if matches!(para.kind, BlockKind::Heading(_)) && !question && dek != Some(at) {
            skips[at] = skips[at].or(Some(&rules::HEADING));
        }
    }
    for at in title::head(&paras, &spoken(&paras, &skips), &labelled, apart.as_ref()) {
        skips[at] = Some(if paras[at].text == title.text {
            &rules::TITLE_LINE
        } else {
            &rules::DEK
        });
    }
    let talk: Vec<Turn> = (0..paras.len())
        .map(|at| turn(&labels[at], apart.as_ref().and_then(|apart| apart.part[at])))
        .collect();
    let named: BTreeSet<&str> = labels.iter().flatten().map(|l| l.name.as_str()).collect();
    let order = spoken(&paras, &skips);
    furniture::loose::find(&paras, &order, &talk, named.len(), words, &mut skips);
    let order = spoken(&paras, &skips);
    let asks = |at| apart.as_ref().is_some_and(|apart| apart.asks(at));
    let set: Vec<bool> = (0..paras.len()).map(asks).collect();
    let mut roles = roles::decide(&paras, (&order, &set), &people, &labels, words);
    let known = given::apply(&given, &people, &mut roles.of);
    let names = labels.iter().flatten().map(|label| label.name.as_str());
    let mut speakers = attribute::attribute(&Findings {
        paras: &paras,
        order: &order,
        labels: &labels,
        people: &people,
        roles: &roles,
        apart: apart.as_ref(),
        forms: &Forms::of(names.chain(cast.iter().copied())),
        language: words,
        staged: attribute::staged(&paras, &labels, document.habit()),
    });
    closing::close(
        &mut speakers,
        &closing::Page {
            order: &order,
            paras: &paras,
            people: &people,
            roles: &roles,
            title: &title.text,
            skips: &skips,
            casing: &casing,
            language: words,
        },
    );

    cuts::after_turns(&mut paras, &from, document.habit());
    let (mut people, mut turns) = turns::turns(&order, &speakers, &paras, &labels, &people, &roles);
    given::name(&given, &known, &mut people, house, diags);
    let talk = (order.as_slice(), speakers.as_slice(), &roles);
    turns::name(&mut people, &paras, &skips, talk, &title.text, &casing);
    turns::merge(&mut people, &mut turns);
    let languages = language::settle(found, &people, &mut turns, house);
    if turns.is_empty() {
        nothing_to_speak(document, diags);
        return None;
    }
    if speakers.iter().flatten().all(|g| g.rule == &rules::ALONE) {
        nobody_found(document, diags);
    }
    let headings = headings(&paras, &skips);
    let plan = Plan {
        source: &document.source,
        house,
        people: &people,
        headings: &headings,
        language: words,
        title: &title.text,
    };
    let chapters = chapters::find(&mut turns, &plan, diags);
    Some(Script {
        announcer: crate::script::Person::narrator(),
        source: document.source.clone(),
        title: title.text,
        title_given: title.given,
        date: date(document),
        languages,
        people,
        turns,
        chapters,
        skipped: skipped(document, &paras, &skips, &labels),
        repairs,
    })
}

/// What a block is in the talk, by its label or by how it is set.
fn turn(label: &Option<Label>, part: Option<(Part, f32)>) -> Turn {
    match (label, part) {
        (Some(_), _) => Turn::Labelled,
        (None, Some((Part::Asks, _))) => Turn::Asks,
        (None, Some((Part::Answers, _))) => Turn::Answers,
        _ => Turn::Untold,
    }
}

fn headings(paras: &[Para], skips: &[Option<&'static Rule>]) -> Vec<Heading> {
    let skipped = paras.iter().zip(skips);
    skipped
        .filter(|(_, skip)| skip.is_some_and(|rule| *rule == rules::HEADING))
        .map(|(para, _)| Heading {
            start: para.span.start,
            text: para.text.clone(),
        })
        .collect()
}

/// Everything that is not spoken, in the order of the page.
fn skipped(
    document: &Document,
    paras: &[Para],
    skips: &[Option<&'static Rule>],
    labels: &[Option<Label>],
) -> Vec<Skipped> {
    let source = &document.source;
    let mut all: Vec<(Span, &'static str)> = Vec::new();
    let mut whole: BTreeSet<Span> = BTreeSet::new();
    for ((para, skip), label) in paras.iter().zip(skips).zip(labels) {
        if let Some(rule) = skip {
            for span in para.whole() {
                whole.insert(span);
                all.push((span, rule.name));
            }
        } else {
            if let Some(label) = label.as_ref().filter(|label| label.end > 0) {
                let mut from = 0;
                for part in &label.parts {
                    let spans = para.spans(from, part.to).into_iter();
                    all.extend(spans.map(|span| (span, part.rule.name)));
                    from = part.to;
                }
            }
        }
        if skip.is_none() || !para.marks.is_empty() {
            let controls = para.controls.iter();
            all.extend(controls.map(|span| (*span, rules::CONTROL.name)));
        }
        all.extend(para.marks.iter().filter_map(|mark| match mark.what {
            Marked::Skip(rule) => Some((mark.span, rule.name)),
            Marked::Note(_) => Some((mark.span, rules::STAGE_DIRECTION.name)),
            Marked::Tear => None,
        }));
    }
    let inside = |span: &Span| {
        let before = whole
            .range(..=Span::new(span.start, usize::MAX))
            .next_back();
        before.is_some_and(|block| block.end >= span.end)
    };
    let markup = document.markup.iter().filter(|span| !inside(span));
    all.extend(markup.map(|span| (*span, rules::MARKUP.name)));
    all.extend(document.front.map(|span| (span, rules::FRONT_MATTER.name)));
    all.sort();
    all.into_iter()
        .map(|(span, rule)| Skipped {
            span,
            line: source.line(span.start),
            text: source.slice(span).trim().to_owned(),
            rule,
        })
        .collect()
}

/// The date that the front matter gives, if it is one. (Site generators add the time of day.)
fn date(document: &Document) -> Option<String> {
    let date = front::value(document.source.slice(document.front?), "date")?;
    let date = date.get(..10).unwrap_or(date);
    saved::is_date(date).then(|| date.to_owned())
}

fn nothing_to_speak(document: &Document, diags: &mut Diagnostics) {
    diags.push(
        Diagnostic::error(
            &document.source,
            Span::default(),
            "there is nothing to speak in this file",
        )
        .whole()
        .hint("it holds only names, headings and what belongs to a web page"),
    );
}

fn nobody_found(document: &Document, diags: &mut Diagnostics) {
    diags.push(
        Diagnostic::warning(
            &document.source,
            Span::default(),
            "nothing here tells who asks and who answers: the narrator reads all of it",
        )
        .whole()
        .hint("write `NAME:` before what someone says"),
    );
}

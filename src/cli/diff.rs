//! `duologue diff`: what a render would change, why, and what it costs.

use super::args::Diff;
use super::render::{keep, name, understood};
use super::{Outcome, Voice, config, print, words};
use duologue::diag::Diagnostics;
use duologue::diff::{Change, Difference, LineChange, Why, excerpt};
use duologue::error::Error;
use duologue::house::Edition;
use duologue::pipeline::{self, Wanted};
use duologue::publish;
use duologue::publish::verify::State;
use serde_json::{Value, json};
use std::path::Path;

/// So many lines are listed, the rest counted.
const LISTED: usize = 30;

pub(crate) fn run(order: &Diff, voice: Voice) -> Outcome {
    let mut shop = config::workshop(voice)?;
    keep(&mut shop, &order.kept)?;
    let pages = &order.pages;
    let out = order.goal.folder(pages);
    let mut diags = Diagnostics::new();
    let asked = order.goal.copies();
    let prepared = understood(&shop, &order.goal.order(pages), &asked, None, &mut diags);
    voice.diagnostics(&diags);
    let (compiled, copies) = prepared?;
    let outputs = publish::select(&order.goal.format).map_err(Error::from)?;
    let mut all = Vec::new();
    for prepared in &copies {
        let copy = prepared.house.edition;
        let out = pipeline::folder(&out, &Wanted { copy, part: None });
        // What an interrupted render left is set right first, as `render` does.
        publish::recover(&out).map_err(Error::from)?;
        let difference = pipeline::diff(&shop, &compiled, prepared, &outputs, &out)?;
        if order.json {
            all.push(as_json(&difference, copy));
        } else {
            print(&told(&difference, &out))?;
        }
    }
    if !order.json {
        return Ok(());
    }
    let mut first = all.first().cloned().unwrap_or_default();
    if all.len() > 1 {
        first["copies"] = Value::Array(all);
    }
    print(&format!("{first:#}\n"))
}

/// What would change, for programs. Keys are only ever added.
fn as_json(difference: &Difference, copy: Edition) -> Value {
    let mut told = json!({"version": 1});
    let found = serde_json::to_value(difference);
    if let (Some(told), Ok(Value::Object(found))) = (told.as_object_mut(), found) {
        told.extend(found);
    }
    if let Some(copy) = name(copy) {
        told["copy"] = json!(copy);
    }
    told
}

/// Everything, for a person who asked.
fn told(difference: &Difference, out: &Path) -> String {
    let mut text = String::new();
    let mut say = |line: String| text += &format!("  {line}\n");
    let shown = words::path(out);
    if difference.unchanged {
        say(format!(
            "nothing changed: the episode in {shown} is as this would be rendered"
        ));
        return text;
    }
    if difference.earlier {
        let own = |line: &&LineChange| line.why.iter().any(|why| why.own());
        let lines: Vec<&LineChange> = difference.lines.iter().filter(own).collect();
        lines.iter().take(LISTED).for_each(|l| say(line(l)));
        if lines.len() > LISTED {
            let more = lines.len() - LISTED;
            say(format!("… and {} more", words::count(more, "line")));
        }
    } else {
        say(format!(
            "no episode in {shown} to compare with: everything is new"
        ));
    }
    difference.voices.iter().for_each(|c| say(change(c)));
    let also = &difference.also;
    also.iter().take(LISTED).for_each(|c| say(change(c)));
    if also.len() > LISTED {
        let more = also.len() - LISTED;
        say(format!(
            "… and {} that nobody has to speak",
            words::count(more, "change")
        ));
    }
    for file in &difference.files {
        say(format!("{}: {}", file.file, became(file.state)));
    }
    let lost = |line: &&LineChange| line.why == [Why::Lost];
    match difference.lines.iter().filter(lost).count() {
        0 => {}
        n => say(format!(
            "{}: spoken before, but the take is not kept any more",
            words::count(n, "line")
        )),
    }
    say(short(difference));
    text
}

/// The sum of it, on one line: `3 lines to speak (about 0.4 s), 120 from earlier takes`.
pub(crate) fn short(difference: &Difference) -> String {
    if difference.unchanged {
        return "nothing changed".to_owned();
    }
    let cost = match (difference.speak, difference.seconds) {
        (0, _) => String::new(),
        (_, Some(seconds)) => format!(" (about {})", words::took(seconds.max(0.1))),
        (_, None) => " (how long that takes is not known yet)".to_owned(),
    };
    let speak = words::count(difference.speak, "line");
    let rest = match difference.voices.is_empty() && difference.also.is_empty() {
        true if difference.earlier && difference.files.is_empty() => "; nothing else changes",
        _ => "",
    };
    format!(
        "{speak} to speak{cost}, {} from earlier takes{rest}",
        difference.reuse
    )
}

fn line(line: &LineChange) -> String {
    let why: Vec<&str> = line
        .why
        .iter()
        .filter(|why| why.own())
        .map(|why| why.told())
        .collect();
    let was = line.was.as_deref();
    let words = match was {
        None => excerpt(&line.text, None),
        Some(was) => format!(
            "{} was {}",
            excerpt(&line.text, Some(was)),
            excerpt(was, Some(&line.text))
        ),
    };
    let place = match line.line {
        0 => "announcement".to_owned(),
        n => format!("line {n}"),
    };
    format!("{place:9} {}: {}   {words}", line.person, why.join(", "))
}

fn change(change: &Change) -> String {
    let lines = match change.lines {
        0 => String::new(),
        n => format!("; {}", words::count(n, "line")),
    };
    let Change {
        whose,
        what,
        was,
        will,
        ..
    } = change;
    match (whose, was.as_str(), will.as_str()) {
        (Some(name), ..) => format!("voice of {name}: {what} {was} → {will}{lines}"),
        (None, "", "") => format!("{what}: changed{lines}"),
        _ => format!("{what}: {was} → {will}{lines}"),
    }
}

/// What became of a file, as a clause.
pub(crate) fn became(state: State) -> String {
    match state {
        State::Whole => "as it was rendered".to_owned(),
        State::Altered => "altered since it was rendered".to_owned(),
        State::Size(bytes) => format!("altered since it was rendered: now {}", words::bytes(bytes)),
        State::Missing => "missing".to_owned(),
        State::NoFile => "there is something of that name which is no file".to_owned(),
    }
}

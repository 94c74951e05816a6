//! Who asks where nobody is labelled: questions in bold, in italics, as headings, as quotes, in
//! capitals, numbered, after dashes, or told by their question marks alone.
//!
//! Each way to set questions apart is a hypothesis about the whole page. All are weighed by the
//! same table of evidence, the heaviest wins, and the next one is kept, because whoever reads
//! why a paragraph went to the wrong person wants to know what else it could have been. Rejected:
//! the first layout that fits, in a fixed order. A page with bold names of films and italic
//! questions then has films that ask.

use super::decode::{self, Part, Slot, Step};
use super::page::Para;
use super::phrases::Phrases;
use super::rules::Rule;
use super::settings::{BEHIND_DASHES, Kind, SETTINGS, Setting};
use super::signs::{self, Look};
use super::tells;

/// What the evidence must add up to.
const ENOUGH: f32 = 4.0;
/// From here on there is no doubt left to show.
const PLENTY: f32 = 6.0;
/// Of the blocks that are set apart at least so many ask, whatever else speaks for them.
const ASKING: f32 = 0.3;
/// So many of those behind dashes ask where the answers have none.
const ASKING_APART: f32 = 0.6;
/// So many labels may stand on the first turns.
const FIRST_TURNS: usize = 4;
/// How strongly a style decides about a block that has it or has it not.
const STYLE: f32 = 6.0;

/// What is seen of a hypothesis. Shares are of 0 to 1.
#[derive(Debug, Default)]
struct Sight {
    set: usize,
    others: usize,
    asking: f32,
    asking_else: f32,
    followed: f32,
    you: f32,
    me: f32,
    brief: f32,
    stops: f32,
    prior: f32,
}

type Evidence = (&'static str, f32, fn(&Sight) -> f32);

const EVIDENCE: &[Evidence] = &[
    ("what is known of such pages", 1.0, |s| s.prior),
    ("it asks", 3.0, |s| s.asking),
    ("what is not set like it asks", -1.5, |s| s.asking_else),
    ("something else follows on it", 1.0, |s| s.followed),
    ("it says you, and the rest does not", 1.0, |s| s.you),
    ("the rest says I, and it does not", 1.0, |s| s.me),
    ("it is shorter than the rest", 0.6, |s| s.brief),
    ("three or more", 0.5, |s| yes(s.set >= 3)),
    ("again and again", 0.5, |s| {
        yes(s.set * 5 >= s.set + s.others)
    }),
    ("it ends as sentences do", 1.0, |s| s.stops),
];

fn share(some: usize, all: usize) -> f32 {
    some as f32 / all.max(1) as f32
}

fn yes(is: bool) -> f32 {
    f32::from(u8::from(is))
}

/// Who asks and who answers, as far as the page sets it apart.
#[derive(Debug)]
pub(super) struct SetApart {
    /// For each block of the document: who speaks it and how sure that is; `None` for what is not
    /// judged.
    pub(super) part: Vec<Option<(Part, f32)>>,
    /// Why they are questions.
    pub(super) question: &'static Rule,
    /// Why what follows them is an answer.
    pub(super) answer: &'static Rule,
    /// The layout, in words.
    pub(super) name: &'static str,
    /// The layout that would have won else, in words.
    pub(super) second: Option<&'static str>,
    /// For each block where its words begin: dashes and numbers are not spoken.
    pub(super) words: Vec<usize>,
    /// Blocks that are set like questions and are intertitles.
    pub(super) intertitles: Vec<usize>,
}

impl SetApart {
    /// Is the block a question, and not only a heading?
    pub(super) fn asks(&self, at: usize) -> bool {
        matches!(self.part[at], Some((Part::Asks, _)))
    }
}

/// Finds them among the blocks of `order`, which may be headings still; `labelled` have a name.
pub(super) fn find(
    paras: &[Para],
    order: &[usize],
    labelled: &[bool],
    language: &Phrases,
) -> Option<SetApart> {
    let names = order.iter().filter(|at| labelled[**at]).count();
    let asked = order
        .iter()
        .filter(|at| labelled[**at] && tells::asks(&paras[**at].text));
    // Where the labels tell who asks, nothing else does.
    let complete = names > FIRST_TURNS && asked.count() * 5 >= names;
    let looks = signs::look(paras, order, language);
    let last = order.iter().rposition(|at| labelled[*at]);
    let (_, tail) = order.split_at(last.map_or(0, |last| last + 1));
    let few = names > 0 && names <= FIRST_TURNS && tail.len() >= names * 2;
    let mut ranked: Vec<(f32, &Setting, &[usize])> = Vec::new();
    for setting in SETTINGS {
        let order = match setting.kind {
            _ if complete && !before_labels(setting, &looks, order, labelled) => continue,
            Kind::Marks | Kind::Signs if few => tail,
            // Where names go on, what has none goes on with them.
            Kind::Marks | Kind::Signs if names > 0 => continue,
            _ => order,
        };
        if let Some(weight) = weigh(setting, &looks, order, labelled, names) {
            ranked.push((weight, setting, order));
        }
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (weight, setting, order) = *ranked.first()?;
    let others = ranked[1..].iter().map(|(_, other, _)| other.name);
    let second = others.into_iter().find(|name| *name != setting.name);
    let mut found = settle(setting, &looks, order, labelled, names > 0);
    let doubt = 0.25 * (1.0 - (weight - ENOUGH) / (PLENTY - ENOUGH)).clamp(0.0, 1.0);
    for (_, sure) in found.part.iter_mut().flatten() {
        *sure *= 1.0 - doubt;
    }
    found.second = second;
    Some(found)
}

/// Do labelled answers stand right after nearly all that is set like this, and ask far less? A
/// band answers in turns what is asked in bold, and asks back.
fn before_labels(setting: &Setting, looks: &[Look], order: &[usize], labelled: &[bool]) -> bool {
    if !matches!(setting.kind, Kind::Style | Kind::Heading) || setting.prior < 0.0 {
        return false;
    }
    let first = order.iter().position(|at| labelled[*at]).unwrap_or(0);
    let set = (first.saturating_sub(1)..order.len()).filter(|n| {
        let at = order[*n];
        !labelled[at] && (setting.is)(&looks[at])
    });
    let set: Vec<usize> = set.collect();
    let next = |n: &&usize| order.get(**n + 1).is_some_and(|at| labelled[*at]);
    let before = set.iter().filter(next).count();
    let asking = set
        .iter()
        .filter(|n| looks[order[**n]].tells.ends_asking)
        .count();
    let names: Vec<usize> = order.iter().copied().filter(|at| labelled[*at]).collect();
    let named = names
        .iter()
        .filter(|at| looks[**at].tells.ends_asking)
        .count();
    let alike = names.iter().filter(|at| (setting.is)(&looks[**at])).count();
    set.len() >= 3
        && before * 5 >= set.len() * 4
        && set.len() * 6 >= names.len()
        && alike * 4 <= names.len()
        && asking * 5 >= set.len() * 2
        && asking * names.len() >= named * set.len() * 2
}

/// How much speaks for a hypothesis; `None` if it is not enough.
fn weigh(
    setting: &Setting,
    looks: &[Look],
    order: &[usize],
    labelled: &[bool],
    names: usize,
) -> Option<f32> {
    let open: Vec<&Look> = order
        .iter()
        .filter(|at| !labelled[**at])
        .map(|at| &looks[*at])
        .collect();
    let is: Vec<bool> = open.iter().map(|look| (setting.is)(look)).collect();
    // The introduction looks like nothing yet; what is set apart begins with what asks.
    let signs = setting.kind == Kind::Signs;
    let begin = (0..open.len()).find(|n| is[*n] && (signs || open[*n].tells.asks))?;
    let (mut set, mut others) = (Vec::new(), Vec::new());
    let mut followed = 0;
    let places: Vec<usize> = (0..order.len()).filter(|n| !labelled[order[*n]]).collect();
    for n in begin..open.len() {
        if is[n] {
            set.push(open[n]);
            // A labelled answer may follow as well as one without, on what is set apart indeed.
            let next = order.get(places[n] + 1).filter(|_| setting.prior >= 0.0);
            followed += usize::from(next.is_some_and(|at| labelled[*at]));
        } else {
            others.push(open[n]);
            followed += usize::from(n > 0 && is[n - 1]);
        }
    }
    let count = |of: &[&Look], has: fn(&Look) -> bool| {
        share(of.iter().filter(|look| has(look)).count(), of.len())
    };
    let mean = |of: &[&Look]| share(of.iter().map(|l| l.tells.words).sum(), of.len());
    let asking = count(&set, |l| l.tells.asks);
    let ending = count(&set, |l| l.tells.ends_asking);
    let (short, long) = (mean(&set), mean(&others));
    let sight = Sight {
        set: set.len(),
        others: others.len(),
        asking: asking.min(ending + 0.2),
        asking_else: count(&others, |l| l.tells.ends_asking),
        followed: share(followed, set.len()),
        you: count(&set, |l| l.tells.you) - count(&others, |l| l.tells.you),
        me: count(&others, |l| l.tells.me) - count(&set, |l| l.tells.me),
        brief: (long - short) / (long + short).max(1.0),
        stops: count(&set, |l| l.tells.stops),
        prior: setting.prior,
    };
    let total = set.len() + others.len();
    // Only the questions have a dash: another one after it would be a dialogue's.
    let apart = followed * 5 >= set.len() * 4 && asking >= ASKING_APART;
    let fits = match setting.kind {
        Kind::Signs => {
            let asks = set.iter().filter(|l| l.tells.asks).count();
            let arrows = set.iter().all(|l| l.arrows > 0);
            let all = (0..open.len()).filter(|n| is[*n]).count();
            // Where what has the sign asks and what follows has none, it marks the questions only.
            let one_side = asks * 5 >= set.len() * 3 && followed * 5 >= set.len() * 4;
            return (all >= 3
                && (arrows || !(apart || one_side))
                && set.len() * 2 >= total
                && (arrows || (asks >= 2 && asks * 8 >= set.len())))
            .then_some(PLENTY + share(set.len(), total));
        }
        Kind::Marks => {
            // A long last answer may ask, too: after labels every third block must.
            let every = if names > 0 { 3 } else { 4 };
            return (set.len() >= 3 && followed * 2 >= set.len() && set.len() * every >= total)
                .then_some(ENOUGH);
        }
        _ if setting.name == BEHIND_DASHES => apart && set.len() >= 3,
        Kind::Heading if names > FIRST_TURNS => asking >= 0.6,
        // Where what is styled asks first, it does not answer.
        _ if setting.prior < 0.0 => {
            asking >= ASKING && (0..begin).all(|n| is[n] || !open[n].tells.asks)
        }
        _ => asking >= ASKING,
    };
    let weight: f32 = EVIDENCE
        .iter()
        .map(|(_, weight, of)| weight * of(&sight))
        .sum();
    (fits && set.len() >= 2 && followed * 2 >= set.len() && weight >= ENOUGH).then_some(weight)
}

/// The hypothesis that won, for each block.
fn settle(
    setting: &Setting,
    looks: &[Look],
    order: &[usize],
    labelled: &[bool],
    names: bool,
) -> SetApart {
    let mut found = SetApart {
        part: vec![None; looks.len()],
        question: setting.question,
        answer: setting.answer,
        name: setting.name,
        second: None,
        words: vec![0; looks.len()],
        intertitles: Vec::new(),
    };
    let open: Vec<usize> = order.iter().copied().filter(|at| !labelled[*at]).collect();
    if setting.kind != Kind::Signs && setting.kind != Kind::Marks {
        found.intertitles = intertitles(setting, looks, &open);
    }
    let open: Vec<usize> = open
        .into_iter()
        .filter(|at| !found.intertitles.contains(at))
        // A heading that does not ask is a chapter's, whatever the layout.
        .filter(|at| looks[*at].heading.is_none() || (setting.is)(&looks[*at]))
        .collect();
    let slots: Vec<Slot> = open.iter().map(|at| slot(setting, &looks[*at])).collect();
    let arrows = setting.kind == Kind::Signs && looks.iter().any(|l| l.arrows > 0);
    // `**-¿Por qué?**` and then `-Porque sí.`: set apart twice.
    let dashes = |at: &&usize| looks[**at].dash > 0;
    let set = || open.iter().filter(|at| (setting.is)(&looks[**at]));
    let dashed = open.iter().filter(dashes).count() * 2 >= open.len().max(2)
        || set().filter(dashes).count() * 2 > set().count();
    let decoded = decode::decode(&slots, !arrows && !names);
    for (at, (part, sure)) in open.iter().zip(decoded) {
        found.part[*at] = Some((part, sure));
        let look = &looks[*at];
        found.words[*at] = match setting.kind {
            Kind::Signs => look.dash.max(look.arrows),
            Kind::Style if look.number => look.numbered,
            Kind::Style if look.mail => look.arrows.max(look.dash),
            // A number that one of the questions has lost.
            Kind::Marks if look.number && part == Part::Asks => look.numbered,
            Kind::Style | Kind::Heading if dashed && look.dash > 0 => look.dash,
            Kind::Style if part == Part::Asks => look.bullet.unwrap_or(0),
            _ => 0,
        };
    }
    found
}

/// How well a block fits the parts.
fn slot(setting: &Setting, look: &Look) -> Slot {
    let tells = &look.tells;
    let lean = tells.lean() - 0.9;
    // An introduction is told by a third person about a third person.
    let told = -0.2 - 0.4 * yes(tells.me) - 0.6 * yes(tells.you) + 0.5 * yes(look.names);
    let is = (setting.is)(look);
    let fits = match setting.kind {
        Kind::Style | Kind::Heading if is => {
            let asked = yes(tells.asks) * 3.0 + yes(tells.you) * 1.5;
            // A masthead in capitals, a byline in italics.
            let line = !tells.stops && !tells.you && !tells.asks;
            let styled = match (setting.prior < 0.0, line) {
                (true, _) => 0.0,
                (false, true) => 1.0,
                (false, false) => -2.0,
            };
            [told + styled - asked, 0.0, -STYLE]
        }
        Kind::Style | Kind::Heading => [told, -STYLE, 0.0],
        Kind::Signs => {
            let before = if is { -6.0 } else { told };
            [before, log_odds(lean * 0.6), log_odds(-lean * 0.6)]
        }
        Kind::Marks => {
            let short = if tells.ends_asking { -2.5 } else { 0.0 };
            [
                told + short + log_odds(-lean),
                log_odds(lean),
                log_odds(-lean),
            ]
        }
    };
    let step = match (setting.kind, is) {
        (Kind::Signs, true) => Step::Change,
        (Kind::Signs, false) => Step::Same,
        _ => Step::Free,
    };
    Slot { fits, step }
}

/// The logarithm of the probability that these odds (a logarithm, too) are.
fn log_odds(lean: f32) -> f32 {
    -(-lean).exp().ln_1p()
}

/// Blocks in the style of the questions that are none: short, without a stop, where the questions
/// have one, and right before a question or one of several without a stop.
fn intertitles(setting: &Setting, looks: &[Look], open: &[usize]) -> Vec<usize> {
    const LONGEST: usize = 8;
    let set = || open.iter().filter(|at| (setting.is)(&looks[**at]));
    let stopped = set().filter(|at| looks[**at].tells.stops).count();
    if stopped * 5 < set().count() * 3 {
        return Vec::new();
    }
    let is = |at: usize| {
        let tells = &looks[at].tells;
        (setting.is)(&looks[at]) && !tells.stops && tells.words <= LONGEST && !tells.you
    };
    let first = open
        .iter()
        .position(|at| (setting.is)(&looks[*at]) && looks[*at].tells.asks);
    let first = first.unwrap_or(0);
    // A heading above the introduction is none of the questions below it.
    let early = |at: usize| looks[at].heading.is_some() && !looks[at].tells.asks;
    let numbered = open.iter().enumerate();
    numbered
        .filter(|(n, at)| is(**at) && (*n >= first || early(**at)))
        .map(|(_, at)| *at)
        .collect()
}

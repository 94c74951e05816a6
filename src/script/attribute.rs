//! Every spoken block to the person who speaks it, with the rule that decided.
//!
//! Who stands on the page and who asks is known by now; here the blocks without a label find
//! their speakers, from top to bottom, by what stands before and right after them.

use super::decode::Part;
use super::known::Forms;
use super::labels::{Dress, Label};
use super::page::Para;
use super::people::People;
use super::phrases::{self, Phrases};
use super::questions::SetApart;
use super::roles::{Roles, ends_asking};
use super::rules::{self, Rule};
use super::story::Seen;
use super::suspicion;
use super::tells::Ear;
use crate::house::Role;
use crate::read::{BlockKind, Habit};

/// Who speaks a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    /// Nobody of the interview.
    Narrator,
    /// A person of [`People::all`].
    Person(usize),
    /// Who asks and has no name on the page.
    Asker,
    /// Who answers and has no name on the page.
    Answerer,
}

/// A block given to someone.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Given {
    pub(super) who: Who,
    pub(super) rule: &'static Rule,
    pub(super) confidence: f32,
    /// What was seen.
    pub(super) seen: Vec<Seen>,
    /// Who else it could have been, by which rule, how sure.
    pub(super) second: Option<(Who, &'static Rule, f32)>,
}

/// What the passes before this one found.
pub(super) struct Findings<'a> {
    pub(super) paras: &'a [Para],
    /// The blocks that are spoken, in order.
    pub(super) order: &'a [usize],
    pub(super) labels: &'a [Option<Label>],
    pub(super) people: &'a People,
    pub(super) roles: &'a Roles,
    pub(super) apart: Option<&'a SetApart>,
    /// How the people of the document may be called.
    pub(super) forms: &'a Forms,
    pub(super) language: &'static Phrases,
    /// A screenplay: a name above every speech, and between speeches what is seen.
    pub(super) staged: bool,
}

/// Is it a screenplay? The format says so, or the page has scene headings (`INT. KITCHEN - DAY`)
/// and its names stand alone above what is said. Without the headings names alone on a line are
/// any transcript's, in which a paragraph without a name goes on.
pub(super) fn staged(paras: &[Para], labels: &[Option<Label>], habit: Habit) -> bool {
    let scene = |para: &Para| {
        let begins = ["INT.", "EXT.", "INT ", "EXT ", "INT/EXT", "I/E.", "EST."];
        begins.iter().any(|start| para.text.starts_with(start))
    };
    let above = |label: &&Label| label.dress == Dress::AloneAbove;
    let all = labels.iter().flatten().count();
    let most = labels.iter().flatten().filter(above).count() * 2 > all;
    all > 0 && (habit == Habit::Staged || most && paras.iter().any(scene))
}

/// For each block of `order` who speaks it; `None` for a label that has no words after it.
pub(super) fn attribute(found: &Findings<'_>) -> Vec<Option<Given>> {
    let mut walk = Walk {
        found,
        speaker: None,
        asker: None,
        answerer: None,
        before: None,
        label_alone: false,
        ear: Ear::of(found.language),
    };
    (0..found.order.len()).map(|n| walk.step(n)).collect()
}

struct Walk<'a> {
    found: &'a Findings<'a>,
    /// Who spoke last, if anyone has.
    speaker: Option<Who>,
    /// Who asked last, and who answered.
    asker: Option<Who>,
    answerer: Option<Who>,
    /// Who spoke before `speaker`.
    before: Option<Who>,
    /// The block before was a label and nothing else.
    label_alone: bool,
    ear: Ear,
}

impl Walk<'_> {
    fn step(&mut self, n: usize) -> Option<Given> {
        let at = self.found.order[n];
        let alone = std::mem::take(&mut self.label_alone);
        if let (Some(label), Some(person)) = (&self.found.labels[at], self.found.people.of[at]) {
            let rule = if label.format() {
                &rules::FORMAT
            } else {
                &rules::LABEL
            };
            self.now(Who::Person(person));
            self.label_alone = self.found.paras[at].text.len() <= label.words;
            let mut given = self.give(Who::Person(person), rule, 0.15 * (1.0 - label.sure));
            given.seen.push(match label.format() {
                true => Seen::Named,
                false => Seen::Label(label.sure),
            });
            return (!self.label_alone).then_some(given);
        }
        let mut given = match (alone, self.speaker) {
            (true, Some(who)) => self.give(who, &rules::LABEL, 0.03),
            (false, Some(_)) if self.found.staged => self.give(Who::Narrator, &rules::ACTION, 0.0),
            _ => self.suspected(at, self.unlabelled(n)),
        };
        if alone {
            given.seen.push(Seen::LabelAbove);
        } else {
            self.tell(n, &mut given);
        }
        self.now(given.who);
        Some(given)
    }

    fn unlabelled(&self, n: usize) -> Given {
        let at = self.found.order[n];
        if let Some(given) = self.found.apart.and_then(|apart| self.set_apart(apart, n)) {
            return given;
        }
        let next = self.found.order.get(n + 1);
        let next = next.and_then(|at| self.found.people.of[*at]);
        let next = next.filter(|person| self.found.roles.of[*person] == Role::Interviewee);
        let Some(speaker) = self.speaker else {
            return self.opening(at, next);
        };
        if self.dashed(at)
            && let Some(other) = self.other(speaker)
        {
            return self.give(other, &rules::CHANGE, 0.05);
        }
        if let Some(next) = next
            && self.role(speaker) == Some(Role::Interviewee)
        {
            return self.before_answer(at, speaker, next);
        }
        if self.role(speaker) == Some(Role::Interviewer)
            && !self.found.roles.any(Role::Interviewee)
            && self.found.apart.is_none()
        {
            return self.give(self.who_answers(), &rules::AFTER_QUESTION, 0.0);
        }
        self.give(speaker, &rules::CONTINUES, 0.0)
    }

    /// In captions a dash says that it is not the one before who speaks.
    fn dashed(&self, at: usize) -> bool {
        let para = &self.found.paras[at];
        let timed = para.kind == BlockKind::Cue || para.time.is_some();
        timed && para.text.starts_with(['-', '–', '—'])
    }

    /// Who spoke before the one who speaks; else the only one there is beside.
    fn other(&self, speaker: Who) -> Option<Who> {
        let all = &self.found.people.all;
        let mut others = (0..all.len())
            .filter(|at| !all[*at].narrates)
            .map(Who::Person)
            .filter(|who| *who != speaker);
        let only = others.next().filter(|_| others.next().is_none());
        self.before.filter(|who| *who != speaker).or(only)
    }

    /// What the layout says, where it says something.
    fn set_apart(&self, apart: &SetApart, n: usize) -> Option<Given> {
        let at = self.found.order[n];
        let before = n.checked_sub(1).map(|n| self.found.order[n]);
        let (part, sure) = apart.part[at]?;
        let doubt = 1.0 - sure;
        let signed = apart.words[at] > 0 && apart.question == apart.answer;
        match part {
            Part::Asks => Some(self.give(self.who_asks(), apart.question, doubt)),
            Part::Answers if signed || before.is_some_and(|before| apart.asks(before)) => {
                Some(self.give(self.who_answers(), apart.answer, doubt))
            }
            // Between labels the labels tell.
            Part::Answers if self.found.people.all.is_empty() && self.speaker.is_some() => {
                Some(self.give(self.who_answers(), &rules::CONTINUES, doubt))
            }
            Part::Answers if self.found.people.all.is_empty() => {
                Some(self.give(self.who_answers(), apart.answer, doubt))
            }
            Part::Before if self.speaker.is_none() => {
                Some(self.give(Who::Narrator, &rules::OPENING, doubt))
            }
            _ => None,
        }
    }

    /// Notes what was seen of a block without a label, and who else could say it.
    fn tell(&self, n: usize, given: &mut Given) {
        let at = self.found.order[n];
        let apart = self.found.apart;
        let tells = self.ear.tells(&self.found.paras[at].text);
        let judged = apart.filter(|apart| apart.part[at].is_some());
        if let Some(apart) = judged {
            given.seen.push(Seen::Layout(apart.name));
            given.seen.extend(apart.second.map(Seen::Rival));
        }
        let next = self.found.order.get(n + 1);
        let labelled = next.is_some_and(|at| self.found.people.of[*at].is_some());
        if labelled {
            given.seen.push(Seen::BeforeLabel);
        }
        let reasons = tells.reasons().into_iter();
        given
            .seen
            .extend(reasons.map(|(what, asks)| Seen::Tell(what, asks)));
        let rest = ((1.0 - given.confidence) * 100.0).round() / 100.0;
        let by = |part: Part| match (judged, part) {
            (Some(apart), Part::Asks) => apart.question,
            (Some(apart), _) => apart.answer,
            (None, Part::Asks) if labelled => &rules::BEFORE_ANSWER,
            (None, Part::Asks) => &rules::ENDS_AS_QUESTION,
            (None, _) => &rules::CONTINUES,
        };
        given.second = match (self.role(given.who), self.speaker) {
            (Some(Role::Interviewer), Some(speaker))
                if judged.is_none() && speaker != given.who =>
            {
                Some((speaker, &rules::CONTINUES, rest))
            }
            (Some(Role::Interviewer), _) => Some((self.who_answers(), by(Part::Answers), rest)),
            (Some(Role::Interviewee), _) => Some((self.who_asks(), by(Part::Asks), rest)),
            _ if tells.ends_asking => Some((self.who_asks(), by(Part::Asks), rest)),
            _ => None,
        };
    }

    /// Less sure where the block looks as if it had a label after all, or were nobody's words.
    /// The introduction may name whom it likes, and say it in brackets.
    fn suspected(&self, at: usize, given: Given) -> Given {
        let para = &self.found.paras[at];
        let doubt = match given.who {
            Who::Narrator => return given,
            _ if given.rule == &rules::CONTINUES => suspicion::of(para, self.found.forms),
            _ => suspicion::of_shape(&para.text),
        };
        let Some(most) = doubt else { return given };
        Given {
            confidence: given.confidence.min(most),
            seen: vec![Seen::Suspicious(most)],
            ..given
        }
    }

    /// Before anyone has spoken: the narrator, but for a first question without a label.
    fn opening(&self, at: usize, next: Option<usize>) -> Given {
        let roles = self.found.roles;
        let unlabelled = roles.questions_go_unlabelled() || !roles.any(Role::Interviewer);
        if next.is_some() && unlabelled && ends_asking(&self.found.paras[at].text) {
            return self.give(self.who_asks(), &rules::BEFORE_ANSWER, 0.03);
        }
        if self.found.people.all.is_empty() && self.found.apart.is_none() {
            return self.give(Who::Narrator, &rules::ALONE, 0.0);
        }
        self.give(Who::Narrator, &rules::OPENING, 0.0)
    }

    /// Between an answer and a labelled answer: a question, unless this document labels its
    /// questions and the block does not look like one.
    fn before_answer(&self, at: usize, speaker: Who, next: usize) -> Given {
        let text = &self.found.paras[at].text;
        let question = ends_asking(text);
        let to_you = || phrases::any(text, self.found.language.second);
        let usual = self.found.roles.questions_go_unlabelled();
        let same = speaker == Who::Person(next);
        let doubt = match (same, question, usual) {
            (true, true, _) => Some(0.0),
            (true, false, true) => Some(0.05),
            (false, true, true) => Some(0.08),
            (false, false, true) if to_you() => Some(0.2),
            (false, true, false) if to_you() => Some(0.25),
            _ => None,
        };
        match doubt {
            Some(doubt) => self.give(self.who_asks(), &rules::BEFORE_ANSWER, doubt),
            None => self.give(speaker, &rules::CONTINUES, 0.2),
        }
    }

    fn give(&self, who: Who, rule: &'static Rule, doubt: f32) -> Given {
        Given {
            who,
            rule,
            confidence: rule.but(doubt),
            seen: Vec::new(),
            second: None,
        }
    }

    fn now(&mut self, who: Who) {
        match self.role(who) {
            Some(Role::Interviewer) => self.asker = Some(who),
            Some(Role::Interviewee) => self.answerer = Some(who),
            // The introduction is not a turn that anyone could continue.
            _ if !matches!(who, Who::Person(_)) => return,
            _ => {}
        }
        if self.speaker != Some(who) {
            self.before = self.speaker;
        }
        self.speaker = Some(who);
    }

    fn role(&self, who: Who) -> Option<Role> {
        match who {
            Who::Narrator => Some(Role::Narrator),
            Who::Person(person) => self.found.roles.of.get(person).copied(),
            Who::Asker => Some(Role::Interviewer),
            Who::Answerer => Some(Role::Interviewee),
        }
    }

    fn who_asks(&self) -> Who {
        let first = self.first(Role::Interviewer);
        self.asker.or(first).unwrap_or(Who::Asker)
    }

    fn who_answers(&self) -> Who {
        let first = self.first(Role::Interviewee);
        self.answerer.or(first).unwrap_or(Who::Answerer)
    }

    fn first(&self, role: Role) -> Option<Who> {
        let mut roles = self.found.roles.of.iter();
        roles.position(|r| *r == role).map(Who::Person)
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases::{compiled, lines};

    /// The rule, the confidence and the name for each paragraph.
    fn sure(text: &str) -> Vec<String> {
        let (_, script) = compiled("x.txt", text);
        assert_eq!(lines(&script).len(), script.paragraphs().count());
        let line = |p: &super::super::Paragraph| format!("{} {}", p.rule, p.confidence);
        script.paragraphs().map(|(_, _, p)| line(p)).collect()
    }

    #[test]
    fn what_does_not_ask_is_less_sure() {
        let text = "ANNA: What a film.\n\nBEN: Thanks.\n\nHow did it begin?\n\nBEN: With me.\n\nYou must be proud.\n\nBEN: I am.";
        assert_eq!(
            sure(text)[2..],
            [
                "before a labelled answer 0.98",
                "label 1",
                "before a labelled answer 0.93",
                "label 1"
            ]
        );
    }

    #[test]
    fn a_screenplay_tells_between_the_speeches_and_a_transcript_goes_on() {
        let talk = "ANNA\nWhy here?\n\nBEN\nIt is dry.\n\nHe looks at the roof.\n\nANNA\nIs it?\n\nBEN\nMostly.";
        for (file, text, rule) in [
            (
                "x.fountain",
                format!("EXT. FIELD - DAY\n\n{talk}"),
                "named by the format",
            ),
            (
                "x.txt",
                format!("EXT. FIELD - DAY\n\n{talk}"),
                "scene direction",
            ),
            ("x.txt", talk.to_owned(), "continues"),
        ] {
            let (_, script) = compiled(file, &text);
            let told = script
                .paragraphs()
                .find(|(_, _, p)| p.text().starts_with("He looks"));
            let told = told.map(|(_, _, p)| p.rule);
            assert_eq!(told, Some(rule), "{text}");
        }
    }

    #[test]
    fn where_questions_have_labels_a_statement_before_a_label_goes_on() {
        let text = "ANNA: How did it begin?\n\nBEN: With me.\n\nIt was late.\n\nBEN: Very late.\n\nANNA: And then?\n\nBEN: I slept.\n\nANNA: Why?\n\nBEN: I was tired.\n\nANNA: Why?\n\nBEN: I was.";
        assert_eq!(sure(text)[2], "continues 0.73");
    }
}

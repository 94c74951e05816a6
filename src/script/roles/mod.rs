//! Who asks and who answers, decided over the whole document.
//!
//! Everybody leans to one side or the other by what they say ([`conduct`]), what is heard of hosts
//! and guests only ([`hosts`]) and what their labels call them ([`offices`]). But a co-host hardly
//! asks, and a guest asks back; so the turns are looked at as well: after a question an answer
//! comes from the other side, hosts speak to guests far more than to each other, guests at one
//! table also speak among themselves. Of all ways to divide the people into two sides that one is
//! taken which explains the leans and the turns best. One line never decides.

mod conduct;
mod hosts;
mod intro;
mod offices;
mod sides;

use super::labels::Label;
use super::page::Para;
use super::people::People;
use super::phrases::Phrases;
use crate::house::Role;

/// What was decided.
#[derive(Debug)]
pub(super) struct Roles {
    /// Of each person in [`People::all`].
    pub(super) of: Vec<Role>,
    /// How many unlabelled questions stand right before a label.
    pub(super) unlabelled_questions: usize,
    /// How many labelled blocks are of people who ask.
    pub(super) labelled_questions: usize,
}

impl Roles {
    /// Does anyone with a label have this role?
    pub(super) fn any(&self, role: Role) -> bool {
        self.of.contains(&role)
    }

    /// Do most questions of this document have no label?
    pub(super) fn questions_go_unlabelled(&self) -> bool {
        self.unlabelled_questions > 0 && self.unlabelled_questions * 2 >= self.labelled_questions
    }
}

/// Decides. `order` are the blocks that are spoken, `set` tells which of all blocks the layout
/// sets apart as questions.
pub(super) fn decide(
    paras: &[Para],
    (order, set): (&[usize], &[bool]),
    people: &People,
    labels: &[Option<Label>],
    language: &Phrases,
) -> Roles {
    let seen = conduct::observe(paras, (order, set), people, labels, language);
    let asks = sides::divide(&seen, people);
    let of: Vec<Role> = people
        .all
        .iter()
        .zip(asks)
        .map(|(person, asks)| match (person.narrates, asks) {
            (true, _) => Role::Narrator,
            (false, true) => Role::Interviewer,
            (false, false) => Role::Interviewee,
        })
        .collect();
    let asked = seen
        .conducts
        .iter()
        .zip(&of)
        .filter(|(_, role)| **role == Role::Interviewer);
    Roles {
        labelled_questions: asked.map(|(c, _)| c.turns).sum(),
        unlabelled_questions: seen.unlabelled_questions,
        of,
    }
}

/// Does it end with a question, closing quotes and brackets aside?
pub(super) fn ends_asking(text: &str) -> bool {
    let bare = text.trim_end_matches([
        '"', '”', '’', '\'', '»', ')', ']', '!', '！', '」', '』', '）', ' ', '*', '_',
    ]);
    bare.ends_with(['?', '？'])
}

#[cfg(test)]
mod tests {
    use super::super::{cases::document, labels, names::Casing, page::paragraphs, people, phrases};
    use super::*;
    use crate::diag::Diagnostics;

    /// Who asks, by name, and whether questions go unlabelled.
    fn asking(text: &str) -> (Vec<String>, bool) {
        let document = document("x.txt", text);
        let paras = paragraphs(&document);
        let order: Vec<usize> = (0..paras.len()).collect();
        let casing = Casing::learn(&paras);
        let labels = labels::find(&paras, &vec![true; paras.len()], &[], &casing);
        let mut diags = Diagnostics::new();
        let page = people::Page {
            paras: &paras,
            legend: &Default::default(),
            casing: &casing,
            title: None,
            source: &document.source,
        };
        let people = people::gather(&page, &labels, &mut diags);
        let roles = decide(
            &paras,
            (&order, &vec![false; paras.len()]),
            &people,
            &labels,
            phrases::of("en"),
        );
        let named = people.all.iter().zip(&roles.of);
        let asks = named.filter(|(_, role)| **role == Role::Interviewer);
        let names = asks.map(|(person, _)| person.name.clone()).collect();
        (names, roles.questions_go_unlabelled())
    }

    #[test]
    fn who_asks_is_seen_over_the_whole_document() {
        for (text, asks, unlabelled) in [
            // Statements only: brevity, "you" and the first word tell.
            (
                "ANNA: You wrote this book.\n\nBEN: I did, and it took me the better part of ten years.\n\nANNA: You must be tired.\n\nBEN: I am, but I would do it again, and I probably will.",
                vec!["Anna"],
                false,
            ),
            // The guest speaks first and asks back.
            (
                "BEN: Is this on? I never know with these things, so I always ask.\n\nANNA: It is. What did you bring?\n\nBEN: I brought my old chair, the one that I wrote all of it in.\n\nANNA: Why did you?\n\nBEN: I like it.",
                vec!["Anna"],
                false,
            ),
            // One label for the first compliment, none for the questions after it.
            (
                "ANNA: What a film.\n\nBEN: Thanks.\n\nHow did it begin?\n\nBEN: With me.\n\nYou must be proud.\n\nBEN: I am.",
                vec!["Anna"],
                true,
            ),
            // Nobody labelled asks.
            (
                "Who began?\n\nANNA: I did.\n\nAnd then?\n\nBEN: I came.\n\nAnd now?\n\nANNA: I left.",
                vec![],
                true,
            ),
            // Letters in place of names say nothing, unless they are a question's and its answer's.
            (
                "A: Where were you?\n\nB: On the roof.\n\nA: Why there?\n\nB: It was warm, and I had a book with me.",
                vec!["A"],
                false,
            ),
            (
                "A: On the roof, where it was warm.\n\nHOST: Why there?\n\nA: I had a book.",
                vec!["Host"],
                false,
            ),
            // What the label says outweighs everything.
            (
                "GUEST: Why am I here?\n\nHOST: I have no idea.\n\nGUEST: Do you not?\n\nHOST: I do not.",
                vec!["Host"],
                false,
            ),
        ] {
            let asks: Vec<String> = asks.into_iter().map(str::to_owned).collect();
            assert_eq!(asking(text), (asks, unlabelled), "{text}");
        }
    }

    #[test]
    fn questions_end_as_questions_whatever_closes_them() {
        for (text, asks) in [
            ("Why?", true),
            ("“Why?”", true),
            ("(Why?!)", true),
            ("为什么？", true),
            ("Why? Because.", false),
        ] {
            assert_eq!(ends_asking(text), asks, "{text}");
        }
    }

    #[test]
    fn a_second_host_hardly_asks_and_a_guest_asks_back() {
        for (text, wanted) in [
            // Two hosts; the second one only comments.
            (
                "LUZ: Welcome to the show. I'm Luz.\n\nTOM: And I'm Tom, and we are hungry.\n\nLUZ: Today we have Ida, who tunes bells. Ida, does a bell go flat?\n\nIDA: No. It wears where the clapper strikes, and the wound changes its voice, and in the end it is hoarse like all of us who speak from the same place for too long a time in our lives.\n\nTOM: How lovely.\n\nIDA: It is lovely until I have to turn it, with the wind, on a rope, at six in the morning. Have you ever been up there?\n\nTOM: Never.\n\nLUZ: Who comes after you?\n\nIDA: There is a girl who has the better ear, and no fear, which worries me.\n\nLUZ: Thank you, Ida.",
                vec!["Luz", "Tom"],
            ),
            // Judges ask counsel.
            (
                "CHIEF JUSTICE ROWE: We'll hear argument first. Mr. Dale.\n\nMR. DALE: May it please the Court: ice is water, and nobody owns it.\n\nJUSTICE QUILL: Why not?\n\nMR. DALE: It is not theirs, Your Honor.\n\nJUSTICE BLYTHE: But in the ferry case --\n\nMR. DALE: The sandbar was sand, Your Honor.",
                vec!["Rowe", "Quill", "Blythe"],
            ),
            // Counsel ask a witness, object, and the bench decides.
            (
                "MR. DALE: State your name, please.\n\nTHE WITNESS: Ann Lind. I run the pump.\n\nMR. DALE: Where were you?\n\nTHE WITNESS: On the roof of the barn.\n\nMS. OKU: Objection. No foundation.\n\nTHE COURT: She can answer.\n\nTHE WITNESS: On the roof, I said.\n\nMS. OKU: Did it leak?\n\nTHE WITNESS: A bit.",
                vec!["Dale", "Oku", "The Court"],
            ),
            // Whoever opens the door for a minister does not answer.
            (
                "SPOKESPERSON: Okay, the Minister has ten minutes. Minister.\n\nTHE MINISTER: Thank you. The geese have left, and I want to thank the staff, who have not slept since Monday.\n\nQUESTION: How is that possible?\n\nTHE MINISTER: They are protected.\n\nQUESTION: By whom?\n\nTHE MINISTER: Fisheries.\n\nSPOKESPERSON: Last one. You, sir.\n\nQUESTION: Will they come back?\n\nTHE MINISTER: I hope not.",
                vec!["Spokesperson", "Interviewer"],
            ),
        ] {
            let (found, _) = asking(text);
            let key = |name: &str| name.to_lowercase();
            let found: Vec<String> = found.iter().map(|name| key(name)).collect();
            let wanted: Vec<String> = wanted.iter().map(|name| key(name)).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }
}

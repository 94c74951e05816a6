//! Layouts in which a part of the turns is told by labels or signs, and the rest by something else:
//! bold questions before labelled answers, papers that are called like a fact, lone dashes.

use super::tests::expect;

#[test]
fn two_answer_with_labels_what_is_asked_in_bold() {
    expect(
        "x.md",
        "# Paper Boats\n\nAnna Berg and Ben Cole met us on the pier.\n\n\
         **So there is a whole boat that nobody will see.**\n\n**Anna:** A boat, and a sail.\n\n**Ben:** It had a horse on it. Isn't that enough?\n\n\
         **What was wrong with it?**\n\n**Ben:** Nothing. You know what I mean?\n\nIt was too good.\n\n\
         **Did you burn it?**\n\n**Anna:** We sank it.\n\n**Would you build another one?**\n\n**Ben:** Never.\n\n**Anna:** Maybe.\n",
        "narrates | Narrator | opening, before any label | Anna Berg an
         asks | Interviewer | set as a question | So there is
         answers | Anna Berg | label | A boat, and
         answers | Ben Cole | label | It had a hor
         asks | Interviewer | set as a question | What was wro
         answers | Ben Cole | label | Nothing. You
         answers | Ben Cole | continues | It was too g
         asks | Interviewer | set as a question | Did you burn
         answers | Anna Berg | label | We sank it.
         asks | Interviewer | set as a question | Would you bu
         answers | Ben Cole | label | Never.
         answers | Anna Berg | label | Maybe.",
    );
}

#[test]
fn a_paper_may_be_called_like_a_fact() {
    for (outlet, shown) in [("ZEIT", "Zeit"), ("TIME", "Time")] {
        expect(
            "x.txt",
            &format!(
                "Salz\n\n{outlet}: Frau Voss, wann beginnen Sie?\n\nVoss: Vor der Flut.\n\n{outlet}: Warum?\n\n\
                 Voss: Wegen des Salzes.\n\n{outlet}: Das ist doch langweilig.\n\nVoss: Nein.\n"
            ),
            &format!(
                "asks | {shown} | label | Frau Voss, w
                 answers | Voss | label | Vor der Flut
                 asks | {shown} | label | Warum?
                 answers | Voss | label | Wegen des Sa
                 asks | {shown} | label | Das ist doch
                 answers | Voss | label | Nein."
            ),
        );
    }
}

#[test]
fn only_the_questions_have_a_dash() {
    expect(
        "x.txt",
        "– Como tem sido o sal?\nTem sido bom.\n– E o mar, continua frio? Muito?\nContinua frio, e a gente gosta.\n\
         – A arte é bonita! Quem fez?\nMinha filha.\n– Vocês voltam ainda neste ano?\nVoltamos.\n",
        "asks | Interviewer | set as a question | Como tem sid
         answers | Interviewee | follows a question | Tem sido bom
         asks | Interviewer | set as a question | E o mar, con
         answers | Interviewee | follows a question | Continua fri
         asks | Interviewer | set as a question | A arte é bon
         answers | Interviewee | follows a question | Minha filha.
         asks | Interviewer | set as a question | Vocês voltam
         answers | Interviewee | follows a question | Voltamos.",
    );
}

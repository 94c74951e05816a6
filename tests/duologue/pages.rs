//! An interview and casts that tests of several kinds use alike. What is announced would be a line
//! more in each, and is looked at elsewhere.

/// Two people, four turns, six sentences.
pub const FERRY: &str = "\
ANNA: Where did the ferry go when the bridge was built?

BEN: Up the river, with a choir on board. Nobody had asked them.

ANNA: And the captain?

BEN: He sold the bell. He kept the rope.
";

/// Everyone a tone: quick, and the same with and without the embedded voice.
pub const TONES: &str = "\
roles:
  interviewer: {voice: tone:d}
  interviewee: {voice: tone:a}
  narrator: {voice: tone:f}
synthetic: off
";

/// The same, with every pause stated.
pub const TONES_WITH_PAUSES: &str = "\
roles:
  interviewer: {voice: tone:d}
  interviewee: {voice: tone:a}
  narrator: {voice: tone:f}
rhythm: plain
pauses: {question: 700, topic: 700, answer: 450, short_answer: 450, turn: 550, paragraph: 350, sentence: 200, chapter: 1000}
synthetic: off
";

/// Fast and without pauses: what is mastered here is not what is looked at.
pub const QUICK_TONES: &str = "\
roles:
  interviewer: {voice: tone:d, rate: 2}
  interviewee: {voice: tone:a, rate: 2}
  narrator: {voice: tone:f, rate: 2}
pauses: {question: 0, answer: 0, turn: 0, paragraph: 0, sentence: 0, chapter: 0}
synthetic: off
";

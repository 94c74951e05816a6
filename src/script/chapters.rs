//! Where chapters begin and what they are called, by the plan of the cast file.
//!
//! A chapter may have to begin inside a turn (at a heading, at listed words); the turn is then
//! divided there, so that everything after this can think of chapters as of turns.

use super::phrases::{self, Phrases};
use super::{Chapter, ChapterKind, Person, Script, Turn};
use crate::diag::{Diagnostic, Diagnostics, Source, Span, closest};
use crate::engines::Language;
use crate::house::{ChapterAt, ChapterPlan, House, ListedChapter, Role};

/// Longest title that is made from a question, in characters, the ellipsis included.
const LONGEST: usize = 60;

/// A heading that is not spoken.
pub(super) struct Heading {
    pub(super) start: usize,
    pub(super) text: String,
}

/// What chapters are made from.
pub(super) struct Plan<'a> {
    pub(super) source: &'a Source,
    pub(super) house: &'a House,
    pub(super) people: &'a [Person],
    pub(super) headings: &'a [Heading],
    pub(super) language: &'a Phrases,
    pub(super) title: &'a str,
}

/// The chapters, in order, the first at turn 0. Divides turns where a chapter begins inside one.
pub(super) fn find(
    turns: &mut Vec<Turn>,
    plan: &Plan<'_>,
    diags: &mut Diagnostics,
) -> Vec<Chapter> {
    let mut chapters = match &plan.house.chapters {
        ChapterPlan::PerQuestion => per_question(turns, plan),
        ChapterPlan::PerHeading if plan.headings.is_empty() => {
            let message = "the cast wants a chapter at each heading, and there is none here";
            diags.push(
                Diagnostic::warning(plan.source, Span::default(), message)
                    .whole()
                    .hint("chapters are made from the questions instead"),
            );
            per_question(turns, plan)
        }
        ChapterPlan::PerHeading => per_heading(turns, plan),
        ChapterPlan::Listed(list) => listed(turns, list, plan, diags),
    };
    if !turns.is_empty() {
        introduce(&mut chapters, plan);
    }
    chapters
}

/// Adds the chapter before the first one, so that nothing is outside of all chapters.
fn introduce(chapters: &mut Vec<Chapter>, plan: &Plan<'_>) {
    if chapters.first().is_some_and(|first| first.turn == 0) {
        return;
    }
    let title = if chapters.is_empty() {
        plan.title
    } else {
        plan.language.introduction
    };
    let introduction = Chapter {
        title: title.to_owned(),
        turn: 0,
        kind: ChapterKind::Introduction,
    };
    chapters.insert(0, introduction);
}

/// The chapters of a saved script: its own, which outrank the cast's plan, or by that plan where
/// it has none.
///
/// A saved script gives no reason for a chapter. One that is called as the compiler would call it
/// is taken for the compiler's, or the pauses would change by saving; a title that differs a
/// little is still it, since correcting a slip in a question must not change them either.
pub(super) fn of_saved(script: &mut Script, house: &House, diags: &mut Diagnostics) {
    let main = script.languages.first().map_or("en", Language::primary);
    let plan = Plan {
        source: &script.source,
        house,
        people: &script.people,
        headings: &[],
        language: phrases::of(main),
        title: &script.title,
    };
    if script.chapters.is_empty() {
        script.chapters = find(&mut script.turns, &plan, diags);
        return;
    }
    let mut usual = per_question(&script.turns, &plan);
    introduce(&mut usual, &plan);
    for chapter in &mut script.chapters {
        let at = usual.binary_search_by_key(&chapter.turn, |usual| usual.turn);
        let same = at.ok().map(|at| &usual[at]);
        let same = same.filter(|same| closest(&chapter.title, [same.title.as_str()]).is_some());
        chapter.kind = same.map_or(ChapterKind::Given, |same| same.kind);
    }
}

/// One for each turn of an interviewer, and one for what the narrator says at the end.
fn per_question(turns: &[Turn], plan: &Plan<'_>) -> Vec<Chapter> {
    let role = |turn: &Turn| plan.people[turn.person.0].role;
    let asked = turns
        .iter()
        .enumerate()
        .filter(|(_, t)| role(t) == Role::Interviewer);
    let mut chapters: Vec<Chapter> = asked
        .map(|(at, turn)| Chapter {
            title: from_question(turn),
            turn: at,
            kind: ChapterKind::Question,
        })
        .collect();
    let last = turns.len().saturating_sub(1);
    let closes = turns.last().is_some_and(|t| role(t) == Role::Narrator);
    if closes && !chapters.is_empty() && last > 0 {
        chapters.push(Chapter {
            title: plan.language.closing.to_owned(),
            turn: last,
            kind: ChapterKind::Closing,
        });
    }
    chapters
}

/// One at each heading that something is spoken after.
fn per_heading(turns: &mut Vec<Turn>, plan: &Plan<'_>) -> Vec<Chapter> {
    let mut chapters: Vec<Chapter> = Vec::new();
    let mut turn = 0;
    for heading in plan.headings {
        let before = |t: &Turn| t.paragraphs.iter().all(|p| p.span.start < heading.start);
        while turn < turns.len() && before(&turns[turn]) {
            turn += 1;
        }
        if turn == turns.len() {
            break;
        }
        let paragraphs = &turns[turn].paragraphs;
        let at = paragraphs
            .iter()
            .position(|p| p.span.start >= heading.start)
            .unwrap_or(0);
        turn = divide(turns, turn, at);
        let chapter = Chapter {
            title: heading.text.clone(),
            turn,
            kind: ChapterKind::Given,
        };
        match chapters.last_mut() {
            // Two headings with nothing spoken between them: the inner one is the chapter's.
            Some(last) if last.turn == turn => *last = chapter,
            _ => chapters.push(chapter),
        }
    }
    chapters
}

/// Those of the cast's list, in the order of the interview; one that is nowhere is an error.
fn listed(
    turns: &mut Vec<Turn>,
    list: &[ListedChapter],
    plan: &Plan<'_>,
    diags: &mut Diagnostics,
) -> Vec<Chapter> {
    let cast = &plan.house.source;
    let beginnings: Vec<(usize, usize, String)> = turns
        .iter()
        .enumerate()
        .flat_map(|(t, turn)| {
            let paragraphs = turn.paragraphs.iter().enumerate();
            paragraphs.map(move |(p, paragraph)| (t, p, plain(&paragraph.text())))
        })
        .collect();
    let mut places: Vec<(usize, usize, &ListedChapter)> = Vec::new();
    for chapter in list {
        let place = match &chapter.at.value {
            ChapterAt::Turn(number) if (1..=turns.len()).contains(number) => Ok((number - 1, 0)),
            ChapterAt::Turn(number) => Err(format!(
                "there is no turn {number}: this interview has {}",
                turns.len()
            )),
            ChapterAt::Words(words) => find_words(words, &beginnings),
        };
        match place {
            Ok((turn, _)) if places.iter().any(|(t, p, _)| (*t, *p) == place_of(&place)) => {
                let message = format!("another chapter begins at turn {} already", turn + 1);
                diags.push(Diagnostic::error(cast, chapter.at.span, message));
            }
            Ok((turn, paragraph)) => places.push((turn, paragraph, chapter)),
            Err(message) => diags.push(
                Diagnostic::error(cast, chapter.at.span, message)
                    .hint("give the number of a turn, or the first words of one"),
            ),
        }
    }
    places.sort_by_key(|(turn, paragraph, _)| (*turn, *paragraph));
    // Each division moves what comes after it one further; what comes before stays.
    let mut chapters = Vec::new();
    let (mut moved, mut of, mut cut) = (0, usize::MAX, 0);
    for (turn, paragraph, chapter) in places {
        if of != turn {
            (of, cut) = (turn, 0);
        }
        let before = turns.len();
        let at = divide(turns, turn + moved, paragraph - cut);
        moved += turns.len() - before;
        cut = paragraph;
        chapters.push(Chapter {
            title: chapter.title.value.clone(),
            turn: at,
            kind: ChapterKind::Given,
        });
    }
    chapters
}

fn place_of(place: &Result<(usize, usize), String>) -> (usize, usize) {
    place.as_ref().map_or((usize::MAX, 0), |place| *place)
}

/// The paragraph that begins with these words: the first of a turn if there is one, else any.
fn find_words(
    words: &str,
    beginnings: &[(usize, usize, String)],
) -> Result<(usize, usize), String> {
    let wanted = plain(words);
    let mut found = beginnings.iter().filter(|(_, _, text)| {
        text.strip_prefix(&wanted)
            .is_some_and(|rest| !wanted.is_empty() && !rest.starts_with(char::is_alphanumeric))
    });
    let any = found.clone().next();
    let place = found.find(|(_, p, _)| *p == 0).or(any);
    place.map(|(t, p, _)| (*t, *p)).ok_or_else(|| {
        format!(
            "no turn begins with `{}`",
            cut_at_word(words.trim(), LONGEST)
        )
    })
}

/// Case, white space and the shape of quotes aside.
fn plain(text: &str) -> String {
    let straight = text
        .replace(['’', '‘'], "'")
        .replace(['“', '”'], "\"")
        .to_lowercase();
    straight.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Divides a turn before one of its paragraphs; where that one is then.
fn divide(turns: &mut Vec<Turn>, turn: usize, paragraph: usize) -> usize {
    if paragraph == 0 {
        return turn;
    }
    let rest = Turn {
        person: turns[turn].person,
        paragraphs: turns[turn].paragraphs.split_off(paragraph),
    };
    turns.insert(turn + 1, rest);
    turn + 1
}

/// A title from the words of a question, at most [`LONGEST`] characters, cut at a word: its last
/// sentence that asks and says something, else the sentences from its beginning that fit. An
/// interviewer leads up to what is asked; the first question is often a mere `Really?`.
fn from_question(turn: &Turn) -> String {
    let text: Vec<String> = turn.paragraphs.iter().map(super::Paragraph::text).collect();
    let whole = text.join(" ");
    let asks = |s: &&str| {
        s.trim_end_matches(['”', '"', '»', ')', '’'])
            .ends_with(['?', '？'])
    };
    let last = sentences(&whole)
        .filter(|s| asks(s) && says_something(s))
        .last();
    let bare = |text: &str| {
        let text = text.trim_end_matches(['.', ',', ';', ':', '–', '—', '-', ' ', '。']);
        text.trim_start_matches(['–', '—', '-', '…', '.', ',', ' '])
            .to_owned()
    };
    let fits = || {
        let mut end = 0;
        let heads = sentences(&whole).map_while(|s| {
            end += whole[end..].find(s)? + s.len();
            let head = bare(&whole[..end]);
            (head.chars().take(LONGEST + 1).count() <= LONGEST).then_some(head)
        });
        heads.filter(|s| says_something(s)).last()
    };
    let title = last.map(bare).or_else(fits).unwrap_or_else(|| bare(&whole));
    let title = cut_at_word(&title, LONGEST);
    if title.is_empty() {
        "…".to_owned()
    } else {
        title
    }
}

/// Three words do, or as many characters as three words have where nothing divides them.
fn says_something(text: &str) -> bool {
    let undivided = |c: &char| matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}');
    text.split(' ')
        .filter(|w| w.contains(char::is_alphanumeric))
        .nth(2)
        .is_some()
        || text.chars().filter(undivided).nth(3).is_some()
}

/// Where sentences end, well enough for a title. What is spoken is divided more carefully later,
/// by language; here a wrong division costs a few words of a heading.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let mut ends = Vec::new();
    for (at, c) in text.char_indices() {
        let after = &text[at + c.len_utf8()..];
        let closers = after.trim_start_matches(['”', '"', '’', '»', ')', ']']);
        let next = closers
            .trim_start()
            .trim_start_matches(['“', '"', '‘', '«', '(', '¿', '¡']);
        let begins = next.starts_with(|n: char| !n.is_lowercase() && n.is_alphanumeric());
        let end = text.len() - closers.len();
        let spaced = closers.starts_with(' ') && begins;
        let ends_here = match c {
            '?' | '!' | '…' => spaced,
            '.' => spaced && !abbreviated(&text[start..at]),
            '？' | '！' | '。' => true,
            _ => false,
        };
        if ends_here && end > start {
            ends.push(start..end);
            start = end;
        }
    }
    ends.push(start..text.len());
    ends.into_iter()
        .map(|range| text[range].trim())
        .filter(|sentence| sentence.chars().any(char::is_alphanumeric))
}

/// Does a full stop after this belong to the word?
fn abbreviated(before: &str) -> bool {
    let word = before
        .rsplit([' ', '(', '“', '"', '.'])
        .next()
        .unwrap_or_default();
    word.chars().count() <= 1
        || matches!(
            word,
            "Mr" | "Mrs"
                | "Ms"
                | "Dr"
                | "St"
                | "Prof"
                | "vs"
                | "Vol"
                | "No"
                | "Hr"
                | "Fr"
                | "Sr"
                | "Sra"
        )
}

/// At most `most` characters, cut after a whole word, with an ellipsis if something is missing.
fn cut_at_word(text: &str, most: usize) -> String {
    let Some((limit, _)) = text.char_indices().nth(most - 1) else {
        return text.to_owned();
    };
    if text[limit..].chars().count() == 1 {
        return text.to_owned();
    }
    // One character less for the ellipsis; a word longer than a title is cut inside.
    let head = &text[..limit];
    let whole = text[limit..].starts_with(' ');
    let end = if whole {
        limit
    } else {
        head.rfind(' ').unwrap_or(limit)
    };
    let kept = head[..end].trim_end_matches(|c: char| !c.is_alphanumeric());
    format!("{}…", if kept.is_empty() { head } else { kept })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::cases::{compiled, compiled_told, house};
    use super::*;
    use crate::house::At;

    const PAGE: &str = "Intro.\n\nANNA: One. Two, or three? Four?\n\nBEN: Yes.\n\nMore words.\n\nANNA: Thanks.\n\nBEN: Right.\n\n*First Light opens on May 5 in theaters.*";

    fn titles(chapters: &[Chapter]) -> Vec<String> {
        let line = |c: &Chapter| format!("{} {:?} {}", c.turn, c.kind, c.title);
        chapters.iter().map(line).collect()
    }

    #[test]
    fn one_chapter_for_each_turn_of_who_asks() {
        let (_, script) = compiled("x.md", PAGE);
        assert_eq!(
            titles(&script.chapters),
            [
                "0 Introduction Introduction",
                "1 Question Two, or three?",
                "3 Question Thanks",
                "5 Closing Closing",
            ]
        );
    }

    #[test]
    fn titles_are_cut_at_words_and_lose_their_tails() {
        for (text, title) in [
            ("What now?", "What now?"),
            (
                "This harbour is enormous and you are at home in it, really. So much.",
                "This harbour is enormous and you are at home in it, really",
            ),
            (
                "When you write a song about the trams of the old town, all of them, do you ride?",
                "When you write a song about the trams of the old town, all…",
            ),
            (
                "When you write a song about the trams of the old town,, remember?",
                "When you write a song about the trams of the old town…",
            ),
            (
                "Mr. Example went to St. Ives. Why?",
                "Mr. Example went to St. Ives. Why?",
            ),
            ("Why?", "Why?"),
            ("Why? Really?", "Why? Really?"),
            (
                "Really? You left the house? And how did it go? Well?",
                "And how did it go?",
            ),
            (
                "Really? It was late, and I left. Why?",
                "Really? It was late, and I left. Why?",
            ),
            ("Y ahora, ¿qué? Otra cosa.", "Y ahora, ¿qué?"),
            ("今日は何を？明日は？", "今日は何を？"),
            ("— And so —", "And so"),
            ("…", "…"),
        ] {
            let (_, script) = compiled(
                "x.txt",
                &format!(
                    "ANNA: {text}\n\nBEN: So it was, and so it will be for me, I think, all my long life."
                ),
            );
            assert_eq!(script.chapters[0].title, title);
            assert!(title.chars().count() <= LONGEST);
        }
        let long = "x".repeat(200);
        assert_eq!(cut_at_word(&long, LONGEST).chars().count(), LONGEST);
        assert_eq!(
            cut_at_word(&"x".repeat(LONGEST), LONGEST).chars().count(),
            LONGEST
        );
    }

    #[test]
    fn headings_divide_turns() {
        let mut house = house();
        house.chapters = ChapterPlan::PerHeading;
        let page =
            "# T\n\nANNA: Why?\n\n## Then\n\nBEN: A.\n\n## Now\n\n### Later\n\nB.\n\n## Nothing\n";
        let (script, told) = compiled_told("x.md", page, &house);
        assert_eq!(told, Vec::<String>::new());
        assert_eq!(
            titles(&script.chapters),
            [
                "0 Introduction Introduction",
                "1 Given Then",
                "2 Given Later"
            ]
        );
        assert_eq!(script.turns[1].person, script.turns[2].person);
        let (script, told) = compiled_told("x.md", PAGE, &house);
        assert_eq!(
            told,
            ["the cast wants a chapter at each heading, and there is none here"]
        );
        assert_eq!(script.chapters.len(), 4);
    }

    #[test]
    fn listed_chapters_begin_where_they_are_wanted() {
        let at = |at: ChapterAt, title: &str| ListedChapter {
            at: At {
                value: at,
                span: Span::default(),
            },
            title: At {
                value: title.to_owned(),
                span: Span::default(),
            },
        };
        let words = |words: &str| ChapterAt::Words(words.to_owned());
        let mut house = house();
        house.chapters = ChapterPlan::Listed(vec![
            at(ChapterAt::Turn(5), "E"),
            at(words("more  WORDS"), "C"),
            at(ChapterAt::Turn(2), "B"),
            at(words("More wo"), "no"),
            at(ChapterAt::Turn(9), "no"),
            at(ChapterAt::Turn(0), "no"),
            at(words("One."), "no"),
            at(words(""), "no"),
        ]);
        let (script, told) = compiled_told("x.md", PAGE, &house);
        assert_eq!(
            titles(&script.chapters),
            [
                "0 Introduction Introduction",
                "1 Given B",
                "3 Given C",
                "5 Given E"
            ]
        );
        assert_eq!(script.turns[3].paragraphs[0].text(), "More words.");
        assert_eq!(script.turns[5].paragraphs[0].text(), "Right.");
        assert_eq!(
            told,
            [
                "no turn begins with `More wo`",
                "there is no turn 9: this interview has 6",
                "there is no turn 0: this interview has 6",
                "another chapter begins at turn 2 already",
                "no turn begins with ``",
            ]
        );
    }
}

//! Names that stand before the first question or the first answer only, on pages whose questions have
//! dashes from then on: `RUIDO – Hola`, `**藤代**　晴れた日に`.
//!
//! Whoever set the page says once who speaks, and leaves the rest to the dashes. One name before a
//! dash or in bold proves nothing by itself: it must stand where the talk begins, and the page must
//! know it from elsewhere, from its title, its head or its introduction.

use super::super::page::Para;
use super::super::signs::DASHES;
use super::{Dress, Label};

/// So many blocks with dashes are questions.
const QUESTIONS: usize = 3;
/// The first question stands so near before the second, in blocks.
const NEAR: usize = 6;

/// Gives their labels to the first question and the first answer.
pub(super) fn find(
    paras: &[Para],
    open: &[bool],
    shapes: &[Vec<Label>],
    found: &mut [Option<Label>],
) {
    let dashed = |at: usize| {
        let text = paras[at].text.as_str();
        let bare = text.trim_start_matches(DASHES);
        let hyphen = || text.starts_with("- ");
        (bare.len() < text.len() && !bare.is_empty()) || hyphen()
    };
    let running: Vec<usize> = (0..paras.len())
        .filter(|at| open[*at] && !paras[*at].text.is_empty())
        .collect();
    let dashes: Vec<usize> = (0..running.len()).filter(|n| dashed(running[*n])).collect();
    // Where both sides have dashes, they follow on each other.
    let apart = dashes
        .windows(2)
        .filter(|pair| pair[0] + 1 < pair[1])
        .count();
    let Some(first) = dashes
        .first()
        .copied()
        .filter(|_| dashes.len() >= QUESTIONS && apart * 3 >= (dashes.len() - 1) * 2)
    else {
        return;
    };
    let known = |name: &str, own: usize| {
        let mut others = paras.iter().enumerate().filter(|(at, _)| *at != own);
        name.chars().count() > 1 && others.any(|(_, para)| para.text.contains(name))
    };
    let take = |at: usize, dresses: &[Dress], found: &mut [Option<Label>]| {
        let label = shapes[at]
            .iter()
            .find(|label| dresses.contains(&label.dress));
        let label = label.filter(|label| {
            label.words < paras[at].text.len() && !super::is_never(&super::names::key(&label.name))
        });
        if let Some(label) = label.filter(|label| known(&label.name, at)) {
            found[at] = Some(Label {
                sure: 0.7,
                ..label.clone()
            });
        }
    };
    if let Some(answer) = running.get(first + 1).copied()
        && found[answer].is_none()
        && !dashed(answer)
    {
        take(
            answer,
            &[
                Dress::BoldLead,
                Dress::Stop,
                Dress::Tabbed,
                Dress::Bracketed,
            ],
            found,
        );
    }
    let before = running[first.saturating_sub(NEAR)..first].iter();
    let outlets = before.rev().filter(|at| found[**at].is_none());
    let outlet = outlets
        .copied()
        .find(|at| shapes[*at].iter().any(|l| l.dress == Dress::Dash));
    if let Some(at) = outlet {
        take(at, &[Dress::Dash], found);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::cases::compiled;

    fn first(file: &str, text: &str) -> Vec<String> {
        let (_, script) = compiled(file, text);
        let said = script.paragraphs();
        said.take(3)
            .map(|(_, turn, p)| format!("{} | {}", script.person(turn.person).name, p.text()))
            .collect()
    }

    #[test]
    fn whoever_is_named_once_is_named() {
        let rest = "\n\n– Y la lluvia, ¿ayuda?\n\nCuando quiere.\n\n– ¿Y el viento?\n\nNunca, y lo digo yo.\n\n– ¿Qué viene ahora?\n\nEl tranvía de las once.\n";
        for (question, answer) in [
            (
                "LA LUPA – Hola. ¿Por qué de noche?",
                "Porque nadie me lo pregunta.",
            ),
            (
                "La Lupa – Hola. ¿Por qué de noche?",
                "Porque nadie me lo pregunta.",
            ),
        ] {
            let head = "LA LUPA\n\nLa Lupa viaja en el último tranvía con Ida Holm, que lo conduce desde hace treinta años.";
            let said = first("x.txt", &format!("{head}\n\n{question}\n\n{answer}{rest}"));
            assert!(
                said[1].to_lowercase().starts_with("la lupa | hola"),
                "{said:#?}"
            );
        }
        let page = "# 夜の電車\n\n石井花子さんは三十年、最終電車を運転している。話を聞いた。\n\n──どうして夜なのですか。\n\n**石井**　夜はだれも聞きませんから。\n\n──雨の日は。\n\n雨のほうが好きです。\n\n──歌うことは。\n\n橋の下だけで。\n";
        let said = first("x.md", page);
        assert!(
            said[2].ends_with("| 夜はだれも聞きませんから。"),
            "{said:#?}"
        );
    }

    #[test]
    fn a_dash_inside_the_first_words_is_no_label() {
        let page = "Ida Holm drives trams.\n\n– Why at night?\n\nWell – I like it.\n\n– And the rain?\n\nRain – yes, it is company.\n\n– Do you sing?\n\nOnly below the bridge.\n";
        let said = first("x.txt", page);
        assert!(
            said.iter().any(|s| s.ends_with("| Well – I like it.")),
            "{said:#?}"
        );
    }
}

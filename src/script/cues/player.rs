//! A transcript copied from a player of films, tidied: times before the words on the same line,
//! times said again in words, names of chapters between the lines.
//!
//! A player shows a time and below it the words of that moment, one line each; what else stands
//! there is its own. None of this holds for a transcript made by hand, so all of it asks first
//! whether time follows time all through the text.

use super::super::page::{Change, Edit, Para};
use super::super::rules;
use super::{STAMPS, stamp};
use crate::read::{BlockKind, time_in_words};

/// So many lines that begin with a time make a transcript of such lines.
const LINES: usize = 5;
/// The first words of a film are heard before so many milliseconds.
const FIRST: u64 = 60_000;
/// Most lines above its transcript, and below the last words.
const HEAD: usize = 80;
const TAIL: usize = 120;
/// Longest name of a chapter, in words.
const TITLE: usize = 12;

/// Takes the player's own words out.
pub(super) fn tidy(paras: &mut [Para]) {
    let stamps = paras.iter().filter(|p| stamp(&p.text).is_some()).count();
    if stamps >= STAMPS {
        spelled(paras);
        around(paras);
        chapters(paras);
    } else {
        inline(paras);
    }
}

/// `1:02` and below it `1 minute, 2 seconds`, for those who do not see.
fn spelled(paras: &mut [Para]) {
    for at in 1..paras.len() {
        let time = stamp(&paras[at - 1].text);
        if time.is_some() && time == time_in_words(&paras[at].text) {
            let to = paras[at].text.len();
            paras[at].edit(&[Edit {
                from: 0,
                to,
                change: Change::Cut(&rules::TIME_STAMP),
            }]);
        }
    }
}

/// What stands around a transcript that was copied with all of its page: the title and the name of
/// the channel, how many have seen it, the buttons; below, the language and other films. They are
/// gone if a line among them can only be the player's.
fn around(paras: &mut [Para]) {
    let time = |para: &Para| stamp(&para.text);
    let times: Vec<usize> = (0..paras.len())
        .filter(|at| time(&paras[*at]).is_some())
        .collect();
    // The first words are soon heard; a time above them is the length of the film.
    let starts = |n: &usize| {
        let later = times.get(n + 1).and_then(|at| time(&paras[*at]));
        let here = time(&paras[times[*n]]);
        here.is_some_and(|at| at <= FIRST) && later.is_some_and(|later| here < Some(later))
    };
    let Some(start) = (0..times.len()).find(starts).map(|n| times[n]) else {
        return;
    };
    let plain = |para: &Para| para.kind != BlockKind::Cue && para.speaker.is_none();
    let zone = &paras[..start];
    if zone.len() <= HEAD && zone.iter().all(plain) && zone.iter().any(players) {
        let named = paras[..start].iter().position(|p| {
            // `The Lamp | Ida Holm`: a show before the person, who is taken for one.
            let plain = !p.text.contains(" | ") && stamp(&p.text).is_none();
            plain && p.words() > 2 && !players(p)
        });
        for (at, para) in paras.iter_mut().enumerate().take(start) {
            match named == Some(at) && para.words() <= 30 {
                true => para.kind = BlockKind::Heading(1),
                false => cut(para, &rules::PAGE_HEAD),
            }
        }
    }
    let last = |at: &usize| is_language(&paras[*at].text);
    let Some(end) = (start..paras.len()).rev().take(TAIL).rfind(last) else {
        return;
    };
    for para in paras[end..].iter_mut().filter(|para| plain(para)) {
        cut(para, &rules::PAGE_FOOT);
    }
}

fn cut(para: &mut Para, rule: &'static rules::Rule) {
    let to = para.text.len();
    if to > 0 {
        para.edit(&[Edit {
            from: 0,
            to,
            change: Change::Cut(rule),
        }]);
    }
}

/// Has a paragraph such a line? (Lines without a full stop may have been taken for one paragraph.)
fn players(para: &Para) -> bool {
    let mut from = 0;
    let ends = para.line_ends().chain([para.text.len()]);
    ends.into_iter().any(|end| {
        let line = para.text.get(from..end).unwrap_or_default().trim();
        from = end;
        is_players(line)
    })
}

/// A line that only the page of a film has: `1.2K subscribers`, `Search in video`, `Show transcript`.
fn is_players(text: &str) -> bool {
    #[rustfmt::skip]
    const COUNTED: &[&str] = &[
        "subscribers", "views", "abonnenten", "aufrufe", "suscriptores", "vistas", "visualizaciones", "abonnés", "vues", "iscritti", "visualizzazioni", "inscritos", "subscritores", "visualizações",
    ];
    #[rustfmt::skip]
    const LINES: &[&str] = &[
        "search in video", "search transcript", "show transcript", "hide transcript", "toggle timestamps", "im video suchen", "im transkript suchen", "transkript anzeigen", "transkript ausblenden", "buscar en el vídeo", "buscar en el video", "buscar en la transcripción", "mostrar transcripción", "rechercher dans la vidéo", "rechercher dans la transcription", "afficher la transcription", "cerca nel video", "cerca nella trascrizione", "mostra trascrizione", "pesquisar no vídeo", "pesquisar na transcrição", "mostrar transcrição", "sync to video time",
    ];
    if text.len() > 80 {
        return false;
    }
    let lower = text.to_lowercase();
    let counted = lower.starts_with(|c: char| c.is_ascii_digit())
        && !lower.ends_with(['.', '?', '!'])
        && lower.split(' ').take(5).any(|word| COUNTED.contains(&word));
    counted || LINES.contains(&lower.trim())
}

/// `English (auto-generated)`: the language below the last words.
fn is_language(text: &str) -> bool {
    if text.len() > 80 || !text.ends_with(')') {
        return false;
    }
    let lower = text.to_lowercase();
    let made = [
        "auto-generated",
        "automatisch",
        "automáticamente",
        "automatiquement",
        "automaticamente",
    ];
    lower.split_once(" (").is_some_and(|(language, how)| {
        language.split(' ').count() <= 2 && made.iter().any(|made| how.contains(made))
    })
}

/// A second line below a time, where nearly all times have one, right above the next time: the
/// name of a chapter.
fn chapters(paras: &mut [Para]) {
    let full: Vec<usize> = (0..paras.len())
        .filter(|at| !paras[*at].text.is_empty())
        .collect();
    let times: Vec<usize> = (0..full.len())
        .filter(|n| stamp(&paras[full[*n]].text).is_some())
        .collect();
    let gaps = || times.windows(2).map(|pair| pair[1] - pair[0] - 1);
    let single = gaps().filter(|gap| *gap == 1).count();
    if times.len() < LINES || single * 5 < gaps().count() * 4 {
        return;
    }
    let ends = |text: &str| text.ends_with(['.', '?', '!', '…', ',', ';']);
    for pair in times.windows(2).filter(|pair| pair[1] - pair[0] == 3) {
        let para = &mut paras[full[pair[1] - 1]];
        let titled = para
            .text
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let plain = para.kind == BlockKind::Paragraph && para.speaker.is_none();
        if plain && titled && para.words() <= TITLE && !ends(&para.text) {
            para.kind = BlockKind::Heading(2);
        }
    }
}

/// `0:04 so we went up the hill`: the time of a paragraph stands before its words.
fn inline(paras: &mut [Para]) {
    let place = |para: &Para| {
        let (head, rest) = para.text.split_once(' ')?;
        let at = stamp(head)?;
        let plain = para.kind == BlockKind::Paragraph && para.speaker.is_none();
        (plain && !rest.trim().is_empty()).then_some((at, head.len()))
    };
    let found: Vec<Option<(u64, usize)>> = paras.iter().map(place).collect();
    let times: Vec<u64> = found.iter().flatten().map(|(at, _)| *at).collect();
    let rising = times.windows(2).filter(|pair| pair[0] <= pair[1]).count();
    if times.len() < LINES || times.len() * 5 < paras.len() * 4 || rising + 1 < times.len() {
        return;
    }
    // Where names stand behind the times, the labels know them, times and all.
    let named = |para: &&Para| para.text.chars().skip(5).take(48).any(|c| c == ':');
    let signed = paras.iter().zip(&found).filter(|(_, f)| f.is_some());
    let signed = signed.filter(|(para, _)| named(para)).count();
    if signed * 5 > times.len() {
        return;
    }
    for (para, found) in paras.iter_mut().zip(found) {
        let Some((at, to)) = found else { continue };
        para.time = para.time.or(Some((at, at)));
        para.edit(&[Edit {
            from: 0,
            to,
            change: Change::Cut(&rules::TIME_STAMP),
        }]);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::cases::compiled;

    fn said(text: &str) -> Vec<String> {
        let (_, script) = compiled("x.txt", text);
        script.paragraphs().map(|(_, _, p)| p.text()).collect()
    }

    #[test]
    fn what_a_player_adds_is_not_said() {
        let text = "0:00\n0 seconds\nso we went\n0:04\n4 seconds\nup the hill\nThe other hill\n0:09\n9 seconds\nand down\n0:12\n12 seconds\nagain\n0:15\n15 seconds\nand home\n0:19\n19 seconds\nand in\n0:22\n22 seconds\nand out\n";
        assert_eq!(
            said(text).join(" / "),
            "so we went up the hill / and down again and home and in and out"
        );
        let text = "0:00 so we went\n0:04 up the hill\n0:09 and down\n0:12 again\n0:15 and home\n";
        assert_eq!(
            said(text).join(" / "),
            "so we went up the hill and down again and home"
        );
    }

    #[test]
    fn the_page_around_a_transcript_is_not_said() {
        let body = "0:01\nso we went\n0:04\nup the hill\n0:09\nand down\n0:12\nagain\n0:15\nand home\n0:19\nand in\n0:22\nand out\n";
        for (head, foot) in [
            (
                "A film of hills\nThe Lantern\n1.2K subscribers\nSubscribe\n4,321 views  2 years ago\nIda goes up the hill.\nTranscript\n",
                "English (auto-generated)\nAll\nRelated\n12:31\nAnother film\n",
            ),
            (
                "Ein Film\nLaterne\n12.300 Abonnenten\nAbonnieren\nTranskript\nIm Video suchen\n",
                "Deutsch (automatisch erzeugt)\n",
            ),
            (
                "Un film de collines\nLanterne\n31 k abonnés\n1 204 vues\n",
                "Français (générés automatiquement)\nTout\n",
            ),
        ] {
            assert_eq!(
                said(&format!("{head}{body}{foot}")).join(" / "),
                "so we went up the hill and down again and home and in and out",
                "{head}"
            );
        }
        // What somebody wrote above it is no player's.
        let said = said(&format!(
            "Ida goes up the hill every morning, and tells us why.\n\n{body}"
        ));
        assert!(said[0].starts_with("Ida goes up"), "{said:?}");
    }
}

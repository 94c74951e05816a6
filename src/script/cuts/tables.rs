//! What goes and what stays, in six languages: lines with `<…>` around what must go as a note and
//! `{…}` around what must be cut.

use super::super::cases::document;
use super::super::page::{Marked, paragraphs};
use super::*;

/// The text of the only paragraph, with what was taken out of it.
fn cut_out(name: &str, text: &str) -> (String, Vec<String>) {
    let document = document(name, text);
    let mut paras = paragraphs(&document);
    before_labels(&mut paras, document.habit());
    let from = vec![0; paras.len()];
    after_labels(&mut paras, &from, document.habit());
    let mut gone = Vec::new();
    let mut words = Vec::new();
    for para in &paras {
        words.push(para.text.clone());
        for mark in &para.marks {
            match &mark.what {
                Marked::Note(text) => gone.push(format!("note {text}")),
                Marked::Skip(rule) => {
                    gone.push(format!(
                        "{} {}",
                        rule.name,
                        document.source.slice(mark.span)
                    ));
                }
                Marked::Tear => {}
            }
        }
    }
    (words.join(" | "), gone)
}

#[test]
fn stage_directions_are_notes() {
    #[rustfmt::skip]
    let notes = [
        "[laughs]", "[Laughter]", "(laughs)", "(crosstalk)", "[Laughs.]", "(Laughing)", "[laughing]", "(chuckles)", "[both laugh]",
        "(They both laugh.)", "[Pause]", "(long pause)", "[pauses]", "(SOUNDBITE OF MUSIC)", "(SOUNDBITE OF METAL LADDER RATTLING)",
        "(APPLAUSE)", "(LAUGHTER)", "(CROSSTALK)", "[applause]", "[phone rings]", "[telephone rings]", "(Off-mike.)", "[clears throat]",
        "(clears his throat)", "[sighs]", "(sighs deeply)", "[nods]", "[shakes head]", "(whispering)", "[sings]", "[dog barks]",
        "[end of tape 1]", "[Tape 1, Side A]", "[End of interview]", "[End of Tape 1, Side A. Begin Side B]", "[crosstalk 00:13:22]", "[laughter 00:01:02]",
        "(No response.)", "(Witness nods.)", "(Whereupon, a recess was taken.)", "[coughs]", "(smiling)", "[gestures]", "[overlapping chatter]", "[Music]", "(MUSIC PLAYING)",
        "(lacht)", "(Lacht)", "[lacht]", "(lachen)", "(lacht laut)", "(beide lachen)", "(schmunzelt)", "(seufzt)", "[Pause]", "(kurze Pause)",
        "(räuspert sich)", "(nickt)", "(Gelächter)", "(Beifall)", "(Applaus)", "(überlegt)", "[Telefon klingelt]", "(lacht und schüttelt den Kopf)", "(lachend)", "(Ende der Aufnahme)",
        "(ríe)", "(risas)", "(Risas)", "[risas]", "(se ríe)", "(Se ríen)", "(sonríe)", "(suspira)", "(aplausos)", "(silencio largo)",
        "(carcajadas)", "(piensa)", "(Pausa.)", "(entre risas)", "(suena el teléfono)", "(tose)",
        "(rires)", "(Rires)", "(rit)", "(il rit)", "(elle rit)", "[rires]", "(sourire)", "(silence)", "(soupir)", "(applaudissements)", "(Elle sourit.)", "(éclats de rire)", "(il réfléchit)", "(long silence)",
        "(ride)", "(risate)", "(ridono)", "(sorride)", "(ride di gusto)", "(sospira)", "(pausa)", "(applausi)", "(annuisce)", "(ci pensa)",
        "(risos)", "[risos]", "(ri)", "(rindo)", "(gargalhada)", "(sorri)", "(suspira)", "(palmas)", "(muitos risos)",
        "[elle se lève et montre un tiroir]", "[shows a photograph]", "[er holt ein Album]", "(saca una foto)", "[Ri-se.]", "(ride)", "[NDLR : il est fermé.]", "(N. de la R.: cerró)", "[sic]",
        "（笑）", "（一同笑）", "(笑)", "（爆笑）", "（拍手）", "（沈黙）", "【笑】", "[笑]",
    ];
    let mut wrong = Vec::new();
    for note in notes {
        let (words, gone) = cut_out("x.txt", &format!("So it was. {note} Then it ended."));
        if words != "So it was. Then it ended." || gone != [format!("note {note}")] {
            wrong.push((note, words, gone));
        }
    }
    // Whole paragraphs.
    for note in [
        "[Der Hund bellt im Hof.]",
        "(She laughs and looks out of the window.)",
        "[telephone rings; tape turned off and on]",
        "(Whereupon, at 10:31 a.m., the case was submitted.)",
        "(SOUNDBITE OF TIN HARBOR'S \"LOW PRESSURE\")",
        "[Begin Tape 1, Side A]",
        "(Deposition concluded at 4:15 p.m.)",
        "[Fin de la grabación]",
        "[Fine della registrazione]",
        "[Fin de l'enregistrement]",
        "[Fim da gravação]",
    ] {
        let (words, gone) = cut_out("x.txt", &format!("So it was.\n\n{note}\n\nThen it ended."));
        if words != "So it was. | Then it ended." || gone != [format!("note {note}")] {
            wrong.push((note, words, gone));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn speech_in_brackets_stays() {
    #[rustfmt::skip]
    let speech = [
        "So (and I mean this) it was.", "It was good (or so I thought).", "In the year (1998) it was.", "Tomas [Reed] was there.",
        "I saw [the film] twice.", "The film [was] long.", "And then […] it ended.", "And then [...] it ended.",
        "It ended (…) so.", "A list (of three) was made.", "He [her brother] laughed.", "They called it the laughter (a strange word).",
        "The sound (the music) was good.", "(I laughed about it for a week.)", "We met (again) in May.", "She [Berg] laughs a lot.",
        "The tape (which I still have) is short.", "(1) the first, (2) the second.", "He was [12] then and small.", "Rule [a] holds.",
        "See page (12) there.", "The Beatles (all four) were there.", "He paused (he always did) and went.", "(The interview was held in French.)",
        "The band (Side Door) played.", "It is 5 (five) o'clock.", "Mr. [Aldous?] Teasdale was there.", "My aunt (she is 90) laughs.", "Who laughs? [the dog]",
        "I (laughing is free) go on.", "Das war (und das meine ich ernst) gut.", "Das (erste) Haus.", "Er sagte [zu mir], es sei gut.", "Im Jahr (1998) war es.",
        "Ich (der Jüngste) musste gehen.", "Die Stille (die große) kam.", "Sie lacht (immer) laut.", "Fue (y lo digo en serio) así.", "En [la película] sale.",
        "Dijo [ella] que no.", "La risa (esa risa) de ella.", "En el año (1998) fue.", "El pueblo (Torrehonda) está lejos.", "C'était (et je le pense) bien.",
        "Dans [le film] on voit.", "Le silence (le vrai) me plaît.", "Elle dit [à sa mère] non.", "Le village (petit) est loin.", "Era (e lo dico sul serio) così.",
        "Nel [film] si vede.", "La pausa (quella vera) viene dopo.", "Il paese (piccolo) è lontano.", "Foi (e digo a sério) assim.", "No [filme] vê-se.",
        "O silêncio (o verdadeiro) fica.", "A vila (pequena) é longe.", "The 10:15 to Leeds was late.", "We met at 12:30.", "We met at 12:30, I think.",
        "12:30: the first tram came.", "From 9:00 to 17:00 we work.", "The score was 3:2 then.", "It is 16:9 and not 4:3.", "Matthew 5:17 says so.",
        "Call at 10:15 or 10:45.", "It ran in 2:04:11 that day.", "Wir treffen uns um 12:30.", "A las 12:30 comimos.", "À 12:30 on mange.", "Alle 12:30 si mangia.", "Às 12:30 come-se.",
        "The room is 12 m² big.", "It has 5 km² of wood.", "So E = mc² it is.", "Write to me@example.org now.", "And/or it is so.", "He/she was there.", "See https://example.org/a//b now.",
        "5 * 3 is 15 and 2 * 2 is 4.", "A C# and an F# minor.", "The #1 song was #2 then.", "R&B and AT&T.", "x < y and y > z.", "I <3 you.", "Ben & Anna were there.",
        "The note (a C) was long.", "The pause (ten years) was long.", "They laugh (we do not).", "The applause (such as it was) ended.",
        "The man (the one who sings) came.", "A dog (his) barks.", "Her smile (crooked) is hers.", "Sing (please)!", "It was (silence, please) so.",
        "He (Tape 9 was his band) left.", "[I] was there.", "[We] went home [again].", "It [the tape] broke.", "In [1996] it was.", "He had [seven] dogs.",
        "(In 1996 we met.)", "(That was the end of it.)", "(Do you hear her laughing?)", "[He means the old theatre.]", "[The name has been changed.]", "(Mein Vater lachte nie, wissen Sie, ich auch nicht.)",
        "(Yo me reía mucho.)", "(J'ai ri.)", "(Ho riso io.)", "(Eu ri muito, você sabe.)", "The opening (music by Holm) was loud.", "My side (B) was right.", "(yes)", "(no)", "(oui)", "(ja)", "(sí)", "(sim)",
        "(end of story)", "(the end)", "[end of quote]", "The start (of it all) was here.", "The [whole] recording was lost.", "It was (almost) the end.", "A (b) c.", "The (late) king.",
        "He went to (of all places) Leeds.", "Her (third) husband.", "(continued)", "[my translation]", "[emphasis added]", "[translated from French]", "They (Anna and Ben) sang.",
        "Se llama (creo) Ana.", "Vino [a casa] tarde.", "Il s'appelle (je crois) Paul.", "Si chiama (credo) Ugo.", "Chama-se (acho) Rui.", "Er heißt (glaube ich) Uwe.",
        "Le 16:42 n'existe plus.", "El 10:15 salió tarde.", "Der 10:15 nach Ulm.", "Il 10:15 per Como.", "O 10:15 para Faro.", "Between 22:00 and 6:00, nowhere.", "It was 5:17 and 5:17.",
        "_I_ was there.", "f_x and g_y are there.", "snake_case_names are there.", "He is at 2*3*4 now.", "What the f*** is it?", "A 5* hotel.",
        "Psalm 23:4 [the fourth] says so.", "It costs $5 (plus tax).", "It is (very) far.", "The (so-called) music was loud.", "Her (loud) music was good.", "I like (loud) music.",
        "The word (laugh-out-loud) is new.", "You (smile) see?", "(thinking of it now)", "She (who never cries) came.", "We (the audience) sat there.", "They turned (off) the light.",
        "(with my hands)", "(at the door)", "(for a while)", "(in the background)", "(a long breath)", "(and then again)", "(all of them)", "(both)", "(the dog)", "(el perro)", "(der Hund)", "(le chien)", "(il cane)", "(o cão)",
    ];
    let mut wrong = Vec::new();
    for text in speech {
        let (words, gone) = cut_out("x.txt", &format!("One more.\n\n{text}\n\nAnd on."));
        let emphasis = text.starts_with("_I_");
        if !emphasis && (words != format!("One more. | {text} | And on.") || !gone.is_empty()) {
            wrong.push((text, words, gone));
        }
    }
    assert!(speech.len() >= 170, "{}", speech.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn marks_and_code_are_cut() {
    #[rustfmt::skip]
    let all = [
        ("So it was and I said it then and there, so it was, and then [00:12:34] it ended.", "So it was and I said it then and there, so it was, and then it ended.", "time stamp"),
        ("[00:12] So it was.", "So it was.", "time stamp"),
        ("So it was. [00:12:34]", "So it was.", "time stamp"),
        ("So it was. (00:12)", "So it was.", "time stamp"),
        ("So it was. #00:01:12-3#", "So it was.", "time stamp"),
        ("So it was. {00:12}", "So it was.", "time stamp"),
        ("00:12:34 So it was.", "So it was.", "time stamp"),
        ("So it was. 00:12:34", "So it was.", "time stamp"),
        ("So it was [12:34] then.", "So it was then.", "time stamp"),
        ("So it was.[1] And on.", "So it was. And on.", "footnote mark"),
        ("So it was[12] and on.", "So it was and on.", "footnote mark"),
        ("So it was.[note 3]", "So it was.", "footnote mark"),
        ("So it was.¹ And on.", "So it was. And on.", "footnote mark"),
        ("So it was.¹² And on.", "So it was. And on.", "footnote mark"),
        ("So it was² and on.", "So it was and on.", "footnote mark"),
        ("So† it was.", "So it was.", "footnote mark"),
        ("So (.) it was.", "So it was.", "transcription mark"),
        ("So (..) it was.", "So it was.", "transcription mark"),
        ("So [inaudible] it was.", "So it was.", "transcription mark"),
        ("So [inaudible 00:13:22] it was.", "So it was.", "transcription mark"),
        ("So [unverständlich] it was.", "So it was.", "transcription mark"),
        ("So (unv.) it was.", "So it was.", "transcription mark"),
        ("So [unv.] it was.", "So it was.", "transcription mark"),
        ("So [unv., 2 Sek.] it was.", "So it was.", "transcription mark"),
        ("So [passage coupé] it was.", "So it was.", "transcription mark"),
        ("So [deux mots inaudibles] it was.", "So it was.", "transcription mark"),
        ("So [inaudible, 3 sec.] it was.", "So it was.", "transcription mark"),
        ("So [ininteligible] it was.", "So it was.", "transcription mark"),
        ("So [inaudible word] it was.", "So it was.", "transcription mark"),
        ("So [??] it was.", "So it was.", "transcription mark"),
        ("So [ph] it was.", "So it was.", "transcription mark"),
        ("So (phonetic) it was.", "So it was.", "transcription mark"),
        ("So it was.<|endoftext|>", "So it was.", "leftover"),
        ("So <unk> it was.", "So it was.", "leftover"),
        ("So <i>it</i> was.", "So it was.", "leftover"),
        ("So it<br>was.", "So it was.", "leftover"),
        ("So it<br />was.", "So it was.", "leftover"),
        ("So <span class=\"x\">it</span> was.", "So it was.", "leftover"),
        ("So it&nbsp;was.", "So it was.", "leftover"),
        ("Anna &amp; Ben.", "Anna & Ben.", "leftover"),
        ("So {{< gallery >}} it was.", "So it was.", "leftover"),
        ("So {{toc}} it was.", "So it was.", "leftover"),
        ("[caption id=\"a_1\" align=\"none\"]So it was.[/caption]", "So it was.", "leftover"),
        ("So \\*it\\* was.", "So *it* was.", "leftover"),
        ("So **it** was.", "So it was.", "markup"),
        ("So __it__ was.", "So it was.", "markup"),
        ("So _it_ was.", "So it was.", "markup"),
        ("So *it* was.", "So it was.", "markup"),
        ("♪ So it was ♪", "So it was", "transcription mark"),
    ];
    let mut wrong = Vec::new();
    for (text, left, rule) in all {
        let (words, gone) = cut_out("x.txt", text);
        if words != left || !gone.iter().any(|gone| gone.starts_with(rule)) {
            wrong.push((text, words, gone));
        }
    }
    for (text, left) in [
        (
            "Ja (.) das ist/ wir waren da. (3) Ja //genau// so. @(.)@ @ja klar@",
            "Ja das ist wir waren da. Ja genau so. ja klar",
        ),
        ("So it was.*\n\n* As he says.", "So it was. | * As he says."),
        ("A\n\n[00:14:22]\n\nB", "A | B"),
        ("*laughs* So it was.", "So it was."),
        ("_(laughs)_ So it was.", "So it was."),
        ("♪ music ♪\n\nSo it was.", "So it was."),
        (
            "ANNA: [laughs]\n\nSo it was.",
            "ANNA: [laughs] | So it was.",
        ),
        ("ANNA (laughs): So it was.", "ANNA (laughs): So it was."),
        ("ANNA [00:12]: So it was.", "ANNA: So it was."),
        (
            "0:01 So it was.\n\n0:05 And on.\n\n0:09 And so on.\n\n",
            "So it was. | And on. | And so on.",
        ),
    ] {
        let (words, gone) = cut_out("x.txt", text);
        if words != left {
            wrong.push((text, words, gone));
        }
    }
    for (text, left) in [
        ("*laughs* So it was.", "So it was."),
        ("So. *(risas)* It was.", "So. It was."),
        ("He *laughs* a lot.", "He laughs a lot."),
        ("**ANNA:** *laughs* So.", "ANNA: So."),
    ] {
        let (words, gone) = cut_out("x.md", text);
        if words != left {
            wrong.push((text, words, gone));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_turn_that_is_a_direction_is_shown_and_swallows_nothing() {
    use super::super::{Piece, cases::compiled};
    let text =
        "ANNA: Why so late?\n\nBEN: [laughs]\n\nANNA: You laugh.\n\nBEN: I do. (laughs) Why not?\n";
    let (_, script) = compiled("x.txt", text);
    let turns: Vec<String> = script
        .paragraphs()
        .map(|(_, turn, p)| format!("{}: {}", script.person(turn.person).name, p.text()))
        .collect();
    assert_eq!(
        turns,
        [
            "Anna: Why so late?",
            "Ben: ",
            "Anna: You laugh.",
            "Ben: I do. Why not?"
        ]
    );
    let notes = script.paragraphs().flat_map(|(_, _, p)| &p.pieces);
    assert_eq!(notes.filter(|p| matches!(p, Piece::Note { .. })).count(), 2);
}

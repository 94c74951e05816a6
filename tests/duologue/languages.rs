//! Everyone has a voice of their own, in the right language.

use crate::builder::{Ran, Test};
use crate::episode::Episode;

const PANEL: &str = "\
MODERATOR: Who heard it first, and where were you?

ANNA BRANDT: I did. I was in the yard with the dogs.

JOSE LIMA: I was asleep. I hear everything late.

MODERATOR: And you?

KEIKO MORI: I heard it on the radio, like most people.

TOM REED: I was the one who played it.

MODERATOR: Would you play it again?

REED: Every night, if they let me.

BRANDT: They should not let him.
";

const GERMAN: &str = "\
REDAKTION: Frau Berger, wann haben Sie zum ersten Mal eine Orgel gehört?

LENA BERGER: Das war im Winter, in der kleinen Kirche am Fluss. Ich war fünf Jahre alt.

Und was war das für ein Gefühl?

BERGER: Als würde der ganze Boden mitsingen. Ich habe es nie vergessen.
";

/// Nobody but who stands on the page.
const QUIET: &str = "synthetic: off\n";

fn voices(ran: &Ran) -> Vec<String> {
    let told = ran
        .stderr
        .lines()
        .skip_while(|line| !line.trim_start().starts_with("voices"));
    let lines = told.take_while(|line| line.contains(':'));
    lines
        .filter_map(|line| line.split_once(": "))
        .map(|(_, voice)| voice.to_string())
        .collect()
}

#[test]
fn a_panel_of_four_and_who_asks_them_all_sound_different() {
    let ran = Test::new()
        .file("panel.txt", PANEL)
        .file("quiet.yaml", QUIET)
        .args("render panel.txt --cast quiet.yaml --out ep")
        .run();
    let mut voices = voices(&ran);
    assert_eq!(voices.len(), 5, "{}", ran.stderr);
    voices.sort();
    voices.dedup();
    assert_eq!(voices.len(), 5, "pairwise different: {}", ran.stderr);
    let captions = Episode::read(&ran.path("ep")).captions;
    let mut speakers: Vec<_> = captions.iter().map(|c| c.speaker.as_str()).collect();
    speakers.sort_unstable();
    speakers.dedup();
    assert_eq!(
        speakers,
        [
            "Anna Brandt",
            "Jose Lima",
            "Keiko Mori",
            "Moderator",
            "Tom Reed"
        ]
    );
}

/// The median pitch of someone in the embedded cast, over two sentences.
#[cfg(feature = "pico")]
fn pitch(house: &str, role: usize, folder: &std::path::Path) -> (String, f64) {
    use duologue::diag::Diagnostics;
    use duologue::engines::{Places, timbre};
    let page = folder.join("talk.md");
    std::fs::write(&page, house).unwrap();
    let mut shop = duologue::workshop::Workshop::here();
    shop.places = Places::at(folder.join("cache"));
    let mut diags = Diagnostics::new();
    let order = duologue::pipeline::Order {
        interview: page,
        ..Default::default()
    };
    let compiled = duologue::pipeline::compile(&shop, &order, &mut diags).unwrap_or_else(|e| {
        panic!(
            "{e}: {:?}",
            diags.iter().map(|d| &d.message).collect::<Vec<_>>()
        )
    });
    let prepared =
        duologue::pipeline::prepare(&shop, &compiled, &Default::default(), &mut diags).unwrap();
    let page = |u: &&duologue::prepare::Utterance| {
        u.person.0 == role && u.origin != duologue::prepare::Origin::Announcement
    };
    let lines = prepared.utterances.iter().filter(page);
    let (mut samples, mut rate, mut voice) = (vec![], duologue::audio::Hz(1), String::new());
    for line in lines {
        let job = line.job(&prepared.cast);
        let row = duologue::engines::find(shop.engines, &job.voice.engine).unwrap();
        let engine = (row.open)(&shop.places).unwrap();
        let take = timbre::speak(engine.synth(&job.voice).unwrap().as_mut(), &job).unwrap();
        samples.extend(take.audio.samples.iter().map(|s| f32::from(*s) / 32_768.0));
        rate = take.audio.rate;
        voice = job.voice.voice.clone();
    }
    (
        voice,
        duologue::audio::f0::median_f0(&samples, rate).unwrap(),
    )
}

/// Told apart blind: who asks and who answers lie four semitones apart, and have different
/// accents where the language has two.
#[cfg(feature = "pico")]
#[test]
fn the_roles_of_the_embedded_cast_are_told_apart_in_every_language() {
    let cases = [
        (
            "en",
            "We carried the lamp down to the harbour. Nobody asked us why.",
        ),
        (
            "de",
            "Wir trugen die Lampe hinunter zum Hafen. Niemand fragte uns warum.",
        ),
        (
            "es",
            "Llevamos la lámpara al puerto. Nadie nos preguntó por qué.",
        ),
        (
            "fr",
            "Nous avons porté la lampe au port. Personne ne nous a demandé pourquoi.",
        ),
        (
            "it",
            "Portammo la lampada giù al porto. Nessuno ci chiese perché.",
        ),
    ];
    let folder = tempfile::tempdir().unwrap();
    for (language, line) in cases {
        let page = format!(
            "---\nduologue: 1\ntitle: T\nlanguages: [{language}]\npeople:\n  A: interviewer\n  \
             B: interviewee\n  C: narrator\n---\n\n**A:** {line}\n\n**B:** {line}\n\n**C:** {line}\n"
        );
        let [asks, answers, frames] = [0, 1, 2].map(|role| pitch(&page, role, folder.path()));
        let apart = |a: f64, b: f64| duologue::audio::f0::semitones_between(a, b).abs();
        assert!(
            apart(asks.1, answers.1) >= 4.0,
            "{language}: {asks:?} {answers:?}"
        );
        for other in [&asks, &answers] {
            let near = apart(frames.1, other.1) < 2.0;
            assert!(
                !near || frames.0 != other.0,
                "{language}: {frames:?} {other:?}"
            );
        }
        assert!(
            language != "en" || asks.0 != answers.0,
            "two accents: {asks:?} {answers:?}"
        );
    }
}

#[cfg(feature = "pico")]
#[test]
fn a_german_panel_of_four_is_four_people_and_who_asks() {
    let panel = "MODERATORIN: Wer hat es zuerst gehört, und wo waren Sie da?\n\n\
        ANNA BRANDT: Ich. Ich war im Hof mit den Hunden.\n\n\
        JAN LIMA: Ich habe geschlafen. Ich höre immer alles zu spät.\n\n\
        MODERATORIN: Und Sie?\n\n\
        KIRA MOHR: Ich habe es im Radio gehört, wie die meisten Leute.\n\n\
        TOM REETZ: Ich war der, der gespielt hat.\n\n\
        MODERATORIN: Würden Sie es noch einmal spielen?\n\n\
        REETZ: Jede Nacht, wenn man mich lässt.\n";
    let ran = Test::new()
        .file("panel.txt", panel)
        .file("quiet.yaml", QUIET)
        .args("render panel.txt --cast quiet.yaml --out ep")
        .run();
    let mut voices = voices(&ran);
    assert_eq!(voices.len(), 5, "{}", ran.stderr);
    assert!(
        voices.iter().all(|voice| voice.contains("de-DE")),
        "{}",
        ran.stderr
    );
    voices.sort();
    voices.dedup();
    assert_eq!(voices.len(), 5, "pairwise different: {}", ran.stderr);
}

#[cfg(feature = "pico")]
#[test]
fn a_german_interview_is_spoken_by_german_voices() {
    let ran = Test::new()
        .file("orgel.txt", GERMAN)
        .args("render orgel.txt --out ep")
        .run();
    let voices = voices(&ran);
    assert_eq!(voices.len(), 3, "{}", ran.stderr);
    assert!(
        voices.iter().all(|voice| voice.contains("de-DE")),
        "{voices:?}"
    );
    assert_ne!(voices[0], voices[1]);
    // Nobody narrates here, and yet it is said in German what the voices are.
    assert!(voices[2].ends_with("(announces)"), "{voices:?}");
    let first = &Episode::read(&ran.path("ep")).captions[0];
    assert!(
        first.text.starts_with("Die Stimmen, die Sie hören"),
        "{first:?}"
    );
}

#[cfg(feature = "pico")]
#[test]
fn a_language_without_a_voice_is_an_error_that_names_those_there_are() {
    let dutch = "REDACTIE: Wanneer hoorde u voor het eerst een orgel in de kerk?\n\n\
        LENA BERG: Dat was in de winter, in de kleine kerk aan de rivier. Ik was vijf jaar.\n\n\
        REDACTIE: En hoe voelde dat toen voor u als kind?\n\n\
        LENA BERG: Alsof de hele vloer meezong. Ik ben het nooit vergeten, eerlijk gezegd.\n";
    Test::new()
        .file("orgel.txt", dutch)
        .args("render orgel.txt --out ep")
        .fails(1)
        .says("nl")
        .says("de-DE")
        .run();
}

#[test]
fn a_cast_for_another_language_and_pauses_nobody_hears_are_told() {
    let cast = "language: en\nroles:\n  interviewer: {voice: tone:a}\n  \
        interviewee: {voice: tone:c}\n  narrator: {voice: tone:e}\npauses: {answer: 0.4}\n";
    Test::new()
        .file("orgel.txt", GERMAN.repeat(3))
        .file("cast.yaml", cast)
        .args("check orgel.txt --cast cast.yaml")
        .says("the words look like `de`")
        .says("too short to hear")
        .run();
    Test::new()
        .file("orgel.txt", GERMAN.repeat(3))
        .file(
            "cast.yaml",
            cast.replace(": en", ": de").replace("0.4", "400"),
        )
        .args("check orgel.txt --cast cast.yaml")
        .never_says("warning:")
        .run();
}

/// Asked in German, answered in English, with a letter in French and a guest who speaks Spanish.
const BILINGUAL: &str = "\
MARA VOSS: Herr Hale, wann haben Sie zum ersten Mal gemerkt, dass die Brücke singt?

TOM HALE: It was in the winter, I think, when the wind came down from the north and nobody was on the road.

MARA VOSS: Und was haben Ihre Eltern dazu gesagt?

TOM HALE: They did not hear it. My mother wrote to her sister about it, and I still have the letter.

Ma chère sœur, je ne sais pas ce que le petit entend, mais il est dehors tous les soirs et il dit que le pont chante. Nous sommes un peu inquiets pour lui.

MARA VOSS: Und Sie, Frau Pardo, waren Sie auch dort?

INES PARDO: Sí. Yo vivía al otro lado del río, y lo oía todas las noches cuando no podía dormir.

TOM HALE: Yes. We never knew that about each other, and it took us forty years to find it out.
";

#[test]
fn a_page_in_several_languages_tells_which_paragraph_is_in_which() {
    let ran = Test::new()
        .file("bridge.txt", BILINGUAL)
        .args("script bridge.txt --json")
        .run();
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        json["languages"],
        serde_json::json!(["en", "de", "fr", "es"])
    );
    let turns = json["turns"].as_array().unwrap();
    let each: Vec<&str> = turns
        .iter()
        .map(|turn| turn["language"].as_str().unwrap_or("-"))
        .collect();
    assert_eq!(each, ["de", "-", "de", "-", "fr", "de", "es", "-"]);

    let ran = Test::new()
        .file("bridge.txt", BILINGUAL)
        .args("script bridge.txt")
        .run();
    assert!(ran.stdout.contains("[fr] Ma chère"), "{}", ran.stdout);
}

#[cfg(feature = "pico")]
#[test]
fn a_page_in_several_languages_is_read_by_voices_for_each() {
    let ran = Test::new()
        .file("bridge.txt", BILINGUAL)
        .args("render bridge.txt --out ep")
        .run();
    let captions = std::fs::read_to_string(ran.path("ep").join("captions.vtt")).unwrap();
    let captions = captions.replace('\n', " ");
    for line in [
        "<v Mara Voss>Mara Voss: <lang de>Und was haben Ihre Eltern dazu gesagt?</lang>",
        "<v Tom Hale>Tom Hale: They did not hear it.",
        "<v Ines Pardo>Ines Pardo: <lang es>Sí. Yo vivía",
    ] {
        assert!(captions.contains(line), "{line}: {captions}");
    }
    assert!(captions.contains("<lang fr>Ma chère sœur"), "{captions}");
    assert!(
        voices(&ran)
            .iter()
            .any(|line| line.contains("fr: pico:fr-FR")),
        "{}",
        ran.stderr
    );
}

const PORTUGUESE: &str = "\
REVISTA: Quando é que ouviu o sino pela primeira vez, e onde estava?

RUI TAVEIRA: Foi no inverno, numa igreja pequena ao pé do rio. Eu tinha cinco anos e não sabia o que era.

REVISTA: E o que sentiu?

RUI TAVEIRA: Que o chão cantava também. Nunca mais esqueci isso.
";

#[test]
fn portuguese_is_understood_and_whoever_has_no_voice_for_it_is_told_what_there_is() {
    let ran = Test::new()
        .file("sino.txt", PORTUGUESE)
        .args("script sino.txt --json")
        .run();
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(json["languages"], serde_json::json!(["pt"]));
    assert_eq!(json["people"][0]["role"], "interviewer");
    assert_eq!(json["people"][1]["name"], "Rui Taveira");
}

#[cfg(feature = "pico")]
#[test]
fn a_language_without_a_voice_can_be_forced_into_another() {
    Test::new()
        .file("sino.txt", PORTUGUESE)
        .args("render sino.txt --out ep")
        .fails(1)
        .says("no voice here reads `pt`")
        .says("pico:es-ES")
        .says("`language: ")
        .run();
    let page = format!("---\nlanguage: es\n---\n\n{PORTUGUESE}");
    Test::new()
        .file("sino.md", page)
        .args("render sino.md --out ep")
        .says("the words look like `pt`")
        .run();
    // A sentence in a language without a voice does not stop an episode.
    let mixed = "ANNA: What did he say to you when you came back from the sea that day?\n\n\
        BEN: He said it in his own language, and I remember every word of it to this day.\n\n\
        BEN: Não sei para onde vou, mas sei que não quero ficar aqui, porque a casa é muito \
        grande e já não há ninguém que me conte como era tudo isso antes.\n\n\
        ANNA: And what did you say?\n\nBEN: I said that I would stay with him for as long as it took.\n";
    let ran = Test::new()
        .file("mixed.txt", mixed)
        .args("render mixed.txt --out ep")
        .says("no voice here reads `pt`")
        .run();
    assert!(ran.path("ep").join("captions.vtt").exists());
}

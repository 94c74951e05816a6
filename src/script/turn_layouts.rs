//! Pages without labels, in six languages and as many layouts as they are printed in: for each a
//! short form of who says what.
//!
//! One letter for each paragraph: `n` the narrator, `q` who asks, `a` who answers. Coverage is
//! proved for every one by [`compiled_told`](super::cases::compiled_told).

use super::cases::{compiled_told, house};
use crate::house::Role;

fn course(file: &str, text: &str) -> String {
    let (script, _) = compiled_told(file, text, &house());
    let letter = |role| match role {
        Role::Narrator => 'n',
        Role::Interviewer => 'q',
        Role::Interviewee => 'a',
    };
    script
        .paragraphs()
        .map(|(_, turn, _)| letter(script.person(turn.person).role))
        .collect()
}

/// Title, introduction; question, answer, more of it; statement, answer; question, answer that
/// asks; request, answer; question, answer.
const TALKS: &[(&str, &[&str; 13])] = &[
    (
        "en",
        &[
            "The Salt Keeper",
            "Hanna Voss has raked salt on the north side of the bay for forty years. We met her at low tide.",
            "How early do you start?",
            "Before the tide. My father slept in, and he never forgave himself.",
            "It was a small bay and everybody knew.",
            "You learned it from him.",
            "I learned to look. The rest came by itself, I suppose.",
            "Is it still the same rake?",
            "It is my third. Would you keep the first one?",
            "Tell us about the winter.",
            "In winter I mend the walls. Nobody pays for walls.",
            "What comes after you?",
            "Somebody who gets up early.",
        ],
    ),
    (
        "de",
        &[
            "Die Salzbäuerin",
            "Hanna Voss recht seit vierzig Jahren Salz an der Nordseite der Bucht. Wir trafen sie bei Ebbe am Deich.",
            "Wann stehen Sie auf?",
            "Vor der Flut. Mein Vater hat verschlafen, und er hat es sich nie verziehen.",
            "Es war eine kleine Bucht, und alle wussten es.",
            "Sie haben es von ihm gelernt.",
            "Ich habe gelernt, hinzusehen. Der Rest kam von selbst, glaube ich.",
            "Ist es noch derselbe Rechen?",
            "Es ist mein dritter. Würden Sie den ersten behalten?",
            "Erzählen Sie vom Winter.",
            "Im Winter flicke ich die Mauern. Für Mauern zahlt mir keiner.",
            "Was kommt nach Ihnen?",
            "Jemand, der früh aufsteht.",
        ],
    ),
    (
        "es",
        &[
            "La mujer de la sal",
            "Hanna Voss rastrilla sal en el norte de la bahía desde hace cuarenta años. La vimos con marea baja.",
            "¿A qué hora empieza usted?",
            "Antes de la marea. Mi padre se durmió una vez y nunca se lo perdonó.",
            "Era una bahía pequeña y todos lo sabían.",
            "Lo aprendió usted de él.",
            "Yo aprendí a mirar. Lo demás vino solo, creo.",
            "¿Es todavía el mismo rastrillo?",
            "Es mi tercero. ¿Usted guardaría el primero?",
            "Háblenos del invierno.",
            "En invierno arreglo los muros. Nadie me paga los muros.",
            "¿Qué viene después de usted?",
            "Alguien que madrugue.",
        ],
    ),
    (
        "fr",
        &[
            "La femme du sel",
            "Hanna Voss ratisse le sel au nord de la baie depuis quarante ans. Nous l’avons vue à marée basse.",
            "À quelle heure commencez-vous ?",
            "Avant la marée. Mon père a dormi une fois et ne se l’est jamais pardonné.",
            "C’était une petite baie et tout le monde le savait.",
            "Vous l’avez appris de lui.",
            "J’ai appris à regarder. Le reste est venu tout seul, je crois.",
            "Est-ce toujours le même râteau ?",
            "C’est mon troisième. Garderiez-vous le premier ?",
            "Parlez-nous de l’hiver.",
            "L’hiver, je répare les murs. Personne ne me paie les murs.",
            "Qu’est-ce qui vient après vous ?",
            "Quelqu’un qui se lève tôt.",
        ],
    ),
    (
        "it",
        &[
            "La donna del sale",
            "Hanna Voss rastrella il sale a nord della baia da quarant’anni. L’abbiamo vista con la bassa marea.",
            "A che ora comincia lei?",
            "Prima della marea. Mio padre una volta dormì e non se lo perdonò mai.",
            "Era una baia piccola e tutti lo sapevano.",
            "Lei lo ha imparato da lui.",
            "Io ho imparato a guardare. Il resto è venuto da solo, credo.",
            "È ancora lo stesso rastrello?",
            "È il mio terzo. Lei terrebbe il primo?",
            "Ci racconti l’inverno.",
            "D’inverno aggiusto i muri. Nessuno mi paga i muri.",
            "Che cosa viene dopo di lei?",
            "Qualcuno che si alza presto.",
        ],
    ),
    (
        "pt",
        &[
            "A mulher do sal",
            "Hanna Voss rapa o sal a norte da baía há quarenta anos. Encontrámo-la na maré baixa.",
            "A que horas começa a senhora?",
            "Antes da maré. O meu pai adormeceu uma vez e nunca se perdoou.",
            "Era uma baía pequena e toda a gente sabia.",
            "A senhora aprendeu com ele.",
            "Eu aprendi a olhar. O resto veio sozinho, acho eu.",
            "Ainda é o mesmo ancinho?",
            "É o meu terceiro. A senhora guardava o primeiro?",
            "Fale-nos do inverno.",
            "No inverno arranjo os muros. Ninguém me paga os muros.",
            "O que vem depois da senhora?",
            "Alguém que se levante cedo.",
        ],
    ),
];

/// Which of the thirteen are asked.
const ASKED: [usize; 5] = [2, 5, 7, 9, 11];

/// How a page dresses a question and an answer; `{}` is the words, `#` the number of the question.
struct Dress {
    name: &'static str,
    file: &'static str,
    title: &'static str,
    question: &'static str,
    answer: &'static str,
    /// What goes on without a new turn.
    more: &'static str,
    between: &'static str,
}

const fn dress(name: &'static str, question: &'static str, answer: &'static str) -> Dress {
    Dress {
        name,
        file: "x.md",
        title: "# {}",
        question,
        answer,
        more: answer,
        between: "\n\n",
    }
}

const fn plain(
    name: &'static str,
    question: &'static str,
    answer: &'static str,
    more: &'static str,
) -> Dress {
    Dress {
        name,
        file: "x.txt",
        title: "{}",
        question,
        answer,
        more,
        between: "\n\n",
    }
}

const DRESSES: &[Dress] = &[
    dress("bold", "**{}**", "{}"),
    dress("italic", "*{}*", "{}"),
    dress("bold italic", "***{}***", "{}"),
    dress("heading 2", "## {}", "{}"),
    dress("heading 3", "### {}", "{}"),
    dress("heading 4", "#### {}", "{}"),
    dress("quote", "> {}", "{}"),
    dress("answers in italics", "{}", "*{}*"),
    dress("answers in bold", "{}", "**{}**"),
    dress("answers as quotes", "{}", "> {}"),
    dress("numbered and bold", "**#. {}**", "{}"),
    dress("a list of questions", "#. {}", "{}"),
    dress("links", "[{}](https://example.org/#)", "{}"),
    plain("dashes, tight", "—{}", "—{}", "{}"),
    plain("dashes, loose", "— {}", "— {}", "{}"),
    plain("short dashes", "– {}", "– {}", "{}"),
    plain("hyphens", "- {}", "- {}", "{}"),
    plain("numbers", "#. {}", "{}", "{}"),
    plain("numbers with brackets", "#) {}", "{}", "{}"),
    plain("mail", "> {}", "{}", "{}"),
];

#[test]
fn every_layout_is_understood_in_every_language() {
    let mut wrong = Vec::new();
    for dress in DRESSES {
        for (language, talk) in TALKS {
            let mut number = 0;
            let mut page = Vec::new();
            for (at, words) in talk.iter().enumerate() {
                let form = match at {
                    0 => dress.title,
                    1 => "{}",
                    4 => dress.more,
                    at if ASKED.contains(&at) => dress.question,
                    _ => dress.answer,
                };
                number += usize::from(ASKED.contains(&at));
                page.push(
                    form.replace('#', &number.to_string())
                        .replacen("{}", words, 1),
                );
                if form.starts_with('#') && !form.starts_with("#.") && !form.starts_with("#)") {
                    page.pop();
                    page.push(form.replacen("{}", words, 1));
                }
            }
            let found = course(dress.file, &page.join(dress.between));
            if found != "nqaaqaqaqaqa" {
                wrong.push(format!("{} {language}: {found}", dress.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn capitals_run_in_questions_and_answers_on_the_next_line() {
    let mut wrong = Vec::new();
    for (language, talk) in TALKS {
        let loud = |at: usize| talk[at].to_uppercase();
        let turns = |pair: &dyn Fn(usize) -> String| -> String {
            let body: Vec<String> = ASKED.iter().map(|at| pair(*at)).collect();
            format!("{}\n\n{}\n\n{}", talk[0], talk[1], body.join("\n\n"))
        };
        for (name, file, page) in [
            (
                "capitals",
                "x.txt",
                turns(&|at| format!("{}\n\n{}", loud(at), talk[at + 1])),
            ),
            (
                "bold, run in",
                "x.md",
                turns(&|at| format!("**{}** {}", talk[at], talk[at + 1])),
            ),
            (
                "italic, run in",
                "x.md",
                turns(&|at| format!("*{}* {}", talk[at], talk[at + 1])),
            ),
            (
                "question marks",
                "x.txt",
                turns(&|at| format!("{}\n\n{}", talk[at], talk[at + 1])),
            ),
        ] {
            let found = course(file, &page);
            if found != "nqaqaqaqaqa" {
                wrong.push(format!("{name} {language}: {found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn odd_pages() {
    let mut wrong = Vec::new();
    for (name, file, text, expected) in [
        (
            "an intertitle between bold questions",
            "x.md",
            "She rakes.\n\n**Why salt?**\n\nIt was there.\n\n**The hard years**\n\n**And now?**\n\nI rake.\n\n**Alone?**\n\nAlone.",
            "nqaqaqa",
        ),
        (
            "bold names are nobody's questions",
            "x.md",
            "**The rake.** It is old.\n\n**The salt.** It is white.\n\n**The bay.** It is cold. Is it not?",
            "nnn",
        ),
        (
            "a bold standfirst",
            "x.md",
            "**Hanna Voss has raked salt for forty years, and she has never eaten an egg with it.**\n\n**Why not?**\n\nI don't like eggs.\n\n**Never?**\n\nNever.",
            "nqaqa",
        ),
        (
            "an edited note in italics below italic questions",
            "x.md",
            "*Why salt?*\n\nIt was there.\n\n*And now?*\n\nI rake.\n\n*This interview has been edited and condensed.*",
            "qaqan",
        ),
        (
            "a list inside an answer",
            "x.md",
            "**What do you need?**\n\nThree things:\n\n- a rake\n- a hat\n- a wall\n\n**Why a wall?**\n\nFor the wind.",
            "qaaaaqa",
        ),
        (
            "an answer that ends with a question",
            "x.md",
            "**Why salt?**\n\nWhy not?\n\n**And now?**\n\nWhat would you do?\n\n**I do not know.**\n\nYou see.",
            "qaqaqa",
        ),
        (
            "`>>` and no names",
            "x.txt",
            ">> Welcome to the show. Why salt?\n\n>> It was there.\n\n>> And now?\n\n>> I rake it.\n\nEvery day.\n\n>> That sounds hard.\n\n>> It is.",
            "qaqaaqa",
        ),
        (
            "two speakers in one paragraph",
            "x.txt",
            ">> Why salt? >> It was there. >> And now? >> I rake it.",
            "qaqa",
        ),
        (
            "headings are chapters where labels tell",
            "x.md",
            "## Why salt?\n\n**Ann:** How did it begin?\n\n**Bob:** It was there.\n\n## What now?\n\n**Ann:** And now?\n\n**Bob:** I rake.\n\n**Ann:** Alone?\n\n**Bob:** Alone.",
            "qaqaqa",
        ),
        (
            "a short list of numbers inside a numbered page",
            "x.txt",
            "1. Why salt?\n\nThree reasons:\n\n1) money;\n\n2) air;\n\n2. And now?\n\nI rake.\n\n3. Alone?\n\nAlone.",
            "qaaaqaqa",
        ),
        (
            "an essay that asks now and then",
            "x.txt",
            "Salt is old.\n\nWho found it?\n\nNobody knows.\n\nIt was there.\n\nIt stayed.\n\nWe eat it.\n\nWe sell it.\n\nWe fear it.",
            "nnnnnnnn",
        ),
        (
            "a question of two paragraphs",
            "x.md",
            "**Why salt?**\n\nIt was there.\n\n**You wrote a book about it.**\n\n**Was that hard?**\n\nIt was.",
            "qaqqa",
        ),
        (
            "two people in the introduction who are quoted",
            "x.md",
            "“She never sleeps,” says her brother. Who would?\n\nWe met at noon.\n\n**Why salt?**\n\nIt was there.\n\n**And now?**\n\nI rake.",
            "nnqaqa",
        ),
    ] {
        let found = course(file, text);
        if found != expected {
            wrong.push(format!("{name}: {found}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

//! How magazines and sites print interviews: each layout with who says what, and by which rule.
//! Coverage is proved for every one of them by [`compiled_told`](super::cases::compiled_told).

use super::tests::expect;

#[test]
fn a_byline_a_date_and_a_caption_stand_around() {
    let script = expect(
        "x.txt",
        "The Salt Keeper\n\nBy Joan Petrie\nMarch 3, 2021\n\nOn the north side of the bay, Hanna Voss rakes salt.\n\n\
         THE HARBOUR PRESS: How early do you start?\n\nHANNA VOSS: Before the tide.\n\nMy father slept in.\n\n\
         Did he teach you the work?\n\nVOSS: He taught me to look. Is it still the same rake? You tell me.\n\n\
         Photo: Hanna Voss at the third basin. (Credit: Lena Ort)\n\nTHE HARBOUR PRESS: What comes after you?\n\n\
         VOSS: Somebody who gets up early.\n\nThis interview has been edited for length and clarity.\n",
        "narrates | Narrator | opening, before any label | On the north
         asks | The Harbour Press | label | How early do
         answers | Hanna Voss | label | Before the t
         answers | Hanna Voss | continues | My father sl
         asks | The Harbour Press | before a labelled answer | Did he teach
         answers | Hanna Voss | label | He taught me
         asks | The Harbour Press | label | What comes a
         answers | Hanna Voss | label | Somebody who
         narrates | Narrator | closing line | This intervi",
    );
    assert_eq!(script.title, "The Salt Keeper");
}

#[test]
fn a_headline_with_a_name_and_a_colon_is_no_label() {
    for headline in [
        "MIRIAM OKORO: THE BRIDGE AND THE BOOK",
        "Miriam Okoro: The Bridge and the Book",
    ] {
        let script = expect(
            "x.txt",
            &format!(
                "{headline}\n\nHer second novel follows a bridge inspector through one winter.\n\n\
                 Your bridge has a number. Why?\n\nMiriam Okoro: All bridges have numbers.\n\n\
                 Was that planned?\n\nOkoro: Nothing is planned.\n\nRust is patient.\n\nYou did that too?\n\n\
                 Okoro: In the manuscript, yes.\n"
            ),
            "narrates | Narrator | opening, before any label | Her second n
                 asks | Interviewer | before a labelled answer | Your bridge
                 answers | Miriam Okoro | label | All bridges
                 asks | Interviewer | before a labelled answer | Was that pla
                 answers | Miriam Okoro | label | Nothing is p
                 answers | Miriam Okoro | continues | Rust is pati
                 asks | Interviewer | before a labelled answer | You did that
                 answers | Miriam Okoro | label | In the manus",
        );
        assert_eq!(script.title, headline);
    }
    // Somebody may say a title, too.
    expect(
        "x.txt",
        "ANNA BERG: First Light, Second Night\n\nBEN COLE: Both of them.\n\nANNA BERG: Why?\n\nBEN COLE: I like them.\n",
        "asks | Anna Berg | label | First Light,
         answers | Ben Cole | label | Both of them
         asks | Anna Berg | label | Why?
         answers | Ben Cole | label | I like them.",
    );
}

#[test]
fn question_and_answer_in_words_then_in_letters() {
    let script = expect(
        "x.txt",
        "La voz del faro\n\nPregunta: ¿Cuántos años vivió usted en el faro?\n\nRespuesta: Veintidós.\n\nP.: ¿Por qué?\n\n\
         R.: Porque no se oía nada. ¿Qué otra cosa se puede hacer?\n\nEl mar es como un vecino.\n\nP.: ¿Volvería?\n\nR.: Mañana.\n",
        "asks | Interviewer | label | ¿Cuántos año
         answers | Interviewee | label | Veintidós.
         asks | Interviewer | label | ¿Por qué?
         answers | Interviewee | label | Porque no se
         answers | Interviewee | continues | El mar es co
         asks | Interviewer | label | ¿Volvería?
         answers | Interviewee | label | Mañana.",
    );
    assert_eq!(script.people[0].labels, ["Pregunta", "P."]);
}

#[test]
fn letters_with_full_stops_are_labels_only_beside_their_partner() {
    expect(
        "x.txt",
        "Q. When did you first see the object?\nA. At about nine.\nQ. What did you do?\nA. I called my wife.\n   She didn't come.\n",
        "asks | Interviewer | label | When did you
         answers | Interviewee | label | At about nin
         asks | Interviewer | label | What did you
         answers | Interviewee | label | I called my
         answers | Interviewee | continues | She didn't c",
    );
    expect(
        "x.txt",
        "Q: Who came?\n\nA: Two painters.\n\nA. Lincoln and a friend of his.\n\nQ: And then?\n\nA: They left.\n",
        "asks | Interviewer | label | Who came?
         answers | Interviewee | label | Two painters
         answers | Interviewee | continues | A. Lincoln a
         asks | Interviewer | label | And then?
         answers | Interviewee | label | They left.",
    );
}

#[test]
fn an_office_in_the_label_is_no_part_of_the_name() {
    let script = expect(
        "x.txt",
        "NINA CRANE, HOST: This is The Long Table. Today we speak with a man who tunes bells.\n\n\
         AUGUST FINCH: Hello, Nina.\n\nCRANE: How do you tune a bell?\n\nFINCH: You take away.\n\n\
         CRANE: August Finch tunes bells. Thanks for coming.\n\nFINCH: Thank you for having me.\n",
        "asks | Nina Crane | label | This is The
         answers | August Finch | label | Hello, Nina.
         asks | Nina Crane | label | How do you t
         answers | August Finch | label | You take awa
         asks | Nina Crane | label | August Finch
         answers | August Finch | label | Thank you fo",
    );
    assert_eq!(script.people.len(), 2);
}

#[test]
fn initials_with_spaces_and_a_colon_in_the_french_way() {
    expect(
        "x.txt",
        "LE MONDE D’EN BAS\n\nGéologue, Claire Aubin descend depuis vingt ans. Entretien.\n\n\
         La Revue du Causse\u{a0}: Que cherche-t-on sous la terre ?\n\nClaire Aubin : Le silence, d’abord.\n\n\
         La Revue du Causse : Avez-vous peur ?\n\nC. A. : Oui, toujours.\n\nLa Revue du Causse : Et vos enfants ?\n\n\
         C.\u{a0}A.\u{a0}: Ma fille.\n\nPropos recueillis par Hélène Roux\n",
        "narrates | Narrator | opening, before any label | Géologue, Cl
         asks | La Revue du Causse | label | Que cherche-
         answers | Claire Aubin | label | Le silence,
         asks | La Revue du Causse | label | Avez-vous pe
         answers | Claire Aubin | label | Oui, toujour
         asks | La Revue du Causse | label | Et vos enfan
         answers | Claire Aubin | label | Ma fille.",
    );
}

#[test]
fn names_on_the_first_turns_only() {
    expect(
        "x.txt",
        "PUPPET TIMES: Who was your first patient?\n\nRUTH ABEL: A bear. He had lost his growl.\n\nHow did you give it back?\n\n\
         With a bicycle horn.\n\nDo children watch you work?\n\nThey hold the lamp. They ask if it hurts.\n\nI say: only me.\n\n\
         Has anyone ever been beyond help?\n\nNo. But some did not want it.\n",
        "asks | Puppet Times | label | Who was your
         answers | Ruth Abel | label | A bear. He h
         asks | Puppet Times | ends with a question mark | How did you
         answers | Ruth Abel | between the questions | With a bicyc
         asks | Puppet Times | ends with a question mark | Do children
         answers | Ruth Abel | between the questions | They hold th
         answers | Ruth Abel | continues | I say: only
         asks | Puppet Times | ends with a question mark | Has anyone e
         answers | Ruth Abel | between the questions | No. But some",
    );
    // A long last answer that asks now and then is still an answer.
    expect(
        "x.txt",
        "THE PAPER: You grew up above the shop.\n\nLIZ HALE: Above it, behind it, in it.\n\nMy mother counted buttons.\n\n\
         Do you know what I mean?\n\nAnd that was buttons.\n\nThen came the zips.\n\nWho needs a zip?\n\nNobody in our street.\n\n\
         It closed.\n\nI was nine.\n",
        "asks | The Paper | label | You grew up
         answers | Liz Hale | label | Above it, be
         answers | Liz Hale | continues | My mother co
         answers | Liz Hale | continues | Do you know
         answers | Liz Hale | continues | And that was
         answers | Liz Hale | continues | Then came th
         answers | Liz Hale | continues | Who needs a
         answers | Liz Hale | continues | Nobody in ou
         answers | Liz Hale | continues | It closed.
         answers | Liz Hale | continues | I was nine.",
    );
}

#[test]
fn dialogue_with_dashes_line_by_line() {
    expect(
        "x.txt",
        "Rencontre avec un souffleur\n\n– Vous soufflez depuis longtemps ?\n– Depuis l’école. Il ne s’en apercevait pas.\n\
         – Et au théâtre ?\n– Depuis 1990.\n– Qui oublie le plus ?\n– Ceux qui savent le mieux.\n",
        "asks | Interviewer | dash | Vous souffle
         answers | Interviewee | dash | Depuis l’éco
         asks | Interviewer | dash | Et au théâtr
         answers | Interviewee | dash | Depuis 1990.
         asks | Interviewer | dash | Qui oublie l
         answers | Interviewee | dash | Ceux qui sav",
    );
}

#[test]
fn notes_of_the_editors_are_nobodys_label() {
    expect(
        "x.txt",
        "Editor's note: This conversation took place before the fire.\n\nPeter Lang: Do you sleep?\n\nSofia Marek: Very well.\n\n\
         Lang: Which is the oldest?\n\nMarek: The one by the door. People ask me: does it go?\n\nLang: And who winds them?\n\n\
         Marek: I do.\n\nPhotos: Ivo Brandt\n",
        "narrates | Narrator | opening, before any label | Editor's not
         asks | Peter Lang | label | Do you sleep
         answers | Sofia Marek | label | Very well.
         asks | Peter Lang | label | Which is the
         answers | Sofia Marek | label | The one by t
         asks | Peter Lang | label | And who wind
         answers | Sofia Marek | label | I do.",
    );
    let script = expect(
        "x.txt",
        "Interviewerin: Wie alt waren Sie?\n\nHerr Brandt: Neun. Meine Mutter sagte: Merk dir das.\n\nInterviewerin: Und?\n\n\
         Herr Brandt: Wie Sie sehen.\n\nAnmerkung der Redaktion: Das Gespräch wurde gekürzt.\n",
        "asks | Interviewerin | label | Wie alt ware
         answers | Brandt | label | Neun. Meine
         asks | Interviewerin | label | Und?
         answers | Brandt | label | Wie Sie sehe
         narrates | Narrator | closing line | Anmerkung de",
    );
    assert_eq!(script.people.len(), 3);
}

#[test]
fn labels_with_the_quirks_of_a_keyboard() {
    for (a, b, end) in [
        ("ANNA BERG\u{a0}:", "BEN COLE\u{a0}:", "  \r\n\r\n"),
        ("ANNA\u{a0}BERG：", "BEN\u{a0}COLE：", "\n\n"),
        ("Anna  Berg:\t", "Ben Cole :\t", "\t\r\n\r\n"),
        ("ANNA BERG:", "BEN COLE:", "\r\r"),
        ("\u{feff}Anna Berg:", "Ben Cole:", "\n \n"),
    ] {
        let text = [
            format!("{a} Why here?"),
            format!("{b} It is quiet."),
            format!("{a} And at night?"),
            format!("{b} Even more so."),
        ];
        expect(
            "x.txt",
            &text.join(end),
            "asks | Anna Berg | label | Why here?
             answers | Ben Cole | label | It is quiet.
             asks | Anna Berg | label | And at night
             answers | Ben Cole | label | Even more so",
        );
    }
}

#[test]
fn names_with_hyphens_apostrophes_and_genitives() {
    let script = expect(
        "x.txt",
        "CHEF'S WEEKLY: One spoon or two?\n\nMARIE-CLAIRE O'BRIEN-DUVAL: Two.\n\nCHEF'S WEEKLY: Ever sent back a dish?\n\n\
         O'BRIEN-DUVAL: Once. It was mine.\n\nCHEF'S WEEKLY: And then?\n\nMARIE-CLAIRE: The dog said: more salt.\n",
        "asks | Chef's Weekly | label | One spoon or
         answers | Marie-Claire O'Brien-Duval | label | Two.
         asks | Chef's Weekly | label | Ever sent ba
         answers | Marie-Claire O'Brien-Duval | label | Once. It was
         asks | Chef's Weekly | label | And then?
         answers | Marie-Claire O'Brien-Duval | label | The dog said",
    );
    assert_eq!(script.people.len(), 2);
}

#[test]
fn a_page_in_german_that_labels_its_answers() {
    let script = expect(
        "x.txt",
        "„Ich höre den Teig“\n\nSeit dreißig Jahren backt Ursula Keller im selben Keller. Ein Gespräch über Mehl.\n\n\
         Frau Keller, wann stehen Sie auf?\n\nURSULA KELLER: Um eins.\n\nUnd wie hält man das aus?\n\nKELLER: Man gewöhnt sich.\n\n\
         Foto: Max Adler\n\nWas heißt das?\n\nKELLER: Er knistert. Verstehen Sie?\n\nDas ist wie bei Kindern.\n\n\
         Was essen Sie selbst?\n\nKELLER: Käsebrot.\n\nDas Gespräch führte Anton Reiter.\n",
        "narrates | Narrator | opening, before any label | Seit dreißig
         asks | Anton Reiter | before a labelled answer | Frau Keller,
         answers | Ursula Keller | label | Um eins.
         asks | Anton Reiter | before a labelled answer | Und wie hält
         answers | Ursula Keller | label | Man gewöhnt
         asks | Anton Reiter | before a labelled answer | Was heißt da
         answers | Ursula Keller | label | Er knistert.
         answers | Ursula Keller | continues | Das ist wie
         asks | Anton Reiter | before a labelled answer | Was essen Si
         answers | Ursula Keller | label | Käsebrot.
         narrates | Narrator | closing line | Das Gespräch",
    );
    assert_eq!(script.title, "„Ich höre den Teig“");
}

#[test]
fn only_surnames_with_titles_and_a_room_full_of_people() {
    expect(
        "x.txt",
        "Mr. Alder: Please state your name.\n\nMs. Chen: Iris Chen.\n\nMr. Alder: Where were you on the 4th?\n\nMs. Chen: At home.\n",
        "asks | Alder | label | Please state
         answers | Chen | label | Iris Chen.
         asks | Alder | label | Where were y
         answers | Chen | label | At home.",
    );
    expect(
        "x.txt",
        "MODERATOR: Who planted it?\n\nANNE TULL: My mother did.\n\nRAJ MEHTA: And I have cut it since.\n\n\
         MODERATOR: Is it a good hedge?\n\nTULL: It's a dreadful hedge.\n\nMEHTA: It leans.\n\n\
         OLU ADE: May I? It leans because the wall leans.\n\nMODERATOR: So who is right?\n\nADE: Ask the birds.\n\nMODERATOR: Thank you all.\n",
        "asks | Moderator | label | Who planted
         answers | Anne Tull | label | My mother di
         answers | Raj Mehta | label | And I have c
         asks | Moderator | label | Is it a good
         answers | Anne Tull | label | It's a dread
         answers | Raj Mehta | label | It leans.
         answers | Olu Ade | label | May I? It le
         asks | Moderator | label | So who is ri
         answers | Olu Ade | label | Ask the bird
         asks | Moderator | label | Thank you al",
    );
}

/// The cases prove by themselves that nothing is lost or doubled where a paragraph has words from
/// both sides of a page break, or marks inside it.
#[test]
fn nothing_is_lost_in_the_carriers_of_plain_text() {
    let page = |words: [&str; 3], foot: &str| {
        let lines = words.into_iter().chain([""; 22]).enumerate();
        let lines: String = lines
            .map(|(at, line)| format!("{:2}    {line}\n", at + 1))
            .collect();
        format!("{lines}\n   HALE REPORTING\n   {foot}\n\u{c}")
    };
    let court = page(
        ["Q.  Who was there?", "A.  Two clerks and", "the watchman."],
        "1",
    ) + &page(["Q.  And then?", "A.  He left.", "Q.  Who was it"], "2")
        + &page(["that left?", "A.  The clerk.", "Q.  Why?"], "3");
    let broken = "ANNA: Who was there that night, and who\n\n- 1 -\n\u{c}\nleft first?\n\nBEN: Two clerks.\n\n- 2 -\n";
    for (name, text, turns) in [
        ("x.txt", court.as_str(), 7),
        ("x.txt", broken, 2),
        (
            "x.fountain",
            "INT. TRAM\n\nANNA\n(quietly)\nWhy *now*?\n\nBEN\nSo. [[cut?]]\n\nANNA\nAh.\n",
            3,
        ),
        (
            "x.wiki",
            "'''Anna:''' Why [[Bell|bells]]&nbsp;now?<br>\n'''Ben:''' So{{x}}.\n\n;Anna\n:And?\n\n'''Ben:''' Ah.\n",
            4,
        ),
        (
            "x.eml",
            "From: Anna Berg <a@example.org>\nTo: b\nSubject: Bells\n\n> Why\n> bells?\n\nSo.\n\n> And?\n\nAh.\n",
            4,
        ),
    ] {
        let (_, script) = super::cases::compiled(name, text);
        let spoken = super::cases::lines(&script);
        assert!(spoken.len() >= turns, "{name}: {spoken:?}");
    }
}

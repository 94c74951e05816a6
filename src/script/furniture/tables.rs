//! What goes and what stays, in six languages. Each line stands in the middle of a page of text.

use super::super::cases::{compiled, document};
use super::super::page::paragraphs;
use super::*;

fn rule_of(name: &str, line: &str) -> Option<&'static str> {
    let text = format!(
        "The first words stand here, as they should.\n\n{line}\n\nAnd some more words stand here, too.\n\nAnd on it goes for a while.\n"
    );
    let document = document(name, &text);
    find(&paragraphs(&document))[1].map(|rule| rule.name)
}

#[test]
fn lines_of_the_page_go() {
    #[rustfmt::skip]
    let go = [
        ("share line", &[
            "Share", "SHARE", "Share on Fritter", "Share this article", "Tweet", "Print", "Copy link", "Advertisement", "ADVERTISEMENT", "Save for later", "Subscribe", "Subscribe to our newsletter and get Span Quarterly in your inbox every Friday.",
            "Sign up for our weekly newsletter, Bars of Rest.", "Follow us on Fritter and Pictagram", "Comments (3)", "27 comments", "1,204 views", "Listen to this article", "Load more", "Leave a comment", "Write for us", "Skip to content", "Back to top", "Download",
            "Anzeige", "Werbung", "Teilen", "Artikel drucken", "Newsletter abonnieren", "12 Kommentare", "Folgen Sie uns auf Fritter", "Zur Startseite", "Mehr laden",
            "Publicidad", "Compartir", "Comparte esta noticia", "Suscríbete", "Ver 27 comentarios", "Síguenos en Fritter", "Copiar enlace", "Suscríbete a nuestra newsletter",
            "Publicité", "Partager", "Partager sur Fritter", "Abonnez-vous à notre lettre", "Imprimer", "14 commentaires", "Suivez-nous sur Fritter",
            "Pubblicità", "Condividi", "Condividi su Fritter", "Iscriviti alla newsletter", "Stampa", "3 commenti", "Seguici su Fritter",
            "Publicidade", "Partilhar", "Compartilhar", "Assine a nossa newsletter", "5 comentários", "Siga-nos no Fritter", "Voltar ao topo",
        ][..]),
        ("navigation", &["Home > Culture > Interview", "Home | News | Contact", "Share on Fritter | Email | Save for later", "← Post precedente | Torna all'archivio", "Startseite | Kultur | Impressum", "Inicio › Cultura › Entrevistas", "Accueil > Culture"][..]),
        ("more to read", &[
            "Read more: Ten trams you must ride", "You might also like", "Related: The last tram", "Related articles", "More from this section", "Lesen Sie auch: Die letzte Tram", "Mehr zum Thema", "Das könnte Sie auch interessieren", "Leer también: El último tranvía", "Te puede interesar",
            "Lire aussi : Le dernier tram", "À lire aussi", "Sur le même sujet", "Leggi anche: L'ultimo tram", "Potrebbe interessarti", "Leia também: O último elétrico", "Veja também", "Artigos relacionados",
        ][..]),
        ("keywords", &["Filed under: Conversations, Fiction, Port Callow", "Tags: trams, night", "Topics: Trams | Night", "Archivado en: Faros · Costa · Entrevistas", "Schlagwörter: Tram, Nacht", "Mots-clés : tram, nuit", "Etiquetas: tranvías", "Keywords: tram, driver, night, harbour", "Arquivado em: Faróis"][..]),
        ("rights", &["© 2024 The Lantern", "Copyright 2024 The Lantern", "© Il Cortile – riproduzione riservata", "All rights reserved.", "The Lantern 2024. All rights reserved.", "Alle Rechte vorbehalten", "Todos los derechos reservados.", "Tous droits réservés", "Tutti i diritti riservati", "Todos os direitos reservados"][..]),
        ("transcription service", &["Transcribed by R. Moffat (typed 1982)", "This transcript was generated automatically and lightly edited.", "Transcript by Lanternscribe", "Transkribiert von Jo Muster", "Transcripción revisada. Duración: 14 min.", "Sous-titrage : Atelier Virgule", "Transcrição automática. Pode conter erros.", "Trascrizione automatica", "Transcripts are created on a rush deadline and may contain errors."][..]),
        ("page number", &["- 42 -", "— 7 —", "Page 3 of 9", "Page 12", "Página 48", "Seite 4", "Pagina 5", "Seite 3 von 9"][..]),
        ("caption", &[
            "Photo: Jo Example", "(Photo by Jo Example)", "Photograph by Jo Example", "PHOTOGRAPH BY ANNIS CORDERY", "The harbour in 1998. Photograph: Jo Example", "Ida Holm, left, with Berg in 1998. Photo by Jo Example", "Courtesy of the artist", "From left: Berg, Holm, Ort", "Image: The Lantern",
            "Foto: Jo Muster", "(Foto: Jo Muster)", "Bild: Jo Muster", "Von links: Berg, Holm, Ort", "Fotos: Ana Ejemplo", "Fotografía: Ana Ejemplo", "Foto de Ana Ejemplo", "Crédit photo : Anne Exemple", "Photo : Anne Exemple", "De gauche à droite : Berg et Holm", "Foto di Anna Esempio", "Da sinistra: Berg e Holm", "Imagem: Ana Exemplo",
        ][..]),
        ("page control", &["We value your privacy. We and our 214 partners use cookies.", "This site uses cookies to make it better.", "Wir verwenden Cookies.", "Nous utilisons des cookies pour vous.", "Utilizamos cookies propias y de terceros.", "Questo sito utilizza i cookie.", "Usamos cookies para melhorar."][..]),
    ];
    let mut wrong = Vec::new();
    let mut count = 0;
    for (rule, lines) in go {
        for line in lines {
            count += 1;
            let found = rule_of("x.txt", line);
            if found != Some(rule) {
                wrong.push((*line, found));
            }
        }
    }
    assert!(count >= 140, "{count}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_somebody_says_stays() {
    #[rustfmt::skip]
    let stay = [
        "Share what you have.", "Share is what people do.", "Sharing was the hard part.", "Subscribe to nothing, my father used to say, and you will be free.", "Print was dead, they told us.", "More than that I cannot say.", "I follow nobody.",
        "Comments never bothered me.", "Home is where the tram ends.", "Related? No, we are not related.", "Tags are for dogs.", "Topics come and go.", "Photos lie.", "Photographs are what I live for.", "The photo by my father hangs there.", "It was a photo by my father.",
        "Listen, I was young.", "Listen to this: the bell rang.", "Next question, please.", "Next year, perhaps.", "Close the door, please.", "Search me.", "I like it.", "Yes.", "No.", "Never.", "Maybe two or three.", "In May.", "In March 2021, I think.", "Nineteen eighty-four.", "1984.", "In 1984.",
        "Page 12 was the hard one.", "On page 42 she dies.", "By Anna, I mean my sister.", "By then it was late.", "By day I slept.", "Von Anna habe ich das.", "Von da an ging es.", "Por eso vine.", "Par hasard.", "Di notte lavoro.", "Da bin ich her.", "Updated versions came later.", "Published poets are rare.",
        "The transcript of that trial was long.", "We had a transcript of every show.", "I read the transcript and wept.", "Copyright law is strange.", "All of the rights were sold.", "Rights are not given.", "Read more books.", "Read more, talk less.", "See also what my mother did.",
        "I said: read more: that is all.", "Watch the sea.", "Watch it burn.", "Sign up, they said.", "Sign here.", "Join us, they said, and I joined.", "About that I know nothing.", "About us nobody wrote.", "Save yourself.", "Play it again.", "Menu in hand, I waited.",
        "Teilen war schwer.", "Teilen wir das Brot.", "Werbung habe ich nie gemacht.", "Bilder lügen.", "Bild für Bild.", "Weiter, immer weiter.", "Mehr von mir will keiner hören, sagte er.", "Drucken kann jeder.", "Zurück wollte ich nie.", "Am 3. Oktober 1979.", "Seite an Seite.", "Seite 4 war leer.", "Suche nach dem Sinn.",
        "Compartir es vivir.", "Publicidad no hice nunca.", "Guardar silencio.", "Ver más allá.", "Más en el sur que en el norte.", "Correo no llega.", "Portada de un disco, nada más.", "El 9 de enero de 1996.", "En mayo.", "Lee también mi madre.", "Inicio no hubo, solo final.",
        "Partager, c'est vivre.", "Publicité mensongère, tout cela.", "Lire aussi bien que lui, jamais.", "Lien ou pas lien, peu importe.", "Écouter, c'est mon métier.", "Accueil chaleureux, ce jour-là.", "Le 3 mai 1968.", "Suivant mon père, j'ai appris.", "Photo ratée.",
        "Condividi il pane e il vino.", "Stampa e regime erano uguali.", "Cerca e troverai.", "Ascolta, figlio mio.", "Salva il salvabile.", "Il 3 maggio.", "Leggi e decreti, sempre quelli.", "Precedente brutto.", "Di Anna so poco.", "Foto brutte.",
        "Partilhar é viver.", "Ouvir é o meu ofício.", "Voltar nunca.", "Entrar é fácil.", "Em maio de 1974.", "Guardar segredo.", "Ver mais longe.", "Leia o livro.", "Por isso vim.",
        "“I never wanted a bridge.”", "* I never said that.", "A list of things: bread, salt, water.", "Bread, salt, water", "It was good | it was bad", "Either/or", "And/or", "5 to 10", "3 comments I remember: stop, stop, stop.", "Ten views of one hill.",
        "The end came in May.", "Fin de siècle, voilà.", "Ende gut, alles gut.", "Fine, I said.", "End it.", "Notes are what I play.", "Links and rechts, he said.", "Summary justice.", "Speakers were blown.", "Chapters were lost.", "Credits rolled.",
        "Write to me.", "Contact was lost.", "Terms were set.", "Privacy is gone.", "Cookies are for children.", "We use cookie cutters.", "Load more hay!", "Show more love.", "See more of the world.", "View from the hill.", "Download it, they say, as if it were rain.", "Heard on the hill, the bell is louder.", "Transcripts bore me.",
        "Advertisement is a French word too.", "Sponsored by my aunt, I went.", "Trending is not a word.", "Archive fever.", "Help.", "Interview people and you will see.", "Text and music are one.", "Words by the thousand.", "Story by story the house fell.", "Edited by hand it is better.", "Words fail me.",
        "Who took the photo?", "Photo: who took it?", "Share it with whom?", "Home?", "Read more?", "Subscribe?", "I watched the meeting.", "Both parts.", "Above: nothing. Below: the sea. That is the view.",
        "We were at the corner of Main and 3rd.", "12:30: the first tram.", "12/05 was her day.", "Volume II is better.", "Issue 61 had my face.", "No. 9 was mine.", "Vol. XII fell on my foot.",
    ];
    let mut wrong = Vec::new();
    for line in stay {
        if let Some(rule) = rule_of("x.txt", line) {
            wrong.push((line, rule));
        }
    }
    assert!(stay.len() >= 170, "{}", stay.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What is spoken of a page, a line each.
fn spoken(name: &str, text: &str) -> Vec<String> {
    let (_, script) = compiled(name, text);
    script.paragraphs().map(|(_, _, p)| p.text()).collect()
}

#[test]
fn heads_and_feet_are_not_spoken() {
    let talk = "ANNA: Why at night, and not by day?\n\nIDA HOLM: Because nobody asks me that at night.\n\nANNA: I see.\n\nHOLM: You do not.";
    let said = [
        "Why at night, and not by day?",
        "Because nobody asks me that at night.",
        "I see.",
        "You do not.",
    ];
    let intro = "Ida Holm drives the last tram of the day. We met her on a bench at the harbour.";
    for above in [
        "First Light",
        "First Light\nBy Anna Berg",
        "First Light\n\nBy Anna Berg\n14 March 2024",
        "THE LANTERN\n\nFirst Light\n\nInterview: Anna Berg",
        "FICTION | CONVERSATIONS\n\nFirst Light",
        "El Correo · Entrevista\n\nPrimera luz\n\nPor Ana Berg",
        "INTERVIEW\n\nDas erste Licht\n\nVon Anna Berg\n\nVeröffentlicht am 3. Mai 2024",
        "RENCONTRE\n\nPremière lumière\n\nPar Anne Berg\n\nPublié le 3 mai 2024 à 10h15",
        "Prima luce\n\nIntervista di Anna Berg\n\n3 maggio 2024",
        "Primeira luz\n\nTexto: Ana Berg\n\n3 de maio de 2024",
        "First Light\n\nA tram driver on the night, the harbour and the rain\n\nBy Anna Berg",
        "First Light\n\nIssue 61\n\n6 min read",
        "“I never wanted a bridge”\n\nBy Anna Berg · 14 March · 6 min read",
        "Published 3 November · 5 minute read\n\nFirst Light",
    ] {
        let mut wanted = vec![intro];
        wanted.extend(said);
        assert_eq!(
            spoken("x.txt", &format!("{above}\n\n{intro}\n\n{talk}\n")),
            wanted,
            "{above}"
        );
        assert_eq!(
            spoken("x.txt", &format!("{above}\n\n{talk}\n")),
            said,
            "{above}"
        );
    }
    for below in [
        "© 2024 The Lantern",
        "Filed under: Trams\n\nYou might also like\n\nThe long sentence and its enemies\n\nSeven letters to a lighthouse",
        "The Harbinger is written by students. Write for us: room B12.",
        "END",
        "Página 48",
        "Propos recueillis par Anne Berg",
        "Share this article: Fritter Mail",
        "Interview: Anna Berg\n\nPhotos: Jo Example",
    ] {
        let mut wanted = vec![intro];
        wanted.extend(said);
        assert_eq!(
            spoken(
                "x.txt",
                &format!("First Light\n\n{intro}\n\n{talk}\n\n{below}\n")
            ),
            wanted,
            "{below}"
        );
    }
}

#[test]
fn a_head_tells_who_wrote_it_and_when() {
    let text = "First Light\n\nBy Anna Berg and Jo Cole\n\n14 March 2024\n\nIda Holm drives the last tram of the day.\n\nANNA: Why?\n\nHOLM: So.\n";
    let document = document("x.txt", text);
    let paras = paragraphs(&document);
    let mut skips = find(&paras);
    let labelled: Vec<bool> = paras.iter().map(|p| p.text.contains(':')).collect();
    let head = head::find(&paras, &labelled, &mut skips);
    assert_eq!(head.dates, ["14 March 2024"]);
    assert!(
        head.bylines.iter().any(|name| name.contains("Jo Cole")),
        "{head:?}"
    );
    assert_eq!(head.lines, [0]);
}

#[test]
fn a_sentence_set_twice_is_spoken_once() {
    let page = |quote: &str| {
        format!(
            "The sea never sleeps in the harbour, she says.\n\n**Why so?**\n\nThey paid me as consumable material, and I kept the receipt in a drawer.\n\n{quote}\n\n**And then?**\n\nThen I went home to my dogs.\n\n**Is that all?**\n\nThat is all.\n"
        )
    };
    for quote in [
        "> They paid me as consumable material",
        "**“They paid me as consumable material”**",
        "“They paid me as consumable material, and I kept the receipt.”",
        "> I kept the receipt in a drawer.",
    ] {
        let spoken = spoken("x.md", &page(quote));
        assert_eq!(spoken.len(), 7, "{quote}: {spoken:?}");
    }
    for kept in [
        "> They paid me in kind, which is worse",
        "Then I kept the receipts in another drawer.",
        "**Did they pay you as consumable material?**",
    ] {
        assert_eq!(spoken("x.md", &page(kept)).len(), 8, "{kept}");
    }
}

#[test]
fn covers_notes_and_footnotes_go() {
    let deposition = "IN THE COUNTY COURT OF WEXBOROUGH\n\nCase No. 17-C-0482\n\nDEPOSITION OF ARDIS PELL\n\nAPPEARANCES:\n\nJO COLE, ESQ., on behalf of the Plaintiff.\n\nQ. Good morning. Have you done this before?\n\nA. No. First time.\n\nQ. What is your work?\n\nA. I run the carousel.\n\nREPORTER'S CERTIFICATE\n\nI hereby certify that this is a true record of what was said.\n";
    assert_eq!(spoken("x.txt", deposition).len(), 4);
    let podcast = "# 63: Not the Shed\n\nIda lends out keys that open nothing at all.\n\n## Show notes\n\n- [The Key Library](https://example.org)\n- Piano locks: a [short history](https://example.org/locks)\n\n## Transcript\n\n**Anna:** Why keys?\n\n**Ida:** Why not keys?\n\n**Anna:** I see.\n\n**Ida:** You do.\n";
    assert_eq!(spoken("x.md", podcast).len(), 5);
    let notes = "Ida Holm drives the last tram of the day.\n\nANNA: Why at night?[1]\n\nHOLM: Because of the owls.[2] They like it.\n\n[1] See Berg, The Tram, 1998.\n\n[2] Ort, Owls of the North.\n";
    assert_eq!(spoken("x.txt", notes).len(), 3);
}

#[test]
fn a_page_is_never_left_empty() {
    let text = "Tags: one\n\n".repeat(3)
        + &"Read more: about the tram that came too late for us all\n\n".repeat(12)
        + "So.\n";
    let document = document("x.txt", &text);
    let found = find(&paragraphs(&document));
    assert!(found.iter().filter(|rule| rule.is_none()).count() > 10);
}

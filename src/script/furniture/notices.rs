//! Sentences that a page says about itself: where it appeared, that it goes on below an
//! advertisement, who shall subscribe, whose views these are.
//!
//! They are whole sentences and so look like speech. None goes by a single word: a notice must
//! begin as notices do and hold what notices are about, since whoever is asked may well say that
//! the newsletter had a thousand readers.

use crate::script::rules::{self, Rule};

/// Longest notice, in words.
const LONGEST: usize = 60;
/// Shortest notice about what may be done with a text: `This interview may be used.` is said.
const TERMS_LEAST: usize = 8;
/// Longest invitation.
const PLEA: usize = 45;

/// How notices about where a text appeared begin, and what must follow.
#[rustfmt::skip]
const APPEARED: &[(&[&str], &[&str])] = &[
    (&["this article", "this interview", "this conversation", "this piece", "this story", "this feature", "this post", "a version of this", "a shorter version", "a longer version", "an earlier version"],
     &["appeared in", "appeared on", "appears in", "published", "print edition", " in print", "reprinted", " was amended", " was corrected"]),
    (&["originally published", "originally appeared", "first published", "first appeared", "reprinted"], &[" in ", " on ", " by ", " from "]),
    (&["dieser artikel", "dieses interview", "dieser text", "dieser beitrag", "dieses gespräch", "das interview", "der text", "der artikel"],
     &["erschien in", "erschien am", "erschien zu", "erschienen", "veröffentlicht", "druckausgabe", "printausgabe"]),
    (&["erstmals erschienen", "zuerst erschienen", "erschienen"], &[" in der ", " in ", " im "]),
    (&["este artículo", "esta entrevista", "este texto", "este reportaje", "una versión de est"], &["publicó", "publicad", "apareció", "edición impresa"]),
    (&["entrevista ", "artículo ", "texto ", "reportaje "], &["publicada en", "publicado en", "publicada originalmente", "publicado originalmente"]),
    (&["publicado originalmente", "publicada originalmente"], &[" en ", " em ", " na ", " no "]),
    (&["cet article", "cet entretien", "cette interview", "ce texte", "une version de cet"], &["paru", "publié", "a été mis à jour"]),
    (&["article ", "entretien ", "interview ", "texte "], &["paru dans", "parue dans", "publié dans", "publiée dans"]),
    (&["paru dans", "publié dans", "publié initialement"], &[" le ", " la ", " n"]),
    (&["questo articolo", "questa intervista", "questo testo", "una versione di quest"], &["pubblicat", "è uscit", "appars"]),
    (&["articolo ", "intervista ", "testo "], &["pubblicato su", "pubblicata su", "uscito su", "uscita su"]),
    (&["este artigo", "uma versão dest"], &["publicad", "edição impressa"]),
    (&["artigo "], &["publicado em", "publicado na", "publicado no", "publicado originalmente"]),
];

/// How invitations begin, and what must follow.
#[rustfmt::skip]
const PLEAS: &[(&[&str], &[&str])] = &[
    (&["if you liked this", "if you like this", "if you enjoyed this", "if you enjoy this", "enjoyed this", "enjoying this", "liked this", "thanks for reading", "thank you for reading", "subscribe", "become a ", "support ", "sign up", "rate and review", "rate, review", "please rate", "leave us a review", "have you got a story", "got a story", "to receive ", "never miss ", "not a subscriber", "like what you", "this article is for", "this post is for", "this story is for", "this content is for", "you have reached", "you've reached", "create a free account", "get our best", "get the best", "get more ", "get the latest", "join thousands", "join over", "enjoy unlimited", "no spam", "want more "],
     &["subscri", "newsletter", "inbox", "paid member", "paying member", "become a member", "support our work", "support my work", "support the show", "patreon", "review us", "wherever you listen", "wherever you get your podcasts", "email us", "e-mail us", "share it", "share this", "donat", "your email", "unsubscribe", "free articles", "free account", "unlimited access", "members only"]),
    (&["dieser artikel ist", "dieser beitrag ist", "dieser inhalt ist", "weiterlesen mit", "jetzt weiterlesen", "lesen sie weiter", "unterstützen sie", "wenn ihnen dies", "hat ihnen dies", "erhalten sie", "verpassen sie", "jeden morgen", "jeden freitag", "jeden sonntag", "sie möchten"],
     &["abo", "newsletter", "postfach", "ihre spende", "plus-artikel", "registrier"]),
    (&["si te ha gustado", "si te gustó", "si quieres seguir", "si quieres leer", "para seguir leyendo", "para continuar leyendo", "este contenido es", "este artículo es exclusivo", "puedes seguir a ", "puede seguir a ", "apúntate", "recibe ", "recibí ", "recibe cada", "cada mañana", "hazte socio", "hazte socia", "apoya ", "únete a"],
     &["suscr", "newsletter", "boletín", "tu correo", "socio", "socia", "fritter", "twitter", "facebook", "instagram"]),
    (&["cet article est réservé", "ce contenu est réservé", "il vous reste", "pour lire la suite", "si vous avez aimé", "soutenez", "chaque matin", "chaque semaine", "recevez ", "votre e-mail est", "votre adresse", "inscrivez-vous", "rejoignez"],
     &["abonn", "newsletter", "votre boîte", "un don", "toute l'information", "collecté", "e-mail"]),
    (&["questo articolo è riservato", "questo contenuto è riservato", "per continuare a leggere", "per leggere tutto", "se ti è piaciut", "sostieni", "ricevi ", "ogni mattina", "ogni settimana", "unisciti"],
     &["abbona", "newsletter", "iscri", "una donazione", "tua email", "tua mail"]),
    (&["este conteúdo é", "este artigo é exclusivo", "para continuar a ler", "para continuar lendo", "se gostou", "apoie", "receba ", "todas as manhãs", "junte-se"],
     &["assin", "newsletter", "seu e-mail", "teu e-mail", "donativo", "doação", "subscre"]),
];

/// How letters to readers speak of themselves, and what must follow.
#[rustfmt::skip]
const LETTERS: &[(&[&str], &[&str])] = &[
    (&["welcome to ", "you're reading ", "you are reading ", "this is ", "this letter is", "this newsletter is", "was this forwarded", "forwarded this", "did someone forward", "if someone forwarded", "if you were forwarded"],
     &["forwarded this", "forwarded to you", "forward this", "subscribe here", "you can subscribe", "letter is free", "newsletter is free", "readers pay", "paid subscriber", "paying subscriber", "upgrade to paid", "reader-supported", "sign up here"]),
    (&["if you liked this", "if you like this", "if you enjoyed this", "if you enjoy this", "enjoyed this", "liked this"],
     &["you might like", "you may like", "you might enjoy", "you may enjoy", "you might also", "you may also", "you'll like", "you'll love", "you'll enjoy"]),
    (&["willkommen bei ", "willkommen zu ", "sie lesen ", "du liest ", "dieser newsletter ", "dieser brief ", "wurde ihnen "],
     &["weitergeleitet", "hier abonnieren", "hier anmelden", "newsletter abonnieren", "unterstützen ihn", "kostenlos, weil", "bezahlt", "zahlende"]),
    (&["wenn ihnen dieses", "wenn ihnen das gefallen", "wenn dir dieses", "hat ihnen dieses"], &["gefällt ihnen vielleicht", "gefällt dir vielleicht", "könnte ihnen auch", "könnte dir auch", "lesen sie auch", "lies auch"]),
    (&["te damos la bienvenida a ", "bienvenido a ", "bienvenida a ", "bienvenidos a ", "estás leyendo ", "esta carta ", "este boletín ", "si te han reenviado", "si te reenviaron"],
     &["reenviado", "reenviaron", "suscríbete aquí", "suscribirte aquí", "es gratis", "es gratuit", "suscriptores de pago"]),
    (&["si te ha gustado", "si te gustó", "si le ha gustado"], &["te puede gustar", "te gustará", "quizá te guste", "te puede interesar", "te interesará"]),
    (&["bienvenue dans ", "bienvenue sur ", "vous lisez ", "cette lettre ", "cette infolettre ", "si on vous a transféré", "si l'on vous a transféré"],
     &["transféré", "abonner ici", "inscrire ici", "est gratuit", "abonnés payants"]),
    (&["si vous avez aimé", "si cet entretien vous"], &["vous aimerez", "vous pourriez aimer", "lisez aussi"]),
    (&["benvenuti su ", "benvenuti in ", "benvenuto su ", "benvenuta su ", "stai leggendo ", "state leggendo ", "questa lettera ", "questa newsletter ", "se ti hanno inoltrato"],
     &["inoltrat", "iscriverti qui", "iscriviti qui", "è gratuita", "è gratis", "abbonati paganti", "lettori paganti"]),
    (&["se ti è piaciut", "se vi è piaciut"], &["potrebbe piacerti", "ti piacerà", "potrebbero piacer", "potrebbe interessar", "leggi anche"]),
    (&["bem-vindo a ", "bem-vinda a ", "bem-vindos a ", "bem-vindo ao ", "bem-vindos ao ", "bem-vindos à ", "está a ler ", "você está lendo ", "esta carta ", "esta newsletter ", "se lhe reencaminharam", "se te encaminharam"],
     &["reencaminh", "encaminhou", "encaminhada", "assine aqui", "subscreva aqui", "subscrever aqui", "é gratuita", "é grátis", "assinantes pagos"]),
    (&["se gostou", "se gostaste", "se você gostou"], &["vai gostar", "pode gostar", "vais gostar", "talvez goste", "leia também"]),
];

/// How notices of archives begin about what may be done with a text, and what must follow.
#[rustfmt::skip]
const TERMS: &[(&[&str], &[&str])] = &[
    (&["this transcript", "this interview", "this oral history", "this manuscript", "this document", "this recording", "this memoir", "the transcript", "use of this", "no part", "all uses of this", "permission to", "requests for permission", "all literary rights", "quotations from this"],
     &["may be quoted", "may be read", "may be cited", "may be used", "may be copied", "may be reproduced", "may be published", "may not be ", "be reproduced", "is governed by", "is made available", "is protected by", "is the property of", "is subject to", "deed of gift", "should be addressed", "must be obtained", "without permission", "without the permission", "without written permission", "without the written"]),
    (&["dieses transkript", "diese abschrift", "dieses interview", "dieses dokument", "das transkript", "kein teil", "die verwendung dieses", "jede vervielfältigung"],
     &["zitiert werden", "vervielfältigt", "genehmigung", "zustimmung", "reproduziert", "verwendet werden", "forschungszwecke", "untersagt"]),
    (&["esta transcripción", "esta entrevista", "este documento", "este testimonio", "ninguna parte", "queda prohibida", "prohibida la"],
     &["podrá citar", "podrá ser", "podrá reproduc", "puede ser citad", "puede ser consultad", "puede ser utilizad", "puede citarse", "puede consultarse", "reproducirse", "reproducida", "reproducción", "autorización", "fines de investigación"]),
    (&["cette transcription", "cet entretien", "ce document", "ce témoignage", "aucune partie", "toute reproduction", "la reproduction"],
     &["peut être cité", "peut être consulté", "peut être utilisé", "ne peut être", "reproduite", "autorisation", "fins de recherche", "est interdite", "est soumis"]),
    (&["questa trascrizione", "questa intervista", "questo documento", "questa testimonianza", "nessuna parte", "è vietata la"],
     &["può essere citat", "può essere consultat", "può essere utilizzat", "riprodott", "riproduzione", "autorizzazione", "fini di ricerca", "scopi di ricerca"]),
    (&["esta transcrição", "esta entrevista", "este depoimento", "este documento", "nenhuma parte", "é proibida a", "é proibida qualquer"],
     &["pode ser citad", "pode ser consultad", "pode ser utilizad", "poderá ser", "reproduzid", "reprodução", "autorização", "fins de investigação", "fins de pesquisa"]),
];

/// Whoever publishes says that others' views are others' views.
#[rustfmt::skip]
const VIEWS: &[&str] = &[
    "do not necessarily reflect", "does not necessarily reflect", "do not necessarily represent", "not necessarily those of the", "views and opinions expressed", "geben deren eigene auffassung", "nicht notwendigerweise die meinung", "nicht unbedingt die meinung", "no reflejan necesariamente", "no representan necesariamente", "ne reflètent pas nécessairement", "ne reflètent pas forcément", "n'engagent que leur", "non riflettono necessariamente", "non rispecchiano necessariamente", "não refletem necessariamente", "não representam necessariamente",
];

/// Words for an advertisement.
#[rustfmt::skip]
const ADS: &[&str] = &[
    "advertisement", "advertising", "advert", "ad", "anzeige", "werbung", "publicidad", "anuncio", "publicité", "pubblicità", "publicidade", "anúncio", "werbepause",
];

/// What may stand beside them: that the text goes on.
#[rustfmt::skip]
const ONWARD: &[&str] = &[
    "article", "story", "interview", "content", "post", "continues", "continue", "reading", "after", "below", "scroll", "to", "the", "this", "skip", "keep", "end", "of", "begin", "by",
    "weiter", "weiterlesen", "geht", "es", "nach", "der", "dieser", "lesen", "ende", "sie", "artikel",
    "continúa", "sigue", "leyendo", "después", "de", "la", "el", "artículo", "continuar", "para", "entrevista", "fin",
    "suite", "après", "cette", "votre", "l'article", "lecture", "continuez", "poursuivez", "votre",
    "continua", "leggere", "dopo", "a", "l'articolo", "prosegue", "lettura",
    "depois", "após", "da", "do", "o", "ler", "lendo", "leitura", "artigo",
];

/// The rule by which a sentence of the page goes, if it is one. `lower` is the text in small
/// letters with straight apostrophes.
pub(super) fn judge(lower: &str, words: usize) -> Option<&'static Rule> {
    if words > LONGEST {
        return None;
    }
    let open = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    if is_pause(open, words) {
        return Some(&rules::SHARE);
    }
    if VIEWS.iter().any(|view| lower.contains(view)) {
        return Some(&rules::RIGHTS);
    }
    // The sign stands behind the beginning: `Subscribe to nothing` asks nobody to subscribe.
    let fits = |rows: &[(&[&str], &[&str])]| {
        rows.iter().any(|(starts, signs)| {
            let rests = starts.iter().filter_map(|start| open.strip_prefix(start));
            rests
                .into_iter()
                .any(|rest| signs.iter().any(|sign| rest.contains(sign)))
        })
    };
    if speaks_of_oneself(lower) {
        return None;
    }
    if words >= TERMS_LEAST && fits(TERMS) {
        return Some(&rules::RIGHTS);
    }
    if words > PLEA {
        return None;
    }
    if fits(APPEARED) {
        return Some(&rules::DATELINE);
    }
    (fits(PLEAS) || fits(LETTERS)).then_some(&rules::SHARE)
}

/// `Advertisement — scroll to continue`, `La suite après cette publicité`.
fn is_pause(open: &str, words: usize) -> bool {
    if words > 12 {
        return false;
    }
    let sign = |c: char| !(c.is_alphanumeric() || c == '\'');
    let mut parts = open.split(sign).filter(|part| !part.is_empty());
    let ad = parts.clone().any(|part| ADS.contains(&part));
    let verb = parts.clone().any(|part| {
        part.starts_with("conti")
            || part.starts_with("scroll")
            || part.starts_with("weiter")
            || part.starts_with("suite")
            || matches!(
                part,
                "sigue" | "skip" | "prosegue" | "geht" | "below" | "end"
            )
    });
    ad && (verb || words == 1) && parts.all(|part| ADS.contains(&part) || ONWARD.contains(&part))
}

/// A page calls itself `we`, and a writer `my work`; who says `I` tells of themselves.
pub(super) fn speaks_of_oneself(lower: &str) -> bool {
    let sign = |c: char| !(c.is_alphanumeric() || c == '\'');
    lower.split(sign).any(|word| {
        matches!(
            word,
            "i" | "i'm"
                | "i've"
                | "i'd"
                | "me"
                | "ich"
                | "mich"
                | "mir"
                | "yo"
                | "je"
                | "j'ai"
                | "io"
                | "eu"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(text: &str) -> Option<&'static str> {
        let lower = text.replace('’', "'").to_lowercase();
        judge(&lower, text.split(' ').count()).map(|rule| rule.name)
    }

    #[test]
    fn notices_of_the_page_go() {
        #[rustfmt::skip]
        let go = [
            ("dateline", &[
                "This article appeared in the print edition of The Lantern, Spring 2022.", "A version of this article appears in print on March 5, 2021, Section C, Page 1 with the headline: First Light.", "Originally published in The Lantern.", "This interview was first published in issue 12.",
                "Dieser Artikel erschien in der Ausgabe 3/2021.", "Dieses Interview wurde zuerst in der Laterne veröffentlicht.",
                "Entrevista publicada originalmente en la edición impresa de La Lupa, número 33.", "Esta entrevista se publicó en La Lupa.",
                "Article paru dans le numéro 38 de La Girouette", "Cet entretien a été publié dans La Girouette.",
                "Questo articolo è stato pubblicato sul numero 12 della Lanterna.", "Este artigo foi publicado na edição impressa da Lanterna.",
            ][..]),
            ("share line", &[
                "Advertisement — scroll to continue", "Story continues below advertisement", "Article continues after advertisement", "Anzeige - Weiterlesen nach der Anzeige", "El artículo continúa después de la publicidad", "La suite après la publicité", "La suite après cette publicité", "Continua a leggere dopo la pubblicità", "Continua depois da publicidade",
                "Welcome to Small Lamps, a monthly letter about light. If someone forwarded this to you, you can subscribe here.", "You’re reading Small Lamps. This letter is free because some readers pay for it.", "If you enjoyed this, you might like The Lamp Lighter or Six Wicks.", "Willkommen bei Kleine Lampen. Weitergeleitet bekommen? Hier abonnieren.", "Estás leyendo Lámparas, una carta mensual. Si te la han reenviado, suscríbete aquí.", "Benvenuti su Lumini, lettera mensile. Se ve l'hanno inoltrata, potete iscriverti qui.", "Vous lisez Lumières. On vous a transféré cette lettre ? Vous pouvez vous abonner ici.", "Se gostou, talvez goste de A Lamparina.",
                "If you liked this post, please share it with a friend.", "Thanks for reading The Bellows! Subscribe for free to receive new posts and support my work.", "Enjoying this? Become a paying member and support our work.", "Rate and review us wherever you listen.", "Support the show on Patreon.", "Get our best stories in your inbox", "No spam. Unsubscribe anytime.", "Have you got a story about ferries? Email us at stories@example.org",
                "Si quieres seguir leyendo, suscríbete por 1 € el primer mes.", "Recibí todas las novedades en tu correo.", "Cet article est réservé aux abonnés.", "Votre e-mail est collecté par Ouest-Vent. En savoir plus.", "Questo articolo è riservato agli abbonati.", "Este conteúdo é exclusivo para assinantes.", "Dieser Artikel ist nur mit Abo lesbar.",
            ][..]),
            ("rights", &[
                "The views expressed here do not necessarily reflect those of the museum.", "Äußerungen unserer Gesprächspartner geben deren eigene Auffassungen wieder.", "Les propos tenus ne reflètent pas nécessairement l'avis du musée.",
                "This transcript may be quoted for research provided that the Lantern Project is acknowledged.", "No part may be reproduced for sale without permission in writing.", "Use of this transcript is governed by a deed of gift. Permission to quote must be obtained.",
                "Dieses Transkript darf nur mit Genehmigung des Archivs zitiert werden.", "Esta transcripción podrá citarse con fines de investigación, citando el archivo.", "Toute reproduction de cette transcription est soumise à l'autorisation de l'archive.",
                "Nessuna parte di questa trascrizione può essere riprodotta senza autorizzazione scritta.", "Esta transcrição pode ser consultada para fins de pesquisa no arquivo.",
            ][..]),
        ];
        for (name, lines) in go {
            for line in lines {
                assert_eq!(rule(line), Some(name), "{line}");
            }
        }
    }

    #[test]
    fn what_somebody_says_of_pages_stays() {
        #[rustfmt::skip]
        let stay = [
            "Welcome to the harbour.", "You're reading my mind.", "If you enjoyed this, come back tomorrow.", "Benvenuti in fabbrica.", "Sie lesen zu viel.", "Si te ha gustado, vuelve.", "Vous lisez dans mes pensées.",
            "This article changed my life.", "This interview is over.", "No part of the boat was ever found again.", "This document may be the oldest one in the town.", "This transcript may be wrong, you know.", "Esta entrevista puede ser la última del año para la radio.", "Cet entretien est le premier depuis la fermeture du port.", "This piece appeared to me in a dream, and I wrote it down.", "This story never appears in any book I know.", "Advertisement is a French word too.", "The ad came after the war.", "Support came from my sister.", "Become a baker, they told us.", "Subscribe to nothing, my father used to say.", "If you liked this bread, you should taste the other.", "We had a newsletter with a thousand subscribers.", "I sent them the newsletter.", "Never miss a ferry.", "Get more sleep.", "The story continues.", "It continues below the bridge.",
            "Dieses Gespräch hatte ich nie.", "Dieser Text ist von mir.", "Esta entrevista no me gusta.", "First they published my book in the north.", "Texto y música son uno.", "Recibe quien da.", "Ce texte, je l'ai écrit la nuit.", "Chaque matin, je me lève à quatre heures.", "Questo testo è mio.", "Ogni mattina apro il forno.", "Este texto é meu.", "Apoie quem apoie, dá no mesmo.", "Scroll down, she said.", "Ende.",
        ];
        for line in stay {
            assert_eq!(rule(line), None, "{line}");
        }
    }
}

//! Sentences that a page says about itself: where it appeared, that it goes on below an
//! advertisement, who shall subscribe, whose views these are.
//!
//! They are whole sentences and so look like speech. None goes by a single word: a notice must
//! begin as notices do and hold what notices are about, since whoever is asked may well say that
//! the newsletter had a thousand readers.

use crate::script::rules::{self, Rule};

/// Longest notice, in words.
const LONGEST: usize = 60;
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
    if words > PLEA || speaks_of_oneself(lower) {
        return None;
    }
    if fits(APPEARED) {
        return Some(&rules::DATELINE);
    }
    fits(PLEAS).then_some(&rules::SHARE)
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
                "If you liked this post, please share it with a friend.", "Thanks for reading The Bellows! Subscribe for free to receive new posts and support my work.", "Enjoying this? Become a paying member and support our work.", "Rate and review us wherever you listen.", "Support the show on Patreon.", "Get our best stories in your inbox", "No spam. Unsubscribe anytime.", "Have you got a story about ferries? Email us at stories@example.org",
                "Si quieres seguir leyendo, suscríbete por 1 € el primer mes.", "Recibí todas las novedades en tu correo.", "Cet article est réservé aux abonnés.", "Votre e-mail est collecté par Ouest-Vent. En savoir plus.", "Questo articolo è riservato agli abbonati.", "Este conteúdo é exclusivo para assinantes.", "Dieser Artikel ist nur mit Abo lesbar.",
            ][..]),
            ("rights", &[
                "The views expressed here do not necessarily reflect those of the museum.", "Äußerungen unserer Gesprächspartner geben deren eigene Auffassungen wieder.", "Les propos tenus ne reflètent pas nécessairement l'avis du musée.",
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
            "This article changed my life.", "This interview is over.", "This piece appeared to me in a dream, and I wrote it down.", "This story never appears in any book I know.", "Advertisement is a French word too.", "The ad came after the war.", "Support came from my sister.", "Become a baker, they told us.", "Subscribe to nothing, my father used to say.", "If you liked this bread, you should taste the other.", "We had a newsletter with a thousand subscribers.", "I sent them the newsletter.", "Never miss a ferry.", "Get more sleep.", "The story continues.", "It continues below the bridge.",
            "Dieses Gespräch hatte ich nie.", "Dieser Text ist von mir.", "Esta entrevista no me gusta.", "First they published my book in the north.", "Texto y música son uno.", "Recibe quien da.", "Ce texte, je l'ai écrit la nuit.", "Chaque matin, je me lève à quatre heures.", "Questo testo è mio.", "Ogni mattina apro il forno.", "Este texto é meu.", "Apoie quem apoie, dá no mesmo.", "Scroll down, she said.", "Ende.",
        ];
        for line in stay {
            assert_eq!(rule(line), None, "{line}");
        }
    }
}

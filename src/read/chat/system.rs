//! What a chat program writes itself: that somebody came, that a picture was left out, how many
//! liked it. Nobody said it.
//!
//! Lists over six languages, each entry a whole message or the start of one, because the programs
//! have few sentences and write them always alike.

/// Invisible marks of direction: programs put them before what they write themselves.
pub(super) const MARKS: &[char] = &['\u{200e}', '\u{200f}', '\u{202a}', '\u{202c}', '\u{feff}'];

/// Kinds of things that are left out of an export, lower case.
#[rustfmt::skip]
const THINGS: &[&str] = &[
    "image", "video", "audio", "sticker", "gif", "document", "media", "photo", "contact card", "voice message", "video note",
    "imagen", "vídeo", "documento", "multimedia", "archivo", "foto", "tarjeta de contacto", "nota de voz",
    "bild", "dokument", "medien", "kontaktkarte", "sprachnachricht", "videonachricht", "datei",
    "médias", "fichier", "vidéo", "fiche contact", "message vocal", "immagine", "scheda contatto", "nota vocale", "file",
    "imagem", "mídia", "arquivo de mídia", "áudio", "figurinha", "cartão do contato", "média", "ficheiro",
];
/// What happened to them.
#[rustfmt::skip]
const GONE: &[&str] = &[
    "omitted", "omitido", "omitida", "omitidos", "ausgeschlossen", "weggelassen", "omis", "omise", "omises", "absent", "absente",
    "omesso", "omessa", "omessi", "non incluso", "non inclusa", "esclusi", "oculto", "oculta", "ocultado", "ocultada", "not included", "removed",
];

/// Whole messages, or their beginnings, lower case with straight apostrophes.
#[rustfmt::skip]
const BEGINNINGS: &[&str] = &[
    "messages and calls are end-to-end encrypted", "messages to this chat", "messages you send", "this message was deleted", "you deleted this message", "this message was edited",
    "missed voice call", "missed video call", "voice call", "video call", "waiting for this message", "poll:", "your security code with",
    "los mensajes y las llamadas", "los mensajes y llamadas", "se eliminó este mensaje", "eliminaste este mensaje", "este mensaje fue eliminado", "llamada perdida", "videollamada perdida", "esperando este mensaje",
    "nachrichten und anrufe sind", "diese nachricht wurde gelöscht", "du hast diese nachricht gelöscht", "verpasster sprachanruf", "verpasster videoanruf", "verpasster anruf", "warte auf diese nachricht",
    "les messages et les appels", "les messages et appels", "ce message a été supprimé", "vous avez supprimé ce message", "appel vocal manqué", "appel vidéo manqué", "en attente de ce message",
    "i messaggi e le chiamate", "questo messaggio è stato eliminato", "hai eliminato questo messaggio", "chiamata persa", "chiamata vocale persa", "videochiamata persa", "in attesa del messaggio",
    "as mensagens e as chamadas", "as mensagens e ligações", "mensagem apagada", "esta mensagem foi apagada", "você apagou esta mensagem", "apagou esta mensagem", "ligação de voz perdida", "chamada de voz perdida", "chamada de vídeo perdida",
    "joined #", "left #", "set the channel topic", "set the topic", "was added to #", "has joined the channel", "has left the channel", "has renamed the channel",
    "joined the channel", "left the channel", "pinned a message", "view thread", "view newer replies", "also sent to the channel", "replied to a thread:", "started a call",
    "last reply ", "message #", "new messages", "message deleted", "this message has been deleted", "joined the server", "started a thread", "see all threads",
    "permalink", "give award", "go to comments", "top 1% commenter", "top 1% poster", "sorted by:", "all comments", "level 1", "level 2", "level 3", "sort by", "continue this thread", "load more comments", "single comment thread", "op replied",
];

/// Buttons and signs that are a whole line, lower case.
#[rustfmt::skip]
const LINES: &[&str] = &[
    "reply", "share", "report", "save", "upvote", "downvote", "award", "new", "app", "bot", "op", "edited", "more replies", "hide", "vote", "embed", "parent", "context", "source", "give gold", "crosspost", "mod", "best", "verified", "share save hide report", "·", "•",
    "antworten", "teilen", "responder", "compartir", "répondre", "partager", "rispondi", "condividi", "partilhar", "compartilhar", "gefällt mir", "me gusta", "j'aime", "mi piace",
];

/// Marks behind a message that was changed, lower case.
#[rustfmt::skip]
const EDITED: &[&str] = &[
    "(edited)", "(bearbeitet)", "(editado)", "(editada)", "(modifié)", "(modificato)", "(modificado)",
    "<this message was edited>", "<se editó este mensaje.>", "<se editó este mensaje>", "<diese nachricht wurde bearbeitet.>", "<diese nachricht wurde bearbeitet>",
    "<ce message a été modifié>", "<questo messaggio è stato modificato>", "<mensagem editada>", "<esta mensagem foi editada>",
];

fn plain(text: &str) -> String {
    let bare = text.trim_matches(|c: char| c.is_whitespace() || MARKS.contains(&c));
    bare.replace('’', "'").to_lowercase()
}

/// Is this line of a message written by the program?
pub(super) fn is_system(text: &str) -> bool {
    let text = plain(text);
    let inside = text.strip_prefix('<').and_then(|t| t.strip_suffix('>'));
    let bare = inside.unwrap_or(&text).trim_end_matches('.');
    let left_out = GONE.iter().any(|gone| {
        let thing = bare.strip_suffix(gone).map(str::trim_end);
        thing.is_some_and(|thing| THINGS.contains(&thing))
    });
    let attached = inside.is_some_and(|t| {
        [
            "attached:",
            "adjunto:",
            "anhang:",
            "pièce jointe",
            "allegato:",
            "anexado:",
            "anexo:",
        ]
        .iter()
        .any(|start| t.starts_with(start))
    });
    let file = [
        "(file attached)",
        "(archivo adjunto)",
        "(datei angehängt)",
        "(fichier joint)",
        "(file allegato)",
        "(arquivo anexado)",
        "(ficheiro anexado)",
    ];
    let avatar = bare.starts_with("u/") && bare.ends_with(" avatar");
    let board = bare.starts_with("r/") && !bare.contains(' ') && bare.len() > 2;
    left_out
        || avatar
        || board
        || attached
        || file.iter().any(|end| bare.ends_with(end))
        || BEGINNINGS.iter().any(|start| bare.starts_with(start))
        || LINES.contains(&bare)
        || is_reaction(bare)
        || is_count(bare)
        || is_channel(bare)
}

/// `:eyes: 14`, `:joy: 22  :this: 9`, `👍 3`, and signs with no word at all.
fn is_reaction(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    words.peek().is_some()
        && words.clone().all(|word| {
            let code = word.len() > 2 && word.starts_with(':') && word.ends_with(':');
            code || !word.chars().any(char::is_alphabetic)
        })
        && words.any(|word| {
            word.len() > 2 && word.starts_with(':')
                || !word.chars().any(|c| c.is_alphanumeric() || c.is_ascii())
        })
}

/// `3 replies`, `120 points`, `42 members | Topic: …`, `5 upvotes`.
fn is_count(text: &str) -> bool {
    #[rustfmt::skip]
    const COUNTED: &[&str] = &[
        "reply", "replies", "points", "point", "members", "upvotes", "comments", "likes", "reactions", "antworten", "respuestas",
        "réponses", "risposte", "respostas", "more replies", "more reply", "comments share save hide report", "mitglieder", "miembros", "membres", "membri", "membros", "online",
    ];
    let head = text.split('|').next().unwrap_or_default().trim();
    let head = head.strip_prefix("all ").unwrap_or(head);
    let Some((number, word)) = head.split_once(' ') else {
        return false;
    };
    number
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'k'))
        && number.starts_with(|c: char| c.is_ascii_digit())
        && COUNTED.contains(&word)
}

/// `#ama-hollis`, alone on its line.
fn is_channel(text: &str) -> bool {
    let name = text.strip_prefix('#').unwrap_or_default();
    name.starts_with(char::is_alphabetic) && !name.contains(' ')
}

/// Where the words of a line end, without the mark that says it was changed.
pub(super) fn without_edited(line: &str) -> usize {
    let signs = |c: char| c.is_whitespace() || MARKS.contains(&c);
    let bare = line.trim_end_matches(signs);
    for mark in EDITED {
        let from = bare.len().checked_sub(mark.len());
        let tail = from.and_then(|from| bare.get(from..));
        if tail.is_some_and(|tail| tail.to_lowercase() == *mark) {
            return bare[..bare.len() - mark.len()]
                .trim_end_matches(signs)
                .len();
        }
    }
    bare.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_write_is_known_from_what_people_do() {
        for text in [
            "<Media omitted>",
            "<Multimedia omitido>",
            "\u{200e}image omitted",
            "Bild weggelassen",
            "<Medien ausgeschlossen>",
            "<Médias omis>",
            "sticker non incluso",
            "<Mídia oculta>",
            "IMG-20240312-WA0001.jpg (file attached)",
            "<attached: 00000012-PHOTO.jpg>",
            "This message was deleted",
            "Eliminaste este mensaje",
            ":eyes: 14",
            ":joy: 22  :this: 9",
            "😂😂",
            "👍 3",
            "3 replies",
            "#ama-hollis",
            "Reply",
        ] {
            assert!(is_system(text), "{text}");
        }
        for text in [
            "The image was left out",
            "I replied, of course.",
            "10:30",
            "1987",
            "Replies came in: three",
            "So :) yes",
            "It was omitted",
            "#1 of all",
        ] {
            assert!(!is_system(text), "{text}");
        }
        for (text, words) in [
            ("It costs $94 (edited)", "It costs $94"),
            ("So. \u{200e}<This message was edited>", "So."),
            ("Ya. <Se editó este mensaje.>", "Ya."),
            ("I edited", "I edited"),
        ] {
            assert_eq!(&text[..without_edited(text)], words);
        }
    }
}

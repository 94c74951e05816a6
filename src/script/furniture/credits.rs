//! Credits in one line: `Styling: Anna Berg. Photos: Ben Holm`, `Texte : Anne Petit – Photos : Jo Un`.
//!
//! Each part is a task and who did it. Found before the labels, since `Styling:` looks like one.

use super::lines::is_names;

/// Tasks; lower case, over all languages. A task may have a word before or behind it.
#[rustfmt::skip]
const TASKS: &[&str] = &[
    "text", "texts", "words", "interview", "interviews", "photo", "photos", "photography", "photographs", "photographer", "pictures", "styling", "stylist", "hair", "make-up", "makeup", "production", "producer", "illustration", "illustrations", "video", "camera", "editing", "editor", "edited by", "translation", "translated by", "research", "design", "layout", "sound", "direction", "transcription", "transcript", "assistant", "casting", "set design", "author", "reporting",
    "fotos", "foto", "fotografie", "bilder", "bild", "redaktion", "produktion", "illustrationen", "übersetzung", "lektorat", "grafik", "kamera", "schnitt", "ton", "mitarbeit", "gespräch", "protokoll", "fragen", "haare", "gestaltung", "autor", "autorin",
    "texto", "textos", "fotografía", "fotografías", "entrevista", "producción", "estilismo", "ilustración", "traducción", "edición", "vídeo", "maquillaje", "diseño", "dirección", "cámara", "realización", "redacción",
    "texte", "textes", "photographie", "photographies", "entretien", "stylisme", "maquillage", "coiffure", "réalisation", "traduction", "montage", "dessin", "dessins", "vidéo", "rédaction", "propos recueillis par",
    "testo", "testi", "intervista", "fotografia", "fotografie", "produzione", "trucco", "capelli", "traduzione", "illustrazione", "illustrazioni", "regia", "riprese", "montaggio", "ha collaborato", "hanno collaborato", "redazione", "a cura di", "grafica",
    "fotografias", "produção", "maquilhagem", "maquiagem", "tradução", "ilustração", "edição", "realização", "cabelo", "redação", "reportagem", "imagem",
];

/// Nothing but tasks and names, at least two of each?
pub(super) fn is_credits(text: &str) -> bool {
    if text.len() > 300 || !text.contains(':') || text.ends_with(['?', '!', '…']) {
        return false;
    }
    let (mut pairs, mut tasks) = (0, 0);
    let text = text.replace(". ", "|").replace('\u{a0}', " ");
    let signs = |c: char| matches!(c, '|' | ';' | '•' | '·' | '/' | '–' | '—');
    for part in text.trim_end_matches('.').split(signs).map(str::trim) {
        let Some((task, names)) = part.split_once(':') else {
            // `Hair and Make-up` may stand before a line; a name more may follow.
            if part.is_empty() || (pairs > 0 && is_names(part)) {
                continue;
            }
            return false;
        };
        let task = task.trim().to_lowercase();
        let known = |word: &str| TASKS.contains(&word);
        let word = task.split([' ', '&', '/', ',', '+']).any(known);
        if task.split(' ').count() > 5 || !is_names(names.trim()) {
            return false;
        }
        pairs += 1;
        tasks += usize::from(known(&task) || word);
    }
    pairs >= 2 && tasks >= 1 && tasks * 2 >= pairs
}

#[cfg(test)]
mod tests {
    use super::is_credits;

    #[test]
    fn tasks_and_names_are_credits() {
        for text in [
            "Styling: Anna Berg. Ha collaborato: Ben Holm.",
            "Interview: Anna Berg; Foto: Ben Holm",
            "Texte : Anne Petit – Photos : Jo Un",
            "Text: Anna Berg | Fotos: Ben Holm | Haare & Make-up: Cleo Ort",
            "Entrevista: Ana Berg. Fotografía: Luis Holm.",
            "Texto: Ana Berg · Fotografias: Rui Holm",
        ] {
            assert!(is_credits(text), "{text}");
        }
        for text in [
            "Photo: Anna Berg",
            "Anna: Yes. Ben: No.",
            "Interview: it was terrible. Photos: worse.",
            "Text: three pages. Music: none.",
            "Anna: New York. Ben: Los Angeles.",
        ] {
            assert!(!is_credits(text), "{text}");
        }
    }
}

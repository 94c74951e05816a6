//! Units of measure after a number.

use super::Tongue;
use super::line::{Line, Reading};
use super::numbers::Form;

/// A unit: as written; then singular and plural in the order en, de, es, fr, it.
type Unit = (&'static str, [(&'static str, &'static str); 5]);

/// Longer ones before those that they begin with is not needed: the longest that fits is taken.
const UNITS: &[Unit] = &[
    (
        "km/h",
        [
            ("kilometer per hour", "kilometers per hour"),
            ("Kilometer pro Stunde", "Kilometer pro Stunde"),
            ("kilómetro por hora", "kilómetros por hora"),
            ("kilomètre heure", "kilomètres heure"),
            ("chilometro orario", "chilometri orari"),
        ],
    ),
    (
        "mph",
        [
            ("mile per hour", "miles per hour"),
            ("Meile pro Stunde", "Meilen pro Stunde"),
            ("milla por hora", "millas por hora"),
            ("mile à l'heure", "miles à l'heure"),
            ("miglio orario", "miglia orarie"),
        ],
    ),
    (
        "km²",
        [
            ("square kilometer", "square kilometers"),
            ("Quadratkilometer", "Quadratkilometer"),
            ("kilómetro cuadrado", "kilómetros cuadrados"),
            ("kilomètre carré", "kilomètres carrés"),
            ("chilometro quadrato", "chilometri quadrati"),
        ],
    ),
    (
        "m²",
        [
            ("square meter", "square meters"),
            ("Quadratmeter", "Quadratmeter"),
            ("metro cuadrado", "metros cuadrados"),
            ("mètre carré", "mètres carrés"),
            ("metro quadrato", "metri quadrati"),
        ],
    ),
    (
        "m³",
        [
            ("cubic meter", "cubic meters"),
            ("Kubikmeter", "Kubikmeter"),
            ("metro cúbico", "metros cúbicos"),
            ("mètre cube", "mètres cubes"),
            ("metro cubo", "metri cubi"),
        ],
    ),
    (
        "km",
        [
            ("kilometer", "kilometers"),
            ("Kilometer", "Kilometer"),
            ("kilómetro", "kilómetros"),
            ("kilomètre", "kilomètres"),
            ("chilometro", "chilometri"),
        ],
    ),
    (
        "m",
        [
            ("meter", "meters"),
            ("Meter", "Meter"),
            ("metro", "metros"),
            ("mètre", "mètres"),
            ("metro", "metri"),
        ],
    ),
    (
        "cm",
        [
            ("centimeter", "centimeters"),
            ("Zentimeter", "Zentimeter"),
            ("centímetro", "centímetros"),
            ("centimètre", "centimètres"),
            ("centimetro", "centimetri"),
        ],
    ),
    (
        "mm",
        [
            ("millimeter", "millimeters"),
            ("Millimeter", "Millimeter"),
            ("milímetro", "milímetros"),
            ("millimètre", "millimètres"),
            ("millimetro", "millimetri"),
        ],
    ),
    (
        "kg",
        [
            ("kilogram", "kilograms"),
            ("Kilogramm", "Kilogramm"),
            ("kilo", "kilos"),
            ("kilo", "kilos"),
            ("chilo", "chili"),
        ],
    ),
    (
        "g",
        [
            ("gram", "grams"),
            ("Gramm", "Gramm"),
            ("gramo", "gramos"),
            ("gramme", "grammes"),
            ("grammo", "grammi"),
        ],
    ),
    (
        "mg",
        [
            ("milligram", "milligrams"),
            ("Milligramm", "Milligramm"),
            ("miligramo", "miligramos"),
            ("milligramme", "milligrammes"),
            ("milligrammo", "milligrammi"),
        ],
    ),
    (
        "kHz",
        [
            ("kilohertz", "kilohertz"),
            ("Kilohertz", "Kilohertz"),
            ("kilohercio", "kilohercios"),
            ("kilohertz", "kilohertz"),
            ("chilohertz", "chilohertz"),
        ],
    ),
    (
        "Hz",
        [
            ("hertz", "hertz"),
            ("Hertz", "Hertz"),
            ("hercio", "hercios"),
            ("hertz", "hertz"),
            ("hertz", "hertz"),
        ],
    ),
    (
        "dB",
        [
            ("decibel", "decibels"),
            ("Dezibel", "Dezibel"),
            ("decibelio", "decibelios"),
            ("décibel", "décibels"),
            ("decibel", "decibel"),
        ],
    ),
    (
        "TB",
        [
            ("terabyte", "terabytes"),
            ("Terabyte", "Terabyte"),
            ("terabyte", "terabytes"),
            ("téraoctet", "téraoctets"),
            ("terabyte", "terabyte"),
        ],
    ),
    (
        "GB",
        [
            ("gigabyte", "gigabytes"),
            ("Gigabyte", "Gigabyte"),
            ("gigabyte", "gigabytes"),
            ("gigaoctet", "gigaoctets"),
            ("gigabyte", "gigabyte"),
        ],
    ),
    (
        "MB",
        [
            ("megabyte", "megabytes"),
            ("Megabyte", "Megabyte"),
            ("megabyte", "megabytes"),
            ("mégaoctet", "mégaoctets"),
            ("megabyte", "megabyte"),
        ],
    ),
    (
        "°C",
        [
            ("degree Celsius", "degrees Celsius"),
            ("Grad Celsius", "Grad Celsius"),
            ("grado centígrado", "grados centígrados"),
            ("degré Celsius", "degrés Celsius"),
            ("grado", "gradi"),
        ],
    ),
    (
        "°F",
        [
            ("degree Fahrenheit", "degrees Fahrenheit"),
            ("Grad Fahrenheit", "Grad Fahrenheit"),
            ("grado Fahrenheit", "grados Fahrenheit"),
            ("degré Fahrenheit", "degrés Fahrenheit"),
            ("grado Fahrenheit", "gradi Fahrenheit"),
        ],
    ),
    (
        "°",
        [
            ("degree", "degrees"),
            ("Grad", "Grad"),
            ("grado", "grados"),
            ("degré", "degrés"),
            ("grado", "gradi"),
        ],
    ),
];

/// Units of single languages: primary subtag, as written, singular, plural, feminine.
const LOCAL: &[(&str, &str, &str, &str, bool)] = &[
    ("en", "ft", "foot", "feet", false),
    ("en", "ft.", "foot", "feet", false),
    ("en", "lb", "pound", "pounds", false),
    ("en", "lbs", "pound", "pounds", false),
    ("en", "lbs.", "pound", "pounds", false),
    ("en", "oz", "ounce", "ounces", false),
    ("en", "hr", "hour", "hours", false),
    ("en", "hrs", "hour", "hours", false),
    ("en", "min", "minute", "minutes", false),
    ("en", "mins", "minute", "minutes", false),
    ("en", "sec", "second", "seconds", false),
    ("en", "secs", "second", "seconds", false),
    ("en", "fps", "frame per second", "frames per second", false),
    ("de", "h", "Stunde", "Stunden", true),
    ("de", "Std.", "Stunde", "Stunden", true),
    ("de", "Min.", "Minute", "Minuten", true),
    ("de", "min", "Minute", "Minuten", true),
    ("de", "Sek.", "Sekunde", "Sekunden", true),
    ("es", "h", "hora", "horas", true),
    ("es", "min", "minuto", "minutos", false),
    ("fr", "min", "minute", "minutes", true),
    ("it", "h", "ora", "ore", true),
    ("it", "min", "minuto", "minuti", false),
];

/// Things that are named by their millimetres: `16mm film`, in the singular.
const GAUGED: &[&str] = &[
    "camera",
    "cameras",
    "film",
    "films",
    "format",
    "lens",
    "lenses",
    "print",
    "prints",
    "projector",
    "stock",
];

/// The unit at a place after a number, past one space: where it ends, its words, and the form
/// that it asks of the number.
pub(super) fn unit(line: &Line, at: usize, one: bool) -> Option<(usize, &'static str, Form)> {
    let start = line.skip_gap(at);
    if start > at + '\u{202f}'.len_utf8() {
        return None;
    }
    let local = LOCAL
        .iter()
        .filter(|row| row.0 == line.tongue.primary())
        .filter_map(|row| Some((line.whole(start, row.1)?, (row.2, row.3), row.4)));
    let shared = UNITS.iter().filter_map(|(written, words)| {
        // `5m` may be millions and `5 g` a network: only set apart.
        let apart = start > at || written.len() > 1;
        let end = line.whole(start, written).filter(|_| apart)?;
        Some((end, line.tongue.pick(*words), false))
    });
    let (end, (singular, plural), feminine) = local.chain(shared).max_by_key(|(end, ..)| *end)?;
    let gauge = matches!(line.tongue, Tongue::English { .. })
        && singular == "millimeter"
        && GAUGED.contains(&line.word_after(end));
    let word = if one || gauge { singular } else { plural };
    let form = if feminine {
        Form::Feminine
    } else {
        Form::Masculine
    };
    Some((end, word, form))
}

/// A unit without a number: `pro m²`, `€/m²`, `in km²`. Only those that are no words of their
/// own: an `m` alone may be anything, and so it needs a `pro` before it.
pub(super) fn alone(line: &Line, at: usize) -> Option<Reading> {
    if line.before(at).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let (end, written, words) = UNITS
        .iter()
        .filter_map(|(written, words)| Some((line.whole(at, written)?, *written, words)))
        .max_by_key(|(end, ..)| *end)?;
    let (singular, plural) = line.tongue.pick(*words);
    let slash = line.before(at) == Some('/');
    let each: &[&str] = match line.tongue {
        Tongue::English { .. } => &["per"],
        Tongue::German => &["pro", "je", "per"],
        Tongue::Spanish => &["por"],
        Tongue::French => &["par", "au"],
        Tongue::Italian => &["per", "al"],
        Tongue::Other => &[],
    };
    let counted = each.contains(&line.word_before(at));
    let raised = written.ends_with(['²', '³']);
    let long = written.len() > 1 && written.starts_with(char::is_alphabetic);
    let per = line.tongue.pick(["per", "pro", "por", "par", "al"]);
    match (raised, slash, counted) {
        (true, true, _) => Some(Reading::new(end, format!("{per} {singular}"))),
        (_, false, true) if raised || long => Some(Reading::new(end, singular)),
        (true, false, false) => Some(Reading::new(end, plural)),
        _ => None,
    }
}

//! What has a capital in it by right: brands, names with a prefix, code. These stay whole.

/// Brands, products and schools of writing that no rule can tell from a lost space, in small
/// letters, sorted. Most camel-cased names need no row: that nothing in the document stands for
/// the space is enough.
const BRANDS: &[&str] = &[
    "adwords",
    "afterpay",
    "airbnb",
    "airdrop",
    "airplay",
    "airpod",
    "airpods",
    "airtag",
    "alphafold",
    "alphago",
    "angularjs",
    "appletv",
    "appstore",
    "artnet",
    "astrazeneca",
    "autocad",
    "autotune",
    "bandcamp",
    "basecamp",
    "bestbuy",
    "bioware",
    "bittorrent",
    "blackberry",
    "blackrock",
    "blockbuster",
    "bluejeans",
    "bluesky",
    "bluetooth",
    "bookstagram",
    "booktok",
    "booktube",
    "buzzfeed",
    "cashapp",
    "changelog",
    "chatgpt",
    "chromebook",
    "chromecast",
    "cinemacon",
    "cinemascope",
    "classpass",
    "cloudflare",
    "coffeescript",
    "coinbase",
    "collegehumor",
    "comiccon",
    "copilot",
    "coreos",
    "crowdstrike",
    "darkweb",
    "datadog",
    "deepfake",
    "deepmind",
    "deepseek",
    "deviantart",
    "docusign",
    "doordash",
    "dreamworks",
    "dropbox",
    "duckduckgo",
    "easyjet",
    "ebook",
    "ebooks",
    "elevenlabs",
    "eurocity",
    "eurojust",
    "eurostar",
    "eurovision",
    "evernote",
    "exxonmobil",
    "facebook",
    "facetime",
    "fairphone",
    "familysearch",
    "fasttext",
    "fedex",
    "filmstruck",
    "fitbit",
    "foursquare",
    "futurelearn",
    "gamecube",
    "gamespot",
    "gamestop",
    "github",
    "githubcopilot",
    "gitlab",
    "gofundme",
    "goodreads",
    "gopro",
    "grubhub",
    "hashicorp",
    "hbomax",
    "headspace",
    "hellofresh",
    "hifi",
    "homepod",
    "hubspot",
    "icloud",
    "iheartradio",
    "imdb",
    "indesign",
    "indiegogo",
    "indiewire",
    "instagram",
    "instyle",
    "intercity",
    "javafx",
    "javascript",
    "jetblue",
    "joyent",
    "jstor",
    "kickstarter",
    "kitchenaid",
    "langchain",
    "laserdisc",
    "lastfm",
    "latex",
    "leapfrog",
    "lexisnexis",
    "libreoffice",
    "limewire",
    "linkedin",
    "livejournal",
    "livescience",
    "lolcat",
    "macbook",
    "macintosh",
    "macos",
    "magsafe",
    "mailchimp",
    "mapreduce",
    "marketwatch",
    "mastercard",
    "mathjax",
    "matlab",
    "meinvz",
    "metoo",
    "microsoft",
    "midjourney",
    "moma",
    "mongodb",
    "moviepass",
    "myspace",
    "mysql",
    "newsguard",
    "newsweek",
    "nightcafe",
    "noho",
    "nosql",
    "officemax",
    "onedrive",
    "onenote",
    "oneplus",
    "onlyfans",
    "openai",
    "openbsd",
    "opengl",
    "openoffice",
    "openssl",
    "openstack",
    "openstreetmap",
    "opensuse",
    "opentable",
    "overdrive",
    "pagerank",
    "paypal",
    "petsmart",
    "photoshop",
    "playbook",
    "playstation",
    "postgresql",
    "powerbook",
    "powerpc",
    "powerpoint",
    "powershell",
    "pricewaterhousecoopers",
    "protonmail",
    "pubmed",
    "pytorch",
    "quickbooks",
    "quicktime",
    "radioshack",
    "readme",
    "realaudio",
    "realplayer",
    "redbull",
    "researchgate",
    "ringcentral",
    "rottentomatoes",
    "salesforce",
    "schülervz",
    "scifi",
    "screencast",
    "scriptnotes",
    "sharepoint",
    "skyscanner",
    "slashdot",
    "snapchat",
    "soho",
    "soundcloud",
    "spacex",
    "speakerdeck",
    "spiderman",
    "springboot",
    "squarespace",
    "stackoverflow",
    "stepstone",
    "storycorps",
    "streamyard",
    "studivz",
    "stumbleupon",
    "substack",
    "suntrust",
    "superdry",
    "surveymonkey",
    "swiftui",
    "taskrabbit",
    "teamviewer",
    "techcrunch",
    "tedx",
    "tensorflow",
    "testflight",
    "texlive",
    "thinkpad",
    "ticketmaster",
    "tiktok",
    "toysrus",
    "tribeca",
    "tripadvisor",
    "truetype",
    "turbotax",
    "typescript",
    "ubereats",
    "unicredit",
    "vbulletin",
    "virtualbox",
    "vistavision",
    "vmware",
    "walmart",
    "waterstones",
    "webassembly",
    "webkit",
    "weblogic",
    "webmd",
    "wechat",
    "wetransfer",
    "wework",
    "whatsapp",
    "wifi",
    "wikihow",
    "wikileaks",
    "wikipedia",
    "winzip",
    "wireguard",
    "wordpad",
    "wordperfect",
    "wordpress",
    "worldcat",
    "xbox",
    "xcode",
    "yougov",
    "youtube",
    "youtuber",
    "youtubers",
    "zerohedge",
    "zipcar",
    "zoominfo",
];

/// What begins a name and grows onto what follows: `McDonald`, `DiCaprio`, `DuBois`, `LaToya`.
const PREFIXES: &[&str] = &[
    "Mc", "Mac", "Di", "De", "Le", "La", "Du", "Van", "Von", "Del", "Della", "Dello", "Dal",
    "Dalla", "Da", "Des", "Fitz", "St", "San", "Santa", "Al", "El", "Ver", "Vander", "Lo", "Li",
    "Lu", "Ap", "Ab", "Ben", "Bin", "Ibn", "Dos", "Das", "Ó", "Mhic", "Nic", "Ni", "Zu", "Ter",
    "Ten", "Op", "Ze", "Ma", "Mo", "Jo", "Ja", "Ro", "Ru", "Ka", "Na", "Vi", "Wi", "Hi", "Lä",
    "Les", "Los", "Las", "Ka", "Ke", "Sha", "Ta", "Te", "Tu", "Xi", "Eu", "Bo", "Co", "Pro", "Neo",
    "Geo", "Bio", "Eco", "Euro", "Inter", "Trans", "Tele", "Micro", "Mega", "Multi", "Cyber",
    "Info", "Auto", "Anti", "Post", "Pre", "Sub", "Non", "Re", "Un", "Uni", "Tri", "Omni", "Meta",
    "Proto", "Hyper", "Ultra", "Poly", "Ph",
];

/// Right halves that make a chunk code rather than prose.
const CODE: &[&str] = &[
    "api", "array", "bar", "bool", "button", "by", "case", "change", "child", "class", "click",
    "count", "data", "each", "element", "empty", "error", "event", "factory", "file", "func",
    "function", "handler", "html", "id", "index", "input", "int", "item", "items", "js", "json",
    "key", "length", "list", "load", "map", "method", "name", "node", "null", "number", "object",
    "of", "order", "os", "param", "path", "pointer", "promise", "query", "reduce", "request",
    "response", "script", "service", "size", "sql", "state", "storage", "string", "struct",
    "submit", "timeout", "type", "update", "url", "user", "value", "view", "width", "window",
    "xml",
];

/// Right halves of the German forms for women and men alike: `LehrerInnen`, `KollegIn`.
const INNER: &[&str] = &["In", "Innen", "Inn", "Frau", "Mann"];

/// What grows onto a small `e` or `i` by right.
const LETTERED: &[&str] = &[
    "Bay", "Book", "Books", "Cloud", "Commerce", "Learning", "Mac", "Mail", "Mails", "Message",
    "Movie", "Pad", "Pads", "Phone", "Phones", "Player", "Pod", "Pods", "Reader", "Sim", "Sport",
    "Sports", "Tunes", "Work",
];

/// What ends English compounds and surnames: `Greenwood`, `Superman`.
const TAILS: &[&str] = &[
    "bird", "born", "boy", "boys", "bridge", "brook", "burn", "bush", "craft", "dale", "dom",
    "field", "ford", "ful", "gate", "girl", "girls", "ground", "ham", "hand", "head", "heads",
    "hill", "home", "house", "killer", "kind", "land", "lands", "less", "light", "like", "line",
    "long", "man", "mania", "mark", "men", "more", "ness", "nest", "person", "piece", "place",
    "port", "proof", "punk", "ship", "side", "smith", "son", "stein", "stone", "stones", "ton",
    "town", "verse", "ville", "ward", "ware", "water", "way", "well", "wells", "wide", "wise",
    "woman", "women", "wood", "woods", "work", "works", "world", "worth",
];

/// Small words that end names as well, by themselves no evidence: `Ellis`, `Martin`, `Thomas`.
const ENDINGS: &[&str] = &[
    "a", "al", "am", "an", "and", "ando", "ans", "ante", "ar", "aria", "as", "at", "ate", "da",
    "das", "de", "dem", "den", "der", "des", "die", "do", "dos", "e", "ed", "el", "em", "en", "er",
    "era", "es", "et", "ha", "hat", "he", "hi", "i", "ia", "id", "ie", "il", "in", "io", "is",
    "it", "la", "las", "le", "les", "li", "lo", "los", "ma", "me", "mi", "na", "nas", "ne", "ni",
    "no", "nos", "o", "on", "or", "os", "ou", "oy", "sa", "se", "si", "so", "sono", "sua", "te",
    "ti", "to", "tu", "un", "una", "up", "us", "va", "vi", "was", "y", "ya", "yo",
];

/// Of those, the ones that end surnames.
const SURNAMES: &[&str] = &[
    "a", "al", "an", "as", "at", "da", "das", "de", "den", "der", "di", "do", "dos", "e", "el",
    "en", "er", "es", "i", "ia", "in", "io", "is", "it", "la", "le", "les", "li", "lo", "na", "ni",
    "no", "o", "on", "or", "os", "ou", "so", "ta", "to", "y",
];

/// Does it end surnames?
pub(super) fn surname_ending(right: &str) -> bool {
    SURNAMES.contains(&right)
}

/// Is it a brand, or one in the plural or with what German hangs onto it?
pub(super) fn brand(chunk: &str) -> bool {
    let small = chunk.to_lowercase();
    let listed = |word: &str| BRANDS.binary_search(&word).is_ok();
    listed(&small) || small.strip_suffix('s').is_some_and(listed)
}

/// Does a name grow on from this prefix?
pub(super) fn prefix(left: &str) -> bool {
    PREFIXES.contains(&left)
}

/// Is the right half one of code?
pub(super) fn code(right: &str) -> bool {
    CODE.binary_search(&right.to_lowercase().as_str()).is_ok()
}

/// Is the capital in it the German one for women and men?
pub(super) fn inner_capital(right: &str) -> bool {
    INNER.contains(&right)
}

/// Does the one small letter before it belong to it (`iPhone`)?
pub(super) fn lettered(right: &str) -> bool {
    LETTERED.contains(&right)
}

/// Does it end compounds?
pub(super) fn tail(right: &str) -> bool {
    TAILS.binary_search(&right).is_ok()
}

/// Does it end names?
pub(super) fn ending(right: &str) -> bool {
    ENDINGS.binary_search(&right).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        for list in [CODE, TAILS, ENDINGS, BRANDS] {
            let row = list.windows(2).find(|w| w[0] >= w[1]);
            assert_eq!(row, None);
        }
        assert!(brand("YouTube") && brand("MacBooks") && !brand("RizAhmed"));
    }
}

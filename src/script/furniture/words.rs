//! What is written on pages around an interview, over all languages.
//!
//! Lower case, with straight apostrophes. Kept as paragraphs, because one word a line would hide
//! what is missing.

use crate::script::rules::{self, Rule};

/// Beginnings of captions.
#[rustfmt::skip]
pub(super) const CAPTIONS: &[&str] = &[
    "photo:", "photos:", "photo by", "photos by", "photo courtesy", "photo credit", "photo via", "photograph:",
    "photograph by", "photographs by", "photography:", "photography by", "image:", "images:", "image by",
    "image via", "image courtesy", "image credit", "images courtesy", "credit:", "credits:", "caption:",
    "courtesy of", "illustration:", "illustration by", "getty images", "picture:", "pictures:", "pictured:", "foto:", "fotos:", "bild:",
    "bilder:", "bildnachweis", "abbildung:", "fotografía:", "fotografía de", "imagen:", "photo ©", "crédit photo", "foto ©", "bild ©",
    "crédits photo", "crédit :", "crédits :", "légende :", "photographie :", "photo :", "photos :", "immagine:", "fotografia:", "fotografia di",
    "credito foto", "didascalia:", "legenda:", "crédito:", "créditos:", "imagem:", "foto de ", "fotos de ", "foto di ", "foto por", "fotografía por", "ilustración", "ilustração", "illustrazione",
    "illustration :", "from left:", "from left to right", "left to right:", "clockwise from", "pictured above", "von links", "v. l. n. r", "v.l.n.r",
    "de izquierda a derecha", "de gauche à droite", "da sinistra", "da esquerda para", "写真", "撮影",
];

/// What stands in a caption before the name of the photographer. With its sign, so that "a photo by
/// my father" stays with who says it.
#[rustfmt::skip]
pub(super) const CREDITS: &[&str] = &[
    " photo: ", "(photo: ", "(photo by ", " foto: ", "(foto: ", " photo © ", " image: ", "/getty images", " photograph: ", "(photograph: ", " picture: ", ". photo by ",
    ". photograph by ", ". photos by ", "(photos by ", "(picture: ", " bild: ", "(bild: ", " imagen: ", " fotografía: ", " photo : ", "(photo : ", " © ap", ". foto de ", ". foto di ", "(foto de ", "(credit: ", " credit: ",
    " fotografia: ", "(courtesy of", ". courtesy of", "courtesy photo", " crédit photo", "／写真", "写真＝", "/afp", "/reuters",
];

/// Whole lines of the page, buttons most of all; with what may stand behind a colon.
#[rustfmt::skip]
pub(super) const BUTTONS: &[&str] = &[
    "share", "opens in new window", "start writing", "collection notice", "ver tudo", "ver todo", "voir tout", "alle anzeigen", "see all", "view all", "buy the book", "buy tickets", "follow author", "discussion about this post", "share this", "about this site", "share this article", "share this story", "share this post", "share this page", "share on facebook", "share on twitter",
    "share on x", "share via email", "tweet", "pin it", "pin", "print", "print this page", "print article", "email", "mail", "e-mail", "copy link", "link", "advertisement",
    "advertising", "advertisment", "ad", "ads", "sponsored", "sponsored content", "paid content", "article continues below", "story continues below", "article continues after advertisement", "most popular", "most read", "trending", "trending now",
    "subscribe", "subscribe now", "sign up", "sign me up", "sign in", "log in", "login", "register", "join", "join now", "sign up for our newsletter", "newsletter", "newsletters",
    "follow", "follow us", "follow us on", "follow me", "comments", "comment", "leave a comment", "leave a reply", "add a comment", "post a comment", "view comments", "show comments", "join the conversation", "continue reading", "continue reading below",
    "scroll to continue", "skip to content", "skip to main content", "back to top", "top", "menu", "search", "close", "facebook", "twitter", "instagram", "whatsapp", "linkedin", "reddit", "pinterest", "telegram", "flipboard", "youtube", "tiktok", "bluesky", "mastodon", "threads", "rss", "rss feed", "apple podcasts", "spotify",
    "save", "save for later", "save article", "bookmark", "like", "likes", "reply", "report", "load more", "show more", "see more", "view more", "more", "next", "previous", "prev", "next article", "previous article", "next post", "previous post", "next page", "previous page", "next story", "gift this article", "give this article", "listen", "listen now", "listen to this article", "listen to this story", "listen to article", "watch now", "watch the meeting", "watch", "download", "download mp3", "download pdf", "play", "play episode", "embed", "toggle navigation", "open menu", "close menu",
    "accept", "accept all", "accept cookies", "accept all cookies", "reject all", "manage choices", "manage preferences", "cookie settings", "cookie policy", "got it", "privacy", "privacy policy", "terms", "terms of use", "terms of service", "terms and conditions", "contact", "contact us", "about", "about us", "home", "imprint", "archive", "shop", "store", "donate", "donate now", "support us", "write for us", "buy now", "order now", "pre-order now", "transcript", "heard on", "view gallery", "view in browser", "rights and permissions", "reprints", "text size", "a+", "a-", "advertise", "careers", "help", "faq", "sitemap", "for immediate release", "open in app", "get the app", "via", "promoted",
    "anzeige", "werbung", "teilen", "artikel teilen", "newsletter abonnieren", "jetzt abonnieren", "abonnieren", "kommentare", "kommentar schreiben", "kommentieren", "drucken", "artikel drucken", "merken", "artikel merken", "vorlesen", "artikel anhören", "zurück", "weiter", "startseite", "kontakt", "impressum", "datenschutz", "agb", "anmelden", "suche", "menü", "nach oben", "zum seitenanfang", "zum inhalt springen", "mehr laden", "mehr anzeigen", "link kopieren", "per mail", "versenden", "zur startseite", "alle akzeptieren", "zustimmen", "folgen sie uns", "inhaltsverzeichnis", "zurück zur übersicht",
    "publicidad", "anuncio", "compartir", "compartir en", "comparte", "comparte esta noticia", "comparte este artículo", "suscríbete", "suscribirse", "suscríbase", "comentarios", "imprimir", "guardar", "copiar enlace", "volver al índice", "enlace", "correo", "enviar", "portada", "inicio", "contacto", "menú", "buscar", "iniciar sesión", "ver más", "cargar más", "aceptar", "aceptar todo", "aceptar cookies", "aviso legal", "política de privacidad", "volver arriba", "síguenos", "escuchar", "escucha este artículo", "regístrate", "hemeroteca", "comentar", "deja un comentario", "siguiente", "anterior",
    "publicité", "partager", "s'abonner", "abonnez-vous", "je m'abonne", "commentaires", "commenter", "laisser un commentaire", "imprimer", "enregistrer", "copier le lien", "lien", "envoyer", "accueil", "se connecter", "connexion", "rechercher", "voir plus", "charger plus", "accepter", "tout accepter", "mentions légales", "haut de page", "retour en haut", "suivez-nous", "écouter", "écouter l'article", "écouter cet article", "newsletter", "ajouter à vos favoris", "offrir l'article", "suivant", "précédent", "réagir",
    "pubblicità", "condividi", "condividi su", "iscriviti alla newsletter", "iscriviti", "abbonati", "commenti", "stampa", "salva", "copia link", "copia il link", "invia", "cerca", "accedi", "vedi altro", "carica altro", "accetta", "accetta tutti", "note legali", "torna su", "torna all'archivio", "seguici", "seguici su", "ascolta", "ascolta l'articolo", "contatti", "chi siamo", "prossimo", "precedente", "post precedente", "post successivo", "articolo precedente", "articolo successivo", "lascia un commento", "home page", "archivio",
    "publicidade", "partilhar", "compartilhar", "compartilhe", "partilhe", "assinar", "assine", "subscrever", "comentários", "comentar", "copiar link", "copiar ligação", "início", "contato", "contactos", "entrar", "ver mais", "carregar mais", "aceitar", "aceitar todos", "voltar ao topo", "voltar ao índice", "voltar", "siga-nos", "ouvir", "ouça", "deixe um comentário", "próximo", "página inicial", "guardar", "enviar por e-mail",
    "広告", "シェア", "シェアする", "関連記事", "続きを読む", "コメント", "分享", "广告", "评论", "相关阅读", "阅读更多",
];

/// Beginnings of a line, its rule, and how long the line may be, in words.
#[rustfmt::skip]
pub(super) const BEGINNINGS: &[(&str, &Rule, usize)] = &[
    ("advertisement:", &rules::SHARE, 30), ("advertisement —", &rules::SHARE, 30), ("advertisement –", &rules::SHARE, 30), ("advertisement -", &rules::SHARE, 30), ("sponsored:", &rules::SHARE, 30), ("anzeige:", &rules::SHARE, 30), ("werbung:", &rules::SHARE, 30), ("publicidad:", &rules::SHARE, 30), ("publicité :", &rules::SHARE, 30), ("publicité:", &rules::SHARE, 30), ("pubblicità:", &rules::SHARE, 30), ("publicidade:", &rules::SHARE, 30),
    ("compartir en:", &rules::SHARE, 12), ("retour à l'accueil", &rules::SHARE, 5), ("retour au ", &rules::SHARE, 5), ("back to the ", &rules::SHARE, 4), ("zurück zur ", &rules::SHARE, 4), ("email us at ", &rules::SHARE, 12),
    ("estimated reading time", &rules::DATELINE, 8), ("reading time", &rules::DATELINE, 6), ("last updated", &rules::DATELINE, 12), ("last modified", &rules::DATELINE, 12), ("page last ", &rules::DATELINE, 12), ("you are visitor", &rules::SHARE, 10), ("you are reading", &rules::SHARE, 10), ("letzte aktualisierung", &rules::DATELINE, 12), ("zuletzt aktualisiert", &rules::DATELINE, 12), ("geschätzte lesezeit", &rules::DATELINE, 8), ("sie sind besucher", &rules::SHARE, 10), ("última actualización", &rules::DATELINE, 12), ("tiempo estimado de lectura", &rules::DATELINE, 8), ("dernière mise à jour", &rules::DATELINE, 12), ("dernière modification", &rules::DATELINE, 12), ("temps de lecture", &rules::DATELINE, 8), ("vous êtes le visiteur", &rules::SHARE, 10), ("ultimo aggiornamento", &rules::DATELINE, 12), ("ultima modifica", &rules::DATELINE, 12), ("tempo di lettura", &rules::DATELINE, 8), ("última atualização", &rules::DATELINE, 12), ("tempo de leitura", &rules::DATELINE, 8),
    ("transcript:", &rules::SERVICE, 14), ("transcription:", &rules::SERVICE, 14), ("transcripción:", &rules::SERVICE, 14), ("trascrizione:", &rules::SERVICE, 14), ("transcrição:", &rules::SERVICE, 14), ("read the full ", &rules::MORE, 12), ("read full ", &rules::MORE, 8), ("read the whole ", &rules::MORE, 8), ("listen to the full ", &rules::MORE, 12), ("watch the full ", &rules::MORE, 12), ("mirá también", &rules::MORE, 25), ("mira también", &rules::MORE, 25), ("sobre el mismo tema", &rules::MORE, 12), ("newsletter:", &rules::SHARE, 14), ("your email address will not be published", &rules::PAGE_CONTROL, 16), ("rate and review", &rules::SHARE, 14), ("powered by ", &rules::SHARE, 5), ("proudly powered by", &rules::SHARE, 6),
    ("share on ", &rules::SHARE, 6), ("share this ", &rules::SHARE, 8), ("share:", &rules::SHARE, 12), ("share via ", &rules::SHARE, 5), ("tweet this", &rules::SHARE, 6), ("click here to ", &rules::SHARE, 14),
    ("subscribe to our ", &rules::SHARE, 25), ("subscribe to the ", &rules::SHARE, 16), ("subscribe to ", &rules::SHARE, 9), ("subscribe:", &rules::SHARE, 14), ("subscribe for ", &rules::SHARE, 10), ("subscribe today", &rules::SHARE, 12), ("sign up for our ", &rules::SHARE, 25), ("sign up for the ", &rules::SHARE, 20), ("sign up to ", &rules::SHARE, 20), ("sign up here", &rules::SHARE, 12), ("get our ", &rules::SHARE, 14), ("join our newsletter", &rules::SHARE, 20), ("join our mailing list", &rules::SHARE, 20), ("follow us on ", &rules::SHARE, 20),
    ("follow us:", &rules::SHARE, 14), ("download our app", &rules::SHARE, 14), ("support our journalism", &rules::SHARE, 20), ("become a member", &rules::SHARE, 14), ("become a subscriber", &rules::SHARE, 14), ("listen to this ", &rules::SHARE, 6), ("listen on ", &rules::SHARE, 12), ("listen and subscribe", &rules::SHARE, 12), ("we use cookies", &rules::PAGE_CONTROL, 50), ("this site uses cookies", &rules::PAGE_CONTROL, 50), ("this website uses cookies", &rules::PAGE_CONTROL, 50), ("we value your privacy", &rules::PAGE_CONTROL, 50), ("by continuing to use this site", &rules::PAGE_CONTROL, 50), ("your browser does not support", &rules::PAGE_CONTROL, 20), ("you need to enable javascript", &rules::PAGE_CONTROL, 20), ("please enable javascript", &rules::PAGE_CONTROL, 20), ("already a subscriber", &rules::PAGE_CONTROL, 8), ("heard on ", &rules::SHARE, 6),
    ("enter your email", &rules::PAGE_CONTROL, 14), ("your email address", &rules::PAGE_CONTROL, 14), ("unsubscribe ", &rules::SHARE, 8),
    ("teilen auf ", &rules::SHARE, 6), ("teilen:", &rules::SHARE, 12), ("folgen sie uns auf", &rules::SHARE, 14), ("abonnieren sie unseren", &rules::SHARE, 16), ("abonnieren sie den", &rules::SHARE, 16), ("melden sie sich für unseren", &rules::SHARE, 16), ("melden sie sich zu unserem", &rules::SHARE, 16), ("jetzt newsletter", &rules::SHARE, 12), ("wir verwenden cookies", &rules::PAGE_CONTROL, 50), ("diese website verwendet cookies", &rules::PAGE_CONTROL, 50), ("ihr browser unterstützt", &rules::PAGE_CONTROL, 14),
    ("compartir en ", &rules::SHARE, 6), ("compartir:", &rules::SHARE, 12), ("comparte este ", &rules::SHARE, 6), ("síguenos en ", &rules::SHARE, 14), ("suscríbete a ", &rules::SHARE, 18), ("suscríbase a ", &rules::SHARE, 18), ("recibe nuestra newsletter", &rules::SHARE, 18), ("apúntate a nuestra", &rules::SHARE, 18), ("utilizamos cookies", &rules::PAGE_CONTROL, 50), ("este sitio utiliza cookies", &rules::PAGE_CONTROL, 50), ("tu navegador no soporta", &rules::PAGE_CONTROL, 12), ("archivado en", &rules::TAGS, 20),
    ("partager sur ", &rules::SHARE, 6), ("partager :", &rules::SHARE, 12), ("partager:", &rules::SHARE, 12), ("partagez cet ", &rules::SHARE, 6), ("suivez-nous sur", &rules::SHARE, 14), ("abonnez-vous à ", &rules::SHARE, 18), ("inscrivez-vous à ", &rules::SHARE, 18), ("recevez notre ", &rules::SHARE, 18), ("nous utilisons des cookies", &rules::PAGE_CONTROL, 50), ("votre navigateur ne", &rules::PAGE_CONTROL, 14),
    ("condividi su ", &rules::SHARE, 6), ("condividi:", &rules::SHARE, 12), ("condividi questo", &rules::SHARE, 6), ("seguici su ", &rules::SHARE, 14), ("iscriviti alla ", &rules::SHARE, 18), ("abbonati a ", &rules::SHARE, 18), ("ricevi la nostra", &rules::SHARE, 18), ("questo sito utilizza", &rules::PAGE_CONTROL, 50), ("questo sito usa", &rules::PAGE_CONTROL, 50), ("utilizziamo i cookie", &rules::PAGE_CONTROL, 50),
    ("partilhar no ", &rules::SHARE, 6), ("partilhar:", &rules::SHARE, 12), ("compartilhar no ", &rules::SHARE, 6), ("compartilhe no", &rules::SHARE, 8), ("compartilhe:", &rules::SHARE, 12), ("siga-nos no", &rules::SHARE, 14), ("siga o ", &rules::SHARE, 9), ("assine a nossa", &rules::SHARE, 18), ("assine nossa", &rules::SHARE, 18), ("subscreva a ", &rules::SHARE, 18), ("receba a nossa", &rules::SHARE, 18), ("usamos cookies", &rules::PAGE_CONTROL, 50), ("este site utiliza cookies", &rules::PAGE_CONTROL, 50), ("arquivado em", &rules::TAGS, 20),
    ("filed under", &rules::TAGS, 25), ("tags:", &rules::TAGS, 30), ("tags :", &rules::TAGS, 30), ("tag:", &rules::TAGS, 30), ("tagged:", &rules::TAGS, 30), ("tagged with", &rules::TAGS, 25), ("topics:", &rules::TAGS, 25), ("posted in:", &rules::TAGS, 25), ("posted in ", &rules::TAGS, 12), ("categories:", &rules::TAGS, 25), ("category:", &rules::TAGS, 25), ("keywords:", &rules::TAGS, 60), ("key words:", &rules::TAGS, 60), ("schlagwörter:", &rules::TAGS, 30), ("schlagworte:", &rules::TAGS, 30), ("themen:", &rules::TAGS, 30), ("etiquetas:", &rules::TAGS, 30), ("categorías:", &rules::TAGS, 30), ("palabras clave:", &rules::TAGS, 40), ("mots-clés", &rules::TAGS, 40), ("catégories :", &rules::TAGS, 30), ("étiquettes", &rules::TAGS, 30), ("parole chiave:", &rules::TAGS, 40), ("categorie:", &rules::TAGS, 30), ("categorias:", &rules::TAGS, 30), ("palavras-chave:", &rules::TAGS, 40), ("more on:", &rules::TAGS, 20),
    ("read more:", &rules::MORE, 25), ("read more »", &rules::MORE, 25), ("read next:", &rules::MORE, 25), ("read next ", &rules::MORE, 3), ("read also:", &rules::MORE, 25), ("also read:", &rules::MORE, 25), ("also read |", &rules::MORE, 25), ("read also |", &rules::MORE, 25), ("related:", &rules::MORE, 25), ("related |", &rules::MORE, 25), ("see also:", &rules::MORE, 25), ("more from ", &rules::MORE, 7), ("more in ", &rules::MORE, 5), ("more stories", &rules::MORE, 6), ("up next:", &rules::MORE, 25), ("don't miss:", &rules::MORE, 25), ("watch:", &rules::MORE, 25), ("next chat:", &rules::MORE, 20), ("previous chats", &rules::MORE, 20), ("previous interviews", &rules::MORE, 12),
    ("mehr zum thema", &rules::MORE, 25), ("lesen sie auch", &rules::MORE, 25), ("lesen sie hier", &rules::MORE, 20), ("auch interessant:", &rules::MORE, 25), ("mehr dazu:", &rules::MORE, 25), ("mehr dazu lesen", &rules::MORE, 20), ("zum thema:", &rules::MORE, 25), ("siehe auch:", &rules::MORE, 25), ("das könnte sie auch", &rules::MORE, 10), ("das könnte dich auch", &rules::MORE, 10), ("weitere artikel", &rules::MORE, 10), ("mehr aus ", &rules::MORE, 7), ("mehr von ", &rules::MORE, 6),
    ("lee también", &rules::MORE, 25), ("leer también", &rules::MORE, 25), ("lea también", &rules::MORE, 25), ("lea además", &rules::MORE, 25), ("te puede interesar", &rules::MORE, 25), ("también te puede interesar", &rules::MORE, 25), ("le puede interesar", &rules::MORE, 25), ("ver también:", &rules::MORE, 25), ("más información:", &rules::MORE, 25), ("más en ", &rules::MORE, 6), ("noticias relacionadas", &rules::MORE, 8), ("artículos relacionados", &rules::MORE, 8), ("sigue leyendo", &rules::MORE, 12),
    ("lire aussi", &rules::MORE, 25), ("à lire aussi", &rules::MORE, 25), ("à lire :", &rules::MORE, 25), ("lire également", &rules::MORE, 25), ("voir aussi :", &rules::MORE, 25), ("sur le même sujet", &rules::MORE, 12), ("articles liés", &rules::MORE, 8), ("à voir aussi", &rules::MORE, 25), ("pour aller plus loin", &rules::MORE, 8),
    ("leggi anche", &rules::MORE, 25), ("leggi di più", &rules::MORE, 12), ("vedi anche:", &rules::MORE, 25), ("potrebbe interessarti", &rules::MORE, 20), ("ti potrebbe interessare", &rules::MORE, 20), ("articoli correlati", &rules::MORE, 8), ("per approfondire", &rules::MORE, 12), ("altri articoli", &rules::MORE, 8),
    ("leia também", &rules::MORE, 25), ("leia mais", &rules::MORE, 25), ("ler também", &rules::MORE, 25), ("veja também", &rules::MORE, 25), ("saiba mais", &rules::MORE, 20), ("artigos relacionados", &rules::MORE, 8), ("mais sobre ", &rules::MORE, 8), ("ler mais", &rules::MORE, 20),
    ("accuracy and availability of", &rules::SERVICE, 70), ("transcripts are created", &rules::SERVICE, 90), ("use of this transcript is", &rules::RIGHTS, 60), ("this transcript may be", &rules::RIGHTS, 60), ("permission to quote", &rules::RIGHTS, 60), ("this oral history transcript may be", &rules::RIGHTS, 70),
    ("transcribed by", &rules::SERVICE, 20), ("transcript by", &rules::SERVICE, 14), ("transcription by", &rules::SERVICE, 14), ("transcript provided by", &rules::SERVICE, 20), ("transcript generated by", &rules::SERVICE, 14), ("transkribiert von", &rules::SERVICE, 14), ("transkription:", &rules::SERVICE, 14), ("transcrito por", &rules::SERVICE, 14), ("transcripción de", &rules::SERVICE, 8), ("transcription :", &rules::SERVICE, 14), ("transcrit par", &rules::SERVICE, 14), ("trascritto da", &rules::SERVICE, 14), ("trascrizione a cura", &rules::SERVICE, 14), ("trascrizione di", &rules::SERVICE, 8), ("transcrição de", &rules::SERVICE, 8), ("transcrito por", &rules::SERVICE, 14),
    ("sous-titrage", &rules::SERVICE, 14), ("sous-titres", &rules::SERVICE, 14), ("untertitel von", &rules::SERVICE, 14), ("untertitel:", &rules::SERVICE, 14), ("untertitelung", &rules::SERVICE, 14), ("subtitles by", &rules::SERVICE, 14), ("captions by", &rules::SERVICE, 14), ("captioning by", &rules::SERVICE, 14), ("captioned by", &rules::SERVICE, 14), ("subtítulos por", &rules::SERVICE, 14), ("subtítulos de", &rules::SERVICE, 14), ("subtítulos realizados por", &rules::SERVICE, 14), ("sottotitoli", &rules::SERVICE, 10), ("legendas por", &rules::SERVICE, 14), ("legendas:", &rules::SERVICE, 14), ("transcripción revisada", &rules::SERVICE, 14), ("transcripción automática", &rules::SERVICE, 20), ("transcription automatique", &rules::SERVICE, 20), ("trascrizione automatica", &rules::SERVICE, 20), ("transcrição automática", &rules::SERVICE, 20), ("automatisch erstelltes transkript", &rules::SERVICE, 20), ("automatic transcript", &rules::SERVICE, 14), ("auto-generated transcript", &rules::SERVICE, 14), ("unedited transcript", &rules::SERVICE, 10), ("rough transcript", &rules::SERVICE, 10), ("transcription service", &rules::SERVICE, 14),
    ("copyright ", &rules::RIGHTS, 70), ("©", &rules::RIGHTS, 70), ("(c) 20", &rules::RIGHTS, 40), ("(c) 19", &rules::RIGHTS, 40), ("reprinted with permission", &rules::RIGHTS, 30),
];

/// What makes a line one of rights wherever it stands in it.
#[rustfmt::skip]
pub(super) const RIGHTS: &[&str] = &[
    "all rights reserved", "alle rechte vorbehalten", "todos los derechos reservados", "tous droits réservés", "tutti i diritti riservati", "riproduzione riservata", "todos os direitos reservados", "reproduction interdite", "prohibida su reproducción", "reproducción prohibida", "nachdruck verboten", "diritti riservati",
];

/// What makes a line one about how a transcript was made, together with the word for it.
#[rustfmt::skip]
pub(super) const MACHINE: &[&str] = &[
    "automatically", "auto-generated", "automated", "generated by", "was created by", "is generated", "produced by", "may contain errors", "not be in its final form", "rush deadline", "speech recognition", "automatisch", "maschinell", "automáticamente", "puede contener errores", "automatiquement", "automaticamente", "può contenere errori", "pode conter erros", "otter.ai", "rev.com", "peut contenir",
];

/// Words for a transcript.
pub(super) const TRANSCRIPTS: &[&str] = &["transcri", "transkri", "trascri"];

/// Headings above a transcript, and above the notes that stand before it.
#[rustfmt::skip]
pub(super) const TRANSCRIPT_HEADS: &[&str] = &[
    "transcript", "full transcript", "interview transcript", "episode transcript", "the transcript", "read the transcript", "transkript", "abschrift", "transcripción", "transcripción completa", "transcription", "transcription complète", "transcription intégrale", "trascrizione", "trascrizione completa", "transcrição", "transcrição completa", "show transcript", "das transkript", "das gespräch im wortlaut",
];
#[rustfmt::skip]
pub(super) const NOTES_HEADS: &[&str] = &[
    "show notes", "shownotes", "episode notes", "notes", "links", "in this episode", "mentioned in this episode", "links mentioned", "links from the episode", "links & resources", "resources", "resources mentioned", "chapters", "timestamps", "time stamps", "sponsors", "our sponsors", "sponsor", "kapitel", "kapitelmarken", "links zur folge", "shownotes und links", "notas", "notas del episodio", "enlaces", "notes de l'épisode", "liens", "liens et ressources", "chapitres", "note dell'episodio", "link utili", "capitoli", "notas do episódio", "ligações", "capítulos", "speakers", "summary", "summary keywords", "summary & keywords", "keywords", "outline", "action items", "sprecher", "zusammenfassung", "resumen", "résumé", "sommario", "resumo", "credits", "subscribe",
];

/// Lines above lists of other texts.
#[rustfmt::skip]
pub(super) const OPENERS: &[&str] = &[
    "posts recentes", "entradas recientes", "artículos recientes", "articles récents", "articoli recenti", "neueste beiträge", "letzte beiträge", "aktuelle beiträge", "más información", "mirá también", "mira también", "sobre el mismo tema", "em destaque", "keep reading", "more on this", "more on this story", "more on this topic", "you may like", "editor's picks", "editors' picks", "from the archive", "from our archive",
    "you might also like", "you may also like", "you may also enjoy", "you might also enjoy", "read more", "read next", "related", "related articles", "related stories", "related posts", "related content", "related interviews", "related links", "more like this", "more stories", "more interviews", "recommended", "recommended reading", "recommended for you", "see also", "further reading", "most popular", "most read", "latest news", "latest stories", "latest posts", "recent posts", "popular posts", "trending", "trending now", "up next", "in this series", "also in this series", "previous chats", "previous episodes", "other interviews", "what to read next",
    "mehr zum thema", "das könnte sie auch interessieren", "das könnte dich auch interessieren", "auch interessant", "lesen sie auch", "ähnliche artikel", "ähnliche beiträge", "weitere artikel", "weitere interviews", "meistgelesen", "verwandte artikel", "empfohlen", "mehr interviews",
    "te puede interesar", "también te puede interesar", "lee también", "leer también", "noticias relacionadas", "artículos relacionados", "más leídas", "lo más leído", "más noticias", "más entrevistas", "relacionado", "relacionados", "entradas relacionadas",
    "lire aussi", "à lire aussi", "sur le même sujet", "sur le même thème", "articles liés", "articles similaires", "les plus lus", "vous aimerez aussi", "nos dernières interviews", "dans la même rubrique", "à découvrir",
    "leggi anche", "potrebbe interessarti", "ti potrebbe interessare", "potrebbe interessarti anche", "articoli correlati", "i più letti", "altri articoli", "altre interviste", "da leggere",
    "leia também", "veja também", "artigos relacionados", "notícias relacionadas", "mais lidas", "as mais lidas", "relacionadas", "outras entrevistas", "também lhe pode interessar", "você também pode gostar", "関連記事",
];

/// Who made the interview: beginnings before names.
#[rustfmt::skip]
pub(super) const MAKERS: &[&str] = &[
    "interview:", "interview :", "interview by", "interviewed by", "interviews by", "text:", "texte :", "texto:", "testo:", "text by", "texto de", "texto por", "testo di", "texte de", "words:", "words by", "story by", "written by", "edited by", "reported by", "reporting by", "produced by", "as told to", "photography by", "translated from", "aus dem englischen von", "aus dem französischen von", "traducido por", "traducción del", "traduit de l'anglais par", "traduit de l'espagnol par", "traduit de l'allemand par", "traduit par", "tradotto da", "traduzido por", "author:", "autor:", "autora:", "auteur :", "autore:", "autrice:", "redaktion:", "posted by", "hosted by", "published by", "translated by", "translation by", "translation:",
    "entrevista:", "entrevista de", "entrevista por", "entrevistado por", "entrevista realizada por", "intervista di", "intervista a cura di", "a cura di", "intervista:", "entretien :", "entretien réalisé par", "entretien mené par", "propos recueillis par", "interview réalisée par", "interview von", "interview mit", "interview führte", "das interview führte", "das interview führten", "das gespräch führte", "das gespräch führten", "die fragen stellte", "die fragen stellten", "gespräch:", "protokoll:", "aufgezeichnet von", "übersetzung:", "traducción:", "traducción de", "traduction :", "traduzione di", "tradução:", "tradução de", "reportagem de", "reportaje de", "取材", "聞き手＝", "文＝", "構成＝", "（取材", "edição:", "edición:", "story:", "fragen:", "par ", "por ", "by ", "von ", "di ", "da ",
];

/// What may stand in a line of a date, besides numbers and names of months.
#[rustfmt::skip]
pub(super) const DATE_WORDS: &[&str] = &[
    "published", "updated", "posted", "on", "at", "the", "of", "and", "first", "last", "modified", "originally", "issue", "no", "nr", "n", "vol", "volume", "number", "edition", "ausgabe", "heft", "número", "num", "numéro", "numero", "edição", "edición", "am", "pm", "a.m", "p.m", "est", "gmt", "utc", "bst", "cet", "et", "uhr", "um", "min", "mins", "minute", "minutes", "minuten", "minutos", "minuti", "read", "listen", "watch", "reading", "time", "lesezeit", "lesedauer", "tiempo", "lectura", "temps", "lecture", "tempo", "lettura", "leitura", "de", "del", "den", "le", "di", "do", "da", "il", "a", "las", "à", "alle", "às", "h", "der", "vom", "el",
    "veröffentlicht", "aktualisiert", "erschienen", "stand", "publicado", "actualizado", "publié", "mis", "jour", "pubblicato", "aggiornato", "atualizado", "th", "st", "nd", "rd", "duration", "dauer", "duración", "durée", "durata", "duração", "runtime", "length", "approx", "ca", "p", "pp", "s", "º", "ª", "nº", "n.º", "n°", "page", "seite", "página", "pagina", "pág", "号", "年", "月", "日",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica", "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira",
    "spring", "summer", "autumn", "fall", "winter", "frühjahr", "sommer", "herbst", "primavera", "verano", "otoño", "invierno", "printemps", "été", "automne", "hiver", "estate", "autunno", "inverno", "verão", "outono",
];

/// Names of months, whole or short.
#[rustfmt::skip]
pub(super) const MONTHS: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "januar", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember", "okt", "dez", "jänner", "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre", "ene", "abr", "ago", "dic",
    "janvier", "février", "mars", "avril", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre", "gennaio", "febbraio", "aprile", "maggio", "giugno", "luglio", "settembre", "ottobre", "dicembre", "janeiro", "fevereiro", "março", "maio", "junho", "julho", "setembro", "outubro", "novembro", "dezembro",
];

/// What is counted on a page.
#[rustfmt::skip]
pub(super) const COUNTED: &[&str] = &[
    "comments", "comment", "views", "shares", "likes", "retweets", "claps", "replies", "kommentare", "kommentar", "aufrufe", "comentarios", "comentario", "visitas", "vistas", "commentaires", "commentaire", "vues", "partages", "commenti", "commento", "visualizzazioni", "comentários", "comentário", "visualizações", "partilhas", "plays", "responses", "réponses", "respuestas", "antworten", "restacks", "repostings", "followers", "subscribers", "photos", "images", "bilder", "votes", "ratings",
];

/// Invitations of the page, wherever they stand in one of its last lines.
#[rustfmt::skip]
pub(super) const INVITATIONS: &[&str] = &[
    "write for us", "write to us at", "write to us", "contact us at", "subscribe to our", "sign up for our", "our newsletter", "our website", "terms of use", "privacy policy", "follow us on", "abonnieren sie", "unseren newsletter", "schreiben sie uns", "suscríbete", "nuestra newsletter", "nuestro boletín", "escríbenos", "abonnez-vous", "notre newsletter", "écrivez-nous", "iscriviti", "nostra newsletter", "scriveteci", "assine", "nossa newsletter", "escreva-nos", "in your inbox",
];

/// Words of courts and hearings.
#[rustfmt::skip]
pub(super) const COURT: &[&str] = &[
    "deposition of", "case no", "plaintiff", "defendant", "petitioner", "respondent", "appearances", "court of", "circuit court", "district court", "supreme court", "county court", "high court", "p r o c e e d i n g s", "proceedings", "subject to final review", "examination", "volume i", "esq.", "reported by", "on behalf of", "members present", "minutes of evidence", "oral evidence", "select committee", "hearing of the", "witnesses", "csr no", "notary public", "vs.", " v. ", "ordered by the house", "committee on", "written evidence",
];

/// Lines that end a page.
#[rustfmt::skip]
pub(super) const ENDS: &[&str] = &[
    "end", "the end", "fin", "ende", "fine", "fim", "-30-", "30", "fade out", "ends", "the end.", "end of transcript", "transcript ends", "end transcript", "終", "完", "sitting suspended", "cut to black", "further deponent saith not", "end of document",
];

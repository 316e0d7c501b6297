/**
 * What page furniture says, by kind. Each pattern is tried on one whole line of at most MAX_FURNITURE
 * characters and is anchored or bounded, so that it stays linear. Languages: those of the labelled pages
 * (English, German, Spanish, French, Portuguese, Italian, Dutch, Polish).
 */
export const MAX_FURNITURE = 400;

export const NETWORKS =
  'facebook twitter x linkedin pinterest telegram reddit whatsapp tumblr instagram youtube tiktok flipboard ' +
  'threads bluesky mastodon messenger xing pocket email e-mail mail sms viber vk vkontakte line skype google ' +
  'feedly rss snapchat signal digg stumbleupon buffer wechat weibo koo gettr truth parler print';

/** Words a share bar is made of; a line of nothing else, with at least one network or verb, is one. */
export const SHARE_VERBS =
  'share tweet pin email e-mail print save copy bookmark repost forward teilen drucken merken twittern mailen ' +
  'versenden senden weiterleiten compartir compartilhar partager imprimer envoyer condividi stampa invia delen ' +
  'udostępnij drukuj imprimir enviar tuitear twittear';
export const SHARE_FILLERS =
  'this the a on via to with by in it article story page post link url us now more or and for your friends ' +
  'click here click( opens new window opens) auf bei per mit als diesen artikel seite beitrag link en por con ' +
  'sur par cet article via su di op dit artikel na google+ plus g+ de este esta un amigo comment comments 0 1';

const SIGN_UP_WORDS =
  '(newsletter|inbox|e-?mails?|updates|alerts|briefing|digest|podcast|channel|posteingang)';

export const FURNITURE: Record<string, RegExp[]> = {
  duration: [/^(\d{1,2}:)?\d{1,2}:\d{2}(\s*[/|–-]\s*(\d{1,2}:)?\d{1,2}:\d{2})?$/],
  advertisement: [
    /^[\W_]*(advertisement|advertising|anzeige|werbung|publicidad|publicidade|publicité|pubblicità|reklama|advertentie|sponsored( content)?|promoted( content)?)[\W_]*(scroll|continue|\(|$).{0,60}$/i,
    /^(this |the )?(story|article|post|text) continues (below|after)\b.{0,60}$/i,
    /^(scroll( down)?|swipe|continue reading|keep reading|read on) (to|below|for)\b.{0,60}$/i,
    /^(continue reading|keep reading|read (the )?(full|whole|entire) (story|article)|weiterlesen|seguir leyendo|continuer la lecture|continua a leggere|czytaj dalej|lees verder)\b[^.]{0,60}$/i,
  ],
  newsletter: [
    new RegExp(
      `^(please )?(sign up|subscribe|register|join|get|receive|want|enter|abonnieren|melden sie sich|suscr[íi]bete|inscr[íi]be|abonnez|inscrivez|assine|iscriviti)\\b.{0,160}\\b${SIGN_UP_WORDS}\\b.{0,120}$`,
      'i',
    ),
    /^(enter|your) (your )?e-?mail( address)?\b.{0,60}$/i,
    /^by (signing up|subscribing|submitting|clicking|registering|providing)\b.{0,200}\b(agree|consent|terms|privacy)\b.{0,200}$/i,
    /^(get|watch|see|read|find|follow) (more|all|the latest|latest|breaking|live|up-to-date)\b.{0,60}\b(news|coverage|stories|updates|headlines|analysis)\b.{0,80}\b(on|at|here|from|in|live|app|with|by)\b[^.]{0,80}\.?\W*$/i,
    /^(download|install|get) (the|our)\b.{0,60}\bapp\b.{0,80}$/i,
    /^(click|tap) (here|to)\b.{0,120}$/i,
    /^(you can )?(please )?(follow|like|find|join|connect with|folgen sie|s[íi]guenos|suivez|siga|segui) .{0,80}\b(on|auf|bei|en|sur|no|su)\b.{0,30}\b(twitter|facebook|instagram|linkedin|youtube|tiktok|telegram|whatsapp|google news|threads|bluesky|mastodon|flipboard)\b.{0,80}$/i,
    /^(don['’]t|do not|never) (miss|lose) (a|out|any|another)\b.{0,120}$/i,
    // "Join our channel and receive …", "Follow our page for …"
    /^(please )?(join|follow|subscribe to|turn on|activate|allow) (us\b|our\b|(the |our )?notifications?\b).{0,60}\b(channel|group|community|page|notifications?|list|app)\b[^.]{0,120}\W*$/i,
    /^(don['’]t|do not|never) (miss|lose) [^.!?]{1,60}[!.]\s{1,3}(join|follow|subscribe|sign up|download|click|turn on|get)\b.{0,160}$/i,
    /^(thank(s| you) for (subscribing|signing up|reading|your))\b.{0,120}$/i,
  ],
  donation: [
    /\b(donate|make a (donation|contribution|gift)|chip in|give today)\b.{0,80}(\$|€|£|\bany\b|\btoday\b|\bnow\b|\bhere\b|\bmonthly\b|\bjournalism\b)/i,
    /^(please )?(support|help|fund|back|defend|sustain|unterst[üu]tzen sie|apoya|soutenez)\b.{0,100}\b(journalism|reporting|newsroom|journalists|journalismus|periodismo|journalisme|our work|us (just )?once|our mission)\b.{0,160}$/i,
    /\b(our|we|us)\b.{0,120}\b(readers?|reader-supported|supporters?|members?) (support|fund|like you|make)\b/i,
    /\b(not|isn['’]t|aren['’]t) owned by\b.{0,60}\b(billionaire|shareholder|corporation|oligarch)/i,
    /^we (accept|welcome|appreciate|rely on|depend on)\b.{0,40}\b(support|donations?|contributions?|gifts?)\b.{0,160}$/i,
    /^(become|be) (a|an) (member|supporter|patron|subscriber)\b.{0,120}$/i,
    /\bhelp us (to )?(continue|keep|stay|publish|remain|do)\b.{0,120}\b(publishing|journalism|reporting|news|free|daily|independent|going|stories)\b/i,
    /\b(buy (me|us) a coffee|patreon\.com|paypal\.me)\b/i,
  ],
  correction: [
    /^\W*(for|to (report|submit|request|suggest|make)|have|found|spotted|see|notice|report|if you) (any |an? |the )?(corrections?|errors?|typos?|mistakes?|inaccurac(y|ies))\b.{0,160}$/i,
    /^\W*(send|e-?mail|contact) (us|the (editor|author|writer|reporter))\b.{0,160}$/i,
    /^\W*(got|have|do you have) (a|any) (news )?(tip|story|question|comment)s?\b.{0,200}$/i,
    /^\W*(write to|e-?mail) .{0,60}@.{0,60}$/i,
    /\b(letters? to the editor|we['’]d like to hear what you think)\b.{0,200}\b(e-?mail|letters@|tips|form|submit|here)\b/i,
  ],
  standards: [
    /^\W*(our|editorial) (editorial |journalistic |reporting )?(standards?|principles|guidelines|polic(y|ies)|values|code|ethics|mission|methodology)( of (ethics|conduct|practice))?\s*[:|–—].{0,200}$/i,
    /\b(is a|are) registered (trade ?mark|charity|company)\b.{0,120}$/i,
  ],
  rights: [
    /^\W*(©|\(c\) |copyright\b|all rights reserved|alle rechte vorbehalten|todos los derechos|tous droits).{0,300}$/i,
    /\b(this (material|article|content) may not be (published|reproduced)|all rights reserved)\b/i,
  ],
  account: [
    /^(log ?in|sign ?in|register|create (an |a free )?account|already (a|an|have)|not a (member|subscriber)|subscribe( now| today)?|anmelden|einloggen|registrieren|jetzt abonnieren)\b[^.]{0,80}\W*$/i,
    /^(skip to|jump to|back to( the)? (top|home|start|overview|news|article|list|results)|zur[üu]ck (zur?|zum)|nach oben|volver (a|al)|retour (à|au))\b[^.!?]{0,60}$/i,
    /^(we|this (web)?site|wir|diese (web)?seite|our (web)?site) (use[sd]?|verwende[nt]|benutz\w+|setz\w+)\b.{0,60}\bcookies?\b/i,
    /^(please )?(enable|activate|turn on) (javascript|cookies)\b.{0,120}$/i,
    /^(loading|please wait|bitte warten)\W*$/i,
  ],
  comment: [
    /^\W*(\d+ )?(comments?|kommentare?|comentarios?|comentários?|commentaires?|commenti|reacties|komentarze|replies|responses)( \(?\d+\)?)?( on this (article|story))?\W*$/i,
    /^(leave|post|add|write|view|read|show|hide|be the first to) (a |your |all |the )?(comments?|reply)\b[^.]{0,60}\W*$/i,
    /^(join the (conversation|discussion)|conversation|comments are closed|reply|antworten|responder|r[ée]pondre)\b[^.]{0,60}\W*$/i,
  ],
  paging: [
    /^(page |seite |p[áa]gina )?\d[\d.,]*( ?(of|von|de|\/) ?\d[\d.,]*)?$/i,
    /^([«‹<]\s*)?(\d[\d.,]*\s+){2,20}(…\s*|\.\.\.\s*)?[\d.,]*(\s*(next|last|›|»|>))*$/i,
    /^\W*(previous|next|older|newer|prev|vorheriger?|n[äa]chster?|anterior|siguiente|pr[ée]c[ée]dent|suivant)( (article|post|story|page|posts|artikel|beitrag|entry)\b[^.!?]{0,120}|\W{0,10})$/i,
  ],
  stamp: [
    /^\W*((first |last |originally )?(published|updated|posted|modified|created|edited|aktualisiert|ver[öo]ffentlicht|erstellt|stand|publicado|actualizado|atualizado|publi[ée]|mis [àa] jour)( (on|at|am|em|el|le))?\b:?)[^.!?]{0,20}\d.{0,80}$/i,
    /^(caption|text size|schriftgr[öo][ßs]e|highlights?|advert|iklan|slideshow|close modal)\W*$/i,
    /^image \d+ of\b.{0,20}$/i,
    /^(tempo de leitura|leesduur|ten tekst przeczytasz|czas czytania)\b.{0,60}$/i,
  ],
  affiliate: [
    /\b(may (earn|receive) (a|an) .{0,30}commission|affiliate (links?|commission)|contains? affiliate|werbelinks?|affiliate-links?)\b/i,
    /^(like|enjoyed|love) (this|our|the) (story|article|post|reporting)\b.{0,160}$/i,
    /\bif you (enjoyed|liked|like|love) (reading )?(this|our)\b.{0,200}\b(support|share|subscribe|join|proposition|consider)\b/i,
  ],
  label: [
    /^(tags?|topics?|filed under|categor(y|ies)|posted in|keywords?|schlagw[öo]rter|schlagworte|stichw[öo]rter|themen|kategorien?|etiquetas|mots[- ]cl[ée]s|tagi)\s*(:|$).{0,300}$/i,
    /^(listen( to (this )?(article|story))?|play( video| audio)?|watch( video)?|view (gallery|photos|slideshow|comments)|show more|see more|read more|learn more|more|mehr|load more|mehr anzeigen|ver m[áa]s|voir plus|leer m[áa]s|expand|close|open|menu|search|home|live|video|gallery|photos?|image \d+ of \d+|\d+ (of|\/) \d+|hide caption|toggle caption|enlarge this image|embed|transcript)\W*$/i,
    /^\d+ ?(min(ute)?s?|minuten|min\.?) (read|lesezeit|de lectura|de lecture)\W*$/i,
    /^(estimated )?(reading time|lesezeit|tiempo de lectura|temps de lecture)\b.{0,40}$/i,
    /^\d[\d.,]*[km]? (views?|shares?|likes?|reads?|aufrufe|klicks)\W*$/i,
  ],
};

/** Headings that open a box of links to other pieces: the heading goes, and what follows until prose begins again. */
export const RELATED_HEADING =
  /^\W*(related( (articles?|stories|posts?|content|news|topics?|coverage|links?|videos?|reading|items?))?|more(( (on|from|in|about|like|stories|news|coverage|top|to explore|to read))\b.{0,60}|( \w+){0,4} (stories|articles|news|posts|coverage|videos|reading))?|recent (articles|posts|stories|news)|popular this week|want more\b.{0,40}|schon gelesen|mehr themen|zum weiterlesen|das thema k[öo]nnte (sie|dich) auch interessieren|entdecke(n sie)? (weitere|mehr)\b.{0,40}|heute empfehlen wir|weitere informationen|don['’]t miss( (it|this|out|these))?|most (read|popular|viewed|shared|commented|recent)\b.{0,40}|you (may|might) (also )?(like|be interested|enjoy)\b.{0,40}|recommended( (for you|stories|articles|reading|by .{0,30}))?|trending( (now|stories|news|topics))?|popular( (now|stories|posts|articles|news))?|latest( (news|stories|articles|posts|headlines))?|top (stories|news|headlines)|(read|up|watch|see|what to read) next|read (also|more)|also (read|see|on .{0,30})|also in (today|this|the|our)\b[^:.]{0,30}:|(older|newer|earlier|previous|other|further) (stories|posts|articles|entries|news)|see also|further reading|editor['’]?s['’]? (picks?|choice)|in case you missed it|from (our|the) (partners|archives?|web)|around the web|promoted stories|sponsored (stories|links)|explore more|featured( (stories|posts|articles|videos?))?|in other news|share this\b.{0,30}|about the authors?|about us|mehr zum thema|mehr (aus|von|zu)\b.{0,40}|lesen sie (auch|mehr)\b.{0,40}|das k[öo]nnte (sie|dich) (auch )?interessieren|auch interessant|verwandte (themen|artikel|beitr[äa]ge)|[äa]hnliche (artikel|beitr[äa]ge|themen)|weitere (artikel|beitr[äa]ge|themen|news|meldungen|nachrichten)|meistgelesen\w*|neueste (artikel|beitr[äa]ge)|siehe auch|[üu]ber den autor|[üu]ber die autorin|notas? relacionadas?|noticias relacionadas|te puede interesar|le puede interesar|lea tambi[ée]n|m[áa]s (noticias|sobre|en)\b.{0,40}|leia (tamb[ée]m|mais)|veja (tamb[ée]m|mais)|not[íi]cias relacionadas|lire aussi|[àa] lire( aussi| [ée]galement)?|voir aussi|sur le m[êe]me (sujet|th[èe]me)|articles? (li[ée]s|similaires)|leggi anche|potrebbe interessarti|articoli correlati|lees ook|meer (over|nieuws)\b.{0,30}|gerelateerde?\b.{0,30}|czytaj (te[żz]|tak[żz]e|r[óo]wnie[żz]|wi[ęe]cej)|zobacz (te[żz]|tak[żz]e|r[óo]wnie[żz])|polecamy|powi[ąa]zane\b.{0,30})\W*$/i;

/** A label and the headline it points to on one line: "Read more: …". */
export const RELATED_POINTER =
  /^\W*(related|read (more|also|next)|more|also (read|in|on)( (today|this|the|our)\b[^:.]{0,30})?|see also|see more|watch( now| more| below| live)?|don['’]t miss|recommended|(in )?pictures|(in )?photos|gallery|video|listen|live|lesen sie (auch|mehr|dazu)( dazu)?|mehr zum thema|mehr dazu|siehe auch|auch interessant|lea tambi[ée]n|lee tambi[ée]n|leer m[áa]s|te puede interesar|leia (tamb[ée]m|mais)|veja tamb[ée]m|lire aussi|[àa] lire( aussi| [ée]galement)?|voir aussi|leggi anche|lees ook|czytaj (te[żz]|tak[żz]e|r[óo]wnie[żz]|wi[ęe]cej)|zobacz (te[żz]|tak[żz]e|r[óo]wnie[żz]))\s*([:：|>»–—-]|\bauf\b).{1,250}$/i;

/** A caption's last sentence may be "Picture: Name". */
export const CREDIT_LABEL =
  /(^|[.!?…"”'’)]\s{1,3}|\s[|–—-]\s)(pic(ture)?|photo(graph|graphy)?|image|illustration|graphic|foto|bild|cr[ée]dit|fot\.|zdj\.)s?( ?(credit|courtesy|by|von|nachweis))?\s?[:©] ?\p{Lu}[^.!?]{2,60}\.?$/iu;

/** A picture's credit closes a caption, or is one. */
export const CREDIT_END =
  /(\(?\b(AP Photo|Getty Images?|GettyImages|Shutterstock|iStock(photo)?|AFP ?\/|REUTERS ?\/|picture[- ]alliance|imago( images)?|EPA-EFE|Alamy|Unsplash|Pixabay|Adobe ?Stock|Wikimedia Commons|dpa ?\/|Flickr|Depositphotos|Fotolia|ZUMA ?(Press|Wire)|Bloomberg via|NurPhoto|Anadolu|Xinhua ?\/|PA Wire|Pool via)[^.!?]{0,80}|\((photo|foto|image|picture|bild)[^)]{0,100})\)?\W*$/i;
export const CREDIT_START =
  /^\W*((photo(graph)?s?|images?|pictures?|illustrations?|graphic|video|fotos?|bild(er)?|symbolbild|cr[ée]dit( photo)?|fot\.|zdj\.|source|quelle|fuente|credit|file photo|file)( (by|credits?|courtesy( of)?|via|von|von:|de|nachweis|source))?\s*[:©/|]|(photo(graph)?s?|image|picture|illustration|foto) (by|courtesy|credit|von)\b|©).{0,160}$/i;

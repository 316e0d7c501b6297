import { monthNumber } from './month.js';
import { collapse } from './walk.js';

/** "By" and its like in the languages of the labelled pages, at the start of a byline. */
const LEAD =
  /^\W*((post author|written|posted|published|reported|story|text|words|review|article|geschrieben|verfasst|erstellt|eingestellt|ver[öo]ffentlicht|publi[ée]|[ée]crit|escrito|publicado|scritto|interview|gastbeitrag|ein beitrag|kolumne)\s+)?(by|von|par|por|di|door|av|af|autor(in|en)?|authors?|auteur|autore|text|interview|über|about|escribe|redaktion:|written by|author name|post author|beitrag)(?![\p{L}])\s*:?\s*/iu;
const JOINT = /\s*(?:,|;|\||\/|·|•|\n|(?<=\s)(?:&|and|und|et|y|e|en|och|og|i|with|mit)(?=\s))\s*/iu;
/** What follows a name on a byline and is not of it. */
const TRAIL =
  /\s*(\(|\[|@|https?:|\bfor\b|\bf[üu]r\b|\bin\b|\bat\b|\bam\b|\bvom\b|\bon\b|\d|\bupdated\b|\bpublished\b|\bposted\b|\bpubliziert\b|\bpublicado\b|\bveröffentlicht\b|\b(kategorien?|categor(y|ies)|categorías?|catégories?)\b|\b(staff|senior|chief|political|correspondent|reporter|editor|writer|contributor|columnist|producer|special to)\b|[–—]|\s-\s|\||·|•).*$/iu;
const NOT_A_NAME =
  /^(admin(istrator)?|guest|unknown|staff|editor|editorial( team)?|none|null|author|autor|by|von|home|share|follow|contact|about|more|view|posts?|profile|email|e-mail|twitter|facebook|www|news desk|web desk|name ?\*?|says|sagt|said|comment|website|save|edit|ph\.?d|m\.?d|m\.?s|rdn?|dr|prof|mba|ma|bsc|msc|webmaster|user|anonymous)$|https?:|www\.|@|^\d+$|\.(com|de|org|net|html?)\b/i;
/** Web and mail addresses and handles stand beside names, not in them. */
const ADDRESS = /\S{0,100}(:\/\/|www\.|@)\S{0,300}/g;
/** Longer is a sentence. */
const MAX_NAME = 60;
const MAX_NAMES = 12;

/**
 * The names on a byline ("By A. Penn and B. Quill, Staff Writers" → ["A. Penn", "B. Quill"]): the leading "by"
 * and trailing roles, dates, handles and addresses go; what is not a name is left out; each name once.
 */
export function splitByline(text: string): string[] {
  const names: string[] = [];
  const words = collapse(text).slice(0, 500).replace(ADDRESS, ' ');
  for (const part of words.split(JOINT)) {
    const name = cleanName(part);
    if (name !== null && !names.some((known) => known.toLowerCase() === name.toLowerCase())) names.push(name);
  }
  return names.slice(0, MAX_NAMES);
}

/** "Ada Penn Feb", "Ada Penn Thursday": the date has begun. */
const WEEKDAY =
  /^((mon|tues?|wednes|thurs?|fri|satur|sun)(day)?|(mo|di|mi|do|fr|sa|so)|(mon|diens|donners|frei|sams|sonn)tag|mittwoch)[.,]?$/i;

const STAMP = /^(hace|publicado|publiziert|publi[ée]|updated|posted|shares?|follow|im|vom)$/i;

function cutDate(name: string): string {
  const words = name.split(' ');
  const date = words.findIndex(
    (word, i) => i >= 2 && (monthNumber(word) !== null || WEEKDAY.test(word) || STAMP.test(word)),
  );
  return date < 0 ? name : words.slice(0, date).join(' ');
}

function cleanName(part: string): string | null {
  const name = cutDate(
    part
      .replace(LEAD, '')
      .replace(TRAIL, '')
      .replace(/^[\s:,.–—-]+|[\s:,–—-]+$/g, '')
      .trim(),
  );
  if (name.length < 2 || name.length > MAX_NAME || NOT_A_NAME.test(name)) return null;
  if (monthNumber(name) !== null || WEEKDAY.test(name)) return null;
  if (!/\p{L}{2}/u.test(name) || name.split(' ').length > 6) return null;
  return name;
}

/** "Posted in Harbours by Ada Penn on May 4", "05.02.2020 - Autorin: Ada Penn (desk)": the names behind the word. */
const NAME = "(?:\\p{Lu}[\\p{L}'’.-]*\\s){0,3}\\p{Lu}[\\p{L}'’.-]+";
const BEHIND = new RegExp(
  `(?<![\\p{L}\\d])(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or|[Aa]utor(?:in|en)?|[Aa]uteure?|[Aa]uthor|[Tt]ext|[Rr]edaktion|[Rr]eporter|[Ww]ords)\\s?:?\\s((?:${NAME})(?:(?:,\\s|\\s(?:and|und|et|y|e)\\s)(?:${NAME})){0,4})`,
  'u',
);

export function namesAfterBy(text: string): string[] {
  const match = BEHIND.exec(text.slice(0, 300));
  return match ? splitByline(match[1]!) : [];
}

/** True if a line is a byline: "By" and a name or two, and nothing else. */
export function isBylineLine(text: string): boolean {
  if (text.length > 160 || !/^(by|von|par|por|di|door)\s+\p{Lu}/iu.test(text)) return false;
  const rest = text.replace(/^\S+\s+/, '');
  if (/[.!?]\s+\p{L}/u.test(rest.replace(/\b\p{Lu}\.\s/gu, ''))) return false;
  const words = rest.split(/[\s,&/|]+/).filter((word) => word !== '');
  const small = words.filter(
    (word) =>
      /^\p{Ll}/u.test(word) &&
      !/^(and|und|et|y|e|de|von|van|der|la|le|di|da|del|for|special|to|of|the|with|in|reporter|correspondent|writer|editor|staff)$/u.test(
        word,
      ),
  );
  return small.length === 0 && words.length <= 16;
}

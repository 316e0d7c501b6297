import { readDate } from './date.js';
import { monthNumber } from './month.js';

/** A line that is a date and little else is no longer than this. */
export const MAX_DATELINE = 120;
/** Words beside the date and its own words: "Berlin", "von der Redaktion". */
const MAX_OTHER_WORDS = 3;

const DATE_WORDS =
  /^((a|p)m|st|nd|rd|th|at|on|de|del|of|last|first|published|updated|posted|modified|original|date|uhr|um|am|vom|den|der|stand|às|as|h|(mon|tues?|wednes|thurs?|fri|satur|sun)(day)?|(mon|diens|mitt|donners|frei|sams|sonn)(tag|woch)|segunda|terça|quarta|quinta|sexta|feira|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|utc|gmt|[a-z]{2,4}t)$/;

/** True if a line is a date, with or without time, zone, weekday and "updated", and little else. */
export function isDateline(text: string): boolean {
  if (text.length > MAX_DATELINE || !/\d{2}/.test(text) || readDate(text, true) === null) return false;
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const others = words.filter((word) => !DATE_WORDS.test(word) && monthNumber(word) === null);
  return others.length <= MAX_OTHER_WORDS;
}

// Keeps a page current: hears the event log and makes the page's live parts as they are now. Without it, reload.
import { Idiomorph } from './idiomorph.js';

const story = document.body.dataset.live;
const said = document.getElementById('live');
const quietMs = 300;
let timer = null;
let busy = false;
let again = false;

// What a reader did to a page stays: what they opened or closed, typed, chose and marked, where they are and have scrolled to.
const callbacks = {
  beforeNodeMorphed: (node) => !isTouched(node),
  beforeAttributeUpdated: (name, node) => !(name === 'open' && node instanceof HTMLDetailsElement),
};

function isTouched(node) {
  if (!(node instanceof Element) || !node.matches('input, textarea, select')) return false;
  if (node === document.activeElement) return true;
  if (node instanceof HTMLSelectElement) {
    const first = [...node.options].findIndex((option) => option.defaultSelected);
    return node.selectedIndex !== Math.max(0, first);
  }
  return node.value !== node.defaultValue || node.checked !== node.defaultChecked;
}

// Where the element that a reader is at stands on the screen; null where it is not to be seen.
function placeOf(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return element === document.body || bottom < 0 || top > innerHeight ? null : top;
}

async function refresh() {
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    let changed = false;
    const reader = document.activeElement;
    const place = placeOf(reader);
    for (const part of document.querySelectorAll('[data-part]')) {
      const next = fresh.querySelector(`[data-part="${part.dataset.part}"]`);
      if (next === null) continue;
      const before = part.textContent;
      Idiomorph.morph(part, next, { morphStyle: 'outerHTML', callbacks });
      changed ||= part.textContent !== before;
    }
    if (place !== null && reader === document.activeElement)
      scrollBy(0, reader.getBoundingClientRect().top - place);
    if (changed) said.textContent = `Updated ${new Date().toISOString().slice(11, 19)}.`;
  } catch {
    // The next event tries again.
  } finally {
    busy = false;
    if (again) {
      again = false;
      soon();
    }
  }
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(refresh, quietMs);
}

const stream = new EventSource('/v1/events/stream');
stream.addEventListener('event', ({ data }) => {
  if (story === '*' || JSON.parse(data).story === story) soon();
});
stream.addEventListener('hello', () => {
  if (said.textContent !== '') soon();
  said.textContent = 'Live.';
  said.className = '';
});
stream.addEventListener('error', () => {
  said.textContent = 'Not live: the connection was lost and is tried again.';
  said.className = 'lost';
});

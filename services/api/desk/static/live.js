// Keeps a page current: hears the event log and fetches the page's live parts again. Without it, reload.
const story = document.body.dataset.live;
const said = document.getElementById('live');
const quietMs = 300;
let timer = null;
let busy = false;
let again = false;

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
    for (const part of document.querySelectorAll('[data-part]')) {
      const next = fresh.querySelector(`[data-part="${part.dataset.part}"]`);
      if (next === null || next.innerHTML === part.innerHTML || part.contains(document.activeElement))
        continue;
      const [left, top] = [part.scrollLeft, part.scrollTop];
      part.replaceChildren(...next.childNodes);
      part.scrollTo(left, top);
      changed = true;
    }
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
});
stream.addEventListener('error', () => {
  said.textContent = 'Not live: the connection was lost and is tried again.';
});

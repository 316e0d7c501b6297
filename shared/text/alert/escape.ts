/** Controls and the characters that turn the direction of text: they let a title pose as something else. */
const hostile = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML, in an element or a quoted attribute: markup becomes text, controls and direction marks go. */
export function escapeHtml(text: string): string {
  return withoutHostile(text).replace(/[&<>"']/g, (each) => entities[each] ?? each);
}

/** Text without control characters and direction marks. */
export function withoutHostile(text: string): string {
  return text.replace(hostile, '');
}

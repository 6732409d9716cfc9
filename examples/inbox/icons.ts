import { raw } from "hono/html";

const shapes = {
  phone: '<rect x="7" y="2.5" width="10" height="19" rx="2.5"/><path d="M11 18.5h2"/>',
  api: '<path d="m8 7-5 5 5 5M16 7l5 5-5 5M13.5 5l-3 14"/>',
  picture:
    '<rect x="3" y="4" width="18" height="16" rx="3"/><circle cx="8.5" cy="9.5" r="1.5"/><path d="m4 18 5.5-5 3.5 3 3-2.5 4 4"/>',
  video: '<rect x="3" y="5" width="18" height="14" rx="3"/><path d="m10 9 5 3-5 3z"/>',
  audio: '<path d="M4 10v4M8 7v10M12 4v16M16 8v8M20 10v4"/>',
  file: '<path d="M6 3h8l4 4v14H6zM14 3v4h4"/>',
} as const;

/** The name of a small drawing. */
export type Icon = keyof typeof shapes;

/** A small drawing beside a word that says the same. */
export function icon(name: Icon) {
  return raw(`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${shapes[name]}</svg>`);
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

const plain = /^[\u0020-\u007e]*$/;
const invisible = /^[\p{Mark}\p{Default_Ignorable_Code_Point}]+$/u;
// What a terminal shows as a picture: by itself, or because a variation selector asks for it.
const emoji = /^\p{Emoji_Presentation}|^.\ufe0f/u;
// The blocks that Unicode's East Asian Width calls wide or fullwidth.
const eastAsianWide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]/u;

/**
 * Splits a text into what a reader takes for its characters.
 *
 * @internal
 */
export function splitCharacters(text: string): string[] {
  return plain.test(text) ? Array.from(text) : Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/**
 * Counts the columns a text takes in a terminal: two for wide characters and emoji. Terminals differ on the rare ones.
 *
 * @internal
 */
export function textWidth(text: string): number {
  if (plain.test(text)) return text.length;
  return splitCharacters(text).reduce((width, character) => width + characterWidth(character), 0);
}

function characterWidth(character: string): number {
  if (invisible.test(character)) return 0;
  return emoji.test(character) || eastAsianWide.test(character) ? 2 : 1;
}

/**
 * Cuts a text that is wider than allowed, and marks the cut.
 *
 * @internal
 */
export function cutTo(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let kept = "";
  let room = width - 1;
  for (const character of splitCharacters(text)) {
    room -= characterWidth(character);
    if (room < 0) break;
    kept += character;
  }
  return `${kept}…`;
}

// Control characters, line and paragraph separators, halves of surrogate pairs, and format characters: those reorder
// or hide what stands beside them. The two joiners are part of ordinary emoji and of Persian and Indic words.
const unprintable = /(?!\u200c|\u200d)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const shortForms: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * Makes a text safe to print: what would move the cursor, change colours, reorder or hide text is shown as an escape
 * such as `\u001b`. Whatever a sender wrote goes through here before it reaches a terminal.
 *
 * @internal
 */
export function printable(text: string): string {
  return text.replace(unprintable, (character) => shortForms[character] ?? escapeCharacter(character));
}

/**
 * Does the same for a JSON text, whose value stays the same: inside its strings an escape means the character.
 *
 * @internal
 */
export function printableJson(json: string): string {
  return json.replace(unprintable, (character) =>
    Array.from({ length: character.length }, (_, index) => escapeCodeUnit(character.charCodeAt(index))).join(""),
  );
}

function escapeCharacter(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  return codePoint > 0xffff ? `\\u{${codePoint.toString(16)}}` : escapeCodeUnit(codePoint);
}

function escapeCodeUnit(codeUnit: number): string {
  return `\\u${codeUnit.toString(16).padStart(4, "0")}`;
}

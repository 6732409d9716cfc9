import { InvalidInputError } from "../../errors/index.ts";

/**
 * Fills a path such as `/{wabaId}/phone_numbers`. Values were checked before; encoding them all the same means that none
 * can ever lead to another path. What no encoding can keep in its place is refused: `.` and `..` stay steps of a path in
 * every form, and half a surrogate pair is no text.
 *
 * @throws InvalidInputError naming the parameter.
 */
export function fillPath(template: string, parameters: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name] ?? "";
    if (/^\.{0,2}$/.test(value) || /\p{Surrogate}/u.test(value))
      throw new InvalidInputError(name, "is no part of a path.");
    return encodeURIComponent(value);
  });
}

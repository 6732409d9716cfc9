/**
 * Fills a path such as `/{wabaId}/phone_numbers`. Values were checked before; encoding them all the same means that none
 * can ever lead to another path.
 */
export function fillPath(template: string, parameters: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] as string));
}

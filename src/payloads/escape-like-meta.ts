/**
 * Writes a JSON text the way Meta does: ASCII only, everything else as `\uXXXX` in lower case, and `/` as `\/`. Meta
 * signs these bytes, so a receiver that parses the body and prints it again compares other ones.
 *
 * @param json - a JSON text, in any escaping.
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint
 * @example
 * ```ts
 * import { escapeLikeMeta } from "whatsapp-coexistence/testing";
 *
 * console.log(escapeLikeMeta('{"body":"1/2 café"}')); // {"body":"1\/2 caf\u00e9"}
 * ```
 */
export function escapeLikeMeta(json: string): string {
  // A pair that begins with a backslash is passed over whole, so what is escaped already stays as it is.
  return json.replace(/\\.|\/|[\u0080-\uffff]/g, (found) => {
    if (found.startsWith("\\")) return found;
    return found === "/" ? "\\/" : `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/**
 * Every zod schema of what Meta and 360dialog send, with a type of the same name, and the JSON Schemas made from them.
 *
 * Objects keep keys that are not listed, lists of words are open, and identity is optional. Each schema is a Standard
 * Schema too, so it fits wherever one is asked for.
 *
 * @module
 * @example
 * ```ts
 * import { TextMessage } from "whatsapp-coexistence/schemas";
 *
 * const message = TextMessage.parse({ id: "wamid.1", type: "text", timestamp: 1760000000, text: { body: "Hello" } });
 * console.log(message.timestamp); // "1760000000"
 * ```
 */

export { type JsonSchema, jsonSchemas } from "./json-schemas.ts";
export type { KnownMessage, KnownMessageType, OtherMessageType } from "./messages/index.ts";
export type { Open } from "./primitives.ts";
export * from "./wire.ts";

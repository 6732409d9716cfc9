export { bodyLimit } from "./body.ts";
export { Coexistence, createCoexistence } from "./coexistence.ts";
export type { CoexistenceOptions } from "./coexistence-options.ts";
export type { CredentialOptions, HeaderReader } from "./credentials.ts";
export type { Logger } from "./log.ts";
export type { WebhookAnswer, WebhookRequest } from "./webhook-request.ts";

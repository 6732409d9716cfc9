export { bodyLimit } from "./body.ts";
export {
  Coexistence,
  type CoexistenceOptions,
  createCoexistence,
  type WebhookAnswer,
  type WebhookRequest,
} from "./coexistence.ts";
export type { CredentialOptions, HeaderReader } from "./credentials.ts";
export type { Logger } from "./log.ts";

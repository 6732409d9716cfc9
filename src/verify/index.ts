export { answerChallenge, type ChallengeOptions } from "./challenge.ts";
export type { Secret } from "./secrets.ts";
export { findSigningSecret, type VerifySecrets, verify } from "./verify.ts";

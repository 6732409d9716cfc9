import { CoexistenceError } from "../errors/index.ts";
import { equalInConstantTime } from "./equal.ts";

/** What {@link answerChallenge} compares with. */
export interface ChallengeOptions {
  /** The verify token you typed into the App Dashboard, or passed with a callback override. */
  verifyToken: string;
}

const longestParameter = 256;
// Meta sends digits. The answer goes back to the caller, so nothing that a browser could run may pass.
const plainChallenge = /^[\w-]{1,256}$/;

/**
 * Answers Meta's verification request: the challenge to send back as `text/plain`, or `undefined` when the request is
 * not one, or has another token.
 *
 * A parameter that is there twice counts as absent. The token is compared in constant time.
 *
 * @param query - the query of the request, for example `new URL(request.url).searchParams`.
 * @throws {@link CoexistenceError} with code `secret_missing` when the verify token is blank,
 * `invalid_option` when it is longer than 256 characters.
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint
 * @example
 * ```ts
 * import { answerChallenge } from "whatsapp-coexistence";
 *
 * const query = new URLSearchParams("hub.mode=subscribe&hub.verify_token=my-token&hub.challenge=1158201444");
 * console.log(answerChallenge(query, { verifyToken: "my-token" })); // "1158201444"
 * ```
 */
export function answerChallenge(query: URLSearchParams, options: ChallengeOptions): string | undefined {
  const verifyToken = readVerifyToken(options.verifyToken);
  const [mode, token, challenge] = ["hub.mode", "hub.verify_token", "hub.challenge"].map((name) => {
    const values = query.getAll(name);
    return values.length === 1 ? values[0] : undefined;
  });
  if (mode !== "subscribe" || token === undefined || challenge === undefined) return undefined;
  if (token.length > longestParameter || !plainChallenge.test(challenge)) return undefined;
  return equalInConstantTime(token, verifyToken) ? challenge : undefined;
}

/** @internal */
export function readVerifyToken(verifyToken: string | undefined): string {
  if (typeof verifyToken !== "string" || verifyToken.trim() === "") {
    throw new CoexistenceError("secret_missing", "verifyToken is missing or blank.");
  }
  if (verifyToken.length > longestParameter) {
    throw new CoexistenceError("invalid_option", `verifyToken is longer than ${longestParameter} characters.`);
  }
  return verifyToken;
}

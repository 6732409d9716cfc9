import { CoexistenceError } from "../errors/index.ts";
import { bytesOf } from "../runtime/bytes.ts";

/** A secret: its text, or its bytes. */
export type Secret = string | Uint8Array;

/** @internal */
export const shortestSecret = 16;

/**
 * Turns one secret or several into key bytes, and refuses what cannot be a secret. Several are in use while one is
 * being replaced.
 *
 * White space around a secret is removed: it comes from a file or an environment variable, never from the sender.
 *
 * @throws CoexistenceError `secret_missing` or `secret_too_short`, naming the option.
 * @internal
 */
export function readSecrets(option: string, value: Secret | readonly Secret[] | undefined): readonly Uint8Array[] {
  const secrets: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (secrets.length === 0) throw missing(option);
  return secrets.map((secret) => {
    const bytes = typeof secret === "string" ? new TextEncoder().encode(secret.trim()) : bytesOf(secret);
    if (bytes === undefined || bytes.length === 0) throw missing(option);
    if (bytes.length < shortestSecret) {
      throw new CoexistenceError(
        "secret_too_short",
        `${option} has fewer than ${shortestSecret} characters. Pass the secret that the sender shows, not a placeholder.`,
      );
    }
    // A copy of its own: a key must not change when the application overwrites its buffer.
    return typeof secret === "string" ? bytes : bytes.slice();
  });
}

function missing(option: string): CoexistenceError {
  return new CoexistenceError(
    "secret_missing",
    `${option} is missing or blank. Without it nothing can be verified, so nothing would be accepted.`,
  );
}

import { InvalidInputError } from "../../errors/index.ts";
import { requirePositive } from "../../runtime/positive-number.ts";
import { MemoryStateStore, type StateStore } from "./state-store.ts";

/** How {@link OneTimeStates} keeps its states. */
export interface OneTimeStatesOptions {
  /** For how long a state can be redeemed, in milliseconds. Default: 3,600,000, an hour. */
  lifetime?: number | undefined;
  /** How many states the memory holds; beyond, the oldest is forgotten. Without effect with a store. Default: 10,000. */
  capacity?: number | undefined;
  /** Where states are kept. Default: in the memory of this process. */
  store?: StateStore | undefined;
}

/**
 * One-time values that tie a redirect to the user who began the sign-up. Without them, somebody could send a user of
 * yours a redirect that connects a foreign number to the user's account.
 *
 * On the server: {@link OneTimeStates.issue} one for every attempt, put it into the link, and
 * {@link OneTimeStates.redeem} it with the user of the session that the redirect, or its result, arrives in.
 *
 * It is not confirmed that 360dialog sends `state` back. When a redirect comes without one, do not connect anything on
 * its word alone: ask the signed-in user to confirm, and connect only a channel that the Partner API lists, that no
 * other user has, and whose number the user asked to connect. Putting the state into the `redirectUrl` as a parameter
 * of your own is another way, where 360dialog accepts it.
 *
 * @see https://datatracker.ietf.org/doc/html/rfc6749#section-10.12
 * @example
 * ```ts
 * import { integratedOnboardingLink, OneTimeStates } from "whatsapp-coexistence/signup";
 *
 * const states = new OneTimeStates();
 * const state = await states.issue("user-1"); // the user who is signed in
 * const link = integratedOnboardingLink({ partnerId: "ExamplePA", state });
 *
 * const returned = new URL(link).searchParams.get("state");
 * console.log(await states.redeem(returned, "user-2")); // false: of another user
 * console.log(await states.redeem(returned, "user-1")); // true
 * console.log(await states.redeem(returned, "user-1")); // false: it was redeemed
 * ```
 */
export class OneTimeStates {
  readonly #lifetime: number;
  readonly #store: StateStore;

  /** @throws {@link CoexistenceError} with code `invalid_option` when an option is no positive number. */
  constructor(options: OneTimeStatesOptions = {}) {
    this.#lifetime = requirePositive("lifetime", options.lifetime ?? 3_600_000);
    this.#store = options.store ?? new MemoryStateStore(requirePositive("capacity", options.capacity ?? 10_000));
  }

  /**
   * Makes a state for a user: 32 random bytes, as 43 characters of base64url.
   *
   * @throws {@link InvalidInputError} `userId` when it is blank.
   */
  async issue(userId: string): Promise<string> {
    const state = base64Url(crypto.getRandomValues(new Uint8Array(32)));
    await this.#store.put(await keyOf(state, userId), Date.now() + this.#lifetime);
    return state;
  }

  /**
   * Tells whether a state was issued to this user, is not over, and is redeemed for the first time. Whatever else it is
   * given, from `undefined` to a text of somebody's making, is `false`, and spends nothing.
   *
   * @throws {@link InvalidInputError} `userId` when it is blank.
   */
  async redeem(state: unknown, userId: string): Promise<boolean> {
    const isState = typeof state === "string" && /^[\w-]{43}$/.test(state);
    const key = await keyOf(isState ? state : "", userId);
    const expiresAt = isState ? await this.#store.take(key) : undefined;
    return typeof expiresAt === "number" && expiresAt > Date.now();
  }
}

// The user is in the key, so another user's try finds nothing. What is looked up, in whatever time that takes, is a
// digest: it says nothing about the states that are there.
async function keyOf(state: string, userId: unknown): Promise<string> {
  if (typeof userId !== "string" || userId.trim() === "") throw new InvalidInputError("userId", "is missing or blank.");
  return base64Url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(state + userId))));
}

function base64Url(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

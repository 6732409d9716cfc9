/**
 * Where {@link OneTimeStates} keeps what it issued. Implement it on Redis or a database when more than one process
 * answers, or when a sign-up may outlive the process.
 *
 * What is kept is neither the state nor the user: only a digest of both, and a time.
 *
 * @example
 * ```ts
 * import { OneTimeStates, type StateStore } from "whatsapp-coexistence/signup";
 *
 * // The two commands of a Redis client this needs.
 * interface Redis {
 *   set(key: string, value: string, options: { PXAT: number }): Promise<unknown>;
 *   getDel(key: string): Promise<string | null>;
 * }
 * const storeIn = (redis: Redis): StateStore => ({
 *   put: async (key, expiresAt) => void (await redis.set(`signup:${key}`, String(expiresAt), { PXAT: expiresAt })),
 *   take: async (key) => Number(await redis.getDel(`signup:${key}`)),
 * });
 *
 * const kept = new Map<string, string>(); // in the place of a Redis
 * const redis: Redis = {
 *   set: async (key, value) => kept.set(key, value),
 *   getDel: async (key) => {
 *     const value = kept.get(key) ?? null;
 *     kept.delete(key);
 *     return value;
 *   },
 * };
 * const states = new OneTimeStates({ store: storeIn(redis) });
 * const state = await states.issue("user-1");
 * console.log(await states.redeem(state, "user-1")); // true
 * console.log(await states.redeem(state, "user-1")); // false
 * ```
 */
export interface StateStore {
  /**
   * Keeps a key.
   *
   * @param key - 43 characters of base64url.
   * @param expiresAt - when the key may be forgotten, in milliseconds since 1970.
   */
  put(key: string, expiresAt: number): void | Promise<void>;
  /**
   * Removes a key and hands back the `expiresAt` it was kept with, or nothing when it is not there. It has to be one
   * step, such as `GETDEL` or `DELETE … RETURNING`: of two calls at once only one may get it.
   */
  take(key: string): number | null | undefined | Promise<number | null | undefined>;
}

/** Keeps keys in memory: what is over is dropped, and beyond its capacity the oldest. */
export class MemoryStateStore implements StateStore {
  readonly #capacity: number;
  // All live equally long, so they stand in the order in which they end.
  readonly #kept = new Map<string, number>();

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  put(key: string, expiresAt: number): void {
    this.#kept.set(key, expiresAt);
    for (const [oldest, end] of this.#kept) {
      if (end > Date.now() && this.#kept.size <= this.#capacity) return;
      this.#kept.delete(oldest);
    }
  }

  take(key: string): number | undefined {
    const expiresAt = this.#kept.get(key);
    this.#kept.delete(key);
    return expiresAt;
  }
}

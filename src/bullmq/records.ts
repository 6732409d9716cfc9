/**
 * Small texts beside the queues, in the same database. Those of lanes are forgotten when the ids of events are; those of
 * states stay.
 */
export interface Records {
  /** Reads texts, in the order of their keys. */
  read(keys: readonly string[]): Promise<(string | undefined)[]>;
  /** Writes texts, all of them or none. */
  write(texts: ReadonlyMap<string, string>): Promise<void>;
  /** Reads a text and forgets it. */
  take(key: string): Promise<string | undefined>;
  /** The ids of all states. */
  stateIds(): Promise<string[]>;
  /** Reads a state. */
  readState(id: string): Promise<string | undefined>;
  /**
   * Writes a state, unless another process has changed it since it was read.
   *
   * @returns whether it was written.
   */
  replaceState(id: string, before: string | undefined, after: string): Promise<boolean>;
  /**
   * Forgets a state.
   *
   * @returns whether there was one.
   */
  removeState(id: string): Promise<boolean>;
  /** Forgets what is due. */
  purge(): Promise<void>;
}

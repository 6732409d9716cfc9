import type { Records } from "./records.ts";

/** What an intake talks to its database with. */
export interface Connections {
  /** For what has to fail at once where the database is away: requests wait for it. */
  readonly adding: unknown;
  /** For what had better wait until it is back. */
  readonly working: unknown;
  readonly records: Records;
  /** Ends all of them, without waiting for a database that is away. */
  close(): Promise<void>;
}

/** How connections are made. */
export interface ConnectionSettings {
  /** What the names of queues and records begin with. */
  readonly name: string;
  /** How long one may take to be made, in milliseconds. */
  readonly patience: number;
  /** For how long records are remembered, in milliseconds. */
  readonly remember: number;
}

/**
 * Makes connections.
 *
 * @throws what the driver does where the database is away. Nothing is left open then.
 */
export type Connect = (settings: ConnectionSettings) => Promise<Connections>;

// A database that is back is noticed this soon, in milliseconds.
export const longestReconnectWait = 1_000;

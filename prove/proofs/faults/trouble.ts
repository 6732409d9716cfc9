import type { IntakeFactory } from "../../../src/index.ts";
import type { SqliteDatabase } from "../../../src/sqlite/index.ts";

/** Something that happens to a store. */
export interface Trouble {
  /** Makes an intake with that store. */
  readonly intake: IntakeFactory;
  /** Whether nothing can be stored while it lasts, so that every 200 would be a false one. */
  readonly isTotal: boolean;
  /** How many webhooks arrive in a second. */
  readonly perSecond: number;
  begin(): Promise<void>;
  end(): Promise<void>;
  /** Effects in the database of the intake, where it is one. */
  readonly effects?: Effects;
  /** Tidies up. */
  close(): Promise<void>;
}

/** What listeners have written into the intake's own database. */
export interface Effects {
  /** Writes that the listener of a message was called. */
  note(id: string): (database: SqliteDatabase) => void;
  /** For how many messages that is there more than once. */
  doubled(): number;
}

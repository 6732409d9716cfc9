/**
 * Does something in the transaction in which an event becomes done. The work is called once, after all listeners of the
 * event have succeeded, and has to be synchronous: it is committed together with the mark that the event is done, or not
 * at all.
 *
 * The argument is the database of the intake, with better-sqlite3's API.
 */
// biome-ignore lint/suspicious/noExplicitAny: drivers are the application's, and their types come from it
export type Transaction = (work: (database: any) => void) => void;

/** What a listener is told about a delivery, as its second argument. */
export interface Delivery {
  /** 1 at first, and one more for each time that a listener of the event failed. */
  readonly attempt: number;
  /** Joins the transaction in which the event becomes done. Only with an intake whose database can do that. */
  readonly tx?: Transaction;
}

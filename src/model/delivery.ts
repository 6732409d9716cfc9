/**
 * Does something in the transaction in which an event becomes done. The work is called once, after all listeners of the
 * event have succeeded, and has to be synchronous: it is committed together with the mark that the event is done, or not
 * at all.
 *
 * The argument is the database of the intake: the one that was passed, or that of the driver.
 */
export type Transaction = <Database>(work: (database: Database) => void) => void;

/** What a listener is told about a delivery, as its second argument. */
export interface Delivery {
  /** 1 at first, and one more for each time that a listener of the event failed. */
  readonly attempt: number;
  /** Joins the transaction in which the event becomes done. Only with an intake whose database can do that. */
  readonly tx?: Transaction;
}

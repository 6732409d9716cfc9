/** What the measuring process asks a receiver's process. */
export type Question = "usage" | "settled";

/** The receivers of a process, which differ in nothing but their intake. */
export const receiverNames = ["unstored", "memory", "acknowledging", "delivering"] as const;

/**
 * `unstored` accepts everything and keeps nothing; `memory` is the default intake; `acknowledging` stores in SQLite, and
 * leaves the delivery to another process; `delivering` stores and delivers.
 */
export type ReceiverName = (typeof receiverNames)[number];

/** Where each of them listens. */
export type Ports = Readonly<Record<ReceiverName, number>>;

/** What a receiver's process did since it was last asked. */
export interface Usage {
  /** CPU time of all its threads, in milliseconds. */
  readonly cpu: number;
  /** The longest stretch of each tenth of a second for which the event loop was held, in milliseconds. */
  readonly stretches: readonly number[];
  /** What `COMMIT` took, each time, in milliseconds: the part of the stretches that belongs to the disk. */
  readonly commits: readonly number[];
}

export const appSecret = "0123456789abcdef0123456789abcdef";

/** What the receiver is told. */
export interface ReceiverSettings {
  readonly appSecret: string;
  /** The path of a SQLite file, or the URL of a Redis or PostgreSQL. */
  readonly address: string;
  /** What the names of the queues begin with. */
  readonly name?: string;
  /** The file to which effects are appended. Absent: they join the transaction of the intake. */
  readonly ledger?: string;
  /** How long it keeps in memory what it has acknowledged, in milliseconds: the control. Absent: it stores first. */
  readonly answersFirst?: number;
}

/** The state of a synchronization: plain JSON of at most 64 kB, whose members are the library's own. Keep it as it is. */
export interface StoredSynchronization {
  /** The version of its shape. */
  readonly version: number;
  /** The id of the business number. */
  readonly phoneNumberId: string;
}

/** Where the states of synchronizations are kept, by the id of the number. */
export interface SynchronizationStore {
  /** The ids of all numbers that have a state. */
  numbers(): Promise<readonly string[]>;
  /** Reads the state of a number. */
  read(phoneNumberId: string): Promise<StoredSynchronization | undefined>;
  /**
   * Changes the state of a number, so that no other change of it is lost: reads, changes and writes in one transaction.
   * Where `change` hands back what it was given, nothing has to be written.
   */
  update(
    phoneNumberId: string,
    change: (state: StoredSynchronization | undefined) => StoredSynchronization | undefined,
  ): Promise<void>;
  /**
   * Forgets the state of a number.
   *
   * @returns whether there was one.
   */
  remove(phoneNumberId: string): Promise<boolean>;
}

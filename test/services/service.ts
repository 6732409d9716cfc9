/** A Redis or a PostgreSQL that answers. */
export interface Service {
  readonly url: string;
  /** Where it was found: in the environment, on its standard port, or started from PATH by this process. */
  readonly from: "environment" | "local port" | "started";
  /** Ends one that this process started and removes its folder. One that was there before goes on. */
  stop(): Promise<void>;
}

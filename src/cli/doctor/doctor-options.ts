import type { DiagnosisCheck } from "../../client/index.ts";

/** Through whom the number came. */
export type DoctorRoute = "meta" | "360dialog";

/** What `doctor` was asked for. */
export interface DoctorOptions {
  readonly route: DoctorRoute;
  /** The ids and addresses, as they were given. */
  readonly given: GivenOptions;
  /** Checks to do without. */
  readonly leaveOut: ReadonlySet<DiagnosisCheck>;
  /** Whether to send test webhooks. */
  readonly probe: boolean;
  /** One line of JSON instead of a table. */
  readonly json: boolean;
}

/** The options that take a value of the user's, by their names. */
export interface GivenOptions {
  readonly waba?: string;
  readonly number?: string;
  readonly app?: string;
  readonly channel?: string;
  readonly url?: string;
  readonly "partner-url"?: string;
  readonly state?: string;
  readonly graph?: string;
  readonly hub?: string;
  readonly messaging?: string;
}

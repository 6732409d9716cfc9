import type { DisconnectionInfo } from "../../schemas/index.ts";

/**
 * What happens on a number, as a script that is plain data: it can be written in TypeScript, or as JSON for an
 * application in any other language. The same script with the same seed gives the same traffic.
 *
 * @example
 * ```ts
 * import type { Scenario } from "whatsapp-coexistence/testing";
 *
 * // Five thousand messages of history, one of them corrected later; then the phone is lost.
 * const scenario: Scenario = {
 *   seed: 7,
 *   history: 5_000,
 *   afterwards: [{ do: "echo" }, { do: "edit" }, { do: "wait", seconds: 3_600 }, { do: "disconnect" }],
 * };
 * console.log(scenario.afterwards?.length); // 4
 * ```
 */
export interface Scenario {
  /** The same seed gives the same traffic. Default: 1. */
  readonly seed?: number | undefined;
  /** How many people are in the address book. The last of three or more has a username and no known number. Default: 12. */
  readonly customers?: number | undefined;
  /**
   * How many messages the history has, up to 1,000,000; `"declined"` where the business keeps it to itself; `"nothing"`
   * where the request is accepted and no webhook ever comes, which has been seen in production. Default: 240.
   */
  readonly history?: number | "declined" | "nothing" | undefined;
  /** How many messages a chunk of history has at most. Default: 100. */
  readonly chunkSize?: number | undefined;
  /**
   * When the number was onboarded. Default: now, and everything has the time at which it happens. With a fixed time the
   * times are made up as well, and two runs differ in nothing but the ids that 360dialog gives to events.
   */
  readonly onboardedAt?: Date | undefined;
  /** What happens when the history was sent. Default: {@link everydayLife}. */
  readonly afterwards?: readonly ScenarioStep[] | undefined;
}

/** Something that happens on a number after its history was sent. */
export type ScenarioStep =
  /** Customers write: texts, now and then a picture. */
  | { readonly do: "message" /** Default: 1. */; readonly count?: number | undefined }
  /** Staff write from the phone: texts, now and then a picture. */
  | { readonly do: "echo" /** Default: 1. */; readonly count?: number | undefined }
  /** A customer reacts to what staff wrote last. */
  | { readonly do: "reaction" }
  /** Staff correct what they wrote last, or the customer does. */
  | { readonly do: "edit" /** Default: `"staff"`. */; readonly by?: "staff" | "customer" | undefined }
  /** Staff take back what they wrote last, or the customer does. */
  | { readonly do: "revoke" /** Default: `"staff"`. */; readonly by?: "staff" | "customer" | undefined }
  /** A message that was sent through the API is sent, delivered and read: three statuses. */
  | { readonly do: "status" /** How many messages. Default: 1. */; readonly count?: number | undefined }
  /** The address book changes: one contact gets another name, a new one comes, and one is removed. */
  | { readonly do: "contacts" }
  /** One webhook with as many messages as fit into it, up to 1,000. */
  | {
      readonly do: "burst" /** Its largest size. Default: 3,145,728, Meta's largest. */;
      readonly bytes?: number | undefined;
    }
  /** Nothing happens for a while. */
  | { readonly do: "wait"; readonly seconds: number }
  /** The number gets out of touch with the API: `ACCOUNT_OFFBOARDED`. It usually comes back by itself. */
  | { readonly do: "offboard" }
  /** It is back: `ACCOUNT_RECONNECTED`. */
  | { readonly do: "reconnect" }
  /** The number leaves the API: `PARTNER_REMOVED`. */
  | {
      readonly do: "disconnect";
      /** Default: `"PRIMARY_INACTIVITY"`, by the system. */
      readonly reason?: Exclude<DisconnectionInfo["reason"], undefined> | undefined;
    };

/**
 * A day on a number: customers write and staff answer from the phone, correct themselves and take something back; a
 * message goes out through the API; the address book changes.
 */
export const everydayLife: readonly ScenarioStep[] = [
  { do: "message", count: 4 },
  { do: "echo", count: 4 },
  { do: "reaction" },
  { do: "echo" },
  { do: "edit" },
  { do: "echo" },
  { do: "revoke" },
  { do: "message" },
  { do: "edit", by: "customer" },
  { do: "message" },
  { do: "revoke", by: "customer" },
  { do: "status", count: 2 },
  { do: "contacts" },
];

import { CoexistenceError } from "../errors/index.ts";
import { longestTimer, requirePositive } from "../runtime/positive-number.ts";

/** Options of {@link bullmqIntake}. */
export interface BullmqIntakeOptions {
  /**
   * How long the listeners of an event may take, in milliseconds. One that takes longer counts as failed; what it does
   * afterwards is nobody's. Default: 30,000.
   */
  lease?: number | undefined;
  /** How often the listeners of an event are called before it becomes a dead letter. Default: 8, over one to two minutes. */
  attempts?: number | undefined;
  /** The wait after the first failed attempt, in milliseconds. Each one after it is twice as long, up to a minute. Default: 1000. */
  retryAfter?: number | undefined;
  /** Of how many chats this process delivers events at the same time. Default: 32. */
  concurrency?: number | undefined;
  /** With how many jobs waiting, which are webhooks or their events, the sender is asked to try again later. Default: 100,000. */
  backlog?: number | undefined;
  /** For how many days an event is remembered as done. Senders repeat for seven. Default: 8. */
  remember?: number | undefined;
  /** How long a request may wait for the store, in milliseconds, before it is answered 503. Default: 2,500. */
  patience?: number | undefined;
  /** How long `close()` of the receiver waits for listeners, in milliseconds. Default: 10,000. */
  grace?: number | undefined;
  /**
   * What the names of the queues begin with. Receivers with the same name in the same database share their webhooks; give
   * applications with different listeners different names. Default: `"coexistence"`.
   */
  name?: string | undefined;
  /** Whether this process delivers events. One that does not only accepts them, for others to deliver. Default: true. */
  deliver?: boolean | undefined;
}

/** All options, each with a value. */
export type Settings = { readonly [Name in keyof BullmqIntakeOptions]-?: NonNullable<BullmqIntakeOptions[Name]> };

const defaults: Settings = {
  lease: 30_000,
  attempts: 8,
  retryAfter: 1_000,
  concurrency: 32,
  backlog: 100_000,
  remember: 8,
  patience: 2_500,
  grace: 10_000,
  name: "coexistence",
  deliver: true,
};

const times = ["lease", "patience", "grace", "retryAfter"];

/**
 * Puts the defaults where nothing is set.
 *
 * @throws CoexistenceError `invalid_option`.
 */
export function readSettings(options: BullmqIntakeOptions): Settings {
  // An option that is there with the value undefined is one that was not set.
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const settings: Settings = { ...defaults, ...Object.fromEntries(given) };
  const { name, deliver, ...numbers } = settings;
  for (const [option, value] of Object.entries(numbers)) {
    requirePositive(`bullmqIntake: ${option}`, value, times.includes(option) ? longestTimer : undefined);
  }
  // BullMQ puts a colon between the parts of its keys.
  if (typeof name !== "string" || !/^[\w.-]{1,64}$/.test(name)) {
    throw new CoexistenceError(
      "invalid_option",
      "bullmqIntake: name is no word of letters, digits, dots, dashes and underscores, of 64 at most.",
    );
  }
  if (typeof deliver !== "boolean") {
    throw new CoexistenceError("invalid_option", "bullmqIntake: deliver is neither true nor false.");
  }
  return settings;
}

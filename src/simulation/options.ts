import { InvalidInputError } from "../errors/index.ts";
import { type ProbeSettings, readOptions as readProbeOptions } from "../probe/options.ts";
import type { Clock } from "../traffic/clock.ts";
import { createClock } from "../traffic/clock.ts";
import { readScenario } from "../traffic/scenario/read-scenario.ts";
import { everydayLife, type Scenario, type ScenarioStep } from "../traffic/scenario/scenario.ts";
import type { SimulationProgress } from "./progress.ts";

/** Options of {@link simulate}. Exactly one of `appSecret`, `platformSecret` and `webhookHeaders` has to be there. */
export interface SimulationOptions {
  /** Meta's app secret. The webhooks are Meta's. Receivers of this package refuse one with fewer than 16 characters. */
  appSecret?: string | undefined;
  /**
   * 360dialog's platform secret. The webhooks are those of its partner URL: contacts and history. Receivers of this package
   * refuse one with fewer than 16 characters.
   */
  platformSecret?: string | undefined;
  /**
   * The headers set together with a number's URL at 360dialog. The webhooks are those of such a URL: messages, echoes,
   * statuses and contacts.
   */
  webhookHeaders?: Readonly<Record<string, string | undefined>> | undefined;
  /** The verify token typed into Meta's App Dashboard. Without it no challenge is sent. */
  verifyToken?: string | undefined;
  /**
   * What happens on each number. Here the history has 5,000 messages by default, the seed is another one each time, and
   * afterwards comes {@link everydayLife}, a pause of the account and its end, and the disconnection.
   */
  scenario?: Scenario | undefined;
  /** How many numbers are onboarded at once, up to 100. Default: 2. */
  numbers?: number | undefined;
  /**
   * How untidy it gets, from 0, where everything comes once and in its order, to 1. Default: 0.5, where one webhook in
   * eight comes twice, one connection in forty is cut, and eight webhooks at a time may overtake each other.
   */
  chaos?: number | undefined;
  /** How many seconds of the scenario, and of the waits between attempts, pass in one of ours. Default: 60. */
  speed?: number | undefined;
  /**
   * How long a webhook is retried, in milliseconds of that faster time. Senders go on for seven days. Default: 20
   * minutes, which are twelve attempts within some 17 seconds of ours.
   */
  retriedFor?: number | undefined;
  /** How many webhooks are on their way at a time, up to 256. Default: 8. */
  concurrency?: number | undefined;
  /** How long an answer may take, in milliseconds of ours. Default: 10,000, or the 5,000 that 360dialog allows. */
  timeout?: number | undefined;
  /** Is told how each number is doing: before the first request, about ten times a second, and in the end. */
  onProgress?: ((progress: SimulationProgress) => void) | undefined;
  /** Ends the simulation. */
  signal?: AbortSignal | undefined;
}

/** {@link SimulationOptions}, read and with every default filled in. */
export interface SimulationSettings extends ProbeSettings {
  readonly scenario: Scenario & { readonly seed: number };
  readonly numbers: number;
  readonly chaos: number;
  readonly clock: Clock;
  readonly retriedFor: number;
  readonly concurrency: number;
  readonly onProgress: ((progress: SimulationProgress) => void) | undefined;
}

const minute = 60_000;

/** @throws InvalidInputError naming the option. */
export function readOptions(options: SimulationOptions): SimulationSettings {
  // Whoever passes the secret itself must not find it in the message of a TypeError.
  if (typeof options !== "object" || options === null) throw new InvalidInputError("options", "is no object.");
  const { scenario, numbers = 2, chaos = 0.5, speed = 60, retriedFor = 20 * minute, ...others } = options;
  const { concurrency = 8, onProgress, ...aboutSender } = others;
  const settings = readProbeOptions(aboutSender);
  requireNumber("numbers", numbers, 1, 100);
  requireNumber("concurrency", concurrency, 1, 256);
  if (!(typeof chaos === "number" && chaos >= 0 && chaos <= 1)) {
    throw new InvalidInputError("chaos", "is no number from 0 to 1.");
  }
  if (!(typeof retriedFor === "number" && retriedFor >= 0)) {
    throw new InvalidInputError("retriedFor", "is no number from 0.");
  }
  if (onProgress !== undefined && typeof onProgress !== "function") {
    throw new InvalidInputError("onProgress", "is not a function.");
  }
  return {
    ...settings,
    timeout: options.timeout ?? settings.sender.patience ?? settings.timeout,
    scenario: complete(readScenario(scenario ?? {})),
    clock: createClock(speed),
    ...{ numbers, chaos, retriedFor, concurrency, onProgress },
  };
}

function requireNumber(option: string, value: unknown, smallest: number, largest: number): void {
  if (Number.isInteger(value) && Number(value) >= smallest && Number(value) <= largest) return;
  throw new InvalidInputError(option, `is no whole number from ${smallest} to ${largest}.`);
}

/** Everything that can happen, to the end. */
const wholeLife: readonly ScenarioStep[] = [
  ...everydayLife,
  { do: "offboard" },
  { do: "wait", seconds: 60 },
  { do: "reconnect" },
  { do: "message" },
  { do: "disconnect" },
];

function complete(scenario: Scenario): SimulationSettings["scenario"] {
  const { seed = drawSeed(), history = 5_000, afterwards = wholeLife } = scenario;
  return { ...scenario, seed, history, afterwards };
}

/**
 * Draws a seed: a short one, so that it can be typed again.
 *
 * @internal
 */
export function drawSeed(): number {
  const [random = 1] = crypto.getRandomValues(new Uint32Array(1));
  return random % 1_000_000;
}

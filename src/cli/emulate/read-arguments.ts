import { isWithin } from "../../emulator/world/reach.ts";
import { UsageError } from "../command.ts";
import { parseArguments } from "../parse-arguments.ts";

/** What `emulate` was asked for. */
export interface EmulateOptions {
  readonly port: number;
  readonly webhook: string | undefined;
  readonly partnerWebhook: string | undefined;
  /** Where addresses of the public internet lead to, by their origins. */
  readonly tunnels: Readonly<Record<string, string>>;
  readonly allowRemote: boolean;
  /** A file of JSON. */
  readonly scenario: string | undefined;
  readonly history: number | "declined" | "nothing" | undefined;
  readonly seed: number | undefined;
  readonly chaos: number;
  readonly speed: number;
  /** How many businesses sign up at once. */
  readonly signUps: number;
}

/**
 * Reads the arguments of `emulate`.
 *
 * @throws UsageError
 * @internal
 */
export function readArguments(args: string[]): EmulateOptions {
  const { values, positionals } = parseArguments(args, {
    port: { type: "string", default: "4000" },
    webhook: { type: "string" },
    "partner-webhook": { type: "string" },
    tunnel: { type: "string", multiple: true, default: [] },
    "allow-remote": { type: "boolean", default: false },
    scenario: { type: "string" },
    history: { type: "string" },
    seed: { type: "string" },
    chaos: { type: "string", default: "0" },
    speed: { type: "string", default: "1" },
    "sign-up": { type: "string", default: "0" },
  });
  if (positionals.length > 0) throw new UsageError("emulate takes options only.");
  const tunnels = Object.fromEntries(values.tunnel.map(readTunnel));
  const allowRemote = values["allow-remote"];
  const reached = { tunnels: new Map(Object.entries(tunnels)), allowRemote };
  return {
    port: readWhole("--port", values.port, 65_535),
    webhook: readWebhook("--webhook", values.webhook, reached),
    partnerWebhook: readWebhook("--partner-webhook", values["partner-webhook"], reached),
    ...{ tunnels, allowRemote },
    scenario: values.scenario,
    history: readHistory(values.history),
    seed: values.seed === undefined ? undefined : readWhole("--seed", values.seed, 2_147_483_647),
    chaos: readNumber("--chaos", values.chaos, (value) => value <= 1, "a number from 0 to 1"),
    speed: readNumber("--speed", values.speed, (value) => value > 0 && value <= 1_000_000, "a number above 0"),
    signUps: readWhole("--sign-up", values["sign-up"], 1_000),
  };
}

function readHistory(text: string | undefined): EmulateOptions["history"] {
  if (text === undefined || text === "declined" || text === "nothing") return text;
  if (/^\d{1,7}$/.test(text) && Number(text) <= 1_000_000) return Number(text);
  throw new UsageError("--history takes a number up to 1000000, declined, or nothing.");
}

function readWhole(option: string, text: string, largest: number): number {
  return readNumber(option, text, (value) => Number.isInteger(value) && value <= largest, `a number up to ${largest}`);
}

function readNumber(option: string, text: string, isRight: (value: number) => boolean, what: string): number {
  const value = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && isRight(value)) return value;
  throw new UsageError(`${option} takes ${what}.`);
}

/** The address itself is not repeated: it may hold a secret. */
function readWebhook(option: string, text: string | undefined, reached: Parameters<typeof isWithin>[0]) {
  if (text === undefined) return undefined;
  if (!isAddress(text)) throw new UsageError(`${option} takes an address that begins with http:// or https://.`);
  if (isWithin(reached, text)) return text;
  throw new UsageError(
    `${option} is not on this machine. Say with --tunnel where it is reached, or with --allow-remote that invented ` +
      "webhooks may go there.",
  );
}

function readTunnel(text: string): [string, string] {
  const [from = "", to = "", ...more] = text.split("=");
  const isRight = more.length === 0 && [from, to].every((end) => isAddress(end) && /^\/?$/.test(new URL(end).pathname));
  if (isRight) return [new URL(from).origin, new URL(to).origin];
  throw new UsageError("--tunnel takes two addresses without paths: https://shop.example=http://localhost:3000.");
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:/i.test(text);
}

import type {
  Eligibility,
  EligibilityInput,
  EligibilityRequirement,
  EligibilityVerdict,
} from "../../eligibility/index.ts";
import { PhoneNumberError } from "../../eligibility/phone-number/phone-number-error.ts";
import type { ProbeReport } from "../../probe/index.ts";
import type { Surroundings } from "../command.ts";
import { probeAt } from "../probe/probe-at.ts";
import { renderProbes } from "../probe/probe-report.ts";
import { readProbeSecrets } from "../probe/probe-secrets.ts";
import { paintFor } from "../terminal/paint.ts";
import { printableJson } from "../terminal/printable.ts";
import type { ReportOptions } from "../terminal/report-options.ts";
import { widthOf } from "../terminal/width-of.ts";
import { toUsageError } from "../to-usage-error.ts";
import { argumentNames } from "./argument-names.ts";
import { renderEligibility } from "./eligibility-report.ts";
import type { CheckOptions } from "./read-arguments.ts";

/**
 * Checks a number, probes a webhook, or both, and prints what was found.
 *
 * @returns the exit code. With a number: 0 where it is eligible, 2 where it is not, 3 where that is unknown. Without: 0
 * for a webhook that is ready, 2 for one that is not.
 * @throws UsageError for an argument that cannot be used. Nothing was sent then.
 * @internal
 */
export async function runCheck(options: CheckOptions, surroundings: Surroundings): Promise<number> {
  const { stdout, environment } = surroundings;
  const print = (value: object): unknown => stdout.write(`${printableJson(JSON.stringify(value))}\n`);
  const found = await find(options, surroundings).catch((error: unknown) => {
    // A list of numbers goes on after one that is none, and needs to tell it from the others.
    if (options.json && error instanceof PhoneNumberError) print({ error });
    throw toUsageError(error, argumentNames);
  });
  if (options.json) {
    const { number, probed } = found;
    const { route, on } = number?.input ?? {};
    print({ route, on, eligibility: number?.eligibility, probe: probed?.report });
  } else {
    const sections = render(found, { width: widthOf(stdout), paint: paintFor(stdout, environment) });
    stdout.write(sections.map((lines) => `${lines.join("\n")}\n`).join("\n"));
  }
  return exitCodeOf(found);
}

/** What was found, about what was asked for. */
interface Found {
  readonly number: { readonly input: DatedInput; readonly eligibility: Eligibility } | undefined;
  readonly probed: { readonly sender: string; readonly report: ProbeReport } | undefined;
}

/** The day is always there, so that the report names the one that was judged for. */
type DatedInput = EligibilityInput & { readonly on: Date | string };

async function find({ route, input, probe }: CheckOptions, surroundings: Surroundings): Promise<Found> {
  const dated = input && { ...input, on: input.on ?? today() };
  // Before anything is sent: this refuses a number that cannot be one.
  const eligibility = dated && (await judge(dated));
  const probed = probe === undefined ? undefined : await runProbe(probe, route, surroundings);
  if (dated === undefined || eligibility === undefined) return { number: undefined, probed };
  if (probed === undefined) return { number: { input: dated, eligibility }, probed };
  return { number: { input: dated, eligibility: await judge({ ...dated, webhook: probed.report }) }, probed };
}

function today(): string {
  return new Date().toISOString().slice(0, "2026-10-01".length);
}

async function judge(input: EligibilityInput): Promise<Eligibility> {
  // The numbering plans of all countries come with it: a probe alone does without.
  const { checkEligibility } = await import("../../eligibility/index.ts");
  return checkEligibility(input);
}

async function runProbe(address: string, route: CheckOptions["route"], surroundings: Surroundings) {
  const { sender, options } = readProbeSecrets(surroundings.environment, route);
  return { sender, report: await probeAt(address, options, surroundings) };
}

function render({ number, probed }: Found, options: ReportOptions): string[][] {
  return [
    ...(probed === undefined ? [] : [renderProbes(probed.report, probed.sender, options)]),
    ...(number === undefined ? [] : [renderEligibility(number.eligibility, occasionOf(number.input), options)]),
  ];
}

function occasionOf({ route, on, overrides = {} }: DatedInput) {
  const answered = new Set(Object.keys(overrides) as EligibilityRequirement[]);
  return { route, day: String(on), answered };
}

const exitCodes: Readonly<Record<EligibilityVerdict, number>> = { eligible: 0, ineligible: 2, unknown: 3 };

function exitCodeOf({ number, probed }: Found): number {
  if (number !== undefined) return exitCodes[number.eligibility.verdict];
  return probed?.report.ready ? 0 : 2;
}

import { type Finding, isHealthy } from "../../client/diagnosis/finding.ts";
import { InvalidInputError } from "../../errors/index.ts";
import type { ProbeReport } from "../../probe/index.ts";
import type { Surroundings } from "../command.ts";
import { probeAt } from "../probe/probe-at.ts";
import { renderProbes } from "../probe/probe-report.ts";
import { paintFor } from "../terminal/paint.ts";
import { printable, printableJson } from "../terminal/printable.ts";
import { widthOf } from "../terminal/width-of.ts";
import { wrap } from "../terminal/wrap.ts";
import { toUsageError } from "../to-usage-error.ts";
import { argumentNames } from "./argument-names.ts";
import type { DoctorOptions } from "./doctor-options.ts";
import { renderDiagnosis } from "./doctor-report.ts";
import { type Look, look } from "./look.ts";
import { chooseTarget, type ProbeTarget } from "./probe-target.ts";

/**
 * Diagnoses an integration, probes its webhook where that was asked for, and prints what was found.
 *
 * @returns the exit code: 0 where nothing is wrong, 2 where something is, 3 where something is unknown, or was not probed.
 * @throws UsageError for an argument that cannot be used. Nothing was sent then.
 * @internal
 */
export async function runDoctor(options: DoctorOptions, surroundings: Surroundings): Promise<number> {
  const found = await find(options, surroundings).catch((error: unknown) => {
    throw toUsageError(error, argumentNames[options.route]);
  });
  const { findings, probed } = found;
  const isReady = probed?.report?.ready !== false;
  print(options, { ...found, healthy: isHealthy(findings) && isReady }, surroundings);
  if (hasVerdict(findings, "failed") || !isReady) return 2;
  return hasVerdict(findings, "unknown") || probed?.refusal !== undefined ? 3 : 0;
}

interface Found extends Look {
  /** Without what is left out. */
  readonly findings: readonly Finding[];
  readonly probed: Probed | undefined;
}

interface Probed extends Omit<ProbeTarget, "address"> {
  readonly report?: ProbeReport;
  /** Why there is no report. */
  readonly refusal?: string;
}

async function find(options: DoctorOptions, surroundings: Surroundings): Promise<Found> {
  // Before anything is sent: this refuses what cannot be probed.
  const target = options.probe ? chooseTarget(options, surroundings.environment) : undefined;
  const result = await look(options, surroundings);
  const findings = result.diagnosis.findings.filter(({ check }) => !options.leaveOut.has(check));
  return { ...result, findings, probed: target && (await probe(target, result, options, surroundings)) };
}

async function probe(
  { address, ...identity }: ProbeTarget,
  { diagnosis }: Look,
  { route }: DoctorOptions,
  surroundings: Surroundings,
): Promise<Probed> {
  const { number, partner } = diagnosis.webhookUrls;
  const place = address ?? (identity.isPartner ? partner : number);
  const option = identity.isPartner ? "--partner-url" : "--url";
  if (place === undefined) return { ...identity, refusal: `Nothing says where webhooks go: name it with ${option}.` };
  try {
    return { ...identity, report: await probeAt(place, identity.options, surroundings) };
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    // What was found out before is printed all the same.
    return { ...identity, refusal: nameField(error, route) };
  }
}

function nameField(error: InvalidInputError, route: DoctorOptions["route"]): string {
  const named = toUsageError(error, argumentNames[route]);
  return named instanceof Error ? named.message : error.message;
}

function hasVerdict(findings: readonly Finding[], verdict: Finding["verdict"]): boolean {
  return findings.some((finding) => finding.verdict === verdict);
}

function print(
  { route, json }: DoctorOptions,
  { subject, missing, findings, probed, healthy }: Found & { readonly healthy: boolean },
  { stdout, environment }: Surroundings,
): void {
  if (json) {
    const line = { route, healthy, findings, probe: probed?.report, notProbed: probed?.refusal };
    stdout.write(`${printableJson(JSON.stringify(line))}\n`);
    return;
  }
  const layout = { width: widthOf(stdout), paint: paintFor(stdout, environment) };
  const sections = [
    renderDiagnosis({ subject, findings, missing }, layout),
    ...(probed === undefined ? [] : [renderProbed(probed, layout)]),
  ];
  stdout.write(sections.map((lines) => `${lines.join("\n")}\n`).join("\n"));
}

function renderProbed({ report, refusal, sender }: Probed, layout: Parameters<typeof renderProbes>[2]): string[] {
  if (report !== undefined) return renderProbes(report, sender, layout);
  const text = printable(`Not probed. ${refusal}`);
  return wrap(text, layout.width, "prose").map((line) => layout.paint("warning", line));
}

import type { Finding } from "../../client/index.ts";
import type { ProbeReport } from "../../probe/index.ts";
import type { Surroundings } from "../command.ts";
import { probeAt } from "../probe/probe-at.ts";
import { renderProbes } from "../probe/probe-report.ts";
import { type ProbeIdentity, readProbeSecrets } from "../probe/probe-secrets.ts";
import { paintFor } from "../terminal/paint.ts";
import { printable, printableJson } from "../terminal/printable.ts";
import { widthOf } from "../terminal/width-of.ts";
import { toUsageError } from "../to-usage-error.ts";
import { argumentNames } from "./argument-names.ts";
import type { DoctorOptions } from "./doctor-options.ts";
import { renderDiagnosis } from "./doctor-report.ts";
import { type Look, look } from "./look.ts";

/**
 * Diagnoses an integration, probes its webhook where that was asked for, and prints what was found.
 *
 * @returns the exit code: 0 where nothing is wrong, 2 where something is, 3 where something is unknown.
 * @throws UsageError for an argument that cannot be used. Nothing was sent then.
 * @internal
 */
export async function runDoctor(options: DoctorOptions, surroundings: Surroundings): Promise<number> {
  const found = await find(options, surroundings).catch((error: unknown) => {
    throw toUsageError(error, argumentNames[options.route]);
  });
  const { findings, probed } = found;
  const healthy = !hasVerdict(findings, "failed") && probed?.report?.ready !== false;
  print(options, { ...found, healthy }, surroundings);
  if (!healthy) return 2;
  const isOpen = hasVerdict(findings, "unknown") || (options.probe && probed?.report === undefined);
  return isOpen ? 3 : 0;
}

interface Found extends Look {
  /** Without what is left out. */
  readonly findings: readonly Finding[];
  readonly probed: Probed | undefined;
}

interface Probed extends ProbeIdentity {
  /** Absent where nothing says where webhooks go. */
  readonly report: ProbeReport | undefined;
}

async function find(options: DoctorOptions, surroundings: Surroundings): Promise<Found> {
  const { environment } = surroundings;
  // Before anything is sent: this refuses an environment without the sender's secret.
  const identity = options.probe ? readProbeSecrets(environment, options.route) : undefined;
  const result = await look(options, environment);
  const findings = result.diagnosis.findings.filter(({ check }) => !options.leaveOut.has(check));
  return { ...result, findings, probed: identity && (await probe(identity, options, result, surroundings)) };
}

async function probe(
  identity: ProbeIdentity,
  { given }: DoctorOptions,
  { diagnosis }: Look,
  surroundings: Surroundings,
): Promise<Probed> {
  const { number, partner } = diagnosis.webhookUrls;
  const isPartner = identity.options.platformSecret !== undefined;
  const address = isPartner ? (given["partner-url"] ?? partner) : (given.url ?? number);
  const report = address === undefined ? undefined : await probeAt(address, identity.options, surroundings);
  return { ...identity, report };
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
    const line = { route, healthy, findings, probe: probed?.report };
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

function renderProbed({ report, sender }: Probed, layout: Parameters<typeof renderProbes>[2]): string[] {
  if (report !== undefined) return renderProbes(report, sender, layout);
  return [
    layout.paint("warning", printable("Not probed: nothing says where webhooks go. Name the address with --url.")),
  ];
}

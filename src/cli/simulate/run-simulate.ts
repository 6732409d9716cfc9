import { isCoexistenceError } from "../../errors/index.ts";
import { drawSeed, type SimulationOptions, type SimulationReport, simulate } from "../../simulation/index.ts";
import { programName, type Surroundings } from "../command.ts";
import { readProbeSecrets } from "../probe/probe-secrets.ts";
import { readScenarioFile } from "../scenario/read-scenario-file.ts";
import { paintFor } from "../terminal/paint.ts";
import { printable, printableJson } from "../terminal/printable.ts";
import { widthOf } from "../terminal/width-of.ts";
import { toUsageError } from "../to-usage-error.ts";
import { argumentNames } from "./argument-names.ts";
import { screenFor } from "./progress-screen.ts";
import type { SimulateOptions } from "./read-arguments.ts";
import { warnOfShortSecret } from "./short-secret.ts";
import { renderSimulation } from "./simulation-report.ts";

/**
 * Simulates, and prints what was found.
 *
 * @returns the exit code: 0 where the webhook passed, 2 where it failed, 130 where Ctrl+C ended it before that was known.
 * @throws UsageError for an argument that cannot be used. Nothing was sent then.
 * @internal
 */
export async function runSimulate(options: SimulateOptions, surroundings: Surroundings): Promise<number> {
  const { stdout, stderr, environment } = surroundings;
  const identity = readProbeSecrets(environment, options.route, "A simulation");
  const warning = warnOfShortSecret(identity.options);
  if (warning !== undefined) stderr.write(`${programName}: ${warning}\n`);
  const report = await play(options, identity.options, surroundings).catch((error: unknown) => {
    if (isCoexistenceError(error) && error.code === "aborted") return undefined;
    throw toUsageError(error, argumentNames);
  });
  if (report === undefined) return 130;
  if (options.json) {
    stdout.write(`${printableJson(JSON.stringify(report))}\n`);
  } else {
    const look = { width: widthOf(stdout), paint: paintFor(stdout, environment) };
    stdout.write(`${renderSimulation(report, identity.sender, look).join("\n")}\n`);
  }
  return report.passed ? 0 : 2;
}

async function play(
  { url, file, scenario, numbers, chaos, speed, json }: SimulateOptions,
  secrets: SimulationOptions,
  { stderr, environment }: Surroundings,
): Promise<SimulationReport> {
  const written = file === undefined ? {} : await readScenarioFile(file);
  // Drawn here, so that it is known from the beginning.
  const seed = scenario.seed ?? written.seed ?? drawSeed();
  const stop = new AbortController();
  const end = (): void => stop.abort();
  // A second one ends at once.
  process.once("SIGINT", end);
  const screen = screenFor(json ? undefined : stderr, environment);
  let isAnnounced = false;
  return simulate(url, {
    ...secrets,
    ...{ numbers, chaos, speed },
    scenario: { ...written, ...scenario, seed },
    signal: stop.signal,
    onProgress: (progress) => {
      if (!isAnnounced) stderr.write(announce(url, progress.numbers.length));
      isAnnounced = true;
      screen.update(progress);
    },
  }).finally(() => {
    process.off("SIGINT", end);
    screen.finish();
    if (stop.signal.aborted) stderr.write(`${programName}: Stopped. --seed ${seed} sends the same again.\n`);
  });
}

/** The host alone: what follows it may hold a secret, and this line lands in logs. */
function announce(url: string, numbers: number): string {
  const whose = numbers === 1 ? "an invented number" : `${numbers} invented numbers`;
  return (
    `${programName}: Sending test webhooks to ${printable(new URL(url).host)}. The listeners of that receiver get the ` +
    `contacts, history and messages of ${whose} (phone_number_id 000000000…).\n`
  );
}

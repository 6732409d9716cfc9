import process from "node:process";
import { Emulator, type Scenario } from "../../emulator/index.ts";
import { type Surroundings, UsageError } from "../command.ts";
import { readScenarioFile } from "../scenario/read-scenario-file.ts";
import { count } from "../terminal/count.ts";
import { paintFor } from "../terminal/paint.ts";
import { readCredentials, toEmulatorOptions } from "./credentials.ts";
import { introduce, introduceSignUp } from "./introduction.ts";
import { deliveryLine, requestLine, verificationLine } from "./lines.ts";
import type { EmulateOptions } from "./read-arguments.ts";

/**
 * Runs an emulator until it is stopped.
 *
 * @returns the exit code.
 * @throws UsageError
 * @internal
 */
export async function runEmulate(options: EmulateOptions, { stdout, environment }: Surroundings): Promise<number> {
  const { port, webhook, partnerWebhook, tunnels, allowRemote, chaos, speed, signUps } = options;
  const paint = paintFor(stdout, environment);
  const credentials = readCredentials(environment);
  const emulator = new Emulator({
    ...toEmulatorOptions(credentials, partnerWebhook),
    ...{ callbackUrl: webhook, scenario: await readGivenScenario(options), chaos, speed },
    ...{ tunnels, allowRemote },
    onDelivery: (delivery) => print(deliveryLine(delivery, paint)),
    onRequest: (request) => print(requestLine(request, paint)),
  });
  let isStopped = false;
  // What is given up because it ends is no news.
  const print = (line: string): void => {
    if (!isStopped) stdout.write(line);
  };
  const stopped = untilStopped().then(() => {
    isStopped = true;
  });
  const url = await listen(emulator, port);
  stdout.write(introduce(url, Object.values(credentials), { meta: webhook, dialog360: partnerWebhook }, paint));
  // Whoever stops it does not wait for an address that does not answer.
  if (webhook !== undefined) void emulator.verifyCallback().then((problem) => print(verificationLine(problem, paint)));
  for (let left = signUps; left > 0; left -= 1) print(introduceSignUp(emulator.signUp(), url));
  await stopped;
  const { requests, deliveries } = emulator;
  await emulator.close();
  const accepted = deliveries.filter(({ state }) => state === "accepted").length;
  stdout.write(`\n${count(requests.length, "call")}, ${count(deliveries.length, "webhook")}, ${accepted} accepted\n`);
  return 0;
}

async function readGivenScenario({ scenario, history, seed }: EmulateOptions): Promise<Scenario> {
  const file = scenario === undefined ? {} : await readScenarioFile(scenario);
  return { ...file, ...(history === undefined ? {} : { history }), ...(seed === undefined ? {} : { seed }) };
}

async function listen(emulator: Emulator, port: number): Promise<string> {
  try {
    return await emulator.listen({ port });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EADDRINUSE") throw new UsageError(`Port ${port} is in use. Choose another with --port.`);
    if (code === "EACCES") throw new UsageError(`Port ${port} may not be used. Choose another with --port.`);
    throw error;
  }
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}

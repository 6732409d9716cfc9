import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createCoexistence, type IntakeFactory } from "whatsapp-coexistence";
import { nodeMount } from "whatsapp-coexistence/node";
import { sqliteIntake } from "whatsapp-coexistence/sqlite";
import { watchLoop } from "./loop-watch.ts";
import { TimedDatabase } from "./timed-database.ts";
import { appSecret, type Ports, type Question, type ReceiverName, type Usage } from "./wire.ts";

/** Receivers as applications would run them, in a process of their own. It ends with the one that started it. */
export async function runReceivers(file: string): Promise<void> {
  const delivering = new TimedDatabase(`${file}-delivering`);
  const acknowledging = new TimedDatabase(`${file}-acknowledging`);
  const intakes: Record<ReceiverName, IntakeFactory | undefined> = {
    unstored: () => ({ accept: async () => undefined, close: async () => undefined }),
    memory: undefined,
    acknowledging: await storeOnly(acknowledging),
    delivering: sqliteIntake(delivering),
  };
  const ports = Object.entries(intakes).map(async ([name, intake]) => [name, await listen(intake)] as const);
  const answer = Object.fromEntries(await Promise.all(ports)) as Ports;

  const usage = watchUsage(delivering);
  const waiting = delivering.prepare("SELECT 1 FROM coexistence_webhooks LIMIT 1");
  process.on("message", async (question: Question) => {
    if (question === "usage") return process.send?.(usage());
    acknowledging.exec("DELETE FROM coexistence_webhooks");
    while (waiting.all().length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    return process.send?.({});
  });
  process.on("disconnect", () => process.exit());
  process.send?.(answer);
}

/** An intake on a file whose webhooks another process delivers. */
async function storeOnly(database: TimedDatabase): Promise<IntakeFactory> {
  // Makes the tables.
  await createCoexistence({ appSecret, logger: false, intake: sqliteIntake(database) }).close();
  const never = Number.MAX_SAFE_INTEGER;
  database.exec(`INSERT INTO coexistence_worker (one, owner, host, pid, until) VALUES (1, '-', '-', 1, ${never})`);
  return sqliteIntake(database);
}

async function listen(intake: IntakeFactory | undefined): Promise<number> {
  const coexistence = createCoexistence({ appSecret, logger: false, ...(intake === undefined ? {} : { intake }) });
  coexistence.onAny(() => undefined);
  const server = createServer(nodeMount(coexistence));
  // Connections wait while others are measured.
  server.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

function watchUsage(database: TimedDatabase): () => Usage {
  const takeStretches = watchLoop();
  let before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    return { cpu: (user + system) / 1000, stretches: takeStretches(), commits: database.takeCommits() };
  };
}

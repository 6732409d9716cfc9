import { appendFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { createCoexistence, type IntakeFactory } from "../../../src/index.ts";
import type { SqliteDatabase } from "../../../src/sqlite/index.ts";
import { listen } from "../../receivers/listen.ts";
import { answerFirst } from "./answer-first.ts";
import { factsOf } from "./facts.ts";
import type { ReceiverSettings } from "./receiver-settings.ts";

/**
 * The receiver that is killed. What its listeners learn is written down: in the transaction of the intake where there is
 * one and no file is named, else in a file to which it is appended.
 */
export async function receive(
  durable: IntakeFactory,
  { appSecret, ledger, answersFirst }: ReceiverSettings,
): Promise<void> {
  // Whoever started it is gone.
  process.once("disconnect", () => process.exit(1));
  const intake = answersFirst === undefined ? durable : answerFirst(durable, { wait: answersFirst });
  const coexistence = createCoexistence({ appSecret, intake, logger: false });
  coexistence.onAny(async (event, { tx }) => {
    // Some work takes its time, so that a kill meets events in all stages.
    if (Math.random() < 0.2) await wait(Math.random() * 4);
    const facts = factsOf(event);
    if (ledger !== undefined) {
      appendFileSync(ledger, `${event.id}\t${facts.join("\t")}\n`);
      return;
    }
    if (tx === undefined) throw new Error("There is no transaction to join.");
    tx((database: SqliteDatabase) => {
      const insert = database.prepare("INSERT INTO effects (event, fact) VALUES (?, ?)");
      for (const fact of facts) insert.run(event.id, fact);
    });
  });
  const { port, close } = await listen(coexistence);
  process.send?.(port);
  process.once("SIGTERM", async () => {
    await close();
    process.exit(0);
  });
}

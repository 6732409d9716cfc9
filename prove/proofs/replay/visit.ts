import { setTimeout as wait } from "node:timers/promises";
import { createCoexistence } from "../../../src/index.ts";
import type { MetaWebhook } from "../../../src/schemas/index.ts";
import { signedRequest } from "../../../src/testing/index.ts";
import { intakeOf } from "../../receivers/intake-of.ts";
import type { ReceiverSettings } from "../../receivers/settings.ts";
import { idOf, numberedWebhook } from "../../sending/numbered.ts";
import type { Home } from "./home.ts";

const appSecret = "0123456789abcdef0123456789abcdef";
const patience = 60_000;
// Long enough for an effect that should not be there.
const quiet = 500;
let visits = 0;

/** Calls of listeners, by the id of the event. */
export type Calls = ReadonlyMap<string, number>;

/**
 * Starts a receiver, sends it webhooks, and ends it when all of them have been looked at.
 *
 * @param during - what is to be done before it ends.
 * @throws where one is not answered 200.
 */
export async function visit(
  home: Home & Pick<ReceiverSettings, "options">,
  webhooks: readonly MetaWebhook[],
  during: () => Promise<void> = async () => undefined,
): Promise<Calls> {
  const calls = new Map<string, number>();
  const last = idOf(1_000_000 + visits++);
  let isOver = false;
  const coexistence = createCoexistence({ appSecret, intake: await intakeOf(home), logger: false });
  coexistence.onAny((event) => {
    if (event.type === "message" && event.message.id === last) isOver = true;
    else calls.set(event.id, (calls.get(event.id) ?? 0) + 1);
  });
  const send = async (webhook: MetaWebhook): Promise<void> => {
    const end = performance.now() + patience;
    while (true) {
      const { status } = await coexistence.fetch(signedRequest("https://example.com/webhook", webhook, { appSecret }));
      if (status === 200) return;
      if (performance.now() > end) throw new Error(`A webhook was answered ${status}.`);
      // The store of a receiver that has just started may still be opened.
      await wait(50);
    }
  };
  await Promise.all(webhooks.map(send));
  // Webhooks are taken up in the order in which they were stored: all of them were, when the last one is there.
  await send(numberedWebhook(Number(last.slice("wamid.".length))));
  const end = performance.now() + patience;
  while (!isOver && performance.now() < end) await wait(20);
  while ((await home.waiting()) > 0 && performance.now() < end) await wait(20);
  if (!isOver || (await home.waiting()) > 0) throw new Error("Not all webhooks were delivered.");
  await wait(quiet);
  await during();
  await coexistence.close();
  return calls;
}

// Three businesses come over, from their sign-up to their chats: the emulator plays Meta and their phones, and the inbox
// of the example beside this one receives. `--once` does it without a page, holds what was sent against what is in the
// database, and ends.

import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { serve } from "@hono/node-server";
import type { MetaClient } from "whatsapp-coexistence/client";
import { Emulator, emulatorDefaults } from "whatsapp-coexistence/testing";
import { createInbox } from "../inbox/inbox.ts";
import { businesses } from "./businesses.ts";
import { comeOver } from "./come-over.ts";
import { forge } from "./forge.ts";
import { liveOn } from "./life.ts";
import { paintFor } from "./paint.ts";
import { begin, follow, type Progress } from "./progress.ts";
import { screenFor } from "./screen.ts";
import { addUp } from "./summary.ts";

const { values } = parseArgs({
  options: { once: { type: "boolean", default: false }, port: { type: "string", default: "0" } },
});
const { stdout } = process;
const paint = paintFor(stdout);

const folder = await mkdtemp(join(tmpdir(), "whatsapp-coexistence-demo-"));
const database = join(folder, "inbox.db");
const numbers: Progress[] = [];
const clients = new Map<string, MetaClient>();
const { appSecret, verifyToken } = emulatorDefaults;
const inbox = createInbox({
  ...{ database, appSecret, verifyToken, logger: false },
  nameOf: (id) => numbers.find(({ phoneNumberId }) => phoneNumberId === id)?.name,
  media: async (id, { phoneNumberId }) => {
    const client = clients.get(phoneNumberId);
    if (client === undefined) throw new Error("The number is still coming over.");
    return client.media.download(id, { phoneNumberId });
  },
});
const server = serve({ fetch: inbox.app.fetch, port: Number(values.port), hostname: "127.0.0.1" });
if (!server.listening) await once(server, "listening");
const page = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const webhook = `${page}/webhook`;

// As untidy as senders are, and as slow as a person can follow.
const emulator = new Emulator({ callbackUrl: webhook, chaos: 0.5, pace: values.once ? 0 : 150 });

stdout.write(`${paint("bold", "Three businesses keep their numbers in the app and come over to the API")}\n`);
if (!values.once) stdout.write(`Watch their chats fill up: ${paint("cyan", page)}\nCtrl+C ends it.\n`);
stdout.write("\n");

const enough = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => enough.abort());

const screen = screenFor(stdout);
follow(inbox.coexistence, numbers, () => screen.update(numbers));
const signUps = businesses.map(({ name, scenario }) => emulator.signUp({ name, scenario }));
numbers.push(...signUps.map((signUp, index) => begin(businesses[index]?.name ?? "", signUp)));

const forged: number[] = [];
async function play(): Promise<void> {
  for (const signUp of signUps) clients.set(signUp.phoneNumberId, await comeOver(emulator, signUp, inbox.coexistence));
  forged.push(...(await forge(webhook)));
  await emulator.settled();
  await Promise.all(
    signUps.map(({ phoneNumberId }, index) => emulator.play(phoneNumberId, businesses[index]?.afterwards ?? [])),
  );
  await emulator.settled();
}

if (values.once) {
  await play();
  const { lines, addsUp } = await addUp({ deliveries: emulator.deliveries, businesses, database, forged }, paint);
  stdout.write(`\n${lines.join("\n")}\n`);
  process.exitCode = addsUp ? 0 : 1;
} else {
  const connected = signUps.slice(0, 2).map(({ phoneNumberId }) => phoneNumberId);
  const playing = play().then(() => liveOn(emulator, connected, enough.signal));
  await Promise.race([playing, once(enough.signal, "abort")]);
}

screen.finish();
await emulator.close();
inbox.endLive();
server.close();
await inbox.close();
await rm(folder, { recursive: true });

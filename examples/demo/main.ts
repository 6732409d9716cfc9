// Three businesses come over, from their sign-up to their chats: the emulator plays Meta and their phones, and the inbox
// of the example beside this one receives. `--once` does it without a page, holds what was sent against what is in the
// database, and ends.

import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MetaClient } from "whatsapp-coexistence/client";
import { Emulator, emulatorDefaults } from "whatsapp-coexistence/testing";
import { createInbox } from "../inbox/inbox.ts";
import { businesses } from "./businesses.ts";
import { comeOver } from "./come-over.ts";
import { forge } from "./forge.ts";
import { liveOn } from "./life.ts";
import { isInUse, listen, stopListening } from "./listening.ts";
import { readOptions } from "./options.ts";
import { paintFor } from "./paint.ts";
import { begin, follow, type Progress } from "./progress.ts";
import { screenFor } from "./screen.ts";
import { addUp } from "./summary.ts";

const { once: isOnce, port } = readOptions();
const { stdout, stderr } = process;
const paint = paintFor(stdout);

const enough = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => enough.abort());

const folder = await mkdtemp(join(tmpdir(), "whatsapp-coexistence-demo-"));
try {
  await demonstrate(join(folder, "inbox.db"));
} catch (error) {
  if (!isInUse(error)) throw error;
  stderr.write(`Port ${port} is in use. Choose another with --port.\n`);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function demonstrate(database: string): Promise<void> {
  const numbers: Progress[] = [];
  const clients = new Map<string, Promise<MetaClient>>();
  const { appSecret, verifyToken } = emulatorDefaults;
  const inbox = createInbox({
    ...{ database, appSecret, verifyToken, logger: false },
    nameOf: (id) => numbers.find(({ phoneNumberId }) => phoneNumberId === id)?.name,
    media: async (id, about) => {
      const client = await clients.get(about.phoneNumberId);
      if (client === undefined) throw new Error("The number never came over.");
      return client.media.download(id, about);
    },
  });
  const { server, address } = await listen(inbox.app, port).catch(async (error: unknown) => {
    await inbox.close();
    throw error;
  });
  const webhook = `${address}/webhook`;

  // As untidy as senders are, and as slow as a person can follow.
  const emulator = new Emulator({ callbackUrl: webhook, chaos: 0.5, pace: isOnce ? 0 : 150 });

  stdout.write(`${paint("bold", "Three businesses keep their numbers in the app and come over to the API")}\n`);
  if (!isOnce) stdout.write(`Watch their chats fill up: ${paint("cyan", address)}\nCtrl+C ends it.\n`);
  stdout.write("\n");

  const signUps = businesses.map(({ name, scenario }) => emulator.signUp({ name, scenario }));
  numbers.push(...signUps.map((signUp, index) => begin(businesses[index]?.name ?? "", signUp)));
  const screen = screenFor(stdout);
  follow(inbox.coexistence, numbers, () => screen.update(numbers));

  const play = async (): Promise<void> => {
    for (const signUp of signUps) {
      const client = comeOver(emulator, signUp, inbox.coexistence);
      clients.set(signUp.phoneNumberId, client);
      await client;
    }
    const forged = await forge(webhook);
    await emulator.settled();
    await Promise.all(
      signUps.map(({ phoneNumberId }, index) => emulator.play(phoneNumberId, businesses[index]?.afterwards ?? [])),
    );
    await emulator.settled();
    if (!isOnce) return;
    const { lines, addsUp } = await addUp({ deliveries: emulator.deliveries, businesses, database, forged }, paint);
    stdout.write(`\n${lines.join("\n")}\n`);
    process.exitCode = addsUp ? 0 : 1;
  };
  const goOn = async (): Promise<void> => {
    const connected = signUps.slice(0, 2).map(({ phoneNumberId }) => phoneNumberId);
    if (!isOnce) await liveOn(emulator, connected, enough.signal);
  };

  try {
    await Promise.race([play().then(goOn), once(enough.signal, "abort")]);
    if (isOnce && enough.signal.aborted) process.exitCode = 130;
  } finally {
    screen.finish();
    inbox.endLive();
    await Promise.all([emulator.close(), inbox.close(), stopListening(server)]);
  }
}

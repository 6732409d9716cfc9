import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { IntakeError } from "../../../src/index.ts";
import { signedInit } from "../../../src/testing/index.ts";
import { usePostgresServer, useRedisServer } from "../../services/in-tests.ts";
import { type PrivateServer, startPostgres, startRedis } from "../../services/index.ts";
import { newName } from "./databases.ts";
import { ReceiverProcess } from "./receiver-process.ts";
import { appSecret, receiver, send, text } from "./receivers.ts";

const patience = { timeout: 50_000, interval: 100 };

const servers = [
  {
    database: "Redis",
    ...(await useRedisServer("the outages of Redis")),
    start: () => startRedis({ appendFsync: "always" }),
  },
  {
    database: "PostgreSQL",
    ...(await usePostgresServer("the outages of PostgreSQL")),
    start: () => startPostgres(),
  },
];

describe.each(servers)("where $database goes away", ({ isMissing, start }) => {
  let server: PrivateServer | undefined;
  afterEach(async () => {
    await server?.remove();
    server = undefined;
  });

  it.skipIf(isMissing)("answers 503 meanwhile, and goes on by itself when it is back", async () => {
    server = await start();
    const coexistence = receiver(server.url, { name: newName(), patience: 1_000 });
    const delivered: string[] = [];
    coexistence.onMessage(({ message }) => void delivered.push(message.id));
    const errors: string[] = [];
    coexistence.onError((error) => void errors.push(`${error.code} ${error.message}`));
    expect(await send(coexistence, text("wamid.1"))).toBe(200);
    await vi.waitFor(() => expect(delivered).toEqual(["wamid.1"]), patience);
    await server.kill();
    const answers: number[] = [];
    for (let time = 0; time < 5; time++) answers.push(await send(coexistence, text("wamid.2")));
    expect(new Set(answers)).toEqual(new Set([503]));
    expect(errors.join()).not.toContain("127.0.0.1");
    await server.start();
    await vi.waitFor(async () => expect(await send(coexistence, text("wamid.3"))).toBe(200), patience);
    await vi.waitFor(() => expect(delivered).toContain("wamid.3"), patience);
    expect(delivered.filter((id) => id === "wamid.1")).toHaveLength(1);
  });

  it.skipIf(isMissing)("lets a process end that is closed meanwhile", async () => {
    server = await start();
    const process = await ReceiverProcess.start(server.url, newName(), appSecret);
    expect((await fetch(process.url, signedInit(text("wamid.1"), { appSecret }))).status).toBe(200);
    await vi.waitFor(() => expect(process.done).toEqual(["wamid.1"]), patience);
    await server.kill();
    expect(await process.stop()).toBe(0);
  });

  it.skipIf(isMissing)("starts without it, and works once it is there", async () => {
    server = await start();
    await server.stop();
    const coexistence = receiver(server.url, { name: newName(), patience: 500 });
    const listener = vi.fn();
    coexistence.onMessage(({ message }) => void listener(message.id));
    const codes: string[] = [];
    coexistence.onError(({ code }) => void codes.push(code));
    // Before the first webhook: a wrong address is seen when the process starts.
    await vi.waitFor(() => expect(codes).toEqual(["intake_failed"]), patience);
    await expect(coexistence.deadLetters.list()).rejects.toBeInstanceOf(IntakeError);
    await expect(coexistence.expectSync({ phoneNumberId: "1", onboardedAt: new Date() })).rejects.toBeInstanceOf(
      IntakeError,
    );
    expect(await send(coexistence, text("wamid.1"))).toBe(503);
    await server.start();
    await vi.waitFor(async () => expect(await send(coexistence, text("wamid.2"))).toBe(200), patience);
    await vi.waitFor(() => expect(listener).toHaveBeenCalledWith("wamid.2"), patience);
  });

  it.skipIf(isMissing)("does not call a listener again that succeeded while it was away", async () => {
    server = await start();
    const coexistence = receiver(server.url, { name: newName() });
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const listener = vi.fn((id: string) => (id === "wamid.1" ? gate : undefined));
    coexistence.onMessage(({ message }) => listener(message.id));
    await send(coexistence, text("wamid.1"));
    await vi.waitFor(() => expect(listener).toHaveBeenCalledTimes(1), patience);
    await server.stop();
    release();
    await wait(300);
    await server.start();
    // The next in the chat begins only when the first is known to be done.
    await vi.waitFor(async () => expect(await send(coexistence, text("wamid.2"))).toBe(200), patience);
    await vi.waitFor(() => expect(listener).toHaveBeenCalledWith("wamid.2"), patience);
    expect(listener.mock.calls.flat()).toEqual(["wamid.1", "wamid.2"]);
  });

  it.skipIf(isMissing)("closes all the same", async () => {
    server = await start();
    const coexistence = receiver(server.url, { name: newName(), grace: 500 });
    coexistence.onMessage(() => new Promise(() => undefined));
    await send(coexistence, text("wamid.1"));
    await server.kill();
    await coexistence.close();
    expect(await send(coexistence, text("wamid.2"))).toBe(503);
  });
});

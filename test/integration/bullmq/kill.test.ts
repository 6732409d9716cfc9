import { afterEach, describe, expect, it, vi } from "vitest";
import { signedInit } from "../../../src/testing/index.ts";
import { databases, newName } from "./databases.ts";
import { ReceiverProcess } from "./receiver-process.ts";
import { appSecret, text } from "./receivers.ts";

const patience = { timeout: 50_000, interval: 50 };

describe.each(databases)("processes that share a $database", ({ url, isMissing }) => {
  const processes: ReceiverProcess[] = [];
  afterEach(async () => {
    await Promise.all(processes.splice(0).map((process) => process.kill()));
  });
  const start = async (name: string): Promise<ReceiverProcess> => {
    const process = await ReceiverProcess.start(url, name, appSecret);
    processes.push(process);
    return process;
  };
  const acknowledge = async ({ url: address }: ReceiverProcess, id: string, waId: string): Promise<boolean> =>
    (await fetch(address, signedInit(text(id, waId), { appSecret })).catch(() => undefined))?.status === 200;

  it.skipIf(isMissing)("share the work, and one delivers what was acknowledged by another that is killed", async () => {
    const name = newName();
    const [first, second] = await Promise.all([start(name), start(name)]);
    const acknowledged: string[] = [];
    const send = async (to: ReceiverProcess, from: number, until: number): Promise<void> => {
      for (let place = from; place < until; place++) {
        const id = `wamid.${place}`;
        if (await acknowledge(to, id, `1555000${String(1000 + (place % 20))}`)) acknowledged.push(id);
      }
    };
    await Promise.all([send(first, 0, 100), send(second, 100, 200)]);
    await vi.waitFor(() => expect(first.begun.length * second.begun.length).toBeGreaterThan(0), patience);
    const sending = send(first, 200, 300);
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(220), patience);
    await first.kill();
    await sending;
    expect(acknowledged.length).toBeLessThan(300);
    await vi.waitFor(() => {
      const done = new Set([...first.done, ...second.done]);
      expect(acknowledged.filter((id) => !done.has(id))).toEqual([]);
    }, patience);
    // What the first was at when it was killed is delivered again, and nothing else.
    const twice = second.begun.filter((id) => first.done.includes(id));
    expect(twice.length).toBeLessThanOrEqual(32);
    expect(await second.stop()).toBe(0);
  });
});

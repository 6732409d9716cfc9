import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { nodeMount } from "../../../src/node/index.ts";
import { recordOnboarding, signedInit } from "../../../src/testing/index.ts";
import { databases, newName } from "./databases.ts";
import { appSecret, receiver, send, text } from "./receivers.ts";

// Only ends what hangs.
const patience = { timeout: 50_000, interval: 20 };

describe.each(databases)("a BullMQ intake on $database", ({ url, isMissing }) => {
  describe.skipIf(isMissing)("that is there", () => {
    it("delivers a webhook once that comes over HTTP 64 times at once, to two receivers", async () => {
      const name = newName();
      const listener = vi.fn();
      const servers = [1, 2].map(() => {
        const coexistence = receiver(url, { name });
        coexistence.onMessage(({ message }) => void listener(message.id));
        return createServer(nodeMount(coexistence)).listen(0, "127.0.0.1");
      });
      const addresses = await Promise.all(
        servers.map(async (server) => {
          if (!server.listening) await new Promise((resolve) => server.once("listening", resolve));
          return `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
        }),
      );
      const answers = await Promise.all(
        Array.from({ length: 64 }, (_, place) =>
          fetch(addresses[place % 2] as string, signedInit(text("wamid.1"), { appSecret })),
        ),
      );
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      // Behind all repetitions in the queue: when it is delivered, they have been looked at.
      await fetch(addresses[0] as string, signedInit(text("wamid.2"), { appSecret }));
      await vi.waitFor(() => expect(listener).toHaveBeenCalledWith("wamid.2"), patience);
      expect(listener.mock.calls.filter(([id]) => id === "wamid.1")).toHaveLength(1);
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    });

    it("keeps the order of each chat over two receivers, whatever their listeners take, and delivers chats side by side", async () => {
      const name = newName();
      const log: string[] = [];
      let atWork = 0;
      let most = 0;
      const receivers = [receiver(url, { name }), receiver(url, { name })];
      for (const coexistence of receivers) {
        coexistence.onMessage(async ({ message }) => {
          most = Math.max(most, ++atWork);
          await wait(Math.random() * 15);
          atWork--;
          log.push(message.id);
        });
      }
      const chats = ["15550001111", "15550002222", "15550003333", "15550004444"];
      const ofChat = (chat: string) => Array.from({ length: 12 }, (_, place) => `${chat} ${place}`);
      for (let place = 0; place < 12; place++) {
        const [first, second] = receivers as [(typeof receivers)[0], (typeof receivers)[0]];
        await Promise.all(chats.map((chat) => send(place % 2 === 0 ? first : second, text(`${chat} ${place}`, chat))));
      }
      await vi.waitFor(() => expect(log).toHaveLength(chats.length * 12), patience);
      for (const chat of chats) expect(log.filter((id) => id.startsWith(chat))).toEqual(ofChat(chat));
      expect(most).toBeGreaterThan(1);
    });

    it("lets a chat that fails wait for itself, and nobody else", async () => {
      const coexistence = receiver(url, { name: newName(), attempts: 100, retryAfter: 5, concurrency: 2 });
      const log: string[] = [];
      let isAway = true;
      coexistence.onMessage(({ message, customer }) => {
        if (customer.waId === "15550002222" && isAway) throw new Error("away");
        log.push(message.id);
      });
      for (const id of ["a1", "a2", "a3"]) await send(coexistence, text(id, "15550002222"));
      for (const id of ["b1", "b2", "b3"]) await send(coexistence, text(id, "15550003333"));
      await vi.waitFor(() => expect(log).toEqual(["b1", "b2", "b3"]), patience);
      isAway = false;
      await vi.waitFor(() => expect(log).toEqual(["b1", "b2", "b3", "a1", "a2", "a3"]), patience);
    });

    it("ends a listener that hangs by its lease, tells of it, and calls it again", async () => {
      const coexistence = receiver(url, { name: newName(), lease: 50 });
      const codes: string[] = [];
      coexistence.onError((error) => void codes.push(error.code));
      const attempts: number[] = [];
      coexistence.onMessage((_, { attempt }) => {
        attempts.push(attempt);
        return attempt === 1 ? new Promise(() => undefined) : undefined;
      });
      await send(coexistence, text("wamid.1"));
      await vi.waitFor(() => expect(attempts).toEqual([1, 2]), patience);
      expect(codes).toEqual(["listener_failed"]);
    });

    it("delivers every message of 3 MB of history once, in bounded parts", async () => {
      const name = newName();
      const coexistence = receiver(url, { name });
      const seen: string[] = [];
      let largest = 0;
      coexistence.onHistory((event) => {
        largest = Math.max(largest, JSON.stringify(event.raw).length);
        for (const { message } of event.threads.flatMap(({ messages }) => messages)) seen.push(message.id);
      });
      const steps = recordOnboarding({ messages: 22_000, chunkSize: 22_000 }).filter(({ step }) => step === "history");
      const large = steps.filter(({ webhook }) => JSON.stringify(webhook).length > 2_500_000);
      expect(large.length).toBeGreaterThan(0);
      for (const { webhook } of steps) expect(await send(coexistence, webhook)).toBe(200);
      await vi.waitFor(() => expect(seen.length).toBe(22_000), patience);
      expect(new Set(seen).size).toBe(22_000);
      expect(largest).toBeLessThan(80 * 1024);
    });

    it("keeps what one process only accepts, for another to deliver", async () => {
      const name = newName();
      const gate = receiver(url, { name, deliver: false });
      const nobody = vi.fn();
      gate.onMessage(nobody);
      expect(await send(gate, text("wamid.1"))).toBe(200);
      const listener = vi.fn();
      receiver(url, { name }).onMessage(({ message }) => void listener(message.id));
      await vi.waitFor(() => expect(listener).toHaveBeenCalledWith("wamid.1"), patience);
      expect(nobody).not.toHaveBeenCalled();
    });

    it("delivers after a close what was not done, and what was done not again", async () => {
      const name = newName();
      const first = receiver(url, { name, grace: 1 });
      const begun = vi.fn();
      first.onMessage(({ message }) => {
        begun(message.id);
        return message.id === "wamid.hangs" ? new Promise(() => undefined) : undefined;
      });
      await send(first, text("wamid.done", "15550001111"));
      await send(first, text("wamid.hangs", "15550002222"));
      await vi.waitFor(() => expect(begun).toHaveBeenCalledTimes(2), patience);
      await first.close();
      const second = receiver(url, { name });
      const listener = vi.fn();
      second.onMessage(({ message }) => void listener(message.id));
      await send(second, text("wamid.done", "15550001111"));
      await send(second, text("wamid.new", "15550001111"));
      await vi.waitFor(() => expect(listener).toHaveBeenCalledTimes(2), patience);
      expect(listener.mock.calls.flat().sort()).toEqual(["wamid.hangs", "wamid.new"]);
    });

    it("answers 503 while more waits than it may keep, and 200 again afterwards", async () => {
      const coexistence = receiver(url, { name: newName(), backlog: 3 });
      let release: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => {
        release = resolve;
      });
      coexistence.onMessage(() => gate);
      const codes = new Set<string>();
      coexistence.onError((error) => void codes.add(error.code));
      for (let place = 0; place < 4; place++) await send(coexistence, text(`wamid.${place}`, `1555000100${place}`));
      await vi.waitFor(async () => expect(await send(coexistence, text("wamid.more"))).toBe(503), patience);
      expect(codes).toEqual(new Set(["backlog_full"]));
      release();
      await vi.waitFor(async () => expect(await send(coexistence, text("wamid.more"))).toBe(200), patience);
    });

    it("keeps the state of a synchronization over a restart", async () => {
      const name = newName();
      const first = receiver(url, { name });
      const step = recordOnboarding().find((each) => each.step === "history");
      let phoneNumberId = "";
      first.onHistory((event) => {
        phoneNumberId = event.phoneNumberId ?? "";
      });
      await send(first, step?.webhook ?? {});
      await vi.waitFor(async () => expect(await first.sync(phoneNumberId)).toBeDefined(), patience);
      const before = await first.sync(phoneNumberId);
      await first.close();
      const after = await receiver(url, { name }).sync(phoneNumberId);
      expect(after?.history).toMatchObject({ status: before?.history.status, progress: before?.history.progress });
    });
  });
});

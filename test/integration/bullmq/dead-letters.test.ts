import { createPostgresBackend, createRedisBackend, withBackend } from "bullmq";
import { describe, expect, it, vi } from "vitest";
import { isEventGivenUpError } from "../../../src/index.ts";
import { databases, newName } from "./databases.ts";
import { receiver, send, text } from "./receivers.ts";

const patience = { timeout: 50_000, interval: 20 };

describe.each(databases)("dead letters on $database", ({ url, isMissing }) => {
  it.skipIf(isMissing)("are told of, listed, delivered again and dropped", async () => {
    const coexistence = receiver(url, { name: newName(), attempts: 2 });
    const { deadLetters } = coexistence;
    const told: string[] = [];
    coexistence.onError((error) => {
      if (isEventGivenUpError(error)) told.push(error.eventId);
    });
    let isAway = true;
    const delivered: string[] = [];
    coexistence.onMessage(({ message }) => {
      if (isAway) throw new Error("The CRM is away.");
      delivered.push(message.id);
    });
    for (const id of ["wamid.1", "wamid.2"]) await send(coexistence, text(id));
    await vi.waitFor(() => expect(told).toHaveLength(2), patience);
    const letters = await deadLetters.list();
    expect(letters.map(({ id }) => id)).toEqual(told);
    expect(letters[0]).toMatchObject({
      type: "message",
      provider: "meta",
      attempts: 2,
      reason: "Error: The CRM is away.",
    });
    expect(await deadLetters.list({ limit: 1 })).toHaveLength(1);

    isAway = false;
    const [first = "", second = ""] = told;
    expect(await deadLetters.replay(first)).toBe(true);
    await vi.waitFor(() => expect(delivered).toEqual(["wamid.1"]), patience);
    expect(await deadLetters.drop(second)).toBe(true);
    await vi.waitFor(async () => expect(await deadLetters.list()).toEqual([]), patience);
    expect(await deadLetters.replay(second)).toBe(false);
    expect(await deadLetters.drop("message_nothing")).toBe(false);

    for (const id of ["wamid.1", "wamid.2", "wamid.3"]) await send(coexistence, text(id));
    await vi.waitFor(() => expect(delivered).toEqual(["wamid.1", "wamid.3"]), patience);
  });
});

describe.each(databases)("a job that a dashboard retries on $database", ({ database, url, isMissing }) => {
  it.skipIf(isMissing)("is one attempt more", async () => {
    const name = newName();
    const coexistence = receiver(url, { name, attempts: 2 });
    const attempts: number[] = [];
    let isAway = true;
    coexistence.onMessage((_, { attempt }) => {
      attempts.push(attempt);
      if (isAway) throw new Error("The CRM is away.");
    });
    await send(coexistence, text("wamid.1"));
    await vi.waitFor(async () => expect(await coexistence.deadLetters.list()).toHaveLength(1), patience);
    const [letter] = await coexistence.deadLetters.list();
    isAway = false;

    const { Queue } = database === "Redis" ? withBackend(createRedisBackend) : withBackend(createPostgresBackend);
    const connection = database === "Redis" ? { url } : { connectionString: url };
    const queue = new Queue(`${name}-events`, { connection } as never);
    const job = await queue.getJob(letter?.id ?? "");
    await job?.retry();
    await vi.waitFor(() => expect(attempts).toEqual([1, 2, 2]), patience);
    await queue.close();
    expect(await coexistence.deadLetters.list()).toEqual([]);
  });
});

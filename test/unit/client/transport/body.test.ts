import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { body, cutBody, json, oversizedBody } from "../../../servers/replies.ts";
import { type ScriptedServer, startServer } from "../../../servers/scripted-server.ts";
import { callTo, failureOf } from "../calls.ts";

let server: ScriptedServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
});

const megabyte = 1024 * 1024;
const bytes = new Uint8Array([1, 2, 3, 255]);
const asBytes = { answer: "bytes" } as const;

describe("an answer that is too large", () => {
  it.each([
    ["5 MiB by default", 5 * megabyte, {}],
    ["what the call says", 100, { largest: 100 }],
  ])("has more than %s, and is not read to its end", async (_, size, changes) => {
    server.reply(oversizedBody(size));
    const error = await failureOf(callTo(server.url, "idempotent", {}, {}, changes));
    expect(error).toMatchObject({ name: "UnexpectedAnswerError", status: 200, attempts: 1 });
    expect(error.message).toBe("GET /{thingId}/things was answered, and the answer is larger than it may be.");
    expect(server.requests).toHaveLength(1);
  });

  it("counts when it is unpacked", async () => {
    const packed = gzipSync(Buffer.alloc(50 * megabyte, " "));
    expect(packed.length).toBeLessThan(megabyte);
    server.reply(body(packed, { headers: { "content-encoding": "gzip" } }));
    expect(await failureOf(callTo(server.url, "idempotent"))).toMatchObject({ name: "UnexpectedAnswerError" });
  });

  it("is judged by its status where it is no success", async () => {
    server.reply(oversizedBody(6 * megabyte, { status: 503 }));
    expect(await failureOf(callTo(server.url, "idempotent"))).toMatchObject({
      name: "TemporaryFailureError",
      attempts: 3,
    });
  });

  it("is none at exactly the largest size", async () => {
    server.reply(json({ id: "1" }));
    const size = JSON.stringify({ id: "1" }).length;
    expect(await callTo(server.url, "idempotent", {}, {}, { largest: size })).toEqual({ id: "1" });
    await failureOf(callTo(server.url, "idempotent", {}, {}, { largest: size - 1 }));
  });
});

describe("an answer that is cut", () => {
  it("is repeated where that does no harm", async () => {
    server.reply(cutBody(), json({ id: "1" }));
    expect(await callTo(server.url, "idempotent")).toEqual({ id: "1" });
  });

  it("counts as a broken connection", async () => {
    server.reply(cutBody());
    const error = await failureOf(callTo(server.url, "idempotent"));
    // Which of the two depends on how the runtime hears of it.
    const networkCode = expect.stringMatching(/^(UND_ERR_SOCKET|ECONNRESET)$/);
    expect(error).toMatchObject({ name: "NetworkError", networkCode, attempts: 3 });
    expect(error.message).toBe("GET /{thingId}/things failed: the connection broke.");
  });
});

describe("an answer in bytes", () => {
  it("comes as it is", async () => {
    server.reply(body(bytes));
    expect(await callTo(server.url, "idempotent", {}, {}, asBytes)).toEqual(bytes);
    server.reply(body(""));
    expect(await callTo(server.url, "idempotent", {}, {}, asBytes)).toEqual(new Uint8Array());
  });

  it("is none where it is a refusal", async () => {
    server.reply(body("gone", { status: 404 }));
    expect(await failureOf(callTo(server.url, "idempotent", {}, {}, asBytes))).toMatchObject({
      name: "InvalidRequestError",
      status: 404,
    });
  });
});

describe("an answer in JSON", () => {
  it("keeps the digits of a number that JavaScript cannot hold", async () => {
    server.reply(body('{"id":"1","other":12345678901234567890}'));
    expect(await callTo(server.url, "idempotent")).toEqual({ id: "1", other: "12345678901234567890" });
  });

  it("may begin with a byte order mark", async () => {
    server.reply(body('\ufeff{"id":"1"}'));
    expect(await callTo(server.url, "idempotent")).toEqual({ id: "1" });
  });

  it("brings no prototype along", async () => {
    server.reply(body('{"id":"1","__proto__":{"admin":true}}'));
    expect(Object.getOwnPropertyNames(await callTo(server.url, "idempotent"))).toEqual(["id"]);
  });

  it("that has not the documented form is not shown", async () => {
    server.reply(json({ id: 15550001111 }));
    const error = await failureOf(callTo(server.url, "idempotent"));
    expect(error).toMatchObject({ name: "UnexpectedAnswerError", code: "unexpected_answer", status: 200 });
    expect(error.message).toBe("GET /{thingId}/things was answered, and the answer has not the documented form.");
  });
});

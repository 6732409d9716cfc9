import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { json, neverAnswer, refuse } from "../../../servers/replies.ts";
import { type ScriptedServer, startServer } from "../../../servers/scripted-server.ts";
import { customerOf, numberFields, wabaId } from "./invented.ts";

let server: ScriptedServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const list = async () => (await customerOf(server).phoneNumbers.list(wabaId)).map(({ id }) => Number(id));
/** So many numbers, whose ids count from a first one. */
const numbers = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: String(first + index) }));
const next = (after: string) => `https://graph.example.com/v26.0/1/phone_numbers?access_token=EAAleaked&after=${after}`;
const cursorsAsked = () => server.requests.map(({ query }) => query["after"]);

describe("a list of three pages", () => {
  it("is complete where Meta says that there is a next one", async () => {
    server.reply(
      json({ data: numbers(1, 2), paging: { cursors: { before: "A", after: "B" }, next: next("B") } }),
      json({ data: [], paging: { cursors: { before: "B", after: "C" }, next: next("C") } }),
      json({ data: numbers(3, 1), paging: { cursors: { before: "C", after: "D" } } }),
    );
    expect(await list()).toEqual([1, 2, 3]);
    expect(cursorsAsked()).toEqual([undefined, "B", "C"]);
  });

  it("is complete where Meta prints cursors only, as its WhatsApp pages do", async () => {
    server.reply(
      json({ data: numbers(1, 100), paging: { cursors: { before: "A", after: "B" } } }),
      json({ data: numbers(101, 100), paging: { cursors: { before: "B", after: "C" } } }),
      json({ data: numbers(201, 1), paging: { cursors: { before: "C", after: "D" } } }),
    );
    expect(await list()).toHaveLength(201);
    expect(cursorsAsked()).toEqual([undefined, "B", "C"]);
  });

  it("is complete where the last of them is empty", async () => {
    server.reply(
      json({ data: numbers(1, 100), paging: { cursors: { after: "B" } } }),
      json({ data: numbers(101, 100), paging: { cursors: { after: "C" } } }),
      json({ data: [] }),
    );
    expect(await list()).toHaveLength(200);
  });

  it("is asked for with the same fields each time, and never at the address that Meta prints", async () => {
    server.reply(json({ data: [], paging: { next: next("B") } }), json({ data: [], paging: {} }));
    await list();
    const asked = { path: `/v26.0/${wabaId}/phone_numbers`, query: { fields: numberFields, limit: "100" } };
    expect(server.requests).toMatchObject([asked, { ...asked, query: { ...asked.query, after: "B" } }]);
    expect(server.requests[1]?.query).not.toHaveProperty("access_token");
  });

  it("is no list where one of them is refused", async () => {
    server.reply(json({ data: numbers(1, 1), paging: { cursors: { after: "B" }, next: next("B") } }), refuse(190));
    await expect(list()).rejects.toMatchObject({ code: "token_expired" });
  });

  it("goes on after a failure that passes", async () => {
    server.reply(
      json({ data: numbers(1, 1), paging: { cursors: { after: "B" }, next: next("B") } }),
      refuse(2, { status: 503 }),
      json({ data: numbers(2, 1) }),
    );
    expect(await list()).toEqual([1, 2]);
    expect(cursorsAsked()).toEqual([undefined, "B", "B"]);
  });
});

describe("a list of one page", () => {
  it.each([
    ["no paging", {}],
    ["a cursor of its end", { paging: { cursors: { before: "MA", after: "MQ" } } }],
    ["no next page", { paging: { cursors: { after: "MQ" }, next: null } }],
    ["paging that is none", { paging: "MQ" }],
    ["cursors that are none", { paging: { cursors: ["MQ"] } }],
  ])("is asked for once, where it comes with %s", async (_, paging) => {
    server.reply(json({ data: numbers(1, 1), ...paging }));
    expect(await list()).toEqual([1]);
    expect(server.requests).toHaveLength(1);
  });
});

describe("a list that is not complete", () => {
  it.each([
    ["names a next page without a way to it", { next: "https://graph.example.com/", cursors: {} }],
    ["names a next page that is no address", { next: "later" }],
    ["leads back to where it was", { next: next("A"), cursors: { after: "A" } }],
  ])("passes for no list when it %s", async (_, paging) => {
    server.reply(json({ data: numbers(1, 1), paging }));
    await expect(list()).rejects.toMatchObject({ code: "unexpected_answer", path: "/{wabaId}/phone_numbers" });
  });

  it("passes for no list when it leads back to where it was over two pages", async () => {
    server.reply((_, index) => {
      const after = index % 2 === 0 ? "A" : "B";
      return json({ data: [], paging: { cursors: { after }, next: next(after) } });
    });
    await expect(list()).rejects.toMatchObject({ code: "unexpected_answer" });
    expect(server.requests).toHaveLength(3);
  });

  it("passes for no list when it never ends", async () => {
    server.reply((_, index) => json({ data: [], paging: { next: next(`page-${index}`) } }));
    await expect(list()).rejects.toMatchObject({ code: "unexpected_answer" });
    expect(server.requests).toHaveLength(201);
  });
});

describe("the time limit of a call", () => {
  it("is for all pages together", async () => {
    const now = performance.now.bind(performance);
    let ahead = 0;
    vi.spyOn(performance, "now").mockImplementation(() => now() + ahead);
    server.reply((_, index) => {
      ahead += 30_000;
      const page = json({ data: [], paging: { next: next(`page-${index}`) } });
      return index < 2 ? page : neverAnswer;
    });
    await expect(customerOf(server).phoneNumbers.list(wabaId, { timeout: 50_000 })).rejects.toMatchObject({
      code: "timeout",
    });
  });
});

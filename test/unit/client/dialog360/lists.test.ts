import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { json, type Reply } from "../../../servers/replies.ts";
import { type ReceivedRequest, type ScriptedServer, startServer } from "../../../servers/scripted-server.ts";
import { type Clients, clientsOf } from "./calls.ts";

let server: ScriptedServer;
let clients: Clients;
beforeAll(async () => {
  server = await startServer();
  clients = clientsOf(server.url);
});
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
});

const channelsTo = (end: number): { id: string }[] =>
  Array.from({ length: end }, (_, index) => ({ id: `N${index}CH` }));

/** Plays a hub that hands out no more than so many at once, with or without saying how many there are. */
function hubWith(all: object[], { most = 1000, saysTotal = true } = {}) {
  return ({ query, path }: ReceivedRequest): Reply => {
    const offset = Number(query["offset"]);
    const page = all.slice(offset, offset + Math.min(most, Number(query["limit"])));
    const name = path.endsWith("/clients") ? "clients" : "partner_channels";
    return json({ ...(saysTotal ? { total: all.length } : {}), count: page.length, [name]: page });
  };
}

describe("a list of the hub", () => {
  test("comes whole and in its order, however it is cut into pages", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        async (count, pageSize, most) => {
          server.reply(hubWith(channelsTo(count), { most }));
          expect(await clients.hub.channels.list({ pageSize })).toEqual(channelsTo(count));
        },
      ),
      { numRuns: 40 },
    );
  });

  test("comes whole where the hub does not say how many there are", async () => {
    server.reply(hubWith(channelsTo(7), { saysTotal: false }));
    expect(await clients.hub.channels.list({ pageSize: 3 })).toEqual(channelsTo(7));
    expect(server.requests.map(({ query }) => query["offset"])).toEqual(["0", "3", "6"]);
  });

  test("has each item once, also where one moved to the next page meanwhile", async () => {
    server.reply(
      json({ total: 4, partner_channels: [{ id: "ACH" }, { id: "BCH" }] }),
      json({ total: 4, partner_channels: [{ id: "BCH" }, { id: "CCH" }] }),
    );
    expect(await clients.hub.channels.list({ pageSize: 2 })).toEqual([{ id: "ACH" }, { id: "BCH" }, { id: "CCH" }]);
  });

  test("ends where a total is too large", async () => {
    server.reply(json({ total: 90, partner_channels: [{ id: "ACH" }] }), json({ total: 90, partner_channels: [] }));
    expect(await clients.hub.channels.list()).toEqual([{ id: "ACH" }]);
  });

  test("is an error where the same page comes again and again, because a part would pass for the whole", async () => {
    server.reply(json({ total: 90, partner_channels: [{ id: "ACH" }] }));
    await expect(clients.hub.channels.list()).rejects.toMatchObject({ code: "unexpected_answer" });
    expect(server.requests).toHaveLength(2);
  });

  test.each<[object, string]>([
    [{ sort: "name desc" }, "sort"],
    [{ sort: "" }, "sort"],
    [{ pageSize: 0 }, "pageSize"],
    [{ pageSize: 1.5 }, "pageSize"],
    [{ pageSize: 5000 }, "pageSize"],
    [{ filters: [] }, "filters"],
    [{ filters: { id: 1n } }, "filters"],
    [[], "query"],
  ])("is not asked for with %o", async (query, field) => {
    await expect(clients.hub.clients.list(query as object)).rejects.toMatchObject({ code: "invalid_input", field });
    expect(server.requests).toEqual([]);
  });
});

describe("a channel", () => {
  test("is nothing where it is not this partner's", async () => {
    server.reply(hubWith([]));
    await expect(clients.hub.channels.get("OtherCH")).resolves.toBeUndefined();
  });

  test("is nothing where the hub answers another one, whatever it was asked for", async () => {
    server.reply(hubWith(channelsTo(3)));
    await expect(clients.hub.channels.get("OtherCH")).resolves.toBeUndefined();
  });

  test("is found behind others where the filter is not heeded, and nothing is asked for after it", async () => {
    server.reply(hubWith(channelsTo(30), { most: 10 }));
    await expect(clients.hub.channels.get("N15CH")).resolves.toEqual({ id: "N15CH" });
    expect(server.requests).toHaveLength(2);
  });

  test("is not asked for by what is no id", async () => {
    for (const id of ["", 'a","b":"', "../clients", undefined]) {
      await expect(clients.hub.channels.get(id as string)).rejects.toMatchObject({ field: "channelId" });
    }
    expect(server.requests).toEqual([]);
  });

  test.each<[unknown, string]>([
    [{ channelId: "InventCH" }, "clientId"],
    [{ clientId: "InventCL", channelId: "" }, "channelId"],
    ["InventCH", "channel"],
  ])("is not cancelled or brought back as %o", async (channel, field) => {
    const { channels } = clients.hub;
    await expect(channels.requestCancellation(channel as never)).rejects.toMatchObject({ field });
    await expect(channels.reactivate(channel as never)).rejects.toMatchObject({ field });
    expect(server.requests).toEqual([]);
  });

  test("is not cancelled with a body that is none", async () => {
    const body = "text" as unknown as Record<string, unknown>;
    const channel = { clientId: "InventCL", channelId: "InventCH" };
    await expect(clients.hub.channels.requestCancellation(channel, { body })).rejects.toMatchObject({ field: "body" });
    expect(server.requests).toEqual([]);
  });
});

describe("the search for a client", () => {
  const clientsWith = (...emails: unknown[]): object[] =>
    emails.map((email, index) => ({ id: `N${index}CL`, contact_info: { email } }));

  test("looks at every page, and at no letter's case", async () => {
    server.reply(hubWith(clientsWith("a@example.com", null, 5, " Owner@Example.COM "), { most: 2 }));
    await expect(clients.hub.clients.findByEmail("owner@example.com")).resolves.toMatchObject({ id: "N3CL" });
  });

  test("finds nothing where nobody has the address", async () => {
    server.reply(hubWith([...clientsWith("a@example.com"), { id: "N9CL" }]));
    await expect(clients.hub.clients.findByEmail("owner@example.com")).resolves.toBeUndefined();
  });

  test("does not begin with what is no address", async () => {
    for (const email of ["", "owner", "a b@example.com", undefined]) {
      await expect(clients.hub.clients.findByEmail(email as string)).rejects.toMatchObject({ field: "email" });
    }
    expect(server.requests).toEqual([]);
  });
});

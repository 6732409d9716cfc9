import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import fc from "fast-check";
import Database from "libsql";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createInbox, type InboxOptions } from "../../examples/inbox/inbox.ts";
import { type FetchMedia, Media } from "../../examples/inbox/media.ts";
import { Renderings } from "../../examples/inbox/renderings.ts";
import { prepareSchema } from "../../examples/inbox/schema.ts";
import { Sql } from "../../examples/inbox/sql.ts";
import type { Coexistence } from "../../src/index.ts";
import {
  accountOffboardedChange,
  accountReconnectedChange,
  accountRemovedChange,
  addedContact,
  type Change,
  contactsChange,
  documentMessage,
  echoChange,
  editMessage,
  exampleNumber,
  historyChange,
  historyChunk,
  historyDeclinedChange,
  historyMediaChange,
  historyThread,
  imageMessage,
  mediaPlaceholder,
  messageChange,
  messageStatus,
  metaWebhook,
  numberRemovedChange,
  reactionMessage,
  recordOnboarding,
  removedContact,
  revokeMessage,
  signedInit,
  statusChange,
  systemMessage,
  textMessage,
} from "../../src/testing/index.ts";
import { freePort } from "./free-port.ts";
import { temporaryDatabase } from "./sqlite/temporary-folder.ts";

vi.mock("whatsapp-coexistence", () => import("../../src/index.ts"));
vi.mock("whatsapp-coexistence/client", () => import("../../src/client/index.ts"));
vi.mock("whatsapp-coexistence/hono", () => import("../../src/hono/index.ts"));
vi.mock("whatsapp-coexistence/sqlite", () => import("../../src/sqlite/index.ts"));

const appSecret = "8f7c2a6be1d94350b6a1c9d2e3f40516";
const patience = 20_000;
const ada = { waId: "15550002222", userId: "US.10000000000000000001", profileName: "Ada Example" };
const grace = { waId: "15550003333", profileName: "Grace Example" };
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

let url: string;
let coexistence: Coexistence;
let close: () => Promise<void>;

async function start(options: Partial<InboxOptions> = {}): Promise<void> {
  const inbox = createInbox({ database: ":memory:", appSecret, ...options });
  const server = serve({ fetch: inbox.app.fetch, port: 0, hostname: "127.0.0.1" });
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  coexistence = inbox.coexistence;
  close = async () => {
    const closed = once(server, "close");
    server.close();
    await inbox.close();
    await closed;
  };
}

const send = async (webhook: object): Promise<number> => {
  const { status } = await fetch(`${url}/webhook`, signedInit(webhook, { appSecret }));
  return status;
};
const sendChanges = async (...changes: Change[]): Promise<void> => {
  for (const change of changes) expect(await send(metaWebhook(change))).toBe(200);
};
const page = async (path = "/"): Promise<string> => (await fetch(url + path)).text();
/** Waits until a page says something. */
const finds = (path: string, text: string): Promise<void> =>
  vi.waitFor(async () => expect(await page(path)).toContain(text), patience);

const unescaped = (text: string): string =>
  text.replaceAll("&amp;", "&").replaceAll("&#39;", "'").replaceAll("&quot;", '"');
/** The addresses of links with these words. */
const links = (html: string, words: string): string[] =>
  [...html.matchAll(/<a [^>]*href="([^"]*)"[^>]*>([^<]*)<\/a>/g)]
    .filter(([, , text]) => text === words)
    .map(([, address = ""]) => unescaped(address));
const link = (html: string, words: string): string | undefined => links(html, words)[0];
const numberPage = `/numbers/${exampleNumber.phoneNumberId}`;
const chatPage = async (name: string, number = numberPage): Promise<string> => {
  let address: string | undefined;
  await vi.waitFor(async () => {
    address = link(await page(number), name);
    expect(address).toBeDefined();
  }, patience);
  return address?.split("#")[0] ?? "";
};
/** The messages of a page, each as its markup, with its id. */
const messagesOf = (html: string) =>
  [...html.matchAll(/<li class="message [\s\S]*?data-key="([^"]*)"[\s\S]*?<\/li>/g)].map(([markup, id = ""]) => ({
    id,
    markup,
  }));
const textOf = (markup: string): string => unescaped(markup.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ")).trim();
/** What is printed. Look at it, then clear it. */
const printed = () => vi.spyOn(console, "error").mockImplementation(() => undefined);
const talkOf = async (name: string): Promise<string> =>
  messagesOf(await page(await chatPage(name)))
    .map(({ markup }) => textOf(markup))
    .join("\n");
const inHistory = (...messages: Parameters<typeof historyThread>[0]): Change =>
  historyChange(historyChunk({ threads: [historyThread(messages, ada)] }));

describe("the example inbox", () => {
  beforeEach(() => start());
  afterEach(() => close());

  /** What stands in all chats of a number: pages of it, followed by their links. */
  const everything = async (number: string): Promise<Record<string, string[]>> => {
    const list = await page(number);
    const chats = [...list.matchAll(/href="([^"]*\/chats\/\d+)#newest"[^>]*>([^<]*)</g)];
    const contents = chats.map(async ([, address = "", name = ""]) => {
      const found: string[] = [];
      for (let next: string | undefined = address; next !== undefined; ) {
        const html: string = await page(next);
        found.unshift(...messagesOf(html).map(({ markup }) => markup));
        next = link(html, "Earlier messages");
      }
      return [name, found];
    });
    return Object.fromEntries(await Promise.all(contents));
  };

  it("has everything that was sent on its pages, in whatever order and how often it comes", {
    timeout: 120_000,
  }, async () => {
    const garage = { ...exampleNumber, phoneNumberId: "200000000000004", displayPhoneNumber: "15550004444" };
    const sent = [
      ...recordOnboarding({ seed: 3, messages: 90, disconnect: false }),
      ...recordOnboarding({ seed: 4, messages: 60, number: garage, disconnect: false }),
    ].map(({ webhook }) => webhook);
    const read = async () => {
      for (const number of [exampleNumber, garage]) await finds(`/numbers/${number.phoneNumberId}`, "History complete");
      const numbers = [exampleNumber, garage].map(({ phoneNumberId }) => `/numbers/${phoneNumberId}`);
      return Promise.all([page(), ...numbers.map(everything)].map(async (part) => part));
    };
    const settled = async () => {
      let [before, after] = [JSON.stringify(await read()), ""];
      while (before !== after) {
        after = before;
        await new Promise((resolve) => setTimeout(resolve, 300));
        before = JSON.stringify(await read());
      }
      return JSON.parse(before);
    };
    for (const webhook of sent) await send(webhook);
    const expected = await settled();

    // From what was sent, and not from what was received.
    const [overview, contents] = expected;
    const all = Object.values<string[]>(contents).flat().map(textOf);
    expect(textOf(overview)).toMatch(/\+15550001111 History complete 10\d messages, 4 chats, 4 contacts/);
    expect(all.filter((text) => /See you at ten\. Phone .* Edited Before: See you at nine\.$/.test(text))).toHaveLength(
      1,
    );
    expect(all.filter((text) => text.includes("This message was deleted."))).toHaveLength(1);
    expect(all.filter((text) => text.includes("Reactions: 👍"))).toHaveLength(4);
    expect(Object.keys(contents).some((name) => name.endsWith("(VIP)"))).toBe(true);

    for (const seed of [7, 8]) {
      await close();
      await start();
      const [shuffled = []] = fc.sample(fc.shuffledSubarray([...sent, ...sent], { minLength: 2 * sent.length }), {
        seed,
        numRuns: 1,
      });
      await Promise.all(shuffled.map(send));
      expect(await settled()).toEqual(expected);
    }
  });

  it("tells the phone, the API and the customer apart", async () => {
    const [echo, question] = [textMessage("From the shop."), textMessage("Open?")];
    await sendChanges(
      echoChange(echo),
      messageChange(question),
      statusChange(messageStatus("read", { id: "wamid.API" })),
    );
    const chat = await chatPage(ada.profileName);
    await finds(chat, "wamid.API");
    const messages = new Map(messagesOf(await page(chat)).map(({ id, markup }) => [id, markup]));
    expect(messages.get(echo.id)).toContain('class="message phone"');
    expect(textOf(messages.get(echo.id) ?? "")).toMatch(/^You: From the shop. Phone /);
    expect(messages.get(question.id)).toContain('class="message customer"');
    expect(messages.get("wamid.API")).toContain('class="message api"');
    expect(textOf(messages.get("wamid.API") ?? "")).toMatch(/Sent through the API.* API .* Read$/);
  });

  it.each([
    ["in order", ["sent", "delivered", "read"], "Read"],
    ["in reverse", ["read", "delivered", "sent"], "Read"],
    ["with a failure", ["failed", "sent"], "Not delivered: Message undeliverable"],
  ] as const)("shows how far a message came, %s", async (_, statuses, words) => {
    await sendChanges(...statuses.map((status) => statusChange(messageStatus(status, { id: "wamid.API" }))));
    await sendChanges(messageChange(textMessage("The last one."), { customer: ada }));
    const chat = await chatPage(ada.profileName);
    await finds(chat, "The last one.");
    expect(messagesOf(await page(chat)).map(({ markup }) => textOf(markup))).toContainEqual(
      expect.stringMatching(`${words}$`),
    );
  });

  it("lets nothing of a message become part of the page", async () => {
    const evil = `"><script>alert(1)</script><img src=x onerror=alert(2)>'`;
    const customer = { ...ada, profileName: evil };
    const id = `wamid.${evil}`;
    await sendChanges(
      messageChange(textMessage(evil, { id }), { customer }),
      messageChange(documentMessage({ filename: evil, caption: evil, id: evil }), { customer }),
      messageChange(reactionMessage(id, evil), { customer }),
      contactsChange(addedContact({ customer, fullName: evil })),
    );
    await finds(numberPage, "1 contact");
    const list = await page(numberPage);
    const html = await page(/href="([^"]*\/chats\/\d+)/.exec(list)?.[1] ?? "");
    expect(messagesOf(html)).toHaveLength(2);
    for (const markup of [list, html]) {
      expect(markup).toContain("&lt;script&gt;alert(1)");
      expect(markup).not.toMatch(/<script>|<img/);
    }
  });

  it("makes one chat of two when their customer turns out to be the same, and the old link leads there", async () => {
    const [byNumber, byId] = [textMessage("By number"), textMessage("By user id")];
    await sendChanges(
      messageChange(byNumber, { customer: { waId: "5511987654321", profileName: "Number" } }),
      messageChange(byId, { customer: { userId: "US.7", profileName: "Id" } }),
    );
    const old = [await chatPage("Number"), await chatPage("Id")];
    const both = { waId: "551187654321", userId: "US.7", profileName: "Both" };
    await sendChanges(messageChange(textMessage("By both"), { customer: both }));
    await finds(numberPage, "1 chat,");
    for (const address of old) {
      const texts = messagesOf(await page(address)).map(({ markup }) => textOf(markup));
      for (const said of ["By number", "By user id", "By both"]) expect(texts.join()).toContain(said);
    }
    await finds(numberPage, "3 messages,");
  });

  describe.each(["in order", "in reverse"] as const)("a number that was given to somebody else, %s", (order) => {
    it("does not make one chat of two people", async () => {
      const waId = "15550002222";
      const alice = { waId, userId: "US.1", profileName: "Alice" };
      const bob = { waId, userId: "US.2", profileName: "Bob" };
      const said = [
        messageChange(textMessage("From Alice", { timestamp: "1760000000" }), { customer: alice }),
        messageChange(textMessage("From Bob", { timestamp: "1760000100" }), { customer: bob }),
      ];
      await sendChanges(...(order === "in order" ? said : said.reverse()));
      await finds(numberPage, "2 messages,");
      const [byId, byNumber] = ["1760000200", "1760000300"].map((timestamp) => textMessage("Later", { timestamp }));
      if (byId === undefined || byNumber === undefined) throw new Error("There are two.");
      await sendChanges(
        messageChange(byId, { customer: { userId: "US.1", profileName: "Alice" } }),
        messageChange(byNumber, { customer: { waId, profileName: "Bob" } }),
      );
      await finds(numberPage, "4 messages,");
      await finds(numberPage, "2 chats,");
      const idsWith = async (name: string) => messagesOf(await page(await chatPage(name))).map(({ id }) => id);
      expect(await idsWith("Alice")).toContain(byId.id);
      expect(await talkOf("Alice")).not.toContain("From Bob");
      expect(await idsWith("Bob")).toContain(byNumber.id);
      expect(await talkOf("Bob")).not.toContain("From Alice");
    });
  });

  const before = { waId: "15550003333", userId: "US.3", profileName: "Grace" };
  const inItsTime = (text: string, timestamp: string, customer: object) =>
    messageChange(textMessage(text, { timestamp }), { customer });
  it.each([
    [
      "a new number",
      systemMessage({ type: "user_changed_number", wa_id: "15550004444" }, { timestamp: "1760000100" }),
      before,
      { waId: "15550004444", userId: "US.4", profileName: "Grace" },
    ],
    [
      "a new id",
      systemMessage(
        { type: "user_changed_user_id", user_id: "US.4", previous_user_id: "US.3" },
        { timestamp: "1760000100" },
      ),
      {},
      { userId: "US.4", profileName: "Grace" },
    ],
    [
      "both",
      systemMessage(
        { type: "user_changed_number", wa_id: "15550004444", user_id: "US.4", previous_user_id: "US.3" },
        { timestamp: "1760000100" },
      ),
      { waId: "15550003333" },
      { waId: "15550004444", userId: "US.4", profileName: "Grace" },
    ],
  ])("goes on with the chat of a customer who has %s, in any order", async (_, notice, customer, after) => {
    const carol = { waId: "15550004444", userId: "US.9", profileName: "Carol" }; // had the new number before
    const sent = [
      inItsTime("From Carol", "1750000000", carol),
      inItsTime("Before", "1760000000", before),
      messageChange(notice, { customer }),
      inItsTime("After", "1760000200", after),
    ];
    for (const order of [
      [0, 1, 2, 3],
      [0, 1, 3, 2, 2],
      [0, 2, 3, 1],
      [3, 2, 1, 0],
      [1, 3, 0, 2, 0, 1],
    ]) {
      await close();
      await start();
      for (const index of order) await sendChanges(...sent.slice(index, index + 1));
      await finds(numberPage, "4 messages,");
      const talk = await talkOf("Grace");
      expect([order, /Before/.test(talk), /After/.test(talk), /From Carol/.test(talk)]).toEqual([
        order,
        true,
        true,
        false,
      ]);
    }
  });

  it("gives two customers of whom only the username is known a chat each", async () => {
    await sendChanges(
      ...["ada", "bob"].map((username) => messageChange(textMessage(`From ${username}`), { customer: { username } })),
    );
    await finds(numberPage, "2 chats,");
    expect(await talkOf("bob")).not.toContain("From ada");
  });

  it("shows a page although an id or a text is cut in the middle of a letter", async () => {
    const half = "\ud83d";
    await sendChanges(
      messageChange(imageMessage({ id: `media.${half}`, caption: half }, { id: `wamid.${half}` }), {
        customer: { userId: `US.${half}`, profileName: `Ada ${half}` },
      }),
    );
    const chat = await chatPage("Ada \ufffd");
    expect((await fetch(url + chat)).status).toBe(200);
    expect(messagesOf(await page(chat))).toHaveLength(1);
  });

  it("keeps the newest name of the address book, and lets a removed contact stay away", async () => {
    const contact = (fullName: string, timestamp: string) => addedContact({ customer: grace, fullName, timestamp });
    await sendChanges(
      messageChange(textMessage("Hello"), { customer: grace }),
      contactsChange(contact("Grace of the mill", "1760000300")),
      contactsChange(contact("Somebody else", "1760000200")),
    );
    await finds(numberPage, "Grace of the mill");
    await sendChanges(
      contactsChange(removedContact(grace, "1760000500")),
      contactsChange(contact("Late", "1760000400")),
    );
    await finds(numberPage, "Grace Example");
    await finds(numberPage, "0 contacts");
  });

  it("shows an edit and a revocation that come before their message", async () => {
    const [edited, revoked] = [textMessage("At nine."), textMessage("A mistake.")];
    await sendChanges(echoChange([editMessage(edited.id, "At ten."), revokeMessage(revoked.id)]));
    const chat = await chatPage(`+${ada.waId}`);
    await finds(chat, "At ten.");
    await sendChanges(echoChange([edited, revoked]));
    await finds(chat, "At nine.");
    const html = await page(chat);
    expect(html).toContain("This message was deleted.");
    expect(html).not.toContain("A mistake.");
  });

  it("shows a page of a long chat, and each message on exactly one of the pages", async () => {
    const messages = Array.from({ length: 230 }, (_, index) =>
      textMessage(`Message ${index}`, { timestamp: String(1_760_000_000 + Math.floor(index / 3)) }),
    );
    await sendChanges(inHistory(...messages));
    await finds(numberPage, "230 messages");
    const ids: string[][] = [];
    let next: string | undefined = await chatPage(`+${ada.waId}`);
    let html = "";
    for (; next !== undefined; next = link(html, "Earlier messages")) {
      html = await page(next);
      ids.unshift(messagesOf(html).map(({ id }) => id));
    }
    expect(ids.map(({ length }) => length)).toEqual([30, 50, 50, 50, 50]);
    const byTime = messages.map(({ id, timestamp }) => `${timestamp} ${id}`).sort();
    expect(ids.flat()).toEqual(byTime.map((line) => line.split(" ")[1]));

    const back: string[][] = [messagesOf(html).map(({ id }) => id)];
    for (next = link(html, "Later messages"); next !== undefined; next = link(html, "Later messages")) {
      html = await page(next);
      back.push(messagesOf(html).map(({ id }) => id));
    }
    expect(back.flat()).toEqual(ids.flat());
    expect(links(html, "Newest messages")).toEqual([]);
  });

  it("shows a page of a long list of chats, and each chat on exactly one of the pages", async () => {
    const threads = Array.from({ length: 120 }, (_, index) =>
      historyThread([textMessage("Hello", { timestamp: String(1_760_000_000 + index) })], {
        waId: String(15_550_100_000 + index),
      }),
    );
    await sendChanges(historyChange(historyChunk({ threads })));
    await finds(numberPage, "120 chats");
    const pages: string[][] = [];
    for (let next: string | undefined = numberPage; next !== undefined; ) {
      const html: string = await page(next);
      pages.push([...html.matchAll(/href="[^"]*\/chats\/\d+[^"]*" >(\+\d+)</g)].map(([, name = ""]) => name));
      next = link(html, "Older chats");
    }
    expect(pages.map(({ length }) => length)).toEqual([50, 50, 20]);
    expect(pages.flat()).toEqual(threads.map(({ id }) => `+${id}`).reverse());
  });

  it("keeps messages whose number is not named in an inbox of their own", async () => {
    const change = echoChange(textMessage("From which number?"));
    await sendChanges({ ...change, value: { ...change.value, metadata: undefined } });
    await finds("/", 'href="/numbers/unknown"');
    await finds("/numbers/unknown", "From which number?");
  });

  it("says that a business keeps its history to itself", async () => {
    await sendChanges(historyDeclinedChange());
    await finds(numberPage, "The business keeps its history to itself. New messages appear here");
  });

  it.each([
    ["paused", accountOffboardedChange(), "is paused."],
    ["disconnected by number", numberRemovedChange(), "is disconnected."],
    ["disconnected by account", accountRemovedChange(), "is disconnected."],
    ["connected again", accountReconnectedChange(), "is connected again."],
  ])("says that a number is %s, also where that comes first", async (_, change, words) => {
    expect(await send(metaWebhook(change, { time: 1760000000 }))).toBe(200);
    await sendChanges(messageChange(textMessage("Hello")));
    await finds(numberPage, `+15550001111 ${words}`);
  });

  it("forgets a disconnection when the number signs up again", async () => {
    await sendChanges(inHistory(textMessage("Hello")));
    expect(await send(metaWebhook(numberRemovedChange(), { time: 1760000100 }))).toBe(200);
    await finds(numberPage, "is disconnected.");
    await sendChanges(inHistory(textMessage("Hello again", { timestamp: "1760000900" })));
    await vi.waitFor(async () => expect(await page(numberPage)).not.toContain("is disconnected."), patience);
  });

  it.each([
    ["weeks after it", "1760000000"],
    ["with a message of the same moment", "1760000105"],
  ])("keeps a disconnection in sight while history comes that was on its way before, %s", async (_, timestamp) => {
    await sendChanges(inHistory(textMessage("Hello")));
    expect(await send(metaWebhook(numberRemovedChange(), { time: 1760000100 }))).toBe(200);
    await finds(numberPage, "is disconnected.");
    await sendChanges(inHistory(textMessage("On its way", { timestamp })));
    await finds(numberPage, "On its way");
    expect(await page(numberPage)).toContain("is disconnected.");
    await coexistence.expectSync({ phoneNumberId: exampleNumber.phoneNumberId });
    await vi.waitFor(async () => expect(await page(numberPage)).not.toContain("is disconnected."), patience);
  });

  it("takes the status of an earlier message for no sign that the number signed up again", async () => {
    await sendChanges(inHistory(textMessage("Hello")));
    expect(await send(metaWebhook(numberRemovedChange(), { time: 1760000100 }))).toBe(200);
    await sendChanges(statusChange(messageStatus("read", { timestamp: "1760009000" })));
    await sendChanges(inHistory(textMessage("On its way")));
    await finds("/", "3 messages");
    expect(await page(numberPage)).toContain("is disconnected.");
  });

  it.each(["/numbers/1", `${numberPage}/chats/999`, `${numberPage}/chats/x`, "/media/1"])("has no %s", async (path) => {
    await sendChanges(messageChange(textMessage("Hello")));
    await finds("/", "1 message");
    expect((await fetch(url + path)).status).toBe(404);
  });

  it.each(["chats=1.2.3", "before=x", "after=1", "before=99999999999999999999.a", "before=1.%00"])(
    "stands an address that nobody linked to: %s",
    async (query) => {
      await sendChanges(messageChange(textMessage("Hello")));
      const chat = await chatPage(ada.profileName);
      expect((await fetch(`${url}${chat}?${query}`)).status).toBe(200);
    },
  );

  it("runs nothing but its own script, and is not kept by browsers", async () => {
    const { headers } = await fetch(url);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'; style-src 'self'; script-src 'self'");
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("updates an open page a few times, however much arrives, and ends with the inbox", async () => {
    await sendChanges(messageChange(textMessage("Hello")));
    await finds("/", "1 message");
    const response = await fetch(url, { headers: { accept: "text/event-stream" } });
    const received: string[] = [];
    const end = (async () => {
      for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) received.push(String(piece));
    })();
    await vi.waitFor(() => expect(received.join("")).toContain("event: numbers"), patience);
    const before = performance.now();
    for (let index = 0; index < 150; index += 1) await sendChanges(echoChange(textMessage(`Number ${index}`)));
    await vi.waitFor(() => expect(received.join("")).toContain("151 messages"), patience);
    const updates = received.join("").match(/^event: numbers$/gm)?.length ?? 0;
    expect(updates).toBeGreaterThan(1);
    expect(updates).toBeLessThanOrEqual(2 + (performance.now() - before) / 300);
    await close();
    await end;
    await start();
  });
});

describe("the example inbox without a password", () => {
  afterEach(() => close());

  const ask = (headers: Record<string, string>, path = "/", method = "GET") =>
    new Promise<number | undefined>((resolve, reject) => {
      const { port } = new URL(url);
      const asked = request({ host: "127.0.0.1", port, path, method, headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asked.on("error", reject).end();
    });

  it.each([
    [{ host: "localhost:3000" }, 200],
    [{ host: "[::1]:3000" }, 200],
    [{ host: "127.0.0.1" }, 200],
    [{ host: "shop.example" }, 403],
    [{ host: "localhost.shop.example" }, 403],
    [{ host: "localhost", "x-forwarded-for": "192.0.2.1" }, 403],
    [{ host: "localhost", "x-forwarded-host": "shop.example" }, 403],
    [{ host: "localhost", forwarded: "for=192.0.2.1" }, 403],
  ])("answers %j with %i, and webhooks always", async (headers, status) => {
    await start({ verifyToken: "a token of ours" });
    for (const path of ["/", "/media/1", "/page.css"]) {
      expect(await ask(headers, path)).toBe(path === "/media/1" && status === 200 ? 404 : status);
    }
    const challenge = "/webhook?hub.mode=subscribe&hub.verify_token=a%20token%20of%20ours&hub.challenge=1";
    expect(await ask(headers, challenge)).toBe(200);
  });
});

describe("the example inbox with a password", () => {
  it("shows nothing without it, and takes webhooks all the same", async () => {
    await start({ password: "open, please" });
    await sendChanges(messageChange(textMessage("Hello")));
    for (const path of ["/", numberPage, "/media/1", "/page.css"]) expect((await fetch(url + path)).status).toBe(401);
    const authorization = `Basic ${Buffer.from("inbox:open, please").toString("base64")}`;
    expect((await fetch(url, { headers: { authorization } })).status).toBe(200);
    await close();
  });
});

describe("the files of the example inbox", () => {
  afterEach(() => close());

  const files = new Map([
    ["100", { bytes: png, mime_type: "image/png" }],
    ["101", { bytes: Buffer.from("<svg onload='alert(1)'/>"), mime_type: "image/svg+xml" }],
    ["102", { bytes: Buffer.from("<script>alert(1)</script>"), mime_type: "text/html" }],
  ]);
  const fetched: string[] = [];
  const media: InboxOptions["media"] = async (id, { phoneNumberId }) => {
    fetched.push(`${id} of ${phoneNumberId}`);
    const file = files.get(id);
    if (file === undefined) throw Object.assign(new Error("A secret reason"), { code: "network_failure" });
    return file;
  };
  beforeEach(async () => {
    fetched.length = 0;
    await start({ media });
  });

  it("turns a placeholder into its picture, which is fetched once", async () => {
    const placeholder = mediaPlaceholder();
    await sendChanges(inHistory(placeholder));
    const chat = await chatPage(`+${ada.waId}`);
    expect(await page(chat)).toContain("It has not arrived.");
    const asset = historyMediaChange(imageMessage({ id: "100", caption: "Our menu" }, { id: placeholder.id }));
    await sendChanges(asset, echoChange(imageMessage({ id: "100" })));
    await finds(chat, '<img src="/media/100" alt="Our menu"');
    const picture = await fetch(`${url}/media/100`);
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(png);
    expect(picture.headers.get("content-type")).toBe("image/png");
    expect(fetched).toEqual([`100 of ${exampleNumber.phoneNumberId}`]);
  });

  it.each(["101", "102"])("hands a file that could run a script over as a download: %s", async (id) => {
    await sendChanges(messageChange(imageMessage({ id, mime_type: "image/jpeg" })));
    await finds(await chatPage(ada.profileName), `<a href="/media/${id}"`);
    expect(await page(await chatPage(ada.profileName))).not.toContain("<img");
    const { headers } = await fetch(`${url}/media/${id}`);
    expect(headers.get("content-type")).toBe("application/octet-stream");
    expect(headers.get("content-disposition")).toMatch(/^attachment;/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
  });

  it.each([
    ["bytes=0-3", 206, `bytes 0-3/${png.length}`, png.subarray(0, 4)],
    ["bytes=60-", 206, `bytes 60-${png.length - 1}/${png.length}`, png.subarray(60)],
    ["bytes=9999-", 416, `bytes */${png.length}`, Buffer.alloc(0)],
  ])("answers a player that asks for %s", async (range, status, contentRange, bytes) => {
    await sendChanges(messageChange(imageMessage({ id: "100" })));
    await vi.waitFor(async () => expect((await fetch(`${url}/media/100`)).status).toBe(200), patience);
    const part = await fetch(`${url}/media/100`, { headers: { range } });
    expect([part.status, part.headers.get("content-range")]).toEqual([status, contentRange]);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes);
  });

  it("keeps a placeholder where a file cannot be fetched", async () => {
    await sendChanges(messageChange(imageMessage({ id: "999" })));
    await finds(await chatPage(ada.profileName), "Not fetched yet.");
    await vi.waitFor(() => expect(fetched).toHaveLength(1), patience);
    expect((await fetch(`${url}/media/999`)).status).toBe(404);
    expect(printed().mock.calls).toEqual([["a file was not fetched, and is tried again later:", "network_failure"]]);
    printed().mockClear();
  });

  it.each(["before it", "after it"])("does not keep what was revoked, if the message comes %s", async (order) => {
    const database = temporaryDatabase();
    await close();
    await start({ media, database });
    const revoked = imageMessage({ id: "100", caption: "A mistake" });
    const parts = [echoChange(revoked), echoChange(editMessage(revoked.id, "Another mistake"))];
    const revoke = echoChange(revokeMessage(revoked.id));
    if (order === "before it") {
      await sendChanges(...parts);
      await vi.waitFor(async () => expect((await fetch(`${url}/media/100`)).status).toBe(200), patience);
    }
    await sendChanges(revoke);
    if (order === "after it") await sendChanges(...parts);
    const chat = await chatPage(`+${ada.waId}`);
    await finds(chat, "This message was deleted.");
    await vi.waitFor(() => {
      const file = new Database(database, { readonly: true });
      const kept = JSON.stringify([
        file.prepare("SELECT original, edit FROM messages").all(),
        file.prepare("SELECT length(bytes) AS size, filename FROM media").all(),
      ]);
      file.close();
      expect(kept).not.toContain("mistake");
      expect(kept).toContain('[{"size":0,"filename":null}]');
      expect(kept).toContain("echo");
    }, patience);
    expect((await fetch(`${url}/media/100`)).status).toBe(404);
    expect(messagesOf(await page(chat))[0]?.markup).toContain('class="message phone"');
  });
});

describe("a file that the example inbox cannot fetch", () => {
  let sql: Sql;
  let media: Media | undefined;
  const expectFiles = (...ids: string[]): void => {
    for (const id of ids) sql.run("INSERT INTO media (id, number, type) VALUES (?, '1', 'image/png')", id);
  };
  const look = (fetchMedia: FetchMedia, timeLimit?: number): void => {
    media = new Media(sql, fetchMedia, () => undefined, timeLimit);
    media.look();
  };
  const isFetched = (id: string): boolean =>
    sql.all("SELECT id FROM media WHERE id = ? AND bytes IS NOT NULL", id).length === 1;
  const file = { bytes: png, mime_type: "image/png" };

  beforeEach(() => {
    const database = new Database(":memory:");
    prepareSchema(database);
    sql = new Sql(database);
  });
  afterEach(() => {
    media?.close();
    printed().mockClear();
  });

  it("is tried again for as long as that may help, every few hours in the end, and says why each time", async () => {
    expectFiles("1");
    let attempts = 0;
    look(async () => {
      attempts += 1;
      throw Object.assign(new Error("A secret reason"), { code: "token_expired", status: 401 });
    });
    for (let pause = 5_000, number = 1; number <= 12; number += 1, pause *= 4) {
      await vi.waitFor(() => expect(sql.all("SELECT id FROM media WHERE attempts = ?", number)).toHaveLength(1));
      const [row] = sql.all<{ due: number }>("SELECT due FROM media");
      const away = (row?.due ?? 0) - Date.now();
      expect(away).toBeGreaterThan(Math.min(pause, 6 * 3_600_000) - 2_000);
      expect(away).toBeLessThanOrEqual(Math.min(pause, 6 * 3_600_000));
      sql.run("UPDATE media SET due = 0");
      media?.look();
    }
    expect(attempts).toBeGreaterThanOrEqual(12);
    const lines = new Set(printed().mock.calls.map((words) => words.join(" ")));
    expect([...lines]).toEqual(["a file was not fetched, and is tried again later: token_expired"]);
  });

  it.each([{ status: 404, code: "unexpected_answer" }, { code: "invalid_request" }])(
    "is given up at once where the answer says that it is gone: %j",
    async (details) => {
      expectFiles("1");
      look(async () => {
        throw Object.assign(new Error(), details);
      });
      await vi.waitFor(() => expect(sql.all("SELECT id FROM media WHERE due IS NULL")).toHaveLength(1));
      expect(printed().mock.calls).toEqual([["a file is gone:", details.code]]);
    },
  );

  it("gives its place to others when it hangs", async () => {
    expectFiles("1", "2", "3", "4", "5");
    const ended: string[] = [];
    look((id, { signal }) => {
      if (id === "5") return Promise.resolve(file);
      signal.addEventListener("abort", () => ended.push(id));
      return new Promise(() => undefined);
    }, 50);
    await vi.waitFor(() => expect(isFetched("5")).toBe(true));
    expect(ended).not.toEqual([]);
    expect(printed().mock.calls[0]).toEqual(["a file was not fetched, and is tried again later:", "timeout"]);
  });
});

describe("what many pages show at once", () => {
  it("is rendered once for all that show the same, and one after the other", async () => {
    const renderings = new Renderings<number>(50);
    let [rendered, underWay] = [0, 0];
    const render = async () => {
      underWay += 1;
      expect(underWay).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      underWay -= 1;
      rendered += 1;
      return rendered;
    };
    const all = ["/", "/numbers/1", "/", "/", "/numbers/1"].map((address) => renderings.share(address, render));
    expect(await Promise.all(all)).toEqual([1, 2, 1, 1, 2]);
    await vi.waitFor(async () => expect(await renderings.share("/", render)).toBe(3));
  });

  it("goes on after a rendering that failed", async () => {
    const renderings = new Renderings<number>(1);
    await expect(renderings.share("/", () => Promise.reject(new Error("locked")))).rejects.toThrow("locked");
    await vi.waitFor(async () => expect(await renderings.share("/", async () => 1)).toBe(1));
  });
});

describe("the example inbox as a program", () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  let child: ChildProcess;
  let output = "";

  const run = async (database: string): Promise<void> => {
    const port = await freePort();
    output = "";
    child = spawn(process.execPath, ["--import", "tsx", "examples/inbox/main.ts"], {
      cwd: root,
      env: { ...process.env, APP_SECRET: appSecret, VERIFY_TOKEN: "a token", DATABASE: database, PORT: String(port) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (piece: Buffer) => {
        output += piece;
      });
    }
    await vi.waitFor(() => expect(output).toContain("Listening on port"), 30_000);
    url = `http://127.0.0.1:${port}`;
  };
  const end = async (signal: NodeJS.Signals): Promise<unknown[]> => {
    const exit = once(child, "exit");
    child.kill(signal);
    return exit;
  };
  afterEach(() => child.kill("SIGKILL"));

  it("has everything again after it was killed in the middle, and ends well while a page is open", {
    timeout: 120_000,
  }, async () => {
    const database = temporaryDatabase();
    await run(database);
    const sent = recordOnboarding({ messages: 100 }).map(({ webhook }) => webhook);
    for (const [index, webhook] of sent.entries()) {
      expect(await send(webhook)).toBe(200);
      if (index !== 5) continue;
      await end("SIGKILL");
      await run(database);
    }
    await finds(numberPage, "is disconnected.");
    await finds(numberPage, "History complete");
    const before = await page(numberPage);

    const open = await fetch(url, { headers: { accept: "text/event-stream" } });
    const read = open.text().catch(() => "");
    expect(await end("SIGTERM")).toEqual([0, null]);
    expect(await read).toContain("event: numbers");
    await run(database);
    for (const webhook of sent) expect(await send(webhook)).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await page(numberPage)).toBe(before);
    expect(await end("SIGINT")).toEqual([0, null]);
    expect(output).not.toContain("Error");
  });
});

import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { DownloadOptions } from "../../../../src/client/index.ts";
import { body, json, oversizedBody, redirect, refuse, resetAfterReading } from "../../../servers/replies.ts";
import { type ScriptedServer, startServer } from "../../../servers/scripted-server.ts";
import { accessToken, asCustomer, customerOf, longId, mediaId, phoneNumberId } from "./invented.ts";

let server: ScriptedServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(async () => {
  vi.useRealTimers();
  await server.close();
});

const find = { method: "GET", path: `/v26.0/${mediaId}`, headers: asCustomer, body: "" };
const file = new Uint8Array([0, 255, 195, 40, 13, 10]);
/** Says where the file is, here or elsewhere. */
const at = (url: string) =>
  json({ messaging_product: "whatsapp", id: mediaId, url, mime_type: "image/jpeg", file_size: "6" });
const here = (path: string) => at(`${server.url}${path}`);
const download = (options: DownloadOptions = {}) =>
  customerOf(server).media.download(mediaId, { allowedHosts: [new URL(server.url).host], ...options });

describe("the address of a file", () => {
  it("is asked for by the id of the file", async () => {
    server.reply(
      body(`{"messaging_product":"whatsapp","id":${longId},"url":"https:\\/\\/lookaside.fbsbx.com\\/1",
        "mime_type":"image/jpeg","sha256":"9f86d081","file_size":"1024"}`),
    );
    expect(await customerOf(server).media.find(mediaId)).toEqual({
      messaging_product: "whatsapp",
      id: longId,
      url: "https://lookaside.fbsbx.com/1",
      mime_type: "image/jpeg",
      sha256: "9f86d081",
      file_size: 1024,
    });
    expect(server.requests).toMatchObject([{ ...find, query: {} }]);
  });

  it("can be asked for as one of a number only", async () => {
    server.reply(at("https://lookaside.fbsbx.com/1"));
    await customerOf(server).media.find(mediaId, { phoneNumberId });
    expect(server.requests).toMatchObject([{ ...find, query: { phone_number_id: phoneNumberId } }]);
  });

  it("is not known of a file that is gone", async () => {
    server.reply(refuse(100));
    await expect(customerOf(server).media.find(mediaId)).rejects.toMatchObject({
      code: "invalid_request",
      path: "/{mediaId}",
    });
  });

  it("is no address without one", async () => {
    server.reply(json({ id: mediaId }));
    await expect(customerOf(server).media.find(mediaId)).rejects.toMatchObject({ code: "unexpected_answer" });
  });
});

describe("a download", () => {
  it("brings every byte, and what Meta says about them", async () => {
    server.reply(here("/files/1?hash=a%20b"), body(file));
    const { bytes, ...about } = await download();
    expect(bytes).toEqual(file);
    expect(about).toMatchObject({ id: mediaId, mime_type: "image/jpeg", file_size: 6 });
    expect(server.requests).toMatchObject([
      { ...find, query: {} },
      { method: "GET", path: "/files/1", query: { hash: "a b" }, headers: asCustomer, body: "" },
    ]);
  });

  it("of an empty file brings none", async () => {
    server.reply(here("/files/1"), body(""));
    expect((await download()).bytes).toEqual(new Uint8Array());
  });

  it("asks for a file of the number only", async () => {
    server.reply(here("/files/1"), body(file));
    await download({ phoneNumberId });
    expect(server.requests[0]?.query).toEqual({ phone_number_id: phoneNumberId });
  });

  it("asks for a new address when the first has expired", async () => {
    server.reply(here("/files/1"), body("", { status: 404 }), here("/files/2"), body(file));
    expect((await download()).bytes).toEqual(file);
    expect(server.requests.map(({ path }) => path)).toEqual([find.path, "/files/1", find.path, "/files/2"]);
  });

  it("asks for a new address once", async () => {
    server.reply((request) => (request.path === find.path ? here("/files/1") : body("", { status: 404 })));
    await expect(download()).rejects.toMatchObject({ code: "invalid_request", status: 404, path: "/{media}" });
    expect(server.requests).toHaveLength(4);
  });

  it("asks for no new address where the file itself is not found", async () => {
    server.reply(refuse(100, { status: 404 }));
    await expect(download()).rejects.toMatchObject({ status: 404, path: "/{mediaId}" });
    expect(server.requests).toHaveLength(1);
  });

  it("asks for no new address after another failure", async () => {
    server.reply(here("/files/1"), body("", { status: 401 }));
    await expect(download()).rejects.toMatchObject({ code: "token_expired", path: "/{media}" });
    expect(server.requests).toHaveLength(2);
  });

  it("goes on after a connection that broke", async () => {
    server.reply(here("/files/1"), resetAfterReading, body(file));
    expect((await download()).bytes).toEqual(file);
  });

  it("takes the time of the whole call, where other attempts are given up sooner", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    let asked = (): void => undefined;
    let answer: (response: Response) => void = () => undefined;
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const fetch: typeof globalThis.fetch = async (input) => {
      if ((input as Request).url.includes(mediaId)) return Response.json({ url: "https://lookaside.fbsbx.com/1" });
      asked();
      return new Promise((resolve) => {
        answer = resolve;
      });
    };
    const downloading = customerOf(server, { fetch, attemptTimeout: 1_000 }).media.download(mediaId);
    await isAsked;
    await vi.advanceTimersByTimeAsync(29_000);
    answer(new Response("a large file"));
    expect((await downloading).bytes).toHaveLength(12);
  });

  it("ends at a file that is too large", async () => {
    server.reply(here("/files/1"), oversizedBody(2_000));
    await expect(download({ largest: 1_999 })).rejects.toMatchObject({ code: "unexpected_answer", path: "/{media}" });
  });

  it("takes a file that is just as large as it may be", async () => {
    server.reply(here("/files/1"), body("x".repeat(2_000)));
    expect((await download({ largest: 2_000 })).bytes).toHaveLength(2_000);
  });

  it("follows no redirect, because the token would go along", async () => {
    await using elsewhere = await startServer(body(file));
    server.reply(here("/files/1"), redirect(`${elsewhere.url}/files/1`));
    await expect(download()).rejects.toMatchObject({ path: "/{media}" });
    expect(elsewhere.requests).toEqual([]);
  });
});

describe("the token", () => {
  it.each([
    ["another host", (url: string) => url.replace("127.0.0.1", "localhost")],
    ["no host of WhatsApp's", () => "https://lookaside.fbsbx.com.evil.example/SIGNATURE"],
    ["a host behind a user name", (url: string) => url.replace("//", "//lookaside.fbsbx.com@")],
    ["no address", () => "SIGNATURE"],
  ])("is not sent where the answer leads to %s", async (_, change) => {
    server.reply(at(change(`${server.url}/SIGNATURE`)));
    const error = await download().catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: "unexpected_answer",
      name: "UnexpectedAnswerError",
      method: "GET",
      path: "/{mediaId}",
    });
    expect(server.requests).toHaveLength(1);
    const shown = inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error);
    for (const secret of ["SIGNATURE", "evil", "localhost", accessToken]) expect(shown).not.toContain(secret);
  });

  it("is not sent to this machine, unless the caller says so", async () => {
    server.reply(here("/files/1"));
    await expect(customerOf(server).media.download(mediaId)).rejects.toMatchObject({ code: "unexpected_answer" });
    expect(server.requests).toHaveLength(1);
  });
});

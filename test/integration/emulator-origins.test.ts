import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Emulator, emulatorDefaults } from "../../src/testing/index.ts";

let emulator: Emulator;
let url: string;

beforeAll(async () => {
  emulator = new Emulator({ partner: { redirectUrl: "http://localhost:3000/connected" } });
  url = await emulator.listen();
});
afterAll(() => emulator.close());

/** Sends a request with headers that `fetch` sets itself. */
function call(method: string, path: string, headers: Record<string, string> = {}): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url + path, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
}

describe("a page of another origin", () => {
  const { appId, appSecret } = emulatorDefaults;
  const token = encodeURIComponent(`${appId}|${appSecret}`);
  const subscribe = `/v26.0/${appId}/subscriptions?access_token=${token}&callback_url=http://localhost/admin`;

  it.each([
    ["POST", "/emulator/sign-ups"],
    ["GET", "/emulator"],
    ["POST", subscribe],
    ["POST", "/api/v2/token"],
    ["POST", "/v26.0/dialog/oauth"],
    ["GET", "/onboarding/AbCdEfPA?emulator_choice=connect"],
  ])("is refused: %s %s", async (method, path) => {
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
    ]) {
      expect(await call(method, path, { ...headers })).toBe(403);
    }
    expect(await call(method, path, { host: "evil.example" })).toBe(403);
    expect(await call(method, path, { host: "127.0.0.1.evil.example:4000" })).toBe(403);
    expect(emulator.businesses).toEqual([]);
  });

  it("loads Facebook's SDK, and opens the sign-ups", async () => {
    const foreign = { origin: "https://shop.example", "sec-fetch-site": "cross-site" };
    expect(await call("GET", "/en_US/sdk.js", foreign)).toBe(200);
    expect(await call("GET", "/v26.0/dialog/oauth?client_id=1", { "sec-fetch-site": "cross-site" })).toBe(200);
    expect(await call("GET", "/dashboard/app/AbCdEfPA?state=s", { "sec-fetch-site": "cross-site" })).toBe(200);
  });
});

describe("a program on this machine, and a page of the emulator's", () => {
  it("are answered", async () => {
    const { port } = new URL(url);
    expect(await call("GET", "/emulator")).toBe(200);
    expect(await call("GET", "/emulator", { origin: url, "sec-fetch-site": "same-origin" })).toBe(200);
    expect(await call("GET", "/emulator", { host: `localhost:${port}`, "sec-fetch-site": "none" })).toBe(200);
    expect(await call("GET", "/emulator", { host: `[::1]:${port}` })).toBe(200);
  });
});

describe("an emulator on every address", () => {
  it("answers by any address, and by names that no page can have", async () => {
    const open = new Emulator();
    const everywhere = await open.listen({ host: "0.0.0.0" });
    const here = url;
    url = everywhere.replace("0.0.0.0", "127.0.0.1");
    expect(await call("GET", "/emulator", { host: "192.168.0.7:4000" })).toBe(200);
    expect(await call("GET", "/emulator", { host: "emulator:4000" })).toBe(200);
    expect(await call("GET", "/emulator", { host: "evil.example:4000" })).toBe(403);
    url = here;
    await open.close();
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Emulator } from "../../src/testing/index.ts";

let emulator: Emulator;
let url: string;

beforeAll(async () => {
  emulator = new Emulator({ partner: { redirectUrl: "https://shop.example/connected?lang=en" } });
  url = await emulator.listen();
});
afterAll(() => emulator.close());

async function call(method: string, path: string, body?: unknown) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const answer = await fetch(url + path, { method, ...(body === undefined ? {} : { body: text }) });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}

describe("what steers the emulator over HTTP", () => {
  it("lets a business sign up, and tells what the application gets of it", async () => {
    const { status, body } = await call("POST", "/emulator/sign-ups", {
      name: "Old Mill Books",
      scenario: { history: 3 },
    });
    expect([status, body.provider]).toEqual([201, "meta"]);
    expect(body.code).toMatch(/^AQ/);
    expect(emulator.businesses.at(-1)).toMatchObject({ name: "Old Mill Books", phoneNumberId: body.phoneNumberId });
  });

  it("lets something happen on a phone, and says when it is over", async () => {
    const { body: signUp } = await call("POST", "/emulator/sign-ups");
    const steps = await call("POST", `/emulator/businesses/${signUp.phoneNumberId}/steps`, [{ do: "echo", count: 2 }]);
    expect(steps).toEqual({ status: 202, body: { steps: 1 } });
    const settled = await call("POST", "/emulator/settled");
    expect(settled.body.deliveries).toEqual({ waiting: 0, accepted: 0, dropped: 2 });
    const { body } = await call("GET", "/emulator/deliveries");
    expect(body.deliveries).toHaveLength(2);
    expect(body.deliveries[0]).toMatchObject({ about: "echo", state: "dropped", attempts: [] });
  });

  it("shows the calls of the application, and not its own", async () => {
    await fetch(`${url}/v26.0/debug_token?input_token=a-secret`);
    const { body } = await call("GET", "/emulator/requests");
    expect(body.requests).toEqual([{ provider: "meta", method: "GET", path: "/v26.0/debug_token", status: 401 }]);
    expect((await call("GET", "/emulator")).body).toMatchObject({ requests: 1, businesses: [{}, {}] });
  });

  it("shows no secret", async () => {
    const { body: signUp } = await call("POST", "/emulator/sign-ups");
    const everything = JSON.stringify(
      await Promise.all(["", "/businesses", "/deliveries", "/requests"].map((path) => call("GET", `/emulator${path}`))),
    );
    expect(everything).not.toContain(signUp.code);
    expect(everything).not.toMatch(/EAAG|a-secret|0f1e2d3c/);
  });

  it.each([
    ["POST", "/emulator/sign-ups", "{", "no JSON object"],
    ["POST", "/emulator/sign-ups", [], "no JSON object"],
    ["POST", "/emulator/sign-ups", { phone: "1" }, "another member"],
    ["POST", "/emulator/sign-ups", { provider: "other" }, "provider"],
    ["POST", "/emulator/sign-ups", { number: 15550001111 }, "number"],
    ["POST", "/emulator/sign-ups", { name: " " }, "name"],
    ["POST", "/emulator/sign-ups", { scenario: { history: "all" } }, "scenario.history"],
    ["POST", "/emulator/sign-ups", { scenario: { afterwards: [{ do: "wait" }] } }, "scenario.afterwards[0].seconds"],
    ["POST", "/emulator/businesses/200000000000002/steps", { do: "echo" }, "steps"],
    ["POST", "/emulator/businesses/200000000000002/steps", [{ do: "echo", count: 0 }], "steps[0].count"],
    ["POST", "/emulator/businesses/200000000000002/steps", [{ do: "disconnect", reason: "bored" }], "steps[0].reason"],
  ])("says what is wrong: %s %s %j", async (method, path, body, problem) => {
    const answer = await call(method, path, body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain(problem);
  });

  it("knows nothing else", async () => {
    expect((await call("GET", "/emulator/weather")).status).toBe(404);
    expect((await call("GET", "/emulator/sign-ups")).status).toBe(404);
    expect((await call("POST", "/emulator/businesses/200000000000999/steps", [])).status).toBe(404);
  });
});

describe("the pages of a sign-up", () => {
  it("are Facebook's SDK, the window it opens, and the sign-up at the press of its button", async () => {
    const script = await (await fetch(`${url}/en_US/sdk.js`)).text();
    expect(script).toContain(`"${url}/v26.0/dialog/oauth"`);
    const window = `${url}/v26.0/dialog/oauth?client_id=6000%3Cb%3E&origin=https://shop.example`;
    const html = await (await fetch(window)).text();
    expect(html).toContain('"https://shop.example"');
    expect(html).not.toContain("<b>");
    const before = emulator.businesses.length;
    const { status, body } = await call("POST", "/v26.0/dialog/oauth");
    expect([status, emulator.businesses.length]).toEqual([201, before + 1]);
    expect(body.code).toMatch(/^AQ/);
  });

  it("are the hosted sign-up of 360dialog, which leads back with the channel", async () => {
    const page = await (await fetch(`${url}/dashboard/app/AbCdEfPA?state=a%26b&number=%2B15550009999`)).text();
    const links = [...page.matchAll(/id="(\w+)" href="([^"]+)"/g)].map(([, id, href]) => [
      id,
      href?.replaceAll("&#38;", "&"),
    ]);
    const follow = async (id: string) => {
      const href = links.find(([name]) => name === id)?.[1];
      return (await fetch(url + href, { redirect: "manual" })).headers.get("location");
    };
    const location = await follow("connect");
    expect(location).toMatch(
      /^https:\/\/shop\.example\/connected\?lang=en&client=\w+CL&channels=\[\w+CH\]&state=a%26b$/,
    );
    expect(emulator.businesses.at(-1)).toMatchObject({ provider: "360dialog", displayPhoneNumber: "15550009999" });
    expect(await follow("decline")).toBe("https://shop.example/connected?lang=en&channels=[]&state=a%26b");
  });

  it("are not there for another partner", async () => {
    expect((await fetch(`${url}/onboarding/OtherPA`)).status).toBe(404);
  });
});

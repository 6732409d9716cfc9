import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../support/command.ts";
import { createTemporaryProject } from "../support/temporary-project.ts";

const test = `
const { createCoexistence } = require("whatsapp-coexistence");
const { signMeta } = require("whatsapp-coexistence/testing");

const appSecret = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
const body = JSON.stringify({ entry: [{ changes: [{ field: "account_update", value: { event: "ACCOUNT_OFFBOARDED" } }] }] });
const { MetaClient } = require("whatsapp-coexistence/client");

test("a call is made with the application's own fetch", async () => {
  const meta = new MetaClient({ accessToken: "a-token", fetch: async () => Response.json({ request_id: "1" }) });
  expect(await meta.requestSync("200000000000002", "history")).toEqual({ request_id: "1" });
});

test("a signed webhook reaches the listener", async () => {
  const coexistence = createCoexistence({ appSecret });
  const listener = jest.fn();
  coexistence.onAccount(listener);
  const headers = { "x-hub-signature-256": signMeta(body, appSecret) };
  const answer = await coexistence.fetch(new Request("https://example.com/webhook", { method: "POST", body, headers }));
  expect(answer.status).toBe(200);
  expect(listener).toHaveBeenCalledWith(expect.objectContaining({ event: "ACCOUNT_OFFBOARDED" }), { attempt: 1 });
});
`;

describe("an application that is tested with Jest", () => {
  it("loads the package with Jest's own loader, and receives webhooks", async () => {
    const folder = await createTemporaryProject({ packages: ["jest@30.5.2"] });
    await writeFile(join(folder, "receive.test.js"), test);
    const { code, stderr } = await run(folder, "npx", "--no-install", "jest");
    expect({ code, passed: /Tests:\s+2 passed/.test(stderr), stderr }).toMatchObject({ code: 0, passed: true });
  });
});

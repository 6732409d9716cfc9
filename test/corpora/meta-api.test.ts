import { existsSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type ClientError, MetaClient } from "../../src/client/index.ts";
import { body } from "../servers/replies.ts";
import { type ScriptedServer, startServer } from "../servers/scripted-server.ts";

// Answers and requests as Meta's documentation prints them, kept beside the repository. Nothing of their content is
// repeated here: what a call should return is named by where it stands in the answer.
const folder = new URL("../../../shared/fixtures/meta/", import.meta.url);
const isThere = existsSync(folder);

const printed = (file: string): string => readFileSync(new URL(`api.${file}.json`, folder), "utf8");
// biome-ignore lint/suspicious/noExplicitAny: the tests below say what they expect of it
const parsed = (file: string): any => JSON.parse(printed(file));

describe.skipIf(!isThere)("what Meta's documentation prints (needs the shared fixtures)", () => {
  let server: ScriptedServer;
  let meta: MetaClient;
  beforeEach(async () => {
    server = await startServer();
    const app = { appId: "600000000000006", appSecret: "0f1e2d3c4b5a69788796a5b4c3d2e1f0" };
    meta = new MetaClient({ ...app, accessToken: "EAAinvented", baseUrl: server.url });
  });
  afterEach(() => server.close());

  const answered = (file: string, status = 200): void => server.reply(body(printed(file), { status }));
  const sent = (): unknown => JSON.parse(server.requests[0]?.body ?? "");

  test("is read as the worth of a token", async () => {
    answered("debug_token.response");
    expect(await meta.debugToken("EAAanother")).toEqual(parsed("debug_token.response").data);
  });

  test("is read as a number on both sides", async () => {
    answered("phone_number.is_on_biz_app");
    expect(await meta.phoneNumbers.get("1")).toEqual(parsed("phone_number.is_on_biz_app"));
  });

  test("is read as the callback addresses of a number", async () => {
    const file = "phone_number.webhook_configuration-get";
    answered(file);
    expect(await meta.phoneNumbers.getCallbacks("1")).toEqual(parsed(file).webhook_configuration);
  });

  test("is read as the apps of an account", async () => {
    answered("subscribed_apps.get-with-override");
    expect(await meta.subscribedApps.list("1")).toEqual(parsed("subscribed_apps.get-with-override").data);
  });

  test("is read as the app's subscription, with the names of its fields", async () => {
    answered("subscriptions.get-response");
    const [subscription] = parsed("subscriptions.get-response").data;
    const fields = subscription.fields.map(({ name }: { name: string }) => name);
    expect(fields.length).toBeGreaterThan(0);
    expect(await meta.webhookSubscription.get()).toEqual({ ...subscription, fields });
  });

  test.each(["subscribed_apps.post-response", "subscriptions.post-response-string"])(
    "%s is a success",
    async (file) => {
      answered(file);
      const override = { callbackUrl: "https://hooks.example.com/", verifyToken: "a token" };
      await meta.subscribedApps.subscribe("1", override);
      await meta.phoneNumbers.setCallback("1", override);
      await meta.webhookSubscription.replace(override);
    },
  );

  test("is sent as an override", async () => {
    answered("subscribed_apps.post-response");
    await meta.subscribedApps.subscribe("1", { callbackUrl: "https://hooks.example.com/", verifyToken: "a token" });
    expect(Object.keys(sent() as object)).toEqual(Object.keys(parsed("subscribed_apps.post-override-request")));
  });

  test.each(["contacts", "history"] as const)("is sent and read as the request for %s", async (kind) => {
    answered("smb_app_data.response");
    expect(await meta.requestSync("1", kind)).toEqual(parsed("smb_app_data.response"));
    expect(sent()).toEqual(parsed(`smb_app_data.request-${kind}`));
  });

  test("is understood as a refusal", async () => {
    answered("deregister.error-smb", 400);
    const { error } = parsed("deregister.error-smb");
    const reason: ClientError = await meta.phoneNumbers.get("1").then(Promise.reject, (refused) => refused);
    expect(reason).toMatchObject({ code: "invalid_request", providerCode: error.code, fbtrace_id: error.fbtrace_id });
    expect(reason.message).not.toContain(error.message);
  });
});

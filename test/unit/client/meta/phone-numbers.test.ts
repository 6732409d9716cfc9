import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { body, json, refuse } from "../../../servers/replies.ts";
import { type ScriptedServer, startServer } from "../../../servers/scripted-server.ts";
import {
  asCustomer,
  callbackUrl,
  customerOf,
  longId,
  numberFields,
  phoneNumberId,
  verifyToken,
  wabaId,
} from "./invented.ts";

let server: ScriptedServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const path = `/v26.0/${phoneNumberId}`;

describe("the numbers of an account", () => {
  it("are asked for with the fields that say whether they are in coexistence", async () => {
    server.reply(json({ data: [] }));
    expect(await customerOf(server).phoneNumbers.list(wabaId)).toEqual([]);
    expect(server.requests).toMatchObject([
      {
        method: "GET",
        path: `/v26.0/${wabaId}/phone_numbers`,
        query: { fields: numberFields, limit: "100" },
        headers: asCustomer,
        body: "",
      },
    ]);
  });

  it("come with what Meta writes beside it, and an id as text", async () => {
    const number = {
      display_phone_number: "+1 555-000-1111",
      verified_name: "Corner Bakery",
      is_on_biz_app: true,
      platform_type: "CLOUD_API",
      quality_rating: "GREEN",
      code_verification_status: "VERIFIED",
      throughput: { level: "STANDARD" },
      added_later: [1],
    };
    server.reply(
      body(`{"data":[{"id":${longId},"last_onboarded_time":1780000000,${JSON.stringify(number).slice(1)}]}`),
    );
    const numbers = await customerOf(server).phoneNumbers.list(wabaId);
    expect(numbers).toEqual([{ id: longId, last_onboarded_time: "1780000000", ...number }]);
  });

  it("are no list where one of them has no id", async () => {
    server.reply(json({ data: [{ id: phoneNumberId }, { verified_name: "Corner Bakery" }] }));
    await expect(customerOf(server).phoneNumbers.list(wabaId)).rejects.toMatchObject({
      code: "unexpected_answer",
      path: "/{wabaId}/phone_numbers",
    });
  });

  it("cannot be read with a token that expired", async () => {
    server.reply(refuse(190, { status: 401, error_subcode: 463 }));
    await expect(customerOf(server).phoneNumbers.list(wabaId)).rejects.toMatchObject({
      code: "token_expired",
      error_subcode: 463,
      fbtrace_id: expect.any(String),
    });
  });
});

describe("one number", () => {
  it("is read by its id", async () => {
    server.reply(json({ is_on_biz_app: true, platform_type: "CLOUD_API", id: phoneNumberId }));
    expect(await customerOf(server).phoneNumbers.get(phoneNumberId)).toEqual({
      id: phoneNumberId,
      is_on_biz_app: true,
      platform_type: "CLOUD_API",
    });
    expect(server.requests).toMatchObject([
      { method: "GET", path, query: { fields: numberFields }, headers: asCustomer, body: "" },
    ]);
  });

  it("is on the app only where Meta says so with a yes", async () => {
    server.reply(json({ is_on_biz_app: "yes", platform_type: null, id: phoneNumberId }));
    const { is_on_biz_app, platform_type } = await customerOf(server).phoneNumbers.get(phoneNumberId);
    expect([is_on_biz_app, platform_type]).toEqual([undefined, undefined]);
  });

  it("that was deleted is not found", async () => {
    server.reply(refuse(33));
    await expect(customerOf(server).phoneNumbers.get(phoneNumberId)).rejects.toMatchObject({
      code: "invalid_request",
      providerCode: 33,
      path: "/{phoneNumberId}",
    });
  });
});

describe("the callback address of a number", () => {
  it.each([true, "true"])("is set, which Meta confirms with %j", async (success) => {
    server.reply(json({ success }));
    await customerOf(server).phoneNumbers.setCallback(phoneNumberId, { callbackUrl, verifyToken });
    expect(server.requests).toMatchObject([{ method: "POST", path, query: {}, headers: asCustomer }]);
    expect(JSON.parse(server.requests[0]?.body ?? "")).toEqual({
      webhook_configuration: { override_callback_uri: callbackUrl, verify_token: verifyToken },
    });
  });

  it("is removed by setting none", async () => {
    server.reply(json({ success: true }));
    await customerOf(server).phoneNumbers.removeCallback(phoneNumberId);
    expect(server.requests).toMatchObject([{ method: "POST", path }]);
    expect(JSON.parse(server.requests[0]?.body ?? "")).toEqual({
      webhook_configuration: { override_callback_uri: "" },
    });
  });

  it.each([{ success: false }, {}, []])("is not set where Meta answers %j", async (answer) => {
    server.reply(json(answer));
    const call = customerOf(server).phoneNumbers.setCallback(phoneNumberId, { callbackUrl, verifyToken });
    await expect(call).rejects.toMatchObject({ code: "unexpected_answer" });
  });

  it("is not set where it does not answer the verification request", async () => {
    server.reply(refuse(100));
    const call = customerOf(server).phoneNumbers.setCallback(phoneNumberId, { callbackUrl, verifyToken });
    await expect(call).rejects.toMatchObject({ code: "invalid_request" });
  });

  it("is read at every level", async () => {
    const webhook_configuration = { phone_number: callbackUrl, application: "https://hooks.example.com/app" };
    server.reply(json({ webhook_configuration, id: phoneNumberId }));
    expect(await customerOf(server).phoneNumbers.getCallbacks(phoneNumberId)).toEqual(webhook_configuration);
    expect(server.requests).toMatchObject([{ method: "GET", path, query: { fields: "webhook_configuration" } }]);
  });

  it.each([{ id: phoneNumberId }, { webhook_configuration: null }])("is none in %j", async (answer) => {
    server.reply(json(answer));
    expect(await customerOf(server).phoneNumbers.getCallbacks(phoneNumberId)).toEqual({});
  });
});

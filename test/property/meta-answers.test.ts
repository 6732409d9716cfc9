import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ClientError, MetaClient } from "../../src/client/index.ts";

const wabaId = "100000000000001";
const phoneNumberId = "200000000000002";
const address = { callbackUrl: "https://hooks.example.com/", verifyToken: "a token" };

/** Every call, and the members of its answer that are ids. */
const calls: Readonly<Record<string, [call: (client: MetaClient) => Promise<unknown>, ids: readonly string[]]>> = {
  exchangeCode: [(client) => client.exchangeCode("AQDcode"), []],
  debugToken: [(client) => client.debugToken("EAAanother"), ["app_id", "user_id"]],
  listClientAccounts: [(client) => client.listClientAccounts("500000000000005"), ["id"]],
  requestSync: [(client) => client.requestSync(phoneNumberId, "history"), ["request_id"]],
  "phoneNumbers.list": [({ phoneNumbers }) => phoneNumbers.list(wabaId), ["id"]],
  "phoneNumbers.get": [({ phoneNumbers }) => phoneNumbers.get(phoneNumberId), ["id"]],
  "phoneNumbers.setCallback": [({ phoneNumbers }) => phoneNumbers.setCallback(phoneNumberId, address), []],
  "phoneNumbers.removeCallback": [({ phoneNumbers }) => phoneNumbers.removeCallback(phoneNumberId), []],
  "phoneNumbers.getCallbacks": [({ phoneNumbers }) => phoneNumbers.getCallbacks(phoneNumberId), []],
  "subscribedApps.list": [({ subscribedApps }) => subscribedApps.list(wabaId), []],
  "subscribedApps.subscribe": [({ subscribedApps }) => subscribedApps.subscribe(wabaId), []],
  "subscribedApps.unsubscribe": [({ subscribedApps }) => subscribedApps.unsubscribe(wabaId), []],
  "webhookSubscription.get": [({ webhookSubscription }) => webhookSubscription.get(), []],
  "webhookSubscription.add": [({ webhookSubscription }) => webhookSubscription.add(address), []],
  "webhookSubscription.remove": [({ webhookSubscription }) => webhookSubscription.remove(["messages"]), []],
  "media.find": [({ media }) => media.find("300000000000003"), ["id"]],
  "media.download": [({ media }) => media.download("300000000000003"), ["id"]],
};

function clientAnswering(text: string, status: number): MetaClient {
  return new MetaClient({
    appId: "600000000000006",
    appSecret: "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
    accessToken: "EAAinventedTokenOfTheTests",
    fetch: async () => new Response(text, { status }),
    maxAttempts: 1,
  });
}

const statuses = fc.constantFrom(200, 200, 200, 201, 400, 401, 403, 404, 429, 500, 503);

/** An id as Meta may print it: text, or a number of any length. */
const printedId = fc.oneof(
  fc.bigInt({ min: 1n, max: 10n ** 25n }).map(String),
  fc.bigInt({ min: 1n, max: 10n ** 25n }).map((id) => `"${id}"`),
);

/** Members of Meta's answers, with values that are sometimes right. */
const nearAnswers = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('"true"', "true", "false", "null", '""', "0", '"whatsapp_business_account"', "[]", "{}"),
    printedId,
    fc.constant('"https://lookaside.fbsbx.com/1"'),
    fc.json(),
    tie("list"),
    tie("object"),
  ),
  list: fc.array(tie("value") as fc.Arbitrary<string>, { maxLength: 3 }).map((items) => `[${items.join(",")}]`),
  object: fc
    .dictionary(
      fc.constantFrom(
        ...["data", "paging", "cursors", "after", "next", "error", "code", "error_subcode", "success", "access_token"],
        ...["expires_in", "id", "request_id", "url", "fields", "object", "name", "app_id", "user_id", "scopes"],
        ...["granular_scopes", "scope", "target_ids", "webhook_configuration", "whatsapp_business_api_data"],
        ...["is_on_biz_app", "platform_type", "throughput", "__proto__", "constructor"],
      ),
      tie("value") as fc.Arbitrary<string>,
      { maxKeys: 8 },
    )
    .map((members) => `{${Object.entries(members).map(([key, value]) => `${JSON.stringify(key)}:${value}`)}}`),
}));

const answers = fc.oneof(fc.json(), fc.string(), nearAnswers.object as fc.Arbitrary<string>);

const entries = Object.entries(calls).map(([name, [call, ids]]) => ({ name, call, ids }));

describe("any answer is a result, or an error of its own, with every id as text:", () => {
  it.each(entries)("$name", async ({ name, call, ids }) => {
    let failures = 0;
    await fc.assert(
      fc.asyncProperty(answers, statuses, async (text, status) => {
        const outcome = await call(clientAnswering(text, status)).then(
          (result) => ({ result }),
          (error: unknown) => ({ error }),
        );
        if ("error" in outcome) {
          failures++;
          expect(outcome.error).toBeInstanceOf(ClientError);
        } else {
          for (const item of [outcome.result].flat()) for (const id of ids) expectText(item, id);
        }
      }),
      { numRuns: 300 },
    );
    expect(failures, `${name} never failed`).toBeGreaterThan(0);
  });
});

describe("ids of every length, in both forms, keep all their digits:", () => {
  it.each(entries.filter(({ ids }) => ids.length > 0))("$name", async ({ name, call, ids }) => {
    await fc.assert(
      fc.asyncProperty(printedId, async (id) => {
        const item = `"id":${id},"request_id":${id},"app_id":${id},"user_id":${id},"url":"https://lookaside.fbsbx.com/1"`;
        const text = name === "debugToken" ? `{"data":{${item}}}` : `{"data":[{${item}}],${item}}`;
        const [result] = [await call(clientAnswering(text, 200))].flat();
        for (const member of ids) expect(result).toHaveProperty(member, id.replaceAll('"', ""));
      }),
      { numRuns: 50 },
    );
  });
});

function expectText(item: unknown, member: string): void {
  const value = (item as Record<string, unknown> | undefined)?.[member];
  if (value !== undefined) expect(value).toBeTypeOf("string");
}

it("a list with more malformed items than can be told of is an error of its own as well", async () => {
  const text = `{"data":[${"1,".repeat(600_000)}1]}`;
  await expect(clientAnswering(text, 200).phoneNumbers.list(wabaId)).rejects.toMatchObject({
    code: "unexpected_answer",
  });
});

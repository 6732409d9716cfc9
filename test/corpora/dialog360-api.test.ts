import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Dialog360Client, Dialog360PartnerClient } from "../../src/client/index.ts";

// Requests and answers as 360dialog's pages print them, kept beside the repository. Nothing of their content is repeated
// here.
const folder = new URL("../../../shared/fixtures/360dialog/", import.meta.url);
const printed = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`docs-${name}.json`, folder), "utf8"));

const isThere = existsSync(folder);
const corpus = test.skipIf(!isThere);

test.skipIf(isThere)("is skipped: shared/fixtures is not beside the repository", () => undefined);

interface Talk {
  hub: Dialog360PartnerClient;
  number: Dialog360Client;
  /** The body of the last request. */
  sent: () => unknown;
}

function talk(answer: unknown, status = 200): Talk {
  let sent: unknown;
  const fetch = async (request: string | URL | Request): Promise<Response> => {
    const text = await (request as Request).text();
    sent = text === "" ? undefined : JSON.parse(text);
    return Response.json(answer, { status });
  };
  const hub = new Dialog360PartnerClient({ partnerId: "InventPA", apiKey: "invented", fetch });
  return { hub, number: new Dialog360Client({ apiKey: "invented", fetch }), sent: () => sent };
}

corpus("a client is made with the printed request, and the printed answer is understood", async () => {
  const { hub, sent } = talk(printed("account-sharing-clients-response"));
  const request = printed("account-sharing-clients-request") as Record<"name" | "email" | "user_name", string>;
  const { user_name: userName, ...others } = request;
  expect(await hub.accountSharing.createClient({ ...others, userName })).toEqual(
    printed("account-sharing-clients-response"),
  );
  expect(sent()).toEqual(request);
});

corpus("a number is shared with the printed request, and the printed answer is understood", async () => {
  const { hub, sent } = talk(printed("account-sharing-numbers-response"));
  const request = printed("account-sharing-numbers-request") as Record<string, string>;
  const result = await hub.accountSharing.shareNumber({
    solutionId: request["solution_id"] ?? "",
    wabaId: request["waba_external_id"] ?? "",
    wabaBusinessId: request["waba_business_id"],
    clientId: request["client_id"],
    tier: request["tier"] as "basic",
  });
  expect(result).toEqual(printed("account-sharing-numbers-response"));
  expect(sent()).toEqual(request);
});

corpus("the printed list of clients comes out as it is", async () => {
  const { hub } = talk(printed("partner-clients-list"));
  expect(await hub.clients.list()).toEqual(printed("partner-clients-list")["clients"]);
});

corpus("the printed webhook address of the partner is read and set", async () => {
  const { hub, sent } = talk(printed("partner-webhook-url"));
  const url = (await hub.settings.getWebhookUrl()) ?? "";
  await hub.settings.setWebhookUrl(url);
  expect(sent()).toEqual(printed("partner-webhook-url"));
});

corpus("the printed webhook configuration of a number is read and set", async () => {
  const { number, sent } = talk(printed("messaging-webhook-config-request"));
  const { url = "", headers } = await number.webhooks.get();
  await number.webhooks.set({ url, headers: headers as Record<string, string> });
  expect(sent()).toEqual(printed("messaging-webhook-config-request"));
});

corpus("the printed configuration of several webhooks is read and set", async () => {
  const { number, sent } = talk(printed("multi-webhook-config"));
  await number.multiWebhooks.set((await number.multiWebhooks.get()) as { enabled: boolean });
  expect(sent()).toEqual(printed("multi-webhook-config"));
});

corpus("the printed health status comes out as it is", async () => {
  expect(await talk(printed("health-status")).number.healthStatus()).toEqual(printed("health-status"));
});

corpus("the printed error is a key that is not accepted", async () => {
  const { number } = talk(printed("messaging-error"), 401);
  await expect(number.healthStatus()).rejects.toMatchObject({ code: "token_expired" });
});

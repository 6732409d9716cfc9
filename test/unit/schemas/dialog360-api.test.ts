import { describe, expect, test } from "vitest";
import {
  Dialog360ClientAccount,
  Dialog360MintedKey,
  Dialog360PartnerChannel,
  Dialog360SharedClient,
} from "../../../src/schemas/index.ts";

describe("Dialog360PartnerChannel", () => {
  const channel = {
    id: "InventCH",
    client_id: "InventCL",
    status: "ready",
    hub_status: "live",
    account_mode: "live",
    is_on_biz_app: true,
    setup_info: { phone_number: "15550001111", phone_name: "Corner Bakery", added: 1 },
    waba_account: { id: "InventWA", external_id: "100000000000001", on_behalf_of_business_info: { name: "Bakery" } },
    integration: { enabled: true, app_id: "InventAP", state: "running" },
    client: { id: "InventCL" },
  };

  test("keeps everything the hub lists", () => {
    expect(Dialog360PartnerChannel.parse(channel)).toEqual(channel);
  });

  test("has a status that may be new", () => {
    expect(Dialog360PartnerChannel.parse({ ...channel, status: "something_new" }).status).toBe("something_new");
  });

  test("lives without what is null, blank or malformed", () => {
    const odd = { id: "InventCH", cancelled_at: null, current_limit: "", is_on_biz_app: "yes", setup_info: [] };
    expect(Dialog360PartnerChannel.parse(odd)).toEqual({ id: "InventCH" });
  });
});

test.each([
  ["a channel", Dialog360PartnerChannel, {}],
  ["a client", Dialog360ClientAccount, { id: "" }],
  ["a new client", Dialog360SharedClient, { id: null }],
  ["a new key", Dialog360MintedKey, { id: "InventAK", api_key: "" }],
])("%s is none without what it is about", (_, schema, value) => {
  expect(schema.safeParse(value).success).toBe(false);
});

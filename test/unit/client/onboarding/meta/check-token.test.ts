import { describe, expect, it } from "vitest";
import { checkToken, newestAccountOf } from "../../../../../src/client/onboarding/meta/check-token.ts";
import { TokenInfo } from "../../../../../src/schemas/index.ts";

const appId = "600000000000006";
const wabaId = "100000000000001";
const management = "whatsapp_business_management";
const messaging = "whatsapp_business_messaging";

function info(changes: Record<string, unknown> = {}): TokenInfo {
  const granular_scopes = [
    { scope: messaging, target_ids: [wabaId] },
    { scope: management, target_ids: [wabaId, "100000000000003"] },
  ];
  return TokenInfo.parse({
    app_id: appId,
    is_valid: true,
    scopes: [management, messaging],
    granular_scopes,
    ...changes,
  });
}

const conditions = (token: TokenInfo, account: string | undefined = wabaId): string[] =>
  checkToken(token, appId, account).map(({ condition }) => condition);

describe("a token", () => {
  it("that is valid, of this app, and for this account will do", () => {
    expect(conditions(info())).toEqual([]);
  });

  it.each([false, null, "true", 1, undefined])("whose is_valid is %j is not valid", (is_valid) => {
    expect(conditions(info({ is_valid }))).toEqual(["token_valid"]);
  });

  it.each(["600000000000007", undefined])("of the app %s will not do", (app_id) => {
    expect(conditions(info({ app_id }))).toEqual(["token_app"]);
  });

  it.each([
    [[messaging], management],
    [[management], messaging],
    [[], `${management} and ${messaging}`],
    [undefined, `${management} and ${messaging}`],
  ])("with the permissions %j lacks %s", (scopes, missing) => {
    const failures = checkToken(info({ scopes }), appId, wabaId);
    expect(failures).toMatchObject([
      { condition: "token_scopes", reason: expect.stringContaining(`lacks ${missing}.`) },
    ]);
  });

  it("for other accounts will not do", () => {
    expect(conditions(info(), "100000000000009")).toEqual(["waba_granted"]);
  });

  it.each([messaging, management])("with %s for other accounts will not do", (scope) => {
    const granular_scopes = [management, messaging].map((name) => ({
      scope: name,
      target_ids: [name === scope ? "100000000000009" : wabaId],
    }));
    const failures = checkToken(info({ granular_scopes }), appId, wabaId);
    expect(failures).toMatchObject([{ condition: "waba_granted", reason: expect.stringContaining(scope) }]);
  });

  it("for no account will not do", () => {
    expect(conditions(info({ granular_scopes: [{ scope: management, target_ids: [] }] }))).toEqual(["waba_granted"]);
  });

  it("is for every account where none is named", () => {
    expect(conditions(info({ granular_scopes: [{ scope: management }] }))).toEqual([]);
    expect(conditions(info({ granular_scopes: undefined }))).toEqual([]);
  });

  it("is for an account that is not known yet", () => {
    expect(checkToken(info(), appId, undefined)).toEqual([]);
  });

  it("is reported with everything that is wrong with it", () => {
    const token = info({ is_valid: false, app_id: "1", scopes: [] });
    expect(conditions(token, "2")).toEqual(["token_valid", "token_app", "token_scopes", "waba_granted"]);
  });
});

describe("the newest account of a token", () => {
  it("is the first that it can manage", () => {
    expect(newestAccountOf(info())).toBe(wabaId);
  });

  it.each([
    ["is for all accounts", [{ scope: management }]],
    ["is for none", [{ scope: management, target_ids: [] }]],
    ["has other permissions", [{ scope: messaging, target_ids: [wabaId] }]],
    ["has none", []],
  ])("is unknown where the token %s", (_, granular_scopes) => {
    expect(newestAccountOf(info({ granular_scopes }))).toBeUndefined();
  });
});

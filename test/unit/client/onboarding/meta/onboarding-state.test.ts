import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import {
  type OnboardingStart,
  type OnboardingState,
  openState,
} from "../../../../../src/client/onboarding/meta/onboarding-state.ts";
import { InvalidInputError } from "../../../../../src/errors/index.ts";

const now = "2026-11-23T10:00:00.000Z";
const code = "the-code-of-the-sign-up";
const accessToken = "a-token-of-the-examples";
const ids = { wabaId: "100000000000001", phoneNumberId: "200000000000002", businessId: "500000000000005" };
const open = { status: "open" };
const done = { status: "done" };

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(now), toFake: ["Date"] });
});

const begun = openState({ code, ...ids });
const exchanged = { ...begun, revision: 2, codeExchange: done, accessToken } as OnboardingState;

/** What is wrong with a start. */
function problem(start: object): string | undefined {
  try {
    openState(start as OnboardingStart);
    return undefined;
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    expect(error.message).not.toMatch(/the-code|a-token|00000/);
    return error.field;
  }
}

describe("an onboarding", () => {
  it("begins with a code", () => {
    expect(openState({ code, ...ids })).toEqual({
      shape: 1,
      provider: "meta",
      id: begun.id,
      revision: 0,
      startedAt: now,
      ...ids,
      codeExchange: open,
      contacts: open,
      history: open,
    });
  });

  it("has no member for what is not known", () => {
    const members = ["codeExchange", "contacts", "history", "id", "provider", "revision", "shape", "startedAt"];
    const { wabaId, phoneNumberId, businessId } = {} as Partial<typeof ids>;
    expect(Object.keys(openState({ code, wabaId, phoneNumberId, businessId })).sort()).toEqual(members);
  });

  it("has an id that hides the code, and is the same wherever the code comes", () => {
    expect(begun.id).toMatch(/^[\w-]{22}$/);
    expect(openState({ code: `${code}\n` }).id).toBe(begun.id);
    expect(openState({ code: "another-code" }).id).not.toBe(begun.id);
  });

  it("begins with a token, whose code was exchanged elsewhere", () => {
    expect(openState({ accessToken })).toMatchObject({ revision: 0, accessToken, codeExchange: done, contacts: open });
  });

  it("has an id that hides the token, and is another for another number of the same token", () => {
    const { id } = openState({ accessToken, ...ids });
    expect(id).toMatch(/^[\w-]{22}$/);
    expect(openState({ accessToken, ...ids }).id).toBe(id);
    expect(openState({ accessToken, ...ids, phoneNumberId: "200000000000003" }).id).not.toBe(id);
  });

  it.each([
    [{}, "code"],
    [{ code: "" }, "code"],
    [{ code: "  " }, "code"],
    [{ code: "two words" }, "code"],
    [{ code: null }, "code"],
    [{ code: 7 }, "code"],
    [{ accessToken: "" }, "accessToken"],
    [{ accessToken: null }, "accessToken"],
    [{ code, accessToken }, "code"],
    [{ code, wabaId: "" }, "wabaId"],
    [{ code, wabaId: null }, "wabaId"],
    [{ code, phoneNumberId: "+15550001111" }, "phoneNumberId"],
    [{ code, phoneNumberId: 200000000000002 }, "phoneNumberId"],
    [{ code, businessId: "../me" }, "businessId"],
    [{ code, state: null }, "state"],
  ])("does not begin with %j", (start, field) => {
    expect(problem(start)).toBe(field);
  });
});

describe("a state", () => {
  it("is gone on with as it is", () => {
    expect(openState({ state: exchanged })).toEqual(exchanged);
    expect(openState({ state: JSON.parse(JSON.stringify(exchanged)) })).toEqual(exchanged);
  });

  it("needs the code no more, once that was exchanged", () => {
    expect(openState({ state: exchanged, code: "any-other-code" })).toEqual(exchanged);
  });

  it("needs its own code, until that was exchanged", () => {
    const state = { ...begun, revision: 2 };
    expect(openState({ state, code })).toEqual(state);
    expect(problem({ state })).toBe("code");
    expect(problem({ state, code: "another-code" })).toBe("code");
  });

  it("takes ids that are known better now, as long as nothing was requested", () => {
    const better = { wabaId: "100000000000007", phoneNumberId: "200000000000007" };
    expect(openState({ state: exchanged, ...better })).toEqual({ ...exchanged, ...better });
  });

  it.each(["contacts", "history"])("keeps its ids once %s were requested", (kind) => {
    for (const status of ["sent", "done", "already_done", "refused"]) {
      const state = { ...exchanged, [kind]: { status } } as OnboardingState;
      expect(openState({ state, ...ids })).toEqual(state);
      expect(problem({ state, wabaId: "100000000000007" })).toBe("wabaId");
      expect(problem({ state, phoneNumberId: "200000000000007" })).toBe("phoneNumberId");
    }
  });

  it.each([
    ["no token", { accessToken: undefined }],
    ["a token that could not be sent", { accessToken: "two words" }],
    ["a token without an exchange", { codeExchange: open }],
    ["an id that is a number", { wabaId: 100000000000001 }],
    ["an id that is a path", { phoneNumberId: "../me" }],
    ["a request without a number", { phoneNumberId: undefined, contacts: done }],
    ["a request without an account", { wabaId: undefined, history: done }],
    ["another provider", { provider: "360dialog" }],
    ["a later shape", { shape: 2 }],
    ["no id", { id: "" }],
    ["an unknown status", { history: { status: "maybe" } }],
  ])("with %s is refused", (_, changes) => {
    expect(problem({ state: { ...exchanged, ...changes }, code })).toBe("state");
  });

  it("may be anything that a database gives back, and fails in one way", () => {
    const shot = fc.oneof(fc.constantFrom(open, done), fc.record({ status: fc.anything() }), fc.anything());
    const members = fc.record(
      {
        shape: fc.oneof(fc.constant(1), fc.anything()),
        provider: fc.oneof(fc.constant("meta"), fc.anything()),
        id: fc.oneof(fc.constant("an-onboarding"), fc.anything()),
        revision: fc.oneof(fc.nat(), fc.anything()),
        startedAt: fc.oneof(fc.constant(now), fc.anything()),
        accessToken: fc.oneof(fc.constant(accessToken), fc.anything()),
        wabaId: fc.oneof(fc.constant(ids.wabaId), fc.anything()),
        phoneNumberId: fc.oneof(fc.constant(ids.phoneNumberId), fc.anything()),
        codeExchange: shot,
        contacts: shot,
        history: shot,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(members, fc.anything()), (state) => {
        if (state !== undefined) expect([undefined, "state", "code"]).toContain(problem({ state, code }));
      }),
    );
  });
});

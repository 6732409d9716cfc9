import { inspect } from "node:util";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createMetaStandIn, type MetaStandIn } from "../../../../../examples/stand-in/meta.ts";
import {
  isCoexistenceError,
  MetaClient,
  type Onboarding,
  type OnboardingState,
  type OnboardOptions,
  onboard,
} from "../../../../../src/client/index.ts";

const code = "the-code-of-the-sign-up";
const ids = { wabaId: "100000000000001", phoneNumberId: "200000000000002" };
const refuse = (code: number): Response => Response.json({ error: { code, message: "invented" } }, { status: 400 });

let standIn: MetaStandIn;
/** What was saved, printed as a database would keep it. */
let saved: string[];
/** Answers of its own, by the end of the path. */
let answers: Map<string, () => Response | Promise<Response>>;
let meta: MetaClient;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-23T10:00:00.000Z"), toFake: ["Date"] });
  standIn = createMetaStandIn({ codes: new Set([code]) });
  saved = [];
  answers = new Map();
  meta = new MetaClient({
    appId: standIn.world.appId,
    appSecret: standIn.world.appSecret,
    maxAttempts: 1,
    fetch: async (request) => {
      const path = new URL((request as Request).url).pathname;
      const own = [...answers].find(([end]) => path.endsWith(end))?.[1];
      const answer = await standIn.fetch((request as Request).clone());
      return own === undefined ? answer : own();
    },
  });
});

const last = (): OnboardingState | undefined => {
  const text = saved.at(-1);
  return text === undefined ? undefined : JSON.parse(text);
};

function save(state: OnboardingState): boolean {
  if (state.revision !== (last()?.revision ?? 0) + 1) return false;
  saved.push(JSON.stringify(state));
  return true;
}

const start = (options: Partial<OnboardOptions> = {}): Promise<Onboarding> => onboard({ meta, code, save, ...options });
const goOn = (options: Partial<OnboardOptions> = {}): Promise<Onboarding> => start({ state: last(), ...options });

/** The requests that were made, without the ids of their paths. */
const calls = (): string[] => standIn.requests.map(({ method, path }) => `${method} ${path.split("/").at(-1)}`);
const count = (call: string): number => calls().filter((made) => made === call).length;

describe("an onboarding", () => {
  it("exchanges, finds, checks, subscribes, and then asks for contacts and history", async () => {
    const onboarding = await start({ businessId: "500000000000005" });
    expect(calls()).toEqual([
      "POST access_token",
      "GET debug_token",
      "GET subscriptions",
      "GET phone_numbers",
      "GET subscribed_apps",
      "POST subscribed_apps",
      "GET subscribed_apps",
      "POST smb_app_data",
      "POST smb_app_data",
    ]);
    expect(standIn.requests.slice(-2).map(({ parameters }) => parameters["sync_type"])).toEqual([
      "smb_app_state_sync",
      "history",
    ]);
    expect(onboarding).toEqual({
      ...ids,
      businessId: "500000000000005",
      accessToken: standIn.world.accessToken,
      client: expect.any(MetaClient),
      contacts: { status: "done", sentAt: "2026-11-23T10:00:00.000Z", request_id: "request-1" },
      history: { status: "done", sentAt: "2026-11-23T10:00:00.000Z", request_id: "request-2" },
      syncDeadline: new Date("2026-11-24T10:00:00.000Z"),
      state: last(),
    });
  });

  it("saves before and after each call that can be made only once", async () => {
    await start();
    const steps = saved.map((text) => {
      const { codeExchange, phoneNumberId = "?", contacts, history } = JSON.parse(text) as OnboardingState;
      return [codeExchange.status, phoneNumberId, contacts.status, history.status].join(" ");
    });
    expect(steps).toEqual([
      "sent ? open open",
      "done ? open open",
      `done ${ids.phoneNumberId} open open`,
      `done ${ids.phoneNumberId} sent open`,
      `done ${ids.phoneNumberId} done open`,
      `done ${ids.phoneNumberId} done sent`,
      `done ${ids.phoneNumberId} done done`,
    ]);
  });

  it("finds the account by the token, and the number by the account", async () => {
    standIn.world.numbers.unshift({ id: "200000000000003", is_on_biz_app: false, platform_type: "CLOUD_API" });
    expect(await start()).toMatchObject(ids);
  });

  it("begins with a token as well", async () => {
    const options = { code: undefined, accessToken: standIn.world.accessToken };
    expect(await start(options)).toMatchObject({ ...ids, history: { status: "done" } });
    expect(count("POST access_token")).toBe(0);
  });

  it("never registers the number", async () => {
    await start();
    expect(calls().filter((call) => /register/.test(call))).toEqual([]);
  });

  it("sets the override that is wanted", async () => {
    const override = { callbackUrl: "https://example.com/webhook/bakery", verifyToken: "the token of this address" };
    await start({ override });
    expect([...standIn.world.subscribedApps.values()]).toEqual([override.callbackUrl]);
  });

  it("conflicts with another that begins at the same time, and only one makes the calls", async () => {
    const results = await Promise.allSettled([start(), start(), start()]);
    const failed = results.flatMap((result) => (result.status === "rejected" ? [result.reason.code] : []));
    expect(failed).toEqual(["onboarding_conflict", "onboarding_conflict"]);
    expect([count("POST access_token"), count("POST smb_app_data")]).toEqual([1, 2]);
  });
});

describe("an onboarding that can load its state", () => {
  const load = (id: string): OnboardingState | undefined => (last()?.id === id ? last() : undefined);

  it("goes on where the same call stopped", async () => {
    standIn.world.fields = ["messages"];
    await expect(start({ load })).rejects.toMatchObject({ code: "precondition_failed" });
    standIn.world.fields = ["messages", "history", "smb_app_state_sync", "smb_message_echoes", "account_update"];
    expect(await start({ load })).toMatchObject({ contacts: { status: "done" }, history: { status: "done" } });
    expect([count("POST access_token"), count("POST smb_app_data")]).toEqual([1, 2]);
  });

  it("asks for nothing when it is called again", async () => {
    const first = await start({ load });
    const before = standIn.requests.length;
    expect(await start({ load })).toMatchObject({ state: first.state });
    expect(standIn.requests).toHaveLength(before);
  });

  it.each([undefined, null])("begins where %s is stored", async (nothing) => {
    expect(await start({ load: async () => nothing })).toMatchObject({ history: { status: "done" } });
  });

  it("does not take the state of another sign-up", async () => {
    await start();
    const other = start({ code: "another-code", load: () => last() });
    await expect(other).rejects.toMatchObject({ code: "invalid_input", field: "load" });
    expect(count("POST access_token")).toBe(1);
  });

  it("does not ask for one that was passed", async () => {
    await start();
    const asked = vi.fn();
    await goOn({ load: asked });
    expect(asked).not.toHaveBeenCalled();
  });
});

describe("a client of the customer", () => {
  it("comes with the onboarding", async () => {
    const { client, wabaId } = await start();
    expect(await client.phoneNumbers.list(wabaId)).toHaveLength(1);
  });
});

describe("an onboarding that is done", () => {
  it("is done again without a request, also when the 24 hours are over", async () => {
    const first = await start();
    const requests = calls().length;
    vi.setSystemTime("2026-12-24T10:00:00.000Z");
    expect(await goOn()).toEqual(first);
    expect([calls().length, saved.length]).toEqual([requests, 7]);
  });
});

describe("an onboarding that stopped", () => {
  it.each([1, 2, 3, 4, 5, 6, 7])("after save %i goes on there, or says what is not known", async (revision) => {
    const died = new Error("The process ends here.");
    const dying = (state: OnboardingState): boolean => {
      const isSaved = save(state);
      if (state.revision === revision) throw died;
      return isSaved;
    };
    await expect(start({ save: dying })).rejects.toMatchObject({ code: "state_not_saved", reason: died });
    const isSent = [last()?.codeExchange, last()?.contacts, last()?.history].some((shot) => shot?.status === "sent");
    if (isSent) await expect(goOn()).rejects.toMatchObject({ code: "outcome_unknown", reason: "interrupted" });
    else expect(await goOn()).toMatchObject({ contacts: { status: "done" }, history: { status: "done" } });
    expect(count("POST access_token")).toBeLessThanOrEqual(1);
    expect(count("POST smb_app_data")).toBeLessThanOrEqual(2);
  });

  it.each([1, 3, 4, 6])("because save %i failed before a call can simply be called again", async (revision) => {
    const failing = (state: OnboardingState): boolean => {
      if (state.revision === revision) throw new Error("The database is away.");
      return save(state);
    };
    await expect(start({ save: failing })).rejects.toMatchObject({ code: "state_not_saved" });
    expect(await goOn()).toMatchObject({ history: { status: "done" } });
    expect([count("POST access_token"), count("POST smb_app_data")]).toEqual([1, 2]);
  });

  it.each([2, 5, 7])("because save %i failed after a call goes on with the error's state", async (revision) => {
    const failing = (state: OnboardingState): boolean => {
      if (state.revision === revision) throw new Error("The database is away.");
      return save(state);
    };
    const error = await start({ save: failing }).catch((thrown: unknown) => thrown);
    const { state } = error as { state: OnboardingState };
    expect(save(state)).toBe(true);
    expect(await goOn()).toMatchObject({ history: { status: "done" } });
    expect([count("POST access_token"), count("POST smb_app_data")]).toEqual([1, 2]);
  });

  it("at a precondition goes on once that holds", async () => {
    standIn.world.fields = ["messages"];
    await expect(start()).rejects.toMatchObject({ failures: [{ condition: "fields_subscribed" }] });
    expect(count("POST smb_app_data")).toBe(0);
    standIn.world.fields = ["messages", "history", "smb_app_state_sync", "smb_message_echoes", "account_update"];
    expect(await goOn()).toMatchObject({ history: { status: "done" } });
    expect(count("POST access_token")).toBe(1);
  });

  it("for want of the number's id goes on with it", async () => {
    standIn.world.numbers.push({ id: "200000000000003", is_on_biz_app: true, platform_type: "CLOUD_API" });
    await expect(start()).rejects.toMatchObject({ failures: [{ condition: "number_found" }] });
    expect(await goOn({ phoneNumberId: "200000000000003" })).toMatchObject({ phoneNumberId: "200000000000003" });
  });

  it("for want of the account's id goes on with it", async () => {
    const scopes = standIn.world.scopes;
    const data = { app_id: standIn.world.appId, is_valid: true, scopes };
    answers.set("/debug_token", () => Response.json({ data }));
    await expect(start()).rejects.toMatchObject({ failures: [{ condition: "waba_granted" }] });
    expect(await goOn({ wabaId: ids.wabaId })).toMatchObject(ids);
  });

  it("by its signal goes on later", async () => {
    const controller = new AbortController();
    answers.set("/phone_numbers", () => {
      controller.abort();
      return Response.json({ data: standIn.world.numbers });
    });
    await expect(start({ signal: controller.signal })).rejects.toMatchObject({ code: "aborted" });
    expect(count("POST smb_app_data")).toBe(0);
    answers.clear();
    expect(await goOn()).toMatchObject({ history: { status: "done" } });
  });

  it("by a signal before anything was sent has spent nothing", async () => {
    await expect(start({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "aborted" });
    expect(await goOn()).toMatchObject({ history: { status: "done" } });
  });
});

describe("the code", () => {
  it("that is refused is not tried again", async () => {
    answers.set("/access_token", () => refuse(100));
    await expect(start()).rejects.toMatchObject({ code: "invalid_request" });
    answers.clear();
    await expect(goOn()).rejects.toMatchObject({ code: "invalid_input", field: "code" });
    expect(count("POST access_token")).toBe(1);
  });

  it("is tried again when there were too many calls", async () => {
    answers.set("/access_token", () => refuse(4));
    await expect(start()).rejects.toMatchObject({ code: "rate_limited" });
    standIn.world.codes.add(code);
    answers.clear();
    expect(await goOn()).toMatchObject({ history: { status: "done" } });
  });

  it("is not tried again when nobody knows whether it worked", async () => {
    answers.set("/access_token", () => new Response("<html>", { status: 502 }));
    await expect(start()).rejects.toMatchObject({ code: "outcome_unknown", reason: "server_error" });
    answers.clear();
    await expect(goOn()).rejects.toMatchObject({ code: "outcome_unknown", reason: "interrupted" });
    expect(count("POST access_token")).toBe(1);
  });
});

describe.each(["contacts", "history"] as const)("the request for %s", (kind) => {
  const syncType = kind === "history" ? "history" : "smb_app_state_sync";

  /** Answers the request for this kind in a way of its own. */
  function answerWith(answer: () => Response): void {
    answers.set("/smb_app_data", () => {
      const { parameters } = standIn.requests.at(-1) ?? {};
      return parameters?.["sync_type"] === syncType ? answer() : Response.json({ request_id: "request-1" });
    });
  }

  it("that was made by somebody before is as good as done", async () => {
    standIn.world.synchronized.add(`${ids.phoneNumberId}/${syncType}`);
    expect((await start())[kind]).toEqual({ status: "already_done", sentAt: "2026-11-23T10:00:00.000Z" });
    const requests = calls().length;
    expect((await goOn())[kind].status).toBe("already_done");
    expect(calls().length).toBe(requests);
  });

  it("that comes too late is refused for good", async () => {
    answerWith(() => refuse(2593108));
    await expect(start()).rejects.toMatchObject({ code: "sync_window_closed" });
    answers.clear();
    const requests = calls().length;
    await expect(goOn()).rejects.toMatchObject({ failures: [{ condition: "within_window" }] });
    expect(calls().length).toBe(requests);
  });

  it("that is refused because of too many calls is made later", async () => {
    answerWith(() => refuse(80007));
    await expect(start()).rejects.toMatchObject({ code: "rate_limited" });
    standIn.world.synchronized.clear();
    answers.clear();
    expect((await goOn())[kind]).toMatchObject({ status: "done" });
  });

  describe("without a known outcome", () => {
    beforeEach(async () => {
      answerWith(() => new Response("<html>", { status: 502 }));
      await expect(start()).rejects.toMatchObject({ code: "outcome_unknown", reason: "server_error" });
      answers.clear();
    });

    it("is not made again", async () => {
      const requests = calls().length;
      await expect(goOn()).rejects.toMatchObject({
        code: "outcome_unknown",
        reason: "interrupted",
        message: expect.stringContaining(`settle: { ${kind}: "done" }`),
      });
      expect(calls().length).toBe(requests);
    });

    it("is noted as done when the caller says so, also when the 24 hours are over", async () => {
      const before = count("POST smb_app_data");
      if (kind === "history") vi.setSystemTime("2026-12-24T10:00:00.000Z");
      expect((await goOn({ settle: { [kind]: "done" } }))[kind]).toEqual({
        status: "done",
        sentAt: "2026-11-23T10:00:00.000Z",
      });
      expect(count("POST smb_app_data") - before).toBe(kind === "history" ? 0 : 1);
    });

    it("is made again when the caller says so, and was made before", async () => {
      expect((await goOn({ settle: { [kind]: "repeat" } }))[kind].status).toBe("already_done");
    });

    it("is made again when the caller says so, and was lost", async () => {
      standIn.world.synchronized.delete(`${ids.phoneNumberId}/${syncType}`);
      expect((await goOn({ settle: { [kind]: "repeat" } }))[kind].status).toBe("done");
    });

    it("is not made again where a precondition does not hold any more", async () => {
      const before = count("POST smb_app_data");
      vi.setSystemTime("2026-11-24T10:00:00.000Z");
      await expect(goOn({ settle: { [kind]: "repeat" } })).rejects.toMatchObject({ code: "precondition_failed" });
      expect(count("POST smb_app_data")).toBe(before);
      expect(last()?.[kind].status).toBe("sent");
    });
  });
});

describe("options that cannot be used", () => {
  it.each([
    [{ meta: undefined }, "meta"],
    [{ meta: {} }, "meta"],
    [{ meta: new MetaClient({ accessToken: "a-token" }) }, "appId"],
    [{ save: undefined }, "save"],
    [{ save: true }, "save"],
    [{ code: undefined }, "code"],
    [{ code: " " }, "code"],
    [{ code, accessToken: "a-token" }, "code"],
    [{ wabaId: "a-waba" }, "wabaId"],
    [{ phoneNumberId: "+1 555 000 1111" }, "phoneNumberId"],
    [{ state: {} }, "state"],
    [{ state: "{}" }, "state"],
    [{ override: { callbackUrl: "http://example.com", verifyToken: "a-token" } }, "callbackUrl"],
    [{ override: { callbackUrl: "https://example.com", verifyToken: " " } }, "verifyToken"],
    [{ override: null }, "override"],
    [{ fields: "history" }, "fields"],
    [{ fields: [7] }, "fields"],
    [{ fields: null }, "fields"],
    [{ settle: "done" }, "settle"],
    [{ settle: { echoes: "done" } }, "settle"],
    [{ settle: { history: "again" } }, "settle.history"],
    [{ settle: { contacts: null } }, "settle.contacts"],
    [{ settle: { contacts: true } }, "settle.contacts"],
  ])("are refused before anything is sent: %j", async (options, field) => {
    await expect(start(options as Partial<OnboardOptions>)).rejects.toMatchObject({ code: "invalid_input", field });
    expect([calls(), saved]).toEqual([[], []]);
  });
});

it("no error of an onboarding prints what is private", async () => {
  const secrets = /the-code-of|a-token-of|0f1e2d3c|000-1111|EAAGcanary|invented/;
  const errors: unknown[] = [];
  const note = (error: unknown): void => void errors.push(error);
  for (const end of ["/access_token", "/debug_token", "/subscriptions", "/phone_numbers", "/smb_app_data"]) {
    for (const answer of [() => refuse(190), () => refuse(100), () => new Response("EAAGcanary", { status: 502 })]) {
      standIn.world.codes.add(code);
      standIn.world.synchronized.clear();
      saved = [];
      answers = new Map([[end, answer]]);
      await start().catch(note);
    }
  }
  answers.clear();
  for (const failing of [() => Promise.reject(new Error("EAAGcanary")), () => Promise.resolve(false)]) {
    await start({ code: undefined, accessToken: "EAAGcanary", save: failing }).catch(note);
    await start({ code: undefined, accessToken: standIn.world.accessToken, save: failing }).catch(note);
  }
  expect(errors.length).toBe(19);
  for (const error of errors) {
    expect(isCoexistenceError(error)).toBe(true);
    const { message, stack } = error as Error;
    expect([message, stack, inspect(error, { depth: 9 }), JSON.stringify(error)].join("\n")).not.toMatch(secrets);
  }
});

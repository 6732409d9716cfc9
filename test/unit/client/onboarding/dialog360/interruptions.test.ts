import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  type Dialog360OnboardingState,
  OutcomeUnknownError,
  onboardDialog360,
  type Settlement,
  StateNotSavedError,
} from "../../../../../src/client/index.ts";
import { everything, nothing, numberWebhook, Stage, type Watch } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());
beforeEach(() => stage.reset());

const keyPath = "/channels/AbCdEfCH/api_keys";

/** Ends the process at a step: from then on nothing works any more. */
function endAt(end: number | { moment: "before" | "after"; step: string; time?: number }): Watch {
  let isOver = false;
  let steps = 0;
  let times = 0;
  return (moment, step) => {
    steps += 1;
    if (typeof end === "number") isOver ||= steps === end;
    else if (end.moment === moment && end.step === step) isOver ||= ++times === (end.time ?? 1);
    if (isOver) throw new Error("The process ended.");
  };
}

async function runUntil(...end: Parameters<typeof endAt>): Promise<void> {
  stage.watch = endAt(...end);
  await expect(stage.run()).rejects.toBeInstanceOf(Error);
  stage.watch = () => undefined;
}

describe("a process that ends in the middle of an onboarding", () => {
  // Each call and each saving, before and after. The last of them comes too late to matter.
  const steps = [
    ...["GET /channels", "GET /webhook_url", "save 1", "save 2", `GET ${keyPath}`, `POST ${keyPath}`, "save 3"],
    ...["POST /v1/configs/webhook", "save 4", "POST /synchronization", "save 5"],
    ...["save 6", "POST /synchronization", "save 7"],
  ].flatMap((step) => [`before ${step}`, `after ${step}`]);

  it("has these steps at which it can end", async () => {
    const seen: string[] = [];
    stage.watch = (moment, step) => seen.push(`${moment} ${step}`);
    await stage.run();
    expect(seen).toEqual(steps);
  });

  describe.each(steps.map((step, index) => ({ step, number: index + 1 })))("$step", ({ number }) => {
    beforeEach(() => runUntil(number));

    it("spends nothing a second time when it goes on, and is done or says that it does not know", async () => {
      const end = await stage.run().catch((error: unknown) => error);
      if (end instanceof Error) expect(end).toMatchObject({ code: "outcome_unknown", reason: "interrupted" });
      const { keys, contacts, history } = stage.spent;
      expect(Math.max(keys, contacts, history)).toBeLessThanOrEqual(1);
      if (!(end instanceof Error)) expect(stage.spent).toEqual(everything);
    });

    it("can be brought to its end by who finds out what became of the calls", async () => {
      const before = stage.spent;
      for (let calls = 0; calls < 3; calls++) {
        const settle = whatBecameOfThem(stage.state);
        if ((await stage.run({ settle }).catch((error: unknown) => error)) instanceof Error) continue;
        break;
      }
      expect(stage.state).toMatchObject({ contacts: { status: "done" }, history: { status: "done" } });
      // A key that nobody has is the one thing that is made twice, by who says so.
      const wasLost = before.keys === 1 && number < steps.indexOf("after save 3") + 1;
      expect(stage.spent).toEqual({ ...everything, keys: wasLost ? 2 : 1 });
      expect([...stage.standIn.world.keys.keys()]).toEqual([stage.state?.apiKey]);
    });
  });

  function whatBecameOfThem(state: Dialog360OnboardingState | undefined) {
    const tell = (kind: "contacts" | "history"): Settlement => (stage.spent[kind] > 0 ? "done" : "repeat");
    return {
      ...(state?.keyMinting.status === "sent" ? { apiKey: "repeat" as const } : {}),
      ...(state?.contacts.status === "sent" ? { contacts: tell("contacts") } : {}),
      ...(state?.history.status === "sent" ? { history: tell("history") } : {}),
    } as const;
  }
});

describe("a key", () => {
  it("that is handed in is used, and none is minted", async () => {
    const key = givenKey();
    const { apiKey, state } = await stage.run({ apiKey: ` ${key}\n` });
    expect([apiKey, state.apiKey, state.keyMinting]).toEqual([key, key, { status: "done" }]);
    expect(stage.spent).toEqual({ ...everything, keys: 0 });
  });

  it("that is handed in is kept before anything follows from it", async () => {
    const key = givenKey();
    stage.watch = endAt({ moment: "before", step: "POST /v1/configs/webhook" });
    await expect(stage.run({ apiKey: key })).rejects.toThrow();
    stage.watch = () => undefined;
    await stage.run();
    expect(stage.spent).toEqual({ ...everything, keys: 0 });
  });

  it("that is handed in takes the place of one that was revoked", async () => {
    await stage.run({ synchronize: false });
    stage.standIn.world.keys.clear();
    await expect(stage.run()).rejects.toMatchObject({ code: "token_expired" });
    const { apiKey } = await stage.run({ apiKey: givenKey() });
    expect(apiKey).toBe("key-of-the-caller");
    expect(stage.state?.apiKey).toBe("key-of-the-caller");
    expect(stage.spent).toEqual(everything);
  });

  it("that is handed in again changes nothing", async () => {
    const key = givenKey();
    await stage.run({ apiKey: key });
    const { revision } = await stage.run({ apiKey: key }).then(({ state }) => state);
    expect(revision).toBe(6);
  });

  it("that is handed in ends the question of one that was lost", async () => {
    await loseTheKey();
    await stage.run({ apiKey: givenKey() });
    expect(stage.spent).toEqual(everything);
  });

  it("is not minted where the channel has one, and everything stays as it was", async () => {
    const key = givenKey();
    await expect(stage.run()).rejects.toMatchObject({ code: "invalid_input", field: "revokeEarlierKeys" });
    expect(stage.spent).toEqual(nothing);
    expect([...stage.standIn.world.keys.keys()]).toEqual([key]);
    expect(stage.state?.keyMinting).toEqual({ status: "open" });
  });

  it("is minted where the caller lets the earlier ones be revoked", async () => {
    const key = givenKey();
    const { apiKey } = await stage.run({ revokeEarlierKeys: true });
    expect([...stage.standIn.world.keys.keys()]).toEqual([apiKey]);
    expect(apiKey).not.toBe(key);
    expect(stage.calls).not.toContain(`GET ${keyPath}`);
  });

  it("is not minted for who settles what was never in question", async () => {
    const key = givenKey();
    const settle = { apiKey: "repeat" } as const;
    await expect(stage.run({ settle })).rejects.toMatchObject({ field: "revokeEarlierKeys" });
    expect([...stage.standIn.world.keys.keys()]).toEqual([key]);
    await stage.run({ revokeEarlierKeys: true });
    await stage.run({ settle, revokeEarlierKeys: true });
    expect(stage.spent).toEqual(everything);
  });

  it("that was lost is minted again only for who says so, and revokes the one that nobody has", async () => {
    await loseTheKey();
    const error = await stage.run({ revokeEarlierKeys: true }).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error).toMatchObject({ reason: "interrupted", message: expect.stringContaining('{ apiKey: "repeat" }') });
    expect(stage.spent.keys).toBe(1);
    const { apiKey } = await stage.run({ settle: { apiKey: "repeat" } });
    expect([...stage.standIn.world.keys.keys()]).toEqual([apiKey]);
    expect(stage.spent).toEqual({ ...everything, keys: 2 });
  });

  it("that could not be saved is in the error, and nowhere else", async () => {
    const { save } = stage.options();
    const error: unknown = await stage
      .run({
        save: (state) => {
          if (state.apiKey !== undefined) throw new Error("The database is away.");
          return save(state);
        },
      })
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(StateNotSavedError);
    const { state } = error as StateNotSavedError & { state: Dialog360OnboardingState };
    const [key] = [...stage.standIn.world.keys.keys()];
    expect(state.apiKey).toBe(key);
    expect(JSON.stringify(error)).not.toContain(key);
    expect(save(state)).toBe(true);
    await stage.run();
    expect(stage.spent).toEqual(everything);
  });

  it("that the hub refuses to make can be asked for again", async () => {
    stage.watch = (moment, step) => {
      if (moment === "before" && step === `POST ${keyPath}`) stage.standIn.world.partnerKey = "another";
    };
    await expect(stage.run()).rejects.toMatchObject({ code: "token_expired" });
    expect(stage.state?.keyMinting).toEqual({ status: "open" });
    stage.watch = () => undefined;
    await stage.run();
    expect(stage.standIn.world.keys.size).toBe(1);
  });

  it("is never sent to a host that is not 360dialog's", async () => {
    stage.reset({ address: "https://waba.example.com" });
    const hosts = new Set<string>();
    await stage.run({ messaging: { fetch: noteHosts(hosts) } });
    expect([...hosts]).toEqual(["waba-v2.360dialog.io"]);
  });

  it.each([
    ["that came with it", undefined, "waba-v9.360dialog.io"],
    ["that the caller chose", "https://gateway.example.com", "gateway.example.com"],
  ])("is used at the address %s", async (_, baseUrl, expected) => {
    stage.reset({ address: "https://waba-v9.360dialog.io" });
    const hosts = new Set<string>();
    await stage.run({ messaging: { baseUrl, fetch: noteHosts(hosts) } });
    expect(stage.state?.address).toBe("https://waba-v9.360dialog.io");
    expect([...hosts]).toEqual([expected]);
  });

  /** Answers everything, and notes which hosts it was asked of. */
  function noteHosts(hosts: Set<string>): typeof globalThis.fetch {
    return async (input, init) => {
      hosts.add(new URL(new Request(input, init).url).host);
      return Response.json({ message: "Done." });
    };
  }

  function givenKey(): string {
    stage.standIn.world.keys.set("key-of-the-caller", { id: "GivenAK", channelId: "AbCdEfCH" });
    return "key-of-the-caller";
  }

  async function loseTheKey(): Promise<void> {
    stage.watch = (moment, step) => {
      if (moment === "after" && step === `POST ${keyPath}`) throw new Error("The connection broke.");
    };
    await expect(stage.run()).rejects.toMatchObject({
      code: "outcome_unknown",
      path: expect.stringMatching(/api_keys$/),
    });
    stage.watch = () => undefined;
    expect(stage.state).toMatchObject({ keyMinting: { status: "sent" } });
  }
});

describe("a webhook address that could not be set", () => {
  it("costs no second key when the onboarding goes on", async () => {
    stage.watch = (moment, step) => {
      if (moment === "before" && step === "POST /v1/configs/webhook") throw new Error("The connection broke.");
    };
    await expect(stage.run()).rejects.toMatchObject({ code: "network_failure" });
    stage.watch = () => undefined;
    const [key] = [...stage.standIn.world.keys.keys()];
    expect(stage.state).toMatchObject({ apiKey: key, keyMinting: { status: "done" } });
    expect((await stage.run()).apiKey).toBe(key);
    expect(stage.spent).toEqual(everything);
    expect(stage.standIn.world.webhooks.get("AbCdEfCH")).toMatchObject({ url: numberWebhook });
  });
});

describe.each([
  { kind: "contacts", time: 1 },
  { kind: "history", time: 2 },
] as const)("a synchronization of the $kind whose outcome is unknown", ({ kind, time }) => {
  describe.each([
    { what: "that was carried out", moment: "after", count: 1 },
    { what: "that never arrived", moment: "before", count: 0 },
  ] as const)("$what", ({ moment, count }) => {
    beforeEach(async () => {
      stage.watch = breakOnce(moment);
      await expect(stage.run()).rejects.toMatchObject({ code: "outcome_unknown", path: "/synchronization" });
      stage.watch = () => undefined;
      expect(stage.spent[kind]).toBe(count);
    });

    it("is not asked for again by itself", async () => {
      const error = await stage.run().catch((error: unknown) => error);
      expect(error).toMatchObject({ reason: "interrupted", message: expect.stringContaining(`{ ${kind}: "done" }`) });
      expect(stage.spent[kind]).toBe(count);
    });

    it("is done for who says that it is", async () => {
      const onboarding = await stage.run({ settle: { [kind]: "done" } });
      expect(onboarding[kind].status).toBe("done");
      expect(stage.spent[kind]).toBe(count);
    });

    it("is asked for once more for who wants that", async () => {
      const onboarding = await stage.run({ settle: { [kind]: "repeat" } });
      expect(onboarding[kind].status).toBe(count === 1 ? "already_done" : "done");
      expect(stage.spent[kind]).toBe(count + 1);
    });
  });

  function breakOnce(moment: "before" | "after"): Watch {
    let times = 0;
    return (now, step) => {
      if (now === moment && step === "POST /synchronization" && ++times === time) throw new Error("It broke.");
    };
  }
});

describe("a synchronization whose 24 hours are over for Meta", () => {
  const closed = { error: { message: "Invented.", type: "OAuthException", code: 2593108 } };

  beforeEach(async () => {
    const { messaging } = stage.options();
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const answer = await (messaging?.fetch ?? globalThis.fetch)(input, init);
      return answer.url.endsWith("/synchronization") ? Response.json(closed, { status: 400 }) : answer;
    };
    const run = stage.run({ messaging: { ...messaging, fetch } });
    await expect(run).rejects.toMatchObject({ code: "sync_window_closed" });
  });

  it("is not asked for again", async () => {
    expect(stage.state?.contacts.status).toBe("refused");
    const again = stage.run({ settle: { contacts: "repeat" } });
    await expect(again).rejects.toMatchObject({
      code: "precondition_failed",
      failures: [expect.objectContaining({ condition: "within_window" })],
    });
    expect(stage.spent).toEqual({ keys: 1, contacts: 1, history: 0 });
  });

  it("leaves a number that works without it", async () => {
    const { apiKey, client, contacts, history } = await stage.run({ synchronize: false });
    expect(stage.standIn.world.keys.has(apiKey)).toBe(true);
    expect(await client.healthStatus()).toBeDefined();
    expect([contacts.status, history.status]).toEqual(["refused", "open"]);
  });

  it("is over for a channel that begins anew without deleting the old state", async () => {
    await expect(onboardDialog360(stage.options())).rejects.toMatchObject({ code: "onboarding_conflict" });
  });
});

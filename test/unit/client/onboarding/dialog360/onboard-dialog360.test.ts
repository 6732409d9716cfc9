import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createChannel } from "../../../../../examples/stand-in/dialog360.ts";
import { onboardDialog360 } from "../../../../../src/client/index.ts";
import { everything, nothing, numberWebhook, Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());
beforeEach(() => stage.reset());

describe("an onboarding at 360dialog", () => {
  it("goes from the channel to a key, a webhook address and a running synchronization, in this order", async () => {
    await stage.run();
    expect(stage.calls).toEqual([
      "GET /channels",
      "GET /webhook_url",
      "GET /channels/AbCdEfCH/api_keys",
      "POST /channels/AbCdEfCH/api_keys",
      "POST /v1/configs/webhook",
      "POST /synchronization",
      "POST /synchronization",
    ]);
    const kinds = stage.standIn.requests.slice(-2).map(({ parameters }) => parameters["sync_type"]);
    expect(kinds).toEqual(["smb_app_state_sync", "history"]);
  });

  it("hands over what an integrator keeps", async () => {
    vi.useFakeTimers({ now: new Date("2026-11-23T10:00:00.000Z"), toFake: ["Date"] });
    const { client, state, ...onboarding } = await stage.run();
    vi.useRealTimers();
    const [apiKey] = [...stage.standIn.world.keys.keys()];
    const sentAt = "2026-11-23T10:00:00.000Z";
    expect(onboarding).toStrictEqual({
      channelId: "AbCdEfCH",
      clientId: "AbCdEfCL",
      wabaId: "100000000000001",
      apiKey,
      contacts: { status: "done", sentAt, request_id: "request-1" },
      history: { status: "done", sentAt, request_id: "request-2" },
      syncDeadline: new Date("2026-11-24T10:00:00.000Z"),
    });
    expect(await client.webhooks.get()).toEqual({ url: numberWebhook, headers: { authorization: "Bearer invented" } });
    expect(state).toStrictEqual(stage.state);
  });

  it("keeps a state that is plain JSON, and says before each call that it is made", async () => {
    const states: unknown[] = [];
    const { save } = stage.options();
    const { state } = await stage.run({ save: (state) => states.push(state) > 0 && save(state) });
    expect(states).toStrictEqual(JSON.parse(JSON.stringify(states)));
    expect(states.at(-1)).toBe(state);
    const told = (states as (typeof state)[]).map(({ revision, keyMinting, contacts, history }) =>
      [revision, keyMinting.status, contacts.status, history.status].join(" "),
    );
    expect(told).toEqual([
      "1 open open open",
      "2 sent open open",
      "3 done open open",
      "4 done sent open",
      "5 done done open",
      "6 done done sent",
      "7 done done done",
    ]);
  });

  it("does not ask for the synchronization where it is told so", async () => {
    const { contacts, history, apiKey } = await stage.run({ synchronize: false });
    expect([contacts, history]).toEqual([{ status: "open" }, { status: "open" }]);
    expect(stage.spent).toEqual({ keys: 1, contacts: 0, history: 0 });
    expect(stage.state).toMatchObject({ apiKey, keyMinting: { status: "done" } });
  });

  it("can ask for the synchronization later", async () => {
    await stage.run({ synchronize: false });
    await stage.run();
    expect(stage.spent).toEqual(everything);
  });

  it("is glad when somebody asked for the synchronization before", async () => {
    stage.standIn.world.synchronized.add("AbCdEfCH/smb_app_state_sync").add("AbCdEfCH/history");
    const { contacts, history } = await stage.run();
    expect([contacts.status, history.status]).toEqual(["already_done", "already_done"]);
    expect(stage.spent).toEqual(everything);
  });

  it("asks for the history also where the contacts were asked for before", async () => {
    stage.standIn.world.synchronized.add("AbCdEfCH/smb_app_state_sync");
    const { contacts, history } = await stage.run();
    expect([contacts.status, history.status]).toEqual(["already_done", "done"]);
  });

  it("onboards a channel about which the hub says little", async () => {
    stage.standIn.world.channels.splice(0, 1, { id: "AbCdEfCH", status: "ready" });
    const onboarding = await stage.run();
    expect(onboarding).toMatchObject({ channelId: "AbCdEfCH", clientId: undefined, wabaId: undefined });
    expect(stage.spent).toEqual(everything);
  });

  it("that is done makes no further call that costs something, whatever has changed since", async () => {
    const first = await stage.run();
    stage.standIn.world.channels.splice(0, 1, createChannel("AbCdEfCH", { status: "error", is_on_biz_app: false }));
    stage.standIn.world.partner.webhook_url = null;
    vi.useFakeTimers({ now: Date.now() + 48 * 60 * 60 * 1000, toFake: ["Date"] });
    stage.standIn.requests.splice(0);
    const again = await stage.run({ isReady: () => false });
    vi.useRealTimers();
    expect(stage.calls).toEqual(["POST /v1/configs/webhook"]);
    expect({ ...again, client: first.client }).toEqual(first);
  });

  it("can move the webhooks of a number that is onboarded", async () => {
    await stage.run();
    await stage.run({ webhook: { url: "https://webhooks.example.com/elsewhere" } });
    expect(stage.standIn.world.webhooks.get("AbCdEfCH")).toEqual({ url: "https://webhooks.example.com/elsewhere" });
    expect(stage.spent).toEqual(everything);
  });
});

describe("two onboardings of a channel at once", () => {
  it("end in one success and one conflict, and spend everything once", async () => {
    // Both have looked before either saves.
    const waiting: ((isReady: boolean) => void)[] = [];
    const isReady = () =>
      new Promise<boolean>((resolve) => {
        waiting.push(resolve);
        if (waiting.length === 2) for (const goOn of waiting) goOn(true);
      });
    const start = () => onboardDialog360(stage.options({ isReady }));
    const ended = await Promise.allSettled([start(), start()]);
    expect(ended.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const reason = ended.flatMap((end) => (end.status === "rejected" ? [end.reason] : []))[0];
    expect(reason).toMatchObject({ code: "onboarding_conflict" });
    expect(stage.spent).toEqual(everything);
  });

  it.each(["key", "contacts"])(
    "leave the one alone that waits for the %s, whatever the other finds out",
    async (call) => {
      const { partner, messaging } = stage.options();
      const send = messaging?.fetch ?? fetch;
      let other: unknown;
      const letTheOtherRun = async (): Promise<void> => {
        if (other !== undefined) return;
        // The hub knows more of the channel by now.
        stage.standIn.world.channels.splice(0, 1, createChannel("AbCdEfCH", { client_id: "AnotherCL" }));
        other = await stage.run().catch((error: unknown) => error);
      };
      const mint = partner.apiKeys.mint.bind(partner.apiKeys);
      if (call === "key") partner.apiKeys.mint = async (...key) => letTheOtherRun().then(() => mint(...key));
      const patient: typeof fetch = async (input) => {
        if ((input as Request).url.endsWith("/synchronization")) await letTheOtherRun();
        return send(input);
      };
      await stage.run({ partner, messaging: { ...messaging, fetch: patient } });
      expect(other).toMatchObject({ code: "outcome_unknown", reason: "interrupted" });
      expect(stage.spent).toEqual(everything);
    },
  );

  it("end in a conflict for the one that does not know of the other", async () => {
    await stage.run();
    await expect(onboardDialog360(stage.options())).rejects.toMatchObject({ code: "onboarding_conflict" });
    expect(stage.spent).toEqual(everything);
  });

  it("that go on from the same state spend everything once", async () => {
    await stage.run({ synchronize: false });
    const state = stage.state;
    const ended = await Promise.allSettled([stage.run({ state }), stage.run({ state })]);
    expect(ended.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(stage.spent).toEqual(everything);
  });
});

describe("a signal", () => {
  it("ends an onboarding before it spends anything, and it can go on later", async () => {
    const ending = new AbortController();
    const isReady = () => {
      ending.abort();
      return true;
    };
    await expect(stage.run({ isReady, signal: ending.signal })).rejects.toMatchObject({ code: "aborted" });
    expect(stage.spent).toEqual(nothing);
    await stage.run();
    expect(stage.spent).toEqual(everything);
  });
});

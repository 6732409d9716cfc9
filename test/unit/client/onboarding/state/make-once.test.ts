import { beforeEach, describe, expect, it, vi } from "vitest";
import {
  AbortedError,
  type ClientErrorDetails,
  InvalidRequestError,
  NetworkError,
  OutcomeUnknownError,
  PermissionDeniedError,
  PolicyViolationError,
  RateLimitedError,
  SyncAlreadyRequestedError,
  SyncWindowClosedError,
  TokenExpiredError,
  type UnknownOutcomeReason,
} from "../../../../../src/client/errors/index.ts";
import { makeOnce, type Settlement } from "../../../../../src/client/onboarding/state/make-once.ts";
import type { OneShot } from "../../../../../src/client/onboarding/state/one-shot.ts";
import type { SavedState } from "../../../../../src/client/onboarding/state/saved-state.ts";
import { StateNotSavedError } from "../../../../../src/client/onboarding/state/state-errors.ts";
import { StateKeeper } from "../../../../../src/client/onboarding/state/state-keeper.ts";
import { CoexistenceError, InvalidInputError } from "../../../../../src/errors/index.ts";

type State = SavedState & { readonly shot: OneShot; readonly learnt?: string };

const details: ClientErrorDetails = { provider: "meta", method: "POST", path: "/once", attempts: 1 };
const earlier = "2026-11-22T10:00:00.000Z";
const now = "2026-11-23T10:00:00.000Z";
const interrupted = new OutcomeUnknownError("interrupted", "Wait.", details);
const refused = new CoexistenceError("precondition_failed", "Refused for good.");

const send = vi.fn<() => Promise<{ request_id?: string; changes?: Partial<State> }>>();
const save = vi.fn<(state: State) => boolean>();

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(now), toFake: ["Date"] });
  send.mockReset().mockResolvedValue({ request_id: "request-1", changes: { learnt: "something" } });
  save.mockReset().mockReturnValue(true);
});

function make(shot: OneShot, settlement?: Settlement): Promise<void> {
  const state: State = { shape: 1, id: "an-onboarding", revision: 4, startedAt: earlier, shot };
  return makeOnce({
    keeper: new StateKeeper(state, save),
    name: "shot",
    settlement,
    send,
    interrupted: () => interrupted,
    refused: () => refused,
    isFinal: ({ code }) => code === "sync_window_closed",
  });
}

/** What was saved about the call, in order. */
const saved = (): OneShot[] => save.mock.calls.map(([{ shot }]) => shot);

const open: OneShot = { status: "open" };
const sent: OneShot = { status: "sent", sentAt: earlier };
const sentNow: OneShot = { status: "sent", sentAt: now };
const settlements = [undefined, "done", "repeat"] as const;

describe("a call that was not made yet", () => {
  it.each(settlements)("is announced, made, and noted with what it brought, with settlement %s", async (settlement) => {
    save.mockImplementationOnce(() => {
      expect(send).not.toHaveBeenCalled();
      return true;
    });
    await make(open, settlement);
    expect(send).toHaveBeenCalledOnce();
    expect(saved()).toEqual([sentNow, { status: "done", sentAt: now, request_id: "request-1" }]);
    expect(save.mock.lastCall?.[0]).toMatchObject({ revision: 6, learnt: "something" });
  });

  it("is not made when that could not be saved", async () => {
    save.mockImplementation(() => {
      throw new Error("The database is away.");
    });
    await expect(make(open)).rejects.toMatchObject({ code: "state_not_saved", state: { revision: 4, shot: open } });
    expect(send).not.toHaveBeenCalled();
  });

  it("is not made when another process was first", async () => {
    save.mockReturnValue(false);
    await expect(make(open)).rejects.toMatchObject({ code: "onboarding_conflict" });
    expect(send).not.toHaveBeenCalled();
  });

  it("needs no id to be noted as done", async () => {
    send.mockResolvedValue({});
    await make(open);
    expect(saved().at(-1)).toEqual({ status: "done", sentAt: now });
  });

  it("hands over what it brought when that cannot be saved", async () => {
    save.mockReturnValueOnce(true).mockImplementationOnce(() => {
      throw new Error("The database is away.");
    });
    const error = await make(open).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StateNotSavedError);
    expect(error).toMatchObject({ state: { revision: 6, learnt: "something", shot: { status: "done" } } });
  });
});

describe("a call that was made", () => {
  it.each(settlements)("and accepted is not made again, with settlement %s", async (settlement) => {
    await make({ status: "done" }, settlement);
    await make({ status: "already_done" }, settlement);
    expect([send.mock.calls, save.mock.calls]).toEqual([[], []]);
  });

  it.each(settlements)("and refused for good is not made again, with settlement %s", async (settlement) => {
    await expect(make({ status: "refused" }, settlement)).rejects.toBe(refused);
    expect([send.mock.calls, save.mock.calls]).toEqual([[], []]);
  });

  it("without a known outcome is not made again by itself", async () => {
    await expect(make(sent)).rejects.toBe(interrupted);
    expect([send.mock.calls, save.mock.calls]).toEqual([[], []]);
  });

  it.each([null, "no", "REPEAT", true])("without a known outcome is not made again for %j", async (settlement) => {
    await expect(make(sent, settlement as Settlement)).rejects.toBe(interrupted);
    expect(send).not.toHaveBeenCalled();
  });

  it("without a known outcome is noted as done, once the caller says so", async () => {
    await make(sent, "done");
    expect(send).not.toHaveBeenCalled();
    expect(saved()).toEqual([{ status: "done", sentAt: earlier }]);
  });

  it("without a known outcome is made again, once the caller says so", async () => {
    await make(sent, "repeat");
    expect(send).toHaveBeenCalledOnce();
    expect(saved()).toEqual([sentNow, { status: "done", sentAt: now, request_id: "request-1" }]);
  });
});

const clean = [
  new RateLimitedError("was refused.", details),
  new TokenExpiredError("was refused.", details),
  new PermissionDeniedError("was refused.", details),
  new PolicyViolationError("was refused.", details),
  new InvalidRequestError("was refused.", details),
  new NetworkError("was not sent.", details),
  new AbortedError("was not sent.", details),
  new InvalidInputError("code", "is missing."),
];
const reasons: UnknownOutcomeReason[] = [
  "timeout",
  "connection_lost",
  "server_error",
  "unreadable_answer",
  "aborted",
  "interrupted",
];

describe.each([
  ["a first call", open, undefined],
  ["a repetition", sent, "repeat"],
] as const)("%s that fails", (_, before, settlement) => {
  it.each(clean.map((error) => [error.code, error] as const))(
    "with %s leaves everything as it was",
    async (__, error) => {
      send.mockRejectedValue(error);
      await expect(make(before, settlement)).rejects.toBe(error);
      expect(saved()).toEqual([sentNow, before]);
    },
  );

  it.each(reasons)("with an unknown outcome (%s) stays sent", async (reason) => {
    const error = new OutcomeUnknownError(reason, "Wait.", details);
    send.mockRejectedValue(error);
    await expect(make(before, settlement)).rejects.toBe(error);
    expect(saved()).toEqual([sentNow]);
  });

  it("with an error from elsewhere stays sent", async () => {
    const error = new TypeError("A bug.");
    send.mockRejectedValue(error);
    await expect(make(before, settlement)).rejects.toBe(error);
    expect(saved()).toEqual([sentNow]);
  });

  it("because it was made before is no failure", async () => {
    send.mockRejectedValue(new SyncAlreadyRequestedError("was refused.", details));
    await make(before, settlement);
    expect(saved()).toEqual([sentNow, { status: "already_done", sentAt: now }]);
  });
});

it("a first call that is refused for good is noted as refused", async () => {
  const error = new SyncWindowClosedError("was refused.", details);
  send.mockRejectedValue(error);
  await expect(make(open)).rejects.toBe(error);
  expect(saved()).toEqual([sentNow, { status: "refused", sentAt: now }]);
});

it("a repetition that is refused for good says nothing about the first call", async () => {
  const error = new SyncWindowClosedError("was refused.", details);
  send.mockRejectedValue(error);
  await expect(make(sent, "repeat")).rejects.toBe(error);
  expect(saved()).toEqual([sentNow, sent]);
});

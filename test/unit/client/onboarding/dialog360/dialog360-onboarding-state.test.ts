import { beforeEach, describe, expect, expectTypeOf, it, vi } from "vitest";
import {
  type Dialog360OnboardingState,
  openDialog360State,
} from "../../../../../src/client/onboarding/dialog360/dialog360-onboarding-state.ts";
import { InvalidInputError } from "../../../../../src/errors/index.ts";
import { begunState } from "./stage.ts";

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-23T10:00:00.000Z"), toFake: ["Date"] });
  return () => vi.useRealTimers();
});

describe("the state of an onboarding at 360dialog", () => {
  it("begins now, with nothing done, under the id of the channel", () => {
    expect(openDialog360State({ channelId: "AbCdEfCH" })).toStrictEqual(
      begunState({ revision: 0, startedAt: "2026-11-23T10:00:00.000Z" }),
    );
  });

  it("is JSON for the compiler", () => {
    type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
    expectTypeOf<Required<Dialog360OnboardingState>>().toExtend<Json>();
  });

  it("goes on as it was saved", () => {
    const state = begunState({
      revision: 3,
      keyMinting: { status: "done" },
      apiKey: "key-1",
      wabaId: "100000000000001",
    });
    expect(openDialog360State({ state })).toBe(state);
    expect(openDialog360State({ state, channelId: "AbCdEfCH" })).toBe(state);
  });

  it("is not taken for one of another channel", () => {
    expect(refusalOf({ state: begunState(), channelId: "OtherCH" })).toEqual(["channelId", expect.any(String)]);
  });

  it.each([undefined, "", "a/b", "[AbCdEfCH]", 7, null])("does not begin for the channel %j", (channelId) => {
    expect(refusalOf({ channelId: channelId as string })).toEqual(["channelId", expect.any(String)]);
  });

  it.each<[what: string, changes: Record<string, unknown>]>([
    ["of another provider", { provider: "meta" }],
    ["of a later shape", { shape: 2 }],
    ["without an id", { id: "" }],
    ["whose id is not the channel's", { id: "OtherCH" }],
    ["without a channel", { channelId: undefined }],
    ["without a revision", { revision: "1" }],
    ["without a beginning", { startedAt: "yesterday" }],
    ["that says nothing about the key", { keyMinting: undefined }],
    ["that says nothing of the contacts", { contacts: { status: "maybe" } }],
    ["that says nothing of the history", { history: null }],
    ["whose key was lost", { keyMinting: { status: "done" } }],
    ["whose key is from nowhere", { apiKey: "key-1" }],
    ["with an address that is none", { address: 7 }],
  ])("is refused when it is one %s", (_, changes) => {
    const state = begunState(changes as Partial<Dialog360OnboardingState>);
    expect(refusalOf({ state })).toEqual(["state", expect.any(String)]);
  });

  it.each([null, 7, "state", [], {}])("is refused when it is %j", (state) => {
    expect(refusalOf({ state: state as unknown as Dialog360OnboardingState })).toEqual(["state", expect.any(String)]);
  });
});

function refusalOf(start: Parameters<typeof openDialog360State>[0]): [field: string | undefined, message: string] {
  try {
    openDialog360State(start);
  } catch (error) {
    if (error instanceof InvalidInputError) return [error.field, error.message];
    throw error;
  }
  throw new Error("It was not refused.");
}

import { describe, expectTypeOf, it } from "vitest";
import {
  type CallbackOverride,
  type ClientError,
  type CoexistenceError,
  type CoexistenceErrorCode,
  type FailedPrecondition,
  isCoexistenceError,
  MetaClient,
  type MetaClientOptions,
  type Onboarding,
  type OnboardingConflictError,
  type OnboardingState,
  type OnboardOptions,
  type OneShot,
  type OutcomeUnknownError,
  onboard,
  type Precondition,
  type PreconditionError,
  type RateLimitedError,
  type SavedState,
  type SaveState,
  type StateNotSavedError,
  type SyncKind,
} from "../../src/client/index.ts";

/** JSON as databases' types have it. */
type Json = string | number | boolean | null | JsonObject | readonly Json[];
type JsonObject = { readonly [name: string]: Json | undefined };
type StrictJson = string | number | boolean | null | { [name: string]: StrictJson } | StrictJson[];

declare const options: OnboardOptions;

describe("the state of an onboarding", () => {
  it("is JSON to the compiler, so that a database's column takes it", () => {
    expectTypeOf<OnboardingState>().toExtend<Json>();
    expectTypeOf<OnboardingState>().toExtend<StrictJson>();
    expectTypeOf<OneShot>().toExtend<StrictJson>();
    expectTypeOf<SavedState>().toExtend<StrictJson>();
  });

  it("cannot be changed", () => {
    const state = {} as OnboardingState;
    // @ts-expect-error the revision is counted by the onboarding
    state.revision = 7;
    // @ts-expect-error what became of a call is noted by the onboarding
    state.history.status = "open";
  });

  it("is handed to save, and handed back as it is", () => {
    expectTypeOf<OnboardOptions["save"]>().parameter(0).toEqualTypeOf<OnboardingState>();
    expectTypeOf<OnboardingState>().toExtend<OnboardOptions["state"]>();
    expectTypeOf<Onboarding["state"]>().toEqualTypeOf<OnboardingState>();
  });
});

describe("save", () => {
  it("says whether it saved, at once or later", () => {
    expectTypeOf<(state: OnboardingState) => boolean>().toExtend<SaveState<OnboardingState>>();
    expectTypeOf<(state: OnboardingState) => Promise<boolean>>().toExtend<SaveState<OnboardingState>>();
    expectTypeOf<(state: SavedState) => Promise<boolean>>().toExtend<SaveState<OnboardingState>>();
  });

  it("that says nothing does not compile", () => {
    // @ts-expect-error nothing is returned
    expectTypeOf(onboard).toBeCallableWith({ ...options, save: () => undefined });
    // @ts-expect-error a promise of nothing
    expectTypeOf(onboard).toBeCallableWith({ ...options, save: async () => {} });
    // @ts-expect-error a number of rows
    expectTypeOf(onboard).toBeCallableWith({ ...options, save: async () => 1 });
    // @ts-expect-error without it nothing can be gone on with
    expectTypeOf(onboard).toBeCallableWith({ meta: options.meta, code: "" });
  });
});

describe("settle", () => {
  it("is about the two synchronizations", () => {
    expectTypeOf<keyof NonNullable<OnboardOptions["settle"]>>().toEqualTypeOf<SyncKind>();
    expectTypeOf(onboard).toBeCallableWith({ ...options, settle: { contacts: "done", history: "repeat" } });
    expectTypeOf(onboard).toBeCallableWith({ ...options, settle: { contacts: undefined } });
    expectTypeOf(onboard).toBeCallableWith({ ...options, settle: undefined });
  });

  it("does not compile for anything else", () => {
    // @ts-expect-error a code that was exchanged works no more
    expectTypeOf(onboard).toBeCallableWith({ ...options, settle: { codeExchange: "repeat" } });
    // @ts-expect-error there are two answers
    expectTypeOf(onboard).toBeCallableWith({ ...options, settle: { history: "lost" } });
  });
});

describe("an onboarding", () => {
  it("takes environment variables and the sign-up's event as they are", () => {
    const absent = undefined as string | undefined;
    expectTypeOf(onboard).toBeCallableWith({
      meta: new MetaClient({ appId: process.env["APP_ID"], appSecret: process.env["APP_SECRET"] }),
      save: () => true,
      code: absent,
      wabaId: absent,
      phoneNumberId: absent,
      businessId: absent,
      override: undefined as CallbackOverride | undefined,
      signal: undefined as AbortSignal | undefined,
    });
  });

  it("says what became of both synchronizations", async () => {
    expectTypeOf(onboard).returns.toEqualTypeOf<Promise<Onboarding>>();
    expectTypeOf<Onboarding["history"]["status"]>().toEqualTypeOf<OneShot["status"]>();
    expectTypeOf<Onboarding["phoneNumberId"]>().toEqualTypeOf<string>();
    expectTypeOf<Onboarding["syncDeadline"]>().toEqualTypeOf<Date>();
  });
});

describe("an error", () => {
  it("narrows by what it is", () => {
    const error = {} as ClientError | PreconditionError | OnboardingConflictError | StateNotSavedError;
    if (error.name === "PreconditionError" && "failures" in error) {
      expectTypeOf(error.failures).toEqualTypeOf<readonly FailedPrecondition[]>();
      expectTypeOf(error.failures[0]?.condition).toEqualTypeOf<Precondition | undefined>();
    }
    if (error.name === "StateNotSavedError" && "reason" in error) expectTypeOf(error.reason).toBeUnknown();
  });

  it("that was caught has a code to switch on", () => {
    const caught: unknown = undefined;
    if (isCoexistenceError(caught)) {
      expectTypeOf(caught).toEqualTypeOf<CoexistenceError>();
      expectTypeOf(caught.code).toEqualTypeOf<CoexistenceErrorCode>();
    }
  });

  it("of a call says where and how often", () => {
    expectTypeOf<RateLimitedError>().toExtend<ClientError>();
    expectTypeOf<RateLimitedError["retryAfter"]>().toEqualTypeOf<number | undefined>();
    expectTypeOf<ClientError["provider"]>().toEqualTypeOf<"meta" | "360dialog">();
    expectTypeOf<OutcomeUnknownError["reason"]>().toExtend<string>();
    expectTypeOf<PreconditionError>().not.toExtend<ClientError>();
  });
});

it("the way in for another transport is fetch", () => {
  expectTypeOf<typeof globalThis.fetch>().toExtend<MetaClientOptions["fetch"]>();
});

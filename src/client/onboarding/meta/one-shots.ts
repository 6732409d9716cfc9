import { InvalidInputError } from "../../../errors/index.ts";
import { OutcomeUnknownError } from "../../errors/index.ts";
import { requireToken } from "../../input.ts";
import type { MetaClient } from "../../meta/meta-client.ts";
import type { SyncKind } from "../../synchronization.ts";
import type { CallOptions } from "../../transport/call.ts";
import { PreconditionError } from "../precondition-error.ts";
import { makeOnce, type Settlement } from "../state/make-once.ts";
import type { StateKeeper } from "../state/state-keeper.ts";
import { windowClosed } from "../sync-window.ts";
import type { OnboardingState } from "./onboarding-state.ts";

type Keeper = StateKeeper<OnboardingState>;

/** Exchanges the code of the sign-up, unless that was done. */
export async function exchangeCodeOnce(
  keeper: Keeper,
  meta: MetaClient,
  code: string | undefined,
  options: CallOptions,
): Promise<void> {
  await makeOnce({
    keeper,
    name: "codeExchange",
    send: async () => {
      const { access_token } = await meta.exchangeCode(requireToken("code", code), options);
      return { changes: { accessToken: access_token } };
    },
    interrupted: () =>
      new OutcomeUnknownError("interrupted", "A code works once, so let the business go through the sign-up again.", {
        provider: "meta",
        method: "POST",
        path: "/oauth/access_token",
        attempts: 1,
      }),
    refused: () => new InvalidInputError("code", "was refused before, and works once. Let the business sign up again."),
    isFinal: ({ code }) => !wasNotLookedAt.has(code),
  });
}

/** After these a code may still work. */
const wasNotLookedAt = new Set<string>(["rate_limited", "network_failure", "aborted", "invalid_input"]);

/** Asks for a synchronization, unless that was done. */
export async function requestSyncOnce(
  keeper: Keeper,
  customer: MetaClient,
  kind: SyncKind,
  settlement: Settlement | undefined,
  options: CallOptions,
): Promise<void> {
  await makeOnce({
    keeper,
    name: kind,
    settlement,
    send: async () => {
      const { request_id } = await customer.requestSync(keeper.state.phoneNumberId ?? "", kind, options);
      return { request_id };
    },
    interrupted: () =>
      new OutcomeUnknownError("interrupted", `Wait for its webhooks, then go on with settle: { ${kind}: "done" }.`, {
        provider: "meta",
        method: "POST",
        path: "/{phoneNumberId}/smb_app_data",
        attempts: 1,
      }),
    refused: () => new PreconditionError([windowClosed]),
    isFinal: ({ code }) => code === "sync_window_closed",
  });
}

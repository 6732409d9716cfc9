import { InvalidInputError } from "../../../errors/index.ts";
import { OutcomeUnknownError } from "../../errors/index.ts";
import { requireToken } from "../../input.ts";
import type { MetaClient } from "../../meta/meta-client.ts";
import type { CallOptions } from "../../transport/call.ts";
import { makeOnce } from "../state/make-once.ts";
import type { StateKeeper } from "../state/state-keeper.ts";
import type { OnboardingState } from "./onboarding-state.ts";

/** Exchanges the code of the sign-up, unless that was done. */
export async function exchangeCodeOnce(
  keeper: StateKeeper<OnboardingState>,
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

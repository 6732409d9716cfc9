import { InvalidInputError } from "../../../errors/index.ts";
import type { Dialog360PartnerClient } from "../../dialog360/partner-client.ts";
import { OutcomeUnknownError } from "../../errors/index.ts";
import { requireToken } from "../../input.ts";
import { makeOnce } from "../state/make-once.ts";
import type { StateKeeper } from "../state/state-keeper.ts";
import type { Dialog360OnboardingState } from "./dialog360-onboarding-state.ts";

/** What the minting of a key depends on. */
export interface KeyOptions {
  readonly apiKey?: string | undefined;
  readonly revokeEarlierKeys?: boolean | undefined;
  readonly settle?: { readonly apiKey?: "repeat" | undefined } | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Notes the key that was handed in. Else mints one, unless that was done. */
export async function obtainKeyOnce(
  keeper: StateKeeper<Dialog360OnboardingState>,
  partner: Dialog360PartnerClient,
  { apiKey, revokeEarlierKeys, settle, signal }: KeyOptions,
): Promise<void> {
  const { channelId, keyMinting, apiKey: known } = keeper.state;
  if (apiKey !== undefined) {
    const given = requireToken("apiKey", apiKey);
    if (given !== known) await keeper.announce({ apiKey: given, keyMinting: { status: "done" } });
    return;
  }
  // Whoever mints again means to revoke the key that nobody has.
  const mayRevoke = revokeEarlierKeys || keyMinting.status === "sent";
  await makeOnce({
    keeper,
    name: "keyMinting",
    settlement: settle?.apiKey,
    send: async () => {
      const { api_key, address } = await partner.apiKeys.mint(channelId, { revokeEarlierKeys: mayRevoke, signal });
      return { changes: { apiKey: api_key, ...(address === undefined ? {} : { address }) } };
    },
    interrupted: () =>
      new OutcomeUnknownError("interrupted", 'If you have no key of it, go on with settle: { apiKey: "repeat" }.', {
        provider: "360dialog",
        method: "POST",
        path: "/partners/{partnerId}/channels/{channelId}/api_keys",
        attempts: 1,
      }),
    refused: () => new InvalidInputError("state", "says that the minting of a key was refused for good."),
    isFinal: () => false,
  });
}

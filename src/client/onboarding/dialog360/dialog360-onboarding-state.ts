import { InvalidInputError } from "../../../errors/index.ts";
import { requireId, requireToken } from "../../input.ts";
import { type OneShot, open } from "../state/one-shot.ts";
import { isSavedState, type SavedState } from "../state/saved-state.ts";

/** How far the onboarding of a channel has come. Plain JSON; it holds the channel's API key. */
export interface Dialog360OnboardingState extends SavedState {
  readonly provider: "360dialog";
  readonly channelId: string;
  readonly keyMinting: OneShot;
  readonly apiKey?: string;
  /** Where the channel's messaging API is, as the answer to the minting said. */
  readonly address?: string;
  readonly contacts: OneShot;
  readonly history: OneShot;
}

/** Where the onboarding of a channel begins, or goes on. */
export interface Dialog360OnboardingStart {
  /** The channel: from the redirect of Integrated Onboarding, or `data.id` of the partner event `channel_live`. */
  channelId?: string | undefined;
  /** The channel's API key, where you have one that works. Then none is minted. */
  apiKey?: string | undefined;
  /** A saved state, to go on from there. */
  state?: Dialog360OnboardingState | undefined;
}

/** @throws InvalidInputError naming the option. */
export function openDialog360State(start: Dialog360OnboardingStart): Dialog360OnboardingState {
  const { channelId, apiKey, state } = start;
  if (state !== undefined) return requireState(state);
  const id = requireId("channelId", channelId);
  return {
    shape: 1,
    provider: "360dialog",
    id,
    revision: 0,
    startedAt: new Date().toISOString(),
    channelId: id,
    keyMinting: apiKey === undefined ? open : { status: "done" },
    ...(apiKey === undefined ? {} : { apiKey: requireToken("apiKey", apiKey) }),
    contacts: open,
    history: open,
  };
}

function requireState(state: Dialog360OnboardingState): Dialog360OnboardingState {
  const isComplete =
    isSavedState(state, ["keyMinting", "contacts", "history"]) &&
    state.provider === "360dialog" &&
    typeof state.channelId === "string";
  if (isComplete) return state;
  throw new InvalidInputError("state", "is not one that onboardDialog360 saved.");
}

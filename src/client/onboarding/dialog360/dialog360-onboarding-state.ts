import { InvalidInputError } from "../../../errors/index.ts";
import { requireId } from "../../input.ts";
import { type OneShot, open } from "../state/one-shot.ts";
import { isSavedState, type SavedState } from "../state/saved-state.ts";

/** How far the onboarding of a channel has come. Plain JSON; it holds the channel's API key. */
export type Dialog360OnboardingState = SavedState & {
  readonly provider: "360dialog";
  readonly channelId: string;
  readonly clientId?: string;
  /** Meta's id of the WhatsApp Business Account. */
  readonly wabaId?: string;
  readonly keyMinting: OneShot;
  readonly apiKey?: string;
  /** Where the channel's messaging API is, as the answer to the minting said. */
  readonly address?: string;
  readonly contacts: OneShot;
  readonly history: OneShot;
};

/** Where the onboarding of a channel begins, or goes on. */
export interface Dialog360OnboardingStart {
  /** The channel: from the redirect of Integrated Onboarding, or `data.id` of the partner event `channel_live`. */
  channelId?: string | undefined;
  /**
   * The channel's API key, where you have one that works. Then none is minted. Beside a saved state it takes the place of
   * the key in there.
   */
  apiKey?: string | undefined;
  /** A saved state, to go on from there. */
  state?: Dialog360OnboardingState | undefined;
}

/** @throws InvalidInputError naming the option. */
export function openDialog360State({ channelId, state }: Dialog360OnboardingStart): Dialog360OnboardingState {
  if (state !== undefined) return goOn(state, channelId);
  const id = requireId("channelId", channelId);
  return {
    shape: 1,
    provider: "360dialog",
    id,
    revision: 0,
    startedAt: new Date().toISOString(),
    channelId: id,
    keyMinting: open,
    contacts: open,
    history: open,
  };
}

function goOn(state: Dialog360OnboardingState, channelId: string | undefined): Dialog360OnboardingState {
  const saved = requireDialog360State(state);
  if (channelId === undefined || channelId === saved.channelId) return saved;
  throw new InvalidInputError("channelId", "is another than the one in the state. Begin that one without a state.");
}

/** @throws InvalidInputError for what `onboardDialog360` did not save. */
export function requireDialog360State(state: unknown): Dialog360OnboardingState {
  if (isDialog360State(state)) return state;
  throw new InvalidInputError("state", "is not one that onboardDialog360 saved.");
}

function isDialog360State(state: unknown): state is Dialog360OnboardingState {
  return isSavedState(state, ["keyMinting", "contacts", "history"]) && isComplete(Object(state));
}

/** Whether it holds what comes with the calls that were made. */
function isComplete({ provider, id, channelId, keyMinting, apiKey, address }: Dialog360OnboardingState): boolean {
  return (
    provider === "360dialog" &&
    channelId === id &&
    (keyMinting.status === "done") === (typeof apiKey === "string") &&
    (address === undefined || typeof address === "string")
  );
}

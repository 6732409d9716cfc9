import { shortDigest } from "../../../digest/sha256.ts";
import { InvalidInputError } from "../../../errors/index.ts";
import { requireMetaId, requireToken } from "../../input.ts";
import { type OneShot, open } from "../state/one-shot.ts";
import { isSavedState, type SavedState } from "../state/saved-state.ts";

/** How far the onboarding of a number has come. Plain JSON; it holds the customer's token. */
export interface OnboardingState extends SavedState {
  readonly provider: "meta";
  readonly codeExchange: OneShot;
  readonly accessToken?: string;
  readonly wabaId?: string;
  readonly phoneNumberId?: string;
  readonly businessId?: string;
  readonly contacts: OneShot;
  readonly history: OneShot;
}

/** Where an onboarding begins, or goes on. */
export interface OnboardingStart {
  /** What Embedded Signup handed to the page. It lives 30 seconds. */
  code?: string | undefined;
  /** The customer's token, where the code was exchanged already. */
  accessToken?: string | undefined;
  /** A saved state, to go on from there. */
  state?: OnboardingState | undefined;
  /** As the sign-up named it. Default: the account that was onboarded last with this token. */
  wabaId?: string | undefined;
  /** As the sign-up named it. Default: the one number of the account that is in coexistence. */
  phoneNumberId?: string | undefined;
  /** As the sign-up named it. */
  businessId?: string | undefined;
}

/** @throws InvalidInputError naming the option. */
export function openState({
  code,
  accessToken,
  state,
  wabaId,
  phoneNumberId,
  businessId,
}: OnboardingStart): OnboardingState {
  if (state !== undefined) return requireState(state);
  const shared = { shape: 1, provider: "meta", revision: 0, startedAt: new Date().toISOString() } as const;
  const shots = { contacts: open, history: open };
  const known = readIds({ wabaId, phoneNumberId, businessId });
  if (accessToken !== undefined) {
    const token = requireToken("accessToken", accessToken);
    const id = shortDigest(`access token ${token}`);
    return { ...shared, ...shots, ...known, id, accessToken: token, codeExchange: { status: "done" } };
  }
  return { ...shared, ...shots, ...known, id: shortDigest(`code ${requireToken("code", code)}`), codeExchange: open };
}

function readIds(ids: Readonly<Record<string, string | undefined>>): Partial<OnboardingState> {
  const known = Object.entries(ids).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [name, requireMetaId(name, value)]));
}

function requireState(state: OnboardingState): OnboardingState {
  const isComplete = isSavedState(state, ["codeExchange", "contacts", "history"]) && state.provider === "meta";
  if (isComplete) return state;
  throw new InvalidInputError("state", "is not one that onboard saved.");
}

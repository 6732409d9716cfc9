import { shortDigest } from "../../../digest/sha256.ts";
import { InvalidInputError } from "../../../errors/index.ts";
import { requireMetaId, requireToken } from "../../input.ts";
import { type OneShot, open } from "../state/one-shot.ts";
import { isSavedState, type SavedState } from "../state/saved-state.ts";

/** How far the onboarding of a number has come. Plain JSON; it holds the customer's token. */
export type OnboardingState = SavedState & {
  readonly provider: "meta";
  readonly codeExchange: OneShot;
  readonly accessToken?: string;
  readonly wabaId?: string;
  readonly phoneNumberId?: string;
  readonly businessId?: string;
  readonly contacts: OneShot;
  readonly history: OneShot;
};

/** Where an onboarding begins, or goes on. */
export interface OnboardingStart {
  /** What Embedded Signup handed to the page. It lives 30 seconds. */
  code?: string | undefined;
  /**
   * The customer's token, where the code was exchanged already. Then the token and the ids tell one onboarding from
   * another: pass the same each time, and delete the saved state when the number signs up anew with the same token.
   */
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
export function openState(start: OnboardingStart): OnboardingState {
  const { code, accessToken, state, wabaId, phoneNumberId, businessId } = start;
  const ids = readIds({ wabaId, phoneNumberId, businessId });
  if (state !== undefined) return goOn(requireState(state), code, ids);
  const shared = { shape: 1, provider: "meta", revision: 0, startedAt: new Date().toISOString() } as const;
  const shots = { contacts: open, history: open };
  if (accessToken === undefined) return { ...shared, ...shots, ...ids, id: idOfCode(code), codeExchange: open };
  // They would be two onboardings of the same number.
  if (code !== undefined) throw new InvalidInputError("code", "is there besides accessToken. Pass one of them.");
  const token = requireToken("accessToken", accessToken);
  const id = shortDigest(["access token", token, wabaId, phoneNumberId].join(" "));
  return { ...shared, ...shots, ...ids, id, accessToken: token, codeExchange: { status: "done" } };
}

type Ids = Pick<OnboardingState, "wabaId" | "phoneNumberId" | "businessId">;

function goOn(state: OnboardingState, code: string | undefined, ids: Ids): OnboardingState {
  if (state.codeExchange.status === "open" && state.id !== idOfCode(code)) {
    throw new InvalidInputError("code", "is of another sign-up than the state. Begin that one without a state.");
  }
  const isBegun = state.contacts.status !== "open" || state.history.status !== "open";
  for (const name of ["wabaId", "phoneNumberId"] as const) {
    if (isBegun && ids[name] !== undefined && ids[name] !== state[name]) {
      throw new InvalidInputError(name, "is another than the one that the synchronization was requested for.");
    }
  }
  return { ...state, ...ids };
}

function idOfCode(code: string | undefined): string {
  return shortDigest(`code ${requireToken("code", code)}`);
}

function readIds(ids: Readonly<Record<string, string | undefined>>): Ids {
  const known = Object.entries(ids).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [name, requireMetaId(name, value)]));
}

/** @throws InvalidInputError for what `onboard` did not save. */
export function requireState(state: unknown): OnboardingState {
  if (isOnboardingState(state)) return state;
  throw new InvalidInputError("state", "is not one that onboard saved.");
}

function isOnboardingState(state: unknown): state is OnboardingState {
  return isSavedState(state, ["codeExchange", "contacts", "history"]) && isComplete(Object(state));
}

/** Whether it holds what comes with the calls that were made. */
function isComplete(state: OnboardingState): boolean {
  const { provider, codeExchange, accessToken, wabaId, phoneNumberId, businessId, contacts, history } = state;
  const hasNumber = isId(wabaId) && isId(phoneNumberId);
  return (
    provider === "meta" &&
    (codeExchange.status === "done" ? isText(accessToken) : accessToken === undefined) &&
    [wabaId, phoneNumberId, businessId].every((id) => id === undefined || isId(id)) &&
    (hasNumber || (contacts.status === "open" && history.status === "open"))
  );
}

const isText = (value: unknown): boolean => typeof value === "string" && /^[\x21-\x7e]+$/.test(value);
const isId = (value: unknown): boolean => typeof value === "string" && /^\d{1,32}$/.test(value);

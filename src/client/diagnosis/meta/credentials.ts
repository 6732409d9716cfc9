import type { CoexistenceError } from "../../../errors/index.ts";
import type { PhoneNumber, SubscribedApp, TokenInfo } from "../../../schemas/index.ts";
import { isClientError } from "../../errors/index.ts";
import {
  checkToken,
  management,
  type TokenCondition,
  tokenNotValid,
  tokenOfAnotherApp,
} from "../../onboarding/meta/check-token.ts";
import type { Problem } from "../../onboarding/problem.ts";
import { type Credentials, findAcceptance } from "../acceptance.ts";
import { type Answer, explain, failureOf, isWithoutApp } from "../ask.ts";
import { type Finding, passed } from "../finding.ts";
import { blame, type Checks, judge, leaveOpen } from "../judge.ts";
import { signUpAgain } from "../obstacles.ts";

const appCredentials: Credentials = {
  check: "app_credentials",
  accepted: "Meta accepts the app's id and secret.",
  refused: {
    reason: "Meta does not accept the app's id and secret.",
    fix: "Compare both with the App Dashboard, under App settings > Basic.",
  },
  // Code 101 is seen for an app that does not exist.
  isRefusal: (failure) => failure.code === "token_expired" || providerCodeOf(failure) === 101,
};

/** Looks whether Meta accepts the app's id and secret. */
export function findAppCredentials(answers: readonly Answer<unknown>[]): Finding {
  return findAcceptance(appCredentials, answers);
}

/** What is known of a token. */
export interface TokenAnswers {
  /** What Meta tells the app about it. */
  readonly token: Answer<TokenInfo>;
  /** What was answered to calls that were made with it. */
  readonly apps: Answer<readonly SubscribedApp[]>;
  readonly numbers: Answer<readonly PhoneNumber[]>;
  /** The app it has to be of, where the client speaks for one. */
  readonly appId: string | undefined;
  readonly wabaId: string;
}

const checks: Checks<TokenCondition> = {
  token_valid: "Meta accepts the token.",
  token_app: "The token was issued to this app.",
  token_scopes: "The token has both permissions.",
  waba_granted: "The token is for this WhatsApp Business Account.",
};

/** Looks what a token is worth. Where the app cannot ask, the calls that were made with it tell a part. */
export function findToken(answers: TokenAnswers): Finding[] {
  const { token, appId = "", wabaId } = answers;
  if ("failure" in token) return findWithoutTokenInfo(token.failure, answers);
  if (token.value.is_valid !== true) {
    const reason = "Nothing can be said of this while the token is not valid.";
    return leaveOpen(checks, { reason }, blame([tokenNotValid]));
  }
  const problems = checkToken(token.value, appId, wabaId);
  const found = judge(checks, problems.length === 0 ? findHiddenAccount(answers) : problems);
  if (token.value.scopes.includes(management)) return found;
  // Without the permission, the accounts that it would be for are none.
  const known = found.filter(({ check, verdict }) => check !== "waba_granted" || verdict !== "passed");
  return leaveOpen(checks, { reason: `It cannot be told without ${management}: see token_scopes.` }, known);
}

function findWithoutTokenInfo(failure: CoexistenceError, answers: TokenAnswers): Finding[] {
  const { apps, numbers } = answers;
  const calls = [apps, numbers];
  const isAnswered = calls.some((call) => "value" in call);
  const isRefused = calls.some((call) => failureOf(call)?.code === "token_expired");
  return leaveOpen(checks, explain(failure), [
    ...(isAnswered ? [passed("token_valid", "Meta answers calls that are made with it.")] : []),
    ...(isRefused && !isAnswered ? blame([tokenNotValid]) : []),
    // The only parameter of that call is the token, and Meta tells an app about its own.
    ...(providerCodeOf(failure) === 100 ? blame([tokenOfAnotherApp]) : []),
    ...("value" in numbers ? [passed("waba_granted", "Meta shows the account to the token.")] : []),
    // With a secret that is wrong, Meta refuses whatever it is sent with.
    ...(isWithoutApp(failure) ? blame(findHiddenAccount(answers)) : []),
  ]);
}

/** An id that is none, or of an account that is gone, is refused like one that is not granted. */
function findHiddenAccount({ numbers }: TokenAnswers): Problem<"waba_granted">[] {
  const code = failureOf(numbers)?.code;
  if (code !== "invalid_request" && code !== "permission_denied") return [];
  return [
    {
      condition: "waba_granted",
      reason: "Meta does not show this WhatsApp Business Account to the token.",
      fix: `Compare the account's id, and look at the permissions of the token. ${signUpAgain}`,
    },
  ];
}

function providerCodeOf(failure: CoexistenceError): number | undefined {
  return isClientError(failure) ? failure.providerCode : undefined;
}

import type { TokenInfo } from "../../../schemas/index.ts";
import type { Problem } from "../problem.ts";

export const management = "whatsapp_business_management";
const messaging = "whatsapp_business_messaging";
const permissions = [management, messaging];

/** What is looked at in a token. */
export type TokenCondition = "token_valid" | "token_app" | "token_scopes" | "waba_granted";

export const tokenNotValid: Problem<"token_valid"> = {
  condition: "token_valid",
  reason: "The token is not valid.",
  fix: "Let the business sign up again.",
};

export const tokenOfAnotherApp: Problem<"token_app"> = {
  condition: "token_app",
  reason: "The token belongs to another app.",
  fix: "Use the app the business signed up with.",
};

/** Looks whether a token can do what an onboarding needs. */
export function checkToken(token: TokenInfo, appId: string, wabaId: string | undefined): Problem<TokenCondition>[] {
  const failures: Problem<TokenCondition>[] = [];
  if (token.is_valid !== true) failures.push(tokenNotValid);
  if (token.app_id !== appId) failures.push(tokenOfAnotherApp);
  const missing = permissions.filter((scope) => !token.scopes.includes(scope));
  if (missing.length > 0) {
    failures.push({
      condition: "token_scopes",
      reason: `The token lacks ${missing.join(" and ")}.`,
      fix: "Add them to the login configuration, and let the business sign up again.",
    });
  }
  const refusing = wabaId === undefined ? undefined : permissions.find((scope) => !isGranted(token, scope, wabaId));
  if (refusing !== undefined) {
    failures.push({
      condition: "waba_granted",
      reason: `The token has ${refusing} for other WhatsApp Business Accounts only.`,
      fix: "Compare the account's id with the one that the page sent; else let the business sign up again.",
    });
  }
  return failures;
}

/** Where no accounts are named, a permission is for all of them. */
function isGranted(token: TokenInfo, scope: string, wabaId: string): boolean {
  return accountsOf(token, scope)?.includes(wabaId) ?? true;
}

/**
 * The account that was onboarded last with a token: it comes first.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/solution-providers/manage-accounts
 */
export function newestAccountOf(token: TokenInfo): string | undefined {
  return accountsOf(token, management)?.[0];
}

/** The accounts a token has a permission for. Nothing: for all of them. */
function accountsOf({ granular_scopes }: TokenInfo, permission: string): readonly string[] | undefined {
  return granular_scopes.find(({ scope }) => scope === permission)?.target_ids;
}

import type { TokenInfo } from "../../../schemas/index.ts";
import type { FailedPrecondition } from "../precondition-error.ts";

const management = "whatsapp_business_management";
const messaging = "whatsapp_business_messaging";

/** Looks whether a token can do what an onboarding needs. */
export function checkToken(token: TokenInfo, appId: string, wabaId: string | undefined): FailedPrecondition[] {
  const failures: FailedPrecondition[] = [];
  if (token.is_valid !== true) {
    failures.push({ condition: "token_valid", fix: "The token is not valid. Let the business sign up again." });
  }
  if (token.app_id !== appId) {
    failures.push({
      condition: "token_app",
      fix: "The token belongs to another app. Use the app the business signed up with.",
    });
  }
  const missing = [management, messaging].filter((scope) => !token.scopes.includes(scope));
  if (missing.length > 0) {
    const fix = `The token lacks ${missing.join(" and ")}. Add them to the login configuration, and let the business sign up again.`;
    failures.push({ condition: "token_scopes", fix });
  }
  const accounts = accountsOf(token);
  if (wabaId !== undefined && accounts !== undefined && !accounts.includes(wabaId)) {
    const fix = "The token is not for this WhatsApp Business Account. Check the wabaId that the page sent.";
    failures.push({ condition: "waba_granted", fix });
  }
  return failures;
}

/**
 * The account that was onboarded last with a token: it comes first.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/solution-providers/manage-accounts
 */
export function newestAccountOf(token: TokenInfo): string | undefined {
  return accountsOf(token)?.[0];
}

/** The accounts a token is for. Nothing: for all of them. */
function accountsOf({ granular_scopes }: TokenInfo): readonly string[] | undefined {
  return granular_scopes.find(({ scope }) => scope === management)?.target_ids;
}

import type { MetaSignUp } from "../../emulator/index.ts";
import type { Paint } from "../terminal/paint.ts";
import type { Credential } from "./credentials.ts";

/**
 * What is printed once, before anything happens.
 *
 * @internal
 */
export function introduce(url: string, credentials: readonly Credential[], webhooks: Webhooks, paint: Paint): string {
  const settings = [
    ["GRAPH_URL", url] as const,
    // The clients' own default ends so as well.
    ["HUB_URL", `${url}/api/v2`] as const,
    ["MESSAGING_URL", url] as const,
    ...credentials.filter(({ isOurs }) => isOurs).map(({ name, value }) => [name, value] as const),
  ];
  const known = credentials.filter(({ isOurs }) => !isOurs).map(({ name }) => name);
  return `${paint("strong", `Meta and 360dialog are at ${url}`)}

Set for your application${known.length === 0 ? "" : `; from the environment: ${known.join(", ")}`}
${settings.map(([name, value]) => `export ${name}=${value}`).join("\n")}

Webhooks go to
  Meta       ${printAddress(webhooks.meta) ?? "nobody, until your application sets a callback URL, or --webhook names one"}
  360dialog  ${printAddress(webhooks.dialog360) ?? "nobody, until your application sets a partner URL, or --partner-webhook names one"}

A business signs up; what your application gets of it is in the answer
  curl -X POST ${url}/emulator/sign-ups
Something happens on its phone
  curl -X POST ${url}/emulator/businesses/200000000000002/steps -d '[{"do":"echo"},{"do":"message"}]'
What was sent, and what became of it
  curl ${url}/emulator/deliveries

Ctrl-C ends it.

`;
}

/** What follows the path may hold a secret. */
function printAddress(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  const { origin, pathname } = new URL(address);
  return origin + pathname;
}

/** Where webhooks go. */
export interface Webhooks {
  readonly meta: string | undefined;
  readonly dialog360: string | undefined;
}

/**
 * What is printed of a sign-up: what Embedded Signup hands to a page, and how to get another code.
 *
 * @internal
 */
export function introduceSignUp(signUp: MetaSignUp, url: string): string {
  const { wabaId, phoneNumberId, businessId, displayPhoneNumber, code } = signUp;
  const ids = `waba_id ${wabaId}  phone_number_id ${phoneNumberId}  business_id ${businessId}`;
  return `signed up  number ${displayPhoneNumber}  ${ids}  code ${code} (30 seconds)
           a fresh code: curl -X POST ${url}/emulator/sign-ups -d '{"number":"${displayPhoneNumber}"}'
`;
}

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
    ...["GRAPH_URL", "HUB_URL", "MESSAGING_URL"].map((name) => [name, url] as const),
    ...credentials.map(({ name, value, isOurs }) => [name, isOurs ? value : "(as in the environment)"] as const),
  ];
  const width = Math.max(...settings.map(([name]) => name.length));
  return `${paint("strong", `Meta and 360dialog are at ${url}`)}

Set in your application
${settings.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`).join("\n")}

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
 * What is printed of a sign-up: what Embedded Signup hands to a page.
 *
 * @internal
 */
export function introduceSignUp({ wabaId, phoneNumberId, businessId, code }: MetaSignUp): string {
  return `signed up  waba_id ${wabaId}  phone_number_id ${phoneNumberId}  business_id ${businessId}  code ${code} (30 seconds)\n`;
}

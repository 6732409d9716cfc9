import { InvalidInputError } from "../../errors/index.ts";
import { requireAddress } from "../address.ts";
import { requirePartnerId } from "./input.ts";
import type { IntegratedOnboardingSignature } from "./signature.ts";

/** What {@link integratedOnboardingLink} puts into a link. Blank values are left out. */
export interface IntegratedOnboardingLinkOptions {
  /** Your partner id, `…PA`. */
  partnerId: string;
  /**
   * Which of 360dialog's addresses: `"v1"` is `https://hub.360dialog.com/dashboard/app/{partnerId}`, `"v2"` is
   * `https://app.360dialog.com/onboarding/{partnerId}`. Default: `"v1"`, as in 360dialog's own connect button.
   */
  version?: "v1" | "v2" | undefined;
  /** Another host, with or without a path before {@link IntegratedOnboardingLinkOptions.path}. */
  baseUrl?: string | undefined;
  /**
   * Another path, in which `{partnerId}` stands for the id. 360dialog's page "Using Custom IO" has
   * `/dashboard/app/{partnerId}/permissions`.
   */
  path?: string | undefined;
  /** The phone number the business wants to connect, filled in for it. */
  number?: string | undefined;
  /** The e-mail address of the business's user, filled in for it. */
  email?: string | undefined;
  /** The name of the business's user, filled in for it. */
  name?: string | undefined;
  /** Yours, to recognize the redirect by: see {@link OneTimeStates}. It is not confirmed that it comes back. */
  state?: string | undefined;
  /** Where the business is sent afterwards, in place of the redirect URL that is set for the partner. */
  redirectUrl?: string | URL | undefined;
  /** `"login"` begins with the login instead of the registration. */
  next?: "login" | undefined;
  /** The plan that is chosen beforehand. */
  planSelection?: "basic" | "regular" | "premium" | undefined;
  /** A variant of the onboarding. 360dialog does not document the values. */
  flow?: string | undefined;
  /** The id of a phone number that was verified before. */
  preverifiedPhoneNumberId?: string | undefined;
  /** From {@link signIntegratedOnboarding}, made for this very link. */
  signature?: IntegratedOnboardingSignature | undefined;
  /** Any other parameters. They win over the options above. */
  parameters?: Readonly<Record<string, string | undefined>> | undefined;
}

// 360dialog's button 1.0.2 opens these; its page "Using Custom IO" still has a third. Hence `baseUrl` and `path`.
const addresses = {
  v1: ["https://hub.360dialog.com", "/dashboard/app/{partnerId}"],
  v2: ["https://app.360dialog.com", "/onboarding/{partnerId}"],
} as const;

/**
 * Builds the link to 360dialog's Integrated Onboarding, where a business connects its number.
 *
 * There is no documented parameter for coexistence: the business chooses it there. Where the partner's account asks for
 * signed links, build one on the server for every attempt.
 *
 * @returns the link, as text.
 * @throws {@link InvalidInputError} naming the option that cannot be used.
 * @see https://docs.360dialog.com/partner/onboarding/integrated-onboarding/io-signature
 * @example
 * ```ts
 * import { integratedOnboardingLink } from "whatsapp-coexistence/signup";
 *
 * const link = integratedOnboardingLink({ partnerId: "ExamplePA", email: "owner@example.com", name: "" });
 * console.log(link); // "https://hub.360dialog.com/dashboard/app/ExamplePA?email=owner%40example.com"
 * ```
 */
export function integratedOnboardingLink(options: IntegratedOnboardingLinkOptions): string {
  const { version = "v1", redirectUrl } = options;
  const partnerId = requirePartnerId(options.partnerId);
  const [host, ownPath] = addresses[version] ?? refuse("version", "is unknown.");
  const { baseUrl = host, path = ownPath } = options;
  const base = requireAddress("baseUrl", baseUrl);
  // A `?` or `#` with nothing after it is in `href` alone, and would swallow the path.
  if (/[?#]/.test(base.href)) refuse("baseUrl", "has more than a host and a path.");
  if (!/^\/[^?#\s\\]*$/.test(path)) refuse("path", "is no path: / first, and no query.");
  const link = new URL(base.href.replace(/\/+$/, "") + path.replaceAll("{partnerId}", partnerId));
  const parameters = {
    number: options.number,
    email: options.email,
    name: options.name,
    state: options.state,
    redirect_url: String(redirectUrl ?? "").trim() && requireAddress("redirectUrl", redirectUrl).href,
    next: options.next,
    plan_selection: options.planSelection,
    flow: options.flow,
    preverified_phone_number_id: options.preverifiedPhoneNumberId,
    ...options.signature,
    ...options.parameters,
  };
  for (const [name, value] of Object.entries<unknown>(parameters)) {
    const text = value ?? "";
    if (typeof text !== "string") refuse(name, "is no text.");
    if (text.trim() !== "") link.searchParams.set(name, text);
  }
  return link.href;
}

function refuse(field: string, problem: string): never {
  throw new InvalidInputError(field, problem);
}

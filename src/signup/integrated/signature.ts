import { InvalidInputError } from "../../errors/index.ts";
import { hmacHex } from "../../runtime/hmac.ts";
import { requirePartnerId } from "./input.ts";

/** What {@link signIntegratedOnboarding} signs, and with what. */
export interface IntegratedOnboardingSignatureOptions {
  /** Your partner id, `…PA`. */
  partnerId: string;
  /** The platform secret, from the Hub under Integration. The same secret signs partner webhooks. */
  platformSecret: string | undefined;
  /** The time to sign. Default: now. */
  now?: Date | undefined;
  /** How the signature is written. 360dialog does not say. Default: `"hex"`. */
  encoding?: "hex" | "base64" | undefined;
}

/** The two parameters that sign a link. */
export interface IntegratedOnboardingSignature {
  /** HMAC-SHA512 of `{partnerId}|{io_timestamp}`. */
  readonly io_signature: string;
  /** When the link was signed, in whole seconds since 1970. */
  readonly io_timestamp: string;
}

/**
 * Signs a link to the Integrated Onboarding. On the server only: whoever has the platform secret can also forge partner
 * webhooks.
 *
 * Sign again for every attempt, when the business clicks: 360dialog refuses a signature that is old or was used before.
 * The connect button asks for its link then, through {@link ConnectButtonElement.createLink}.
 *
 * That the signature is written in hex is an assumption. Where 360dialog refuses it, try `encoding: "base64"`.
 *
 * @throws {@link InvalidInputError} naming the option that cannot be used.
 * @see https://docs.360dialog.com/partner/onboarding/integrated-onboarding/io-signature
 * @example
 * ```ts
 * import { integratedOnboardingLink, signIntegratedOnboarding } from "whatsapp-coexistence/signup";
 *
 * const partnerId = "ExamplePA";
 * const signature = await signIntegratedOnboarding({ partnerId, platformSecret: process.env.PLATFORM_SECRET });
 * const link = integratedOnboardingLink({ partnerId, signature });
 * console.log(new URL(link).searchParams.has("io_signature")); // true
 * ```
 */
export async function signIntegratedOnboarding(
  options: IntegratedOnboardingSignatureOptions,
): Promise<IntegratedOnboardingSignature> {
  const { platformSecret, now = new Date(), encoding = "hex" } = options;
  const partnerId = requirePartnerId(options.partnerId);
  const secret = typeof platformSecret === "string" ? platformSecret.trim() : "";
  if (secret === "") throw new InvalidInputError("platformSecret", "is missing or blank.");
  const seconds = Math.floor(now.getTime() / 1000);
  if (!Number.isFinite(seconds)) throw new InvalidInputError("now", "is no time.");
  if (encoding !== "hex" && encoding !== "base64") throw new InvalidInputError("encoding", "is unknown.");

  const hex = await hmacHex("SHA-512", secret, `${partnerId}|${seconds}`);
  return { io_signature: encoding === "hex" ? hex : base64Of(hex), io_timestamp: String(seconds) };
}

function base64Of(hex: string): string {
  return btoa(hex.replace(/../g, (byte) => String.fromCharCode(Number.parseInt(byte, 16))));
}

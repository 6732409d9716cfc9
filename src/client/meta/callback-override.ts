import { requireCallbackUrl } from "../address.ts";
import { requireObject, requireText } from "../input.ts";

/** An address that webhooks go to in place of the app's. It must answer the verification request already. */
export interface CallbackOverride {
  /** https, up to 200 characters. */
  callbackUrl: string;
  /** What the verification request will carry: the same text as the receiver's `verifyToken`. */
  verifyToken: string;
}

/**
 * Hands back an override as Meta names its members.
 *
 * @throws InvalidInputError naming the member.
 */
export function readOverride(override: CallbackOverride): { override_callback_uri: string; verify_token: string } {
  const { callbackUrl, verifyToken } = requireObject("override", override);
  return {
    override_callback_uri: requireCallbackUrl("callbackUrl", callbackUrl),
    // As it is: the receiver compares it as it is, too.
    verify_token: requireText("verifyToken", verifyToken),
  };
}

import { InvalidInputError } from "../../errors/index.ts";
import { isId } from "./input.ts";

/** What 360dialog says when it sends the business back. */
export interface IntegratedOnboardingResult {
  /** The id of the business at 360dialog, `…CL`. */
  readonly client: string;
  /** The ids of the channels (phone numbers) the business shares with you, `…CH`, each once. */
  readonly channels: readonly string[];
  /** The ids of the channels it does not share any more. Absent where the redirect has no `revoked`. */
  readonly revokedChannels?: readonly string[];
  /** The `state` of the link. Absent where 360dialog does not send it back. */
  readonly state?: string;
}

/**
 * Reads the redirect that ends an Integrated Onboarding: `?client=…&channels=[…,…]&revoked=[…]`.
 *
 * **The redirect is not signed: anybody can write one.** Before a channel is used or stored for a user, redeem the
 * `state`, and ask the Partner API whether the channel belongs to this client
 * (`Dialog360PartnerClient` in `whatsapp-coexistence/client`).
 *
 * The lists are in brackets and without quotes, which is not JSON. Channels that are named twice come out once. Other
 * parameters are ignored.
 *
 * @param redirect - the URL, or its query, with or without the `?`.
 * @throws {@link InvalidInputError} naming the parameter that is missing, there twice or malformed: `client`,
 * `channels`, `revoked` or `state`.
 * @see https://docs.360dialog.com/partner/partner-hub/integration
 * @example
 * ```ts
 * import { parseIntegratedOnboardingRedirect } from "whatsapp-coexistence/signup";
 *
 * const result = parseIntegratedOnboardingRedirect("/connected?client=ExampleCL&channels=[FirstCH,SecondCH]");
 * console.log(result.channels); // ["FirstCH", "SecondCH"]
 * ```
 */
export function parseIntegratedOnboardingRedirect(
  redirect: string | URL | URLSearchParams,
): IntegratedOnboardingResult {
  const query = queryOf(redirect);
  const client = readOne(query, "client")?.trim();
  if (!isId(client)) throw new InvalidInputError("client", "is missing, or no id.");
  const channels = readList(query, "channels");
  if (channels === undefined) throw new InvalidInputError("channels", "is missing.");
  const revokedChannels = readList(query, "revoked");
  const state = readOne(query, "state");
  return { client, channels, ...(revokedChannels && { revokedChannels }), ...(state && { state }) };
}

/** Whether an address has what the redirect has, well-formed or not. */
export function isIntegratedOnboardingRedirect(redirect: string): boolean {
  const query = queryOf(redirect);
  return query.has("client") && query.has("channels");
}

/** The parameters of a URL, of a path with a query, or of a query alone. */
function queryOf(redirect: unknown): URLSearchParams {
  const [text = ""] = String(redirect).split("#");
  const isAddress = /^([?/]|[a-z][a-z\d+.-]*:)/i.test(text);
  return new URLSearchParams(isAddress ? text.replace(/^[^?]*/, "") : text);
}

function readOne(query: URLSearchParams, name: string): string | undefined {
  const values = query.getAll(name);
  if (values.length > 1) throw new InvalidInputError(name, "is there more than once.");
  return values[0];
}

function readList(query: URLSearchParams, name: string): string[] | undefined {
  const text = readOne(query, name)?.trim();
  if (text === undefined) return undefined;
  const inside = /^\[([^[\]]*)\]$/.exec(text)?.[1]?.trim();
  const ids = inside ? inside.split(",").map((id) => id.trim()) : [];
  if (inside === undefined || !ids.every(isId)) throw new InvalidInputError(name, "is no list of ids in brackets.");
  return [...new Set(ids)];
}

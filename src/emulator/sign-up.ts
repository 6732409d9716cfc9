import { InvalidInputError } from "../errors/index.ts";
import { randomHex } from "../payloads/random-hex.ts";
import { readScenario } from "../traffic/scenario/read-scenario.ts";
import type { Scenario } from "../traffic/scenario/scenario.ts";
import { createBusinessAtDialog360, joinDialog360 } from "./dialog360/join.ts";
import { withQuery } from "./redirect.ts";
import type { Business, BusinessAtMeta, EmulatedProvider } from "./world/business.ts";
import type { World } from "./world/world.ts";

/** Who signs up. */
export interface SignUpOptions {
  /** Default: that of a number that signed up before, else `"meta"`. */
  readonly provider?: EmulatedProvider | undefined;
  /** The name of the business. Default: an invented one. */
  readonly name?: string | undefined;
  /**
   * Its phone number. One that signed up before comes back: after a disconnection with a new window, else with a new code
   * alone. Default: the number of a business that was not there before.
   */
  readonly number?: string | undefined;
  /**
   * What happens on its phone. Default: the emulator's, or what the number had before. Refused for a number that is on the
   * API, where something happened on its phone already.
   */
  readonly scenario?: Scenario | undefined;
}

/** What is the same for both providers. */
export interface SignedUpNumber {
  readonly phoneNumberId: string;
  readonly wabaId: string;
  /** The business portfolio. */
  readonly businessId: string;
  /** The number, in digits. */
  readonly displayPhoneNumber: string;
}

/** A sign-up at Meta: what Embedded Signup hands to your page. */
export interface MetaSignUp extends SignedUpNumber {
  readonly provider: "meta";
  /** To be exchanged once, within 30 seconds. */
  readonly code: string;
}

/** A sign-up at 360dialog: what its redirect brings to your page. */
export interface Dialog360SignUp extends SignedUpNumber {
  readonly provider: "360dialog";
  /** The id of the client, `…CL`. */
  readonly client: string;
  /** The ids of the channels that were shared, `…CH`. */
  readonly channels: readonly string[];
  /** Where the browser is sent, with `client` and `channels`. Absent where the partner set no address. */
  readonly redirectUrl?: string;
}

/** A sign-up, and what your application gets of it. */
export type SignUp = MetaSignUp | Dialog360SignUp;

/**
 * Lets a business sign up.
 *
 * @param usualScenario - what happens on the phone of a new business that brings no scenario of its own.
 * @throws InvalidInputError naming the option.
 */
export function signUp(world: World, options: SignUpOptions, usualScenario: Scenario): SignUp {
  if (options.provider !== undefined && !["meta", "360dialog"].includes(options.provider)) {
    throw new InvalidInputError("provider", "is none of the two.");
  }
  const scenario = options.scenario === undefined ? undefined : readScenario(options.scenario);
  const business = findOrCreate(world, options, usualScenario);
  const { provider = business.provider } = options;
  if (scenario !== undefined) giveScenario(business, scenario);
  if (!business.isOnCloudApi) connect(world, business);
  const { phoneNumberId, wabaId, businessId, displayPhoneNumber } = business;
  const number = { phoneNumberId, wabaId, businessId, displayPhoneNumber };
  if (provider === "360dialog") return { ...number, ...joinPartner(world, business) };
  business.provider = "meta";
  const code = `AQ${randomHex(24)}`;
  business.atMeta.codes.set(code, Date.now());
  return { ...number, provider, code };
}

function joinPartner(world: World, business: Business): Omit<Dialog360SignUp, keyof SignedUpNumber> {
  joinDialog360(world, business);
  const { clientId, channelId } = business.atDialog360;
  const shared = { provider: "360dialog", client: clientId, channels: [channelId] } as const;
  const { redirectUrl } = world.partner;
  if (redirectUrl === null) return shared;
  // As 360dialog writes it: the list in brackets, without quotes.
  return { ...shared, redirectUrl: withQuery(redirectUrl, `client=${clientId}&channels=[${channelId}]`) };
}

/** What happens on a phone cannot become another story in the middle of it. */
function giveScenario(business: Business, scenario: Scenario): void {
  if (business.isOnCloudApi && business.hasBegun) {
    throw new InvalidInputError("scenario", "comes too late: something happened on the phone of this number already.");
  }
  business.scenario = scenario;
}

/** The number gets on the API, for the first time or again: nothing of before counts. */
function connect({ clock }: World, business: Business): void {
  business.isOnCloudApi = true;
  business.onboardedAt = clock.now();
  business.hasBegun = false;
  business.requested.clear();
  // Another one, because webhooks of before may still be on their way to where they went then.
  business.atMeta = createBusinessAtMeta();
  business.atDialog360.apiKey = undefined;
}

function findOrCreate(world: World, { name, number }: SignUpOptions, scenario: Scenario): Business {
  const digits = number === undefined ? undefined : readNumber(number);
  const known = digits === undefined ? undefined : findByNumber(world, digits);
  if (known !== undefined) return known;
  const place = world.businesses.size;
  const ids = {
    wabaId: String(100_000_000_000_001 + place * 10),
    phoneNumberId: String(200_000_000_000_002 + place * 10),
    displayPhoneNumber: digits ?? inventNumber(world, place),
  };
  const business: Business = {
    ...ids,
    ...{ provider: "meta", name: readName(name) ?? names[place % names.length] ?? "", scenario },
    businessId: String(700_000_000_000_007 + place * 10),
    ...{ onboardedAt: world.clock.now(), hasBegun: false, isOnCloudApi: false, requested: new Map() },
    ...{ atMeta: createBusinessAtMeta(), atDialog360: createBusinessAtDialog360(ids) },
  };
  world.businesses.set(business.phoneNumberId, business);
  return business;
}

function findByNumber({ businesses }: World, digits: string): Business | undefined {
  return [...businesses.values()].find(({ displayPhoneNumber }) => displayPhoneNumber === digits);
}

/** A number that nobody has. */
function inventNumber(world: World, place: number): string {
  const digits = String(15_550_001_111 + place);
  return findByNumber(world, digits) === undefined ? digits : inventNumber(world, place + 1);
}

const names = ["Corner Bakery", "Harbour Bicycles", "Green Thumb Garden", "North Street Dental", "Old Mill Books"];

function createBusinessAtMeta(): BusinessAtMeta {
  return {
    codes: new Map(),
    accessToken: `EAAG${randomHex(32)}`,
    scopes: ["whatsapp_business_management", "whatsapp_business_messaging"],
    isSubscribed: false,
    accountOverride: undefined,
    numberOverride: undefined,
  };
}

/** @throws InvalidInputError for what is no phone number. */
function readNumber(number: unknown): string {
  const digits = typeof number === "string" ? number.replaceAll(/[\s()+.-]/g, "") : "";
  if (/^[1-9]\d{6,14}$/.test(digits)) return digits;
  throw new InvalidInputError("number", "is no phone number in international form.");
}

/** @throws InvalidInputError for what is no name. */
function readName(name: unknown): string | undefined {
  if (name === undefined) return undefined;
  if (typeof name === "string" && name.trim() !== "" && name.length <= 128) return name;
  throw new InvalidInputError("name", "is no text of up to 128 characters.");
}

import type { PhoneNumber } from "../../../schemas/index.ts";
import type { Problem } from "../problem.ts";

/** What is looked at in a number. */
export type NumberCondition = "number_found" | "number_on_business_app" | "number_on_cloud_api";

/** The number of an onboarding, and why it cannot be onboarded. */
export interface FoundNumber {
  readonly number?: PhoneNumber;
  readonly problems: readonly Problem<NumberCondition>[];
}

/**
 * Finds the number that was onboarded. The sign-up names only the account, so it is the one in coexistence; among
 * several, the one that was onboarded last.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-business-app-users
 */
export function findNumber(numbers: readonly PhoneNumber[], phoneNumberId: string | undefined): FoundNumber {
  if (phoneNumberId !== undefined) {
    const named = numbers.find(({ id }) => id === phoneNumberId);
    return named === undefined
      ? notFound("The account has no such number.", "Check the phoneNumberId that the page sent.")
      : check(named);
  }
  const candidates = numbers.filter(({ is_on_biz_app }) => is_on_biz_app === true);
  const [first, second] = candidates.sort((one, other) => onboardedAt(other) - onboardedAt(one));
  // A number whose time is not known may be the last as well.
  const isCertain = candidates.every((number) => onboardedAt(number) !== unknownTime);
  if (first === undefined) {
    const reason = "No number of the account is in the WhatsApp Business app.";
    return { problems: [{ condition: "number_on_business_app", reason, fix: "Check the wabaId that the page sent." }] };
  }
  if (second !== undefined && (!isCertain || onboardedAt(first) === onboardedAt(second))) {
    return notFound("Several numbers of the account are in the WhatsApp Business app.", "Pass the phoneNumberId.");
  }
  return check(first);
}

function check(number: PhoneNumber): FoundNumber {
  const problems: Problem<NumberCondition>[] = [];
  if (number.is_on_biz_app !== true) {
    problems.push({
      condition: "number_on_business_app",
      reason: "The number is not in the WhatsApp Business app, so there is nothing to synchronize.",
      fix: "Check the phoneNumberId.",
    });
  }
  if (number.platform_type !== "CLOUD_API") {
    problems.push({
      condition: "number_on_cloud_api",
      reason: "The number is not on the Cloud API yet.",
      fix: "Try again in a minute; else let the business sign up again.",
    });
  }
  return { number, problems };
}

function notFound(reason: string, fix: string): FoundNumber {
  return { problems: [{ condition: "number_found", reason, fix }] };
}

const unknownTime = 0;

/** When a number was onboarded last, in milliseconds. 0 where that is not known. */
export function onboardedAt({ last_onboarded_time: time = "" }: PhoneNumber): number {
  // Graph prints an offset without its colon, which not every runtime reads.
  const moment = /^\d+$/.test(time) ? Number(time) * 1000 : Date.parse(time.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
  return Number.isNaN(moment) ? unknownTime : moment;
}

import type { PhoneNumber } from "../../../schemas/index.ts";
import type { FailedPrecondition } from "../precondition-error.ts";

/** The number of an onboarding, or why it cannot be onboarded. */
export type FoundNumber = { number: PhoneNumber } | { failures: FailedPrecondition[] };

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
      ? notFound("The account has no such number. Check the phoneNumberId that the page sent.")
      : check(named);
  }
  const candidates = numbers.filter(({ is_on_biz_app }) => is_on_biz_app === true);
  const [first, second] = candidates.sort((one, other) => onboardedAt(other) - onboardedAt(one));
  // A number whose time is not known may be the last as well.
  const isCertain = candidates.every((number) => onboardedAt(number) !== unknownTime);
  if (first === undefined) {
    return {
      failures: [
        { condition: "number_on_business_app", fix: "No number of the account is in the WhatsApp Business app." },
      ],
    };
  }
  if (second !== undefined && (!isCertain || onboardedAt(first) === onboardedAt(second))) {
    return notFound("Several numbers of the account are in the WhatsApp Business app. Pass the phoneNumberId.");
  }
  return check(first);
}

function check(number: PhoneNumber): FoundNumber {
  const failures: FailedPrecondition[] = [];
  if (number.is_on_biz_app !== true) {
    const fix =
      "The number is not in the WhatsApp Business app, so there is nothing to synchronize. Check the phoneNumberId.";
    failures.push({ condition: "number_on_business_app", fix });
  }
  if (number.platform_type !== "CLOUD_API") {
    const fix = "The number is not on the Cloud API yet. Try again in a minute; else let the business sign up again.";
    failures.push({ condition: "number_on_cloud_api", fix });
  }
  return failures.length === 0 ? { number } : { failures };
}

function notFound(fix: string): FoundNumber {
  return { failures: [{ condition: "number_found", fix }] };
}

const unknownTime = 0;

function onboardedAt({ last_onboarded_time: time = "" }: PhoneNumber): number {
  // Graph prints an offset without its colon, which not every runtime reads.
  const moment = /^\d+$/.test(time) ? Number(time) * 1000 : Date.parse(time.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
  return Number.isNaN(moment) ? unknownTime : moment;
}

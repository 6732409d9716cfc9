import { InvalidInputError } from "../../errors/index.ts";
import { afterOnboarding, linkedDevices, stayingConnected } from "../changes/index.ts";
import { defaultEligibilityPolicy } from "../default-policy.ts";

/** What stands for each placeholder of a briefing. A text cannot add to it: it is looked up as a map. */
const values: ReadonlyMap<string, string> = new Map(
  Object.entries({
    minimumAppVersion: defaultEligibilityPolicy.minimumAppVersion,
    historyDays: String(afterOnboarding.history.value),
    historyMediaDays: String(afterOnboarding.historyMedia.value),
    maximumLinkedDevices: String(linkedDevices.maximum.count),
    unsupportedDevices: linkedDevices.unsupported.devices.join(", "),
    openAppDays: String(stayingConnected.openApp.days),
    primaryIdleDays: String(stayingConnected.primaryIdle.days),
    companionIdleDays: String(stayingConnected.companionIdle.days),
    disconnectPath: stayingConnected.disconnectedByOwner.path,
  }),
);

/**
 * The names of the placeholders.
 *
 * @internal
 */
export const placeholderNames: readonly string[] = [...values.keys()];

/**
 * Puts the data in the place of the placeholders of a text.
 *
 * @throws InvalidInputError naming the field, for a placeholder that there is none of and for a lone brace.
 */
export function fillPlaceholders(field: string, text: string): string {
  // A brace that is left alone is a placeholder with a slip of the pen, and no owner should read it.
  return text.replace(/\{([^{}]*)\}|[{}]/g, (_, name?: string) => {
    const value = name === undefined ? undefined : values.get(name);
    if (value !== undefined) return value;
    const known = placeholderNames.map((placeholder) => `{${placeholder}}`).join(", ");
    throw new InvalidInputError(field, `has a placeholder that is none of ${known}.`);
  });
}

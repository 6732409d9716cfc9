import { InvalidInputError } from "../../errors/index.ts";
import { requireCallOptions } from "../call-options.ts";

/** What a diagnosis of either route can be told. */
export interface DiagnosisOptions {
  /** Where the webhooks of the number are to go. Default: it is said where they go, and any address will do. */
  callbackUrl?: string | undefined;
  /** When the number was onboarded. Default: as the provider says, else when the saved state began. */
  onboardedAt?: Date | undefined;
  /** The moment to judge for. Default: now. */
  now?: Date | undefined;
  /** Ends the diagnosis. */
  signal?: AbortSignal | undefined;
}

/** @throws InvalidInputError naming the option. */
export function readDiagnosisOptions({ callbackUrl, onboardedAt, now, signal }: DiagnosisOptions) {
  requireCallOptions({ signal });
  return {
    callbackUrl: callbackUrl === undefined ? undefined : requireAddress("callbackUrl", callbackUrl),
    onboardedAt: onboardedAt === undefined ? undefined : requireMoment("onboardedAt", onboardedAt),
    now: now === undefined ? new Date() : requireMoment("now", now),
  };
}

/** An address to compare with: nothing is sent there, so that any will do. */
export function requireAddress(field: string, value: unknown): string {
  if (typeof value === "string" && URL.canParse(value)) return value;
  throw new InvalidInputError(field, "is no address.");
}

function requireMoment(field: string, value: unknown): Date {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value;
  throw new InvalidInputError(field, "is no Date, or one that is no moment.");
}

import { readAddress } from "../../probe/address.ts";
import { type Surroundings, UsageError } from "../command.ts";
import { type ProbeIdentity, readProbeSecrets } from "../probe/probe-secrets.ts";
import type { DoctorOptions } from "./doctor-options.ts";

/** Who is to be played, and where. */
export interface ProbeTarget extends ProbeIdentity {
  /** The address that was named. Absent: the one that the provider has. */
  readonly address: string | undefined;
  /** Whether it is the partner's address that this sender sends to. */
  readonly isPartner: boolean;
}

/**
 * Chooses what to probe. Where an address was named, nothing is sent to any other.
 *
 * @throws UsageError for a secret that is missing, or belongs to another address than the one that was named.
 * @throws InvalidInputError for an address that cannot be probed.
 * @internal
 */
export function chooseTarget({ route, given }: DoctorOptions, environment: Surroundings["environment"]): ProbeTarget {
  const identity = readProbeSecrets(environment, route);
  const isPartner = identity.options.platformSecret !== undefined;
  const [address, other] = isPartner ? [given["partner-url"], given.url] : [given.url, given["partner-url"]];
  if (address === undefined && other !== undefined) {
    throw new UsageError(
      isPartner
        ? "PLATFORM_SECRET is for the partner's address: name it with --partner-url, or set WEBHOOK_TOKEN alone to probe --url."
        : "WEBHOOK_TOKEN is for the number's address: name it with --url, or set PLATFORM_SECRET alone to probe --partner-url.",
    );
  }
  if (address !== undefined) readAddress(address);
  return { ...identity, address, isPartner };
}

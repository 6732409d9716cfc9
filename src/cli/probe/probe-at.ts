import type { ProbeOptions, ProbeReport } from "../../probe/index.ts";
import { programName, type Surroundings } from "../command.ts";
import { printable } from "../terminal/printable.ts";

/**
 * Probes a webhook, and says before the first request what that does.
 *
 * @throws InvalidInputError for an address or a secret that cannot be used. Nothing was sent then.
 * @internal
 */
export async function probeAt(
  address: string,
  options: ProbeOptions,
  { stderr }: Pick<Surroundings, "stderr">,
): Promise<ProbeReport> {
  const { probeNumber, probeWebhook } = await import("../../probe/index.ts");
  let isAnnounced = false;
  return probeWebhook(address, {
    ...options,
    fetch: (request) => {
      if (!isAnnounced) {
        // The host alone: what follows it may hold a secret, and this line lands in logs.
        const { host } = new URL(request.url);
        stderr.write(
          `${programName}: Sending test webhooks to ${printable(host)}. The listeners of that receiver get a message ` +
            `and a long history of an invented number (phone_number_id ${probeNumber.phoneNumberId}).\n`,
        );
        isAnnounced = true;
      }
      return fetch(request);
    },
  });
}

import type { ProbeOptions } from "../../probe/index.ts";
import { shortestSecret } from "../../verify/secrets.ts";
import { argumentNames } from "./argument-names.ts";

/**
 * Warns of a secret that receivers of this package refuse. It is no reason to send nothing: an application in another
 * language may take it.
 *
 * @returns undefined where there is nothing to say.
 * @internal
 */
export function warnOfShortSecret({ appSecret, platformSecret, webhookHeaders }: ProbeOptions): string | undefined {
  const values = {
    appSecret: [appSecret],
    platformSecret: [platformSecret],
    webhookHeaders: Object.values(webhookHeaders ?? {}),
  };
  const [option] = Object.entries(values).flatMap(([name, secrets]) => {
    const given = secrets.filter((secret) => secret !== undefined);
    return given.length > 0 && given.every((secret) => lengthOf(secret) < shortestSecret) ? [name] : [];
  });
  if (option === undefined) return undefined;
  return (
    `${argumentNames[option]} has fewer than ${shortestSecret} characters. Receivers of this package refuse such a secret; ` +
    "others may take it."
  );
}

/** In bytes, and without the space around it, as receivers count. */
function lengthOf(secret: string): number {
  return new TextEncoder().encode(secret.trim()).length;
}

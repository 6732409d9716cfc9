import { programName, type Surroundings } from "../command.ts";
import { printable } from "../terminal/printable.ts";

/** How the APIs are asked: somebody waits at the terminal, so a server that hangs is given up within ten seconds. */
export const shortPatience = { timeout: 10_000, attemptTimeout: 5_000 } as const;

/** After this time somebody who waits wants to know for what. */
const silence = 2_000;

/**
 * Makes a `fetch` that says what it waits for, once for each host.
 *
 * @internal
 */
export function makePatientFetch({ stderr }: Pick<Surroundings, "stderr">): typeof fetch {
  const named = new Set<string>();
  return async (input, init) => {
    const { host } = new URL(input instanceof Request ? input.url : input);
    const timer = setTimeout(() => {
      if (named.has(host)) return;
      named.add(host);
      stderr.write(`${programName}: Waiting for ${printable(host)} to answer.\n`);
    }, silence);
    try {
      return await fetch(input, init);
    } finally {
      clearTimeout(timer);
    }
  };
}

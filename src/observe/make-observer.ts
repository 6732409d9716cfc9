import { CoexistenceError } from "../errors/index.ts";
import { publishOnChannels } from "./channels.ts";
import type { Observer } from "./observation.ts";

/**
 * Puts an observer of the application's beside the diagnostics channels.
 *
 * @param report - is told when the application's observer throws. Nothing else comes of it.
 * @throws CoexistenceError `invalid_option`.
 */
export function makeObserver(observe: Observer | undefined, report: (error: unknown) => void): Observer {
  const publish = publishOnChannels();
  if (observe === undefined) return publish;
  if (typeof observe !== "function") throw new CoexistenceError("invalid_option", "observe is not a function.");
  return (observation) => {
    publish(observation);
    try {
      const result: unknown = observe(observation);
      // One that is asynchronous is not waited for, and what it rejects with must not end the process.
      if (result instanceof Promise) result.catch(report);
    } catch (error) {
      report(error);
    }
  };
}

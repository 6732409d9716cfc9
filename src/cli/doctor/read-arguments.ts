import type { DiagnosisCheck } from "../../client/index.ts";
import { UsageError } from "../command.ts";
import { parseArguments } from "../parse-arguments.ts";
import { checks } from "./checks.ts";
import type { DoctorOptions, DoctorRoute, GivenOptions } from "./doctor-options.ts";

/**
 * Reads the arguments of `doctor`. Whether the values that the library reads are sensible is for it to say.
 *
 * @throws UsageError
 * @internal
 */
export function readArguments(args: string[]): DoctorOptions {
  const { values, positionals } = parseArguments(args, {
    route: { type: "string" },
    waba: { type: "string" },
    number: { type: "string" },
    app: { type: "string" },
    channel: { type: "string" },
    url: { type: "string" },
    "partner-url": { type: "string" },
    state: { type: "string" },
    graph: { type: "string" },
    hub: { type: "string" },
    messaging: { type: "string" },
    "leave-out": { type: "string", multiple: true },
    probe: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  });
  // What stands there may be a phone number, or a token: it is not repeated.
  if (positionals.length > 0) throw new UsageError("Everything is named by an option: --waba ID, or --channel ID.");
  const { route: givenRoute, "leave-out": leaveOut = [], probe, json, ...given } = values;
  const route = readRoute(givenRoute);
  refuseForeign(route, given);
  requireSubject(route, given);
  return { route, given, leaveOut: new Set(leaveOut.map((name) => readCheck(route, name))), probe, json };
}

function readRoute(route: string | undefined): DoctorRoute {
  if (route === undefined || route === "meta" || route === "360dialog") return route ?? "meta";
  throw new UsageError("There is no such route. There are: --route meta, which is the default, and --route 360dialog.");
}

function readCheck(route: DoctorRoute, name: string): DiagnosisCheck {
  const check = checks[route].find((known) => known === name);
  if (check !== undefined) return check;
  throw new UsageError(`--leave-out has a name that is no check. There are: ${checks[route].join(", ")}.`);
}

const foreign: Readonly<Record<DoctorRoute, readonly (keyof GivenOptions)[]>> = {
  meta: ["channel", "partner-url", "hub", "messaging"],
  "360dialog": ["waba", "number", "app", "graph"],
};

function refuseForeign(route: DoctorRoute, given: GivenOptions): void {
  const useless = foreign[route].find((name) => given[name] !== undefined);
  if (useless === undefined) return;
  const other = route === "meta" ? "360dialog" : "meta";
  throw new UsageError(`--${useless} is for --route ${other}, and the route is ${route}.`);
}

function requireSubject(route: DoctorRoute, { waba, channel, state }: GivenOptions): void {
  const [option, id] = route === "meta" ? ["--waba ID", waba] : ["--channel ID", channel];
  if (id !== undefined || state !== undefined) return;
  throw new UsageError(`Say what to look at: ${option}, or --state FILE with what the onboarding saved.`);
}

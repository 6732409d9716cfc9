import type {
  EligibilityInput,
  EligibilityOverride,
  EligibilityOverrides,
  EligibilityRoute,
} from "../../eligibility/index.ts";
import { UsageError } from "../command.ts";
import { parseArguments } from "../parse-arguments.ts";

/** What `check` was asked for: the number, the probe, or both. */
export interface CheckOptions {
  /** Through whom the number comes, and whose webhooks the probe sends. */
  readonly route: EligibilityRoute | undefined;
  /** What is known of the number. */
  readonly input: EligibilityInput | undefined;
  /** The URL to probe. */
  readonly probe: string | undefined;
  /** One line of JSON instead of tables. */
  readonly json: boolean;
}

/**
 * Reads the arguments of `check`. Whether the values that the library reads are sensible is for it to say.
 *
 * @throws UsageError
 * @internal
 */
export function readArguments(args: string[]): CheckOptions {
  const { values, positionals } = parseArguments(args, {
    route: { type: "string" },
    "app-version": { type: "string" },
    "in-use-since": { type: "string" },
    "business-portfolio": { type: "string" },
    region: { type: "string" },
    on: { type: "string" },
    answer: { type: "string", multiple: true },
    "leave-out": { type: "string", multiple: true },
    probe: { type: "string" },
    json: { type: "boolean", default: false },
  });
  const { json, probe, route: givenRoute, ...aboutNumber } = values;
  const [phoneNumber, ...others] = positionals;
  if (others.length > 0) throw new UsageError("Check one number at a time. One with spaces in it needs quotes.");
  const route = readRoute(givenRoute);
  if (phoneNumber !== undefined) {
    if (route === undefined) throw new UsageError(`Say through whom the number is to be onboarded: ${routeOptions}.`);
    return { route, input: { route, phoneNumber, ...readKnowledge(aboutNumber, probe !== undefined) }, probe, json };
  }
  const [useless] = Object.keys(aboutNumber);
  if (useless !== undefined) throw new UsageError(`--${useless} is about a number, and there is none.`);
  if (probe === undefined) throw new UsageError("Name a phone number to check, or a webhook with --probe URL.");
  return { route, input: undefined, probe, json };
}

const routeOptions = "--route meta or --route 360dialog";

function readRoute(route: string | undefined): EligibilityRoute | undefined {
  if (route === undefined || route === "meta" || route === "360dialog") return route;
  throw new UsageError(`There is no such route. There are: ${routeOptions}.`);
}

/** The options that are about the number, as they were given. */
interface NumberOptions {
  readonly "app-version"?: string;
  readonly "in-use-since"?: string;
  readonly "business-portfolio"?: string;
  readonly region?: string;
  readonly on?: string;
  readonly answer?: readonly string[];
  readonly "leave-out"?: readonly string[];
}

function readKnowledge(options: NumberOptions, isProbed: boolean): Omit<EligibilityInput, "route" | "phoneNumber"> {
  const { region, on } = options;
  const appVersion = options["app-version"];
  const inUseSince = options["in-use-since"];
  const portfolio = options["business-portfolio"];
  const overrides = readOverrides(options, isProbed);
  return {
    ...(appVersion === undefined ? {} : { appVersion }),
    ...(inUseSince === undefined ? {} : { inUseSince }),
    ...(portfolio === undefined ? {} : { hasBusinessPortfolio: readYesOrNo("--business-portfolio", portfolio) }),
    // People write it in either way.
    ...(region === undefined ? {} : { region: region.toUpperCase() }),
    ...(on === undefined || on.trim() === "" ? {} : { on }),
    ...(Object.keys(overrides).length === 0 ? {} : { overrides }),
  };
}

function readYesOrNo(option: string, answer: string | undefined): boolean {
  if (answer === "yes" || answer === "no") return answer === "yes";
  throw new UsageError(`${option} takes yes or no.`);
}

/** Whether the names are those of requirements is for the library to say. */
function readOverrides({ answer = [], "leave-out": leaveOut = [] }: NumberOptions, isProbed: boolean) {
  const overrides = new Map<string, EligibilityOverride>();
  const add = (option: string, requirement: string, override: EligibilityOverride): void => {
    if (overrides.has(requirement)) throw new UsageError(`${option} names what is answered or left out already.`);
    if (requirement === "webhook" && isProbed) {
      throw new UsageError("--probe answers webhook, so it can be neither answered nor left out besides.");
    }
    overrides.set(requirement, override);
  };
  for (const text of answer) {
    const [requirement = "", word, ...more] = text.split("=");
    if (word === undefined || more.length > 0)
      throw new UsageError("--answer takes REQUIREMENT=yes or REQUIREMENT=no.");
    const verdict = readYesOrNo("--answer", word) ? "eligible" : "ineligible";
    add("--answer", requirement, { verdict, reason: `Answered with ${word}.` });
  }
  for (const requirement of leaveOut) add("--leave-out", requirement, "left_out");
  return Object.fromEntries(overrides) as EligibilityOverrides;
}

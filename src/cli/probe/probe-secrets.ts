import type { EligibilityRoute } from "../../eligibility/index.ts";
import type { ProbeOptions } from "../../probe/index.ts";
import { type Surroundings, UsageError } from "../command.ts";
import { readVariable } from "../environment.ts";

/** The variable of each secret, and the option it becomes. */
interface SecretVariable {
  readonly name: string;
  readonly route: EligibilityRoute;
  readonly sender: string;
  toOptions(value: string): ProbeOptions;
}

const variables: readonly SecretVariable[] = [
  { name: "APP_SECRET", route: "meta", sender: "Meta sends", toOptions: (appSecret) => ({ appSecret }) },
  {
    name: "PLATFORM_SECRET",
    route: "360dialog",
    sender: "360dialog sends to a partner's URL",
    toOptions: (platformSecret) => ({ platformSecret }),
  },
  {
    name: "WEBHOOK_TOKEN",
    route: "360dialog",
    sender: "360dialog sends to a number's URL",
    toOptions: (authorization) => ({ webhookHeaders: { authorization } }),
  },
];

/** Whom the probe plays, and with what. */
export interface ProbeIdentity {
  /** The sender, as in "Meta sends". */
  readonly sender: string;
  readonly options: ProbeOptions;
}

/**
 * Chooses whom the probe plays by the secret that the environment holds. Secrets are no arguments: those are seen by
 * everybody on the machine.
 *
 * @param route - leaves the secrets of other routes aside.
 * @param what - what the secret is for, as the beginning of a sentence.
 * @throws UsageError when there is no secret, or more than one.
 * @internal
 */
export function readProbeSecrets(
  environment: Surroundings["environment"],
  route: EligibilityRoute | undefined,
  what = "A probe",
): ProbeIdentity {
  const eligible = variables.filter((variable) => route === undefined || variable.route === route);
  const [found, another] = eligible.filter(({ name }) => readVariable(environment, name) !== undefined);
  if (found === undefined) {
    const names = eligible.map(({ name, sender }) => `${name} for what ${sender}`).join(", or ");
    throw new UsageError(`${what} needs its sender's secret. Set a variable of the environment: ${names}.`);
  }
  if (another !== undefined) {
    const way = found.route === another.route ? "" : ", or choose with --route";
    throw new UsageError(
      `${found.name} and ${another.name} are both set, and ${what.toLowerCase()} plays one sender. Unset one${way}.`,
    );
  }
  const verifyToken = found.name === "APP_SECRET" ? readVariable(environment, "VERIFY_TOKEN") : undefined;
  const secret = found.toOptions(readVariable(environment, found.name) ?? "");
  return { sender: found.sender, options: { ...secret, ...(verifyToken === undefined ? {} : { verifyToken }) } };
}

import { randomHex } from "../payloads/random-hex.ts";
import { type Address, withQuery } from "./address.ts";
import type { Expectation } from "./judge.ts";
import { writeLargeHistory } from "./large-history.ts";
import type { ProbeSettings } from "./options.ts";
import type { ProbeName, ProbeResult } from "./report.ts";
import { Run } from "./run.ts";
import type { ProbeRequest } from "./send.ts";
import { smallChange } from "./small-webhook.ts";

/** One probe that sends something. */
export interface Step {
  readonly probe: ProbeName;
  readonly expectation: Expectation;
  /** Makes the request. Not before its turn, because one of them is large. */
  request(): Promise<ProbeRequest>;
  /** Why nothing can be learned from it, given what was found before. */
  leaveOut?(found: readonly ProbeResult[]): Pick<ProbeResult, "reason" | "fix"> | undefined;
}

/** What to send, in its order. */
export function makePlan(address: Address, settings: ProbeSettings): readonly Step[] {
  return [...planChallenges(address, settings), ...planWebhooks(address, settings)];
}

function planChallenges(address: Address, { sender, verifyToken }: ProbeSettings): Step[] {
  const ask = (token: string, challenge: string) => async (): Promise<ProbeRequest> => ({
    url: withQuery(address, { "hub.mode": "subscribe", "hub.challenge": challenge, "hub.verify_token": token }),
  });
  const leaveOut = () => {
    if (!sender.challenges) return { reason: "360dialog sends no challenge." };
    if (verifyToken !== undefined) return undefined;
    return { reason: "Without a verify token there is no challenge to send.", fix: "Pass the verify token." };
  };
  const [challenge, refused] = [makeChallenge(), makeChallenge()];
  return [
    { probe: "challenge", expectation: { challenge }, request: ask(verifyToken ?? "", challenge), leaveOut },
    { probe: "challenge_forged", expectation: { refused }, request: ask(randomHex(16), refused), leaveOut },
  ];
}

/** Digits, as Meta sends them. */
function makeChallenge(): string {
  return String(1_000_000_000 + (crypto.getRandomValues(new Uint32Array(1))[0] as number));
}

function planWebhooks({ text: url }: Address, { sender, number, historyBytes }: ProbeSettings): Step[] {
  const run = new Run();
  const small = (place: number, name: ProbeName): string =>
    sender.write([smallChange(place, sender.credential, number, run)], { number, id: run.eventId(name) });
  const send = (headers: Record<string, string>, body: string): ProbeRequest => ({ url, headers, body });
  const signed = async (): Promise<ProbeRequest> => {
    const body = small(1, "signed");
    return send(await sender.prove(body), body);
  };
  return [
    { probe: "signed", expectation: "acknowledgement", request: signed },
    { probe: "unsigned", expectation: "refusal", request: async () => send({}, small(2, "unsigned")) },
    {
      probe: "forged",
      expectation: "refusal",
      request: async () => {
        const body = small(3, "forged");
        return send(await sender.forge(body), body);
      },
    },
    {
      probe: "large_history",
      expectation: "acknowledgement",
      request: async () => {
        const body = writeLargeHistory(historyBytes, number, run, (change) =>
          sender.write([change], { number, id: run.eventId("large_history") }),
        );
        return send(await sender.prove(body), body);
      },
    },
    {
      probe: "repeated",
      expectation: "acknowledgement",
      request: signed,
      leaveOut: (found) =>
        found.some(({ probe, status }) => probe === "signed" && status === 200)
          ? undefined
          : { reason: "There is nothing to repeat: the small webhook was not accepted." },
    },
  ];
}

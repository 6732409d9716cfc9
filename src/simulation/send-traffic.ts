import type { BusinessNumber } from "../payloads/participants.ts";
import { Random } from "../payloads/random.ts";
import { probeNumber } from "../probe/probe-number.ts";
import { onAbort } from "../runtime/on-abort.ts";
import { Courier } from "../traffic/courier/courier.ts";
import type { Pause } from "../traffic/scenario/happening.ts";
import { setStage } from "../traffic/scenario/stage.ts";
import { Consigner } from "../traffic/sending/consign.ts";
import { disorder, type Sending } from "../traffic/sending/disorder.ts";
import { pump } from "../traffic/sending/pump.ts";
import { Intruder } from "./intruder.ts";
import { isHopeless } from "./is-hopeless.ts";
import type { SimulationSettings } from "./options.ts";
import { playLarge, playNumber } from "./play.ts";
import type { SimulatedNumber } from "./simulated-number.ts";
import { Tally } from "./tally.ts";

/** What came of the traffic. */
export interface Traffic {
  readonly tally: Tally;
  readonly intruder: Intruder;
  /** Whether it ended before everything was sent, because enough was known. */
  readonly isCutShort: boolean;
}

/**
 * Plays every number at once, with forgeries in between, until each webhook was answered 200 or given up.
 *
 * @param stop - ends it early, from here or from outside.
 */
export async function sendTraffic(
  url: string,
  settings: SimulationSettings,
  numbers: readonly SimulatedNumber[],
  stop: AbortController,
): Promise<Traffic> {
  const { sender, scenario, clock, concurrency, timeout, retriedFor, chaos } = settings;
  const { signal } = stop;
  const begun = performance.now();
  const tally = new Tally();
  const intruder = new Intruder(sender, { timeout, signal });
  const byId = new Map(numbers.map((each) => [each.number.phoneNumberId, each]));
  const courier = new Courier({
    ...{ clock, concurrency, timeout, retriedFor, keepsDeliveries: false },
    onChange: (delivery) => {
      // What is given up because everything ends says nothing of the receiver.
      if (signal.aborted) return;
      tally.note(delivery);
      byId.get(delivery.phoneNumberId)?.note(delivery);
      if (isHopeless(tally, performance.now() - begun)) stop.abort();
    },
  });
  const send = (number: BusinessNumber, sendings: Iterable<Sending | Pause>): Promise<void> =>
    pump(sendings, {
      ...{ courier, clock, signal },
      consigner: new Consigner({
        ...{ name: String(scenario.seed), number, clock },
        joins: () => sender.joins,
        route: () => ({ url, sender }),
      }),
      onSent: (consignment) => {
        tally.send(consignment);
        byId.get(number.phoneNumberId)?.send();
        intruder.see(consignment);
      },
    });
  const play = (each: SimulatedNumber): Promise<void> => {
    const { number } = each;
    const stage = setStage(number, scenario, new Date(), clock.now);
    const random = new Random(scenario.seed + Number(number.phoneNumberId));
    return send(number, each.watch(disorder(playNumber(stage, sender), random, chaos)));
  };
  const playBeside = (): Promise<void> =>
    send(probeNumber, disorder(playLarge(scenario, sender), new Random(scenario.seed), 0));

  const stopListening = onAbort(signal, () => void courier.close());
  try {
    await Promise.all([...numbers.map(play), playBeside()]);
    await courier.settled();
    await intruder.settled();
  } finally {
    stopListening();
  }
  return { tally, intruder, isCutShort: signal.aborted };
}

import type { Section } from "../report.ts";
import { measureAcknowledgement } from "./acknowledgement.ts";
import { measureBulk } from "./bulk.ts";
import { measureHistories } from "./histories.ts";
import { ReceiverProcess } from "./receiver-process.ts";
import { measureSlices } from "./slices.ts";

/** What a durable intake costs. Times on the clock, except where CPU is said: it waits for the disk. */
export async function measureDurable(isQuick: boolean): Promise<Section[]> {
  const [bulk, bulkLimits] = await measureBulk(isQuick ? 5 : 25);
  const [slices, sliceLimits] = await measureSlices(isQuick ? 10 : 40);
  const receivers = await ReceiverProcess.start();
  try {
    const [waits, costs, waitLimits] = await measureAcknowledgement(receivers, isQuick ? 4 : 12);
    const [echoes, stretches, echoLimits] = await measureHistories(receivers, isQuick ? 1 : 5);
    return [
      { title: "8,192 webhooks of 1 kB into SQLite", measurements: bulk, limits: bulkLimits },
      { title: "reading a history of 3 MB, CPU", measurements: slices, limits: sliceLimits },
      { title: "acknowledging echoes over HTTP, 64 at a time: median wait", measurements: waits, limits: waitLimits },
      { title: "the same: CPU of the receiver's process for one", measurements: costs },
      { title: "300 echoes a second, and 36 histories of 3 MB in 9 seconds", measurements: echoes, limits: echoLimits },
      { title: "the same: how long the event loop is held", measurements: stretches },
    ];
  } finally {
    await receivers.stop();
  }
}

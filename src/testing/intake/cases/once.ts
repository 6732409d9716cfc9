import { echoChange } from "../../../payloads/echoes.ts";
import { metaWebhook } from "../../../payloads/envelopes.ts";
import { historyChange, historyChunk, historyThread } from "../../../payloads/history.ts";
import { textMessage } from "../../../payloads/messages/text.ts";
import { failure } from "../application.ts";
import type { Case } from "../case.ts";
import { demand } from "../demand.ts";
import { pause } from "../pause.ts";
import type { Trial } from "../trial.ts";
import { bodyOf, webhookWith } from "../webhooks.ts";

function demandOnce(trial: Trial, name: string, when: string): void {
  const times = trial.deliveries.times(name);
  demand(times === 1, `The same event was delivered ${times} times ${when}.`);
}

function timesOfHistory({ deliveries: { calls } }: Trial): number {
  return calls.filter(({ event, state }) => event.type === "history" && state === "done").length;
}

export const once: readonly Case[] = [
  {
    name: "delivers a webhook once that comes five times, one after the other",
    run: async (trial) => {
      const instance = await trial.open();
      const body = webhookWith({ name: "five" });
      for (let time = 1; time <= 5; time++) {
        await trial.send(instance, body);
        await trial.delivered(["five"], "A webhook was accepted and not delivered.");
      }
      await trial.settle(instance);
      demandOnce(trial, "five", "when its webhook came five times");
    },
  },
  {
    name: "delivers a webhook once that comes 64 times at the same time",
    run: async (trial) => {
      const instance = await trial.open(() => pause(20));
      const body = webhookWith({ name: "crowd" });
      await Promise.all(Array.from({ length: 64 }, () => trial.send(instance, body)));
      await trial.delivered(["crowd"], "A webhook that came 64 times at the same time was not delivered.");
      await trial.settle(instance);
      demandOnce(trial, "crowd", "when its webhook came 64 times at the same time");
      demand(trial.deliveries.of("crowd").length === 1, "An event was given to its listeners again while they worked.");
    },
  },
  {
    name: "delivers a message once that comes in two different webhooks",
    run: async (trial) => {
      const instance = await trial.open();
      await trial.send(instance, webhookWith({ name: "same" }));
      await trial.send(instance, webhookWith({ name: "other", chat: 1 }, { name: "same" }));
      await trial.delivered(["same", "other"], "A webhook was accepted and not delivered.");
      await trial.settle(instance);
      demandOnce(trial, "same", "when it came in two webhooks");
    },
  },
  {
    name: "takes a message and an echo of the same id for two events",
    run: async (trial) => {
      const instance = await trial.open();
      await trial.send(instance, webhookWith({ name: "namesake" }));
      await trial.delivered(["namesake"], "A webhook was accepted and not delivered.");
      const echo = bodyOf(metaWebhook(echoChange(textMessage("This is its namesake.", { id: "namesake" }))));
      await trial.send(instance, echo);
      const isDelivered = () =>
        trial.deliveries.calls.some(({ event, state }) => event.type === "echo" && state === "done");
      await trial.until(isDelivered, "An echo was taken for the message of the same id, and not delivered.");
    },
  },
  {
    name: "delivers anew, and once, what was done before the business left and signed up again",
    run: async (trial) => {
      const instance = await trial.open();
      const chunk = historyChunk({ threads: [historyThread([textMessage("See you at nine.")])] });
      const body = bodyOf(metaWebhook(historyChange(chunk)));
      const isDelivered = (times: number) => () => timesOfHistory(trial) >= times;
      await trial.send(instance, body);
      await trial.until(isDelivered(1), "A webhook was accepted and not delivered.");
      await trial.settle(instance);
      const leftAt = Date.now();
      instance.isBygone = (_, doneAt) => doneAt.getTime() <= leftAt;
      for (let time = 1; time <= 3; time++) {
        // What is done a millisecond after the business left is done later.
        await pause(5);
        await trial.send(instance, body);
        await trial.until(
          isDelivered(2),
          "A history was taken for one that was done before the business left: ask isBygone().",
        );
      }
      await trial.settle(instance);
      const times = timesOfHistory(trial);
      demand(times === 2, `The history of a business that signed up twice was delivered ${times} times.`);
    },
  },
  {
    name: "delivers a webhook once that comes again after its listeners failed",
    run: async (trial) => {
      const instance = await trial.open((_, call) => {
        if (call === 1) throw failure();
      });
      const body = webhookWith({ name: "again" });
      await trial.send(instance, body);
      await trial.deliveredOrReplayed(instance, ["again"], "An event whose listeners failed once was never done.");
      for (let time = 1; time <= 3; time++) await trial.send(instance, body);
      instance.listener = () => undefined;
      await trial.settle(instance);
      demandOnce(trial, "again", "when its webhook came again after it was done");
    },
  },
  {
    name: "delivers an event once where its neighbour in the webhook fails",
    run: async (trial) => {
      const instance = await trial.open((name, call) => {
        if (name === "fails" && call === 1) throw failure();
      });
      await trial.send(
        instance,
        webhookWith({ name: "works" }, { name: "fails", chat: 1 }, { name: "works too", chat: 2 }),
      );
      const all = ["works", "fails", "works too"];
      await trial.deliveredOrReplayed(instance, all, "Of a webhook with an event that failed once, not all were done.");
      await trial.settle(instance, [0, 1, 2]);
      demandOnce(trial, "works", "because another of the same webhook failed");
      demandOnce(trial, "works too", "because another of the same webhook failed");
    },
  },
];

import type { Case } from "../case.ts";
import { demand } from "../demand.ts";
import { pause } from "../pause.ts";
import { names, webhookWith } from "../webhooks.ts";

export const close: readonly Case[] = [
  {
    name: "waits for the listeners at work",
    run: async (trial) => {
      const instance = await trial.open(() => pause(150));
      trial.sendBeside(instance, webhookWith({ name: "working" }));
      await trial.until(() => trial.deliveries.of("working").length > 0, "A webhook was accepted and not delivered.");
      await instance.close();
      demand(trial.deliveries.isDone("working"), "close() ended while listeners were at work that need 150 ms.");
    },
  },
  {
    name: "begins nothing more once it has ended",
    run: async (trial) => {
      const instance = await trial.open(() => pause(10));
      for (const [index, name] of names("many", 300).entries()) {
        trial.sendBeside(instance, webhookWith({ name, chat: index % 3 }));
      }
      await trial.until(() => trial.deliveries.calls.length > 0, "A webhook was accepted and not delivered.");
      await instance.close();
      const calls = trial.deliveries.calls.length;
      await pause(200);
      demand(trial.deliveries.calls.length === calls, "Listeners were called after close() had ended.");
    },
  },
  {
    name: "ends although a listener hangs",
    run: async (trial) => {
      const gate = trial.gate();
      const instance = await trial.open(() => gate.pass());
      trial.sendBeside(instance, webhookWith({ name: "hanging" }));
      await trial.until(() => trial.deliveries.of("hanging").length > 0, "A webhook was accepted and not delivered.");
      await instance.close();
    },
  },
  {
    name: "can be asked for twice",
    run: async (trial) => {
      const instance = await trial.open();
      await trial.send(instance, webhookWith({ name: "twice" }));
      await Promise.all([instance.close(), instance.close()]);
      await instance.close();
    },
  },
];

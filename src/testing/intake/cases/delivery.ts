import { failure } from "../application.ts";
import type { Case } from "../case.ts";
import { demand } from "../demand.ts";
import { pause } from "../pause.ts";
import { names, webhookWith } from "../webhooks.ts";

export const delivery: readonly Case[] = [
  {
    name: "calls listeners again that threw at once",
    run: async (trial) => {
      const instance = await trial.open((_, call) => {
        if (call === 1) throw failure();
      });
      await trial.send(instance, webhookWith({ name: "thrown" }));
      await trial.deliveredOrReplayed(instance, ["thrown"], "An event whose listeners threw once was never delivered.");
    },
  },
  {
    name: "calls listeners again that rejected after a while",
    run: async (trial) => {
      const instance = await trial.open(async (_, call) => {
        await pause(20);
        if (call === 1) throw failure();
      });
      await trial.send(instance, webhookWith({ name: "rejected" }));
      const sentence = "An event whose listeners rejected once was never delivered.";
      await trial.deliveredOrReplayed(instance, ["rejected"], sentence);
    },
  },
  {
    name: "counts the attempts, where it tells them",
    run: async (trial) => {
      const instance = await trial.open((_, call) => {
        if (call === 1) throw failure();
      });
      await trial.send(instance, webhookWith({ name: "counted" }));
      const sentence = "An event whose listeners threw once was never delivered.";
      const wasReplayed = await trial.deliveredOrReplayed(instance, ["counted"], sentence);
      const [first, second] = trial.deliveries.of("counted").map((call) => call.delivery?.attempt);
      if (first === undefined && second === undefined) return;
      demand(first === 1, `The first attempt is not number 1, but ${first}.`);
      // A replayed event has all its attempts again.
      demand(second === 2 || wasReplayed, `The second attempt is not number 2, but ${second}.`);
    },
  },
  {
    name: "delivers the other events of a webhook where one fails each time",
    run: async (trial) => {
      const instance = await trial.open((name) => {
        if (name === "poison") throw failure("The CRM does not take this one.");
      });
      const wanted = [{ name: "before" }, { name: "poison", chat: 1 }, { name: "behind", chat: 2 }];
      trial.sendBeside(instance, webhookWith(...wanted));
      await trial.delivered(
        ["before", "behind"],
        "One event that fails each time keeps its neighbours from being delivered.",
      );
    },
  },
  {
    name: "delivers everything in the end where every other call fails",
    run: async (trial) => {
      const wanted = names("flaky", 40);
      const instance = await trial.open(async (name, call) => {
        await pause(1);
        if (call === 1 && Number(name.slice(-1)) % 2 === 0) throw failure();
      });
      await Promise.all(wanted.map((name, index) => trial.send(instance, webhookWith({ name, chat: index % 8 }))));
      await trial.deliveredOrReplayed(
        instance,
        wanted,
        "Events that failed once were neither delivered again nor given up.",
      );
      const repeated = trial.deliveries.repeated(wanted);
      demand(repeated.length === 0, `${repeated.length} of 40 events were delivered again after they were done.`);
    },
  },
];

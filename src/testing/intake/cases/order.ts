import { failure } from "../application.ts";
import type { Case } from "../case.ts";
import { demand } from "../demand.ts";
import { pause } from "../pause.ts";
import type { Trial } from "../trial.ts";
import { names, webhookWith } from "../webhooks.ts";

function demandOrder(trial: Trial, wanted: readonly string[], when: string): void {
  const done = trial.deliveries.done.filter((name) => wanted.includes(name));
  demand(done.join() === wanted.join(), `A chat was out of order ${when}: ${done.join(", ")}.`);
  const beside = trial.deliveries.calls.find((call) => wanted.includes(call.name) && call.beside.length > 0);
  demand(beside === undefined, `Two events of a chat were at work at the same time ${when}.`);
}

export const order: readonly Case[] = [
  {
    name: "keeps the order of the messages of a chat",
    run: async (trial) => {
      // The first takes longest, so that an order that nobody keeps is lost.
      const instance = await trial.open((name) => pause(name === "chat01" ? 30 : 1));
      const wanted = names("chat", 30);
      for (const name of wanted) await trial.send(instance, webhookWith({ name }));
      await trial.delivered(wanted, "Not all messages of a chat were delivered.");
      demandOrder(trial, wanted, "although each webhook was accepted before the next one came");
    },
  },
  {
    name: "keeps the order of the messages within a webhook",
    run: async (trial) => {
      const instance = await trial.open((name) => pause(name === "within01" ? 30 : 1));
      const wanted = names("within", 30);
      await trial.send(instance, webhookWith(...wanted.map((name) => ({ name }))));
      await trial.delivered(wanted, "Not all messages of a webhook were delivered.");
      demandOrder(trial, wanted, "within one webhook");
    },
  },
  {
    name: "lets a chat wait for its message that failed",
    run: async (trial) => {
      const instance = await trial.open((name, call) => {
        if (name === "wait1" && call === 1) throw failure();
      });
      const wanted = names("wait", 5);
      for (const name of wanted) await trial.send(instance, webhookWith({ name }));
      await trial.deliveredOrReplayed(instance, wanted, "Not all messages of a chat were delivered after one failed.");
      demandOrder(trial, wanted, "after its first message failed once");
    },
  },
  {
    name: "lets a chat that fails hold up nobody else's",
    run: async (trial) => {
      let isAway = true;
      const instance = await trial.open((name) => {
        if (name === "broken" && isAway) throw failure();
      });
      trial.sendBeside(instance, webhookWith({ name: "broken" }));
      await trial.until(() => trial.deliveries.of("broken").length > 0, "A webhook was accepted and not delivered.");
      const others = names("other", 20);
      await Promise.all(others.map((name, chat) => trial.send(instance, webhookWith({ name, chat: chat + 1 }))));
      await trial.delivered(
        others,
        "Messages of other chats were not delivered while the listeners of one chat failed.",
      );
      isAway = false;
      await trial.deliveredOrReplayed(instance, ["broken"], "An event that failed was never delivered again.");
    },
  },
  {
    name: "lets a chat that hangs hold up nobody else's",
    run: async (trial) => {
      const gate = trial.gate();
      const instance = await trial.open((name) => (name === "hanging" ? gate.pass() : undefined));
      trial.sendBeside(instance, webhookWith({ name: "hanging" }));
      await trial.until(() => trial.deliveries.of("hanging").length > 0, "A webhook was accepted and not delivered.");
      const others = names("other", 20);
      await Promise.all(others.map((name, chat) => trial.send(instance, webhookWith({ name, chat: chat + 1 }))));
      await trial.delivered(others, "Messages of other chats were not delivered while the listeners of one chat hung.");
      // Where the others had to wait for the end of a time limit, the event is called again after it.
      gate.open();
      await trial.settle(instance);
      demand(
        trial.deliveries.of("hanging").length === 1,
        "Messages of other chats waited until the listeners of one chat were given up. (Or their time limit is too " +
          "short to tell: it has to be a second at least.)",
      );
    },
  },
];

import { failure } from "../application.ts";
import type { Case } from "../case.ts";
import { count, demand, describe, unfit } from "../demand.ts";
import type { Instance } from "../instance.ts";
import { pause } from "../pause.ts";
import { names, webhookWith } from "../webhooks.ts";

const tries = 3;

/** A webhook has to be accepted although its listeners get nowhere: only then does anything depend on the store. */
async function accept(instance: Instance, body: Uint8Array): Promise<void> {
  let reason: unknown;
  for (let attempt = 1; attempt <= tries; attempt++) {
    try {
      return await instance.accept(body);
    } catch (error) {
      reason = error;
      await pause(20 * attempt);
    }
  }
  throw unfit(
    `A webhook was refused ${count(tries, "time")} while its listeners got nowhere (${describe(reason)}). Where nothing is ` +
      "kept before they are done, a webhook outlives its process only if its sender repeats it.",
    reason,
  );
}

const isGone = "A webhook was accepted, answered 200, and gone after a restart.";

export const durability: readonly Case[] = [
  {
    name: "delivers after a restart what was accepted while its listeners failed",
    run: async (trial) => {
      const before = await trial.open(() => {
        throw failure();
      });
      const wanted = names("failed", 5);
      for (const [chat, name] of wanted.entries()) await accept(before, webhookWith({ name, chat }));
      await before.close();
      await trial.deliveredOrReplayed(await trial.open(), wanted, isGone);
    },
  },
  {
    name: "delivers after a restart what was accepted while its listeners hung",
    run: async (trial) => {
      const gate = trial.gate();
      const before = await trial.open(() => gate.pass());
      const wanted = names("hung", 5);
      for (const [chat, name] of wanted.entries()) await accept(before, webhookWith({ name, chat }));
      await before.close();
      before.vanish();
      await trial.deliveredOrReplayed(await trial.open(), wanted, isGone);
    },
  },
  {
    name: "delivers after a restart what was accepted a moment before it",
    run: async (trial) => {
      const before = await trial.open();
      const wanted = names("moment", 50);
      // What is refused because the intake closes is the sender's to repeat, and not looked at.
      const accepted: string[] = [];
      const sent = wanted.map(async (name, chat) => {
        await before.accept(webhookWith({ name, chat: chat % 10 })).then(
          () => accepted.push(name),
          () => undefined,
        );
      });
      await pause(1);
      await before.close();
      await Promise.all(sent);
      const after = await trial.open();
      await trial.delivered(accepted, isGone);
      await trial.settle(after, [...Array(10).keys()]);
      const repeated = trial.deliveries.repeated(accepted);
      demand(repeated.length === 0, `${count(repeated.length, "event")} of 50 came twice around an orderly restart.`);
    },
  },
  {
    name: "remembers after a restart what is done",
    run: async (trial) => {
      const before = await trial.open();
      const body = webhookWith({ name: "remembered" });
      await trial.send(before, body);
      await trial.delivered(["remembered"], "A webhook was accepted and not delivered.");
      await before.close();
      const after = await trial.open();
      await trial.send(after, body);
      await trial.settle(after);
      const times = trial.deliveries.times("remembered");
      demand(
        times === 1,
        "A webhook that was done and came again after a restart was delivered again: it was forgotten.",
      );
    },
  },
  {
    name: "keeps the order of a chat across a restart",
    run: async (trial) => {
      const gate = trial.gate();
      const before = await trial.open(() => gate.pass());
      const wanted = names("restarted", 12);
      for (const name of wanted) await accept(before, webhookWith({ name }));
      await before.close();
      before.vanish();
      await trial.deliveredOrReplayed(await trial.open(), wanted, isGone);
      const repeated = trial.deliveries.repeated(wanted);
      demand(repeated.length === 0, `After a restart ${repeated.join(", ")} came twice, in ${trial.deliveries.done}.`);
      const inOrder = trial.deliveries.done.join() === wanted.join();
      demand(inOrder, `After a restart a chat was out of order: ${trial.deliveries.done.join(", ")}.`);
    },
  },
  {
    name: "delivers once what two processes on the same store accept at the same time",
    run: async (trial) => {
      const both = [await trial.open(), await trial.open()];
      const wanted = names("shared", 20);
      const bodies = wanted.map((name, chat) => webhookWith({ name, chat }));
      await Promise.all(bodies.flatMap((body) => both.map((instance) => trial.send(instance, body))));
      await trial.delivered(wanted, "A webhook that two processes accepted was delivered by neither.");
      for (const instance of both) await trial.settle(instance, [...wanted.keys()]);
      const repeated = trial.deliveries.repeated(wanted);
      demand(
        repeated.length === 0,
        `${repeated.length} of 20 events were delivered twice: two processes that get the same webhook do not know of ` +
          "each other.",
      );
    },
  },
  {
    name: "delivers in the end what hung once, while another process stands beside",
    run: async (trial) => {
      const gate = trial.gate();
      const first = await trial.open((_, call) => (call === 1 ? gate.pass() : undefined));
      await accept(first, webhookWith({ name: "stuck" }));
      const second = await trial.open();
      const sentence =
        "A webhook whose listeners hung once was not delivered again, by this process or by the one beside it. An intake " +
        "for this test needs a time limit for listeners that is shorter than `patience`.";
      await trial.deliveredOrReplayed(second, ["stuck"], sentence);
    },
  },
  {
    name: "delivers after a crash what the process had accepted",
    needs: "crash",
    run: async (trial) => {
      const gate = trial.gate();
      const before = await trial.open(() => gate.pass());
      const wanted = names("crashed", 20);
      await Promise.all(wanted.map((name, chat) => accept(before, webhookWith({ name, chat }))));
      await trial.crash(before);
      const after = await trial.open();
      const sentence = "A webhook was accepted, answered 200, and gone after a crash.";
      await trial.deliveredOrReplayed(after, wanted, sentence);
    },
  },
];

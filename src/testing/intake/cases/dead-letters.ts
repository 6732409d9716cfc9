import type { DeadLetter } from "../../../intake/index.ts";
import { failure } from "../application.ts";
import type { Case } from "../case.ts";
import { demand } from "../demand.ts";
import type { Instance, Listener } from "../instance.ts";
import type { Trial } from "../trial.ts";
import { names, webhookWith } from "../webhooks.ts";

const reason = "The CRM does not take this one.";

/** A listener that fails for these names. */
function failingFor(...poison: readonly string[]): Listener {
  return (name) => {
    if (poison.includes(name)) throw failure(reason);
  };
}

/** Waits until so many events were given up. */
async function given(trial: Trial, instance: Instance, number = 1): Promise<DeadLetter[]> {
  let letters: DeadLetter[] = [];
  const sentence =
    "An event whose listeners failed each time did not become a dead letter. An intake for this test needs few attempts " +
    "and short waits between them.";
  await trial.until(async () => {
    letters = await instance.deadLetters.list();
    return letters.length >= number;
  }, sentence);
  return letters;
}

async function givenOne(trial: Trial, instance: Instance): Promise<DeadLetter> {
  const [letter] = await given(trial, instance);
  demand(letter !== undefined, "deadLetters.list() is empty.");
  return letter;
}

export const deadLetters: readonly Case[] = [
  {
    name: "keeps an event that was given up, with all that is known of it",
    needs: "deadLetters",
    run: async (trial) => {
      const instance = await trial.open(failingFor("poison"));
      const receivedAt = new Date(1_760_000_000_456);
      await trial.send(instance, webhookWith({ name: "poison" }), { receivedAt });
      const letter = await givenOne(trial, instance);
      const calls = trial.deliveries.of("poison");
      demand(letter.id === calls[0]?.event.id, "The id of a dead letter is not that of its event.");
      demand(letter.type === "message", `The type of a dead letter is ${letter.type}, and that of its event message.`);
      demand(letter.provider === "meta", "The provider of a dead letter is not that of its webhook.");
      demand(letter.attempts === calls.length, `Listeners were called ${calls.length} times, not ${letter.attempts}.`);
      demand(letter.reason.includes(reason), "The reason of a dead letter does not say what the listener threw.");
      demand(letter.receivedAt.getTime() === receivedAt.getTime(), "receivedAt is not when the webhook arrived.");
      demand(letter.givenUpAt.getTime() >= receivedAt.getTime(), "givenUpAt is not when the event was given up.");
    },
  },
  {
    name: "goes on with the chat of an event that was given up",
    needs: "deadLetters",
    run: async (trial) => {
      const instance = await trial.open(failingFor("poison"));
      await trial.send(instance, webhookWith({ name: "poison" }, { name: "behind it" }));
      await trial.delivered(["behind it"], "What came after an event that was given up was not delivered.");
      await given(trial, instance);
    },
  },
  {
    name: "lists the oldest first, and no more than it is asked for",
    needs: "deadLetters",
    run: async (trial) => {
      const wanted = names("poison", 3);
      const instance = await trial.open(failingFor(...wanted));
      for (const [index, name] of wanted.entries()) {
        await trial.send(instance, webhookWith({ name }));
        await given(trial, instance, index + 1);
      }
      const ids = wanted.map((name) => trial.deliveries.of(name)[0]?.event.id);
      const all = (await instance.deadLetters.list()).map(({ id }) => id);
      demand(all.join() === ids.join(), "deadLetters.list() is not in the order in which events were given up.");
      const two = (await instance.deadLetters.list({ limit: 2 })).map(({ id }) => id);
      demand(two.join() === ids.slice(0, 2).join(), "deadLetters.list({ limit: 2 }) is not the oldest two.");
    },
  },
  {
    name: "delivers a dead letter again, once",
    needs: "deadLetters",
    run: async (trial) => {
      const instance = await trial.open(failingFor("poison"));
      const body = webhookWith({ name: "poison" });
      await trial.send(instance, body);
      const { id } = await givenOne(trial, instance);
      instance.listener = () => undefined;
      demand(await instance.deadLetters.replay(id), "replay() of a dead letter did not say that it was there.");
      await trial.delivered(["poison"], "A dead letter was replayed and not delivered.");
      const isGone = async () => (await instance.deadLetters.list()).length === 0;
      await trial.until(isGone, "A dead letter that was replayed and is done is still listed.");
      demand(!(await instance.deadLetters.replay(id)), "replay() of what is done said that it was there.");
      await trial.send(instance, body);
      await trial.settle(instance);
      const times = trial.deliveries.times("poison");
      demand(times === 1, `A dead letter that was replayed was delivered ${times} times.`);
    },
  },
  {
    name: "forgets a dead letter for good that is dropped",
    needs: "deadLetters",
    run: async (trial) => {
      const instance = await trial.open(failingFor("poison"));
      const body = webhookWith({ name: "poison" });
      await trial.send(instance, body);
      const { id } = await givenOne(trial, instance);
      demand(await instance.deadLetters.drop(id), "drop() of a dead letter did not say that it was there.");
      demand((await instance.deadLetters.list()).length === 0, "A dead letter that was dropped is still listed.");
      demand(!(await instance.deadLetters.drop(id)), "drop() of what was dropped said that it was there.");
      instance.listener = () => undefined;
      await trial.send(instance, body);
      await trial.settle(instance);
      demand(
        !trial.deliveries.isDone("poison"),
        "An event that was dropped was delivered when its webhook came again.",
      );
    },
  },
  {
    name: "leaves an event given up when its sender repeats it",
    needs: "deadLetters",
    run: async (trial) => {
      const instance = await trial.open(failingFor("poison"));
      const body = webhookWith({ name: "poison" });
      await trial.send(instance, body);
      await given(trial, instance);
      const calls = trial.deliveries.of("poison").length;
      await trial.send(instance, body);
      await trial.settle(instance);
      const isLeft = trial.deliveries.of("poison").length === calls;
      demand(isLeft, "Listeners were called again for an event that was given up, because its webhook came again.");
      demand(
        (await instance.deadLetters.list()).length === 1,
        "An event that was given up and came again is listed twice.",
      );
    },
  },
  {
    name: "keeps dead letters over a restart, and delivers them after it",
    needs: "deadLetters",
    run: async (trial) => {
      const before = await trial.open(failingFor("poison"));
      await trial.send(before, webhookWith({ name: "poison" }));
      const { id } = await givenOne(trial, before);
      await before.close();
      const after = await trial.open();
      const letter = (await after.deadLetters.list()).find((other) => other.id === id);
      demand(letter !== undefined, "A dead letter was gone after a restart.");
      await after.deadLetters.replay(id);
      await trial.delivered(["poison"], "A dead letter was replayed after a restart and not delivered.");
    },
  },
];

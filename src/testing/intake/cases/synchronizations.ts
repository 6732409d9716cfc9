import type { StoredSynchronization, SynchronizationStore } from "../../../intake/index.ts";
import { failure } from "../application.ts";
import type { Case } from "../case.ts";
import { demand } from "../demand.ts";
import { names } from "../webhooks.ts";

/** The kit's own state: what a store keeps is not for it to know. */
interface State extends StoredSynchronization {
  readonly count: number;
  readonly text: string;
}

const number = "200000000000002";

function stateOf(count: number, phoneNumberId = number, text = ""): State {
  return { version: 1, phoneNumberId, count, text };
}

function countUp(store: SynchronizationStore, phoneNumberId = number): Promise<void> {
  return store.update(phoneNumberId, (state) => stateOf(((state as State | undefined)?.count ?? 0) + 1, phoneNumberId));
}

async function countOf(store: SynchronizationStore, phoneNumberId = number): Promise<number | undefined> {
  return ((await store.read(phoneNumberId)) as State | undefined)?.count;
}

export const synchronizations: readonly Case[] = [
  {
    name: "reads what was written, by number",
    needs: "synchronizations",
    run: async (trial) => {
      const { synchronizations: store } = await trial.open();
      demand((await store.read(number)) === undefined, "An empty store has the state of a number.");
      demand((await store.numbers()).length === 0, "An empty store names numbers.");
      const text = "é \u2028 \ud83e\udd50 ' \" \\ ".repeat(2_000);
      await store.update(number, () => stateOf(1, number, text));
      await store.update("300000000000003", () => stateOf(2, "300000000000003"));
      const state = await store.read(number);
      demand(
        JSON.stringify(state) === JSON.stringify(stateOf(1, number, text)),
        "A state was read other than written.",
      );
      demand((await countOf(store, "300000000000003")) === 2, "The state of a second number is not its own.");
      const listed = [...(await store.numbers())].sort();
      demand(
        listed.join() === [number, "300000000000003"].join(),
        "numbers() does not name the numbers that have a state.",
      );
    },
  },
  {
    name: "leaves a state as it was where a change gives nothing or throws",
    needs: "synchronizations",
    run: async (trial) => {
      const { synchronizations: store } = await trial.open();
      await store.update(number, () => undefined);
      demand((await store.read(number)) === undefined, "A change that gives nothing made a state.");
      await countUp(store);
      await store.update(number, () => undefined);
      await store.update(number, (state) => state);
      const change = (): never => {
        throw failure("This change cannot be made.");
      };
      const isRejected = await store.update(number, change).then(
        () => false,
        () => true,
      );
      demand(isRejected, "update() resolved although its change threw.");
      demand((await countOf(store)) === 1, "A state was changed by a change that gave nothing or threw.");
      await countUp(store);
      demand((await countOf(store)) === 2, "After a change that threw, the next one was lost.");
    },
  },
  {
    name: "forgets a state that is removed, and no other",
    needs: "synchronizations",
    run: async (trial) => {
      const { synchronizations: store } = await trial.open();
      await countUp(store);
      await countUp(store, "300000000000003");
      demand(await store.remove(number), "remove() of a state did not say that it was there.");
      demand((await store.read(number)) === undefined, "A state that was removed can still be read.");
      demand((await store.numbers()).join() === "300000000000003", "After remove(), numbers() is not the rest.");
      demand(!(await store.remove(number)), "remove() of what was removed said that it was there.");
    },
  },
  {
    name: "loses none of 50 changes that are made at the same time",
    needs: "synchronizations",
    run: async (trial) => {
      const { synchronizations: store } = await trial.open();
      await Promise.all(Array.from({ length: 50 }, () => countUp(store)));
      const total = await countOf(store);
      demand(total === 50, `Of 50 changes made at the same time, ${total} are in the state.`);
    },
  },
  {
    name: "loses no change that two processes make at the same time",
    needs: "synchronizations",
    run: async (trial) => {
      const both = [(await trial.open()).synchronizations, (await trial.open()).synchronizations];
      await Promise.all(names("change", 40).map((_, index) => countUp(both[index % 2] as SynchronizationStore)));
      for (const store of both) {
        const total = await countOf(store);
        demand(total === 40, `Of 40 changes that two processes made at the same time, ${total} are in the state.`);
      }
    },
  },
  {
    name: "keeps the states over a restart",
    needs: "synchronizations",
    run: async (trial) => {
      const before = await trial.open();
      await countUp(before.synchronizations);
      await before.close();
      const after = await trial.open();
      demand((await countOf(after.synchronizations)) === 1, "The state of a number was gone after a restart.");
    },
  },
];

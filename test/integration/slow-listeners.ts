// Loaded into a process before an example, so that its listeners take a moment and say when they are at work.
import { setTimeout as wait } from "node:timers/promises";
import { Coexistence } from "../../src/index.ts";

const { dispatch } = Coexistence.prototype;

Coexistence.prototype.dispatch = async function slowly(this: Coexistence, ...delivery) {
  process.stdout.write("a listener begins\n");
  await wait(Number(process.env["LISTENER_PAUSE"]));
  await dispatch.apply(this, delivery);
  process.stdout.write("a listener is done\n");
};

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { node } from "./mounts/node.ts";
import type { RunningReceiver } from "./mounts/running-receiver.ts";
import { options, post } from "./sender.ts";

const suite = fileURLToPath(new URL("../../../shared/corpora/JSONTestSuite", import.meta.url));
const isThere = existsSync(suite);
const files = (isThere ? ["test_parsing", "test_transform"] : []).flatMap((folder) =>
  readdirSync(`${suite}/${folder}`).map((file) => `${folder}/${file}`),
);
const named = (pattern: RegExp): readonly string[] => files.filter((file) => pattern.test(file));

describe.skipIf(!isThere)("JSON texts good and bad, correctly signed (needs the shared corpora)", () => {
  let receiver: RunningReceiver;
  let outcomes: string[] = [];

  // A receiver for each, because many of the texts mean the same, and the same is handed out once.
  beforeEach(async () => {
    outcomes = [];
    receiver = await node.start(options);
    receiver.coexistence.onAny((event) => outcomes.push(event.type === "unknown" ? event.reason : event.type));
  });

  afterEach(async () => {
    await receiver.close();
  });

  async function deliver(file: string): Promise<void> {
    const answer = await post(receiver.url, new Uint8Array(readFileSync(`${suite}/${file}`)));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe("");
  }

  it("are 340", () => {
    expect(files).toHaveLength(340);
  });

  it.each(named(/\/n_/))("%s is answered 200 and comes out as no JSON", async (file) => {
    await deliver(file);
    expect(outcomes).toEqual(["not_json"]);
  });

  it.each(named(/\/y_/))("%s is answered 200 and comes out as JSON that is no webhook", async (file) => {
    await deliver(file);
    expect(outcomes).toEqual(["unknown_envelope"]);
  });

  it.each(named(/\/i_|^test_transform\//))("%s is answered 200 and comes out one way or the other", async (file) => {
    await deliver(file);
    expect(["not_json", "unknown_envelope"]).toContain(outcomes.join());
  });
});

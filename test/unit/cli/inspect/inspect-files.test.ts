import { describe, expect, it } from "vitest";
import { inspectFiles } from "../../../../src/cli/inspect/inspect-files.ts";
import { parseWebhook } from "../../../../src/index.ts";
import { fakeSurroundings } from "../surroundings.ts";
import { metadata, textMessage, webhook } from "../webhook.ts";

const understood = Buffer.from(webhook(["messages", { metadata, messages: [textMessage()] }])).toString();
const options = { files: ["-"], json: false, all: false };

describe("inspectFiles", () => {
  it.each([
    ["understands everything", understood, 0],
    ["finds an unknown key only", understood.replace('"text":', '"extra":1,"text":'), 0],
    ["does not understand something", '{"hello":"world"}', 2],
    ["finds no JSON", "not JSON", 1],
    ["finds nothing at all", "", 1],
  ])("answers, when it %s, with the exit code", async (_, input, code) => {
    expect(await inspectFiles(options, fakeSurroundings({ input }))).toBe(code);
  });

  it("reads standard input piece by piece", async () => {
    const surroundings = fakeSurroundings({ input: understood });
    await inspectFiles(options, surroundings);
    expect(surroundings.written.stdout).toMatch(/^standard input\n/);
  });

  it("gives the events exactly as parsing gives them", async () => {
    const surroundings = fakeSurroundings({ input: understood });
    await inspectFiles({ ...options, json: true }, surroundings);
    const { file, events } = JSON.parse(surroundings.written.stdout);
    const receivedAt = new Date(events[0].receivedAt);
    expect(file).toBe("-");
    expect(events).toEqual(JSON.parse(JSON.stringify(parseWebhook(understood, { receivedAt }))));
  });

  it("prints nothing but one line of JSON", async () => {
    const surroundings = fakeSurroundings({ input: understood, columns: 80 });
    await inspectFiles({ ...options, json: true }, surroundings);
    expect(surroundings.written.stdout).toMatch(/^\{.*\}\n$/);
  });

  it("names the error of a body that is no text", async () => {
    const surroundings = fakeSurroundings();
    const stdin = (async function* () {
      yield Buffer.from([0xff, 0xfe]);
    })();
    await inspectFiles({ ...options, json: true }, { ...surroundings, stdin });
    expect(JSON.parse(surroundings.written.stdout)).toEqual({
      file: "-",
      error: { code: "invalid_utf8", message: "The body is not valid UTF-8." },
    });
  });

  it("names the reason of standard input that cannot be read", async () => {
    const surroundings = fakeSurroundings();
    const stdin: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => ({
        next: () => Promise.reject(Object.assign(new Error("broken"), { code: "EIO" })),
      }),
    };
    expect(await inspectFiles(options, { ...surroundings, stdin })).toBe(1);
    expect(surroundings.written.stderr).toBe("whatsapp-coexistence: standard input: It cannot be read (EIO).\n");
  });

  it("uses colour in a terminal", async () => {
    const surroundings = fakeSurroundings({ input: understood, columns: 80 });
    await inspectFiles(options, surroundings);
    expect(surroundings.written.stdout).toContain("\u001b[1mstandard input\u001b[22m");
  });

  it("keeps to the columns of the terminal", async () => {
    const surroundings = fakeSurroundings({ input: understood, columns: 50 });
    await inspectFiles(options, { ...surroundings, environment: { NO_COLOR: "1" } });
    expect(surroundings.written.stdout.split("\n").filter((line) => line.length > 50)).toEqual([]);
  });
});

import { expect, test } from "vitest";
import { EchoesValue } from "../../../src/schemas/index.ts";
import { metadata, textMessage } from "../../fixtures/envelopes.ts";

test.each([undefined, [], [{}], [{ profile: {} }], [{ wa_id: "1", user_id: "US.1" }]])(
  "echoes are understood with these contacts beside them: %j",
  (contacts) => {
    const value = { metadata, ...(contacts === undefined ? {} : { contacts }), message_echoes: [textMessage()] };
    expect(EchoesValue.parse(value)).toEqual(value);
  },
);

test("echoes are a list", () => {
  expect(EchoesValue.safeParse({ metadata }).success).toBe(false);
});

test("a malformed echo is named by its place", () => {
  const result = EchoesValue.safeParse({ message_echoes: [textMessage(), { id: "w", type: "text" }] });
  expect(result.error?.issues).toMatchObject([{ path: ["message_echoes", 1, "text"] }]);
});

import { describe, expect, it } from "vitest";
import { groupAlike } from "../../../../src/cli/inspect/alike.ts";

describe("groupAlike", () => {
  it("puts together what differs in positions only, below the first of it", () => {
    expect(groupAlike(["messages[0].foo", "statuses[0].foo", "messages[12].foo"], (path) => path)).toEqual([
      { first: "messages[0].foo", others: ["messages[12].foo"] },
      { first: "statuses[0].foo", others: [] },
    ]);
  });
});

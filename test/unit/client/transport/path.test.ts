import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillPath } from "../../../../src/client/transport/path.ts";

describe("a path", () => {
  it("is filled with its parameters", () => {
    const parameters = { partnerId: "AbPA", channelId: "CdCH" };
    expect(fillPath("/partners/{partnerId}/channels/{channelId}/api_keys", parameters)).toBe(
      "/partners/AbPA/channels/CdCH/api_keys",
    );
    expect(fillPath("/debug_token", {})).toBe("/debug_token");
  });

  it.each(["", ".", "..", "\ud800", "a\udfff"])("takes no %j, which leads elsewhere or nowhere", (id) => {
    expect(() => fillPath("/{id}/things", { id })).toThrow(
      expect.objectContaining({ name: "InvalidInputError", field: "id", message: "id is no part of a path." }),
    );
  });

  it("needs every parameter", () => {
    expect(() => fillPath("/{id}/things", {})).toThrow("id is no part of a path.");
  });

  it("leads to the same number of steps, and nowhere else, whatever it is filled with", () => {
    const values = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.constantFrom("../..", "a/../..", "%2e%2e", "?", "#", "\\"),
    );
    fc.assert(
      fc.property(values, (id) => {
        fc.pre(!["", ".", ".."].includes(id) && !/\p{Surrogate}/u.test(id));
        const url = new URL(`https://graph.example.com/v26.0${fillPath("/{id}/things", { id })}`);
        expect(url.pathname.split("/")).toEqual(["", "v26.0", encodeURIComponent(id), "things"]);
        expect([url.search, url.hash, url.host]).toEqual(["", "", "graph.example.com"]);
      }),
    );
  });
});

import { expect, it, vi } from "vitest";
import { shareTimeout } from "../../../../src/client/transport/share-timeout.ts";

it("gives the first request the whole time, and each after it what is left", () => {
  const now = vi.spyOn(performance, "now").mockReturnValue(1_000);
  const remaining = shareTimeout({ timeout: 500 }, 30_000);
  expect(remaining()).toEqual({ timeout: 500 });
  now.mockReturnValue(1_100.5);
  expect(remaining()).toEqual({ timeout: 400 });
  now.mockReturnValue(9_000);
  expect(remaining()).toEqual({ timeout: 1 });
});

it("takes the client's time where the call names none, and keeps the other options", () => {
  const { signal } = new AbortController();
  expect(shareTimeout({ signal }, 30_000)()).toEqual({ signal, timeout: 30_000 });
});

it("leaves a time that is none to whoever makes the request", () => {
  expect(shareTimeout({ timeout: "soon" as never }, 30_000)()).toEqual({ timeout: "soon" });
});

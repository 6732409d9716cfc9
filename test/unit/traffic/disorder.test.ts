import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Random } from "../../../src/payloads/random.ts";
import type { Happening, HappeningKind, Pause } from "../../../src/traffic/scenario/happening.ts";
import { disorder, type Sending } from "../../../src/traffic/sending/disorder.ts";

const kinds: HappeningKind[] = ["contacts", "history", "media", "echo", "message", "status", "burst"];

/** A happening that can be told from every other. */
const happening = (about: HappeningKind, place: number): Happening => ({
  about,
  changes: [{ field: about, value: place }],
  messages: 1,
});
const play = fc
  .array(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...kinds) }, fc.constantFrom("account", "wait")), {
    maxLength: 80,
  })
  .map((abouts) =>
    abouts.map((about, place) =>
      about === "wait" ? ({ about, seconds: place } as Pause) : happening(about as HappeningKind, place),
    ),
  );
const level = fc.double({ min: 0, max: 1, noNaN: true });
const seed = fc.integer();

const isPause = (sending: Sending | Pause): sending is Pause => "seconds" in sending;
const isSending = (sending: Sending | Pause): sending is Sending => !isPause(sending);
/** Where everything that is sent stood, a pause by its seconds; without what is sent for the second time. */
const placesOf = (sendings: readonly (Sending | Pause)[]): number[] =>
  sendings.flatMap((sending) => {
    if (isPause(sending)) return [sending.seconds];
    return sending.isRepeated
      ? []
      : sending.happenings.flatMap(({ changes }) => changes.map(({ value }) => Number(value)));
  });

describe("disorder", () => {
  it("keeps every happening and every pause, once", () => {
    fc.assert(
      fc.property(play, seed, level, (happenings, seed, level) => {
        const places = placesOf([...disorder(happenings, new Random(seed), level)]);
        expect(places.sort((one, other) => one - other)).toEqual(happenings.map((_, place) => place));
      }),
    );
  });

  it("is the same with the same seed", () => {
    fc.assert(
      fc.property(play, seed, level, (happenings, seed, level) => {
        const draw = () => [...disorder(happenings, new Random(seed), level)];
        expect(draw()).toEqual(draw());
      }),
    );
  });

  it("lets nothing overtake a pause or news of the account, in either direction", () => {
    fc.assert(
      fc.property(play, seed, level, (happenings, seed, level) => {
        const places = placesOf([...disorder(happenings, new Random(seed), level)]);
        for (const [place, { about }] of happenings.entries()) {
          if (about !== "account" && about !== "wait") continue;
          const at = places.indexOf(place);
          expect(Math.max(-1, ...places.slice(0, at))).toBeLessThan(place);
          expect(Math.min(Number.POSITIVE_INFINITY, ...places.slice(at + 1))).toBeGreaterThan(place);
        }
      }),
    );
  });

  it("is none at the level 0", () => {
    fc.assert(
      fc.property(play, seed, (happenings, seed) => {
        const sendings = [...disorder(happenings, new Random(seed), 0)];
        expect(placesOf(sendings)).toEqual(happenings.map((_, place) => place));
        for (const sending of sendings) {
          if (isPause(sending)) continue;
          expect(sending).toMatchObject({ isRepeated: false, isCut: false });
          expect(sending.happenings).toHaveLength(1);
        }
      }),
    );
  });

  it("sends again only what is sent as well, with the same content", () => {
    fc.assert(
      fc.property(play, seed, (happenings, seed) => {
        const sendings = [...disorder(happenings, new Random(seed), 1)].filter(isSending);
        for (const { happenings: again } of sendings.filter(({ isRepeated }) => isRepeated)) {
          expect(sendings.filter(({ happenings, isRepeated }) => happenings === again && !isRepeated)).toHaveLength(1);
        }
      }),
    );
  });

  it("puts only live events together", () => {
    fc.assert(
      fc.property(play, seed, (happenings, seed) => {
        for (const sending of disorder(happenings, new Random(seed), 1)) {
          if (isPause(sending) || sending.happenings.length === 1) continue;
          expect(["message", "echo", "status"]).toEqual(
            expect.arrayContaining(sending.happenings.map(({ about }) => about)),
          );
        }
      }),
    );
  });

  it("at its highest level shuffles, repeats, joins and cuts", () => {
    const happenings = Array.from({ length: 400 }, (_, place) => happening(place % 2 ? "history" : "message", place));
    const sendings = [...disorder(happenings, new Random(1), 1)].filter(isSending);
    const places = placesOf(sendings);
    expect(places).not.toEqual([...places].sort((one, other) => one - other));
    expect(sendings.filter(({ isRepeated }) => isRepeated).length).toBeGreaterThan(40);
    expect(sendings.filter(({ isCut }) => isCut).length).toBeGreaterThan(5);
    const live = happenings.map((_, place) => happening("echo", place));
    expect(
      [...disorder(live, new Random(1), 1)].some((sending) => !isPause(sending) && sending.happenings.length > 3),
    ).toBe(true);
  });
});

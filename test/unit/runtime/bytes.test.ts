import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { bytesOf } from "../../../src/runtime/bytes.ts";

const bytes = [104, 195, 169, 0, 255];

describe("bytesOf", () => {
  it.each<[title: string, value: unknown]>([
    ["a Uint8Array", Uint8Array.from(bytes)],
    ["a Buffer", Buffer.from(bytes)],
    ["an ArrayBuffer", Uint8Array.from(bytes).buffer],
    ["a view into a larger buffer", Uint8Array.from([9, ...bytes, 9]).subarray(1, 6)],
    ["a DataView", new DataView(Uint8Array.from([9, ...bytes]).buffer, 1)],
    ["a Uint8Array of another realm", runInNewContext(`Uint8Array.from([${bytes}])`)],
    ["an ArrayBuffer of another realm", runInNewContext(`Uint8Array.from([${bytes}]).buffer`)],
    ["a view of another realm", runInNewContext(`Uint8Array.from([9, ${bytes}, 9]).subarray(1, 6)`)],
  ])("reads %s", (_, value) => {
    expect([...(bytesOf(value) ?? [])]).toEqual(bytes);
  });

  it.each<[title: string, value: unknown]>([
    ["a text", "text"],
    ["an array of numbers", bytes],
    ["a printed Buffer", Buffer.from(bytes).toJSON()],
    ["an object", { length: 3 }],
    ["a number", 3],
    ["null", null],
    ["nothing", undefined],
  ])("takes %s for no bytes", (_, value) => {
    expect(bytesOf(value)).toBeUndefined();
  });
});

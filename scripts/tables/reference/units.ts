type Units = readonly (readonly [size: number, name: string])[];

const units: Record<"bytes" | "time", Units> = {
  bytes: [
    [1024 * 1024, "MiB"],
    [1024, "KiB"],
    [1, "bytes"],
  ],
  time: [
    [60 * 60 * 1000, "h"],
    [60 * 1000, "min"],
    [1000, "s"],
    [1, "ms"],
  ],
};

/** Writes a number with a comma between its thousands. */
export function count(value: number): string {
  return value.toLocaleString("en-GB");
}

/** Writes a number of bytes. */
export function bytes(value: number): string {
  return inLargest(units.bytes, value);
}

/** Writes a number of milliseconds. */
export function time(value: number): string {
  return inLargest(units.time, value);
}

/** Writes a value in the largest unit that leaves a whole number. */
function inLargest(units: Units, value: number): string {
  const [size, name] = units.find(([size]) => value % size === 0) ?? [1, ""];
  return `${count(value / size)} ${name}`;
}

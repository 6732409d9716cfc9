import type { WriteStream } from "node:tty";
import { type Paint, paintFor } from "./paint.ts";
import type { Progress } from "./progress.ts";

/** Shows how the numbers are doing while it happens. */
export interface Screen {
  update(numbers: readonly Progress[]): void;
  /** Leaves the terminal as it was. */
  finish(): void;
}

/** Draws in place on a terminal, and prints plain lines anywhere else. */
export function screenFor(stream: WriteStream): Screen {
  return stream.isTTY && process.env["TERM"] !== "dumb" ? new LiveScreen(stream) : new LineScreen(stream);
}

class LiveScreen implements Screen {
  readonly #stream: WriteStream;
  readonly #paint: Paint;
  #height = 0;

  constructor(stream: WriteStream) {
    this.#stream = stream;
    this.#paint = paintFor(stream);
    // Without a cursor that jumps around, and without lines that break when the window gets narrower.
    stream.write("\x1b[?25l\x1b[?7l");
  }

  update(numbers: readonly Progress[]): void {
    const width = Math.min(this.#stream.columns || 80, 100);
    const lines = numbers.flatMap((number) => [...drawNumber(number, width, this.#paint), ""]);
    const up = this.#height > 0 ? `\x1b[${this.#height}A` : "";
    this.#height = lines.length;
    this.#stream.write(`${up}${lines.map((line) => `\x1b[2K${line}\n`).join("")}`);
  }

  finish(): void {
    this.#stream.write("\x1b[?7h\x1b[?25h");
  }
}

function drawNumber(number: Progress, width: number, paint: Paint): string[] {
  const unit = width < 56 ? "" : " messages";
  const count = `${String(number.messages).padStart(5)}${unit}`;
  const heading = number.name.padEnd(20);
  const room = width - heading.length - count.length - 9;
  const history = number.hasDeclined ? notShared(room, paint) : drawBar(number.history, room, paint);
  const below = `+${number.displayPhoneNumber}  ${number.latest}`.slice(0, width - 1);
  return [`${paint("bold", heading)} ${history}  ${count}`, paint("dim", below)];
}

function drawBar(progress: number, room: number, paint: Paint): string {
  const percentage = `${String(progress).padStart(3)} %`;
  const length = Math.max(0, Math.min(40, room));
  const done = Math.round((length * progress) / 100);
  return `${paint(progress === 100 ? "green" : "cyan", "█".repeat(done))}${paint("dim", "░".repeat(length - done))} ${percentage}`;
}

function notShared(room: number, paint: Paint): string {
  const length = Math.max(0, Math.min(40, room)) + 6;
  return paint("dim", "history not shared".slice(0, length).padEnd(length));
}

class LineScreen implements Screen {
  readonly #stream: WriteStream;
  readonly #shown = new Map<Progress, string>();

  constructor(stream: WriteStream) {
    this.#stream = stream;
  }

  update(numbers: readonly Progress[]): void {
    for (const number of numbers) {
      const line = describe(number);
      if (line === undefined || this.#shown.get(number) === line) continue;
      this.#shown.set(number, line);
      this.#stream.write(`${number.name}: ${line}\n`);
    }
  }

  finish(): void {}
}

function describe({ history, hasDeclined }: Progress): string | undefined {
  if (hasDeclined) return "history not shared";
  // Lines are for logs: every tenth of it is enough there.
  return history > 0 ? `history ${history === 100 ? history : history - (history % 10)} %` : undefined;
}

import type { WriteStream } from "node:tty";
import type { Onboarding } from "./onboarding.ts";
import { type Paint, paintFor } from "./paint.ts";

/** Shows how the numbers are doing while it happens. */
export interface Screen {
  update(onboardings: readonly Onboarding[]): void;
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

  update(onboardings: readonly Onboarding[]): void {
    const width = Math.min(this.#stream.columns ?? 80, 100);
    const lines = onboardings.flatMap((onboarding) => [...drawOnboarding(onboarding, width, this.#paint), ""]);
    const up = this.#height > 0 ? `\x1b[${this.#height}A` : "";
    this.#height = lines.length;
    this.#stream.write(`${up}${lines.map((line) => `\x1b[2K${line}\n`).join("")}`);
  }

  finish(): void {
    this.#stream.write("\x1b[?7h\x1b[?25h");
  }
}

function drawOnboarding(onboarding: Onboarding, width: number, paint: Paint): string[] {
  const { business, progress, declined, disconnected, latest } = onboarding;
  const unit = width < 56 ? "" : " messages";
  const count = `${String(onboarding.messages()).padStart(4)}${unit}`;
  const heading = `${business.name.padEnd(20)}`;
  const room = width - heading.length - count.length - 9;
  const history = declined ? notShared(room, paint) : drawBar(progress, room, paint);
  const state = disconnected === undefined ? latest : `disconnected: ${disconnected}`;
  const below = `+${business.displayPhoneNumber}  ${state}`.slice(0, width - 1);
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
  readonly #shown = new Map<Onboarding, string>();

  constructor(stream: WriteStream) {
    this.#stream = stream;
  }

  update(onboardings: readonly Onboarding[]): void {
    for (const onboarding of onboardings) {
      const line = describe(onboarding);
      if (line === undefined || this.#shown.get(onboarding) === line) continue;
      this.#shown.set(onboarding, line);
      this.#stream.write(`${onboarding.business.name}: ${line}\n`);
    }
  }

  finish(): void {}
}

function describe({ progress, declined, disconnected }: Onboarding): string | undefined {
  if (disconnected !== undefined) return `disconnected: ${disconnected}`;
  if (declined) return "history not shared";
  return progress > 0 ? `history ${progress} %` : undefined;
}

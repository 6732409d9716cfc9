import type { NumberProgress, SimulationProgress } from "../../simulation/index.ts";
import type { Output, Surroundings } from "../command.ts";
import { type Paint, paintFor } from "../terminal/paint.ts";
import { cutTo } from "../terminal/text-width.ts";
import { widthOf } from "../terminal/width-of.ts";

/** Shows how a simulation is doing. */
export interface Screen {
  update(progress: SimulationProgress): void;
  /** Leaves the terminal to what comes next. */
  finish(): void;
}

/**
 * Draws in place on a terminal, and prints plain lines anywhere else. Without an output it shows nothing.
 *
 * @internal
 */
export function screenFor(output: Output | undefined, environment: Surroundings["environment"]): Screen {
  if (output === undefined) return { update: () => undefined, finish: () => undefined };
  const isLive = output.isTTY === true && environment["TERM"] !== "dumb";
  return isLive ? liveScreen(output, paintFor(output, environment)) : lineScreen(output);
}

/** More would not fit on the screen, from whose top no line can be drawn again. */
const mostShown = 12;

function liveScreen(output: Output, paint: Paint): Screen {
  let height = 0;
  return {
    update({ numbers }) {
      // One column stays free: in the last one some terminals begin a new line.
      const width = widthOf(output) - 1;
      const lines = drawNumbers(numbers.slice(0, mostShown), width, paint);
      const left = numbers.length - lines.length;
      if (left > 0) lines.push(paint("faint", cutTo(`and ${left} more numbers`, width)));
      const up = height > 0 ? `\u001b[${height}A` : "";
      height = lines.length;
      output.write(up + lines.map((line) => `\u001b[2K${line}\n`).join(""));
    },
    finish: () => void output.write("\n"),
  };
}

const bar = { shortest: 5, longest: 30 };
/** What stands beside a bar, as in " 100%". */
const percentWidth = 5;
/** What is kept free for the words behind it. They grow, and a bar that made room for them would seem to go back. */
const wordsWidth = 50;

function drawNumbers(numbers: readonly NumberProgress[], width: number, paint: Paint): string[] {
  const widestName = Math.max(0, ...numbers.map((progress) => nameOf(progress).length));
  const besideBar = widestName + percentWidth + 4;
  const room = Math.min(bar.longest, width - besideBar - wordsWidth);
  return numbers.map((progress) => {
    const { history, doing } = progress;
    const [name, words] = [nameOf(progress), describe(progress)];
    const tone = doing === "done" || doing === "waiting" ? "faint" : undefined;
    if (room < bar.shortest) return paint(tone, cutTo(`${name}  ${describeHistory(progress)}${words}`, width));
    const shown = cutTo(words, width - besideBar - room);
    return `${name.padEnd(widestName)}  ${drawBar(history, room, paint)}  ${paint(tone, shown)}`;
  });
}

function drawBar(percent: number | undefined, length: number, paint: Paint): string {
  if (percent === undefined) return paint("faint", "no history".padEnd(length + percentWidth));
  const done = Math.round((length * percent) / 100);
  return `${paint("good", "█".repeat(done))}${paint("faint", "░".repeat(length - done))} ${String(percent).padStart(3)}%`;
}

function nameOf({ number }: NumberProgress): string {
  return `+${number.displayPhoneNumber}`;
}

function describeHistory({ history = 0 }: NumberProgress): string {
  return history > 0 ? `history ${history} %, ` : "";
}

function describe({ webhooks, accepted, dropped, retried, doing }: NumberProgress): string {
  // Webhooks are made when it is their turn: before the last one, nobody knows how many there are.
  const isTotalKnown = doing === "retrying" || doing === "done";
  const total = isTotalKnown ? ` of ${webhooks.toLocaleString("en-US")}` : "";
  const parts = [`${accepted.toLocaleString("en-US")}${total} webhooks`];
  if (retried > 0) parts.push(`${retried.toLocaleString("en-US")} sent again`);
  if (dropped > 0) parts.push(`${dropped.toLocaleString("en-US")} given up`);
  return [...parts, doing].join(", ");
}

/** How far a history has to come, in percent, before another line is printed. */
const stride = 25;

function lineScreen(output: Output): Screen {
  const shown = new Map<string, string>();
  return {
    update({ numbers }) {
      for (const progress of numbers) {
        const { history = 0, doing } = progress;
        const name = nameOf(progress);
        const stage = `${Math.floor(history / stride)} ${doing === "done"}`;
        const isNews = shown.has(name) && shown.get(name) !== stage;
        shown.set(name, stage);
        if (isNews) output.write(`${name}: ${describeHistory(progress)}${describe(progress)}\n`);
      }
    },
    finish: () => undefined,
  };
}

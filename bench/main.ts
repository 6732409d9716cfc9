import { writeSync } from "node:fs";
import { measureDurable } from "./durable/measure-durable.ts";
import { isReceiverProcess } from "./durable/receiver-process.ts";
import { measureImports } from "./imports.ts";
import { measureObserving } from "./observing.ts";
import { echoBody, historyBody } from "./payload.ts";
import { measurePipeline } from "./pipeline.ts";
import { describeMachine, describeSections, printTables, type Section } from "./report.ts";
import { measureValidation } from "./validation.ts";

// `npm run bench` prints a table, `npm run bench -- --json` the same as data, `-- --quick` with fewer rounds, `-- --durable`
// the durable intake alone.
const json = process.argv.includes("--json");
const isQuick = process.argv.includes("--quick");
const rounds = isQuick ? 20 : 100;

if (!(await isReceiverProcess())) {
  const isAll = !process.argv.includes("--durable");
  const sections = [...(isAll ? await measureStream() : []), ...(await measureDurable(isQuick))];
  const data = { machine: describeMachine(), sections: describeSections(sections) };
  writeSync(1, `${json ? JSON.stringify(data) : printTables(sections)}\n`);
}

async function measureStream(): Promise<Section[]> {
  const megabyte = historyBody(3_600);
  const threeMegabytes = historyBody(10_800);
  const echo = echoBody();
  const { entry } = JSON.parse(megabyte);
  const messages = entry[0].changes[0].value.history[0].threads.flatMap(
    (thread: { messages: unknown[] }) => thread.messages,
  );
  return [
    {
      title: `history, ${size(megabyte)}, 3,600 messages of 12 types`,
      measurements: await measurePipeline(megabyte, { rounds }),
    },
    {
      title: `history, ${size(threeMegabytes)}, 10,800 messages of 12 types`,
      measurements: await measurePipeline(threeMegabytes, { rounds: rounds / 2 }),
    },
    {
      title: `one echo, ${size(echo)}`,
      measurements: await measurePipeline(echo, { rounds: rounds * 2, callsPerTurn: 200 }),
    },
    { title: "one echo, observed", measurements: await measureObserving(rounds / 2) },
    {
      title: `checking the 3,600 messages alone`,
      measurements: await measureValidation(messages, rounds / 4),
    },
    { title: "import, in a new process", measurements: measureImports(rounds / 10) },
  ];
}

function size(body: string): string {
  return `${(body.length / 1000).toLocaleString("en", { maximumFractionDigits: 1 })} kB`;
}

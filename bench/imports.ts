import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Measurement, median } from "./measure.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** How long a process takes that only imports something, in turns. */
export function measureImports(rounds: number): Measurement[] {
  const programs = {
    "zod alone": 'import "zod"',
    "libphonenumber-js/max alone": 'import "libphonenumber-js/max"',
    "whatsapp-coexistence": 'import "whatsapp-coexistence"',
    "whatsapp-coexistence/express": 'import "whatsapp-coexistence/express"',
  };
  const times = new Map(Object.keys(programs).map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, program] of Object.entries(programs)) {
      // Measured inside the process, so that the start of Node itself does not count.
      const script = `const before = process.hrtime.bigint(); await ${program.replace("import ", "import(")});
        console.log(Number(process.hrtime.bigint() - before) / 1e6);`;
      const output = execFileSync(process.execPath, ["--input-type=module", "--eval", script], { cwd: root });
      times.get(name)?.push(Number(output.toString()));
    }
  }
  const medians = [...times].map(([name, values]) => ({ name, milliseconds: median(values) }));
  const first = medians[0]?.milliseconds ?? 1;
  return medians.map(({ name, milliseconds }) => ({ name, milliseconds, ratio: milliseconds / first }));
}

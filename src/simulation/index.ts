export { drawSeed, type SimulationOptions } from "./options.ts";
export type { NumberProgress, SimulationProgress } from "./progress.ts";
export type { SimulationCheck, SimulationCheckName, SimulationFigures, SimulationReport } from "./report.ts";
export { simulate } from "./simulate.ts";

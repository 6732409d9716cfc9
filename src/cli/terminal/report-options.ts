import type { Paint } from "./paint.ts";

/** How to print a report. */
export interface ReportOptions {
  /** The columns that lines may have. */
  readonly width: number;
  readonly paint: Paint;
}

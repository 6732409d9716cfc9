/** Writes a moment for a person, to the minute: `2026-10-01 12:00 UTC`. What is no moment, a provider may have written. */
export function printMoment(moment: Date): string {
  if (Number.isNaN(moment.getTime())) return "a day that cannot be read";
  return `${moment.toISOString().slice(0, "2026-10-01T12:00".length).replace("T", " ")} UTC`;
}

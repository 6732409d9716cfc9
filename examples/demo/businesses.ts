import type { Scenario, ScenarioStep } from "whatsapp-coexistence/testing";

/** A business that comes over. */
export interface Business {
  readonly name: string;
  /** What happens on its phone, up to the end of its history. */
  readonly scenario: Scenario;
  /** What happens on it then. */
  readonly afterwards: readonly ScenarioStep[];
}

const correspondence: readonly ScenarioStep[] = [
  { do: "message", count: 6 },
  { do: "echo", count: 6 },
  { do: "reaction" },
  { do: "edit" },
  { do: "echo" },
  { do: "revoke" },
  { do: "message" },
  { do: "edit", by: "customer" },
  { do: "status", count: 3 },
  { do: "contacts" },
];

/** One shares a long history, one a short one, and one keeps it to itself and leaves in the end. */
export const businesses: readonly Business[] = [
  {
    name: "Corner Bakery",
    scenario: { seed: 5, customers: 14, history: 1_500, chunkSize: 25, afterwards: [] },
    afterwards: correspondence,
  },
  {
    name: "Harbour Bicycles",
    scenario: { seed: 6, customers: 9, history: 400, chunkSize: 20, afterwards: [] },
    afterwards: [...correspondence, { do: "offboard" }, { do: "message" }, { do: "reconnect" }],
  },
  {
    name: "Side-Street Garage",
    scenario: { seed: 7, customers: 6, history: "declined", afterwards: [] },
    afterwards: [{ do: "message", count: 4 }, { do: "echo", count: 2 }, { do: "disconnect" }],
  },
];

import type { Tables } from "../write-tables.ts";
import { afterOnboardingTable } from "./after-onboarding-table.ts";
import { briefingList } from "./briefing-list.ts";
import { countriesTable } from "./countries-table.ts";
import { featureTable } from "./feature-table.ts";
import { linkedDevicesTable } from "./linked-devices-table.ts";
import { requirementsTable } from "./requirements-table.ts";
import { sourcesTable } from "./sources-table.ts";
import { stayingConnectedTable } from "./staying-connected-table.ts";
import { unavailableTable } from "./unavailable-table.ts";

/** The tables of the page on eligibility, from its data. */
export const eligibilityTables: Tables = {
  requirements: requirementsTable,
  countries: countriesTable,
  features: featureTable,
  unavailable: unavailableTable,
  "linked-devices": linkedDevicesTable,
  "staying-connected": stayingConnectedTable,
  "after-onboarding": afterOnboardingTable,
  briefing: briefingList,
  sources: sourcesTable,
};

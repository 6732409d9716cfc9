export type { Attempt, Delivery } from "../traffic/courier/delivery.ts";
export type { HappeningKind } from "../traffic/scenario/happening.ts";
export { readScenario } from "../traffic/scenario/read-scenario.ts";
export { everydayLife, type Scenario, type ScenarioStep } from "../traffic/scenario/scenario.ts";
export { Emulator } from "./emulator.ts";
export {
  type EmulatedAppOptions,
  type EmulatedPartnerOptions,
  type EmulatedRequest,
  type EmulatorOptions,
  emulatorDefaults,
} from "./options.ts";
export type {
  Dialog360SignUp,
  MetaSignUp,
  SignedUpNumber,
  SignUp,
  SignUpOptions,
} from "./sign-up.ts";
export type { EmulatedProvider, SyncType } from "./world/business.ts";
export type { EmulatedBusiness } from "./world/describe-business.ts";

export { type AfterOnboarding, afterOnboarding, type Limit } from "./after-onboarding.ts";
export { type DaysUntilDisconnectOptions, daysUntilDisconnect } from "./days-until-disconnect.ts";
export type { Feature, FeatureChange, FeatureCorrection, FeatureState, FeatureSupport } from "./feature-change.ts";
export { featureChanges } from "./feature-changes.ts";
export { type FeatureComparisonOptions, featureComparison } from "./feature-comparison.ts";
export { type LinkedDevices, linkedDevices } from "./linked-devices.ts";
export type { Statement } from "./statement.ts";
export {
  type ConnectionRule,
  type DisconnectionNotice,
  type StayingConnected,
  stayingConnected,
} from "./staying-connected.ts";
export { type UnavailableFeature, unavailableFeatures } from "./unavailable-features.ts";

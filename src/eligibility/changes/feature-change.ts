import type { Sourced } from "../sourced.ts";

/** What the pages compare before and after onboarding. */
export type Feature =
  | "one_to_one_chats"
  | "contacts"
  | "group_chats"
  /** Chats with customers whose phone number is hidden. */
  | "hidden_number_chats"
  | "disappearing_messages"
  | "view_once_messages"
  | "live_location"
  | "broadcast_lists"
  /** Voice and video calls. */
  | "calls"
  /** Catalogue, orders, status. */
  | "business_tools"
  /** Marketing messages, greeting, away message, quick replies, labels. */
  | "messaging_tools"
  /** Name, address, website. */
  | "business_profile"
  | "channels";

/** How far a feature works. */
export type FeatureSupport =
  /** It works. */
  | "supported"
  /** It works as it did before. */
  | "unchanged"
  /** It works, but not all of it. */
  | "limited"
  /** What is there can still be looked at. */
  | "read_only"
  /** It worked before, and does no more. */
  | "turned_off"
  /** It does not work there, and never has. */
  | "not_supported"
  /** The page says nothing about it. */
  | "not_stated";

/** How far a feature works in one place, in a word and in a sentence. */
export interface FeatureState {
  readonly support: FeatureSupport;
  readonly text: string;
}

/** A statement of another page that contradicts a row of the comparison. */
export interface FeatureCorrection extends Sourced {
  /** What it says, in a sentence. */
  readonly text: string;
  /** The first day it is true, as in `"2025-11-25"`. Without it the day is not known. */
  readonly since?: string;
  /** What it puts in the place of the row's `inApp`. */
  readonly inApp?: FeatureState;
  /** What it puts in the place of the row's `onApi`. */
  readonly onApi?: FeatureState;
}

/** One row of the feature comparison. */
export interface FeatureChange extends Sourced {
  readonly feature: Feature;
  /** Its name for a person, in English. */
  readonly title: string;
  /** In the app, before onboarding. On the API nothing works then. */
  readonly before: FeatureState;
  /** In the app, after onboarding. */
  readonly inApp: FeatureState;
  /** On the API, after onboarding. */
  readonly onApi: FeatureState;
  /** What other pages say against the row. */
  readonly corrections: readonly FeatureCorrection[];
}

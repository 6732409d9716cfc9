import type { Business, EmulatedProvider, SyncType } from "./business.ts";

/** A business that signed up, as far as it is no secret. */
export interface EmulatedBusiness {
  readonly phoneNumberId: string;
  readonly wabaId: string;
  readonly businessId: string;
  /** The number, in digits. */
  readonly displayPhoneNumber: string;
  readonly name: string;
  readonly provider: EmulatedProvider;
  /** When it signed up, or signed up again, by the emulator's clock. */
  readonly onboardedAt: Date;
  /** Whether the number is on the API: it is from its sign-up until it is disconnected. */
  readonly isConnected: boolean;
  /** Whether your app is subscribed to its account, at Meta. */
  readonly isSubscribed: boolean;
  /** What was asked for since it signed up. */
  readonly requested: readonly SyncType[];
}

export function describeBusiness(business: Business): EmulatedBusiness {
  const { phoneNumberId, wabaId, businessId, displayPhoneNumber, name, provider, onboardedAt } = business;
  return {
    ...{ phoneNumberId, wabaId, businessId, displayPhoneNumber, name, provider, onboardedAt },
    isConnected: business.isOnCloudApi,
    isSubscribed: business.isOnCloudApi && business.atMeta.isSubscribed,
    requested: [...business.requested.keys()],
  };
}

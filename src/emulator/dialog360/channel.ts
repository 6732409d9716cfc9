import type { Business } from "../world/business.ts";

/** Prints a channel, which is a number at 360dialog, as the hub lists it and as partner events carry it. */
export function printChannel(business: Business): object {
  const { name, displayPhoneNumber, wabaId, isOnCloudApi, atDialog360 } = business;
  const { channelId, clientId, status, hubStatus, integrationState, createdAt, cancelledAt } = atDialog360;
  return {
    id: channelId,
    client_id: clientId,
    status,
    hub_status: hubStatus,
    account_mode: "live",
    // No event says that a business left: integrators look here.
    is_on_biz_app: isOnCloudApi,
    is_oba: false,
    has_inbox: false,
    created_at: createdAt?.toISOString() ?? null,
    cancelled_at: cancelledAt?.toISOString() ?? null,
    terminated_at: null,
    setup_info: { phone_number: displayPhoneNumber, phone_name: name },
    waba_account: { id: atDialog360.wabaId, external_id: wabaId },
    integration: { enabled: true, app_id: appIdOf(business), state: integrationState },
  };
}

/** The id of the integration that a channel's keys belong to. */
export function appIdOf({ atDialog360 }: Business): string {
  return atDialog360.channelId.replace(/CH$/, "AP");
}

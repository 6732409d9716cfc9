/** The business number of these webhooks. */
export const metadata = { display_phone_number: "15550001111", phone_number_id: "100000000000001" };

/** The bytes of a webhook with one change for each field and value. */
export function webhook(...changes: [field: string, value: object][]): Uint8Array {
  return Buffer.from(
    JSON.stringify({
      object: "whatsapp_business_account",
      entry: [{ id: "200000000000002", changes: changes.map(([field, value]) => ({ field, value })) }],
    }),
  );
}

/** A text message, the way a customer sends it. */
export function textMessage(more: object = {}): Record<string, unknown> {
  return {
    id: "wamid.one",
    from: "15550002222",
    timestamp: "1772442000",
    type: "text",
    text: { body: "Good morning" },
    ...more,
  };
}

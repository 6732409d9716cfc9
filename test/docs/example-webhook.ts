const customer = "15550001111";

/** A text message from a customer, as Meta delivers it. */
export const exampleWebhook = JSON.stringify({
  object: "whatsapp_business_account",
  entry: [
    {
      id: "100200300400500",
      changes: [
        {
          field: "messages",
          value: {
            messaging_product: "whatsapp",
            metadata: { display_phone_number: "15550002222", phone_number_id: "900800700600500" },
            contacts: [{ profile: { name: "Ada Example" }, wa_id: customer }],
            messages: [
              {
                from: customer,
                id: "wamid.RVhBTVBMRS1PRi1USEUtRE9DUw==",
                timestamp: "1765000000",
                type: "text",
                text: { body: "Are you open today?" },
              },
            ],
          },
        },
      ],
    },
  ],
});

import {
  type BusinessNumber,
  type OnboardingStep,
  type RecordedWebhook,
  recordOnboarding,
} from "whatsapp-coexistence/testing";

/** A business whose number is onboarded. */
export interface Business extends BusinessNumber {
  readonly name: string;
}

/** One webhook, and how it is sent. */
export interface Delivery {
  readonly business: Business;
  readonly step: OnboardingStep;
  readonly webhook: RecordedWebhook["webhook"];
  readonly kind: "first" | "repeated" | "forged";
}

export const bakery: Business = {
  name: "Corner Bakery",
  wabaId: "100000000000001",
  phoneNumberId: "200000000000001",
  displayPhoneNumber: "15550001111",
};

export const garage: Business = {
  name: "Side-Street Garage",
  wabaId: "100000000000002",
  phoneNumberId: "200000000000002",
  displayPhoneNumber: "15550004444",
};

/**
 * Everything that is sent. The bakery shares its history, whose chunks arrive out of order and some of them twice, and
 * is disconnected in the end. The garage declines. In between somebody forges a webhook.
 */
export function planTraffic(): Delivery[] {
  const shared = recordOnboarding({ seed: 5, number: bakery, messages: 240, chunkSize: 12 });
  const declined = recordOnboarding({ seed: 6, number: garage, customers: 2, history: "declined", disconnect: false });

  const bakeryDeliveries = repeatSome(swapChunks(deliveriesOf(bakery, shared)));
  const [contacts, ...rest] = deliveriesOf(garage, declined);
  const plan = spread(bakeryDeliveries, contacts === undefined ? rest : [contacts, ...rest]);

  const forged = plan.find(({ step }) => step === "message");
  if (forged !== undefined) plan.splice(Math.floor(plan.length / 2), 0, { ...forged, kind: "forged" });
  return plan;
}

function deliveriesOf(business: Business, recording: readonly RecordedWebhook[]): Delivery[] {
  return recording.map(({ step, webhook }) => ({ business, step, webhook, kind: "first" }));
}

/** Lets every second chunk of history change places with the one before it. */
function swapChunks(deliveries: readonly Delivery[]): Delivery[] {
  const swapped = [...deliveries];
  const places = deliveries.flatMap(({ step }, place) => (step === "history" ? [place] : []));
  for (let index = 1; index < places.length; index += 2) {
    const [earlier = 0, later = 0] = places.slice(index - 1, index + 1);
    [swapped[earlier], swapped[later]] = [swapped[later] as Delivery, swapped[earlier] as Delivery];
  }
  return swapped;
}

/** Sends every seventh webhook again, three places later. */
function repeatSome(deliveries: readonly Delivery[]): Delivery[] {
  return deliveries.flatMap((delivery, place) => {
    const repeated = deliveries[place - 3];
    return place % 7 === 6 && repeated !== undefined ? [delivery, { ...repeated, kind: "repeated" }] : [delivery];
  });
}

/** Spreads the few evenly among the many. */
function spread(many: readonly Delivery[], few: readonly Delivery[]): Delivery[] {
  const plan = [...many];
  const distance = many.length / (few.length + 1);
  for (const [index, delivery] of [...few.entries()].reverse()) {
    plan.splice(Math.round((index + 1) * distance), 0, delivery);
  }
  return plan;
}

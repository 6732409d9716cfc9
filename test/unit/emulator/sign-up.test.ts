import { describe, expect, it } from "vitest";
import { Emulator, type EmulatorOptions, emulatorDefaults } from "../../../src/testing/index.ts";

const { id: partnerId, apiKey } = emulatorDefaults.partner;

describe("a number that signed up before", () => {
  it("keeps its provider where the sign-up names none", () => {
    const emulator = new Emulator();
    const { displayPhoneNumber } = emulator.signUp({ provider: "360dialog" });
    expect(emulator.signUp({ number: displayPhoneNumber }).provider).toBe("360dialog");
    expect(emulator.businesses).toMatchObject([{ provider: "360dialog" }]);
  });

  it("takes another scenario until something happened on its phone, and again when it comes back", async () => {
    const emulator = new Emulator({ partner: { webhookUrl: "http://127.0.0.1:9/" }, retriedFor: 0 });
    const { displayPhoneNumber: number, phoneNumberId } = emulator.signUp({ provider: "360dialog" });
    emulator.signUp({ number, scenario: { history: "declined" } });
    await emulator.play(phoneNumberId, [{ do: "echo" }]);
    expect(() => emulator.signUp({ number, scenario: { history: 5 } })).toThrow("scenario");
    await emulator.play(phoneNumberId, [{ do: "disconnect" }]);
    emulator.signUp({ number, scenario: { history: 5 } });
    await emulator.close();
  });

  it("shares its number with nobody", () => {
    const emulator = new Emulator();
    emulator.signUp({ provider: "meta", number: "15550001112" });
    for (let count = 0; count < 5; count += 1) emulator.signUp();
    const numbers = emulator.businesses.map(({ displayPhoneNumber }) => displayPhoneNumber);
    expect(new Set(numbers).size).toBe(6);
  });
});

describe("an address beyond this machine", () => {
  const remote = "https://shop.example/webhook";
  const set = async (options: EmulatorOptions): Promise<[number, string]> => {
    const emulator = new Emulator(options);
    const answer = await emulator.fetch(`https://hub.360dialog.io/api/v2/partners/${partnerId}/webhook_url`, {
      method: "POST",
      headers: { "x-api-key": apiKey },
      body: JSON.stringify({ webhook_url: remote }),
    });
    return [answer.status, await answer.text()];
  };
  const subscribe = async (options: EmulatorOptions): Promise<string> => {
    const { appId, appSecret } = emulatorDefaults;
    const emulator = new Emulator(options);
    const answer = await emulator.fetch(`https://graph.facebook.com/v26.0/${appId}/subscriptions`, {
      method: "POST",
      headers: { authorization: `Bearer ${appId}|${appSecret}` },
      body: new URLSearchParams({
        ...{ object: "whatsapp_business_account", fields: "messages", verify_token: "t", callback_url: remote },
      }),
    });
    return answer.text();
  };

  it("is refused with what to do about it", async () => {
    expect(await set({})).toEqual([400, expect.stringContaining("beyond this machine")]);
    expect(await subscribe({})).toContain("beyond this machine");
  });

  it("is taken with a tunnel, and where remote addresses are allowed", async () => {
    const tunnels = { "https://shop.example": "http://127.0.0.1:9" };
    expect((await set({ tunnels }))[0]).toBe(200);
    expect((await set({ allowRemote: true }))[0]).toBe(200);
    expect(await subscribe({ tunnels })).toContain("could not be reached");
  });
});

describe("the redirect after a sign-up", () => {
  it.each([
    ["https://shop.example/#/done", /^https:\/\/shop\.example\/\?client=\w+&channels=\[\w+\]#\/done$/],
    ["https://shop.example/спасибо?a=1", /^https:\/\/shop\.example\/%D1%81[%\w]+\?a=1&client=\w+&channels=\[\w+\]$/],
  ])("has its parameters before the fragment, and no letters that a header cannot have: %s", async (address, right) => {
    const emulator = new Emulator({ partner: { redirectUrl: address } });
    expect(emulator.signUp({ provider: "360dialog" }).redirectUrl).toMatch(right);
    const link = new URL(`http://localhost/onboarding/${partnerId}?emulator_choice=connect`);
    link.searchParams.set("redirect_url", address);
    const answer = await emulator.fetch(link);
    expect([answer.status, answer.headers.get("location")]).toEqual([302, expect.stringMatching(right)]);
  });
});

import { describe, expect, it } from "vitest";
import { ANumber, contacts, day, minute } from "./a-number.ts";

describe("the contacts of a number", () => {
  it("are requested, and stalled if none come", () => {
    const number = new ANumber().asks("contacts", minute(1));
    expect(number.at(minute(30)).contacts.status).toBe("requested");
    expect(number.at(minute(31)).contacts.status).toBe("stalled");
  });

  it("are receiving from the first one on, and complete after a silence, since nothing marks their end", () => {
    const number = new ANumber().asks("contacts", minute(0)).gets(contacts, minute(1)).gets(contacts, minute(20));
    expect(number.at(minute(49)).contacts).toMatchObject({ status: "receiving", lastReceivedAt: minute(20) });
    expect(number.at(minute(60)).contacts).toMatchObject({ status: "complete", likelyCauses: [] });
  });

  it("stay complete when one is edited later", () => {
    const number = new ANumber().gets(contacts, minute(1)).gets(contacts, minute(100));
    expect(number.at(minute(101)).contacts).toMatchObject({ status: "complete", lastReceivedAt: minute(100) });
  });

  it("stay complete when one is edited at the moment they became it", () => {
    const number = new ANumber().gets(contacts, minute(1));
    const settled = Array.from({ length: 60 }, (_, index) => minute(index)).find(
      (now) => number.at(now).contacts.status === "complete",
    );
    expect(settled).toBeDefined();
    const edited = number.gets(contacts, settled as Date);
    expect(edited.at(settled as Date).contacts.status).toBe("complete");
  });

  it("are receiving for no longer than a day and a silence, however often they are edited", () => {
    const number = new ANumber();
    for (let minutes = 0; minutes < 2 * 24 * 60; minutes += 10) number.gets(contacts, minute(minutes));
    expect(number.at(minute(24 * 60)).contacts.status).toBe("receiving");
    expect(number.at(minute(25 * 60)).contacts.status).toBe("complete");
    expect(JSON.stringify(number.state).length).toBeLessThan(8000);
  });

  it("have one silence however their webhooks are ordered", () => {
    const times = [1, 12, 25, 100, 130].map(minute);
    const inOrder = times.reduce((number, time) => number.gets(contacts, time), new ANumber());
    const reversed = times.reduceRight((number, time) => number.gets(contacts, time), new ANumber());
    expect(reversed.state).toEqual(inOrder.state);
    expect(reversed.at(minute(131)).contacts.status).toBe("complete");
  });

  it("keep their times for a year", () => {
    const number = new ANumber().gets(contacts, minute(1)).gets(contacts, day(365));
    expect(number.at(day(366)).contacts).toMatchObject({ firstReceivedAt: minute(1), lastReceivedAt: day(365) });
  });
});

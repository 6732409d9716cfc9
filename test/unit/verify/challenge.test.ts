import { describe, expect, it } from "vitest";
import { answerChallenge } from "../../../src/verify/index.ts";

const verifyToken = "the token of the dashboard";
const genuine = { "hub.mode": "subscribe", "hub.verify_token": verifyToken, "hub.challenge": "1158201444" };

const query = (changes: Record<string, string | undefined> = {}): URLSearchParams =>
  new URLSearchParams(
    Object.entries({ ...genuine, ...changes }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
const withMore = (name: string, value: string): URLSearchParams => {
  const parameters = query();
  parameters.append(name, value);
  return parameters;
};

describe("answerChallenge", () => {
  it.each<[title: string, query: URLSearchParams, answer: string]>([
    ["digits", query(), "1158201444"],
    ["a challenge of 256 characters", query({ "hub.challenge": "7".repeat(256) }), "7".repeat(256)],
    ["letters, underscores and hyphens", query({ "hub.challenge": "a_B-9" }), "a_B-9"],
    ["other parameters beside it", withMore("utm_source", "x"), "1158201444"],
  ])("answers %s", (_, parameters, answer) => {
    expect(answerChallenge(parameters, { verifyToken })).toBe(answer);
  });

  it.each<[title: string, query: URLSearchParams]>([
    ["an empty query", new URLSearchParams()],
    ["another mode", query({ "hub.mode": "unsubscribe" })],
    ["no mode", query({ "hub.mode": undefined })],
    ["another token", query({ "hub.verify_token": "the token of somebody else" })],
    ["a token in another case", query({ "hub.verify_token": verifyToken.toUpperCase() })],
    ["the beginning of the token", query({ "hub.verify_token": verifyToken.slice(0, -1) })],
    ["an empty token", query({ "hub.verify_token": "" })],
    ["no token", query({ "hub.verify_token": undefined })],
    ["a token of 257 characters", query({ "hub.verify_token": "t".repeat(257) })],
    ["no challenge", query({ "hub.challenge": undefined })],
    ["an empty challenge", query({ "hub.challenge": "" })],
    ["a challenge of 257 characters", query({ "hub.challenge": "7".repeat(257) })],
    ["a script", query({ "hub.challenge": "<script>alert(1)</script>" })],
    ["a line feed after the challenge", query({ "hub.challenge": "1158201444\n" })],
    ["white space in the challenge", query({ "hub.challenge": "1 2" })],
    ["a letter beyond ASCII", query({ "hub.challenge": "é" })],
    ["the mode twice", withMore("hub.mode", "subscribe")],
    ["the token twice", withMore("hub.verify_token", verifyToken)],
    ["the challenge twice", withMore("hub.challenge", "2")],
    [
      "a challenge as a list",
      new URLSearchParams([...query({ "hub.challenge": undefined }), ["hub.challenge[]", "1"]]),
    ],
  ])("answers nothing for %s", (_, parameters) => {
    expect(answerChallenge(parameters, { verifyToken })).toBeUndefined();
  });

  it.each<[title: string, verifyToken: unknown, code: string]>([
    ["absent", undefined, "secret_missing"],
    ["empty", "", "secret_missing"],
    ["blank", "  \n", "secret_missing"],
    ["not a text", 7, "secret_missing"],
    ["longer than 256 characters", "t".repeat(257), "invalid_option"],
  ])("throws where its own token is %s", (_, token, code) => {
    const answer = () => answerChallenge(query({ "hub.verify_token": "" }), { verifyToken: token as string });
    expect(answer).toThrow(expect.objectContaining({ code, message: expect.stringContaining("verifyToken") }));
  });
});

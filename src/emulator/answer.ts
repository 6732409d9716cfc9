import { answerDialog360 } from "./dialog360/answer.ts";
import { answerMeta } from "./meta/answer.ts";
import type { EmulatedRequest } from "./options.ts";
import type { World } from "./world/world.ts";

/** Answers a call of one of the APIs, and says which one it was. */
export async function answerCall(world: World, request: Request): Promise<[Response, EmulatedRequest]> {
  const { method, url } = request;
  const ofDialog360 = await answerDialog360(world, request.clone());
  const answer = ofDialog360 ?? (await answerMeta(world, request));
  const provider = ofDialog360 === undefined ? "meta" : "360dialog";
  return [answer, { provider, method, path: new URL(url).pathname, status: answer.status }];
}

import type { Sender } from "../payloads/sender.ts";
import type { Consignment } from "../traffic/courier/courier.ts";
import { type PostOptions, post } from "../traffic/courier/post.ts";

/** What proves nothing: a webhook without any proof, or with a wrong one. */
export type Forgery = "unsigned" | "forged";

/** One of so many webhooks is sent by somebody else as well. */
const share = 50;
const mostUnderWay = 4;

/** Sends what others have sent, without being able to prove that it comes from them. Never twice. */
export class Intruder {
  /** The first wrong answer to each. */
  readonly mistakes = new Map<Forgery, number>();
  sent = 0;
  #seen = 0;
  readonly #underWay = new Set<Promise<void>>();
  readonly #sender: Sender;
  readonly #options: PostOptions;

  constructor(sender: Sender, options: Omit<PostOptions, "isCut">) {
    this.#sender = sender;
    this.#options = { ...options, isCut: false };
  }

  /** Sees a webhook on its way. The first is copied, then one of fifty. */
  see(consignment: Consignment): void {
    this.#seen += 1;
    // Where copies are not answered, nothing is learned from many of them.
    if (this.#seen % share !== 1 || this.#underWay.size === mostUnderWay) return;
    const copying = this.#copy(consignment).finally(() => this.#underWay.delete(copying));
    this.#underWay.add(copying);
  }

  /** Ends when every copy was answered. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #copy({ write }: Consignment): Promise<void> {
    const letter = await write();
    if (letter === undefined) return;
    const forgery: Forgery = this.sent % 2 === 0 ? "unsigned" : "forged";
    this.sent += 1;
    const headers = forgery === "unsigned" ? {} : await this.#sender.forge(letter.body);
    const { status } = await post({ ...letter, headers }, this.#options);
    // No answer at all gives nothing away.
    const isRefused = status === undefined || (status >= 400 && status < 500);
    if (!isRefused && !this.mistakes.has(forgery)) this.mistakes.set(forgery, status);
  }
}

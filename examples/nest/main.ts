// Receives webhooks in a Nest application. With Nest's own compiler options, `@Injectable()` on Inbox and `Inbox` alone
// in the list of providers say the same as the factory.

import { setTimeout as wait } from "node:timers/promises";
import { Module } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { Coexistence, isListenerError, type MessageRecord } from "whatsapp-coexistence";
import { CoexistenceModule } from "whatsapp-coexistence/nest";

const { APP_SECRET, VERIFY_TOKEN, PORT = "3000" } = process.env;

class Inbox {
  constructor(coexistence: Coexistence) {
    coexistence.onHistory(({ threads }) => {
      for (const { messages } of threads) messages.forEach(this.save);
    });
    coexistence.onHistoryMedia(this.save);
    coexistence.onEcho(this.save);
    coexistence.onMessage(this.save);
    coexistence.onContactSync(({ contacts }) => console.log(contacts.length, "contacts changed"));
    coexistence.onAccount(({ change, reason }) => console.log("account", change, reason ?? ""));
    coexistence.onUnknown(({ id, reason }) => console.log("kept for a look by a person:", id, reason));
    coexistence.onError((error) => {
      // By their names alone: what your own code threw can hold the text of a message.
      const thrown = isListenerError(error) ? error.failures.map((failure) => Object(failure.error).name) : [];
      console.error(error.code, ...thrown);
    });
  }

  // Write the record to your database here, under `message.id`: the same message can come more than once.
  readonly save = ({ message, direction, source }: MessageRecord): void => {
    console.log(source, direction, message.type);
  };
}

@Module({
  imports: [CoexistenceModule.forRoot({ appSecret: APP_SECRET, verifyToken: VERIFY_TOKEN, path: "webhook" })],
  providers: [
    { provide: Inbox, inject: [Coexistence], useFactory: (coexistence: Coexistence) => new Inbox(coexistence) },
  ],
})
class AppModule {}

const app = await NestFactory.create(AppModule, { forceCloseConnections: true });
await app.listen(Number(PORT));
console.log(`Listening on port ${PORT}`);

// Ctrl+C or SIGTERM: no new connections; what is under way is answered; the listeners finish.
process.on("SIGINT", end).on("SIGTERM", end);

async function end(): Promise<void> {
  process.off("SIGINT", end).off("SIGTERM", end); // a second signal ends at once
  await Promise.race([new Promise((closed) => app.getHttpServer().close(closed)), wait(2_000)]);
  await app.close(); // the module waits for the listeners
  setTimeout(() => process.exit(), 100); // after the last answers
}

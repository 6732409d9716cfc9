// Receives webhooks in a Nest application. With Nest's own compiler options, `@Injectable()` on Inbox and `Inbox` alone
// in the list of providers say the same as the factory.

import { setTimeout as wait } from "node:timers/promises";
import { Module } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { Coexistence, type MessageRecord } from "whatsapp-coexistence";
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

// No new connections; what is under way is answered; the listeners finish. A second signal ends at once.
process.once("SIGTERM", async () => {
  await Promise.race([new Promise((closed) => app.getHttpServer().close(closed)), wait(2_000)]);
  await app.close(); // the module waits for the listeners
  setTimeout(() => process.exit(), 100); // after the last answers
});

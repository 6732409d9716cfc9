// Receives webhooks in a Nest application. With Nest's own compiler options, `@Injectable()` on Inbox and `Inbox` alone
// in the list of providers say the same as the factory.

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

const app = await NestFactory.create(AppModule);
await app.listen(Number(PORT));
console.log(`Listening on port ${PORT}`);

process.once("SIGTERM", () => app.close()); // the module waits for the listeners that are still at work

/** What a receiver process is to be. */
export interface ReceiverSettings {
  readonly appSecret: string;
  /** Where webhooks are kept. */
  readonly store: Store;
  /** Whether its listeners fail, hang and block where a message says so. */
  readonly isPoisoned?: boolean;
  /** Options of the intake. */
  readonly options?: Readonly<Record<string, number>>;
}

/** A kind of intake, and where it keeps what it has. */
export type Store =
  | { readonly kind: "memory" }
  | { readonly kind: "sqlite"; readonly path: string }
  | { readonly kind: "bullmq"; readonly url: string; readonly name: string };

/** What a receiver process says. */
export type Said =
  | { readonly port: number }
  /** The listeners of a message were called, and did not fail. */
  | { readonly done: string };

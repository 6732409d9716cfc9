/** The members a mount uses of `http.IncomingMessage`, or of what a framework made of it. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly httpVersionMajor?: number;
  /** Whether the whole body has arrived, read or not. */
  readonly complete?: boolean;
  readonly destroyed?: boolean;
  readonly readableDidRead?: boolean;
  readonly readableEnded?: boolean;
  readonly readableEncoding?: string | null;
  /** What a body parser left. */
  readonly body?: unknown;
  /** Where Nest, and the `verify` option of body parsers, keep the bytes. */
  readonly rawBody?: unknown;
  on(event: string, listener: (piece: Uint8Array) => void): unknown;
  off(event: string, listener: (piece: Uint8Array) => void): unknown;
  resume(): unknown;
  destroy(error?: Error): unknown;
}

/** The members a mount uses of `http.ServerResponse`. */
export interface NodeResponse {
  readonly headersSent: boolean;
  writeHead(status: number, headers: Record<string, string | number>): unknown;
  flushHeaders?(): unknown;
  write(body: string): unknown;
  end(body: string): unknown;
}

/** A listener for `http.createServer`, or a handler for a framework on top of it. */
export type NodeHandler = (request: NodeRequest, response: NodeResponse) => Promise<void>;

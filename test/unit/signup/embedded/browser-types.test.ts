import { resolve } from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";

// The package is compiled without the types of the DOM. What its users have is a real `window`, and often the types of
// Facebook's SDK: that both fit is checked in a program of its own, because those types would leak into every other file.
const folder = import.meta.dirname;
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  noEmit: true,
};

const imports = `import { launchEmbeddedSignup, loadFacebookSdk, parseSignupMessage, type FacebookSdk }
  from "../../../../src/signup/index.ts";`;
const ids = `appId: "600000000000006", configId: "700000000000007"`;
// As @types/facebook-js-sdk declares them.
const facebook = `declare namespace facebook {
    interface FacebookStatic {
      init(params: { appId?: string; version?: string; xfbml?: boolean; autoLogAppEvents?: boolean | undefined }): void;
      login(callback: (response: StatusResponse) => void, options?: LoginOptions): void;
    }
    interface LoginOptions { auth_type?: "reauthenticate"; config_id?: string; scope?: string; return_scopes?: boolean }
    type LoginStatus = "authorization_expired" | "connected" | "not_authorized" | "unknown";
    interface StatusResponse { status: LoginStatus; authResponse: AuthResponse }
    interface AuthResponse { accessToken: string; code?: string; expiresIn: number; signedRequest: string; userID: string }
  }
  declare const FB: facebook.FacebookStatic;
  declare global { interface Window { fbAsyncInit(): void; FB: facebook.FacebookStatic } }`;

const fits: Readonly<Record<string, string>> = {
  "the window of a page": `launchEmbeddedSignup({ ${ids}, window });`,
  "the window of a frame": `declare const frame: Window; void launchEmbeddedSignup({ ${ids}, window: frame });`,
  "the signal of a page": `launchEmbeddedSignup({ ${ids}, signal: new AbortController().signal });`,
  "a message event": `window.addEventListener("message", (event) => parseSignupMessage(event)?.event);`,
  "the SDK that was loaded": `launchEmbeddedSignup({ configId: "7", sdk: await loadFacebookSdk({ appId: "6", window }) });`,
  "Facebook's own types of the SDK": `${facebook} void launchEmbeddedSignup({ configId: "7", sdk: FB });`,
  "a window with Facebook's own types": `${facebook} void launchEmbeddedSignup({ ${ids}, window });`,
};
const doesNotFit: Readonly<Record<string, string>> = {
  "a window that is none": `launchEmbeddedSignup({ ${ids}, window: document });`,
  "an SDK that is none": `launchEmbeddedSignup({ configId: "7", sdk: window });`,
  "no configuration": `launchEmbeddedSignup({ appId: "6" });`,
  "an SDK without an app": `loadFacebookSdk({});`,
};

describe("the types of the sign-up", () => {
  let mistakes: ReadonlyMap<string, readonly string[]>;
  beforeAll(() => {
    mistakes = check({ ...fits, ...doesNotFit });
  });

  it.each(Object.keys(fits))("take %s", (name) => {
    expect(mistakes.get(name)).toEqual([]);
  });

  it.each(Object.keys(doesNotFit))("do not take %s", (name) => {
    expect(mistakes.get(name)).toHaveLength(1);
  });
});

function check(programs: Readonly<Record<string, string>>): ReadonlyMap<string, readonly string[]> {
  const names = Object.keys(programs);
  const texts = new Map(
    names.map((name, index) => [resolve(folder, `program-${index}.ts`), `${imports}\n${programs[name]}`]),
  );
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => texts.has(file) || fileExists(file);
  host.readFile = (file) => texts.get(file) ?? readFile(file);
  const parsed = new Map<string, ts.SourceFile | undefined>();
  host.getSourceFile = (file, ...how) => {
    if (!parsed.has(file)) parsed.set(file, getSourceFile(file, ...how));
    return parsed.get(file);
  };
  // One program each: what one declares globally is not there for the next.
  return new Map(
    [...texts.keys()].map((file, index) => {
      const program = ts.createProgram([file], options, host);
      const found = program.getSemanticDiagnostics(program.getSourceFile(file));
      return [names[index] ?? "", found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))];
    }),
  );
}

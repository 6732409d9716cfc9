import { defineConfig } from "vitest/config";

const setupFiles = ["test/setup.ts"];
// No test measures time. These only end what hangs, also on a machine that is busy with something else.
const patience = { testTimeout: 60_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    maxWorkers: "100%", // the default leaves one core idle, which on a machine with two is half of it
    projects: [
      {
        test: {
          name: "library",
          include: ["test/**/*.test.ts"],
          exclude: ["test/consumer/**", "test/docs/**"],
          typecheck: { enabled: true, include: ["test/types/**/*.test-d.ts"] },
          globalSetup: "test/services/global-setup.ts",
          setupFiles,
          ...patience,
        },
      },
      { test: { name: "docs", include: ["test/docs/**/*.test.ts"], setupFiles, ...patience } },
      {
        test: {
          name: "consumer",
          include: ["test/consumer/*.test.ts"],
          globalSetup: "test/consumer/support/pack.ts",
          setupFiles,
          ...patience,
        },
      },
      {
        // Installs compilers, runtimes and frameworks of its own, so it is not part of `npm test`.
        test: {
          name: "ecosystem",
          include: ["test/consumer/ecosystem/*.test.ts"],
          globalSetup: "test/consumer/support/pack.ts",
          setupFiles,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
    coverage: { provider: "v8", include: ["src/**/*.ts"], exclude: ["src/cli/main.ts", "src/**/index.ts"] },
  },
});

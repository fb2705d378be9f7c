/**
 * Lint of the whole tree. Strict and type-checked. The arrows between folders are held by tests/unit/arrows, the layout of
 * lines by prettier, what nobody uses by knip (.config/knip.json); `npm run lint` runs the three.
 */
import vitest from "@vitest/eslint-plugin";
import tseslint from "typescript-eslint";

/** The only files with type assertions. */
const asserting = [
  "functions/http/pipeline.ts",
  "functions/kernel/id-schemas.ts",
  "functions/stream/stream-record.ts",
  "functions/wiring/settings.ts",
  "infra/app.ts",
  "infra/build/evaluated.ts",
  "infra/local/aws-json.ts",
  "infra/local/clock.ts",
  "infra/local/cognito/admin.ts",
  "infra/local/cognito/store.ts",
  "infra/local/gateway/api.ts",
  "infra/local/lambda/worker.ts",
  "infra/local/net.ts",
  "infra/local/portal.ts",
  "infra/local/ses.ts",
  "infra/operator/deployment.ts",
  "infra/portal-stack.ts",
  "infra/storage.ts",
  "infra/town/colours.ts",
  "infra/upload.ts",
  "web/shared/api/client.ts",
  "web/shared/town.ts",
];

export default tseslint.config(
  { ignores: ["**/node_modules/**", ".build/**", "cdk.out/**", ".local/**", ".config/**"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: new URL("..", import.meta.url).pathname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_", destructuredArrayIgnorePattern: "^_" }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "no-empty": ["error", { allowEmptyCatch: false }],
      eqeqeq: "error",
    },
  },
  {
    files: ["bin/**", "functions/**", "infra/**", "web/**"],
    rules: { "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }] },
  },
  {
    // Where a checked value gets a type that TypeScript cannot follow: each says beside it what was checked.
    files: asserting,
    rules: { "@typescript-eslint/consistent-type-assertions": "off" },
  },
  { files: ["tests/**"], rules: { "@typescript-eslint/no-non-null-assertion": "off" } },
  {
    files: ["tests/**/*.test.{ts,tsx}"],
    plugins: { vitest },
    rules: { "vitest/expect-expect": ["error", { assertFunctionNames: ["expect", "expect*", "fc.assert", "assert*", "check*", "consistent", "dyingEverywhere", "settled", "page.**.waitFor"] }] },
  },
);

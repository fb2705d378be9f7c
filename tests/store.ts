/**
 * `npm run test:store`: the tests that need a table, on Amazon's own DynamoDB Local instead of dynoxide. Outside `npm
 * test`, because it needs Java 17. The two engines are of different makers: what passes on both does not rest on a
 * kindness of one of them.
 */
import { spawn, spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { root } from "../infra/build/paths.ts";

/** Those need no table, or a whole portal: that is held to one engine. */
const elsewhere = /^tests\/integration\/(?:sign-in|budgets|demo|local|http)\//u;
const startsPortal = (path: string): boolean => readFileSync(`${root}${path}`, "utf8").includes("/http/portal.ts");
/** How the stream is read is the engine's own affair too. */
const streams = "tests/integration/local/stream.test.ts";

const files = [
  ...globSync("tests/integration/**/*.test.ts", { cwd: root }).filter(
    (path) => !elsewhere.test(path) && !startsPortal(path),
  ),
  streams,
];

if (spawnSync("java", ["-version"]).error) {
  process.stderr.write(
    "Ces tests demandent Java 17 ou plus : la commande « java » est introuvable. Installez-le (paquet openjdk-17-jre-headless, par exemple), puis relancez « npm run test:store ».\n",
  );
  process.exit(1);
}
// Amazon's engine answers a call in five times dynoxide's time; a test of hundreds of deaths makes thousands of calls.
const patience = ["--testTimeout=600000", "--hookTimeout=240000"];
const child = spawn(
  "vitest",
  [
    "run",
    "--config",
    ".config/vitest.config.ts",
    "--project",
    "integration",
    "--allowOnly=false",
    ...patience,
    ...files,
  ],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, PORTAIL_DYNAMO: "amazon" },
  },
);
child.once("error", (error) => {
  throw error;
});
child.once("close", (code) => {
  process.exitCode = code ?? 1;
});

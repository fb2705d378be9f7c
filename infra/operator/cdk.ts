/** The CDK command line, with what the operator sees of it. */
import { spawn } from "node:child_process";
import { built, root } from "../build/paths.ts";
import { OperatorError } from "./operator-error.ts";

/** Context of a run; undefined values are left out. */
export type Context = Readonly<Record<string, string | undefined>>;

/** Where CDK writes the templates, by the names of the stacks. */
export const assembly = `${root}cdk.out`;

/** Runs `cdk <args>` on this app, output shown, questions asked; fails with the command's own exit. */
export function cdk(args: readonly string[], context: Context): Promise<void> {
  const chosen = Object.entries(context).flatMap(([key, value]) =>
    value === undefined ? [] : ["--context", `${key}=${value}`],
  );
  return new Promise((resolve, reject) => {
    const child = spawn(`${root}node_modules/.bin/cdk`, [...args, ...chosen, "--output", assembly], {
      cwd: root,
      stdio: "inherit",
    });
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else
        reject(
          new OperatorError(
            `« cdk ${args.join(" ")} » a échoué (code ${code ?? "inconnu"}). Ce qui avait été construit reste dans ${built.root}.`,
          ),
        );
    });
  });
}

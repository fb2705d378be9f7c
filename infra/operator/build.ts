/** `npm run build`: the site and the functions, as they are deployed. */
import { buildAll, built } from "../build.ts";
import { runCommand } from "./operator-error.ts";

await runCommand(async () => {
  const changed = await buildAll();
  process.stdout.write(
    changed
      ? `Site et fonctions construits dans ${built.root}\n`
      : "Rien à construire : les sources n’ont pas changé\n",
  );
});

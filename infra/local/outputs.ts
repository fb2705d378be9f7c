/** `outputs.json`: what a person, the operator's commands and the tests need to know of a running portal. */
import { rename, writeFile } from "node:fs/promises";
import type { DemoFacts } from "./demo.ts";
import type { SchoolZone } from "../../functions/calendar/rules/school-calendar.ts";
import type { QuotientKind } from "../../functions/kernel/town-for-functions.ts";
import type { Endpoints } from "./environment.ts";

export interface Outputs {
  readonly portal: string;
  readonly staff: string;
  readonly mailbox: string;
  /** Read by the commands in infra/operator. */
  readonly operator: {
    readonly region: string;
    readonly tableName: string;
    readonly userPoolId: string;
    readonly userPoolClientId: string;
    readonly schoolZone: SchoolZone;
    readonly quotientKind: QuotientKind;
    readonly endpoints: Endpoints;
  };
  /** Null without a demo town. */
  readonly demo: DemoFacts | null;
}

/** Only for its owner: it holds the demo's passwords. */
export async function writeOutputs(folder: string, outputs: Outputs): Promise<void> {
  const fresh = `${folder}/outputs.json.new`;
  await writeFile(fresh, `${JSON.stringify(outputs, null, 2)}\n`, { mode: 0o600 });
  await rename(fresh, `${folder}/outputs.json`);
}

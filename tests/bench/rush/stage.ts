/**
 * Everything an opening day needs before it opens: a portal with faults, towns in its table, a session for every
 * family.
 */
import { mkdir } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { inParallel } from "../../../functions/kernel/parallel.ts";
import { enterCatalogue } from "../../../functions/catalogue/store/catalogue-entry.ts";
import { freshSeconds } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { openTable, type Table } from "../../../functions/table/table.ts";
import type { StreamFaults } from "../../../infra/local/faults/stream.ts";
import type { TableFaults } from "../../../infra/local/faults/table.ts";
import { region } from "../../../infra/local/names.ts";
import { testIssuer } from "../../../infra/local/test-issuer.ts";
import { startRemote, type RemotePortal } from "./remote.ts";
import { catalogueOf, opening, putFamilies, type RushFamily, type RushTown } from "./town.ts";

/** A bad day, not the end of the world: one data call in sixty goes wrong. */
export const tableFaults: TableFaults = { conflict: 0.005, throttled: 0.005, lostBefore: 0.0025, lostAfter: 0.0025 };
export const streamFaults: StreamFaults = { twice: 0.05, late: 0.05, reordered: 0.1 };

/**
 * Twice the cores: one that waits keeps no core idle; many more only take turns, each with its own code to warm up (12
 * booked a tenth less).
 */
const environments = 4;

export interface Stage {
  readonly portal: RemotePortal;
  /** The table as the operator has it: no faults, no meter. */
  readonly table: Table;
  /** The table as functions have it. */
  readonly faulty: Table;
  readonly client: DynamoDBClient;
  readonly cookieOf: (family: RushFamily) => string;
  readonly close: () => Promise<void>;
}

const clientAs = (accessKeyId: string, endpoint: string): DynamoDBClient =>
  new DynamoDBClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey: "local" } });

/** `guests`: families of no town of their own, who come as well. */
export async function openStage(
  folder: string,
  towns: readonly RushTown[],
  guests: readonly RushFamily[],
): Promise<Stage> {
  await mkdir(folder, { recursive: true });
  const portal = await startRemote(
    { data: folder, seed: 20_261_123, table: tableFaults, stream: streamFaults, environments },
    opening,
  );
  const [client, own] = [clientAs("operator", portal.endpoint), clientAs("book", portal.endpoint)];
  const table = openTable(portal.tableName, client);
  const close = async (): Promise<void> => {
    client.destroy();
    own.destroy();
    await portal.stop();
  };
  try {
    const families = [...towns.flatMap((town) => town.families), ...guests];
    await enterCatalogue(table, catalogueOf(towns), { dryRun: false });
    const known = wait((freshSeconds + 1) * 1_000);
    await putFamilies(table, families);
    const issuer = await testIssuer({ data: folder, clientId: portal.clientId, table });
    const cookies = new Map<FamilyCode, string>(
      await inParallel(families, 16, async ({ code }) => [code, await issuer.open(code, opening)] as const),
    );
    // What functions read when they started has been read again by then.
    await known;
    return {
      portal,
      table,
      faulty: openTable(portal.tableName, own),
      client,
      close,
      cookieOf: ({ code }) => {
        const cookie = cookies.get(code);
        if (cookie === undefined) throw new Error(`Family ${code} has no session`);
        return cookie;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

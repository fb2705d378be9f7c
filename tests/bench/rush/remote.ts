/** The portal's process, seen from the crowd's. */
import { fork } from "node:child_process";
import { once } from "node:events";
import type { StreamFaults } from "../../../infra/local/faults/stream.ts";
import type { TableFaults } from "../../../infra/local/faults/table.ts";
import type { Uses } from "./meter.ts";

export interface PortalSettings {
  readonly data: string;
  readonly seed: number;
  readonly table: TableFaults;
  readonly stream: StreamFaults;
  readonly environments: number;
}

export type Ask = "measures" | "settle" | "calm" | "trouble" | "stop";

export interface Ready {
  readonly kind: "ready";
  readonly url: string;
  /** The table as functions reach it. */
  readonly endpoint: string;
  readonly tableName: string;
  readonly clientId: string;
}

export interface Measures {
  readonly kind: "measures";
  readonly uses: Uses;
  readonly table: Readonly<Record<keyof TableFaults, number>>;
  readonly stream: Readonly<Record<keyof StreamFaults, number>>;
}

export type Answer = Ready | Measures | { readonly kind: "settled" };

export interface RemotePortal extends Omit<Ready, "kind"> {
  readonly pid: number;
  /** What was counted since the last time; faults since the start. */
  readonly measures: () => Promise<Measures>;
  readonly settled: () => Promise<void>;
  /** Without the table's faults while `work` runs. */
  readonly calmly: <T>(work: () => Promise<T>) => Promise<T>;
  readonly stop: () => Promise<void>;
}

/** `now`: what the portal's clock says when it starts. */
export async function startRemote(settings: PortalSettings, now: string): Promise<RemotePortal> {
  const child = fork(new URL("./portal.ts", import.meta.url), [JSON.stringify(settings)], {
    env: { ...process.env, PORTAIL_NOW: now },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error("The portal of the rush could not be started");
  const ended = once(child, "exit");
  const next = async <K extends Answer["kind"]>(kind: K): Promise<Extract<Answer, { kind: K }>> => {
    const answered = once(child, "message").then(([message]) => message as Answer);
    const answer = await Promise.race([
      answered,
      ended.then(() => {
        throw new Error("The portal of the rush has ended");
      }),
    ]);
    if (answer.kind !== kind)
      throw new Error(`The portal of the rush answered « ${answer.kind} » instead of « ${kind} »`);
    return answer as Extract<Answer, { kind: K }>;
  };
  const ask = <K extends Answer["kind"]>(what: Ask, kind: K): Promise<Extract<Answer, { kind: K }>> => {
    const answered = next(kind);
    child.send(what);
    return answered;
  };
  const ready = await next("ready");
  return {
    ...ready,
    pid,
    measures: () => ask("measures", "measures"),
    settled: async () => {
      await ask("settle", "settled");
    },
    calmly: async (work) => {
      await ask("calm", "settled");
      try {
        return await work();
      } finally {
        await ask("trouble", "settled");
      }
    },
    stop: async () => {
      child.send("stop");
      await ended;
    },
  };
}

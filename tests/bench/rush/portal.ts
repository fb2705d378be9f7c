/**
 * The portal of the rush, a process of its own as in life: faults between its functions and the table, and a meter
 * around them.
 */
import { diceOf } from "../../../infra/local/faults/dice.ts";
import { faultyStream } from "../../../infra/local/faults/stream.ts";
import { faultyTable } from "../../../infra/local/faults/table.ts";
import { startPortal } from "../../../infra/local/portal.ts";
import { createMeter } from "./meter.ts";
import type { Answer, Ask, PortalSettings } from "./remote.ts";

const settings = JSON.parse(process.argv[2] ?? "") as PortalSettings;
const dice = diceOf(settings.seed);
const meter = createMeter();
const table = faultyTable(settings.table, dice);
const stream = faultyStream(settings.stream, dice);
let calm = false;

const portal = await startPortal({
  port: 0,
  data: settings.data,
  loadDemo: null,
  warm: true,
  experiment: {
    table: meter.around((call, ask) => (calm ? ask(call.body) : table.hook(call, ask))),
    stream: stream.disturb,
    environments: settings.environments,
  },
});
const tell = (answer: Answer): void => void process.send?.(answer);

async function answer(ask: Ask): Promise<void> {
  switch (ask) {
    case "measures":
      tell({ kind: "measures", uses: meter.take(), table: { ...table.met }, stream: { ...stream.met } });
      break;
    case "calm":
    case "trouble":
      calm = ask === "calm";
      tell({ kind: "settled" });
      break;
    case "settle":
      await portal.settled();
      tell({ kind: "settled" });
      break;
    case "stop":
      await portal.stop();
      process.exit(0);
  }
}
process.on("message", (ask: Ask) => void answer(ask));
// Nobody is left to ask for anything.
process.once("disconnect", () => void portal.stop().then(() => process.exit(0)));
const { operator } = portal;
tell({
  kind: "ready",
  url: portal.portal.replace("localhost", "127.0.0.1"),
  endpoint: operator.endpoints.dynamodb,
  tableName: operator.tableName,
  clientId: operator.userPoolClientId,
});

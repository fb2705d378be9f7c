/**
 * Families at the opening, each a browser: most click once, some twice, some press again, some lose the answer on the
 * way, some have two pages open. Whoever gets no answer, or is told to come back, sends the same basket again with the
 * same key, as the site's page does.
 */
import { Agent, request, type ClientRequest } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import * as z from "zod";
import type { WishLine } from "../../../functions/booking/contract/basket.ts";
import { below, type Dice } from "../../../infra/local/faults/dice.ts";
import type { RushFamily } from "./town.ts";

export type Habit = "calm" | "doubleClick" | "again" | "lostAnswer" | "twoPages";

/** Out of a hundred families; all others are calm. */
const habits: readonly (readonly [Habit, number])[] = [
  ["doubleClick", 6],
  ["again", 6],
  ["lostAnswer", 8],
  ["twoPages", 2],
];

const answerSchema = z.object({
  lines: z.array(
    z.object({
      childId: z.string(),
      date: z.string(),
      outcome: z.string(),
      refusal: z.optional(z.object({ code: z.string() })),
    }),
  ),
});
export type LineAnswer = z.output<typeof answerSchema>["lines"][number];

/** One basket under one key, with every answer that it got. */
export interface Basket {
  readonly family: RushFamily;
  readonly key: string;
  /** As received, the first one first; none: unanswered. */
  readonly answers: readonly { readonly text: string; readonly lines: readonly LineAnswer[]; readonly at: number }[];
}

export interface CrowdReport {
  readonly baskets: readonly Basket[];
  /** Milliseconds from sending a request to its answer, of all that were answered. */
  readonly latencies: readonly number[];
  /** Milliseconds from a family's first click to its answer, whatever it took. */
  readonly waits: readonly number[];
  /** Requests that were answered 5xx or not at all, and were sent again. */
  readonly sentAgain: number;
  /** Connections that the families themselves cut. */
  readonly cut: number;
  /** Milliseconds from the first request to the last answer. */
  readonly duration: number;
  /** What else was answered, with how often: should be empty. */
  readonly strange: ReadonlyMap<string, number>;
}

export interface CrowdOptions {
  readonly url: string;
  readonly families: readonly RushFamily[];
  readonly cookieOf: (family: RushFamily) => string;
  readonly dice: Dice;
  /** Milliseconds within which all arrive, most of them early. */
  readonly within: number;
  /** Requests on their way at once: more browsers than that wait at the door of so small a machine. */
  readonly width: number;
}

const mostTries = 60;

type Sent =
  | { readonly kind: "answered"; readonly status: number; readonly text: string }
  | { readonly kind: "nothing" };

function habitOf(dice: Dice): Habit {
  let left = below(dice, 100);
  for (const [habit, share] of habits) {
    left -= share;
    if (left < 0) return habit;
  }
  return "calm";
}

/** So many at once, in the order in which they asked. */
function door(width: number): <T>(task: () => Promise<T>) => Promise<T> {
  let free = width;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

export async function sendCrowd({ url, families, cookieOf, dice, within, width }: CrowdOptions): Promise<CrowdReport> {
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  const { hostname, port } = new URL(url);
  const through = door(width);
  const [baskets, latencies, waits]: [Basket[], number[], number[]] = [[], [], []];
  const strange = new Map<string, number>();
  let [sentAgain, cut, made] = [0, 0, 0];
  const begun = performance.now();
  const now = (): number => performance.now() - begun;

  /** Sends a body; `lose`: hangs up after so many milliseconds. */
  const post = (cookie: string, body: string, lose: number | null): Promise<Sent> =>
    through(
      () =>
        new Promise((resolve) => {
          const sentAt = now();
          const headers = {
            "content-type": "application/json",
            "content-length": Buffer.byteLength(body),
            cookie,
            "sec-fetch-site": "same-origin",
          };
          const sent: ClientRequest = request(
            { agent, host: hostname, port, method: "POST", path: "/api/bookings", headers },
            (answer) => {
              answer.setEncoding("utf8");
              let text = "";
              answer.on("data", (chunk: string) => {
                text += chunk;
              });
              answer.once("error", () => {
                resolve({ kind: "nothing" });
              });
              answer.once("end", () => {
                latencies.push(now() - sentAt);
                resolve({ kind: "answered", status: answer.statusCode ?? 0, text });
              });
            },
          );
          sent.once("error", () => {
            resolve({ kind: "nothing" });
          });
          sent.end(body);
          if (lose !== null)
            setTimeout(() => {
              if (sent.destroyed) return;
              cut += 1;
              sent.destroy();
            }, lose);
        }),
    );

  const keep = (answers: Basket["answers"][number][], text: string): void => {
    answers.push({ text, lines: answerSchema.parse(JSON.parse(text)).lines, at: now() });
  };

  /** Until there is an answer: every time the same key. */
  const insist = async (cookie: string, body: string, answers: Basket["answers"][number][]): Promise<void> => {
    for (let tries = 1; tries <= mostTries; tries += 1) {
      const sent = await post(cookie, body, null);
      if (sent.kind === "answered" && sent.status === 200) {
        keep(answers, sent.text);
        return;
      }
      if (sent.kind === "answered" && sent.status < 500) {
        const said = `${sent.status} ${sent.text.slice(0, 200)}`;
        strange.set(said, (strange.get(said) ?? 0) + 1);
        return;
      }
      sentAgain += 1;
      await wait(Math.min(2_000, 100 * tries) * (0.5 + dice()));
    }
  };

  const basketOf = (
    family: RushFamily,
    lines: readonly WishLine[],
  ): { readonly body: string; readonly answers: Basket["answers"][number][] } => {
    const key = `ouverture-${String((made += 1)).padStart(8, "0")}`;
    const answers: Basket["answers"][number][] = [];
    baskets.push({ family, key, answers });
    return { body: JSON.stringify({ idempotencyKey: key, lines }), answers };
  };

  const live = async (family: RushFamily): Promise<void> => {
    // A third of them within the first two seconds of a minute, the last at its end.
    await wait(within * dice() ** 3);
    const arrived = now();
    const cookie = cookieOf(family);
    const { body, answers } = basketOf(family, family.lines);
    const habit = habitOf(dice);
    switch (habit) {
      case "calm":
        await insist(cookie, body, answers);
        break;
      case "doubleClick":
        await Promise.all([
          insist(cookie, body, answers),
          wait(30 + 120 * dice()).then(() => insist(cookie, body, answers)),
        ]);
        break;
      case "again":
        await insist(cookie, body, answers);
        await wait(500 * dice());
        await insist(cookie, body, answers);
        break;
      case "lostAnswer": {
        const seen = await post(cookie, body, 5 + 400 * dice());
        if (seen.kind === "answered" && seen.status === 200) keep(answers, seen.text);
        await wait(200 * dice());
        await insist(cookie, body, answers);
        break;
      }
      case "twoPages": {
        const other = basketOf(family, family.lines);
        await Promise.all([insist(cookie, body, answers), insist(cookie, other.body, other.answers)]);
        break;
      }
    }
    waits.push(now() - arrived);
  };

  try {
    await Promise.all(families.map(live));
    return { baskets, latencies, waits, sentAgain, cut, duration: now(), strange };
  } finally {
    agent.destroy();
  }
}

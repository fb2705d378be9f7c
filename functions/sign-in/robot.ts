/**
 * « Je ne suis pas un robot » by ALTCHA: a proof of work of about a second on a cheap phone; nothing is sent to anybody
 * else.
 */
import { createChallenge, randomInt, verifySolution } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { hkdfSync } from "node:crypto";
import * as z from "zod/mini";
import { lazily } from "../kernel/lazily.ts";
import { epochSeconds, type Clock } from "../kernel/clock.ts";
import { Problem } from "../http/problem.ts";
import { useChallengeOnce } from "./store/challenges.ts";
import type { Table } from "../table/table.ts";

/** Seconds for which a challenge may be solved: filling the form takes a while. */
const lifetime = 1800;

const payloadSchema = lazily(() =>
  z.object({
    challenge: z.object({
      parameters: z.looseObject({
        algorithm: z.literal("PBKDF2/SHA-256"),
        nonce: z.string(),
        salt: z.string(),
        cost: z.int(),
        keyLength: z.int(),
        keyPrefix: z.string(),
        keySignature: z.string(),
        expiresAt: z.int(),
      }),
      signature: z.string(),
    }),
    solution: z.object({ counter: z.int(), derivedKey: z.string() }),
  }),
);

export interface Robot {
  readonly challenge: () => Promise<{ parameters: Record<string, unknown>; signature: string }>;
  /** Throws `robot.unverified` unless the payload solves a challenge of ours, in time, for the first time. */
  readonly verify: (payload: string) => Promise<void>;
}

const refused = () =>
  new Problem("robot.unverified", {
    detail: "La vérification a expiré ou a déjà servi. Cochez de nouveau « Je ne suis pas un robot ».",
    errors: [{ field: "robot", message: "Cochez de nouveau « Je ne suis pas un robot »." }],
  });

function readPayload(payload: string): z.infer<ReturnType<typeof payloadSchema>> {
  let sent: unknown;
  try {
    sent = JSON.parse(Buffer.from(payload, "base64").toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) throw refused();
    throw error;
  }
  // `z.core` as a value would bring all of zod, 50 languages included, into the bundle: 400 kB.
  const parsed = z.safeParse(payloadSchema(), sent);
  if (!parsed.success) throw refused();
  return parsed.data;
}

/** Both keys derive from the portal's secret: there is no other one to keep. */
export function robotCheck(portalSecret: string, table: Table, clock: Clock): Robot {
  const derive = (use: string) =>
    Buffer.from(hkdfSync("sha256", portalSecret, "", `altcha:${use}`, 32)).toString("hex");
  const secrets = { hmacSignatureSecret: derive("challenge"), hmacKeySignatureSecret: derive("key") };
  return {
    challenge: async () => {
      const { parameters, signature } = await createChallenge({
        algorithm: "PBKDF2/SHA-256",
        cost: 5000,
        counter: randomInt(60, 240),
        deriveKey,
        expiresAt: epochSeconds(clock()) + lifetime,
        ...secrets,
      });
      if (!signature) throw new Error("The challenge left unsigned");
      return { parameters: { ...parameters }, signature };
    },
    verify: async (payload) => {
      const { challenge, solution } = readPayload(payload);
      const result = await verifySolution({ challenge, solution, deriveKey, ...secrets });
      // The library reads the machine's clock; the portal's own decides.
      if (!result.verified || challenge.parameters.expiresAt <= epochSeconds(clock())) throw refused();
      if (!(await useChallengeOnce(table, challenge.signature, challenge.parameters.expiresAt))) throw refused();
    },
  };
}

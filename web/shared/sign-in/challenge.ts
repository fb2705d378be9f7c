/** From the server's challenge to the text that a form sends: the challenge and its solution, as base64 JSON. */
import type { ChallengeParameters } from "altcha-lib/types";
import { call } from "../api/index.ts";

type Challenge = Awaited<ReturnType<typeof fetchChallenge>>;
const fetchChallenge = () => call("sign-in.challenge");

function isParameters(
  value: Readonly<Record<string, unknown>>,
): value is Record<string, unknown> & ChallengeParameters {
  return (
    ["algorithm", "nonce", "salt", "keyPrefix"].every((name) => typeof value[name] === "string") &&
    ["cost", "keyLength"].every((name) => typeof value[name] === "number")
  );
}

interface Proof {
  readonly payload: string;
  /** When the server will no longer take it, in milliseconds since 1970; null: it did not say. */
  readonly until: number | null;
}

const payloadOf = (challenge: Challenge, solution: unknown): string => btoa(JSON.stringify({ challenge, solution }));

/** Null when it was given up. */
export async function proveHuman(controller: AbortController): Promise<Proof | null> {
  const [challenge, { solve }] = await Promise.all([fetchChallenge(), import("./solver.ts")]);
  const { parameters } = challenge;
  if (!isParameters(parameters)) throw new Error("The challenge is of an unknown kind");
  const solution = await solve({ parameters, signature: challenge.signature }, controller);
  if (!solution) return null;
  return {
    payload: payloadOf(challenge, solution),
    until: parameters.expiresAt === undefined ? null : parameters.expiresAt * 1000,
  };
}

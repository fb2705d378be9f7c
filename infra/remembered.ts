/**
 * What was chosen for a portal, kept with it: its stack's template carries the choices as metadata, so that they change
 * exactly when the deployment does, cost nothing, and are read by whoever may deploy. Nothing here is not in the
 * template already.
 */
import { isAbsolute, relative, resolve } from "node:path";
import * as z from "zod";
import type { Town } from "../functions/kernel/town.ts";
import { root } from "./build/paths.ts";
import type { Choices } from "./choices.ts";

const schema = z.object({
  /** Path of the town's configuration, from this folder when it lies in it. */
  town: z.string(),
  townName: z.string(),
  domain: z.string().nullable(),
  senderAddress: z.string().nullable(),
  alarmEmail: z.string().nullable(),
  waf: z.boolean(),
  /** It sends with the town's address, and answers by the town's name: found out once, and not to be lost by a bad day. */
  senderVerified: z.boolean(),
  certificateArn: z.string().nullable(),
});
export type Remembered = z.infer<typeof schema>;

/** Under which the template's metadata holds them. */
export const rememberedKey = "PortailFamille";

/** A path inside this folder means the same on the next machine. */
function portable(path: string): string {
  const inside = relative(root, resolve(path));
  return inside.startsWith("..") || isAbsolute(inside) ? resolve(path) : inside;
}

export const remember = (
  {
    town: path,
    alarmEmail,
    waf,
    senderVerified,
    certificateArn,
  }: Pick<Choices, "town" | "alarmEmail" | "waf" | "senderVerified" | "certificateArn">,
  { name, domain, mail }: Town,
): Remembered => ({
  town: portable(path),
  townName: name,
  domain,
  senderAddress: mail.senderAddress,
  alarmEmail: alarmEmail ?? null,
  waf,
  senderVerified,
  certificateArn: certificateArn ?? null,
});

/** From a template's metadata, as CloudFormation tells it; null of a portal that was deployed before all of it was kept. */
export function readRemembered(metadata: string | undefined): Remembered | null {
  if (metadata === undefined) return null;
  const parsed = z.object({ [rememberedKey]: schema }).safeParse(JSON.parse(metadata));
  return parsed.success ? parsed.data[rememberedKey] : null;
}

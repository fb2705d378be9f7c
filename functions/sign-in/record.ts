/** What every change of an account leaves behind: an entry the person sees, and a mail where that protects them. */
import { randomUUID } from "node:crypto";
import type { AuditKind } from "./rules/audit.ts";
import type { Login } from "../kernel/ids.ts";
import type { NoticeKind } from "./notice-mails.fr.ts";
import { coarseAddress, deviceName } from "./rules/origin.ts";
import type { Viewer } from "../http/call.ts";
import { recordAudit } from "./store/audit.ts";
import { tellOnce } from "../mail/outbox.ts";
import type { SignInDependencies } from "./dependencies.ts";

export type Recording = Pick<SignInDependencies, "table" | "clock" | "town">;

export const record = (
  { table, clock, town }: Recording,
  login: Login,
  kind: AuditKind,
  viewer: Viewer,
): Promise<void> =>
  recordAudit(
    table,
    login,
    { kind, at: clock(), device: deviceName(viewer.userAgent), origin: coarseAddress(viewer.address) },
    town.auditKeptDays,
  );

/** Tells the person, at the given address (the old one when the address itself changes). */
export const notify = async (
  { table, clock }: Recording,
  login: Login,
  kind: NoticeKind,
  to: string | null,
  viewer: Viewer,
): Promise<void> => {
  if (to === null) return;
  const at = clock();
  const facts = { login, to, portal: viewer.portal, at };
  await tellOnce(table, { login, mailId: randomUUID() }, { kind, facts }, at);
};

/** The family says that its file is right, as it was shown. Sent again, it finds itself done. */
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import { typeset } from "../../kernel/dates.fr.ts";
import { localDate } from "../../kernel/time.ts";
import type { certificationOwn } from "../contract.ts";
import type { CertificationDependencies } from "../dependencies.ts";
import { certifiedUntil, sameVersion } from "../rules/certification.ts";
import { certify, readFile } from "../store/certifications.ts";
import { certificationWords as words } from "../words.fr.ts";

export const certificationOwnUseCases = ({
  table,
  clock,
  town: { certification },
}: CertificationDependencies): UseCases<typeof certificationOwn> => ({
  "certification.certify": async ({ session, body: { idempotencyKey: key, seen } }) => {
    const { familyCode, guardianId, login: by, displayName: byName } = session;
    const at = clock();
    const file = await readFile(table, familyCode, guardianId);
    if (!file) throw new Error("A session belongs to a family that is not in the table");
    if (file.key === key) return { body: undefined };
    const until = certifiedUntil(localDate(at), certification.from);
    if (!sameVersion(file.version, seen) || !(await certify(table, familyCode, file, { at, by, byName, until, key })))
      throw new Problem("changed", typeset(words.changed));
    return { body: undefined };
  },
});

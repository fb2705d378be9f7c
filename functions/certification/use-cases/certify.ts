/**
 * The family confirms its file: each page as it read it, whoever of its adults and wherever they stopped; then the whole,
 * once every page that this adult may read is confirmed as it stands. What changed meanwhile is told, and only the page
 * that it changed is asked for again.
 */
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import { localDate } from "../../kernel/time.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { certificationOwn } from "../contract/own.ts";
import type { CertificationDependencies } from "../dependencies.ts";
import { seenOf } from "../marks.ts";
import { certifiedUntil, isCertified } from "../rules/certification.ts";
import { pageId, standingOf } from "../rules/pages.ts";
import { certify } from "../store/certifications.ts";
import { confirmPage } from "../store/confirmed-pages.ts";
import { certificationWords as words } from "../words.fr.ts";
import { readPages, type ReadPages } from "./pages.ts";

async function pagesOf(...asked: Parameters<typeof readPages>): Promise<ReadPages> {
  const read = await readPages(...asked);
  if (!read) throw new Error("A session belongs to a family that is not in the table");
  return read;
}

export function certificationOwnUseCases(dependencies: CertificationDependencies): UseCases<typeof certificationOwn> {
  const { table, clock, town } = dependencies;
  return {
    "certification.confirm": async ({ session, body: { seen, ...name } }) => {
      const { pages, confirmed } = await pagesOf(dependencies, session);
      const page = pages.find(({ id }) => id === pageId(name));
      if (!page) throw new Problem("notFound", words.gone);
      if (seenOf(page.marks) !== seen) throw new Problem("changed", words.pageChanged);
      // Confirmed as it stands already: who did it first stays.
      if (standingOf(page.marks, confirmed.get(page.id)) !== "confirmed")
        await confirmPage(table, session.familyCode, page.id, {
          at: clock(),
          byName: session.displayName,
          marks: page.marks,
        });
      return { body: undefined };
    },
    "certification.certify": ({ session, body: { idempotencyKey: key } }) =>
      decideAndWrite<null, { readonly body: undefined }>("A family's file", null, async () => {
        const at = clock();
        const today = localDate(at);
        const { familyCode, login: by, displayName: byName } = session;
        const read = await pagesOf(dependencies, session, { toWrite: true });
        const { file, quotients, pages, confirmed } = read;
        const done = { done: { body: undefined } };
        if (file.key === key) return done;
        // Somebody else of the family has just done it, and nothing was begun since.
        if (confirmed.size === 0 && isCertified(file.family.household, today)) return done;
        const left = pages.filter(({ id, marks }) => standingOf(marks, confirmed.get(id)) !== "confirmed");
        if (left.length > 0) throw new Problem("changed", words.toRead(left.map(({ title }) => title)));
        const written = await certify(
          table,
          familyCode,
          { file, quotients },
          {
            at,
            by,
            byName,
            until: certifiedUntil(today, town.certification.from),
            key,
            pages: Object.fromEntries(
              pages.flatMap(({ id }) => {
                const page = confirmed.get(id);
                return page ? [[id, { at: page.at, byName: page.byName }]] : [];
              }),
            ),
          },
        );
        return written ? done : { again: null };
      }),
  };
}

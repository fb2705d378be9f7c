/** Pages of the yearly confirmation: what is asked of the server, their addresses, the grid that asked for it. */
import type { CertificationView, FactGroupView, PageView } from "../../../functions/certification/contract/own.ts";
import { call } from "../../shared/api/index.ts";
import { keepAnswer, reading } from "../../shared/useQuery.ts";
import { certificationPath, childRecordPath, documentsPath, editPath, quotientPath } from "../shell/paths.ts";

export const certificationOf = reading((_: null, signal) => call("certification.own", { signal }));

type Named = Pick<PageView, "page" | "childId">;

const slugs = { household: "foyer", documents: "justificatifs", quotient: "quotient" } as const;
export const slugOf = ({ page, childId }: Named): string =>
  page === "child" ? `enfant-${childId ?? ""}` : slugs[page];

/** The grid that led here; nothing else, whatever the address says. */
export function gridBefore(): string | null {
  const wanted = new URLSearchParams(window.location.search).get("retour") ?? "";
  return /^\/inscrire\/[a-z0-9-]+$/u.test(wanted) ? wanted : null;
}

const backTo = (path: string, back: string | null): string =>
  back === null ? path : `${path}?retour=${encodeURIComponent(back)}`;

export const overviewHref = (): string => backTo(certificationPath, gridBefore());
export const stepHref = (page: Named): string => backTo(`${certificationPath}/${slugOf(page)}`, gridBefore());

/** The form that corrects a part of a page, which leads back to it; null: none does. */
export function formHref(page: Named, { corrected, guardianId }: FactGroupView): string | null {
  const { childId = "" } = page;
  const back = (path: string): string => backTo(path, stepHref(page));
  switch (corrected) {
    case undefined:
      return null;
    case "household":
      return back(editPath("household"));
    case "adult":
      return back(editPath("adult", guardianId));
    case "child":
      return back(editPath("child", childId));
    case "childRecord":
      return back(childRecordPath(childId));
    case "childHealth":
      return `${back(childRecordPath(childId))}#part-health`;
    case "documents":
      return back(documentsPath);
    case "quotient":
      return back(quotientPath);
    case "office":
      return back("/contact");
  }
}

/** What was read is of before a correction: the page that comes back to it waits for what stands. */
export const forgetRead = (): void => {
  certificationOf.answers.clear();
};

/** The page is confirmed from now on: the next one says so before it has asked. */
export const keepConfirmed = (view: CertificationView, page: PageView): void => {
  keepAnswer(certificationOf, null, {
    ...view,
    pages: view.pages.map((one) => (one === page ? { ...one, standing: "confirmed" as const } : one)),
  });
};

/** The one to read next; null: all of them are confirmed. */
export const nextToRead = ({ pages }: CertificationView): PageView | null =>
  pages.find(({ standing }) => standing !== "confirmed") ?? null;

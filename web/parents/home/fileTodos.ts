/** What the office, or the year, asks of the family's file: what came back first, then the confirmation of the whole. */
import type { HomeView } from "../../../functions/home/contract.ts";
import { listed } from "../../shared/format/text.ts";
import { home as strings } from "../../strings/fr/home.ts";
import { certificationPath, requestsPath } from "../shell/paths.ts";

/** A line of « Ce qui vous attend ». */
export interface Todo {
  readonly href: string;
  readonly title: string;
  readonly detail: string;
  readonly action: string;
}

export const fileTodos = ({
  suspended,
  requests,
  toCertify,
}: Pick<HomeView, "requests" | "toCertify" | "suspended">): readonly Todo[] => [
  ...(suspended ? [{ ...suspended, detail: suspended.sentence }] : []),
  ...requests.map(({ id, title, whose }) => ({
    href: `${requestsPath}#${id}`,
    title: strings.cameBack(whose === undefined ? title : strings.ofTitle(title, whose)),
    detail: strings.cameBackDetail,
    action: strings.answer,
  })),
  ...(toCertify.length === 0
    ? []
    : [
        {
          href: certificationPath,
          title: strings.certify,
          detail: strings.certifyDetail(listed(toCertify)),
          action: strings.confirm,
        },
      ]),
];

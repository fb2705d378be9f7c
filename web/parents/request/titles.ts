/** What requests and their parts are called. */
import type { PartView, RequestView } from "../../../functions/request/contract/file.ts";
import { requests as strings } from "../../strings/fr/request.ts";

export const titleOfPart = ({ title, whose }: Pick<PartView, "title" | "whose">): string =>
  whose === undefined ? title : strings.ofTitle(title, whose);

/** Of a request: what its first part is about, and how many others there are. */
export const titleOf = ({ more = [], ...first }: Pick<RequestView, "title" | "whose" | "more">): string =>
  strings.andOthers(titleOfPart(first), more.length);

/** A family's requests, a page at a time. */
import type { RequestView } from "../../../functions/request/contract/file.ts";
import type { RequestId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";

export async function requestsBefore(before: RequestId | undefined): Promise<{
  readonly items: readonly RequestView[];
  readonly next: RequestId | undefined;
}> {
  const page = await call("request.list", { query: before === undefined ? {} : { before } });
  return { items: page.requests, next: page.before };
}

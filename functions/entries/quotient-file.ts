import { quotientBulk } from "../quotient/contract/bulk.ts";
import { quotientBulkUseCases } from "../quotient/use-cases/bulk.ts";
import { nothingMore, serve, served } from "../wiring/http.ts";

export const handler = await serve<"quotientFile">(nothingMore, {
  "quotient/bulk": served(quotientBulk, quotientBulkUseCases),
});

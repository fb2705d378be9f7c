import { apiParticulier, type AskApi } from "../quotient/api-particulier.ts";
import { quotientSource } from "../quotient/contract/source.ts";
import { quotientSourceUseCases } from "../quotient/use-cases/source.ts";
import { log } from "../kernel/log.ts";
import { serve, served } from "../wiring/http.ts";
import { readApiParticulierToken } from "../wiring/secret.ts";
import { readSetting } from "../wiring/settings.ts";

/** The State's service, where the town has access to it: its token is read at each asking, since its operator may change it. */
function openApi(): AskApi | null {
  const access = readSetting("API_PARTICULIER");
  if (!access) return null;
  const { endpoint, recipient, secretId } = access;
  return apiParticulier({ endpoint, recipient, token: () => readApiParticulierToken(secretId) });
}

export const handler = await serve<"quotientSource", { readonly api: AskApi | null }>(
  () => Promise.resolve({ api: openApi() }),
  { "quotient/source": served(quotientSource, (started) => quotientSourceUseCases({ ...started, log })) },
);

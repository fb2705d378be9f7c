/**
 * Whether a domain says already what to do with mail that only pretends to come from it (RFC 7489). A town's whole mail
 * depends on that record: the portal advises one only where there is none, and only one that changes nothing yet.
 */
import { resolveTxt } from "node:dns/promises";

/** `unknown`: the DNS could not be asked. */
export type Dmarc = "present" | "absent" | "unknown";

/** The domain and those above it that may speak for it: `mail.ville.fr`, `ville.fr`. */
const speakingFor = (domain: string): readonly string[] => {
  const labels = domain.split(".");
  return labels.slice(0, -1).map((_, i) => labels.slice(i).join("."));
};

const nothingThere: ReadonlySet<unknown> = new Set(["ENOTFOUND", "ENODATA"]);

async function at(domain: string, resolve: typeof resolveTxt): Promise<Dmarc> {
  try {
    const records = await resolve(`_dmarc.${domain}`);
    return records.some((parts) => /^v=DMARC1\b/u.test(parts.join(""))) ? "present" : "absent";
  } catch (error) {
    return error instanceof Error && "code" in error && nothingThere.has(error.code) ? "absent" : "unknown";
  }
}

export async function dmarcOf(domain: string, resolve: typeof resolveTxt = resolveTxt): Promise<Dmarc> {
  const found = await Promise.all(speakingFor(domain).map((one) => at(one, resolve)));
  return found.find((one) => one === "present") ?? found.find((one) => one === "unknown") ?? "absent";
}

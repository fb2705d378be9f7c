import { ChoiceError } from "../choices.ts";
import { codeOf, optionTrouble } from "../option-trouble.ts";
import { TownError } from "../town/read.ts";

/** For the person at the keyboard: printed as it is, without a stack trace. */
export class OperatorError extends Error {
  override readonly name = "OperatorError";
}

/** Runs a command to its end, and turns what went wrong into a sentence and an exit code. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    const unexpected = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(
      `${optionTrouble(error) ?? awsTrouble(error) ?? (isExpected(error) ? error.message : unexpected)}\n`,
    );
    process.exitCode = 1;
  }
}

/** Refusals of AWS that whoever holds the keyboard can mend, by the names that its services give them. */
const accessTroubles: Readonly<Record<string, string>> = {
  CredentialsProviderError: "Aucun accès à AWS : connectez-vous (« aws sso login », ou AWS_PROFILE).",
  ExpiredToken: "Votre session AWS a expiré : reconnectez-vous (« aws sso login »).",
  ExpiredTokenException: "Votre session AWS a expiré : reconnectez-vous (« aws sso login »).",
  InvalidClientTokenId: "AWS ne connaît pas ces accès : vérifiez AWS_PROFILE, ou vos clés.",
  UnrecognizedClientException: "AWS ne connaît pas ces accès : vérifiez AWS_PROFILE, ou vos clés.",
  InvalidSignatureException: "AWS refuse ces clés : vérifiez-les, et l’heure de cette machine.",
  SignatureDoesNotMatch: "AWS refuse ces clés : vérifiez-les, et l’heure de cette machine.",
  AccessDenied: "Vos accès AWS ne permettent pas cette action :",
  AccessDeniedException: "Vos accès AWS ne permettent pas cette action :",
  UnauthorizedOperation: "Vos accès AWS ne permettent pas cette action :",
};

/** A refusal of AWS in French, with its own words where they say what is missing; null for anything else. */
export function awsTrouble(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (codeOf(error) === "ENOTFOUND" || codeOf(error) === "EAI_AGAIN")
    return "AWS n’est pas joignable : vérifiez la connexion, et la région donnée.";
  const known = accessTroubles[error.name];
  if (known === undefined) return null;
  return known.endsWith(":") ? `${known} ${error.message}` : known;
}

const troubles: Readonly<Record<string, string>> = {
  ENOENT: "il n’existe pas",
  EISDIR: "c’est un dossier",
  EACCES: "vos droits ne le permettent pas",
  EPERM: "vos droits ne le permettent pas",
  EBUSY: "un autre programme l’utilise",
  ENOSPC: "le disque est plein",
  ENOTDIR: "un de ses dossiers est un fichier",
};
/** Why a file cannot be read or written, in words; the system's own code where we know none. */
export const fileTrouble = (error: unknown): string => troubles[codeOf(error)] ?? (codeOf(error) || String(error));

/** Ours, those of the town's configuration and of the operator's choices. */
const isExpected = (error: unknown): error is Error =>
  [OperatorError, TownError, ChoiceError].some((kind) => error instanceof kind);

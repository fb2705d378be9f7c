/** What is wrong with the options of a command, for the person who typed them: `npm start` and the operator's commands. */

/** The code that Node gives an error, or nothing. */
export const codeOf = (error: unknown): string => (error instanceof Error && "code" in error ? String(error.code) : "");

/** Node's own complaints about options, which it makes in English; null for anything else. */
export function optionTrouble(error: unknown): string | null {
  const said = error instanceof Error ? error.message : "";
  const named = /'([^' ,]+)/u.exec(said)?.[1];
  const what = named === undefined ? "" : ` « ${named} »`;
  switch (codeOf(error)) {
    case "ERR_PARSE_ARGS_UNKNOWN_OPTION":
      return `L’option${what} n’existe pas. --help dit celles qui existent.`;
    case "ERR_PARSE_ARGS_INVALID_OPTION_VALUE":
      return /does not take an argument/u.test(said)
        ? `L’option${what} s’écrit seule, sans valeur.`
        : `Il manque une valeur à l’option${what}.`;
    case "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL":
      return `Le mot${what} est de trop. --help dit comment écrire la commande.`;
    default:
      return null;
  }
}

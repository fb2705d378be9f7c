/**
 * Every problem the API can answer with, once: machine code, HTTP status and the French title.
 *
 * The shape on the wire is RFC 9457 (`application/problem+json`). `detail` tells the person what happened and what to
 * do; `errors` names the fields at fault. A code is a promise to clients: never change its meaning, add another.
 */
export const problems = {
  "request.invalid": { status: 400, title: "Certaines informations sont à corriger" },
  "request.notJson": { status: 400, title: "La demande est illisible" },
  "request.wrongContentType": { status: 415, title: "Le format de la demande n’est pas accepté" },
  "request.tooLarge": { status: 413, title: "La demande est trop volumineuse" },
  "route.unknown": { status: 404, title: "Cette adresse n’existe pas" },
  "origin.refused": { status: 403, title: "La demande ne vient pas du portail" },
  "session.missing": { status: 401, title: "Vous n’êtes pas connecté" },
  "session.expired": { status: 401, title: "Votre session a expiré" },
  "secondFactor.needed": { status: 401, title: "Un code de votre application est demandé" },
  "secondFactor.toEnrol": { status: 403, title: "La double authentification est à activer" },
  "terms.toAccept": { status: 403, title: "Les conditions générales sont à accepter" },
  "access.denied": { status: 403, title: "Cette page ne vous est pas ouverte" },
  notFound: { status: 404, title: "Introuvable" },
  "robot.unverified": { status: 400, title: "La vérification « Je ne suis pas un robot » a échoué" },
  "signIn.refused": { status: 401, title: "Identifiant ou mot de passe incorrect" },
  "password.weak": { status: 400, title: "Ce mot de passe est trop facile à deviner" },
  "code.refused": { status: 400, title: "Ce code n’est pas valable" },
  tooManyAttempts: { status: 429, title: "Trop d’essais" },
  "idempotencyKey.reused": { status: 409, title: "Cette demande a déjà été envoyée avec un autre contenu" },
  "reason.needed": { status: 409, title: "Un motif est demandé" },
  notPossible: { status: 409, title: "Ce n’est pas possible" },
  changed: { status: 409, title: "Ces informations ont changé entre-temps" },
  "server.busy": { status: 503, title: "Le portail est très demandé" },
  "server.failed": { status: 500, title: "Le portail a rencontré une erreur" },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

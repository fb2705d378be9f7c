/** The page where PayFiP's payer pays: here a person chooses what becomes of it, and what the portal is told of it. */
import type { Fault, Operation, Result } from "./operations.ts";

/** How the portal hears of a result. */
export const notifications = ["once", "never", "late", "twice", "forged"] as const;
export type Notification = (typeof notifications)[number];

const escaped = (text: string): string => text.replace(/[&<>"']/gu, (sign) => `&#${String(sign.codePointAt(0))};`);

const page = (title: string, body: string): string => `<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { max-width: 36rem; margin: 0 auto; padding: 1rem; }
  .told { border-left: .3rem solid #b34000; padding: .5rem .75rem; }
  fieldset { margin: 1rem 0; } label { display: block; padding: .4rem 0; }
  button { font: inherit; padding: .7rem 1.2rem; min-height: 44px; }
  dt { font-weight: 600; } dd { margin: 0 0 .5rem; }
</style>
<h1>${escaped(title)}</h1>
<p class="told">Simulateur de PayFiP, sur cette machine seulement : rien n’est payé, aucune carte n’est demandée.</p>
${body}
</html>`;

const choices: readonly (readonly [Result, string])[] = [
  ["P", "Carte bancaire : payé"],
  ["V", "Prélèvement : payé"],
  ["R", "Carte bancaire : refusée"],
  ["Z", "Prélèvement : refusé"],
  ["A", "Abandonner"],
  ["X", "Un moyen de paiement que le portail ne connaît pas encore"],
];
const told: Readonly<Record<Notification, string>> = {
  once: "Une notification, comme d’habitude",
  never: "Aucune notification",
  late: "Une notification en retard",
  twice: "Deux fois la même, au même instant",
  forged: "Une notification falsifiée, d’une opération inconnue",
};

const radios = (name: string, options: readonly (readonly [string, string])[]): string =>
  options
    .map(
      ([value, words], index) =>
        `<label><input type="radio" name="${name}" value="${value}"${index === 0 ? " checked" : ""}> ${escaped(words)}</label>`,
    )
    .join("");

export function payerPage({ id, asked }: Operation): string {
  const euros = (Number(asked["montant"]) / 100).toFixed(2).replace(".", ",");
  return page(
    "PayFiP",
    `<dl>
<dt>Montant</dt><dd>${escaped(euros)} €</dd>
<dt>Objet</dt><dd>${escaped(asked["objet"] ?? "")}</dd>
<dt>Référence</dt><dd>${escaped(asked["refdet"] ?? "")}</dd>
<dt>Adresse e-mail</dt><dd>${escaped(asked["mel"] ?? "")}</dd>
</dl>
<form method="post" action="/tpa/paiementws.web">
<input type="hidden" name="idop" value="${escaped(id)}">
<fieldset><legend>Ce qui se passe</legend>${radios("result", choices)}</fieldset>
<fieldset><legend>Ce que PayFiP dit au portail</legend>${radios(
      "notification",
      notifications.map((one) => [one, told[one]]),
    )}</fieldset>
<fieldset><legend>Et ensuite</legend>${radios("then", [
      ["return", "Revenir au portail"],
      ["close", "Fermer l’onglet sans revenir"],
    ])}</fieldset>
<button>Continuer</button>
</form>`,
  );
}

export const closedPage = (): string =>
  page("Onglet fermé", "<p>La personne a fermé cet onglet sans revenir au portail.</p>");

export const faultPage = (fault: Fault): string =>
  page(
    "Paiement impossible",
    `<p>${escaped(typeof fault === "string" ? fault : `${fault.code} : ${fault.label}`)}</p>`,
  );

export const aboutPage = (down: boolean): string =>
  page(
    "PayFiP, simulé",
    `<p>Le portail de cette machine demande ses paiements ici. La page d’une opération s’ouvre depuis une facture.</p>
<p>Service : ${down ? "en panne" : "en marche"}.</p>
<form method="post" action="/panne"><button name="down" value="${down ? "" : "yes"}">${down ? "Le remettre en marche" : "Le mettre en panne"}</button></form>`,
  );

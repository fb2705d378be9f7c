/** A tax certificate as a PDF: what was paid in the year for minding each child, where, and by which means. */
import { margin, muted, Page, width, type Style } from "../../billing/pdf/page.ts";
import { dateOfBirth, dayWithYear } from "../../kernel/dates.fr.ts";
import { sumOf } from "../../billing/rules/statement.ts";
import { priceInWords } from "../../kernel/money.ts";
import { localDate } from "../../kernel/time.ts";
import type { TownForFunctions } from "../../kernel/town-for-functions.ts";
import { certificateNumber } from "../rules/certified.ts";
import type { Certificate } from "../store/certificates.ts";

type Town = Pick<
  TownForFunctions,
  "name" | "officeName" | "officeAddress" | "officePhone" | "officeEmail" | "brand"
> & {
  readonly siret?: string | undefined;
};

const columns = { what: width - 180, cesu: 90, care: 90 } as const;
const at = { what: margin, cesu: margin + columns.what, care: margin + columns.what + columns.cesu } as const;

function head(page: Page, town: Town, certificate: Certificate): void {
  const { said, year, familyCode } = certificate;
  const half = width / 2 - 12;
  let y = margin;
  y +=
    page.text(
      page.root,
      "P",
      town.name,
      { x: margin, y, width: half },
      { size: 12, font: "bold", colour: town.brand },
    ) + 3;
  page.text(
    page.root,
    "P",
    [
      ...(town.siret === undefined ? [] : [`SIRET ${town.siret}`]),
      town.officeName,
      town.officeAddress,
      town.officePhone,
      town.officeEmail,
    ].join("\n"),
    { x: margin, y, width: half },
    { colour: muted },
  );
  page.text(
    page.root,
    "P",
    [...said.names, ...said.address].join("\n"),
    { x: margin + width / 2 + 12, y: margin + 62, width: half },
    { size: 10 },
  );
  page.y = margin + 140;
  page.paragraph(`Attestation fiscale ${year}`, { size: 18, font: "bold" }, "H1", 4);
  page.paragraph(
    `Frais de garde des enfants de moins de 6 ans, hors du domicile · n° ${certificateNumber(certificate)} · famille ${familyCode}`,
    { colour: muted },
    "P",
    10,
  );
}

function table(page: Page, { said }: Certificate): void {
  const structure = page.doc.struct("Table");
  page.root.add(structure);
  const row = (cells: readonly [string, string, string], type: "TH" | "TD", style: Style): void => {
    const height = page.heightOf(cells[0], columns.what - 8, style);
    page.room(height + 8);
    page.y += 3;
    const tr = page.doc.struct("TR");
    structure.add(tr);
    for (const [rank, name] of (["what", "cesu", "care"] as const).entries())
      page.text(
        tr,
        type,
        cells[rank] ?? "",
        { x: at[name], y: page.y, width: columns[name] - (name === "what" ? 8 : 2) },
        name === "what" ? style : { ...style, align: "right" },
      );
    tr.end();
    page.y += height + 3;
    page.line();
  };
  row(["Garde", "dont par CESU", "Payé"], "TH", { font: "bold" });
  for (const { firstName, lastName, birthDate, sums } of said.children) {
    row([`${firstName} ${lastName}, naissance le ${dateOfBirth(birthDate)}`, "", ""], "TH", { font: "bold" });
    for (const { activityName, siteName, care, cesu } of sums)
      row(
        [
          siteName === "" ? activityName : `${activityName}, ${siteName}`,
          cesu === 0 ? "–" : priceInWords(cesu),
          priceInWords(care),
        ],
        "TD",
        {},
      );
    if (sums.length > 1)
      row([`Ensemble pour ${firstName}`, "", priceInWords(sumOf(sums.map(({ care }) => care)))], "TD", {
        font: "bold",
      });
  }
  structure.end();
}

/** Draws a certificate. */
export async function drawCertificate(town: Town, certificate: Certificate): Promise<Uint8Array> {
  const { year, said, at: made } = certificate;
  const day = dayWithYear(localDate(made));
  const page = await Page.begin(`Attestation fiscale ${year}`, town.name, new Date(made));
  head(page, town, certificate);
  page.paragraph(
    said.whole
      ? `${town.name} atteste avoir reçu de ${said.names.join(" et ")}, du 1er janvier au 31 décembre ${year}, ${priceInWords(said.total)} pour la garde des enfants nommés ci-dessous.`
      : `${town.name} atteste avoir reçu de ${said.names.join(" et ")}, du 1er janvier ${year} au ${day}, ${priceInWords(said.total)} pour la garde des enfants nommés ci-dessous. L’année n’est pas finie : demandez l’attestation de nouveau en janvier.`,
    { size: 10 },
    "P",
    10,
  );
  table(page, certificate);
  page.y += 6;
  page.paragraph(
    `Total payé pour la garde : ${priceInWords(said.total)}`,
    { size: 11, font: "bold", align: "right" },
    "P",
    10,
  );
  page.heading("Ce qui est compté");
  page.paragraph(
    "Les sommes payées dans l’année, à la date du paiement et quels que soient les jours d’accueil, pour la garde d’enfants qui n’avaient pas 6 ans au 1er janvier. Les repas, les absences, les majorations et les séjours n’y sont pas.",
  );
  if (said.others > 0)
    page.paragraph(
      `Le reste de ce que vous avez payé en ${year}, ${priceInWords(said.others)}, n’est donc pas attesté ici.`,
    );
  page.paragraph(
    "Les aides reçues pour ces frais (CAF ou MSA, employeur, part préfinancée des CESU) se déduisent de ces sommes dans votre déclaration.",
  );
  page.y += 10;
  page.paragraph(`Fait le ${day}.`);
  page.paragraph(`${said.signer.name}, ${said.signer.capacity}`, { font: "bold" });
  return page.end(`${town.name} · attestation ${certificateNumber(certificate)}`);
}

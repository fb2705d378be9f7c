/** The command as an operator types it, on a portal of this machine. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { id } from "../../../functions/kernel/ids.ts";
import { readFamily } from "../../../functions/family/store/families.ts";
import { changeGuardianPhone } from "../../../functions/family/store/guardian-contact.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { region } from "../../../infra/local/names.ts";
import { adultLine, childHeading, childLine, csv, encode, familyHeading } from "../../unit/family/file/make.ts";
import { changed, good } from "../../unit/catalogue/file/make.ts";
import { openTestTable, type TestTable } from "./table.ts";

let world: TestTable;
let folder = "";

beforeAll(async () => {
  world = await openTestTable();
  folder = await mkdtemp(join(tmpdir(), "portail-command-"));
  const endpoints = { dynamodb: world.endpoint, cognito: world.endpoint };
  await writeFile(
    join(folder, "outputs.json"),
    JSON.stringify({
      portal: "http://localhost:3000",
      operator: {
        region,
        tableName: world.table.name,
        userPoolId: `${region}_Local0001`,
        userPoolClientId: "client",
        endpoints,
      },
    }),
  );
});
afterAll(async () => {
  await world.end();
  await rm(folder, { recursive: true, force: true });
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const run = (...parameters: readonly string[]): Promise<Ran> => runScript("import", ...parameters);

function runScript(script: "import" | "catalogue", ...parameters: readonly string[]): Promise<Ran> {
  const command = join(import.meta.dirname, `../../../infra/operator/${script}.ts`);
  return new Promise((resolve) =>
    execFile(process.execPath, [command, "--data", folder, ...parameters], { cwd: folder }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    ),
  );
}

async function files(name: string, families: Uint8Array, children: Uint8Array): Promise<readonly [string, string]> {
  const paths = [join(folder, `${name}-familles.csv`), join(folder, `${name}-enfants.csv`)] as const;
  await Promise.all([writeFile(paths[0], families), writeFile(paths[1], children)]);
  return paths;
}

test("Windows-1252 with semicolons: a dry run, the import, the import again", async () => {
  const code = id("FamilyCode", "WIN1252");
  const lines = (rows: readonly (readonly string[])[]): Uint8Array =>
    encode(rows.map((row) => `${row.join(";")}\r\n`).join(""), "windows-1252");
  const paths = await files(
    "good",
    lines([familyHeading, adultLine({ "Code famille": code, Nom: "Œuvrard", Prénom: "Zoë" })]),
    lines([childHeading, childLine({ "Code famille": code, Prénom: "Léa" })]),
  );
  expect(await run(...paths, "--dry-run")).toMatchObject({
    code: 0,
    out: expect.stringContaining(
      "Essai à blanc, rien n’a été écrit. Cet import ferait : 1 famille nouvelle, 0 modifiée, 0 inchangée, 0 refusée ; 1 enfant dans les familles acceptées.",
    ) as string,
  });
  expect(await readFamily(world.table, code)).toBeNull();
  expect(await run(...paths)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Portail : http:\/\/localhost:3000\n[^]*Import terminé : 1 famille nouvelle/) as string,
  });
  expect(await readFamily(world.table, code)).toMatchObject({
    household: { guardians: [{ lastName: "Œuvrard", firstName: "Zoë" }] },
    children: [{ firstName: "Léa" }],
  });
  expect((await run(...paths)).out).toContain("0 famille nouvelle, 0 modifiée, 1 inchangée");
});

test("some lines refused: exit code 2, the line, the column, the reason and the family; the others are in", async () => {
  const paths = await files(
    "half",
    csv([
      familyHeading,
      adultLine({ "Code famille": "HALF01" }),
      adultLine({ "Code famille": "HALF02", "Code postal": "rien?" }),
    ]),
    csv([childHeading]),
  );
  const { code, out } = await run(...paths);
  expect(code).toBe(2);
  expect(out).toContain(
    "half-familles.csv, ligne 3, colonne « Code postal » : « rien? » n’est pas un code postal (famille HALF02)",
  );
  expect(out).toMatch(/Ce qui n’est pas entré est dans .*half-familles-a-corriger\.csv \(1 ligne\) et .* \(0 ligne\)/);
  const [rejects, noChildren] = paths.map((path) => path.replace(".csv", "-a-corriger.csv"));
  await writeFile(rejects!, (await readFile(rejects!, "utf8")).replaceAll("rien?", "45300"));
  expect(await run(rejects!, noChildren!)).toMatchObject({ code: 0 });
  expect(await readFamily(world.table, id("FamilyCode", "HALF02"))).not.toBeNull();
});

test("the family's file and the child's enter; what was changed since stays, and a list says which, line by line", async () => {
  const code = id("FamilyCode", "KEPT01");
  const adult = (phone: string, profession: string) => [
    ...adultLine({ "Code famille": code, Nom: "Vernay", Téléphone: phone }),
    profession,
    "mariée",
    "mère",
  ];
  const child = (doctor: string) => [
    ...childLine({ "Code famille": code, "Code enfant": "8801", Nom: "Vernay" }),
    doctor,
    "0238000001",
    "Arachides",
  ];
  const both = (phone: string, profession: string, doctor: string) =>
    files(
      "kept",
      csv([[...familyHeading, "Profession", "Situation familiale", "Lien"], adult(phone, profession)]),
      csv([[...childHeading, "Médecin", "Tél médecin", "Allergies"], child(doctor)]),
    );
  const first = await run(...(await both("0612345678", "Infirmière", "Dr Blanc")));
  expect(first).toMatchObject({ code: 0 });
  expect(first.out).toContain("Fiches des enfants : 1 modifiée, 0 inchangée.");
  expect(first.out).not.toContain("Colonnes qui ne sont pas reprises");
  await changeGuardianPhone(world.table, code, id("GuardianId", "1"), "07 00 00 00 00");

  const second = await run(...(await both("0699999999", "Cadre de santé", "Dr Noir")));
  expect(second.code).toBe(0);
  expect(second.out).toMatch(/À vérifier[^]*famille KEPT01 : Téléphone\n/u);
  expect(second.out).toMatch(
    /Ce que le portail garde, champ par champ et avec la raison, est dans .*conserves\.csv \(1 ligne\)/u,
  );
  expect(await readFile(join(folder, "kept-familles-conserves.csv"), "utf8")).toBe(
    "\uFEFFfichier;ligne;code famille;personne;champ;le portail garde;le fichier dit;pourquoi\r\n" +
      "kept-familles.csv;2;KEPT01;Léa Vernay;Téléphone;07 00 00 00 00;06 99 99 99 99;changé sur le portail depuis ce que votre logiciel disait à un import\r\n",
  );
  const record = (await world.records()).get(`FAMILY#${code} FAMILY`);
  expect(record).toMatchObject({
    situation: "married",
    guardians: { "1": { phone: "07 00 00 00 00", profession: "Cadre de santé", links: { "8801": "mother" } } },
  });
  expect((await world.records()).get("CHILD#8801 RECORD")).toMatchObject({
    fields: { doctor: { value: { name: "Dr Noir" } } },
  });
});

test("of a child's health nothing is said, and what one household's bad line keeps out enters by the other's", async () => {
  const adult = (code: string, name: string, postcode: string) =>
    adultLine({ "Code famille": code, Nom: name, Prénom: name, "Code postal": postcode });
  const child = (code: string, carePlanUntil: string) => [
    ...childLine({ "Code famille": code, "Code enfant": "8802", Nom: "Orsel" }),
    "Fruits à coque",
    "oui",
    carePlanUntil,
    "halal",
  ];
  const paths = await files(
    "health",
    csv([familyHeading, adult("HLTH01", "Orsel", "?"), adult("HLTH02", "Valmi", "45300")]),
    csv([
      [...childHeading, "Allergies alimentaires", "PAI", "Fin du PAI", "Régime alimentaire"],
      child("HLTH01", "épilepsie"),
      child("HLTH02", "asthme"),
    ]),
  );
  const { code, out, err } = await run(...paths);
  expect(code).toBe(2);
  expect(out).toMatch(/health-enfants\.csv, ligne 3, colonne « Fin du PAI » : cette réponse n’est pas reprise/u);
  expect(`${out}${err}`).not.toMatch(/coque|épilepsie|asthme|halal/u);
  expect((await world.records()).get("HEALTH#8802 RECORD")).toMatchObject({
    fields: {
      allergies: { value: [{ to: "Fruits à coque", kind: "food" }] },
      carePlan: { value: { has: true }, familyCode: "HLTH02" },
    },
  });
  // The lines that stayed out are the town's own, as it gave them; nothing of them is said beside.
  const reasons = (await readFile(join(folder, "health-enfants-a-corriger.csv"), "utf8"))
    .split("\r\n")
    .slice(1, -1)
    .map((line) => line.split(";")[0]);
  expect(reasons).toEqual(["sa famille n’est pas entrée"]);
});

test.each([
  ["no file", [], /^Usage : npm run import/],
  [
    "an unknown option",
    ["a.csv", "b.csv", "--essai"],
    /^L’option « --essai » n’existe pas\. --help dit celles qui existent\.$/m,
  ],
  ["an option without its value", ["a.csv", "b.csv", "--resident"], /^Il manque une valeur à l’option « --resident »/m],
  [
    "a value that means nothing",
    ["a.csv", "b.csv", "--resident", "un peu"],
    /^--resident un peu : écrivez oui ou non/m,
  ],
  ["a column that nobody knows", ["a.csv", "--colonne", "maison=Domicile"], /--colonne "adresse=Domicile"/],
  ["a file that is not there", ["a.csv", "b.csv"], /^Le fichier a.csv ne peut pas être lu : il n’existe pas\.$/m],
])("%s: exit code 1 and a sentence", async (_, parameters, sentence) => {
  const { code, out, err } = await run(...parameters);
  expect(code).toBe(1);
  expect(`${out}${err}`).toMatch(sentence);
  expect(err).not.toMatch(/\n\s+at /);
});

test("files in the wrong order are told apart by their columns, and nothing is written", async () => {
  const paths = await files("swapped", csv([childHeading, childLine()]), csv([familyHeading, adultLine()]));
  const { code, err } = await run(...paths);
  expect(code).toBe(1);
  expect(err).toMatch(
    /swapped-familles\.csv : La première ligne doit donner le nom des colonnes\. Il manque : « adresse »[^]*Rien n’a été importé/,
  );
});

test("nothing but bad lines: exit code 1", async () => {
  const paths = await files("bad", csv([familyHeading, adultLine({ Nom: "" })]), csv([childHeading]));
  expect(await run(...paths)).toMatchObject({ code: 1, out: expect.stringContaining("1 refusée") as string });
});

test("a portal of this machine that is not running: a sentence", async () => {
  const away = await mkdtemp(join(tmpdir(), "portail-away-"));
  const outputs = JSON.parse(await readFile(join(folder, "outputs.json"), "utf8")) as {
    operator: { endpoints: { dynamodb: string } };
  };
  outputs.operator.endpoints.dynamodb = "http://127.0.0.1:9";
  await writeFile(join(away, "outputs.json"), JSON.stringify(outputs));
  const paths = await files("away", csv([familyHeading, adultLine()]), csv([childHeading]));
  const { code, err } = await run("--data", away, ...paths);
  await rm(away, { recursive: true });
  expect(code).toBe(1);
  expect(err).toMatch(/^Le portail de cette machine n’est pas en marche : lancez « npm start »/);
});

describe("the catalogue's command", () => {
  const catalogue = (...parameters: readonly string[]): Promise<Ran> => runScript("catalogue", ...parameters);
  const file = async (name: string, text: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };

  test("a dry run, the import, the import again, and what the portal writes out enters as it is", async () => {
    const path = await file("catalogue.yaml", good);
    const dry = await catalogue(path, "--dry-run");
    expect(dry).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /activité mercredis, à compter du 02\/09\/2026 : nouveau[^]*Essai à blanc, rien n’a été écrit. Cet import ferait : 4 nouveaux, 0 modifié, 0 inchangé\./,
      ) as string,
    });
    expect((await readCatalogue(world.table)).activities).toEqual([]);
    expect(await catalogue(path)).toMatchObject({
      code: 0,
      out: expect.stringContaining("Import terminé : 4 nouveaux, 0 modifié, 0 inchangé.") as string,
    });
    expect(await catalogue(path)).toMatchObject({
      code: 0,
      out: expect.stringContaining("Import terminé : 0 nouveau, 0 modifié, 4 inchangés.") as string,
    });
    const written = join(folder, "export.yaml");
    expect(await catalogue(written, "--export")).toMatchObject({ code: 0 });
    expect(await catalogue(written)).toMatchObject({ code: 0, out: expect.stringContaining("4 inchangés") as string });
    expect(await catalogue(written, "--export")).toMatchObject({
      code: 1,
      err: expect.stringMatching(/ne peut pas être écrit[^]*n’existe pas encore/) as string,
    });
  });

  test("one fault: exit code 1, its line, its place and what to write; nothing enters", async () => {
    const before = await readCatalogue(world.table);
    const path = await file(
      "faulty.yaml",
      changed("J-2 ouvrés à 10:00", "J-2 à 10:00").replace("places: 60", "places: 61"),
    );
    const { code, out } = await catalogue(path);
    expect(code).toBe(1);
    expect(out).toMatch(
      /ligne 79, activités › mercredis › prestations › journee › réserver avant : précisez quels jours comptent[^]*Rien n’a été importé : un catalogue entre en entier ou pas du tout/,
    );
    expect(await readCatalogue(world.table)).toEqual(before);
  });

  test("it enters and there is something to know: exit code 2", async () => {
    await catalogue(await file("catalogue.yaml", good));
    const { code, out } = await catalogue(
      await file("moved.yaml", changed("01/12/2026 à 08:00", "15/12/2026 à 08:00")),
    );
    expect(code).toBe(2);
    expect(out).toMatch(
      /À savoir :\n {2}- Mercredis, la période de réservation « printemps » change : .*mardi 1er décembre 2026 à 8 h.* → .*mardi 15 décembre 2026 à 8 h/,
    );
  });

  test.each([
    ["no file", [], /^Usage : npm run catalogue/],
    ["an unknown option", ["a.yaml", "--essai"], /--essai/],
    ["a file that is not there", ["a.yaml"], /Le fichier a.yaml ne peut pas être lu : il n’existe pas\./],
  ])("%s: exit code 1 and a sentence", async (_, parameters, sentence) => {
    const { code, out, err } = await catalogue(...parameters);
    expect(code).toBe(1);
    expect(`${out}${err}`).toMatch(sentence);
    expect(err).not.toMatch(/\n\s+at /);
  });
});

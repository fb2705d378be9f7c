/** A tax certificate's PDF: tagged and in French, as invoices are; the same certificate twice is the same file. */
import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { id } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { drawCertificate } from "../../../functions/tax-certificate/pdf/draw.ts";
import { certificateNumber } from "../../../functions/tax-certificate/rules/certified.ts";
import type { Certificate } from "../../../functions/tax-certificate/store/certificates.ts";

const town = {
  name: "Communauté de Communes",
  siret: "20006640600013",
  officeName: "Guichet unique",
  officeAddress: "1 place Denis Poisson, 45300 Pithiviers",
  officePhone: "02 38 32 06 31",
  officeEmail: "guichet@exemple.fr",
  brand: "#5a3d9e",
};
const certificate: Certificate = {
  familyCode: id("FamilyCode", "MARTIN01"),
  year: 2026,
  rank: 2,
  at: id("Instant", "2027-01-20T08:00:00Z"),
  said: {
    whole: true,
    names: ["Mme Claire MARTIN"],
    address: ["1 rue des Lilas", "45300 PITHIVIERS"],
    signer: { name: "Sylvie DARNAULT", capacity: "Régisseuse" },
    children: [
      {
        childId: id("ChildId", "E1"),
        firstName: "Zoé",
        lastName: "MARTIN",
        birthDate: id("PlainDate", "2021-03-07"),
        sums: [
          { activityName: "Mercredis", siteName: "Les Tilleuls", care: cents(22_800), cesu: cents(5000) },
          { activityName: "Accueil du soir", siteName: "", care: cents(1200), cesu: cents(0) },
        ],
      },
    ],
    total: cents(24_000),
    others: cents(6100),
  },
};

const withoutId = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString("latin1")
    .replaceAll(/<[0-9a-f]{32}>/giu, "");

test("is tagged, in French, marked as accessible, and the same twice", async () => {
  const [one, other] = await Promise.all([drawCertificate(town, certificate), drawCertificate(town, certificate)]);
  expect(withoutId(one)).toBe(withoutId(other));
  const text = Buffer.from(one).toString("latin1");
  const streams = [...text.matchAll(/FlateDecode[^]*?stream\r?\n([^]*?)\r?\nendstream/gu)].map(([, packed = ""]) => {
    try {
      return inflateSync(Buffer.from(packed, "latin1")).toString("latin1");
    } catch {
      // Fonts are packed otherwise.
      return "";
    }
  });
  const whole = text + streams.join("\n");
  expect(whole).toMatch(/\/Lang \(fr-FR\)/u);
  expect(whole).toContain("pdfuaid");
  for (const tag of ["/H1", "/Table", "/TH", "/TD"]) expect(whole).toContain(tag);
});

test("says its number", () => {
  expect(certificateNumber(certificate)).toBe("AF-2026-MARTIN01-2");
});

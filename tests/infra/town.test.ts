/** The town's configuration: what is shipped, how faults are told, what is published. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { townForFunctionsSchema } from "../../functions/kernel/town-for-functions.ts";
import { townForFunctions, townSchema } from "../../functions/kernel/town.ts";
import { root } from "../../infra/build.ts";
import { contrast, surfaces, themeOf } from "../../infra/town/colours.ts";
import { publishTown, townFiles } from "../../infra/town/publish.ts";
import { defaultTownPath, readTown, TownError } from "../../infra/town/read.ts";
import { writeTown } from "./support/town.ts";

const shipped = JSON.parse(readFileSync(defaultTownPath, "utf8")) as Record<string, unknown>;
const faultsOf = (content: unknown, logo = '<svg xmlns="http://www.w3.org/2000/svg"/>'): readonly string[] => {
  const path = writeTown(content);
  writeFileSync(join(dirname(path), "logo.svg"), logo);
  try {
    readTown(path);
    return [];
  } catch (error) {
    if (error instanceof TownError) return error.faults;
    throw error;
  }
};

describe("the configuration that is shipped", () => {
  const town = readTown();

  test("is the Pithiverais's, with the opening hours of the guide's section III", () => {
    expect(town).toMatchObject({
      name: "Communauté de Communes du Pithiverais",
      schoolZone: "B",
      office: { phone: "02 38 32 06 31", email: "guichet.unique@ccdp-pithiviers.fr", postcode: "45300" },
    });
    const said = Object.entries(town.office.hours).map(
      ([day, { morning, afternoon }]) =>
        `${day} ${morning ? `${morning.from}-${morning.to}` : "–"} ${afternoon ? `${afternoon.from}-${afternoon.to}` : "–"}`,
    );
    expect(said).toEqual([
      "monday 08:30-12:00 13:30-17:00",
      "tuesday – –",
      "wednesday 08:30-12:00 –",
      "thursday – 13:30-16:30",
      "friday 08:30-12:00 –",
      "saturday – –",
      "sunday – –",
    ]);
  });

  test("has terms and a notice written in full, in French typography", () => {
    expect(town.terms.paragraphs.length).toBeGreaterThanOrEqual(10);
    const texts = [...town.terms.paragraphs.map(({ text }) => text), ...town.privacyNotice];
    for (const text of texts) {
      expect(text.length).toBeGreaterThan(100);
      expect(text).not.toMatch(/'|"|\.\.\.|lorem/iu);
    }
  });

  test("fits the environment of a function", () => {
    const text = JSON.stringify(townForFunctions(town));
    expect(townForFunctionsSchema.parse(JSON.parse(text))).toEqual(townForFunctions(town));
    expect(Buffer.byteLength(text)).toBeLessThan(2000);
  });
});

describe("a faulty configuration", () => {
  test("is refused with every field at fault, by its path, in French", () => {
    const { phone: _phone, ...office } = shipped["office"] as Record<string, unknown>;
    const faults = faultsOf({
      ...shipped,
      office: {
        ...office,
        postcode: "4530",
        hours: { ...(office["hours"] as object), monday: { morning: { from: "8h30", to: "12:00" }, afternoon: null } },
      },
      schoolZone: "D",
      couleur: "rouge",
      terms: { version: "2026-09-01", paragraphs: [{ title: "Un", text: "" }] },
    });
    expect(faults.join("\n")).toMatch(/^office\.postcode : /mu);
    expect(faults).toContain("office.hours.monday.morning.from : Une heure s’écrit hh:mm.");
    expect(faults.join("\n")).toMatch(/^office\.phone : /mu);
    expect(faults.join("\n")).toMatch(/^schoolZone : /mu);
    expect(faults).toContain("terms.paragraphs[0].text : Ce champ est obligatoire.");
    expect(faults.join("\n")).toContain("couleur");
    expect(faults.join("\n")).not.toMatch(/Invalid|expected|Unrecognized/u);
  });

  test("is refused when it is not JSON, or not there", () => {
    expect(faultsOf("{")[0]).toContain("n’est pas du JSON valable");
    expect(() => readTown("/nowhere/town.json")).toThrow(/ne peut pas être lu/u);
  });

  test.each([
    ["une image", "PNG…", "doit être un dessin SVG"],
    ["un script", "<svg><script>alert(1)</script></svg>", "ni script"],
    ["un gestionnaire", '<svg onload="x()"></svg>', "ni script"],
    ["un lien", '<svg><image href="https://exemple.fr/x.png"/></svg>', "ni lien"],
    ["un poids", `<svg>${" ".repeat(50_000)}</svg>`, "plus de 40 ko"],
  ])("is refused for a logo with %s", (_what, logo, sentence) => {
    expect(faultsOf(shipped, logo).join()).toContain(sentence);
  });

  test("may have a logo that refers to itself", () => {
    expect(faultsOf(shipped, '<?xml version="1.0"?>\n<!-- x -->\n<svg><use href="#a"/></svg>')).toEqual([]);
  });

  test("is refused for a brand that is lost on the page, with the nearest that is not", () => {
    const faults = faultsOf({ ...shipped, colours: { brand: "#ffe600", accent: "#f2a900" } });
    expect(faults).toHaveLength(1);
    const suggested = /convient : (#[0-9a-f]{6})$/u.exec(faults[0]!)?.[1] ?? "";
    expect(faultsOf({ ...shipped, colours: { brand: suggested, accent: "#f2a900" } })).toEqual([]);
  });
});

describe("colours", () => {
  const hex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, "0")}`);

  test("that are accepted can be read, in light and in dark, whatever they are", () => {
    fc.assert(
      fc.property(hex, hex, (brand, accent) => {
        const { light, dark, faults } = themeOf({ brand, accent });
        if (faults.length > 0) return;
        expect(light.brand).toBe(brand);
        expect(light.accent).toBe(accent);
        for (const [scheme, palette] of [
          ["light", light],
          ["dark", dark],
        ] as const) {
          const { paper, card, ink } = surfaces[scheme];
          expect(contrast(palette.brand, palette["brand-ink"])).toBeGreaterThanOrEqual(4.5);
          expect(contrast(palette.accent, palette["accent-ink"])).toBeGreaterThanOrEqual(4.5);
          expect(contrast(palette.brand, paper)).toBeGreaterThanOrEqual(3);
          expect(contrast(ink, palette.soft)).toBeGreaterThanOrEqual(7);
          expect(contrast(surfaces[scheme]["ink-2"], palette.soft)).toBeGreaterThanOrEqual(4.5);
          for (const surface of [paper, card, palette.soft]) {
            expect(contrast(palette.link, surface)).toBeGreaterThanOrEqual(4.5);
            expect(contrast(palette.focus, surface)).toBeGreaterThanOrEqual(3);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  test("are measured against the surfaces that the site really has", () => {
    const [light = "", dark = ""] = readFileSync(join(root, "web/styles/tokens.css"), "utf8").split(
      "prefers-color-scheme: dark",
    );
    for (const [scheme, css] of [
      ["light", light],
      ["dark", dark],
    ] as const) {
      for (const [name, colour] of Object.entries(surfaces[scheme]))
        expect(new RegExp(`--${name}: ([^;]+);`, "u").exec(css)?.[1], `${scheme} --${name}`).toBe(colour);
    }
  });

  test("are measured as WCAG does", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.478, 3);
  });
});

describe("publishing", () => {
  const folder = mkdtempSync(join(tmpdir(), "published-"));
  publishTown(readTown(), folder);
  const read = (name: (typeof townFiles)[number]): string => readFileSync(join(folder, name), "utf8");

  test("serves the configuration without a path of the machine that published it", () => {
    const served = townSchema.parse(JSON.parse(read("town.json")));
    expect(served).toEqual({ ...readTown(), logo: "/logo.svg" });
    for (const name of townFiles) expect(read(name)).not.toContain(root);
  });

  test("sets the town's colours for both schemes", () => {
    expect(read("town.css")).toMatch(
      /^:root\{--brand:#5a3d9e;.*\}\n@media screen and \(prefers-color-scheme:dark\)\{:root\{--brand:#[0-9a-f]{6};.*\}\}\n$/u,
    );
  });

  test("describes an application that can be installed", () => {
    expect(JSON.parse(read("manifest.webmanifest"))).toMatchObject({
      lang: "fr",
      start_url: "/",
      display: "standalone",
      icons: [{ src: "/logo.svg" }],
    });
    expect(read("logo.svg")).toContain("<svg");
  });
});

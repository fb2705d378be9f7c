/**
 * The direction of the arrows: from the ground up between subjects, and rules <- store <- use cases <- followers inside
 * one (`house.ts`). Whatever the plan does not allow is refused.
 */
import { describe, expect, it } from "vitest";
import { mayImport, placeOf, type Kit, type Layer, type Place } from "./house.ts";
import { mayImport as mayImportOnSite } from "./site.ts";
import { circles, importsUnder, modulesIn, reachable, sourcesMatching, type Import } from "./imports.ts";

/** Packages that each place may import; whatever it does not say is refused. */
const node = "node:(?:buffer|crypto|timers/promises|zlib)";
const packagesOf = (place: Place): RegExp => {
  switch (place.kind) {
    case "top":
      return /^zod\/mini$/u;
    case "wiring":
      return /^(?:zod\/mini|@aws-sdk\/client-(?!dynamodb).*)$/u;
    case "entry":
      return /^(?:zod\/mini|aws-lambda|node:timers\/promises|@aws-sdk\/client-(?!dynamodb).*)$/u;
    case "kit":
      return kitPackages[place.kit];
    case "subject":
      return layerPackages[place.layer];
  }
};
const none = /^$/u;
const kitPackages: Readonly<Record<Kit, RegExp>> = {
  kernel: /^zod\/mini$/u,
  table: new RegExp(
    `^(?:${node}|@aws-sdk/client-dynamodb|@aws-sdk/lib-dynamodb|@aws-sdk/util-dynamodb|zod/mini)$`,
    "u",
  ),
  http: new RegExp(`^(?:${node}|node:http|@middy/core|aws-lambda|aws-jwt-verify(?:/.*)?|zod/mini)$`, "u"),
  schedule: new RegExp(`^(?:${node}|@aws-sdk/client-scheduler)$`, "u"),
  stream: /^(?:aws-lambda|@aws-sdk\/util-dynamodb|zod\/mini)$/u,
  import: new RegExp(`^(?:${node}|csv-parse/sync)$`, "u"),
  files: /^@aws-sdk\/(?:client-s3|s3-presigned-post|s3-request-presigner)$/u,
  mail: new RegExp(`^(?:${node}|zod/mini|@aws-sdk/client-ses|aws-lambda)$`, "u"),
};
const layerPackages: Readonly<Record<Layer, RegExp>> = {
  rules: none,
  words: none,
  mails: /^zod\/mini$/u,
  file: /^(?:yaml|ibantools)$/u,
  contract: /^zod\/mini$/u,
  store: new RegExp(`^(?:${node}|zod/mini)$`, "u"),
  "use cases": new RegExp(
    `^(?:${node}|zod/mini|minisearch|pdfkit|libphonenumber-js/min|ibantools|fast-xml-(?:builder|parser)|altcha-lib(?:/.*)?|@aws-sdk/client-cognito-identity-provider)$`,
    "u",
  ),
  follow: new RegExp(`^(?:${node}|aws-lambda|zod/mini)$`, "u"),
};

/** Run when the function is bundled, on the builder's machine (infra/build/evaluated.ts): it may read files. */
const atBuild = "functions/billing/pdf/fonts.ts";

function allowed(one: Import): boolean {
  if (one.from === atBuild && one.to === "node:fs") return true;
  if (one.isPackage) return packagesOf(placeOf(one.from)).test(one.to);
  return one.to.startsWith("functions/") && mayImport(one.from, one.to, one.typeOnly);
}

/** Files of which the browser may take values: pure, and free of zod. */
const isPure = (file: string): boolean => {
  const place = placeOf(file);
  if (place.kind === "kit") return place.kit === "kernel" && !file.endsWith("schemas.ts");
  return (
    place.kind === "subject" && (place.layer === "rules" || place.layer === "words" || place.subject === "calendar")
  );
};

const shown = ({ from, to, typeOnly }: Import): string => `${from} -> ${to}${typeOnly ? " (types)" : ""}`;
const functions = importsUnder("functions");
const web = importsUnder("web");

describe("functions/", () => {
  it("is there to be looked at", () => {
    expect(functions.length).toBeGreaterThan(100);
    expect(web.length).toBeGreaterThan(50);
  });

  it("imports only what the plan of the house allows", () => {
    expect(functions.filter((one) => !allowed(one)).map(shown)).toEqual([]);
  });

  it("talks to DynamoDB through the table's kit only", () => {
    const knowing = functions
      .filter(({ to }) => ["@aws-sdk/lib-dynamodb", "@aws-sdk/client-dynamodb"].includes(to))
      .map(({ from }) => from)
      .filter((from) => !from.startsWith("functions/table/"));
    expect(knowing).toEqual([]);
    const sending = sourcesMatching("functions", /\btable\.client\b|\bretried\(/u);
    expect(sending.filter((file) => !file.startsWith("functions/table/"))).toEqual([]);
  });

  it("has no circle of imports, those of types included", () => {
    expect(circles(functions.map((one) => ({ ...one, typeOnly: false })))).toEqual([]);
  });

  it("has neither clock nor chance in rules", () => {
    const readsTime = /\bDate\.now\(\)|new Date\(\)|Temporal\.Now|Math\.random|randomUUID|randomBytes/u;
    expect(sourcesMatching("functions", readsTime).filter((file) => /\/(?:rules|file)\//u.test(file))).toEqual([]);
  });
});

describe("web/", () => {
  it("takes from functions/ types, and values of pure domain modules only", () => {
    const wrong = web.filter(
      (one) => !one.isPackage && one.to.startsWith("functions/") && !one.typeOnly && !isPure(one.to),
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  it("never brings temporal-polyfill, zod or an AWS client to the browser", () => {
    const reached = reachable(
      web
        .filter(({ typeOnly, isPackage }) => !typeOnly && !isPackage)
        .map(({ to }) => to)
        .filter((to) => to.startsWith("functions/")),
      functions,
    );
    const heavy = [...web, ...functions.filter(({ from }) => reached.has(from))].filter(
      ({ typeOnly, isPackage, to }) =>
        !typeOnly && isPackage && /^(?:temporal-polyfill|zod|@aws-sdk|@middy|node:)/u.test(to),
    );
    expect(heavy.map(shown)).toEqual([]);
  });

  it("imports nothing of the back of the house", () => {
    expect(web.filter(({ to, isPackage }) => !isPackage && !/^(?:web|functions)\//u.test(to)).map(shown)).toEqual([]);
  });

  it("keeps the two sites apart, what both need in shared/, and its subjects in their order", () => {
    const inside = web.filter(({ to, isPackage }) => !isPackage && to.startsWith("web/") && !to.endsWith(".css"));
    expect(inside.length).toBeGreaterThan(500);
    expect(inside.filter(({ from, to }) => !mayImportOnSite(from, to)).map(shown)).toEqual([]);
  });

  it("has no circle of imports, those of types included", () => {
    expect(circles(web.map((one) => ({ ...one, typeOnly: false })))).toEqual([]);
  });
});

describe("infra/", () => {
  const infra = [...importsUnder("infra"), ...importsUnder("bin")];

  it("keeps what runs on one machine out of what CDK deploys", () => {
    const local = (file: string): boolean => /^infra\/(?:local|demo)\//u.test(file);
    const machine = (file: string): boolean => local(file) || file === "bin/start.ts";
    const deployed = reachable(["bin/portal.ts"], infra);
    expect(deployed.size).toBeGreaterThan(10);
    expect([...deployed].filter(machine)).toEqual([]);
  });

  it("has no circle of imports", () => {
    expect(circles(infra)).toEqual([]);
  });
});

describe("the reader of imports", () => {
  it("sees every form, and what exists for types only", () => {
    const text = `import a from "a"; import type { B } from "b"; import { type C } from "c"; import { type D, d } from "d"; import "e";
      export * from "f"; export type { G } from "g"; const h = () => import("h"); type I = import("i").I; import * as j from "j"; export { type K } from "k";`;
    const found = modulesIn("x.ts", text).map(({ module, typeOnly }) => `${module}${typeOnly ? "*" : ""}`);
    expect(found.sort()).toEqual(["a", "b*", "c*", "d", "e", "f", "g*", "h", "i*", "j", "k*"]);
  });

  it("finds a circle, whatever its entry", () => {
    const arrow = (from: string, to: string, typeOnly = false): Import => ({ from, to, typeOnly, isPackage: false });
    expect(circles([arrow("a", "b"), arrow("b", "c"), arrow("c", "b"), arrow("c", "a", true)])).toEqual([
      "b -> c -> b",
    ]);
    expect(circles([arrow("a", "b"), arrow("a", "c"), arrow("b", "d"), arrow("c", "d")])).toEqual([]);
  });

  it("refuses an arrow that points the wrong way", () => {
    const arrow = (from: string, to: string): boolean =>
      allowed({ from, to, typeOnly: false, isPackage: !to.includes("functions/") && !to.includes("infra/") });
    expect(arrow("functions/booking/rules/x.ts", "functions/table/table.ts")).toBe(false);
    expect(arrow("functions/booking/rules/x.ts", "node:crypto")).toBe(false);
    expect(arrow("functions/booking/store/x.ts", "functions/booking/use-cases/book.ts")).toBe(false);
    expect(arrow("functions/http/x.ts", "functions/table/table.ts")).toBe(false);
    expect(arrow("functions/booking/use-cases/book.ts", "functions/waiting-list/follow/end-offer.ts")).toBe(false);
    expect(arrow("functions/booking/use-cases/book.ts", "functions/entries/book.ts")).toBe(false);
    expect(arrow("functions/booking/use-cases/book.ts", "@aws-sdk/lib-dynamodb")).toBe(false);
    expect(arrow("functions/entries/book.ts", "infra/local/names.ts")).toBe(false);
    expect(arrow("functions/booking/use-cases/book.ts", "functions/booking/store/days.ts")).toBe(true);
    expect(arrow("functions/waiting-list/follow/x.ts", "functions/booking/use-cases/book.ts")).toBe(true);
  });

  it("refuses an arrow of the site that points the wrong way", () => {
    expect(mayImportOnSite("web/parents/booking/x.ts", "web/staff/booking/y.ts")).toBe(false);
    expect(mayImportOnSite("web/shared/access/x.ts", "web/parents/access/y.ts")).toBe(false);
    expect(mayImportOnSite("web/parents/catalogue/x.ts", "web/parents/booking/grid/y.ts")).toBe(false);
    expect(mayImportOnSite("web/parents/history/x.ts", "web/strings/fr/booking/list.ts")).toBe(false);
    expect(mayImportOnSite("web/shared/ui/x.ts", "web/shared/sign-in/y.ts")).toBe(false);
    expect(mayImportOnSite("web/parents/booking/x.ts", "web/parents/routes.ts")).toBe(false);
    expect(mayImportOnSite("web/parents/booking/x.ts", "web/parents/later/y.ts")).toBe(false);
    expect(mayImportOnSite("web/parents/booking/x.ts", "web/parents/waiting-list/y.ts")).toBe(true);
    expect(mayImportOnSite("web/parents/home/x.ts", "web/parents/booking/y.ts")).toBe(true);
    expect(mayImportOnSite("web/strings/fr/booking/grid.ts", "web/shared/format/text.ts")).toBe(true);
  });
});

/**
 * The direction of the arrows: http -> use cases -> domain, use cases -> store. Each zone says what it may import;
 * whatever it does not say is refused.
 */
import { describe, expect, it } from "vitest";
import { circles, importsUnder, modulesIn, reachable, sourcesMatching, type Import } from "./imports.ts";

/** Folders of `functions/` that are no area of use cases. */
const layers = ["contract", "domain", "events", "http", "mail", "schedule", "store", "wiring"] as const;
type Zone = (typeof layers)[number] | "top" | "entry" | "use cases";

/**
 * What a use case says to the pipeline and no more: the pipeline itself (area, answer, parse, edge) is not its
 * business.
 */
const vocabulary = [
  "functions/http/call.ts",
  "functions/http/problem.ts",
  "functions/http/cookies.ts",
  "functions/http/session.ts",
];

interface Zoned {
  readonly zone: Zone;
  /** Folder under `functions/`: the area's name for use cases and entries. */
  readonly folder: string;
}

function zoneOf(file: string): Zoned {
  const [, folder = "", name] = file.split("/");
  if (name === undefined) return { zone: "top", folder: "" };
  const layer = layers.find((known) => known === folder);
  if (layer) return { zone: layer, folder };
  return { zone: name === "entry.ts" ? "entry" : "use cases", folder };
}

interface Rule {
  /** Zones it may import besides its own folder. */
  readonly zones: readonly Zone[];
  /** Single files it may import on top. */
  readonly files?: readonly string[];
  readonly packages: RegExp;
}

const node = "node:(?:buffer|crypto|timers/promises|zlib)";
const rules: Readonly<Record<Zone, Rule>> = {
  domain: { zones: [], packages: /^$/u },
  contract: { zones: ["domain"], packages: /^zod\/mini$/u },
  top: { zones: ["top", "contract", "domain"], packages: /^zod\/mini$/u },
  http: {
    zones: ["contract", "domain", "top"],
    packages: new RegExp(`^(?:${node}|@middy/core|aws-lambda|aws-jwt-verify(?:/.*)?|zod/mini)$`, "u"),
  },
  store: {
    zones: ["domain"],
    files: ["functions/clock.ts", "functions/lazily.ts", "functions/parallel.ts", "functions/contract/brand.ts"],
    packages: new RegExp(
      `^(?:${node}|@aws-sdk/client-dynamodb|@aws-sdk/lib-dynamodb|@aws-sdk/util-dynamodb|zod/mini)$`,
      "u",
    ),
  },
  schedule: { zones: ["domain", "top"], packages: new RegExp(`^(?:${node}|@aws-sdk/client-scheduler)$`, "u") },
  mail: { zones: ["contract", "domain"], packages: /^$/u },
  "use cases": {
    // Areas may share what they do (limits on attempts, the identity provider); circles between them are refused below.
    zones: ["use cases", "contract", "domain", "store", "mail", "schedule"],
    files: ["functions/clock.ts", "functions/parallel.ts", ...vocabulary],
    packages: new RegExp(
      `^(?:${node}|zod/mini|altcha-lib(?:/.*)?|csv-parse/sync|yaml|@aws-sdk/client-cognito-identity-provider)$`,
      "u",
    ),
  },
  entry: {
    zones: ["use cases", "contract", "domain", "store", "http", "schedule", "wiring", "top"],
    packages: /^@aws-sdk\/client-(?!dynamodb).*$/u,
  },
  events: {
    zones: ["use cases", "contract", "domain", "store", "mail", "schedule", "wiring", "top"],
    packages: new RegExp(`^(?:${node}|aws-lambda|zod/mini|@aws-sdk/util-dynamodb|@aws-sdk/client-ses)$`, "u"),
  },
  wiring: {
    zones: ["contract", "domain", "http", "store", "top"],
    packages: /^(?:@aws-sdk\/(?:client-.*|lib-dynamodb))$/u,
  },
};

function allowed(one: Import): boolean {
  const from = zoneOf(one.from);
  const rule = rules[from.zone];
  if (one.isPackage) return rule.packages.test(one.to);
  if (!one.to.startsWith("functions/")) return false;
  const to = zoneOf(one.to);
  if (to.folder === from.folder && to.zone !== "top") return to.zone !== "entry";
  return rule.zones.includes(to.zone) || (rule.files?.includes(one.to) ?? false);
}

const shown = ({ from, to, typeOnly }: Import): string => `${from} -> ${to}${typeOnly ? " (types)" : ""}`;
const functions = importsUnder("functions");
const web = importsUnder("web");

describe("functions/", () => {
  it("is there to be looked at", () => {
    expect(functions.length).toBeGreaterThan(100);
    expect(web.length).toBeGreaterThan(50);
  });

  it.each([...new Set(functions.map(({ from }) => zoneOf(from).zone))].sort())(
    "%s imports only what its place allows",
    (zone) => {
      expect(functions.filter((one) => zoneOf(one.from).zone === zone && !allowed(one)).map(shown)).toEqual([]);
    },
  );

  it("knows the document client in store/ and wiring/ only", () => {
    const knowing = functions
      .filter(({ to }) => ["@aws-sdk/lib-dynamodb", "@aws-sdk/client-dynamodb"].includes(to))
      .map(({ from }) => zoneOf(from).zone);
    expect([...new Set(knowing)].filter((zone) => zone !== "store" && zone !== "wiring")).toEqual([]);
  });

  it("has no circle of imports", () => {
    expect(circles(functions)).toEqual([]);
  });

  it("has neither clock nor chance in domain/", () => {
    const readsTime = /\bDate\.now\(\)|new Date\(\)|Temporal\.Now|Math\.random|randomUUID|randomBytes/u;
    expect(sourcesMatching("functions/domain", readsTime)).toEqual([]);
  });
});

describe("web/", () => {
  it("takes from functions/ types, and values of pure domain modules only", () => {
    const wrong = web.filter(
      (one) =>
        !one.isPackage && one.to.startsWith("functions/") && !one.typeOnly && !one.to.startsWith("functions/domain/"),
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

  it("keeps the two sites apart: what both need is in shared/", () => {
    const site = (file: string): string => file.split("/")[1] ?? "";
    const crossing = web.filter(
      ({ from, to, isPackage }) =>
        !isPackage &&
        to.startsWith("web/") &&
        ((site(from) === "shared" && ["parents", "staff"].includes(site(to))) ||
          (site(from) === "parents" && site(to) === "staff") ||
          (site(from) === "staff" && site(to) === "parents")),
    );
    expect(crossing.map(shown)).toEqual([]);
  });

  it("has no circle of imports", () => {
    expect(circles(web)).toEqual([]);
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
    expect(arrow("functions/domain/x.ts", "functions/store/table.ts")).toBe(false);
    expect(arrow("functions/domain/x.ts", "node:crypto")).toBe(false);
    expect(arrow("functions/store/x.ts", "functions/bookings/book.ts")).toBe(false);
    expect(arrow("functions/http/x.ts", "functions/store/table.ts")).toBe(false);
    expect(arrow("functions/bookings/book.ts", "functions/http/area.ts")).toBe(false);
    expect(arrow("functions/bookings/book.ts", "functions/account/entry.ts")).toBe(false);
    expect(arrow("functions/bookings/book.ts", "@aws-sdk/lib-dynamodb")).toBe(false);
    expect(arrow("functions/bookings/entry.ts", "infra/local/names.ts")).toBe(false);
    expect(arrow("functions/bookings/book.ts", "functions/store/days.ts")).toBe(true);
    expect(arrow("functions/events/x.ts", "functions/bookings/repair.ts")).toBe(true);
  });
});

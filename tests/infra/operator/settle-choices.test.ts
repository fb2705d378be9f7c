/** A bare `npm run deploy` brings the same portal up to date: what it has is kept, or given up on purpose. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../../infra/build.ts";
import { OperatorError } from "../../../infra/operator/operator-error.ts";
import { lossesOf, readDrops, refuseLosses, settleChoices } from "../../../infra/operator/settle-choices.ts";
import { readRemembered, remember, rememberedKey } from "../../../infra/remembered.ts";
import { defaultTownPath, readTown } from "../../../infra/town/read.ts";

const path = join(mkdtempSync(join(tmpdir(), "town-")), "ville.json");
writeFileSync(path, "{}");
const none = readDrops();
const standard = readTown();
const town = {
  ...standard,
  domain: "famille.exemple.fr",
  mail: { ...standard.mail, senderAddress: "portail@exemple.fr" },
};
const first = settleChoices({ town: path, alarmEmail: "astreinte@exemple.fr", waf: true }, {}, null, none);
const remembered = remember(first, town);

describe("what was chosen once", () => {
  test("goes through a template's metadata and comes back", () => {
    const metadata = JSON.stringify({ "AWS::CDK::Metadata": {}, [rememberedKey]: remembered });
    expect(readRemembered(metadata)).toEqual(remembered);
    expect(readRemembered(undefined)).toBeNull();
    expect(readRemembered("{}")).toBeNull();
  });

  test("holds when nothing is said again", () => {
    expect(settleChoices({}, {}, remembered, none)).toEqual(first);
    expect(lossesOf(remembered, first, town)).toEqual([]);
  });

  test("yields to what is typed, then to cdk.json", () => {
    expect(
      settleChoices({ alarmEmail: "a@exemple.fr" }, { alarmEmail: "b@exemple.fr", waf: false }, remembered, none),
    ).toMatchObject({ alarmEmail: "a@exemple.fr", waf: false, town: path });
  });

  test("names a configuration of these sources so that it is found on another machine", () => {
    const { town: kept } = remember({ ...first, town: defaultTownPath }, town);
    expect(kept).toBe("infra/town/town.json");
    expect(settleChoices({}, {}, { ...remembered, town: kept }, none).town).toBe(join(root, kept));
  });

  test("whose configuration is not on this machine is asked for, and the default one does not take its place", () => {
    const elsewhere = { ...remembered, town: "/nowhere/ville.json" };
    expect(() => settleChoices({}, {}, elsewhere, none)).toThrow(/\/nowhere\/ville\.json.*--town FICHIER/u);
    expect(settleChoices({ town: path }, {}, elsewhere, none).town).toBe(path);
  });
});

describe("what would be lost", () => {
  test("is refused, each with its words", () => {
    const bare = settleChoices({ town: path, waf: false }, {}, { ...remembered, alarmEmail: null }, none);
    expect(() => refuseLosses(remembered, bare, { ...standard, name: "Autreville" }, none)).toThrow(OperatorError);
    expect(lossesOf(remembered, bare, { ...standard, name: "Autreville" }).map(({ what }) => what)).toEqual([
      "town",
      "domain",
      "sender",
      "alarm-email",
      "waf",
    ]);
    expect(() => refuseLosses(remembered, bare, standard, none)).toThrow(
      /le nom famille\.exemple\.fr ne mènerait plus au portail \(--drop domain si c’est voulu\)[^]*Rien n’a été changé/u,
    );
  });

  test("is given up when that is said, and that alone", () => {
    const drops = readDrops(["alarm-email", "waf"]);
    const bare = settleChoices({}, {}, remembered, drops);
    expect(bare).toMatchObject({ alarmEmail: undefined, waf: false });
    expect(() => refuseLosses(remembered, bare, town, drops)).not.toThrow();
    expect(() => refuseLosses(remembered, bare, { ...town, domain: null }, drops)).toThrow(/--drop domain/u);
    expect(() => readDrops(["tout"])).toThrow(/alarm-email, waf, domain, sender, town/u);
  });
});

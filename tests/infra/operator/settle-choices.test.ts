/** A bare `npm run deploy` brings the same portal up to date: what it has is kept, or given up on purpose. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../../infra/build.ts";
import { OperatorError } from "../../../infra/operator/operator-error.ts";
import {
  lossesOf,
  readDrops,
  refuseLosses,
  refuseUnknown,
  settleChoices,
} from "../../../infra/operator/settle-choices.ts";
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
const remembered = remember({ ...first, senderVerified: true, certificateArn: "arn:certificate" }, town);

describe("what was chosen once", () => {
  test("goes through a template's metadata and comes back", () => {
    const metadata = JSON.stringify({ "AWS::CDK::Metadata": {}, [rememberedKey]: remembered });
    expect(readRemembered(metadata)).toEqual(remembered);
    expect(readRemembered(undefined)).toBeNull();
    expect(readRemembered("{}")).toBeNull();
    // Of a version that did not keep all of it: what is not known is asked for, not guessed.
    const { certificateArn: _, ...older } = remembered;
    expect(readRemembered(JSON.stringify({ [rememberedKey]: older }))).toBeNull();
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

  test("is lost by what takes its place too", () => {
    const other = {
      ...town,
      domain: "portail.exemple.fr",
      mail: { ...town.mail, senderAddress: "portail@autre.fr" },
    };
    const again = settleChoices({ alarmEmail: "b@exemple.fr" }, {}, remembered, none);
    expect(lossesOf(remembered, again, other).map(({ what }) => what)).toEqual(["domain", "sender", "alarm-email"]);
    expect(() => refuseLosses(remembered, again, other, none)).toThrow(
      /attendraient que SES vérifie autre\.fr \(--drop sender/u,
    );
    expect(() => refuseLosses(remembered, again, other, readDrops(["domain", "sender", "alarm-email"]))).not.toThrow();
    // SES knows domains: another address of the same one sends as well.
    const renamed = { ...town, mail: { ...town.mail, senderAddress: "familles@exemple.fr" } };
    expect(lossesOf(remembered, first, renamed)).toEqual([]);
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

describe("a portal that serves, and of which nothing is remembered", () => {
  const unknown = { serves: true, remembered: null };

  test("is changed once each of its choices is said again, or given up", () => {
    expect(() => refuseUnknown(unknown, {}, {}, standard, none)).toThrow(
      /--town FICHIER[^]*« domain »[^]*« mail\.senderAddress »[^]*--alarm-email ADRESSE[^]*--waf[^]*Rien n’a été changé/u,
    );
    expect(() => refuseUnknown(unknown, { town: path, alarmEmail: "a@exemple.fr" }, {}, town, none)).toThrow(
      /Redites-le cette fois :\n {2}- son filtre : --waf \(--drop waf s’il n’en a pas\)\nRien/u,
    );
    const said = { town: path, alarmEmail: "a@exemple.fr", waf: true };
    expect(() => refuseUnknown(unknown, said, {}, town, none)).not.toThrow();
    expect(() => refuseUnknown(unknown, {}, said, town, none)).not.toThrow();
    const all = readDrops(["town", "domain", "sender", "alarm-email", "waf"]);
    expect(() => refuseUnknown(unknown, {}, {}, standard, all)).not.toThrow();
  });

  test("is another thing than a first deployment, or one whose choices are known", () => {
    expect(() => refuseUnknown({ serves: false, remembered: null }, {}, {}, standard, none)).not.toThrow();
    expect(() => refuseUnknown({ serves: true, remembered }, {}, {}, standard, none)).not.toThrow();
  });
});

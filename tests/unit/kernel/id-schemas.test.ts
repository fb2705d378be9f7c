import { describe, expect, it } from "vitest";
import { plainDate, typedFamilyCode, typedLogin } from "../../../functions/kernel/id-schemas.ts";

describe("a day sent by a client", () => {
  it.each(["2026-11-25", "2028-02-29", "2026-12-31"])("%s exists", (text) => {
    expect(plainDate().safeParse(text).success).toBe(true);
  });

  it.each([
    "",
    "demain",
    "2026-02-30",
    "2026-04-31",
    "2027-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-1-1",
    "25/11/2026",
    "2026-11-25T00:00:00Z",
    "2026-11-25 ",
    20261125,
    null,
  ])("%j is refused in French, once", (text) => {
    const { error } = plainDate().safeParse(text);
    expect(error?.issues).toHaveLength(1);
  });
});

describe("names typed by people", () => {
  it("ignores case and spaces", () => {
    expect(typedFamilyCode().parse(" ab 12 cd ")).toBe("AB12CD");
    expect(typedLogin().parse("agent.dupont")).toBe("AGENT.DUPONT");
  });

  it.each(["", "a", "éà12", "AB12CD'--", "x".repeat(65)])("%j is no code", (text) => {
    expect(typedFamilyCode().safeParse(text).success).toBe(false);
  });
});

/** What the server finds wrong stands at the field that it names. */
import { describe, expect, it } from "vitest";
import { Problem } from "../../../../web/shared/api/problem.ts";
import { fieldErrors } from "../../../../web/shared/forms/useForm.ts";

describe("server errors", () => {
  it("server's errors find their fields, under another name if need be", () => {
    const problem = new Problem({
      status: 400,
      code: "request.invalid",
      title: "",
      detail: "",
      errors: [
        { field: "login", message: "a" },
        { field: "login", message: "b" },
        { field: "autre", message: "c" },
      ],
    });
    expect(fieldErrors(problem, { initial: { familyCode: "" }, serverFields: { login: "familyCode" } })).toEqual({
      familyCode: "a",
    });
  });
});

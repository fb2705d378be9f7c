/**
 * Whom somebody means who signs in with a family's code whose zeros are too few or too many, or an adult's of it; or with
 * the code of a family that has become part of another one, once no sign-in has that name.
 */
import { writingsOf } from "../family/rules/codes.ts";
import { meantAmong } from "../family/store/meant-code.ts";
import { id, readId, type Login } from "../kernel/ids.ts";
import { readAll } from "../table/batch.ts";
import * as keys from "../table/keys.ts";
import type { Table } from "../table/table.ts";

/**
 * The login that is meant; as it was typed when that is not clear, or when there is none. One read, whatever it finds.
 * Nothing of it may be told before a password or a code has been right: it would tell that the family exists.
 */
export async function meantLogin(table: Table, typed: Login): Promise<Login> {
  const [, code = "", rank = ""] = /^([A-Z0-9]+)(\.[1-9])?$/u.exec(typed) ?? [];
  const family = readId("FamilyCode", code);
  if (!family) return typed;
  const items = await readAll(
    table,
    [keys.login(typed), ...writingsOf(family).map((writing) => keys.household(writing))],
    { consistent: false },
  );
  const households = items.filter((item) => item["entity"] === "household");
  if (households.length < items.length) return typed;
  const [meant, ...others] = meantAmong(family, households);
  if (meant === undefined || others.length > 0) return typed;
  // A rank is its own household's: in another one it is somebody else's.
  const isOther = rank !== "" && households.some((item) => item["code"] !== meant && item["merged"] !== undefined);
  return isOther ? typed : id("Login", `${meant}${rank}`);
}

/** Whom a day's sheet says to call about a child: nobody who is shut out of its file. */
import { expect, test } from "vitest";
import { cardOf } from "../../../functions/booking/store/roster.ts";
import { id } from "../../../functions/kernel/ids.ts";

const [one, two] = [id("GuardianId", "1"), id("GuardianId", "2")];
const child = {
  id: id("ChildId", "E1"),
  firstName: "Lou",
  lastName: "Martin",
  birthDate: id("PlainDate", "2018-03-14"),
};
const guardians = [one, two].map((rank) => ({
  id: rank,
  firstName: `Adulte${rank}`,
  lastName: "Martin",
  phone: `06 12 34 56 7${rank}`,
  payer: rank === one,
}));

test("every adult of the household, but those who may know nothing of the child", () => {
  const called = (shutOut: readonly (typeof one)[]) =>
    cardOf({ ...child, shutOut }, { guardians }).contacts.map(({ name }) => name);
  expect(called([])).toEqual(["Adulte1 Martin", "Adulte2 Martin"]);
  expect(called([two])).toEqual(["Adulte1 Martin"]);
  expect(called([one, two])).toEqual([]);
});

/** The styles of what families open later (later.css): pages of theirs wait for them (routes.ts), and so do parts of the first ones. */
import { sheetAt } from "../../shared/sheet.ts";
import sheet from "../later.css?sheet";

export const laterStyles = sheetAt(sheet);

/** A role's file: the tree of rules/pes.ts as XML, declared and encoded in ISO-8859-1, as the treasury takes it. */
import Builder from "fast-xml-builder";
import { pesOf, type Role } from "./rules/pes.ts";

const builder = new Builder({
  ignoreAttributes: false,
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
  processEntities: true,
});

const declaration = { "?xml": { "@_version": "1.0", "@_encoding": "ISO-8859-1" } };

/** Every text is folded to ASCII letters before, so that each character is one byte. */
export const pesFile = (role: Role): Uint8Array =>
  Buffer.from(builder.build({ ...declaration, ...pesOf(role) }), "latin1");

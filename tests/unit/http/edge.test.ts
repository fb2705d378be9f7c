import { expect, test } from "vitest";
import { edgeHeaders } from "../../../functions/http/edge-headers.ts";
import { viewerOf } from "../../../functions/http/edge.ts";
import type { HttpEvent } from "../../../functions/http/call.ts";

const portalOf = (origin: string | undefined) =>
  viewerOf({ headers: { [edgeHeaders.origin]: origin } } as unknown as HttpEvent).portal;

test.each([
  ["https://famille.exemple.fr", "https://famille.exemple.fr"],
  ["https://FAMILLE.Exemple.fr", "https://famille.exemple.fr"],
  ["http://LOCALHOST:3200", "http://localhost:3200"],
  ["https://famille.exemple.fr/../x", "https://famille.exemple.fr"],
  ["not an address", "https://portail.invalid"],
  [undefined, "https://portail.invalid"],
])("links lead to %s as %s, whatever case the host was asked for in", (asked, portal) => {
  expect(portalOf(asked)).toBe(portal);
});

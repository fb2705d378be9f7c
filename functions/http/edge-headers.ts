/**
 * Headers that the edge sets and the API trusts; whatever a client sends under these names is overwritten or dropped.
 */
export const edgeHeaders = {
  /** Proves that the request came through the edge. */
  secret: "x-portal-secret",
  /** The viewer's network address. */
  viewer: "x-portal-viewer",
  /** The portal's own origin as the viewer's browser knows it: `https://portail.example.fr`. */
  origin: "x-portal-origin",
} as const;

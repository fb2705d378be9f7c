/** Headers that the edge sets and the API trusts; whatever a client sends under these names is overwritten or dropped. */
export const edgeHeaders = {
  /** Proves that the request came through the edge. */
  secret: "x-portal-secret",
  /** The viewer's network address. */
  viewer: "x-portal-viewer",
  /** The host name the viewer asked for. */
  host: "x-portal-host",
} as const;

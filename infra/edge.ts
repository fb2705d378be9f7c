/**
 * What the edge does, once: CloudFront's behaviours, headers and function come from here, and so does the local
 * gateway.
 *
 * Pages, not routes: the browser's own router works inside a page, so the edge only knows which page answers which
 * path.
 */
import { edgeHeaders } from "../functions/http/edge-headers.ts";

export { edgeHeaders };

/** Paths that go to an API, untouched and never cached. */
export const apiPrefix = "/api/";

/**
 * Which API answers which of these paths: first match wins. There are two, because API Gateway takes 300 routes in one:
 * before a side comes there, a part of its paths is given to a third, here.
 */
export const apis = { office: `${apiPrefix}staff/`, families: apiPrefix } as const;
export type ApiName = keyof typeof apis;
export const apiNames = Object.keys(apis).filter((name): name is ApiName => name in apis);

export function apiOf(path: string): ApiName {
  const found = apiNames.find((name) => path.startsWith(apis[name]));
  if (!found) throw new Error(`No API answers ${path}.`);
  return found;
}

export interface PageRule {
  readonly prefix: string;
  readonly page: string;
  /** It stands for itself alone. */
  readonly alone?: true;
}

/**
 * First match wins. A prefix stands for itself and everything below it. The families' home has a page of its own: the
 * same as the others', and it asks for the home's code at once.
 */
export const pages: readonly PageRule[] = [
  { prefix: "/agents", page: "/agents.html" },
  { prefix: "/", page: "/home.html", alone: true },
  { prefix: "/", page: "/index.html" },
];

/**
 * The file that answers a path. Paths of the API and of files (their last part has a dot) stay as they are.
 *
 * Written in the JavaScript that CloudFront Functions run, without anything from outside its arguments: its own source
 * text becomes part of `cloudFrontFunction`.
 */
export function pageFor(path: string, rules: readonly PageRule[], api: string): string {
  if (path.indexOf(api) === 0) return path;
  if (path.slice(path.lastIndexOf("/") + 1).indexOf(".") !== -1) return path;
  // CloudFront's JavaScript has no for…of.
  const rule = rules.filter(
    (one) => path === one.prefix || (!one.alone && (one.prefix === "/" || path.indexOf(one.prefix + "/") === 0)),
  )[0];
  return rule ? rule.page : path;
}

/** Source of the viewer-request function (cloudfront-js-2.0): pages, and headers that no client may choose. */
export const cloudFrontFunction = (): string => `${pageFor.toString()}
var rules = ${JSON.stringify(pages)};
function handler(event) {
  var request = event.request;
  request.headers[${JSON.stringify(edgeHeaders.viewer)}] = { value: event.viewer.ip };
  request.headers[${JSON.stringify(edgeHeaders.origin)}] = { value: "https://" + request.headers.host.value };
  request.uri = pageFor(request.uri, rules, ${JSON.stringify(apiPrefix)});
  return request;
}
`;

/**
 * Everything comes from the portal itself: no inline script, no inline style, no other host but the bucket of families'
 * files, to which forms go and of which pictures and PDFs are shown. Logos and icons may be `data:` images. `files`: the
 * bucket's origin.
 */
export const contentSecurityPolicy = (files: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' data: ${files}`,
    "font-src 'self'",
    `connect-src 'self' ${files}`,
    `frame-src ${files}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");

export const strictTransportSecurity = { maxAge: 63_072_000, includeSubDomains: true, preload: false } as const;

/**
 * Headers on every answer, the API's included. CloudFront calls the first five by its own names, the others are custom
 * ones.
 */
export const securityHeaders = (files: string): Readonly<Record<string, string>> => ({
  "content-security-policy": contentSecurityPolicy(files),
  "strict-transport-security": `max-age=${strictTransportSecurity.maxAge}; includeSubDomains`,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
});

/** Folder of the files whose name carries a hash of their content. */
export const assetsPrefix = "/assets/";

/**
 * `Cache-Control` by kind of file: an asset's name changes with its content; pages and the town's files are asked again
 * each time.
 */
export const cacheControl = {
  assets: "public, max-age=31536000, immutable",
  pages: "no-cache",
} as const;

export const cacheControlFor = (path: string): string =>
  path.startsWith(assetsPrefix) ? cacheControl.assets : cacheControl.pages;

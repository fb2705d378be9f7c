/** Where a request came from, said coarsely: enough for a person to recognise, too little to follow anyone. */

/** `82.64.x.x`, `2a01:e0a::`: the part of an address that names a provider. */
export function coarseAddress(address: string): string {
  const four = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/.exec(address);
  if (four) return `${four[1] ?? ""}.${four[2] ?? ""}.x.x`;
  const six = /^([0-9a-f]{1,4}):([0-9a-f]{1,4}):/i.exec(address);
  return six ? `${six[1] ?? ""}:${six[2] ?? ""}::`.toLowerCase() : "inconnue";
}

const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/\bChrome\/|\bCriOS\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "Mac"],
  [/\bLinux\b/, "Linux"],
];

/** `Firefox sur Windows`. A browser says what it likes of itself: this is shown to its owner, never relied on. */
export function deviceName(userAgent: string): string {
  const browser = browsers.find(([pattern]) => pattern.test(userAgent))?.[1] ?? "Navigateur";
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1];
  return system ? `${browser} sur ${system}` : browser;
}

/**
 * A QR code as one path: drawn in the page, so that the secret it holds goes nowhere else. Dark on white whatever the
 * theme.
 */
import { encode } from "uqr";

/**
 * Light modules around it, which readers need. A screen is not torn or stained: the least correction gives the largest
 * modules.
 */
const border = 4;

function pathOf(rows: readonly (readonly boolean[])[]): string {
  return rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
}

export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, data } = encode(text, { ecc: "L", border });
  return (
    <svg class="qr" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shape-rendering="crispEdges">
      <path fill="#fff" d={`M0 0h${size}v${size}h-${size}z`} />
      <path fill="#000" d={pathOf(data)} />
    </svg>
  );
}

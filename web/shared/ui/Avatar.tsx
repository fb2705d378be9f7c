/** A child's initial in a colour of their own: the same child has the same colour on every page. */
export function Avatar({ name, rank }: { readonly name: string; readonly rank: number }) {
  return (
    <span class={`avatar tint-${rank % 6}`} aria-hidden="true">
      {name.charAt(0)}
    </span>
  );
}

/** The one action of a form. It stays focusable while busy, and says what it is doing. */
export function SubmitButton({
  busy,
  label,
  busyLabel,
}: {
  readonly busy: boolean;
  readonly label: string;
  readonly busyLabel: string;
}) {
  return (
    <button type="submit" class="button" aria-disabled={busy || undefined}>
      {busy && <span class="working" aria-hidden="true" />}
      <span aria-live="polite">{busy ? busyLabel : label}</span>
    </button>
  );
}

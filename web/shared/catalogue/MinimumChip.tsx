/** That days of an activity go together, in the server's words: read before anything is chosen. */
import { Icon } from "../ui/Icon.tsx";

export const MinimumChip = ({ sentence }: { readonly sentence: string }) => (
  <p class="chip window-chip">
    <Icon name="calendar" size={17} />
    <span>{sentence}</span>
  </p>
);

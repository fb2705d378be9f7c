/** The button under a list that is read a page at a time; nothing after its last page. */
import type { Pages } from "../usePages.ts";

interface Props {
  readonly pages: Pick<Pages<unknown>, "more" | "loading">;
  readonly label: string;
}

export const More = ({ pages: { more, loading }, label }: Props) =>
  more && (
    <div>
      <button type="button" class="button ghost" aria-disabled={loading || undefined} onClick={more}>
        {label}
      </button>
    </div>
  );

/** One line of what was found: who, of which family, and what of it answers the question. */
import type { FoundLineView, PieceView, WhyView } from "../../../functions/search/contract.ts";
import { readId } from "../../../functions/kernel/ids.ts";
import { dateOnly } from "../../shared/format/dates.ts";
import { nameCase, phoneNumber } from "../../shared/format/text.ts";
import { search as strings } from "../../strings/fr/search.ts";

export function FoundLine({
  line: { familyCode, closed, who, name, birthYear, of = [], why },
}: {
  readonly line: FoundLineView;
}) {
  const byCode = why.some(({ by }) => by === "code");
  return (
    <>
      <span class="found-name">
        <Pieces pieces={name} write={nameCase} />
      </span>
      <span class="found-about">
        {who === "contact"
          ? strings.contact(of.map(nameCase))
          : birthYear === undefined || who === "adult"
            ? strings.adult
            : strings.child(birthYear)}{" "}
        · {byCode ? <mark>{strings.family(familyCode)}</mark> : strings.family(familyCode)}
        {closed && (
          <>
            {" "}
            <span class="chip no">{strings.closed}</span>
          </>
        )}
        {why
          .filter(({ by }) => by !== "code")
          .map(({ by, text }) => (
            <span key={`${by} ${text.map((piece) => piece.text).join("")}`}>
              {" "}
              · {strings.why[by]} <Pieces pieces={text} write={writeOf[by]} />
            </span>
          ))}
      </span>
    </>
  );
}

const asItIs = (text: string): string => text;
function dateWords(text: string): string {
  const date = readId("PlainDate", text);
  return date ? dateOnly(date) : text;
}
/** How each kind of reason is written. */
const writeOf: Readonly<Record<WhyView["by"], (text: string) => string>> = {
  code: asItIs,
  childCode: asItIs,
  phone: phoneNumber,
  email: asItIs,
  birth: dateWords,
  birthName: nameCase,
  relative: nameCase,
};

interface PiecesProps {
  readonly pieces: readonly PieceView[];
  readonly write: (text: string) => string;
}
const Pieces = ({ pieces, write }: PiecesProps) => (
  <>{pieces.map(({ text, hit }, rank) => (hit ? <mark key={rank}>{write(text)}</mark> : write(text)))}</>
);

/** Title of a card and the sentence that goes with it. */
interface Props {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export function CardHead({ id, title, text }: Props) {
  return (
    <div class="card-head">
      <h2 id={id} tabIndex={-1}>
        {title}
      </h2>
      <p class="small muted">{text}</p>
    </div>
  );
}

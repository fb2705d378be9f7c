import { Title } from "../../shared/shell/PageHead.tsx";
import { shell } from "../../strings/fr/shell.ts";

export function NotFound() {
  return (
    <div class="stack narrow">
      <Title text={shell.notFound.title} />
      <p>{shell.notFound.text}</p>
      <p>
        <a class="button" href="/">
          {shell.notFound.action}
        </a>
      </p>
    </div>
  );
}

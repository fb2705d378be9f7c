import { access as strings } from "../../strings/fr/access/own-access.ts";

/** The name of the sign-in, which never changes. */
export function LoginCard({ login, hint }: { readonly login: string; readonly hint: string }) {
  return (
    <section class="card" aria-labelledby="identifiant">
      <h2 id="identifiant">{strings.login.title}</h2>
      <div class="edit-value">
        <code class="login">{login}</code>
      </div>
      <p class="small muted">{hint}</p>
    </section>
  );
}

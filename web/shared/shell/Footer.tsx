/** What must be reachable from every page. */
import { shell } from "../../strings/fr/shell.ts";
import { useTown } from "../town.ts";

export function Footer() {
  const { name } = useTown();
  const { footer } = shell;
  return (
    <footer class="foot">
      <div class="foot-in">
        <p>{name}</p>
        <a href="/accessibilite">{footer.accessibility}</a>
        <a href="/cgu">{footer.terms}</a>
        <a href="/donnees-personnelles">{footer.privacy}</a>
        <a href="/contact">{footer.contact}</a>
      </div>
    </footer>
  );
}

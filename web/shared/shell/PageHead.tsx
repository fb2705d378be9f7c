/** Breadcrumb and title of a page. The title takes the focus on arrival. */
import type { ComponentChildren } from "preact";
import { common } from "../../strings/fr/common.ts";
import { shell as strings } from "../../strings/fr/shell.ts";
import { useTitle } from "../router.ts";

export interface Crumb {
  readonly label: string;
  /** A step without an address is a heading of the menu, or the page itself. */
  readonly href?: string;
}

interface Props {
  readonly title: string;
  /** Between the home page and this one. */
  readonly trail?: readonly Crumb[];
  readonly home?: Crumb;
  readonly children?: ComponentChildren;
}

export function PageHead({ title, trail = [], home = { label: strings.home, href: "/" }, children }: Props) {
  const steps: readonly Crumb[] = title === home.label ? [home] : [home, ...trail, { label: title }];
  return (
    <div class="page-head">
      <nav class="crumb" aria-label={strings.youAreHere}>
        <ol>
          {steps.map(({ label, href }, index) => (
            <li key={label} aria-current={index === steps.length - 1 ? "page" : undefined}>
              {index === 0 && <span class="no-print">{strings.youAreHere} </span>}
              {href !== undefined && index < steps.length - 1 ? <a href={href}>{label}</a> : label}
            </li>
          ))}
        </ol>
      </nav>
      <Title text={title} />
      {children}
    </div>
  );
}

export function Title({ text }: { readonly text: string }) {
  return <h1 {...useTitle(text, common.portal)}>{text}</h1>;
}

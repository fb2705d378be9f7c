/**
 * What every page about one family stands in: whose file it is, and the tabs to its other pages. Tabs are links, each
 * with an address of its own; which there are is said by who draws the site (familyTabs.tsx).
 */
import { createContext, type ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import type { OfficeFamilyView } from "../../../functions/family/contract.ts";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { nameCase } from "../../shared/format/text.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { reading, useQuery, type Query } from "../../shared/useQuery.ts";
import { familyPages as strings } from "../../strings/fr/family.ts";
import { familiesPath, familyTabPath } from "../shell/paths.ts";

const familyOf = reading((familyCode: FamilyCode, signal) => call("family.ofCode", { params: { familyCode }, signal }));

const FamilyContext = createContext<Query<OfficeFamilyView> | null>(null);

/** The household of the page's family: null until it is read. An act that changes it reads it again. */
export function useFamily(): Query<OfficeFamilyView> {
  const query = useContext(FamilyContext);
  if (!query) throw new Error("This part belongs inside a family's page");
  return query;
}

/** As a title names a household: by its payer. */
export const familyNameOf = ({ guardians }: OfficeFamilyView): string => {
  const named = guardians.find(({ payer }) => payer) ?? guardians[0];
  return named ? nameCase(named.lastName) : "";
};

export interface FamilyTab {
  /** Last part of its address; the family's own address is the empty one. */
  readonly tab: string;
  readonly label: string;
}

interface Props {
  readonly code: FamilyCode;
  readonly tabs: readonly FamilyTab[];
  readonly current: string;
  readonly children: ComponentChildren;
}

export function FamilyFrame({ code, tabs, current, children }: Props) {
  const query = useQuery(familyOf, code);
  const { data, problem, reload } = query;
  if (problem?.status === 404)
    return (
      <div class="stack reading">
        <Title text={strings.families} />
        <Failure problem={problem} />
        <p>
          <a href={familiesPath}>{strings.another}</a>
        </p>
      </div>
    );
  if (data?.mergedInto !== undefined)
    return (
      <div class="stack reading">
        <Title text={strings.families} />
        <Notice tone="wait" title={strings.merged(code, data.mergedInto)}>
          <p>
            <a href={familyTabPath(data.mergedInto, current)}>{strings.openMerged(data.mergedInto)}</a>
          </p>
        </Notice>
      </div>
    );
  return (
    <FamilyContext.Provider value={query}>
      <div class="stack">
        <header class="family-head">
          <p class="family-name">
            {strings.family(data ? familyNameOf(data) : "")} <span class="chip">{code}</span>
            {data?.closedAt !== undefined && (
              <>
                {" "}
                <span class="chip no">{strings.closed}</span>
              </>
            )}
          </p>
          <nav class="family-tabs no-print" aria-label={strings.tabs}>
            <ul>
              {tabs.map(({ tab, label }) => (
                <li key={tab}>
                  <a href={familyTabPath(code, tab)} aria-current={tab === current ? "page" : undefined}>
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </header>
        {problem && !data && (
          <Failure
            problem={problem}
            onRetry={() => {
              void reload();
            }}
          />
        )}
        {children}
      </div>
    </FamilyContext.Provider>
  );
}

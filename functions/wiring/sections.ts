/** Every part of a family's file (family/sections/section.ts), each declared by its subject. */
import type { SectionId } from "../catalogue/rules/file-rules.ts";
import { childRecordSection } from "../child-record/section.ts";
import { adultSection } from "../family/sections/adult.ts";
import { adultLeavingSection } from "../family/sections/adult-leaving.ts";
import { childSection } from "../family/sections/child.ts";
import { childLeavingSection } from "../family/sections/child-leaving.ts";
import { householdSection } from "../family/sections/household.ts";
import { newAdultSection } from "../family/sections/new-adult.ts";
import { newChildSection } from "../family/sections/new-child.ts";
import type { Section } from "../family/sections/section.ts";
import type { TownForFunctions } from "../kernel/town-for-functions.ts";
import { quotientPapersSection } from "../quotient/papers-section.ts";

/** By its name: one that the town's file knows and that is missing here does not compile. */
const byName = ({ quotient }: Pick<TownForFunctions, "quotient">): Readonly<Record<SectionId, Section>> => ({
  household: householdSection,
  adult: adultSection,
  newAdult: newAdultSection,
  adultLeaving: adultLeavingSection,
  newChild: newChildSection,
  child: childSection,
  childLeaving: childLeavingSection,
  childRecord: childRecordSection,
  quotientPapers: quotientPapersSection(quotient),
});

/** Those of a town: the figures of a quotient are those of its own way of counting. */
export const sectionsOf = (town: Pick<TownForFunctions, "quotient">): readonly Section[] => Object.values(byName(town));

/**
 * The school calendar of zone B, to enter into a catalogue; no function carries it.
 *
 * Source: the ministry's official calendar, open data set `fr-en-calendrier-scolaire` (data.education.gouv.fr), whose
 * `end_date` is the morning on which school resumes.
 */
import type { SchoolCalendar, SchoolHoliday } from "./school-calendar.ts";
import { id, type PlainDate } from "../../kernel/ids.ts";

const day = (text: string): PlainDate => id("PlainDate", text);
const off = (name: string, from: string, resumes: string): SchoolHoliday => ({
  name,
  from: day(from),
  resumes: day(resumes),
});

/**
 * Zone B (Orléans-Tours among others), with the bridge of Ascension: 15-16 May 2026, 7 May 2027. Summer ends with the
 * next school year.
 */
export const zoneB: readonly SchoolCalendar[] = [
  {
    zone: "B",
    schoolYear: "2025-2026",
    starts: day("2025-09-01"),
    ends: day("2026-09-01"),
    holidays: [
      off("vacances de la Toussaint", "2025-10-18", "2025-11-03"),
      off("vacances de Noël", "2025-12-20", "2026-01-05"),
      off("vacances d’hiver", "2026-02-14", "2026-03-02"),
      off("vacances de printemps", "2026-04-11", "2026-04-27"),
      off("vacances d’été", "2026-07-04", "2026-09-01"),
    ],
    bridges: [day("2026-05-15"), day("2026-05-16")],
  },
  {
    zone: "B",
    schoolYear: "2026-2027",
    starts: day("2026-09-01"),
    ends: day("2027-09-02"),
    holidays: [
      off("vacances de la Toussaint", "2026-10-17", "2026-11-02"),
      off("vacances de Noël", "2026-12-19", "2027-01-04"),
      off("vacances d’hiver", "2027-02-20", "2027-03-08"),
      off("vacances de printemps", "2027-04-17", "2027-05-03"),
      off("vacances d’été", "2027-07-03", "2027-09-02"),
    ],
    bridges: [day("2027-05-07")],
  },
];

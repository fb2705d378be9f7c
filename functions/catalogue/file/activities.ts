/** `activités`: each edition of each activity, its windows, limits and units. */
import type { Eligibility, Quota, RunningDays, Unit } from "../rules/catalogue.ts";
import type { PoolName, SiteId, UnitId } from "../../kernel/ids.ts";
import { readDate, readSchool, readYesNo } from "../../import/cells.ts";
import { readCancelDeadline, readDeadline, readMoreFrom } from "./deadline-words.ts";
import { valuesOf, type ActivityDraft, type Draft } from "./drafts.ts";
import type { Fields } from "./fields.ts";
import { isFixed, isRecurring } from "../rules/windows.ts";
import { readKnownGrade, readWindow } from "./windows.ts";
import { readPlacesOn, readPools } from "./pools.ts";
import { readRequired } from "./required.ts";
import { readPeriod } from "./sites.ts";
import {
  readAges,
  readCode,
  readDuring,
  readHoldMinutes,
  readHours,
  readKind,
  readLabel,
  readMinimum,
  readPlaces,
  readQuota,
  readWaiting,
  readWeekday,
} from "./words.ts";

function readRuns(fields: Fields): RunningDays | undefined {
  const weekdays = fields.texts("jours", readWeekday);
  const during = fields.needed("pendant", readDuring);
  const onBridgeDays = fields.optional("jours de pont", readYesNo) ?? false;
  if (weekdays?.length === 0) fields.fault("dites quels jours : « jours: [mercredi] »", "jours");
  return weekdays && weekdays.length > 0 && during
    ? { weekdays: [...weekdays].sort(), during, onBridgeDays }
    : undefined;
}

function readEligibility(fields: Fields): Eligibility {
  const ages = fields.optional("âges", readAges);
  const grades = fields.texts("classes", readKnownGrade) ?? [];
  const schools = fields.texts("écoles", readSchool) ?? [];
  const required = fields.texts("dossier", readRequired) ?? [];
  const documents = [...new Set(required.flatMap((one) => ("document" in one ? [one.document] : [])))];
  const requires = [...new Set(required.flatMap((one) => ("requirement" in one ? [one.requirement] : [])))];
  return {
    ...(ages?.from === undefined ? {} : { minAge: ages.from }),
    ...(ages?.to === undefined ? {} : { maxAge: ages.to }),
    ...(grades.length > 0 ? { grades } : {}),
    ...(schools.length > 0 ? { schools } : {}),
    ...(requires.length > 0 ? { requires } : {}),
    ...(documents.length > 0 ? { documents } : {}),
  };
}

function readCaps(fields: Fields): Draft<Quota> | undefined {
  const quota = fields.needed("jours", readQuota);
  const furtherFrom = fields.needed("au-delà", readMoreFrom);
  return quota && furtherFrom ? { value: { ...quota, furtherFrom }, fields } : undefined;
}

function readUnit(id: UnitId, fields: Fields): Draft<Unit> | undefined {
  const name = fields.needed("nom", readLabel);
  const hours = fields.needed("horaires", readHours);
  const meal = fields.optional("repas", readYesNo) ?? false;
  const implies = fields.texts("contient", readCode("UnitId")) ?? [];
  const excludes = fields.texts("exclut", readCode("UnitId")) ?? [];
  const places = fields.optional("places", readPlaces) ?? null;
  const placesOn = readPlacesOn(fields);
  const pools = fields.texts("limites", readCode("PoolName")) ?? [];
  const approval = fields.optional("accord d’un agent", readYesNo) ?? false;
  const bookBefore = fields.needed("réserver avant", readDeadline);
  const cancelBefore = fields.needed("annuler avant", readCancelDeadline);
  if (places === null && placesOn.length > 0 && !fields.has("places"))
    fields.fault(
      "sans « places » pour les autres jours, ces nombres ne comptent pas : ajoutez « places »",
      "places certains jours",
    );
  if (name === undefined || !hours || !bookBefore || !cancelBefore) return undefined;
  return {
    value: { id, name, ...hours, meal, excludes, implies, places, placesOn, pools, approval, bookBefore, cancelBefore },
    fields,
  };
}

function readActivity(fields: Fields): ActivityDraft | undefined {
  const id = fields.needed("code", readCode("ActivityId"));
  const since = fields.optional("à compter du", readDate);
  const name = fields.needed("nom", readLabel);
  const kind = fields.needed("genre", readKind);
  const tariff = fields.optional("tarif", readCode("TariffId"));
  const account = fields.optional("compte", readCode("CollectionAccountId"));
  const prepaid = fields.optional("prépaiement", readYesNo) ?? false;
  const holdMinutes = fields.optional("place gardée", readHoldMinutes);
  const absences = fields.optional("absences", readCode("AbsenceRulesId"));
  const siteId: SiteId | undefined = fields.needed("site", readCode("SiteId"));
  const period = readPeriod(fields);
  const runs = readRuns(fields);
  const windows = fields.each("périodes de réservation", readCode("WindowId"), readWindow);
  const own = valuesOf(windows);
  const recurring = own.filter(isRecurring);
  const eligibility = fields.group("enfants", readEligibility) ?? {};
  const pools = readPools(fields);
  const within: readonly PoolName[] = fields.texts("limites du site", readCode("PoolName")) ?? [];
  const quota = fields.group("équité", readCaps) ?? null;
  const minimum = fields.optional("minimum", readMinimum);
  const waiting = fields.optional("liste d’attente", readWaiting) ?? null;
  const units = fields.each("prestations", readCode("UnitId"), readUnit);
  if (!fields.has("prestations")) fields.fault("une activité a au moins une prestation : ajoutez « prestations »");
  if (!id || name === undefined || !kind || !siteId || !period || !runs) return undefined;
  const value = {
    id,
    effectiveFrom: since ?? period.from,
    siteId,
    kind,
    name,
    ...period,
    runs,
    windows: own.filter(isFixed),
    ...(recurring.length > 0 ? { recurring } : {}),
    eligibility,
    pools: valuesOf(pools),
    within,
    quota: quota?.value ?? null,
    ...(minimum ? { minimum } : {}),
    waiting,
    units: valuesOf(units),
    ...(tariff === undefined ? {} : { tariff }),
    ...(account === undefined ? {} : { account }),
    ...(absences === undefined ? {} : { absences }),
    ...(prepaid ? { prepaid } : {}),
    ...(holdMinutes === undefined ? {} : { holdMinutes }),
  } as const;
  return { value, windows, pools, units, quota, fields };
}

export const readActivities = (fields: Fields): readonly ActivityDraft[] => fields.items("activités", readActivity);

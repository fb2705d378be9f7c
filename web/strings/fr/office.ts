/** Words of the office: where, when, how to reach it. */
import { nbsp } from "../../shared/format/text.ts";

export const office = {
  address: "Adresse",
  phone: "Téléphone",
  email: "E-mail",
  hours: "Horaires d’ouverture",
  day: "Jour",
  morning: "Matin",
  afternoon: "Après-midi",
  closed: "fermé",
  days: {
    monday: "Lundi",
    tuesday: "Mardi",
    wednesday: "Mercredi",
    thursday: "Jeudi",
    friday: "Vendredi",
    saturday: "Samedi",
    sunday: "Dimanche",
  },
  span: (from: string, to: string) => `${from} – ${to}`,
  openUntil: (time: string) => `Ouvert, ferme à ${time}`,
  opensToday: (time: string) => `Fermé, ouvre à ${time}`,
  opensTomorrow: (time: string) => `Fermé, ouvre demain à ${time}`,
  opensOn: (day: string, time: string) => `Fermé, ouvre ${day} à ${time}`,
  alwaysClosed: "Fermé",
  call: (phone: string) => `Appeler le ${phone}`,
  today: `aujourd’hui${nbsp}:`,
} as const;

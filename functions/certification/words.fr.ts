/** Sentences about confirming a family's file. */
export const certificationWords = {
  changed:
    "Vos fiches ont changé pendant que vous les relisiez : un autre responsable ou le guichet y a touché. Relisez-les, puis confirmez.",
} as const;

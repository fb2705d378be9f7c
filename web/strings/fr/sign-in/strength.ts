/** Words of how strong a password looks while it is chosen. */
export const strength = {
  title: "Niveau de sécurité :",
  levels: ["à saisir", "trop faible", "insuffisant", "bon", "très bon"],
} as const;

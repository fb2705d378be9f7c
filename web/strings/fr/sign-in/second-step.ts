/** Words of the second step of a sign-in: the code of the application, or a recovery code. */
export const secondStep = {
  code: "Code de votre application",
  codeHint:
    "Ouvrez votre application d’authentification : elle affiche 6 chiffres, qui changent toutes les 30 secondes.",
  missingCode: "Saisissez les 6 chiffres affichés par l’application.",
  submit: "Continuer",
  busy: "Vérification…",
  lost: "J’ai perdu mon téléphone",
  restart: "Changer d’identifiant",
  recoveryIntro:
    "Saisissez un des codes de secours gardés à l’activation. Il ne sert qu’une fois : vous activerez ensuite l’application sur un autre téléphone.",
  recovery: "Code de secours",
  recoveryHint: "12 lettres et chiffres, comme ABCD-EFGH-JKLM.",
  missingRecovery: "Saisissez un code de secours.",
  recover: "Utiliser ce code",
  noRecovery: "Plus de code de secours ? Joignez la personne qui administre le portail dans votre collectivité.",
  backToCode: "J’ai retrouvé mon téléphone",
  recovered: "Code de secours accepté. Saisissez de nouveau votre mot de passe : vous activerez ensuite l’application.",
} as const;

/** What a person is told by mail of their own account, so that they can react when it was not them. */
export const noticeKinds = [
  "passwordChanged",
  "emailChangeAsked",
  "emailChanged",
  "secondFactorEnrolled",
  "recoveryCodeUsed",
  "accessWithdrawn",
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

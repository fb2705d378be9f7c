/**
 * What the portal's stack tells the operator's commands, once: the stack declares these outputs and `operator/` reads
 * them.
 */
export const outputs = {
  portalUrl: "PortalUrl",
  tableName: "TableName",
  userPoolId: "UserPoolId",
  userPoolClientId: "UserPoolClientId",
  /** Where a domain name of the town's must point (CNAME, or ALIAS at the top of a zone). */
  edgeDomain: "EdgeDomain",
  /** Whose school calendar the portal reads: a catalogue of another zone is warned of. */
  schoolZone: "SchoolZone",
  /** How the town counts quotients: what new prices change for whom is told by it. */
  quotientKind: "QuotientKind",
} as const;

/** Name of the portal's stack unless `-c name=…` (CDK) or `--stack …` (operator's commands) says otherwise. */
export const defaultStackName = "portail-famille";
export const defaultRegion = "eu-west-3";

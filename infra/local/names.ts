/** Names of the local cloud's resources, in AWS's own forms: what parses them cannot tell the difference. */
import { tableShape } from "../table.ts";

export const region = "eu-west-3";
export const account = "000000000000";

export const tableName = "portail";
export const userPoolId = `${region}_Local0001`;
export const portalSecretId = "portail/edge";
export const userPoolClientSecretId = "portail/user-pool-client";
export const apiParticulierSecretId = "portail/api-particulier";
export const filesBucket = "portail-fichiers";

/** Group of one-time schedules. */
export const oneTimeGroup = "portail-timers";

export const tableArn = (name: string): string => `arn:aws:dynamodb:${region}:${account}:table/${name}`;
export const indexArn = (name: string): string => `${tableArn(name)}/index/${tableShape.index.name}`;
export const userPoolArn = (id: string): string => `arn:aws:cognito-idp:${region}:${account}:userpool/${id}`;
export const secretArn = (id: string): string => `arn:aws:secretsmanager:${region}:${account}:secret:${id}-Local1`;
export const fileArn = (bucket: string, key: string): string => `arn:aws:s3:::${bucket}/${key}`;
export const functionArn = (name: string): string => `arn:aws:lambda:${region}:${account}:function:${name}`;
export const scheduleArn = (name: string): string =>
  `arn:aws:scheduler:${region}:${account}:schedule/${oneTimeGroup}/${name}`;
/** Role by which the scheduler calls a function once. */
export const oneTimeRoleArn = (functionName: string): string => `arn:aws:iam::${account}:role/timer-${functionName}`;
export const deadLettersArn = (functionName: string): string =>
  `arn:aws:sqs:${region}:${account}:${functionName}-dead-letters`;
/** Issuer of the pool's tokens, as AWS writes it. */
export const issuerOf = (poolId: string): string => `https://cognito-idp.${region}.amazonaws.com/${poolId}`;

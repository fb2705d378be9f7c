/** Names of the local cloud's resources, in AWS's own forms: what parses them cannot tell the difference. */
export const region = "eu-west-3";
export const account = "000000000000";

export const tableName = "portail";
export const userPoolId = `${region}_Local0001`;
export const portalSecretId = "portail/edge";

export const tableArn = (name: string): string => `arn:aws:dynamodb:${region}:${account}:table/${name}`;
export const userPoolArn = (id: string): string => `arn:aws:cognito-idp:${region}:${account}:userpool/${id}`;
export const secretArn = (id: string): string => `arn:aws:secretsmanager:${region}:${account}:secret:${id}-Local1`;
export const functionArn = (name: string): string => `arn:aws:lambda:${region}:${account}:function:${name}`;
/** Issuer of the pool's tokens, as AWS writes it. */
export const issuerOf = (poolId: string): string => `https://cognito-idp.${region}.amazonaws.com/${poolId}`;

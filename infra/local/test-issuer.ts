/**
 * Sessions without signing in, for a crowd of thousands on one machine: access tokens signed with the local pool's own
 * key, which lies in the data folder, and session records written straight into the table. No call to Cognito, and
 * nothing that a portal elsewhere would believe: its pool has another key.
 */
import { randomBytes, randomUUID, sign } from "node:crypto";
import { newSid, seal } from "../../functions/sign-in/sid.ts";
import { workingDay } from "../../functions/sign-in/use-cases/open-session.ts";
import { epochSeconds, plusSeconds } from "../../functions/kernel/clock.ts";
import { id, type FamilyCode, type Instant } from "../../functions/kernel/ids.ts";
import { accessCookie, sidCookie } from "../../functions/http/cookies.ts";
import { hashSid } from "../../functions/http/session-guard.ts";
import { openSession } from "../../functions/sign-in/store/sessions.ts";
import type { Table } from "../../functions/table/table.ts";
import { signingKey } from "./cognito/keys.ts";
import { issuerOf, userPoolId } from "./names.ts";

export interface TestIssuer {
  /** Opens a session of a family's first guardian from now on; returns the `cookie` header that carries it. */
  readonly open: (familyCode: FamilyCode, now: Instant) => Promise<string>;
}

export interface IssuerOptions {
  /** Data folder of a portal that has been started. */
  readonly data: string;
  readonly clientId: string;
  readonly table: Table;
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

export async function testIssuer({ data, clientId, table }: IssuerOptions): Promise<TestIssuer> {
  const signing = await signingKey(`${data}/cognito`);
  const accessToken = (username: string, now: Instant): string => {
    const iat = epochSeconds(now);
    const claims = {
      sub: randomUUID(),
      iss: issuerOf(userPoolId),
      client_id: clientId,
      token_use: "access",
      scope: "aws.cognito.signin.user.admin",
      auth_time: iat,
      iat,
      exp: iat + 3_600,
      jti: randomUUID(),
      username,
    };
    const content = `${part({ alg: "RS256", kid: signing.id, typ: "JWT" })}.${part(claims)}`;
    return `${content}.${sign("sha256", Buffer.from(content), signing.key).toString("base64url")}`;
  };
  return {
    open: async (familyCode, now) => {
      const login = id("Login", familyCode);
      const sid = newSid(login);
      await openSession(table, hashSid(sid), {
        role: "guardian",
        login,
        displayName: "",
        familyCode,
        guardianId: id("GuardianId", "1"),
        openedAt: now,
        endsAt: plusSeconds(now, workingDay),
        requiredAction: null,
        device: "",
        origin: "",
        refreshToken: seal(sid, randomBytes(16).toString("base64url")),
      });
      return `${sidCookie}=${sid}; ${accessCookie}=${accessToken(login, now)}`;
    },
  };
}

import * as z from "zod/mini";
import { lazily } from "../../kernel/lazily.ts";
import { staffRoles, type Grant, type StaffRole } from "../../kernel/permissions.ts";

const roles = Object.keys(staffRoles).filter((name): name is StaffRole => name in staffRoles);

/** Records of staff and of their sessions without any grant are from when every staff member might do everything. */
const ofBefore = (): Grant[] => [{ role: "administrator" }];

/** What was granted to a staff member, as records hold it. */
export const grantsField = lazily(() => z._default(z.array(z.object({ role: z.enum(roles) })), ofBefore));

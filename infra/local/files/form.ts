/**
 * An upload by a browser's form (S3's POST Object): its fields, and what the policy that a function signed lets through.
 */
import { AwsError, isRecord } from "../aws-json.ts";
import { accessDenied, signerOfForm } from "./signature.ts";

export interface UploadForm {
  /** By name in small letters. */
  readonly fields: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

const invalid = (code: string, message: string): AwsError => new AwsError(code, message, 400);

/** Reads `multipart/form-data`; what comes after the file is not part of the form. */
export async function readForm(contentType: string, bytes: Buffer): Promise<UploadForm> {
  const form = await new Response(new Uint8Array(bytes), { headers: { "content-type": contentType } })
    .formData()
    .catch((error: unknown) => {
      throw invalid("MalformedPOSTRequest", `The body of your POST request is not well-formed: ${String(error)}`);
    });
  const fields = new Map<string, string>();
  for (const [name, value] of form) {
    if (name === "file")
      return {
        fields,
        body: typeof value === "string" ? Buffer.from(value) : new Uint8Array(await value.arrayBuffer()),
      };
    if (typeof value !== "string") throw invalid("InvalidArgument", `The field ${name} is a file.`);
    fields.set(name.toLowerCase(), value);
  }
  throw invalid("InvalidArgument", "POST requires exactly one file upload per request.");
}

type Condition =
  | { readonly kind: "eq" | "starts-with"; readonly field: string; readonly value: string }
  | { readonly kind: "size"; readonly least: number; readonly most: number };

/** `{ "key": "a" }`, `["eq", "$key", "a"]`, `["starts-with", "$key", "a/"]`, `["content-length-range", 1, 10]`. */
function conditionsIn(value: unknown): readonly Condition[] {
  if (isRecord(value))
    return Object.entries(value).map(([field, one]) => ({
      kind: "eq",
      field: field.toLowerCase(),
      value: String(one),
    }));
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  const [kind, first, second] = list;
  if (kind === "content-length-range") return [{ kind: "size", least: Number(first), most: Number(second) }];
  if (kind !== "eq" && kind !== "starts-with")
    throw invalid("InvalidPolicyDocument", `Invalid Policy: Invalid condition ${JSON.stringify(value)}`);
  return [{ kind, field: String(first).replace("$", "").toLowerCase(), value: String(second) }];
}

function policyIn(text: string): { readonly expiration: number; readonly conditions: readonly Condition[] } {
  let policy: unknown;
  try {
    policy = JSON.parse(Buffer.from(text, "base64").toString());
  } catch (error) {
    throw invalid("InvalidPolicyDocument", `Invalid Policy: Invalid JSON: ${String(error)}`);
  }
  if (!isRecord(policy) || !Array.isArray(policy["conditions"]))
    throw invalid("InvalidPolicyDocument", "Invalid Policy: Policy has no conditions");
  return {
    expiration: Date.parse(String(policy["expiration"])),
    conditions: policy["conditions"].flatMap(conditionsIn),
  };
}

/** Fields that no policy needs to name. */
const free = new Set(["policy", "x-amz-signature"]);

/** Access key of who signed the form; throws AWS's error for a form that its policy does not let through. */
export function signerOf({ fields, body }: UploadForm, bucket: string, now: number): string {
  const field = (name: string): string => (name === "bucket" ? bucket : (fields.get(name) ?? ""));
  if (!fields.has("policy")) throw accessDenied("Access Denied");
  const accessKey = signerOfForm(field);
  const { expiration, conditions } = policyIn(field("policy"));
  if (!(now <= expiration)) throw accessDenied("Invalid according to Policy: Policy expired.");
  for (const condition of conditions) {
    if (condition.kind === "size") continue;
    const value = field(condition.field);
    if (condition.kind === "eq" ? value !== condition.value : !value.startsWith(condition.value))
      throw accessDenied(
        `Invalid according to Policy: Policy Condition failed: ${JSON.stringify([condition.kind, `$${condition.field}`, condition.value])}`,
      );
  }
  const named = new Set(conditions.map((condition) => (condition.kind === "size" ? "" : condition.field)));
  const extra = [...fields.keys()].filter(
    (name) => !free.has(name) && !name.startsWith("x-ignore-") && !named.has(name),
  );
  if (extra.length > 0) throw accessDenied(`Invalid according to Policy: Extra input fields: ${extra.join(", ")}`);
  for (const condition of conditions) {
    if (condition.kind !== "size") continue;
    if (body.length > condition.most)
      throw invalid("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
    if (body.length < condition.least)
      throw invalid("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
  }
  return accessKey;
}

/** The pool's Lambda triggers: AWS's events, and AWS's errors when a trigger refuses, fails or answers nonsense. */
import { AwsError, isRecord } from "../aws-json.ts";
import type { InvokeResult } from "../lambda/environment.ts";
import { region } from "../names.ts";
import { attributesOf, type LocalUser } from "./users.ts";

export type TriggerName = "PreSignUp" | "CustomMessage" | "PostConfirmation";

/** Runs the function that the manifest ties to a trigger; null when there is none. */
export type InvokeTrigger = (trigger: TriggerName, event: unknown) => Promise<InvokeResult> | null;

export interface TriggerCall {
  /** `PreSignUp_SignUp`: the part before the underscore is the trigger. */
  readonly source: `${TriggerName}_${string}`;
  readonly user: LocalUser;
  readonly clientId: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** What the trigger's request holds besides attributes and metadata, and the response it starts from. */
  readonly request?: Readonly<Record<string, unknown>>;
  readonly response: Readonly<Record<string, unknown>>;
}

/** The trigger's response; null when the pool has no such trigger. */
export type RunTrigger = (call: TriggerCall) => Promise<Readonly<Record<string, unknown>> | null>;

const isTrigger = (name: string): name is TriggerName =>
  ["PreSignUp", "CustomMessage", "PostConfirmation"].includes(name);

function responseIn(payload: string): Readonly<Record<string, unknown>> {
  const event: unknown = JSON.parse(payload);
  if (isRecord(event) && isRecord(event["response"])) return event["response"];
  throw new AwsError("InvalidLambdaResponseException", "Unrecognizable lambda output");
}

export const triggersOf =
  (poolId: string, invoke: InvokeTrigger): RunTrigger =>
  async (call) => {
    const trigger = call.source.split("_")[0] ?? "";
    if (!isTrigger(trigger)) throw new Error(`No trigger is called ${trigger}`);
    const running = invoke(trigger, {
      version: "1",
      region,
      userPoolId: poolId,
      userName: call.user.Username,
      triggerSource: call.source,
      callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: call.clientId },
      request: {
        userAttributes: { ...attributesOf(call.user), "cognito:user_status": call.user.UserStatus },
        clientMetadata: call.metadata,
        ...call.request,
      },
      response: call.response,
    });
    if (!running) return null;
    const result = await running;
    if (result.ok) return responseIn(result.payload);
    if (result.timedOut)
      throw new AwsError(
        "UnexpectedLambdaException",
        `${trigger} invocation failed due to error Socket timeout while invoking Lambda function.`,
      );
    throw new AwsError("UserLambdaValidationException", `${trigger} failed with error ${result.error.errorMessage}.`);
  };

/**
 * Stands in for `@aws-sdk/credential-provider-node` in the functions' bundles: Lambda gives credentials through the
 * environment and nothing else, so the chain for SSO, profiles, processes and web identities (135 kB, 19 ms of each
 * cold start) stays out.
 */
import { fromEnv } from "@aws-sdk/credential-provider-env";

export const defaultProvider = fromEnv;

/**
 * S3 on this machine: s3rver, one folder a bucket. It does not enforce `content-length-range`: sizes are checked after
 * uploads too.
 */
import { mkdir } from "node:fs/promises";
import type S3rver from "s3rver";
import { type Listener, loopback } from "./net.ts";

export interface S3Options {
  readonly folder: string;
  readonly buckets: readonly string[];
}

export async function startS3({ folder, buckets }: S3Options): Promise<Listener> {
  await mkdir(folder, { recursive: true });
  const server = await withoutDeprecations(async () => {
    const { default: Server } = await import("s3rver");
    return new Server({
      address: loopback,
      port: 0,
      silent: true,
      directory: folder,
      configureBuckets: buckets.map((name) => ({ name, configs: [] })),
    });
  });
  const { port } = await server.run();
  return { port, url: `http://${loopback}:${port}`, close: () => server.close() };
}

/** Its dependencies of 2019 use what Node has deprecated since; none of that is news to who starts the portal. */
async function withoutDeprecations(load: () => Promise<S3rver>): Promise<S3rver> {
  const before = process.noDeprecation;
  process.noDeprecation = true;
  try {
    return await load();
  } finally {
    process.noDeprecation = before ?? false;
  }
}

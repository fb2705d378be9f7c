/**
 * `import url from "./solve.worker.ts?worker"`: the worker bundled into a file of its own, and that file's address. See
 * web-plugins.ts.
 */
declare module "*?worker" {
  const url: string;
  export default url;
}

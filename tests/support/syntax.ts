/** Sources as syntax trees, for tests that read code: TypeScript and JavaScript alike, types included. */
import { parseSync, visitorKeys, type Node, type Program } from "oxc-parser";

/** The tree of a source. Throws where the text is not a program. */
export function parse(path: string, text: string): Program {
  const { program, errors } = parseSync(path, text);
  const [first] = errors;
  if (first) throw new Error(`${path}: ${first.message}`);
  return program;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";

/** A node and all below it, parents first. */
export function nodesOf(node: Node): readonly Node[] {
  const all: Node[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (isNode(value)) {
      all.push(value);
      for (const key of visitorKeys[value.type] ?? []) visit(Reflect.get(value, key));
    }
  };
  visit(node);
  return all;
}

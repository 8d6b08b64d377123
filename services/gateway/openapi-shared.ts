type Tree = { [name: string]: unknown };
type Answers = Record<string, Tree>;
type Document = { paths?: unknown; components?: unknown };

/** The same document in which operations that fail alike name one answer of the components: it is a third as long. */
export function shared<D extends Document>(document: D): D {
  const named = new Map<string, { name: string; answer: Tree }>();
  const referred = (status: string, answer: Tree): Tree => {
    if (Number(status) < 400) return answer;
    const text = JSON.stringify(answer);
    const known = named.get(text) ?? { name: nameOf(status, answer, named.size), answer };
    named.set(text, known);
    return { $ref: `#/components/responses/${known.name}` };
  };
  const paths = mapped(document.paths as Tree, (methods) =>
    mapped(methods as Tree, (operation) => {
      const { responses, ...rest } = operation as Tree & { responses: Answers };
      return { ...rest, responses: mapped(responses, (answer, status) => referred(status, answer as Tree)) };
    }),
  );
  const responses = Object.fromEntries([...named.values()].map(({ name, answer }) => [name, answer]));
  const components = (document.components ?? {}) as Tree;
  return { ...document, paths, components: { ...components, responses: { ...(components['responses'] as Tree), ...responses } } };
}

/** The status and the first words of what it says: `409ItConflicts7`. */
function nameOf(status: string, { description }: Tree, count: number): string {
  const words = String(description)
    .replaceAll(/[^\w ]/g, '')
    .split(' ')
    .slice(0, 4);
  return `${status}${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}${count}`;
}

const mapped = (tree: Tree, change: (value: unknown, name: string) => unknown): Tree =>
  Object.fromEntries(Object.entries(tree).map(([name, value]) => [name, change(value, name)]));

import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { forWorkerd } from '../platform/bundle.ts';

export const root = resolve(import.meta.dirname, '../..');

/** A text of one source file (path from the root) and what stands there instead. */
export type Swap = { file: string; from: string; to: string };

/** Bundles one exported `worker` of a file as the default export of a module, with some texts of the sources swapped. */
export async function bundle(entry: string, exported = 'worker', swaps: Swap[] = []): Promise<string> {
  const { outputFiles } = await build({
    ...forWorkerd,
    stdin: { contents: `export { ${exported} as default } from './${entry}';`, resolveDir: dirname(join(root, 'x')), loader: 'ts' },
    plugins: [swapping(swaps)],
  });
  return outputFiles[0]?.text ?? '';
}

function swapping(swaps: Swap[]): Plugin {
  return {
    name: 'swap',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const here = swaps.filter(({ file }) => file === relative(root, path));
        return here.length === 0 ? undefined : { contents: swapped(readFileSync(path, 'utf8'), here), loader: 'ts' };
      });
    },
  };
}

/** A swap that no longer fits the source would measure nothing, so it fails. */
function swapped(source: string, swaps: Swap[]): string {
  return swaps.reduce((text, { file, from, to }) => {
    if (!text.includes(from)) throw new Error(`${file} no longer holds: ${from}`);
    return text.replace(from, () => to);
  }, source);
}

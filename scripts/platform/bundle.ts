import { basename } from 'node:path';
import { build, type BuildOptions, type Message } from 'esbuild';
import { PlainError } from './plain-error.ts';

/** How packages are resolved and written for workerd. */
export const forWorkerd = {
  bundle: true,
  // Less text for Node and workerd to hold: some thirty megabytes. Names stay, for whoever reads a stack.
  minifyWhitespace: true,
  minifySyntax: true,
  write: false,
  format: 'esm',
  target: 'es2024',
  conditions: ['workerd', 'worker', 'browser'],
  mainFields: ['browser', 'module', 'main'],
  external: ['node:*', 'cloudflare:*'],
  define: { 'navigator.userAgent': '"Cloudflare-Workers"', 'process.env.NODE_ENV': '"production"' },
  logLevel: 'silent',
} satisfies BuildOptions;

/** A worker's code as one ES module, and the WebAssembly that it imports by name, in base64. */
export interface Bundle {
  script: string;
  wasm: Record<string, string>;
}

/** One worker, resolved as workerd resolves packages. */
export async function bundleWorker(entry: string, define: Record<string, string>): Promise<Bundle> {
  try {
    const { outputFiles } = await build({
      ...forWorkerd,
      entryPoints: [entry],
      outdir: 'bundle',
      assetNames: '[name]',
      loader: { '.txt': 'text', '.html': 'text', '.sql': 'text', '.bin': 'binary', '.wasm': 'copy' },
      define: { ...forWorkerd.define, ...define },
    });
    const modules = outputFiles.filter(({ path }) => path.endsWith('.wasm'));
    return {
      script: outputFiles.find(({ path }) => path.endsWith('.js'))?.text ?? '',
      wasm: Object.fromEntries(modules.map(({ path, contents }) => [basename(path), Buffer.from(contents).toString('base64')])),
    };
  } catch (error) {
    throw new PlainError(`${entry} cannot be bundled: ${firstProblem(error)}`);
  }
}

function firstProblem(error: unknown): string {
  const [first] = error instanceof Error && 'errors' in error ? (error.errors as Message[]) : [];
  if (!first) return String(error);
  const { location, text } = first;
  return location ? `${text} (${location.file}:${location.line})` : text;
}

import { basename, relative } from 'node:path';
import { build, type BuildOptions, type BuildResult, type Message } from 'esbuild';
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

/** Each worker's bundle by the path of its entry below `root`. They are built in one go: what they share is read once. */
export async function bundleWorkers(root: string, entryPoints: string[]): Promise<Map<string, Bundle>> {
  const options = {
    ...forWorkerd,
    absWorkingDir: root,
    entryPoints,
    outdir: 'bundle',
    entryNames: '[name]-[hash]',
    assetNames: '[name]',
    loader: { '.txt': 'text', '.html': 'text', '.sql': 'text', '.bin': 'binary', '.wasm': 'copy' },
    metafile: true,
  } satisfies BuildOptions;
  try {
    return bundlesOf(await build(options), root);
  } catch (error) {
    throw new PlainError(`A worker cannot be bundled: ${firstProblem(error)}`);
  }
}

function bundlesOf({ metafile, outputFiles }: BuildResult<{ metafile: true; write: false }>, root: string): Map<string, Bundle> {
  const files = new Map(outputFiles.map((file) => [relative(root, file.path), file]));
  const base64 = (path: string) => Buffer.from(files.get(path)?.contents ?? []).toString('base64');
  const bundles = Object.entries(metafile.outputs).map(([path, { entryPoint = '', imports }]): [string, Bundle] => {
    const wasm = imports.filter(({ path: imported }) => imported.endsWith('.wasm'));
    const script = files.get(path)?.text ?? '';
    return [entryPoint, { script, wasm: Object.fromEntries(wasm.map(({ path: of }) => [basename(of), base64(of)])) }];
  });
  return new Map(bundles);
}

function firstProblem(error: unknown): string {
  const [first] = error instanceof Error && 'errors' in error ? (error.errors as Message[]) : [];
  if (!first) return String(error);
  const { location, text } = first;
  return location ? `${text} (${location.file}:${location.line})` : text;
}

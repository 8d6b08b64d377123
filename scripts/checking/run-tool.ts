import { spawn } from 'node:child_process';
import { delimiter, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const PATH = [join(ROOT, 'node_modules', '.bin'), process.env['PATH']].join(delimiter);

/** How a tool ended: everything it printed, its exit code (null = killed by a signal) and its time in seconds. */
export interface ToolResult {
  output: string;
  code: number | null;
  seconds: number;
}

/** Runs an installed tool from the root of the repository; `show` gets its output as it comes. */
export function runTool(command: string, args: string[], show?: (text: string) => void): Promise<ToolResult> {
  const startedAt = performance.now();
  let output = '';
  const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, PATH, ...colours() }, stdio: ['ignore', 'pipe', 'pipe'] });
  const take = (chunk: Buffer) => {
    output += chunk.toString('utf8');
    show?.(chunk.toString('utf8'));
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  return new Promise((done) => {
    const end = (code: number | null) => done({ output, code, seconds: (performance.now() - startedAt) / 1000 });
    child.once('close', end);
    child.once('error', (error) => {
      output += error.message;
      end(null);
    });
  });
}

/** Tools see a pipe; they may still colour what a person will read. */
function colours(): Record<string, string> {
  return process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
}

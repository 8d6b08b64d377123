import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

interface Diagnostic {
  code: string;
  message: string;
  help?: string;
  filename: string;
}

/** File → one line that breaks a boundary there, and what the rule answers. */
const refused: [file: string, line: string, says: RegExp][] = [
  ['services/plans/activities.ts', "import { me } from '../identity/me.ts'; void me;", /service binding/],
  ['services/plans/import/links.ts', "import { me } from '../../identity/me.ts'; void me;", /service binding/],
  ['services/plans/import/docx/links.ts', "import { me } from '../../../identity/me.ts'; void me;", /service binding/],
  ['services/plans/via-root.ts', "import { me } from '../../services/identity/me.ts'; void me;", /service binding/],
  ['services/gateway/routing.ts', "import { me } from '../identity/me.ts'; void me;", /service binding/],
  ['services/plans/worker.ts', "import { eq } from 'drizzle-orm'; void eq;", /put the query into a verb/],
  ['services/identity/worker.ts', "import { text } from 'drizzle-orm/sqlite-core'; void text;", /put the query into a verb/],
  ['services/plans/mandate-key.ts', "import { Hono } from 'hono'; void Hono;", /Only worker\.ts sees Hono/],
  ['services/plans/import/rows.ts', "import { html } from 'hono/html'; void html;", /Only worker\.ts sees Hono/],
  ['services/plans/schema.ts', "import { z } from '@hono/zod-openapi'; void z;", /Only worker\.ts sees Hono/],
  ['shared/contract/text.ts', "import { eq } from 'drizzle-orm'; void eq;", /imports zod and its own files/],
  ['shared/contract/dates.ts', "import { readFileSync } from 'node:fs'; void readFileSync;", /imports zod and its own files/],
  ['shared/contract/page.ts', "import { plans } from '../database/plans.ts'; void plans;", /imports zod and its own files/],
  ['shared/contract/plans/outline.ts', "import { plans } from '../../database/plans.ts'; void plans;", /imports zod and its own files/],
  ['shared/access/decide.ts', "import { serve } from '../worker/serve.ts'; void serve;", /Imports point one way/],
  ['shared/database/commit.ts', "import { serve } from '../worker/serve.ts'; void serve;", /Imports point one way/],
  ['shared/worker/serve.ts', "import { me } from '../../services/identity/me.ts'; void me;", /knows none/],
  ['shared/database/plans.ts', "import { me } from '../../services/identity/me.ts'; void me;", /knows none/],
  ['services/plans/setting.ts', 'export const key = process.env.KEY;', /Configuration comes from env/],
  ['shared/worker/config.ts', "import { env } from 'node:process'; void env;", /Configuration comes from env/],
  ['services/plans/plans.ts', 'export default {};', /named export/i],
  ['shared/worker/auth.ts', "console.log('x');", /console/],
  ['shared/access/rules.ts', 'export const rule: any = 1;', /any/],
  ['services/plans/long.ts', `${'void 0;\n'.repeat(301)}`, /300/],
];

const allowed: [file: string, line: string][] = [
  [
    'services/training/worker.ts',
    "import { Hono } from 'hono'; import { plans } from '../../shared/contract/plans.ts'; export default { Hono, plans };",
  ],
  [
    'services/training/courses.ts',
    "import { eq } from 'drizzle-orm'; import { plans } from '../../shared/database/plans.ts'; void [eq, plans];",
  ],
  [
    'services/training/import/rows.ts',
    "import { a } from '../courses.ts'; import { plans } from '../../../shared/database/plans.ts'; void [a, plans];",
  ],
  ['services/gateway/page.ts', "import { html } from 'hono/html'; void html;"],
  ['shared/contract/training.ts', "import * as z from 'zod'; import { text } from './text.ts'; void [z, text];"],
  ['shared/contract/training/course.ts', "import { text } from '../text.ts'; void text;"],
  ['shared/database/training.ts', "import { plans } from '../contract/plans.ts'; void plans;"],
  ['shared/worker/handlers.ts', "import { Hono } from 'hono'; import { commit } from '../database/commit.ts'; void [Hono, commit];"],
  ['shared/worker/log.ts', "console.log('x');"],
];

let folder: string;
let found: Diagnostic[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'enlace-boundaries-'));
  for (const [file, line] of [...refused, ...allowed]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${line}\n`);
  }
  copyFileSync(join(ROOT, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  const { stdout } = spawnSync(join(ROOT, 'node_modules/.bin/oxlint'), ['--format', 'json'], { cwd: folder, encoding: 'utf8' });
  found = (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const inFile = (file: string) => found.filter(({ filename }) => filename.replaceAll('\\', '/').endsWith(file));

test.each(refused)('%s may not hold what it holds here', (file, _line, says) => {
  expect(
    inFile(file)
      .map(({ message, help }) => `${message} ${help}`)
      .join('\n'),
  ).toMatch(says);
});

test.each(allowed)('%s may hold what it holds here', (file) => {
  expect(inFile(file)).toEqual([]);
});

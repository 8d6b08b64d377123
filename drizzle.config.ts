import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: ['./shared/database/identity.ts', './shared/database/journal.ts', './shared/database/plans.ts'],
  out: './migrations',
});

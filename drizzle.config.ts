import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: './shared/database/{identity,journal,plans,sharing}.ts',
  out: './migrations',
});

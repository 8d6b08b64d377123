import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: './shared/database/{files,identity,journal,meetings,plans,sharing,webhooks,work}.ts',
  out: './migrations',
});

import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: './shared/database/{files,identity,journal,meetings,plans,sharing,work}.ts',
  out: './migrations',
});

import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema:
    './shared/database/{directory-imports,exchange,figures,files,focal-points,identity,journal,listings,meetings,plans,public-directory,sharing,training,webhooks,work}.ts',
  out: './migrations',
});

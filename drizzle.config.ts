import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema:
    './shared/database/{directory-imports,exchange,figures,files,focal-points,identity,journal,listings,meetings,plans,public-directory,sharing,training,training-calendars,training-certificates,training-documents,webhooks,work}.ts',
  out: './migrations',
});

import { read } from '../../../shared/access/read.ts';
import { glossary } from '../../../shared/contract/specimens/glossary.ts';
import type { Context } from '../../../shared/database/context.ts';

/** The glossary of security features, which is the same for every network, for whoever lives (register SP-02). */
export async function getSecurityFeatures(context: Context) {
  await read(context, []);
  return { items: glossary.map((term) => ({ ...term, checks: [...term.checks] })) };
}

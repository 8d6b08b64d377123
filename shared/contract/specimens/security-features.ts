import * as z from 'zod';
import { answer, contract } from '../route.ts';
import { Text } from '../text.ts';
import { glossary } from './glossary.ts';
import { Check } from './words.ts';

/** The codes of the glossary of security features. */
export const featureCodes = glossary.map(({ code }) => code);

/** A security feature by its code in the glossary. */
export const FeatureCode = z
  .enum(featureCodes as [string, ...string[]])
  .meta({ description: 'A security feature by its code in the glossary', examples: ['watermark'] });

/** A security feature of documents: what it is and how it is usually checked. */
const SecurityFeatureTerm = z
  .strictObject({ code: FeatureCode, name: Text, description: Text, checks: z.array(Check).max(4) })
  .meta({ id: 'SecurityFeatureTerm' });

/** The whole glossary, which is short. */
const Glossary = z.strictObject({ items: z.array(SecurityFeatureTerm).max(200) }).meta({ id: 'SecurityFeatureGlossary' });

export const securityFeatures = contract({
  getSecurityFeatures: {
    method: 'get',
    path: '/v1/security-features',
    tag: 'Specimens',
    summary: 'Get the glossary of security features, in Spanish and English, with how each is checked',
    access: 'principal',
    answers: { 200: answer(Glossary) },
  },
});

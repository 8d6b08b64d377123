import * as z from 'zod';
import { type Audience, Tlp } from '../access.ts';
import { LanguageTag, WebAddress, line, partId } from '../directory/parts.ts';
import { Text } from '../text.ts';
import { TermCode } from './terms.ts';

/** Who may see a training; those of one's own organisation always do. By invitation are the organisations of a sharing group. */
export const trainingAudiences = ['public', 'network', 'governments', 'group', 'organisation'] as const satisfies readonly Audience[];
export const TrainingAudience = z
  .enum(trainingAudiences)
  .meta({ description: 'Who sees it; `group`: by invitation', examples: ['network'] });

/** Whom a training is shown to: label and audience, and the group of those invited where it is by invitation (FIRST TLP 2.0). */
export const TrainingLabel = z
  .strictObject({
    tlp: Tlp.default('GREEN'),
    audience: TrainingAudience.default('network'),
    group: z.uuidv7().nullable().default(null),
  })
  .meta({ id: 'TrainingLabel', examples: [{ tlp: 'CLEAR', audience: 'public', group: null }] });
export type TrainingLabel = z.output<typeof TrainingLabel>;

/** Label and audience of what is shown. */
export const labelShown = { tlp: Tlp, audience: TrainingAudience, group: z.uuidv7().nullable() };

const codes = (description: string, examples: string[]) =>
  z
    .array(TermCode)
    .max(30)
    .refine((list) => new Set(list).size === list.length, { error: 'Said twice / Dicho dos veces' })
    .optional()
    .meta({ description, examples: [examples] });

/** What courses and editions say alike. */
export const described = {
  title: Text,
  summary: Text.optional(),
  themes: codes('Themes, by code (/v1/training-terms)', ['trafficking']),
  audiences: codes('Whom it trains, by code (/v1/training-terms)', ['consular-officers']),
  modules: codes('Modules that it carries, by code (/v1/training-terms)', ['regional-guidelines']),
  moduleVersions: z
    .array(
      z
        .strictObject({ id: partId, module: TermCode, version: line })
        .meta({ id: 'ModuleVersion', examples: [{ module: 'regional-guidelines', version: '2009' }] }),
    )
    .max(30)
    .optional()
    .meta({ description: 'Of which version a module is, where it is known' }),
  languages: z.array(LanguageTag).max(20).optional(),
  url: WebAddress.optional().meta({ description: 'Where its organiser tells of it' }),
  provider: line.optional().meta({ description: 'Who offers it, where the network only makes it known (register FI-19)' }),
  funder: line.optional().meta({ description: 'Who pays for it (register OA-24)' }),
};

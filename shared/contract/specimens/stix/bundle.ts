import * as z from 'zod';
import { StixMarking, stixId } from './common.ts';
import {
  StixAttackPattern,
  StixCourseOfAction,
  StixExtensionDefinition,
  StixIdentity,
  StixLanguageContent,
  StixLocation,
  StixNote,
  StixReport,
  StixSighting,
} from './objects.ts';

/** Every object that a bundle of ours has. */
export const StixObject = z.discriminatedUnion('type', [
  StixMarking,
  StixExtensionDefinition,
  StixIdentity,
  StixLocation,
  StixAttackPattern,
  StixReport,
  StixCourseOfAction,
  StixSighting,
  StixNote,
  StixLanguageContent,
]);
export type StixObject = z.output<typeof StixObject>;

/** Alerts on documents as a bundle of STIX 2.1: what each object refers to is in it (OASIS STIX 2.1, 8). */
export const StixBundle = z.strictObject({ type: z.literal('bundle'), id: stixId('bundle'), objects: z.array(StixObject).min(1) });
export type StixBundle = z.output<typeof StixBundle>;

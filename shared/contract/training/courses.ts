import * as z from 'zod';
import { Edtf, Instant } from '../dates.ts';
import { patchOf } from '../directory/listing.ts';
import { Country, line, partId } from '../directory/parts.ts';
import { NetworkRef } from '../identity/networks.ts';
import { byId, paging } from '../page.ts';
import { answer, contract, json, listOf } from '../route.ts';
import { TrainingLabel, described, labelShown } from './common.ts';
import { TermCode } from './terms.ts';

const courseKinds = ['course', 'workshop-series', 'programme', 'forum'] as const;

/** An institution that teaches with the materials of a course (register OA-25). */
const Adoption = z
  .strictObject({ id: partId, institution: line, country: Country.optional(), date: Edtf.optional() })
  .meta({ id: 'CourseAdoption', examples: [{ institution: 'Academia de muestra', country: 'GTM', date: '2011' }] });

/** What is taught, apart from when and where (register TR-02, TR-03, TR-16, FI-19, FI-20, FI-24, OA-24, OA-25, OA-48, OA-49). */
export const CourseContent = z
  .strictObject({
    kind: z.enum(courseKinds),
    ...described,
    hours: z.number().min(0.5).max(2000).optional().meta({ description: 'Hours of teaching' }),
    certifiesTutors: z.boolean().optional().meta({ description: 'Whether who passes it may teach it: a training of trainers' }),
    owesReplica: z.boolean().optional().meta({ description: 'Whether each participating country owes a replica of it' }),
    adoptions: z.array(Adoption).max(200).optional().meta({ description: 'Who has made its materials its own' }),
  })
  .meta({
    id: 'CourseContent',
    examples: [{ kind: 'course', title: { es: 'Curso virtual para tutores', en: 'Online course for tutors' } }],
  });
export type CourseContent = z.output<typeof CourseContent>;

export const Course = CourseContent.extend({
  id: z.uuidv7(),
  network: z.uuidv7(),
  organisation: z.uuidv7().meta({ description: 'Who offers it' }),
  ...labelShown,
  changedAt: Instant,
  createdAt: Instant,
}).meta({ id: 'Course' });
export type Course = z.output<typeof Course>;

export const NewCourse = CourseContent.extend({ network: z.uuidv7(), label: TrainingLabel.prefault({}) }).meta({
  id: 'NewCourse',
  examples: [
    {
      network: '0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0c11',
      kind: 'course',
      title: { es: 'Curso virtual para tutores', en: 'Online course for tutors' },
      themes: ['trafficking'],
      audiences: ['trainers'],
      owesReplica: true,
    },
  ],
});
export type NewCourse = z.output<typeof NewCourse>;

const CoursePatch = patchOf(CourseContent).meta({ id: 'CoursePatch', examples: [{ hours: 40 }] });

const tag = 'Training catalogue';
const shown = { 200: answer(Course) };

export const courses = contract({
  listCourses: {
    method: 'get',
    path: '/v1/training-courses',
    tag,
    summary: 'List the courses and series that the caller may see',
    access: 'training:read',
    query: z.strictObject({
      ...paging,
      network: NetworkRef.optional(),
      organisation: z.uuidv7().optional(),
      kind: z.enum(courseKinds).optional(),
      theme: TermCode.optional(),
      audience: TermCode.optional(),
    }),
    answers: { 200: listOf(Course) },
  },
  createCourse: {
    method: 'post',
    path: '/v1/training-courses',
    tag,
    summary: 'Enter a course or series of the caller’s own organisation',
    access: 'training:create',
    body: json(NewCourse),
    answers: { 201: answer(Course) },
    problems: ['unprocessable', 'labels-disagree'],
  },
  getCourse: {
    method: 'get',
    path: '/v1/training-courses/{id}',
    tag,
    summary: 'Get a course',
    access: 'training:read',
    params: byId,
    answers: shown,
  },
  updateCourse: {
    method: 'patch',
    path: '/v1/training-courses/{id}',
    tag,
    summary: 'Change a course of one’s own organisation',
    access: 'training:write',
    params: byId,
    body: json(CoursePatch),
    answers: shown,
    problems: ['unprocessable'],
  },
  labelCourse: {
    method: 'put',
    path: '/v1/training-courses/{id}/label',
    tag,
    summary: 'Say whom a course is shown to',
    access: 'training:label',
    params: byId,
    body: json(TrainingLabel),
    answers: shown,
    problems: ['labels-disagree', 'consent-needed', 'unprocessable'],
  },
});

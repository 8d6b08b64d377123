import { beforeEach, describe, expect, test } from 'vitest';
import { evaluateEnrolment } from '../../../services/training/enrolments/evaluation.ts';
import { nominate } from '../../../services/training/enrolments/nominating.ts';
import type { EvaluationGiven } from '../../../shared/contract/training/enrolments.ts';
import { came, openTraining, peopledWorld } from './people.ts';
import type { TrainingWorld } from './training-world.ts';

let world: TrainingWorld;
beforeEach(async () => (world = await peopledWorld()));

const passed = { passed: true, score: 86, on: '2026-03-10' };
const evaluate = (id: string, version: number, evaluation: EvaluationGiven['evaluation'] = passed) =>
  evaluateEnrolment(world.by('GTM officer'), id, version, { evaluation });

describe('an evaluation', () => {
  test('is of who attended; it is changed and taken back', async () => {
    const id = await came(world, await openTraining(world));
    expect((await evaluate(id, 3)).body.evaluation).toEqual(passed);
    expect((await evaluate(id, 4, { ...passed, passed: false, score: null })).body.evaluation).toMatchObject({ passed: false });
    expect((await evaluate(id, 5, null)).body.evaluation).toBeNull();
  });

  test('is of nobody who was not there, and for the organiser to give', async () => {
    const edition = await openTraining(world);
    const { id } = (await nominate(world.by('MEX officer'), { edition, name: 'Ana Ejemplo', post: null, sex: null })).body;
    await expect(evaluate(id, 1)).rejects.toMatchObject({ code: 'conflict' });
    const there = await came(world, edition);
    const own = evaluateEnrolment(world.by('MEX officer'), there, 3, { evaluation: passed });
    await expect(own).rejects.toMatchObject({ code: 'forbidden' });
  });

  test.each(['2026-03-08', '2026-03-11'])('is not of %s', async (on) => {
    const id = await came(world, await openTraining(world));
    const wrong = { code: 'unprocessable', errors: [{ pointer: '/body/evaluation/on' }] };
    await expect(evaluate(id, 3, { ...passed, on })).rejects.toMatchObject(wrong);
  });
});

import { type Answer, sendUntilAnswered } from './calls.ts';
import type { Rig } from './rig.ts';
import { type Written, creation } from './writes.ts';

/** What came of one key that many callers used at the same moment. */
export type Shared = Written & { answers: Answer[] };

/** Sends the same creation so many times at once, under one key after another, every copy until it is answered. */
export async function sendInParallel(
  rig: Rig,
  { keys, copies, prefix }: { keys: number; copies: number; prefix: string },
): Promise<Shared[]> {
  const all: Shared[] = [];
  for (let index = 0; index < keys; index += 1) all.push(await sendCopies(rig, `${prefix}-${index}x`, copies));
  return all;
}

async function sendCopies(rig: Rig, marker: string, copies: number): Promise<Shared> {
  const call = creation('organisation', marker, '');
  const stories = await Promise.all(Array.from({ length: copies }, () => sendUntilAnswered(rig, call)));
  const [story] = stories;
  if (!story) throw new Error('Nothing was sent');
  const { id } = JSON.parse(story.final.text) as { id: string };
  return { kind: 'organisation', marker, key: call.key, story, answers: stories.map(({ final }) => final), id };
}

/** How many different answers each key got: one, when all went well. */
export const differentAnswers = (shared: Shared[]): number[] =>
  shared.map(({ answers }) => new Set(answers.map(({ status, text }) => `${status} ${text}`)).size);

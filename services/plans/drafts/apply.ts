import type { Body } from '../citations.ts';
import type { Removal } from '../../../shared/contract/plans/drafts.ts';
import type { Edit } from '../../../shared/contract/plans/edits.ts';
import type { Outline } from '../../../shared/contract/plans/outline.ts';
import { Problem } from '../../../shared/contract/problem.ts';
import { addActivity, changeActivity, moveActivity, retireActivity } from './activity-edits.ts';
import { type Draft, NoSuchPlace, openDraft } from './draft-tree.ts';
import { finishActivity } from './finishing.ts';
import { addAxis, addObjective, changeAxis, changeFront, changeObjective, moveObjective, retireObjective } from './objective-edits.ts';

/** An outline after some edits, and the objectives that they took out. */
export type Edited = { outline: Outline; removals: Removal[] };

/**
 * Applies edits to the outline of a draft, one after the other, all or none. Items keep their ids. Pure: ids of new items come from `newId`.
 * Throws unprocessable, naming the edit, when it names an item or place that is not there, a text that reads like no citation, or
 * a number that two siblings would share (register PL-02, PL-10).
 */
export function applyEdits(outline: Outline, edits: readonly Edit[], setting: { bodies: readonly Body[]; newId: () => string }): Edited {
  const draft = openDraft(outline, setting);
  edits.forEach((edit, at) => {
    try {
      apply(draft, edit);
    } catch (error) {
      if (!(error instanceof NoSuchPlace)) throw error;
      const field = { pointer: `/body/edits/${at}${error.field ? `/${error.field}` : ''}`, detail: error.detail };
      throw new Problem('unprocessable', undefined, { errors: [field] });
    }
  });
  return { outline: draft.outline, removals: draft.removals };
}

function apply(draft: Draft, edit: Edit): void {
  switch (edit.kind) {
    case 'changeFront':
      return changeFront(draft, edit);
    case 'addAxis':
      return addAxis(draft, edit);
    case 'changeAxis':
      return changeAxis(draft, edit);
    case 'addObjective':
      return addObjective(draft, edit);
    case 'changeObjective':
      return changeObjective(draft, edit);
    case 'moveObjective':
      return moveObjective(draft, edit);
    case 'retireObjective':
      return retireObjective(draft, edit);
    case 'addActivity':
      return addActivity(draft, edit);
    case 'changeActivity':
      return changeActivity(draft, edit);
    case 'moveActivity':
      return moveActivity(draft, edit);
    case 'retireActivity':
      return retireActivity(draft, edit);
    case 'finishActivity':
      return finishActivity(draft, edit);
  }
}

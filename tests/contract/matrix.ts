import { table } from './matrix-table.ts';
import { type Alive, alive } from './stage.ts';

/** Whether a caller does it, only sees the thing, or is not to know of it. */
export type Verdict = 'does' | 'sees' | 'nothing';
export type Row = Record<'own' | 'another', (caller: Alive) => Verdict>;

const groups: Record<string, (caller: Alive) => boolean> = {
  all: () => true,
  staff: (caller) => !['other ST', 'op', 'removed'].includes(caller),
  op: (caller) => caller === 'op',
  removed: (caller) => caller === 'removed',
};
const roles: Record<string, string[]> = {
  '': ['reader', 'officer', 'validator', 'administrator'],
  '+': ['officer', 'validator', 'administrator'],
  '^': ['validator', 'administrator'],
  '~': ['validator'],
  '*': ['administrator'],
  '#': ['officer', 'validator'],
};

const roleOf = (caller: Alive) => (caller === 'PPT' ? 'officer' : (caller.split(' ')[1] ?? ''));

function isIn(word: string, caller: Alive): boolean {
  const [, name = '', suffix = ''] = /^(\w+)([+^~*#]?)$/.exec(word) ?? [];
  const among = groups[name] ?? ((one: Alive) => one === name || one.startsWith(`${name} `));
  return among(caller) && (suffix === '' || (roles[suffix]?.includes(roleOf(caller)) ?? false));
}

function callersIn(cell: string): Set<Alive> {
  const words = cell.split(' ').filter(Boolean);
  const empty = words.find((word) => !alive.some((caller) => isIn(word, caller)));
  if (empty) throw new Error(`Nobody is ${empty}`);
  return new Set(alive.filter((caller) => words.some((word) => isIn(word, caller))));
}

function rowOf([ownDoes = '', does = '', ownSees = '', sees = '']: string[]): Row {
  const same = (cell: string, own: string) => callersIn(cell === '=' ? own : cell);
  const verdict = (doing: Set<Alive>, seeing: Set<Alive>) => (caller: Alive) =>
    doing.has(caller) ? 'does' : seeing.has(caller) ? 'sees' : 'nothing';
  return { own: verdict(callersIn(ownDoes), callersIn(ownSees)), another: verdict(same(does, ownDoes), same(sees, ownSees)) };
}

const lines = table.trim().split('\n').slice(1);

/** Operation → what each caller may. */
export const matrix: ReadonlyMap<string, Row> = new Map(
  lines.map((line) => {
    const [operation = '', ...cells] = line.split('|').map((cell) => cell.trim());
    return [operation, rowOf(cells)];
  }),
);

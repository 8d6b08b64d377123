import type { Caller } from './stage.ts';

/**
 * What each principal is answered, for a thing of its network / of another network / that does not exist.
 * The columns are people of network A; `other ST` is the secretariat of network B, for whom here and elsewhere change places.
 * A cell of one figure holds for all three. `a/b` answers what is missing like what is elsewhere, or 404 if that succeeds.
 * For a list, `some` and `none` say whether what was asked for is among the items (status 200).
 * `removed` was a member until this test ended its membership, and still sees its own organisation; `revoked` was a client until
 * this test revoked it.
 */
const table = `
operation          | ST officer | ST reader | MEX officer | MEX admin | IOM reader | RROCM officer | other ST    | operator    | removed   | revoked
rotateKey          | 403        | 403       | 403         | 403       | 403        | 403           | 403         | 201         | 403       | 401
listNetworks       | some/none  | some/none | some/none   | some/none | some/none  | some/none     | none/some   | some/some   | none      | 401
createNetwork      | 403        | 403       | 403         | 403       | 403        | 403           | 403         | 201         | 403       | 401
getNetwork         | 200/404    | 200/404   | 200/404     | 200/404   | 200/404    | 200/404       | 404/200     | 200/200     | 404       | 401
updateNetwork      | 200/404    | 403/404   | 403/404     | 403/404   | 403/404    | 403/404       | 404/200     | 403/403/404 | 404       | 401
listOrganisations  | some/none  | some/none | some/none   | some/none | some/none  | some/none     | none/some   | some/some   | some/none | 401
createOrganisation | 201/404    | 403/404   | 403/404     | 403/404   | 403/404    | 403/404       | 404/201     | 201/201/404 | 404       | 401
getOrganisation    | 200/404    | 200/404   | 200/404     | 200/404   | 200/404    | 200/404       | 404/200     | 200/200     | 404       | 401
updateOrganisation | 200/404    | 403/404   | 403/404     | 200/404   | 403/404    | 403/404       | 404/200     | 403/403/404 | 404       | 401
listMemberships    | some/none  | some/none | some/none   | some/none | some/none  | some/none     | none/some   | some/some   | none      | 401
createMembership   | 201/404    | 403/404   | 403/404     | 403/404   | 403/404    | 403/404       | 404/201     | 201/201/404 | 404       | 401
getMembership      | 200/404    | 200/404   | 200/404     | 200/404   | 200/404    | 200/404       | 404/200     | 200/200     | 404       | 401
updateMembership   | 200/404    | 403/404   | 403/404     | 403/404   | 403/404    | 403/404       | 404/200     | 200/200     | 404       | 401
deleteMembership   | 204/404    | 403/404   | 403/404     | 403/404   | 403/404    | 403/404       | 404/204     | 204/204     | 404       | 401
listPresidencies   | some/none  | some/none | some/none   | some/none | some/none  | some/none     | none/some   | some/some   | none      | 401
createPresidency   | 201/404    | 403/404   | 403/404     | 403/404   | 403/404    | 403/404       | 404/201     | 201/201/404 | 404       | 401
getPresidency      | 200/404    | 200/404   | 200/404     | 200/404   | 200/404    | 200/404       | 404/200     | 200/200     | 404       | 401
updatePresidency   | 200/404    | 403/404   | 403/404     | 403/404   | 403/404    | 403/404       | 404/200     | 200/200     | 404       | 401
getMe              | 200        | 200       | 200         | 200       | 200        | 200           | 200         | 200         | 200       | 401
listClients        | none       | none      | none        | some/none | none       | none          | none        | some/some   | none      | 401
createClient       | 403/404    | 403/404   | 403/404     | 201/404   | 403/404    | 403/404       | 404/403/404 | 403/403/404 | 404       | 401
getClient          | 404        | 404       | 404         | 200/404   | 404        | 404           | 404         | 200/200     | 404       | 401
updateClient       | 404        | 404       | 404         | 200/404   | 404        | 404           | 404         | 403/403/404 | 404       | 401
revokeClient       | 404        | 404       | 404         | 204/404   | 404        | 404           | 404         | 204/204     | 404       | 401
issueSecret        | 404        | 404       | 404         | 201/404   | 404        | 404           | 404         | 403/403/404 | 404       | 401
revokeSecret       | 404        | 404       | 404         | 204/404   | 404        | 404           | 404         | 403/403/404 | 404       | 401
createPlanImport   | 201/404    | 403/404   | 403/404     | 403/404   | 403/404    | 403/404       | 404/201     | 403/403/404 | 404       | 401
listPlanImports    | some/none  | none      | none        | none      | none       | none          | none/some   | none        | none      | 401
getPlanImport      | 200/404    | 404       | 404         | 404       | 404        | 404           | 404/200     | 404         | 404       | 401
acceptPlanImport   | 201/404    | 404       | 404         | 404       | 404        | 404           | 404/201     | 404         | 404       | 401
discardPlanImport  | 204/404    | 404       | 404         | 404       | 404        | 404           | 404/204     | 404         | 404       | 401
listPlans          | some/none  | some/none | some/none   | some/none | some/none  | none          | none/some   | none        | none      | 401
getPlan            | 200/404    | 200/404   | 200/404     | 200/404   | 200/404    | 404           | 404/200     | 404         | 404       | 401
getPlanOutline     | 200/404    | 200/404   | 200/404     | 200/404   | 200/404    | 404           | 404/200     | 404         | 404       | 401
listActivities     | some/none  | some/none | some/none   | some/none | some/none  | none          | none/some   | none        | none      | 401
getActivity        | 200/404    | 200/404   | 200/404     | 200/404   | 200/404    | 404           | 404/200     | 404         | 404       | 401
listMandates       | some/none  | some/none | some/none   | some/none | some/none  | none          | none/some   | none        | none      | 401
listOrphans        | some/none  | some/none | some/none   | some/none | some/none  | none          | none/some   | none        | none      | 401
parseCitations     | 200/404    | 200/404   | 200/404     | 200/404   | 200/404    | 200/404       | 404/200     | 200/200     | 404       | 401
`;

export type Outcome = number | 'some' | 'none';
export type Principal = Exclude<Caller, 'basic' | `${string}twin`> | 'other ST';
export type Expected = { own: Outcome; foreign: Outcome; missing: Outcome };

const [header = [], ...lines] = table
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()));

const principals = header.slice(1) as Principal[];

/** Operation → principal → what it is answered. */
export const matrix: ReadonlyMap<string, ReadonlyMap<Principal, Expected>> = new Map(
  lines.map(([operation = '', ...cells]) => [operation, new Map(cells.map((cell, at) => [principals[at] ?? 'revoked', expected(cell)]))]),
);

function expected(cell: string): Expected {
  const [own = 0, foreign = own, missing = typical(foreign)] = cell
    .split('/')
    .map((one) => (one === 'some' || one === 'none' ? one : Number(one)));
  return { own, foreign, missing: cell.includes('/') ? missing : own };
}

function typical(foreign: Outcome): Outcome {
  if (foreign === 'some') return 'none';
  return Number(foreign) < 400 ? 404 : foreign;
}

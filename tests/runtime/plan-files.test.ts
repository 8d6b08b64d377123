import { beforeAll, expect, test } from 'vitest';
import { planFormats } from '../../shared/contract/index.ts';
import { planText } from '../support/planned-network.ts';
import { type World, makeWorld, platformUrl, tokenOf } from '../support/world.ts';

const formats = ['docx', 'csv'] as const;
let world: World;
let plan: string;

beforeAll(async () => {
  world = await makeWorld();
  const { officer } = world.ST.clients;
  const { body } = await officer.createPlanImport({
    query: { network: world.code, language: 'es' },
    body: planText('es'),
    mediaType: 'text/plain',
  });
  ({ plan } = (await officer.acceptPlanImport({ params: { id: body.id } })).body);
});

test.each(formats)(
  'a member takes the plan to its meeting as %s, and the secretariat imports it again without a change',
  async (format) => {
    const { body: file } = await world.MEX.clients.reader.exportPlan({ params: { id: plan }, query: { format } });
    if (!(file instanceof Uint8Array)) throw new Error('No file');
    const query = { network: world.code, language: 'es' } as const;
    const { body } = await world.ST.clients.officer.createPlanImport({ query, body: file, mediaType: planFormats[format] });
    expect(new Set(body.changes.map(({ kinds }) => kinds.join()))).toEqual(new Set(['same']));
  },
);

test('as JSON it is the same tree as the outline', async () => {
  const { reader } = world.MEX.clients;
  const { body } = await reader.exportPlan({ params: { id: plan }, query: { format: 'json' } });
  expect(body).toEqual((await reader.getPlanOutline({ params: { id: plan } })).body);
});

test.each(['docx', 'xlsx', 'csv', 'iati'] as const)('%s comes as a file to be saved, with its media type and name', async (format) => {
  const headers = { Authorization: `Bearer ${await tokenOf(world.MEX.credentials.reader)}` };
  const answer = await fetch(`${platformUrl()}/v1/plans/${plan}/export?format=${format}&language=en`, { headers });
  const saved = format === 'iati' ? 'xml' : format;
  expect(answer.headers.get('content-type')).toBe(planFormats[format]);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('content-disposition')).toContain(`filename="${world.code}-plan-v1-en.${saved}"`);
  expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(5_000);
});

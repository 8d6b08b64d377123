import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { borderCard } from '../../../../services/specimens/card/card.ts';
import { aCard, imageIds } from './sample.ts';

const text = (different?: Parameters<typeof aCard>[0], content?: object) => borderCard(aCard(different, content));

test('shows the checks of level 1 side by side, none of another level, and no tool', () => {
  const card = text();
  expect(card).toContain('Está impresa: brilla');
  expect(card).not.toContain('SECRETO-2');
  expect(card).toMatch(/Marca de agua<\/th>\s*<td>Mire<\/td>/);
  expect(card).toContain('TLP:AMBER');
  expect(card).toContain('GTM-AO-00001');
});

test('says for whom and when it was made, again and again', () => {
  expect(text().match(/Instituto de Migración de Ejemplo · 2026-03-10 12:00 UTC/g)?.length).toBeGreaterThan(10);
});

test.each([
  [
    'es',
    'Tarjeta de frontera',
    'Guatemala (GTM) · Pasaporte, ordinario',
    '1 de febrero de 2027',
    'fuente habitualmente fiable; información probable (B2)',
  ],
  [
    'en',
    'Border card',
    'Guatemala (GTM) · Passport, ordinary',
    '1 February 2027',
    'source usually reliable; information probably true (B2)',
  ],
] as const)('speaks %s', (language, ...words) => {
  const card = text({ language });
  for (const word of words) expect(card).toContain(word);
  expect(card).toContain(`<html lang="${language}" dir="ltr">`);
});

test('tells the language of a text that the alert does not have in the asked one', () => {
  expect(text({ language: 'en' }, { summary: { pt: 'Folha reimpressa' } })).toContain('<span lang="pt">Folha reimpressa</span>');
});

describe('says loudly what it is not', () => {
  test.each([
    ['an exercise', {}, { purpose: 'exercise' }, 'EJERCICIO'],
    ['a test', {}, { purpose: 'test' }, 'PRUEBA'],
  ])('%s', (_, different, content, word) => expect(text(different, content)).toContain(word));

  test('cancelled and expired', () => {
    const { alert } = aCard();
    expect(text({ alert: { ...alert, withdrawn: { reason: { es: 'Error' }, at: '2026-03-01T00:00:00.000Z' } } })).toContain('ANULADA');
    expect(text({ alert: { ...alert, expired: true } })).toContain('VENCIDA');
  });
});

test('an Utopian document keeps its code', () => {
  expect(text({}, { documentCountry: 'UTO' })).toContain('UTO');
});

describe('has a limit', () => {
  const hostile = { es: '"'.repeat(20_000) };
  const ids = Array.from({ length: 50 }, (_, index) => `0190f3c2-7d7e-7a4e-9d55-2f1f5a8e0d${String(index).padStart(2, '0')}`);
  const images = new Map(ids.map((id) => [id, new Uint8Array(40_000).fill(200)]));
  const bytesOf = (card: string) => new TextEncoder().encode(card).length;
  const points = (said: object) =>
    ids.map((id) => ({ feature: 'watermark', level: 1, genuine: said, false: said, genuineImage: id, falseImage: ids[0] }));

  test('of 200 kB, whatever is said and however many pictures there are', () => {
    const said = { title: hostile, summary: hostile, advice: hostile, place: hostile };
    for (const words of [hostile, { es: 'x' }])
      for (const shown of [points(words), points(words).slice(0, 3), []])
        expect(bytesOf(text({ images, reader: hostile, source: hostile }, { ...said, points: shown }))).toBeLessThan(200_000);
  });

  test('and says which checks and pictures are left out', () => {
    const card = text({ images }, { points: points({ es: 'Una frase que ocupa su lugar en la tarjeta' }) });
    const rows = card.match(/<th scope="row">/g)?.length ?? 0;
    expect(rows).toBeGreaterThan(10);
    expect(card).toContain(`están en Enlace: ${50 - rows}.`);
    expect(card).toContain('Hay más imágenes');
  });

  test('a picture that two checks name counts twice', () => {
    const card = text({ images }, { points: points({ es: 'x' }).slice(0, 2) });
    expect(card.match(/<img/g)).toHaveLength(2);
    expect(card).toContain('Hay más imágenes');
  });
});

test.each([
  [[], null],
  [['alert'], 'Alerta, 10 de marzo de 2026'],
  [['alert', 'update', 'update'], 'Actualización 2, 10 de marzo de 2026'],
  [['alert', 'update', 'cancel'], 'Anulación, 10 de marzo de 2026'],
] as const)('after %j says which message it is', (kinds, words) => {
  const { alert } = aCard();
  const messages = kinds.map((kind) => ({ id: imageIds[0], kind, at: '2026-03-10T12:00:00.000Z', references: [] }));
  const card = text({ alert: { ...alert, messages } });
  if (words === null) expect(card).not.toContain('Mensaje');
  else expect(card).toContain(words);
});

test('a genuine document that is misused is not called false', () => {
  expect(text({}, { typology: 'impostor' })).toContain('<th scope="col">En este caso</th>');
  expect(text({}, { typology: 'impostor' })).not.toContain('Falso');
});

test('the specimen tells how a feature is checked at level 1, whatever a laboratory does', () => {
  const { specimen } = aCard();
  const feature = (level: number, check: string) => ({
    id: imageIds[0],
    feature: 'watermark',
    where: { es: 'Página 3' },
    level,
    check: [check],
  });
  const content = { ...specimen?.content, features: [feature(3, 'feel'), feature(1, 'tilt')] } as never;
  expect(text({ specimen: { code: 'GTM-AO-00001', content } })).toMatch(/Marca de agua<\/th>\s*<td>Incline<\/td>/);
});

test('tells whom to ask when it looks otherwise', () => {
  expect(text()).toContain('pregunte por Enlace a Dirección de Migración de Muestra.');
});

test('shows the pictures of its points beside them', () => {
  const images = new Map(imageIds.map((id) => [id, new Uint8Array([0xff, 0xd8, 0xff])]));
  expect(text({ images }).match(/src="data:image\/jpeg;base64,\/9j\/"/g)).toHaveLength(2);
});

test('nothing that anybody writes becomes a tag or an attribute', () => {
  const hostile = fc.oneof(
    fc.string({ minLength: 1, maxLength: 60 }),
    fc.constantFrom('<script>x</script>', '"><img src=x onerror=y>', "' onclick='", '</style><b>', '<!--', '&lt;'),
  );
  const shape = (card: string) => card.replaceAll(/>[^<]*</g, '><').replace(/class="of-\d+"/, '');
  fc.assert(
    fc.property(hostile, (words) => {
      const said = { es: words.trim() || 'x' };
      const content = {
        title: said,
        summary: said,
        place: said,
        advice: said,
        points: [{ feature: 'stamp', level: 1, genuine: said, false: said }],
      };
      const plain = { es: 'x' };
      const calm = {
        title: plain,
        summary: plain,
        place: plain,
        advice: plain,
        points: [{ feature: 'stamp', level: 1, genuine: plain, false: plain }],
      };
      const names = (reader: typeof said) => ({ reader, source: reader, specimen: null });
      expect(shape(text(names(said), content))).toBe(shape(text(names(plain), calm)));
    }),
  );
});

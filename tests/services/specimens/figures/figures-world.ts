import type { Role } from '../../../../shared/contract/access.ts';
import { draftFigure } from '../../../../services/specimens/figures/drafting.ts';
import { confirmFigure } from '../../../../services/specimens/figures/keeping.ts';
import { type Code, type ExchangeWorld, exchangeWorld } from '../exchange-world.ts';

/** The half year that was over when everybody asks. */
export const period = '2025-S2';

export type FigureWorld = ExchangeWorld & {
  draft: (who?: `${Code} ${Role}`, wanted?: string) => Promise<string>;
  confirmed: (code?: Code, wanted?: string) => Promise<string>;
};

/** The world of the exchange, and what draws up and confirms a figure in it; both give its id. */
export async function figureWorld(): Promise<FigureWorld> {
  const world = await exchangeWorld();
  const draft: FigureWorld['draft'] = async (who = 'MEX officer', wanted = period) =>
    (await draftFigure(world.by(who), { network: world.network, period: wanted })).body.id;
  const confirmed: FigureWorld['confirmed'] = async (code = 'MEX', wanted = period) => {
    const id = await draft(`${code} officer`, wanted);
    await confirmFigure(world.by(`${code} validator`), id, 1);
    return id;
  };
  return { ...world, draft, confirmed };
}

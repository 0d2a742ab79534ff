/** Compares what an app's calls require with what the app declares, for one app type. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import { AppView } from './app-view.ts';
import { judgeCall } from './compare-calls.ts';
import { DeclarationJudge } from './compare-declarations.ts';
import type { App } from './facts.ts';
import type { DecidedType } from './levels.ts';
import type { Comparison } from './verdict.ts';

/** The verdicts on an app, as an app of this type. */
export function compare(app: App, type: DecidedType, catalogue: Catalogue): Comparison {
  const view = new AppView(app, type, catalogue);
  const judge = new DeclarationJudge(view);
  return {
    calls: app.calls.map((site) => judgeCall(site, view)),
    declarations: app.declarations.map((declaration) => judge.judge(declaration)),
  };
}

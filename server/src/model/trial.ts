/** Asking a model about somebody who does not exist, before it is kept or turned on. */
import type { ModelToTry, ModelTrial } from '@wellmet/shared/languageModel';
import { inventedProfile, modelText } from '@wellmet/shared/modelText';
import { keyOf } from '../outside/key.ts';
import { askModel, jsonOf } from './ask.ts';
import { checkAddress, countRejected, keyUse, mayAsk, settingOf, type ModelGround } from './setting.ts';
import { standing } from './stand.ts';

/** @throws ProblemError `invalid-request` for an address that must not be. */
export async function tryLanguageModel(
  ground: ModelGround,
  workspaceId: string,
  asked: ModelToTry,
  stopping: AbortSignal,
): Promise<ModelTrial> {
  checkAddress(ground, asked);
  const { db, secret, mayBeOwn } = ground;
  const kept = await settingOf(db, workspaceId);
  const sealed = kept?.url === asked.url ? kept.sealed_key : null;
  const own = asked.key === undefined ? keyOf(secret, keyUse, workspaceId, sealed) : { key: asked.key };
  if (own === 'lost') return { outcome: 'failed', ms: 0, trouble: 'key' };
  if (!(await mayAsk(ground, workspaceId, asked.budgetRequests))) return { outcome: 'failed', ms: 0, trouble: 'budget' };
  const startedAt = performance.now();
  const told = await askModel(
    { url: asked.url, model: asked.model, key: own.key, timeoutMs: asked.timeoutSeconds * 1000 },
    modelText(inventedProfile),
    mayBeOwn,
    stopping,
  );
  const ms = Math.round(performance.now() - startedAt);
  if ('trouble' in told) return { outcome: 'failed', ms, trouble: told.trouble };
  const stood = standing(inventedProfile, jsonOf(told.text));
  if (!stood) return { outcome: 'failed', ms, trouble: 'unusable' };
  const { found, rejected } = stood;
  await countRejected(ground, workspaceId, rejected);
  const cues = found.cues.map(({ side, family, evidence }) => ({ side, family, quote: evidence.quote }));
  return { outcome: 'answered', ms, hooks: found.hooks, topics: found.topics, cues, rejected };
}

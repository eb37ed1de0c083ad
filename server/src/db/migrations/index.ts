/** Every migration, by name: the day it was written and what it is about. They may come in any order from parallel branches. */
import type { Migration } from 'kysely/migration';
import * as accounts from './2026-11-23-accounts.ts';
import * as credits from './2026-11-23-credits.ts';
import * as merges from './2026-11-23-merges.ts';
import * as campaigns from './2026-11-24-campaigns.ts';
import * as ledger from './2026-11-24-ledger.ts';
import * as answers from './2026-11-25-answers.ts';
import * as engagements from './2026-11-25-engagements.ts';
import * as pageRules from './2026-11-25-page-rules.ts';
import * as sync from './2026-11-25-sync.ts';
import * as languageModel from './2026-11-29-language-model.ts';
import * as pool from './2026-11-29-pool.ts';
import * as poolSearch from './2026-11-29-pool-search.ts';
import * as templates from './2026-11-29-templates.ts';
import * as words from './2026-11-29-words.ts';
import * as access from './2026-11-30-access.ts';
import * as annualPrices from './2026-11-30-annual-prices.ts';
import * as apiKeys from './2026-11-30-api-keys.ts';
import * as audit from './2026-11-30-audit.ts';
import * as invitations from './2026-11-30-invitations.ts';
import * as planRequests from './2026-11-30-plan-requests.ts';
import * as poolProvider from './2026-11-30-pool-provider.ts';
import * as poolsNamed from './2026-11-30-pools-named.ts';
import * as rights from './2026-11-30-rights.ts';
import * as webhooks from './2026-11-30-webhooks.ts';
import * as billing from './2026-12-01-billing.ts';
import * as contactAge from './2026-12-01-contact-age.ts';
import * as signUpByLetter from './2026-12-01-sign-up-by-letter.ts';
import * as snapshotNames from './2026-12-01-snapshot-names.ts';
import * as poolKeys from './2026-12-02-pool-keys.ts';

export const migrations: Record<string, Migration> = {
  '2026-11-23-accounts': accounts,
  '2026-11-23-credits': credits,
  '2026-11-23-merges': merges,
  '2026-11-24-campaigns': campaigns,
  '2026-11-24-ledger': ledger,
  '2026-11-25-answers': answers,
  '2026-11-25-engagements': engagements,
  '2026-11-25-page-rules': pageRules,
  '2026-11-25-sync': sync,
  '2026-11-29-language-model': languageModel,
  '2026-11-29-pool': pool,
  '2026-11-29-pool-search': poolSearch,
  '2026-11-29-templates': templates,
  '2026-11-29-words': words,
  '2026-11-30-access': access,
  '2026-11-30-annual-prices': annualPrices,
  '2026-11-30-api-keys': apiKeys,
  '2026-11-30-audit': audit,
  '2026-11-30-invitations': invitations,
  '2026-11-30-plan-requests': planRequests,
  '2026-11-30-pool-provider': poolProvider,
  '2026-11-30-pools-named': poolsNamed,
  '2026-11-30-rights': rights,
  '2026-11-30-webhooks': webhooks,
  '2026-12-01-billing': billing,
  '2026-12-01-contact-age': contactAge,
  '2026-12-01-sign-up-by-letter': signUpByLetter,
  '2026-12-01-snapshot-names': snapshotNames,
  '2026-12-02-pool-keys': poolKeys,
};

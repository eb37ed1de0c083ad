/** The optional language model of a workspace: what is set, who agreed to it, what became of a reading. product.md 5.5. */
import { z } from 'zod';
import { CueFamily, Hook, JobFunction, Seniority, StyleSide, Topic } from './insight.ts';
import { OutsideKey, OutsideUrl } from './outside.ts';

const instant = z.iso.datetime({ offset: true });

/** Raised when the text that an owner agrees to, or what is sent, says something else: a consent to an older one turns nothing on again. */
export const consentVersion = 1;

/** Why a model has read nothing, each with its own words on screens. */
export const modelTroubles = [
  /** It did not answer in time, or stopped in the middle. */
  'noAnswer',
  /** Nobody is there. */
  'unreachable',
  /** It does not let us in, or does not know the model. */
  'refused',
  /** Too many requests, or it is broken for the moment. */
  'busy',
  /** It answered something that is no reading. */
  'unusable',
  /** The month's requests are used. */
  'budget',
  /** The address leads where it must not: to another one, or into a private network. */
  'address',
  /** The key cannot be read any more: it has to be entered again. */
  'key',
] as const;
export const ModelTrouble = z.enum(modelTroubles);
export type ModelTrouble = z.infer<typeof ModelTrouble>;

/** Where the reading of a contact's newest snapshot stands; absent where no model was asked. */
export const ModelReading = z.object({
  state: z.enum(['asked', 'done', 'failed']),
  at: instant,
  /** Of a failed one. */
  trouble: ModelTrouble.optional(),
  /** Of one that was done: what it said that does not stand in the profile, or that is nobody's business. */
  rejected: z.int().min(0).optional(),
});
export type ModelReading = z.infer<typeof ModelReading>;

/** Requests a month, retries and trials among them. */
const budgetRequests = z.int().min(1).max(100_000);
const timeoutSeconds = z.int().min(5).max(120);
const modelName = z.string().trim().min(1).max(200);

/** The setting as members see it: never the key. */
export const LanguageModel = z.object({
  isOn: z.boolean(),
  /** Absent: nothing is set. */
  setting: z.object({ url: z.string(), model: z.string(), hasKey: z.boolean(), budgetRequests, timeoutSeconds }).optional(),
  consent: z.object({ by: z.string(), at: instant, version: z.int() }).optional(),
  /** Of the present month in the workspace's time zone. */
  usage: z.object({ requests: z.int().min(0), rejected: z.int().min(0) }),
  /** Whether the operator lets models run on this server's own network, over http too. */
  mayBePrivate: z.boolean(),
});
export type LanguageModel = z.infer<typeof LanguageModel>;

/** A model as its owner enters it. Without `key` the one that is kept is used, as long as the address is the same. */
export const ModelToTry = z.strictObject({
  /** Where its API begins, e.g. `https://models.example/v1`; `/chat/completions` is put behind it. */
  url: OutsideUrl,
  model: modelName,
  key: OutsideKey.optional(),
  budgetRequests,
  timeoutSeconds,
});
export type ModelToTry = z.infer<typeof ModelToTry>;

/** What an owner sets. */
export const LanguageModelSetting = ModelToTry.extend({
  requestId: z.uuid(),
  isOn: z.boolean(),
  /** The text that the owner has just agreed to. Needed to turn it on, and for another address or model. */
  consentVersion: z.literal(consentVersion).optional(),
});
export type LanguageModelSetting = z.infer<typeof LanguageModelSetting>;

/** Words that count for a side, as a model has pointed at them. It gives no scores: those are worked out of such words. */
const Cue = z.object({ side: StyleSide, family: CueFamily, quote: z.string() });

/** What came back for the invented person. */
export const ModelTrial = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('answered'),
    ms: z.int().min(0),
    hooks: z.array(Hook),
    topics: z.array(Topic),
    cues: z.array(Cue),
    rejected: z.int().min(0),
  }),
  z.object({ outcome: z.literal('failed'), ms: z.int().min(0), trouble: ModelTrouble }),
]);
export type ModelTrial = z.infer<typeof ModelTrial>;

/** Where in what was sent a quote stands. */
export const sentPlaces = ['headline', 'about', 'experience'] as const;
const place = z.enum(sentPlaces);
const quote = z.string();

/**
 * What a model may say, and nothing else: it points at words. Sent as the schema of its answer; what comes back is believed item by item
 * (server/src/model/stand.ts).
 */
export const ModelAnswer = z.strictObject({
  hooks: z.array(z.strictObject({ place: z.enum(['headline', 'about']), quote })),
  topics: z.array(z.strictObject({ topic: Topic.shape.topic, place, quote })),
  cues: z.array(z.strictObject({ side: StyleSide, family: CueFamily, place, quote })),
  seniority: z.array(z.strictObject({ seniority: Seniority, place: z.enum(['headline', 'experience']), quote })),
  function: z.array(z.strictObject({ function: JobFunction, place: z.enum(['headline', 'experience']), quote })),
});
export type ModelAnswer = z.infer<typeof ModelAnswer>;

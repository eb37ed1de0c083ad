import { expect, test } from 'vitest';
import { together, type Taken } from './together.ts';

/** A call that answers when it is told to, and what it was asked. */
function held() {
  const calls: { key: string; questions: readonly number[]; answer: () => void }[] = [];
  const call = (key: string, questions: readonly number[]): Promise<readonly Taken<number>[]> =>
    new Promise((done) => void calls.push({ key, questions, answer: () => done(questions.map((question) => ({ value: question * 2 }))) }));
  return { calls, call };
}
const turn = () => new Promise((done) => setImmediate(done));

test('one comes alone at once; what arrives meanwhile goes with the next', async () => {
  const { calls, call } = held();
  const ask = together(call);
  const answers = Promise.all([1, 2, 3].map((question) => ask('a', question)));
  expect(calls.map(({ questions }) => questions)).toEqual([[1]]);
  calls[0]?.answer();
  await turn();
  expect(calls.map(({ questions }) => questions)).toEqual([[1], [2, 3]]);
  calls[1]?.answer();
  expect(await answers).toEqual([2, 4, 6]);
});

test('keys wait for themselves only', async () => {
  const { calls, call } = held();
  const ask = together(call);
  void ask('slow', 1);
  const quick = ask('quick', 2);
  calls.find(({ key }) => key === 'quick')?.answer();
  expect(await quick).toBe(4);
});

test('a call carries as much as it may; a question that is too heavy goes alone', async () => {
  const { calls, call } = held();
  const ask = together(call, { weightOf: (question) => question, maxWeight: 10 });
  const answers = Promise.all([1, 4, 6, 3, 50, 2].map((question) => ask('a', question)));
  for (let n = 0; n < 4; n++) {
    calls[n]?.answer();
    await turn();
  }
  calls[4]?.answer();
  await answers;
  expect(calls.map(({ questions }) => questions)).toEqual([[1], [4, 6], [3], [50], [2]]);
});

test('who has to come again comes first, before those who arrived later', async () => {
  const seen: number[][] = [];
  const ask = together(async (_, questions: readonly number[]) => {
    seen.push([...questions]);
    await turn();
    return questions.map((question, position): Taken<number> => (position === 0 ? { value: question } : 'later'));
  });
  expect(await Promise.all([1, 2, 3].map((question) => ask('a', question)))).toEqual([1, 2, 3]);
  expect(seen).toEqual([[1], [2, 3], [3]]);
});

test('each has its own error; a call that fails fails for its riders, and the next goes', async () => {
  let calls = 0;
  const ask = together((_, questions: readonly number[]) => {
    if (++calls === 1) return Promise.reject(new Error('away'));
    return Promise.resolve(
      questions.map((question): Taken<number> => (question === 2 ? { error: new Error('two') } : { value: question })),
    );
  });
  const settled = await Promise.allSettled([1, 2, 3].map((question) => ask('a', question)));
  expect(settled.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error).message))).toEqual(['away', 'two', 3]);
});

test('too many that wait are told to come back', async () => {
  const { calls, call } = held();
  const ask = together(call, { maxWaiting: 2 });
  const answers = [1, 2, 3].map((question) => ask('a', question));
  await expect(ask('a', 4)).rejects.toMatchObject({ code: 'too-many-requests', extra: { retryAfterSeconds: 1 } });
  expect(await Promise.race([ask('b', 5), Promise.resolve('waits')])).toBe('waits');
  calls[0]?.answer();
  await turn();
  calls.at(-1)?.answer();
  expect(await Promise.all(answers)).toEqual([2, 4, 6]);
});

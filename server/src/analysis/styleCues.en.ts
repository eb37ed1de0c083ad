import { cueOf, type CueRow } from './styleCues.ts';

/** English cues; how they are chosen stands in `styleCues.ts`. */
export const englishCues: readonly CueRow[] = [
  {
    means: cueOf('bold', 'certainty'),
    words: `always, never, certainly, definitely, absolutely, without a doubt, without doubt, no doubt, no excuses, obviously, undeniabl*, guarantee*, convinced,
      i know, nothing less, every single, non negotiable, full stop, make no mistake, whatever it takes, the truth is, i refuse, we refuse, must, there is no`,
  },
  {
    means: cueOf('bold', 'contest'),
    words: `win/wins/winning/won, beat/beats/beating, fight/fights/fighting, battle*, challenge*, dare/dares/daring/dared, bold/boldly, fearless*, ambitio*,
      conquer*, disrupt*, outperform*, push/pushes/pushing, break the rules, take risks, taking risks, number one, the best, unstoppable, relentless*,
      take charge, take the lead, lead from the front, tough*, attack*, hungry, crush*, smash*, raise the bar, provoke*`,
  },
  {
    means: cueOf('bold', 'pace'),
    words: `fast/faster/fastest, quick*, speed, immediately, right away, at once, straight away, no time, without delay, without waiting, decide/decides/decided, decisive*, straight to the point, to the point,
      urgent*, urgency, instantly, overnight, rush*, bias for action, just do, get going, go for it, jump*, act now, straight in, in days`,
  },
  {
    means: cueOf('calm', 'hedging'),
    words: `perhaps, maybe, probably, possibly, i think, i suppose, i guess, seem/seems/seemed, tend/tends, usually, often, sometimes, rather, somewhat, fairly, mostly,
      generally, in general, as far as, might, could be, may be, more or less, in my experience, i try, we try, try to, i would say, it depends, not always,
      i find that, not sure, to some extent, a little, a bit, quite, now and then, occasionally, hopefully, as a rule, most of the time`,
  },
  {
    means: cueOf('calm', 'patience'),
    words: `patiently, be patient, am patient, steady/steadily, calm/calmly/calmer, quiet/quietly, slow/slowly, step by step, one step, little by little, bit by bit, over time,
      over the years, takes time, took time, take the time, take my time, takes its time, take time, long term, in the long run, gradual*, consisten*, reliab*, stable/stability, careful*,
      gentle/gently, modest/modestly, humbl*, unhurried, year after year, day after day, lasting, in due course, wait/waits/waiting`,
  },
  {
    means: cueOf('calm', 'reflection'),
    words: `consider/considering/considered, reflect*, weigh/weighs/weighing, think twice, think about, thought about, think through, thoughtful*, wonder/wondering, ponder*,
      understand*, before deciding, before i decide, before we decide, sleep on it, both sides, ask questions, questions first, curious/curiosity, observe/observing, look closely, look twice,
      nuance*, perspective*, in depth, second thoughts, read it twice`,
  },
  {
    means: cueOf('people', 'togetherness'),
    words: `together, each other, one another, everyone, everybody, all of us, side by side, hand in hand, share/shared/shares/sharing, belong*, with people, people who, people behind, people around, people i,
      people we, bring people, meeting people, collective*, common ground, in common, conversation*, talk/talking with/to, chat/chats, dialogue, speak with, story/stories, around a table,
      over coffee, over a coffee, coffee, lunch, with others, for others, other people, humans, human being*, human side, friend/friends`,
  },
  {
    means: cueOf('people', 'warmth'),
    words: `thank/thanks/thankful/thanking, grateful*, gratitude, kindness/kindly, listen/listens/listening/listened, trust/trusts/trusted, care about, cares about, help others, help each, helping people, help people,
      encourag*, empath*, laugh*, smile*, fun, enjoy*, love/loves/loved, welcome*, warmly/warmth, generous*, generosity, celebrate*, cheer*, enthusias*, happy/happily, delight*, glad,
      appreciat*, respect, respectful*, heart/hearts, feel/feels/feeling/feelings, sincerely`,
  },
  {
    means: cueOf('task', 'precision'),
    words: `precise*, exact/exactly, accura*, detail/details/detailed, fact/facts, figures, numbers, measure/measures/measured/measuring, check/checks/checked/checking, double check, verif*, method/methods/methodical*,
      structure/structured/structures, systematic*, rigor*, rigour*, checklist*, logic, logical*, evidence, proof/prove/proves/proving, well organised, well organized, criteria/criterion, compare*, calculate*, line by line,
      point by point, written down, write down, write it down, by the book, correct, error*, root cause*, define/defined/defining/definition`,
  },
  {
    means: cueOf('task', 'outcome'),
    words: `result/results, deliver/delivers/delivered/delivering, deadline*, on time, goal/goals, objective/objectives, efficien*, effective*, productiv*, get/gets/getting it/things done, finish*, complete/completed, achieve*, execution/execute/executes/executed, priorit*, task/tasks, plan/plans/planned, schedule/schedules, output/outputs, next step/steps, bottom line, useful*, simplif*, what works, solve/solves/solved/solving, fix/fixed/fixes, reduce/reduces/reduced, save/saves time, waste, milestone*, agenda`,
  },
  {
    means: undefined,
    words: `feel free, kind of, human resources, in fact, as a matter of fact, result of, results in, fast food, complete list, fun fact, fixed income, fixed term, fixed price, love to hear, happy to talk, happy to connect, happy to chat, happy to help,
      get in touch, must have, must haves, quick commerce, push notification*, lunch box*, coffee roaster*, fact sheet*, check in, a number of, tough mudder, friend of, fast moving consumer goods, long term care, waste management, waste water, task force,
      push messages, story points, user story, user stories, in order to win, delivered to, business plan*, pension plan*, savings plan*, respect of, with respect to`,
  },
];

/**
 * Where readers find things. Each reader states its selectors at the top of its file, by name; rules that an operator has published may put
 * others in their place. Prefixes, expressions and words stay code: what comes from elsewhere is only ever given to `querySelectorAll`.
 */
import type { PageRules } from '@wellmet/shared/pageRules';
import type { SelectorGroup, SelectorName } from '@wellmet/shared/selectorNames';
import type { PageKind } from '@wellmet/shared/sighting';

type Selectors = Record<string, string>;

interface Group {
  builtIn: Readonly<Selectors>;
  /** The reader's own object, so that reading costs a property and no more. */
  inForce: Selectors;
  replaced: Selectors;
}

const groups = new Map<SelectorGroup, Group>();

/** The groups that a page kind is read with. */
export const groupsOf: Readonly<Record<PageKind, readonly SelectorGroup[]>> = {
  profile: ['page', 'profileSdui', 'profileEmber'],
  peopleSearch: ['page', 'peopleSearchSdui', 'peopleSearchEmber'],
  companyPeople: ['page', 'companyPeople'],
  salesSearch: ['salesSearch'],
  salesLead: ['salesLead'],
};

/** @returns the selectors in force: the built-in ones until there are rules. */
export function selectors<G extends SelectorGroup>(
  name: G,
  builtIn: Readonly<Record<SelectorName<G>, string>>,
): Readonly<Record<SelectorName<G>, string>> {
  const inForce = { ...builtIn };
  groups.set(name, { builtIn, inForce, replaced: {} });
  return inForce;
}

let rules: Partial<PageRules> = {};

/** From now on readers read by these rules; without any, by the built-in selectors. Names that are not known here and what is no selector count for nothing. */
export function useRules(given: PageRules | undefined): void {
  rules = given ?? {};
  const probe = document.createDocumentFragment();
  for (const [name, group] of groups) {
    const own = Object.entries(rules.selectors?.[name] ?? {});
    group.replaced = Object.fromEntries(
      own.filter(([selector, text]) => Object.hasOwn(group.builtIn, selector) && isSelector(text, probe)),
    );
    Object.assign(group.inForce, group.builtIn, group.replaced);
  }
}

function isSelector(text: string, probe: ParentNode): boolean {
  try {
    probe.querySelector(text);
    return true;
  } catch {
    return false;
  }
}

/** The rules in force: the same object until others are. */
export function rulesInForce(): Partial<PageRules> {
  return rules;
}

/** Whether the kind is not to be read for the moment. */
export function isOff(kind: PageKind): boolean {
  return rules.off?.includes(kind) ?? false;
}

function groupsOfKind(kind: PageKind): Group[] {
  return groupsOf[kind].flatMap((name) => groups.get(name) ?? []);
}

/** Whether rules have changed anything of how the kind is read. */
export function isReplaced(kind: PageKind): boolean {
  return groupsOfKind(kind).some(({ replaced }) => Object.keys(replaced).length > 0);
}

/** Reads as if there were no rules. */
export function withBuiltIn<T>(kind: PageKind, read: () => T): T {
  const all = groupsOfKind(kind);
  for (const { inForce, builtIn } of all) Object.assign(inForce, builtIn);
  try {
    return read();
  } finally {
    for (const { inForce, replaced } of all) Object.assign(inForce, replaced);
  }
}

/** The selectors in force of a page kind, by group and name. */
export function selectorsOf(kind: PageKind): [SelectorGroup, Readonly<Selectors>][] {
  return groupsOf[kind].map((name) => [name, groups.get(name)?.inForce ?? {}]);
}

import type { Evidence } from '@wellmet/shared/insight';
import type { Place, KeptSighting } from '@wellmet/shared/sighting';

/** Where a person's head (name, headline, location) was shown: on their own page, or on a card in a list. */
export const headOf = ({ readFrom }: KeptSighting): Place => readFrom.name ?? 'topCard';

/** Every text that a sighting holds of one place; a quote of that place must stand in one of them. product.md 5.3. */
function textsAt(sighting: KeptSighting, place: Place): string[] {
  const { experience = [], education = [], languages = [] } = sighting;
  const head = [sighting.name, sighting.headline, sighting.location, sighting.company, sighting.school];
  const texts: Record<Place, (string | undefined)[]> = {
    topCard: head,
    card: head,
    about: [sighting.about],
    experience: experience.flatMap((position) => [
      position.title,
      position.company,
      position.dates,
      position.location,
      position.description,
    ]),
    education: education.flatMap(({ school, degree, dates }) => [school, degree, dates]),
    skills: sighting.skills ?? [],
    languages: languages.flatMap(({ name, level }) => [name, level]),
  };
  return texts[place].filter((text) => text !== undefined);
}

/** Whether a quote stands literally in the place it names. product.md 5.5: one that does not is rejected. */
export function stands(sighting: KeptSighting, evidence: Evidence): boolean {
  return textsAt(sighting, evidence.place).some((text) => text.includes(evidence.quote));
}

import type { Sighting } from '@wellmet/shared/sighting';

type Change = (text: string) => string;

/** The same person with their texts changed: sentences (headline, about, descriptions), and where given titles and date lines. */
export function mapTexts(
  sighting: Sighting,
  { sentences, titles, dates }: { sentences: Change; titles?: Change; dates?: Change },
): Sighting {
  const { about, headline, experience } = sighting;
  return {
    ...sighting,
    ...(about !== undefined && { about: sentences(about) }),
    ...(headline !== undefined && { headline: sentences(headline) }),
    ...(experience && {
      experience: experience.map((position) => ({
        ...position,
        ...(titles && { title: titles(position.title) }),
        ...(dates && position.dates !== undefined && { dates: dates(position.dates) }),
        ...(position.description !== undefined && { description: sentences(position.description) }),
      })),
    }),
  };
}

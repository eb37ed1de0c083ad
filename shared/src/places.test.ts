import { describe, expect, test } from 'vitest';
import { beginningsOfCity, isInCity, placeIn } from './places.ts';

test.each([
  ['Lyon, Auvergne-Rhône-Alpes, France', { country: 'FR', region: 'Auvergne-Rhône-Alpes', city: 'Lyon' }],
  ['Greater Lyon Area', { city: 'Lyon' }],
  ['Lyon et périphérie', { city: 'Lyon' }],
  ['Ville et périphérie de Lyon, France', { country: 'FR', city: 'Lyon' }],
  ['Région de Lyon, France', { country: 'FR', city: 'Lyon' }],
  ['Greater Paris Metropolitan Region', { city: 'Paris' }],
  ['Grand Lyon, France', { country: 'FR', city: 'Lyon' }],
  ['Grand Rapids, Michigan, United States', { country: 'US', region: 'Michigan', city: 'Grand Rapids' }],
])('%s is taken apart', (text, place) => expect(placeIn(text)).toEqual(place));

describe('a city under all its names', () => {
  test.each([
    ['München', 'munich'],
    ['Muenchen', 'Munich'],
    ['Greater Munich Metropolitan Area', 'munich'],
    ['Lyon 3e', 'Lyon'],
    ['Lyon 3e Arrondissement', 'Lyon'],
    ['Paris-15E-Arrondissement', 'paris'],
    ['Marseille 08', 'Marseille'],
    ['Lyon Cedex 03', 'Lyon'],
    ['Greater Lyon', 'Lyon'],
    ['Région de Lyon', 'lyon'],
    ['lyon', 'Greater Lyon Area'],
    ['Den Haag', 'La Haye'],
    ['København', 'Copenhague'],
    ['Wien', 'Vienna'],
    ['Lyon 3e', 'lyon 3e'],
  ])('%s is in %s, and is found by how it begins', (text, asked) => {
    expect(isInCity(text, asked)).toBe(true);
    const plainText = text.toLowerCase().normalize('NFKD').replaceAll(/\p{M}/gu, '');
    expect(beginningsOfCity(asked).filter((beginning) => plainText.startsWith(beginning))).not.toEqual([]);
  });
  test.each([
    ['Lyon', 'Lyon 3e'],
    ['Lyons-la-Forêt', 'Lyon'],
    ['Parisot', 'Paris'],
    ['Grand Rapids', 'Rapids'],
    ['Lyon 3e', 'Lyon 8e'],
    ['Nice', 'Venice'],
  ])('%s is not in %s', (text, asked) => expect(isInCity(text, asked)).toBe(false));
});

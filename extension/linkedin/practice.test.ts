import { expect, test } from 'vitest';
import { linkedinLinkOf, linkedinUrlOf } from './practice.ts';

test.each([
  ['http://127.0.0.1:8787/practice/in/marta-lindqvist-7f21/', 'https://www.linkedin.com/in/marta-lindqvist-7f21/'],
  ['http://127.0.0.1:8787/practice/in/zo%C3%A9/fr/?locale=fr_FR#about', 'https://www.linkedin.com/in/zo%C3%A9/fr/?locale=fr_FR#about'],
  ['http://127.0.0.1:8787/practice/', 'https://www.linkedin.com/'],
  ['http://127.0.0.1:8787/practice/@evil.example/', 'https://www.linkedin.com/@evil.example/'],
])('%s stands for %s', (href, linkedin) => {
  expect(linkedinUrlOf(href)).toBe(linkedin);
});

test.each([
  'https://www.linkedin.com/in/marta-lindqvist-7f21/',
  'http://127.0.0.1:8787/in/marta/',
  'http://127.0.0.1:8787/practice',
  'http://127.0.0.1:8787/v1/practice/in/marta/',
  'https://127.0.0.1:8787/practice/in/marta/',
  'http://localhost:8787/practice/in/marta/',
  'http://127.0.0.1.evil.example:8787/practice/in/marta/',
  'http://127.0.0.1:8787@evil.example/practice/in/marta/',
  'http://evil.example/http://127.0.0.1:8787/practice/in/marta/',
])('%s stands for itself', (href) => {
  expect(linkedinUrlOf(href)).toBe(href);
});

test.each([
  ['/in/marta-lindqvist-7f21/', 'https://www.linkedin.com/in/marta-lindqvist-7f21/'],
  ['/practice/in/marta-lindqvist-7f21/overlay/contact-info/', 'https://www.linkedin.com/in/marta-lindqvist-7f21/overlay/contact-info/'],
  ['http://127.0.0.1:8787/practice/in/marta/', 'https://www.linkedin.com/in/marta/'],
  ['https://fr.linkedin.com/in/marta/', 'https://fr.linkedin.com/in/marta/'],
  ['https://elsewhere.example/practice/in/marta/', 'https://elsewhere.example/practice/in/marta/'],
  ['#', '#'],
])('the link %s is %s', (href, linkedin) => {
  expect(linkedinLinkOf(href)).toBe(linkedin);
});

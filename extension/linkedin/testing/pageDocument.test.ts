import { expect, test } from 'vitest';
import { asBuiltByScript, parsed } from './pageDocument.ts';

const page = `<!DOCTYPE html><html lang="fr"><head><title>a <b> & c</title><script>if (1 < 2) '</p>';</script></head>
<body><main id=workspace data-x='1 "2"' hidden><!-- <p> --><a href="/in/a?x=1&amp;y=2"><p>A &amp; B<br>C</p><a href="/in/b">D</a></a>
<svg id="s"><g><path d="" /></g></svg><img src=x alt="a > b"><p>E</p></main></body></html>`;

test('anchors within anchors stay where scripts put them', () => {
  const built = asBuiltByScript(page);
  expect(built.querySelector('a a')?.textContent).toBe('D');
  expect(built.querySelector('a')?.getAttribute('href')).toBe('/in/a?x=1&y=2');
  expect(parsed(page).querySelector('a a')).toBeNull();
});

test('all else is as a parser reads it', () => {
  for (const document of [asBuiltByScript(page), parsed(page)]) {
    expect(document.documentElement.lang).toBe('fr');
    expect(document.title).toContain('a');
    expect(document.querySelector('main')?.id).toBe('workspace');
    expect(document.querySelector('main')?.getAttribute('data-x')).toBe('1 "2"');
    expect(document.querySelector('main')?.hasAttribute('hidden')).toBe(true);
    expect(document.querySelector('a p')?.innerHTML).toBe('A &amp; B<br>C');
    expect(document.querySelector('svg#s path')).not.toBeNull();
    expect(document.querySelector('img')?.getAttribute('alt')).toBe('a > b');
    expect(document.querySelector('main')?.lastElementChild?.textContent).toBe('E');
    expect(document.querySelectorAll('p')).toHaveLength(2);
  }
});

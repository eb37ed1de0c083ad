/** What stands behind # goes along into the other language: a link’s secret is there and nowhere else. */
for (const link of document.querySelectorAll('a[hreflang]'))
  link.addEventListener('click', () => {
    link.hash = location.hash;
  });

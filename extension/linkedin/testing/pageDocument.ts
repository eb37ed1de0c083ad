/**
 * Two ways to a page's DOM. An HTML5 parser splits anchors within anchors into siblings and leaves empty clones; LinkedIn's own
 * scripts build them nested. Readers must work on both.
 */

/** The document as a browser's parser makes it. */
export function parsed(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}

const voidElements = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
const rawElements = new Set(['script', 'style', 'title', 'textarea', 'noscript', 'iframe']);
const svg = 'http://www.w3.org/2000/svg';
const token =
  /<!--[\s\S]*?-->|<![^>]*>|<\/([a-zA-Z][^\s>]*)[^>]*>|<([a-zA-Z][^\s/>]*)((?:\s+[^\s=>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+))?|\s*\/(?!>))*)\s*(\/?)>/g;
const attribute = /([^\s=>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g;

/** The document as scripts build it: tags nest as they are written, nothing is corrected. */
export function asBuiltByScript(html: string): Document {
  const document = new DOMParser().parseFromString('', 'text/html');
  document.documentElement.remove();
  const decoder = parsed('').createElement('textarea');
  const decode = (text: string) => {
    if (!text.includes('&')) return text;
    decoder.innerHTML = text.replaceAll('<', '&lt;');
    return decoder.value;
  };
  const root = document.createElement('html');
  document.append(root);
  const open: Element[] = [root];
  const top = () => open.at(-1) ?? root;
  const addText = (text: string) => {
    if (text) top().append(decode(text));
  };

  let at = 0;
  token.lastIndex = 0;
  for (let match = token.exec(html); match; match = token.exec(html)) {
    addText(html.slice(at, match.index));
    at = token.lastIndex;
    const [, end, start, attributes = '', selfClosing] = match;
    if (end !== undefined) {
      const depth = open.findLastIndex((element) => element.localName === end.toLowerCase());
      if (depth > 0) open.length = depth;
    } else if (start !== undefined) {
      const name = start.toLowerCase();
      const inSvg = name === 'svg' || top().namespaceURI === svg;
      const element = name === 'html' ? root : inSvg ? document.createElementNS(svg, start) : document.createElement(name);
      for (const [, key = '', double, single, bare] of attributes.matchAll(attribute))
        element.setAttribute(key, decode(double ?? single ?? bare ?? ''));
      if (element === root) continue;
      top().append(element);
      if (rawElements.has(name)) {
        const close = html.toLowerCase().indexOf(`</${name}`, at);
        element.textContent = html.slice(at, close < 0 ? undefined : close);
        at = close < 0 ? html.length : html.indexOf('>', close) + 1;
        token.lastIndex = at;
      } else if (!voidElements.has(name) && !(inSvg && selfClosing)) open.push(element);
    }
  }
  addText(html.slice(at));
  return document;
}

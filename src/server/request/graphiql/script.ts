/** Runs in the page, around GraphiQL. */
export const script = `
var vaultgraph = {
  history: null,
  panel: null,
  // What GraphiQL knows and can do now; GraphiQL puts it here.
  state: null,
  // The example that was opened, until GraphiQL has kept its tab.
  unkept: null,

  plugins(explorer) {
    this.list ??= [this.history, explorer, this.panel].filter(Boolean);
    return this.list;
  },

  open({ examples = [], ...options }) {
    // GraphiQL keeps headers in its history even if it should not persist them: a credential would stay in clear.
    if (options.shouldPersistHeaders === false) this.history = null;
    const address = new URL(location.href);
    const chosen = examples.find(({ name }) => name === address.searchParams.get('example'));
    address.searchParams.delete('example');
    history.replaceState(null, '', address);
    if (examples.length > 0) this.panel = panelOf(examples);
    const shown = chosen ?? (localStorage.getItem('graphiql:tabState') === null ? examples[0] : null);
    if (shown) this.expect(shown);
    YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), {
      // Shown if there are variables or headers: GraphiQL's own choice, where Yoga's is always.
      defaultEditorToolsVisibility: null,
      // Yoga writes what is typed into the address, where histories and logs would keep it.
      onEditQuery: () => undefined,
      print: asTyped,
      ...options,
      ...(examples.length > 0 ? { defaultQuery: '', defaultTabs: [tabOf(chosen ?? examples[0])] } : {}),
      ...(chosen ? openingOf(chosen) : {}),
      ...(examples.length > 0 && isFirstVisit() ? firstSight() : {}),
    });
  },

  expect({ query }) {
    this.unkept = JSON.stringify(query).slice(1, -1);
  },

  // Goes to the tab that holds an example as it is, or opens one. False until GraphiQL has its editors.
  show(example) {
    const { query, variables = '', headers = '' } = example;
    const { tabs, activeTabIndex, actions, queryEditor, variableEditor, headerEditor } = this.state();
    if (!queryEditor || !variableEditor || !headerEditor) return false;
    const holds = (tab) =>
      tab.query === query && (tab.variables ?? '') === variables && (tab.headers ?? '') === headers;
    const index = tabs.findIndex(holds);
    if (index < 0) {
      actions.stop();
      actions.addTab();
      queryEditor.setValue(query);
      variableEditor.setValue(variables);
      headerEditor.setValue(headers);
      this.expect(example);
    } else if (index !== activeTabIndex) actions.changeTab(index);
    showTools(example);
    return true;
  },
};

// Shows the editors of variables and headers if they hold something, as GraphiQL does at first.
function showTools({ variables, headers }) {
  const press = (selector) => document.querySelector(selector)?.click();
  if (variables || headers) press('[data-name="' + (variables ? 'variables' : 'headers') + '"]');
  else press('[aria-label="Hide editor tools"]');
}

// Motion, which moves GraphiQL's tabs, puts a tab elsewhere after the strip has changed its size, as it does when its
// font arrives. GraphiQL shows it there from the moment it is pressed, and the click misses. So tabs stay where they are,
// and cannot be dragged.
document.addEventListener(
  'pointerdown',
  (event) => { if (event.target.closest('.graphiql-tab')) event.stopPropagation(); },
  { capture: true },
);

// GraphiQL saves its tabs half a second after they change: leaving sooner would lose the last change.
const keptAfterMs = 600;
const mostPatienceMs = 2000;
let typedAt = -Infinity;
document.addEventListener('keydown', () => { typedAt = performance.now(); }, { capture: true });

function isKept() {
  if (localStorage.getItem('graphiql:tabState')?.includes(vaultgraph.unkept)) vaultgraph.unkept = null;
  return vaultgraph.unkept === null && performance.now() - typedAt > keptAfterMs;
}

// In another tab or window of the browser.
function isForElsewhere({ ctrlKey, metaKey, shiftKey }) {
  return ctrlKey || metaKey || shiftKey;
}

function leaveOnceKept(event) {
  if (isForElsewhere(event) || isKept()) return;
  event.preventDefault();
  const { href } = event.target.closest('a');
  const clickedAt = performance.now();
  const leave = () => {
    if (isKept() || performance.now() - clickedAt > mostPatienceMs) location.assign(href);
    else setTimeout(leave, 50);
  };
  leave();
}

document.addEventListener('click', (event) => {
  if (event.target.closest('.graphiql-logo a')) leaveOnceKept(event);
});

// As it stands in the editor, where Yoga sends it without its blanks: errors name the places of what was sent. Yoga leaves out
// operations that do not run.
function asTyped({ definitions }) {
  const typed = definitions[0].loc.source.body;
  const blank = (text) => text.replace(/[^\\n]/g, ' ');
  const { text, end } = definitions.reduce(
    ({ text, end }, { loc }) => ({
      text: text + blank(typed.slice(end, loc.start)) + typed.slice(loc.start, loc.end),
      end: loc.end,
    }),
    { text: '', end: 0 },
  );
  return text + blank(typed.slice(end));
}

function tabOf({ query, variables, headers }) {
  return { query, variables, headers };
}

function openingOf({ query, variables = '', headers = '' }) {
  const isClosed = localStorage.getItem('graphiql:secondaryEditorFlex')?.startsWith('hide');
  if (isClosed && (variables || headers)) localStorage.removeItem('graphiql:secondaryEditorFlex');
  return { query, variables, initialHeaders: headers };
}

function isFirstVisit() {
  return localStorage.getItem('graphiql:visiblePlugin') === null;
}

// A phone has no room for the panel beside the editors.
function firstSight() {
  if (!matchMedia('(min-width: 60em)').matches) return {};
  localStorage.setItem('graphiql:docExplorerFlex', '0.2');
  localStorage.setItem('graphiql:editorFlex', '1.35');
  return { visiblePlugin: 'Examples' };
}

function panelOf(examples) {
  const { createElement } = React;
  const open = (example) => (event) => {
    if (!isForElsewhere(event) && vaultgraph.show(example)) event.preventDefault();
  };
  const link = (example) =>
    createElement('li', { key: example.name },
      createElement('a', { href: '?example=' + example.name, onClick: open(example) }, example.name),
      createElement('p', null, example.says));
  const section = (group) =>
    createElement('section', { key: group },
      createElement('h3', null, group),
      createElement('ul', null, examples.filter((example) => example.group === group).map(link)));
  const groups = [...new Set(examples.map(({ group }) => group))];
  return {
    title: 'Examples',
    icon: () => createElement('svg', { viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', strokeWidth: 1.5 },
      createElement('path', { d: 'M9 6h11M9 12h11M9 18h11M4 6h1M4 12h1M4 18h1', strokeLinecap: 'round' })),
    content: () => createElement('nav', { className: 'examples', 'aria-label': 'Examples' },
      createElement('h2', { className: 'examples-title' }, 'Examples'), groups.map(section)),
  };
}
`;

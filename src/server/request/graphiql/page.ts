import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { logo } from './logo.ts';
import { script } from './script.ts';
import { style } from './style.ts';

/** An operation that GraphiQL offers. */
export interface Example {
  /** The name of its operation; unique. */
  readonly name: string;
  /** The heading it stands under. */
  readonly group: string;
  /** What it shows, in a few words. */
  readonly says: string;
  readonly query: string;
  readonly variables?: string;
  readonly headers?: string;
}

/** What GraphiQL opens with. */
export interface GraphiqlPage {
  readonly title?: string;
  readonly defaultQuery?: string;
  readonly defaultHeaders?: string;
  readonly defaultEditorToolsVisibility?: 'headers';
  readonly shouldPersistHeaders?: boolean;
  /** Whether a link leads to the console; false if absent. */
  readonly hasConsole?: boolean;
  /** Offered in a panel; a first visit opens with the first of them. */
  readonly examples?: readonly Example[];
}

/** Yoga's page of GraphiQL, with our name, history, examples, and tabs that open. */
export function renderPage({ title = 'vaultgraph', hasConsole = false, ...options }: GraphiqlPage): string {
  const favicon = `data:image/svg+xml,${encodeURIComponent(logo)}`;
  const page = renderGraphiQL({ title, favicon });
  const name = `<b>vaultgraph</b>${hasConsole ? '<a href="/console">Console</a>' : ''}`;
  return editsWith({ title: name, logo, ...options }).reduce(edit, page);
}

/** What is replaced, once, and what by. */
type Edit = readonly [before: RegExp | string, after: (found: string, name: string) => string];

/** Yoga takes options as JSON, which can hold no plugin: our script starts GraphiQL in place of Yoga's. */
function editsWith(options: object): readonly Edit[] {
  const given = JSON.stringify(options).replaceAll('<', String.raw`\u003c`);
  return [
    ['<meta charset="utf-8" />', (found) => `${found}${viewport}`],
    ['</style>', (found) => `${style}${found}`],
    ['function prepareBlob', (found) => `${script}${found}`],
    // GraphiQL's own plugins are known inside of its script alone.
    [/plugins:\[(\w+)\],(?=schemaDescription)/, (_, name) => `plugins:vaultgraph.plugins(${name}),`],
    [/\b(\w+)=(?=\{title:"History",)/, (found) => `${found}vaultgraph.history=`],
    // What a plugin is given by hooks, our script is given here.
    [
      /=>\(\w+,(\w+)\)=>\{(?=function \w+\(\{query:\w+,variables:\w+,headers:\w+,response:\w+\}\))/,
      (found, name) => `${found}vaultgraph.state=${name};`,
    ],
    // Yoga replaces the errors of an answer by its own, which lack the places in the document.
    [
      /\?\{\.\.\.(\w+),errors:\1\.errors\.map\(\(\{message:\w+,\.\.\.\w+\}\)=>\w+\(\w+,\w+\)\)\}:\1\b/,
      (_, result) => `?${result}:${result}`,
    ],
    [/YogaGraphiQL\.renderYogaGraphiQL\(\s*window\.document[^;]*\);/, () => `vaultgraph.open(${given});`],
  ];
}

const viewport = '<meta name="viewport" content="width=device-width, initial-scale=1" />';

function edit(page: string, [before, after]: Edit): string {
  const edited = page.replace(before, after);
  if (edited === page) throw new Error(`Yoga's page of GraphiQL has changed: it lacks ${String(before)}.`);
  return edited;
}

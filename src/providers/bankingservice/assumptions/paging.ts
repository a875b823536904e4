import { path } from '../../../upstream/path.ts';
import {
  differs,
  holds,
  publicText,
  unknown,
  type Assumption,
  type ProbeAnswer,
  type Probing,
} from '../../shared/assumption.ts';
import { isRecord, textOf, whole } from '../../shared/wire.ts';
import { queryOf } from '../api.ts';
import type { BankingserviceSettings } from '../settings.ts';

type Account = Probing<BankingserviceSettings>;

function listOf({ ask, settings }: Account, query: Readonly<Record<string, number>>) {
  return ask({ path: path`v1/profiles/${{ profileId: settings.profileId }}/customers`, query });
}

function numberIn({ json }: ProbeAnswer, name: string): number | null {
  return isRecord(json) ? whole().parse(json[name]) : null;
}

function itemsIn({ json }: ProbeAnswer): readonly unknown[] | null {
  const data = isRecord(json) ? json['data'] : null;
  return Array.isArray(data) ? data : null;
}

/** Names that other APIs have for the two. Each answer is a fixed sentence, so that no name from the account is shown. */
const sizeNames = [
  ['size', publicText`behaviour.sizeParameter: "size"`],
  ['limit', publicText`behaviour.sizeParameter: "limit"`],
  ['per_page', publicText`behaviour.sizeParameter: "per_page"`],
  ['page_size', publicText`behaviour.sizeParameter: "page_size"`],
  ['pageSize', publicText`behaviour.sizeParameter: "pageSize"`],
] as const;

const pageNames = [
  ['page', publicText`behaviour.pageParameter: "page"`],
  ['p', publicText`behaviour.pageParameter: "p"`],
  ['page_number', publicText`behaviour.pageParameter: "page_number"`],
  ['pageNumber', publicText`behaviour.pageParameter: "pageNumber"`],
  ['pageIndex', publicText`behaviour.pageParameter: "pageIndex"`],
] as const;

/** What the probes ask about lists. */
export const paging: readonly Assumption<BankingserviceSettings>[] = [
  {
    id: 'size-parameter',
    assumes:
      'The query parameter `behaviour.sizeParameter` says how many items a page has, `size` by default.',
    source: 'assumed, after the envelope',
    steers: '`behaviour.sizeParameter`, `queryOf` in api.ts',
    isReliedOn: true,
    kind: 'read',
    probe: async (account) => {
      const { sizeParameter } = account.settings.behaviour;
      const answer = await listOf(account, { [sizeParameter]: 3 });
      if (numberIn(answer, 'size') === 3) return holds;
      for (const [name, set] of sizeNames) {
        const other = await listOf(account, { [name]: 3 });
        if (numberIn(other, 'size') === 3) return differs(publicText`It has another name.`, set);
      }
      if (answer.status >= 300) return unknown(publicText`It is answered ${answer}.`);
      return differs(publicText`It changes nothing, nor do ${sizeNames.length} other names: ${answer}.`);
    },
  },
  {
    id: 'page-parameter',
    assumes: 'The query parameter `behaviour.pageParameter` says which page is wanted, `page` by default.',
    source: 'assumed, after the envelope',
    steers: '`behaviour.pageParameter`, `queryOf` in api.ts',
    isReliedOn: true,
    kind: 'read',
    probe: async (account) => {
      const { pageParameter } = account.settings.behaviour;
      const first = await listOf(account, {});
      if ((numberIn(first, 'pages') ?? 0) < 2)
        return unknown(publicText`The account has one page of customers: ${first}.`);
      const answer = await listOf(account, { [pageParameter]: 1 });
      if (numberIn(answer, 'page') === 1) return holds;
      for (const [name, set] of pageNames) {
        const other = await listOf(account, { [name]: 1 });
        if (numberIn(other, 'page') === 1) return differs(publicText`It has another name.`, set);
      }
      return differs(publicText`It changes nothing, nor do ${pageNames.length} other names: ${answer}.`);
    },
  },
  {
    id: 'largest-page',
    assumes:
      'A page holds as many customers as `behaviour.maximumSize` if it is asked for so many, 100 by default.',
    source: 'assumed',
    steers: '`behaviour.maximumSize`',
    isReliedOn: true,
    kind: 'read',
    probe: async (account) => {
      const { behaviour } = account.settings;
      const { maximumSize } = behaviour;
      const firstOf = (size: number) => listOf(account, queryOf({ page: 0, size }, behaviour));
      const one = await firstOf(1);
      if (numberIn(one, 'size') !== 1) return unknown(publicText`A page of one cannot be asked for: ${one}.`);
      const answer = await firstOf(maximumSize);
      if (answer.status < 300 && numberIn(answer, 'size') === maximumSize) return holds;
      for (const size of [50, 25, 20, 10].filter((smaller) => smaller < maximumSize)) {
        const smaller = await firstOf(size);
        if (numberIn(smaller, 'size') === size) {
          return differs(
            publicText`${maximumSize} are answered ${answer}.`,
            publicText`behaviour.maximumSize: ${size}`,
          );
        }
      }
      return differs(publicText`${maximumSize} are answered ${answer}.`);
    },
  },
  {
    id: 'page-behind-the-end',
    assumes: 'A page behind the end is answered with 200 and no items.',
    source: 'assumed',
    steers: '`readPage` in page.ts',
    isReliedOn: true,
    kind: 'read',
    probe: async (account) => {
      const { pageParameter } = account.settings.behaviour;
      const first = await listOf(account, {});
      const pages = numberIn(first, 'pages');
      if (pages === null || pages === 0) return unknown(publicText`The account has no customers: ${first}.`);
      const answer = await listOf(account, { [pageParameter]: pages + 3 });
      if (answer.status >= 300) return differs(publicText`It is answered ${answer}.`);
      const isFirst = numberIn(answer, 'page') === 0;
      if (isFirst) return unknown(publicText`The parameter for the page changes nothing.`);
      return itemsIn(answer)?.length === 0 ? holds : differs(publicText`It has items: ${answer}.`);
    },
  },
  {
    id: 'order-of-a-list',
    assumes: 'Customers are listed newest first.',
    source: 'assumed',
    steers: 'nothing: no order is promised',
    isReliedOn: false,
    kind: 'read',
    probe: async (account) => {
      const answer = await listOf(account, {});
      const times = (itemsIn(answer) ?? []).flatMap((item) => {
        const time = Date.parse(textOf(isRecord(item) ? item['created'] : null) ?? '');
        return Number.isNaN(time) ? [] : [time];
      });
      if (new Set(times).size < 2)
        return unknown(publicText`There are ${times.length} times of creation to compare.`);
      const isNewestFirst = times.every((time, index) => time <= (times[index - 1] ?? Infinity));
      if (isNewestFirst) return holds;
      const isOldestFirst = times.every((time, index) => time >= (times[index - 1] ?? 0));
      return isOldestFirst
        ? differs(publicText`They come oldest first.`)
        : differs(publicText`They are not sorted by time.`);
    },
  },
];

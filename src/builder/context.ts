import type { AuditAct } from '../telemetry/audit/audit.ts';
import type { Caller } from '../access/caller.ts';
import type { IssuedToken, ShopperGrant } from '../access/shopper-tokens.ts';
import type { Spending } from '../access/budget.ts';
import type { Capabilities } from '../domain/capability.ts';
import type { DocumentType } from '../domain/document-type.ts';
import type { InputRulesByInput } from '../domain/input-rules.ts';
import type { Erasures } from '../gateway/erasure/erasures.ts';
import type { Receipts } from '../gateway/erasure/receipts.ts';
import type { RecordIds } from '../gateway/page-ids.ts';
import type { Hub } from '../gateway/live/hub.ts';
import type { RequestScope } from '../gateway/request-scope.ts';

/** What the graph shows of a provider. */
export interface KnownProvider {
  readonly title: string;
  readonly abilities: Capabilities;
  readonly rules: InputRulesByInput;
  /** The kinds of identity document that the provider numbers; none if absent. */
  readonly documentTypes?: readonly DocumentType[];
}

/** What a resolver can use. Made for every request. */
export interface Context extends RequestScope {
  readonly requestId: string;
  readonly caller: Caller;
  /** The providers of the graph, by code. */
  readonly providers: ReadonlyMap<string, KnownProvider>;
  /** Issues credentials for shoppers; null if that is not switched on. */
  readonly issueShopperToken: ((grant: ShopperGrant) => Promise<IssuedToken>) | null;
  readonly recordIds: RecordIds;
  readonly spending: Spending;
  /** What time it is for whatever expires. */
  readonly now: () => Date;
  readonly erasures: Pick<Erasures, 'begin' | 'read'>;
  readonly receipts: Pick<Receipts, 'of'>;
  /** Shows a topic to a subscription. */
  readonly watch: Hub['watch'];
  /** To be called if no other request may be given the answer: it says something of this one, or a read failed. */
  readonly answerAlone: () => void;
  /** Records what was done or refused. */
  readonly audit: (act: AuditAct) => void;
}

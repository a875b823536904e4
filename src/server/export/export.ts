import { AccessDeniedError } from '../../domain/errors.ts';
import { hasScope, type Caller } from '../../access/caller.ts';
import { exportAudit } from '../../gateway/export/export-audit.ts';
import { exportRecords, type Exported } from '../../gateway/export/export-records.ts';
import { exportTexts, exportWriters } from '../../gateway/export/export-texts.ts';
import type { ExportRecord } from '../../gateway/export/export-document.ts';
import type { HandleFor } from '../../http/handle.ts';
import { noLogger } from '../../telemetry/log/logger.ts';
import { note } from '../../telemetry/log/request.ts';
import type { AuthenticatedRequest } from '../authentication.ts';
import { contextOf } from '../context.ts';
import type { ReportDefect } from '../errors/mask.ts';
import { refuse } from '../request/index.ts';
import { chargeExport, type ExportCharges } from './charge-export.ts';
import { readNames, typeWanted } from './input.ts';
import { toPieces } from './pieces.ts';
import { refusalOf } from './refusal-of.ts';
import type { Logger } from '../../telemetry/log/logger.ts';
import type { Context } from '../../builder/context.ts';

export const exportPath = '/export';

/** What answering exports takes. */
export interface ExportOptions extends ExportCharges {
  readonly report: ReportDefect;
  readonly logger?: Logger | undefined;
  readonly bodyBytes: number;
  readonly providers: Context['providers'];
  /** Opens ids; throws an `InvalidInputError` for ids that name no customer. */
  readonly named: (ids: readonly string[], context: Context) => Promise<readonly Exported[]>;
}

/** A request for an export, whose time has begun. */
export interface ExportRequestInfo extends AuthenticatedRequest {
  readonly deadline: number;
}

/** Answers with an export as a file, which is written while it is read: nothing of it is kept here. */
export function createExports(options: ExportOptions): HandleFor<ExportRequestInfo> {
  const { report, logger = noLogger, bodyBytes, providers, named } = options;
  return async (request, info) => {
    const { caller, tenant, audit } = info;
    const { type, extension } = typeWanted(request.headers);
    let end = (): void => undefined;
    try {
      mustBeAllowed(caller);
      const ids = await readNames(request, bodyBytes);
      const made = contextOf(info, request, { report, providers, isMutation: false }, logger);
      const { context } = made;
      end = made.end;
      const customers = await named(ids, context);
      await chargeExport(caller, customers.length, options);
      const records = exportRecords(customers, { call: context.call, now: tenant.now });
      const texts = exportTexts(exportWriters[extension], {
        exportedAt: tenant.now().toISOString(),
        count: customers.length,
        records: audited(records, audit),
        // A client that has hung up ends it, too.
        failed: (error) => void (request.signal.aborted || report(error)),
      });
      return {
        status: 200,
        headers: {
          'content-type': `${type}; charset=utf-8`,
          'content-disposition': `attachment; filename="export.${extension}"`,
          'x-accel-buffering': 'no',
        },
        body: null,
        pieces: toPieces(texts, end),
      };
    } catch (error) {
      end();
      const refused = refusalOf(error);
      if (!refused) throw error;
      note({ outcome: 'failure', code: refused.code });
      if (refused.code === 'ACCESS_DENIED')
        audit({ action: 'read exportPerson', objectId: null, account: null, outcome: 'ACCESS_DENIED' });
      return refuse(request, refused);
    }
  };
}

function mustBeAllowed(caller: Caller): void {
  if (caller.shopper) throw new AccessDeniedError([], 'This is not for shoppers.');
  if (!hasScope(caller, 'vault:export')) throw new AccessDeniedError(['vault:export']);
}

/** Each record is in the audit before it leaves. */
async function* audited(
  records: AsyncIterable<ExportRecord>,
  audit: ExportRequestInfo['audit'],
): AsyncGenerator<ExportRecord, void> {
  for await (const record of records) {
    audit(exportAudit(record));
    yield record;
  }
}

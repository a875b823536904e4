import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { statusOf } from '../../src/certify/certify.ts';
import { toTable } from '../../src/certify/report.ts';
import { certifiable, certifyAt, enoughCustomers, subjectAt } from '../support/certify.ts';
import { emulate } from '../support/emulate.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/certify.md'), 'utf8');

/** What `certify --write` prints of one account at each emulator. */
async function examine(switches: Readonly<Record<string, object>>) {
  const examined = [];
  for (const definition of certifiable) {
    const options = { customers: enoughCustomers, switches: switches[definition.code] ?? {} };
    const emulator = emulate(definition, options);
    const subject = { ...subjectAt(definition, emulator), tenant: 'shop' };
    const key = definition.code.toLowerCase().replaceAll('_', '-');
    examined.push(await certifyAt({ ...subject, key }, { fetch: emulator.fetch }));
  }
  return examined;
}

it('shows what the command prints of the four emulators', async () => {
  const examined = await examine({});
  expect(page).toContain(`\`\`\`text\n${toTable(examined)}\n\`\`\``);
  expect(statusOf(examined)).toBe(0);
});

it('shows what it prints if five of their switches are turned', async () => {
  const examined = await examine({
    BAMBOO: { unknownCustomerStatus: 200 },
    BANKING_SERVICE: { putMerges: true, deletionAnswer: 'other' },
    MONRI: { clearedBy: 'empty text' },
    VERIFONE: { updateMerges: true },
  });
  const lines = toTable(examined).split('\n');
  const shown = lines.filter((line) => !line.startsWith('  holds')).join('\n');
  expect(page).toContain(`\`\`\`text\n${shown}\n\`\`\``);
  expect(statusOf(examined)).toBe(1);
});

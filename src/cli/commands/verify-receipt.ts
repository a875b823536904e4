import { readVerifyArgs, verifyReceiptFile } from '../verify-receipt.ts';

/** `vaultgraph verify-receipt`. */
export async function run(args: string[]): Promise<void> {
  const { isTrue, lines } = await verifyReceiptFile(readVerifyArgs(args));
  for (const line of lines) console.log(line);
  if (!isTrue) process.exitCode = 1;
}

// One line per provider, and nothing else.
export { bamboo } from './bamboo/index.ts';
export { bankingservice } from './bankingservice/index.ts';
export { monri } from './monri/index.ts';
export { verifone } from './verifone/index.ts';

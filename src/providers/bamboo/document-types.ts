import type { DocumentType } from '../../domain/document-type.ts';

/** The legacy integer codes, which Bamboo's page of each country lists with their meaning. */
const byCountry: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  UY: { 1: 'RUT', 2: 'Cédula de Identidad', 3: 'Foreigner' },
  AR: { 4: 'DNI', 5: 'CUIL', 309: 'CUIT' },
  PE: { 6: 'DNI', 7: 'Partida', 8: 'Pasaporte', 9: 'Libreta militar', 10: 'Otro' },
  CO: { 11: 'CC', 12: 'CE', 13: 'NIT' },
  CL: { 20: 'RUT', 21: 'CI' },
  BR: { 24: 'CPF', 25: 'CNPJ' },
  PY: { 1: 'RUC', 2: 'CIC', 3: 'DEX', 23: 'GEN' },
  EC: { 10: 'Other' },
  CR: { 30: 'CI', 31: 'DIMEX', 32: 'PA' },
  NI: { 33: 'CI', 34: 'PA', 35: 'RUC' },
  SV: { 42: 'DUI', 43: 'PA', 44: 'NIT', 45: 'NRC' },
};

export const documentTypes: readonly DocumentType[] = Object.entries(byCountry).flatMap(
  ([countryCode, names]) =>
    Object.entries(names).map(([number, name]) => ({ number: Number(number), countryCode, name })),
);

/** The name of a document type; null if no country lists the number, or if several do. */
export function documentTypeNameOf(number: number | null): string | null {
  const found = documentTypes.filter((type) => type.number === number);
  return found.length === 1 ? (found[0]?.name ?? null) : null;
}

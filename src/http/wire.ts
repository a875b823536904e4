import { z } from 'zod';

/** Pieces of wire schemas: they read what is used, tolerate what is missing, and refuse what would be misread. */

/** A text that may be missing, null or empty: all three are null. */
export const text = z
  .string()
  .nullish()
  .transform((value) => value || null);

/** An instant with an offset, as RFC 3339 writes it; null where it is missing. */
export const instant = z.iso
  .datetime({ offset: true })
  .nullish()
  .transform((value) => (value ? new Date(value) : null));

/** A text that some answers give as a number. */
export const textOrNumber = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined || value === '' ? null : String(value)));

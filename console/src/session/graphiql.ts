import { createContext } from 'react';

/** The address of GraphiQL; null if it is not served. */
export const GraphiqlContext = createContext<string | null>(null);

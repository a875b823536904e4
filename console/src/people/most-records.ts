/** How many records can be one person: the graph exports and erases so many at once. */
export const mostRecords = 20;

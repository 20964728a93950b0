/** A word that sh reads as exactly `text`: single quotes keep everything but themselves. */
export const shellQuote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

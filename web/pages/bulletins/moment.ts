// When something was written, to the minute: the record keeps the clock of China.
export const moment = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

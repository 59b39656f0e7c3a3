/** The ids of items: of a line of a statement, and of a movement that is on none. */
export const itemIdOfLine = (statementId: string, line: number): string => `itm_${statementId.slice(4)}_${line}`;
/** One for each movement, however many statements it is missing on. */
export const itemIdOfMissing = (movementId: string): string => `itm_missing_${movementId}`;

/** Null: it is the id of no line. */
export function lineOfItem(itemId: string): { readonly statementId: string; readonly line: number } | null {
  const [, hash, line] = /^itm_([0-9a-f]{32})_([1-9]\d{0,9})$/.exec(itemId) ?? [];
  return hash === undefined ? null : { statementId: `stm_${hash}`, line: Number(line) };
}

/**
 * How a file names the value of a dimension. What has no value is no empty cell, which would look like a total or like something forgotten; and what is
 * really called by that word, or looks empty, stands in quotation marks, so that no two groups have one name.
 */
export function groupName(value: string, none: string = noGroup): string {
  if (value === '') return none;
  const bare = value.replaceAll(/^“+|”+$/g, '').trim();
  return bare === '' || bare.toLowerCase() === none.toLowerCase() ? `“${value}”` : value;
}

export const noGroup = '(none)';

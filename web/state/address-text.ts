// The query string of the address: one parameter `view`, other parameters kept as they are.

export function parseAddress(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

export function writeAddress(search: Record<string, unknown>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) if (typeof value === 'string') parameters.set(name, value);
  const text = parameters.toString();
  return text ? `?${text}` : '';
}

// The PromQL inside a probe's configuration: its windows pace like an alert's.

export const queryKey = (
  kind: string,
  config: unknown,
): { readonly key: string; readonly text: string } | null => {
  if (kind !== 'promql' || typeof config !== 'object' || config === null || !('query' in config)) return null;
  return typeof config.query === 'string' ? { key: 'query', text: config.query } : null;
};

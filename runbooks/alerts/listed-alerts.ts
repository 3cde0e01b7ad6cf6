// Alerts in a table or a list of several: what is done about them stands somewhere else.
import type { Alert, Runbook } from '../model.ts';

export const listedAlerts = ({ alerts }: Pick<Runbook, 'alerts'>): ReadonlySet<Alert> => {
  const lists = Map.groupBy(
    alerts.filter(({ origin }) => origin === 'table' || origin === 'list' || origin === 'objective'),
    ({ origin, section }) => `${origin} ${section}`,
  );
  return new Set([...lists.values()].flatMap((list) => (list.length > 1 ? list : [])));
};

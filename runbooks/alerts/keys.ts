// "Key: value" as runbooks use it for alerts: which keys mean what.
import { withoutAccents } from '../markdown/accents.ts';

export type Key = 'name' | 'condition' | 'severity' | 'hold' | 'window' | 'symptom';

const keys: readonly (readonly [Key, RegExp])[] = [
  [
    'name',
    /^(?:(?:prometheus |alert |alarm |rule |monitor )?names?(?:\(s\))?|alertname|alert (?:id|rule name)|rule)$/,
  ],
  [
    'condition',
    /^(?:(?:prometheus |alerting |alert )?(?:alerts?|alarms?|alerte|triggers?|triggered (?:by|when)|trigger conditions?|(?:alert |trigger )?conditions?|(?:alert |alerting |alarm |warning |critical )?thresholds?|when|if|fires? (?:when|if)|alert (?:when|if|on|trigger|rule|query|expression)|metrics?|monitors?|(?:prometheus |promql |alert )?(?:expressions?|expr|query)|promql|detection|signal|alert definition|alarm condition|what triggers (?:this|it)(?: alert)?|(?:datadog|grafana|cloudwatch|new relic|pagerduty|opsgenie|sentry|zabbix|azure|azure monitor|gcp|stackdriver|uptime) (?:alerts?|monitors?|alarms?|conditions?)|nrql(?: query| condition)?|seuil|declencheur|schwellwert|schwelle|ausloser|bedingung|metrik)(?: \([^)]*\))?)$/,
  ],
  [
    'severity',
    /^(?:alert )?(?:severity|priority|sev|level|urgency|severity level|gravite|schweregrad|prioritat|priorite)$/,
  ],
  ['hold', /^(?:for|duration|hold|hold time|pending(?: period)?|for duration|firing after|alert after)$/],
  ['window', /^(?:(?:evaluation |measurement |time )?(?:window|period)|evaluation interval)$/],
  ['symptom', /^(?:symptoms?|symptome|symptomes|signs|sintomas)$/],
];

export const keyOf = (label: string): Key | null => {
  const plain = withoutAccents(label)
    .toLowerCase()
    .replace(/^[^\p{L}]+/u, '')
    .replace(/\s+/g, ' ')
    .trim();
  return keys.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
};

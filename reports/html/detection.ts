// Detection by stage and recovery by clock, each against its target.
import type { DrillReport, SignalReport } from '../schema.ts';
import { measuredText, msText } from '../text.ts';
import { html, nothing, type Html } from './markup.ts';
import { badge, dataTable, time } from './words.ts';

export const detectionSection = (drill: DrillReport): Html => {
  const alerts = drill.checks.find(({ group }) => group === 'alerts');
  if (drill.signals.length === 0 && alerts === undefined) return nothing;
  return html`<h3>Detection</h3>
    ${
      drill.signals.length === 0
        ? nothing
        : html`<p>
              Counted from the instant before the fault goes
              in${signalsOfOthers(drill) ? ' (the first one, unless the signal names another)' : ''}. The
              order of the stages: first bad probe, metric, pending, firing, delivered.
            </p>
            ${signalTable(drill.signals)}
            <ul class="checks">
              ${drill.signals.map(signalLine)}
            </ul>`
    }
    ${
      alerts === undefined
        ? nothing
        : html`<ul class="checks">
            <li>${badge(alerts.verdict)} <b>Unexpected alerts</b> ${alerts.reason}</li>
          </ul>`
    }`;
};

const signalsOfOthers = ({ signals }: DrillReport): boolean => signals.some(({ fault }) => fault !== null);

const columns = [
  { title: 'Signal' },
  { title: 'Verdict' },
  { title: 'Bad probe', numeric: true },
  { title: 'Metric', numeric: true },
  { title: 'Pending', numeric: true },
  { title: 'Firing', numeric: true },
  { title: 'Delivered', numeric: true },
  { title: 'Target', numeric: true },
  { title: 'Predicted', numeric: true },
  { title: 'Resolved', numeric: true },
];

const signalTable = (signals: readonly SignalReport[]): Html =>
  dataTable(
    'Time to detect by stage',
    columns,
    signals.map((signal) => [
      html`${signal.name}<br /><span class="id"
          >${signal.kind}${signal.fault === null ? '' : `, of ${signal.fault}`}</span
        >`,
      badge(signal.verdict),
      time(signal.stages.badProbeAfterMs),
      time(signal.stages.metricAfterMs),
      time(signal.pendingAfterMs),
      time(signal.firingAfterMs),
      html`<b class="time">${measuredText(signal.deliveredAfterMs, signal.verdict)}</b>`,
      html`${time(signal.withinMs)}<br /><span class="id">${msText(signal.nominal.withinMs)} nominal</span>`,
      predicted(signal),
      time(signal.resolvedAfterMs),
    ]),
  );

const predicted = ({ predictedMs, insidePrediction }: SignalReport): Html => {
  if (predictedMs === null) return html`<span class="never">–</span>`;
  const where = insidePrediction === null ? '' : insidePrediction ? 'inside' : 'outside';
  return html`<span class="time">${msText(predictedMs[0])} to ${msText(predictedMs[1])}</span
    >${where === '' ? nothing : html`<br /><span class="id">${where}</span>`}`;
};

const signalLine = ({ name, verdict, reason, marginIntervals, samplingMs, prediction }: SignalReport): Html =>
  html`<li>
    ${badge(verdict)}
    <b>${name}</b>
    ${reason}${marginIntervals === null ? '' : `; margin ${marginIntervals} sampling intervals of ${msText(samplingMs)}`}.${predictionText(prediction)}
  </li>`;

const predictionText = (prediction: SignalReport['prediction']): Html => {
  const terms = Object.entries(prediction);
  return terms.length === 0
    ? nothing
    : html` <span class="of"
        >Predicted from ${terms.map(([name, ms]) => `${name} ${ms} ms`).join(' + ')}.</span
      >`;
};

export const recoverySection = ({ recovery, remediation }: DrillReport): Html => {
  if (recovery === null && remediation === null) return nothing;
  return html`<h3>Recovery</h3>
    <ul class="checks">
      ${recovery === null ? nothing : html`<li>${badge(recovery.verdict)} <b>Recovery</b> ${recovery.reason}${recovery.marginIntervals === null || recovery.samplingMs === null ? '' : `; margin ${recovery.marginIntervals} sampling intervals of ${msText(recovery.samplingMs)}`}. <span class="of">Target ${msText(recovery.nominal.withinMs)} nominal, ${msText(recovery.withinMs)} paced.</span></li>`}
      ${remediation === null ? nothing : html`<li>${remediation.verdict === null ? nothing : badge(remediation.verdict)} <b>Remediation</b> ${remediation.effect}${remediation.reason === '' ? '' : `: ${remediation.reason}`}. <span class="of">Ended by ${remediation.endedBy}.</span></li>`}
    </ul>`;
};

// In Markdown: what people wanted of the game day, what was left out, and what to do next.
import { expectedText } from '../fold/expected.ts';
import type { Report } from '../schema.ts';
import { plain, table } from './escape.ts';

export const briefText = ({ brief }: Report): string[] => {
  if (brief === null) return [];
  const { objectives, hypothesis, participants, notes } = brief;
  return [
    '## This game day',
    ...(hypothesis === null ? [] : [`**Hypothesis.** ${plain(hypothesis)}`]),
    ...list('Objectives', objectives),
    ...(participants.length === 0 ? [] : [`**Participants.** ${plain(participants.join(', '))}`]),
    ...list('Notes', notes),
  ];
};

const list = (title: string, items: readonly string[]): string[] =>
  items.length === 0 ? [] : [`**${title}.**`, items.map((item) => `- ${plain(item)}`).join('\n')];

export const leftOutText = ({ selection }: Report): string[] =>
  selection === null || selection.leftOut.length === 0
    ? []
    : [
        '## Left out',
        selection.leftOut.map(({ drill, reason }) => `- **${plain(drill)}**: ${plain(reason)}`).join('\n'),
      ];

export const knownText = ({ drills }: Report): string[] => {
  const told = drills.flatMap((drill) => {
    const text = expectedText(drill);
    return text === null ? [] : [`- **${plain(drill.id)}** ${plain(text)}`];
  });
  return told.length === 0 ? [] : ['## Known failures', told.join('\n')];
};

export const actionsText = ({ actions }: Report): string[] =>
  actions.length === 0
    ? []
    : [
        '## What to do next',
        table(
          ['Action', 'Drill', 'Why', 'Where', 'Owner'],
          actions.map(({ what, drill, reasonCode, why, place, owner }) => [
            plain(what),
            plain(drill),
            plain(reasonCode === null ? why : `${reasonCode}: ${why}`),
            place === null ? '–' : plain(`${place.file}:${place.line}`),
            owner === null ? '–' : plain(owner),
          ]),
        ),
      ];

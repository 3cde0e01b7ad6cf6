// Checks that run once while the fault is on, and have to fail then: known by the id of their step.

const prefix = 'must-fail-';

/** `line` is the section's, `number` counts its checks from 1. */
export const mustFailStep = (line: number, number: number): string => `${prefix}${line}-${number}`;

export const hasToFail = (step: string): boolean => step.startsWith(prefix);

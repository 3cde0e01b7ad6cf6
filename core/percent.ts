// Shares as people write them: `20%`, `12.5 %`.

/** 0.2 of `20%`; null when it is no percentage. The sign is needed: 0.2 and 20 could both be meant by a bare number. */
export const parsePercent = (text: string): number | null => {
  const [, amount] = /^(\d+(?:\.\d+)?) ?%$/.exec(text.trim()) ?? [];
  return amount === undefined ? null : Number(amount) / 100;
};

/** `20 %`, `12.5 %`. */
export const percentText = (share: number): string => `${Math.round(share * 1000) / 10} %`;

// A workload.ts that somebody begins with: it asks one URL, and knows nothing yet of what became of its operations.
export const workloadText = (
  url: string,
): string => `// The traffic: what a user does, and what became of it. Types and their meaning: gameday/workload.
import { request } from 'node:http';
import type { WorkloadModule } from 'gameday/workload';

const target = new URL('${url}');

export const createWorkload: WorkloadModule['createWorkload'] = ({ dialer, run }) => ({
  // Make here what the operations need: users, stock, accounts.
  prepare: async () => undefined,
  operate: async (index, { signal }) => {
    const id = \`\${run}-\${index}\`;
    const socket = await dialer.connect(target.hostname, Number(target.port), signal).catch(() => null);
    if (socket === null) return { id, outcome: 'refused', answer: 'no connection' };
    return await new Promise((resolve) => {
      const asked = request(target, { createConnection: () => socket, signal, headers: { 'x-operation': id } });
      asked.on('response', (response) => {
        response.resume();
        const status = response.statusCode ?? 0;
        resolve({ id, outcome: status < 400 ? 'ok' : 'refused', answer: String(status) });
      });
      // No answer leaves it open whether it was done: neither lost nor done.
      asked.on('error', (error) => resolve({ id, outcome: 'unknown', answer: error.message }));
      asked.end();
    });
  },
  close: async () => undefined,
});

// Read here from the stores what became of the operations: invariants of a drill need it.
export const createOracle: WorkloadModule['createOracle'] = () => ({
  drained: async () => true,
  terminals: async () => [],
  conservations: async () => [],
  levels: async () => [],
  clear: async () => undefined,
  close: async () => undefined,
});
`;

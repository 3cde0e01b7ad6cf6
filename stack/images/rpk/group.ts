// rpk group list, describe, seek, delete.
import type { Admin } from 'kafkajs';
import { UsageError, type Flags, type FlagTable } from './flags.ts';
import { table } from './table.ts';

export const listGroups = async (admin: Admin): Promise<string> => {
  const [{ groups }, { controller }] = await Promise.all([admin.listGroups(), admin.describeCluster()]);
  const ids = groups.map(({ groupId }) => groupId).toSorted();
  const states = ids.length === 0 ? [] : (await admin.describeGroups(ids)).groups;
  const rows = ids.map((id) => [
    controller ?? 0,
    id,
    states.find(({ groupId }) => groupId === id)?.state ?? 'Unknown',
  ]);
  return `${table([['BROKER', 'GROUP', 'STATE'], ...rows])}\n`;
};

export const describeGroupFlags = {
  'print-summary': { kind: 'switch', short: 's' },
  'print-commits': { kind: 'switch', short: 'c' },
  'print-lag-per-topic': { kind: 'switch', short: 't' },
  regex: { kind: 'switch', short: 'r' },
} satisfies FlagTable;

export const describeGroups = async (admin: Admin, flags: Flags): Promise<string> => {
  const texts = [];
  for (const group of wantedGroups(flags)) texts.push(await describeGroup(admin, group, flags));
  return texts.join('\n');
};

const wantedGroups = ({ positional }: Flags): readonly string[] => {
  if (positional.length === 0) throw new UsageError('requires at least 1 arg(s), only received 0');
  return positional;
};

const describeGroup = async (admin: Admin, groupId: string, flags: Flags): Promise<string> => {
  const [{ groups }, { controller }, lags] = await Promise.all([
    admin.describeGroups([groupId]),
    admin.describeCluster(),
    lagsOf(admin, groupId),
  ]);
  const { state, protocol, members = [] } = groups[0] ?? {};
  const summary = table([
    ['GROUP', groupId],
    ['COORDINATOR', controller ?? 0],
    ['STATE', state ?? 'Unknown'],
    ['BALANCER', protocol ?? ''],
    ['MEMBERS', members.length],
    ['TOTAL-LAG', lags.reduce((sum, { lag }) => sum + lag, 0)],
  ]);
  if (flags.on('print-summary') || lags.length === 0) return `${summary}\n`;
  const assigned = members.map((member) => ({ ...member, topics: assignedTopics(member.memberAssignment) }));
  const rows = lags.map(({ topic, partition, current, low, high, lag }) => {
    const member = assigned.find(({ topics }) => topics.get(topic)?.includes(partition) === true);
    return [
      topic,
      partition,
      current,
      low,
      high,
      lag,
      member?.memberId ?? '',
      member?.clientId ?? '',
      hostOf(member?.clientHost),
    ];
  });
  const titles = [
    'TOPIC',
    'PARTITION',
    'CURRENT-OFFSET',
    'LOG-START-OFFSET',
    'LOG-END-OFFSET',
    'LAG',
    'MEMBER-ID',
    'CLIENT-ID',
    'HOST',
  ];
  return `${summary}\n\n${table([titles, ...rows])}\n`;
};

const hostOf = (host = ''): string => host.replace(/^\//, '');

const lagsOf = async (admin: Admin, groupId: string) => {
  const rows = [];
  for (const { topic, partitions } of await admin.fetchOffsets({ groupId })) {
    const marks = await admin.fetchTopicOffsets(topic);
    for (const { partition, offset } of partitions) {
      const { low = '0', high = '0' } = marks.find((mark) => mark.partition === partition) ?? {};
      // -1: nothing is committed there.
      const current = Number(offset) < 0 ? null : Number(offset);
      const lag = Number(high) - (current ?? Number(low));
      rows.push({ topic, partition, current: current ?? '-', low: Number(low), high: Number(high), lag });
    }
  }
  return rows.toSorted(
    (one, other) => one.topic.localeCompare(other.topic) || one.partition - other.partition,
  );
};

/** The consumer protocol's assignment: a version, then topics with their partitions. */
const assignedTopics = (bytes: Buffer): ReadonlyMap<string, readonly number[]> => {
  const topics = new Map<string, number[]>();
  // A member that has just joined has none.
  if (bytes.length < 6) return topics;
  let at = 2;
  const int32 = (): number => bytes.readInt32BE((at += 4) - 4);
  for (let left = int32(); left > 0; left -= 1) {
    const length = bytes.readInt16BE(at);
    const topic = bytes.toString('utf8', at + 2, at + 2 + length);
    at += 2 + length;
    topics.set(topic, Array.from({ length: int32() }, int32));
  }
  return topics;
};

export const seekFlags = { to: { kind: 'text' }, topics: { kind: 'list' } } satisfies FlagTable;

export const seekGroup = async (admin: Admin, flags: Flags): Promise<string> => {
  const [groupId = ''] = wantedGroups(flags);
  const to = flags.text('to');
  if (to === null) throw new UsageError('--to is required: start, end, or a time in milliseconds');
  const before = await lagsOf(admin, groupId);
  const topics =
    flags.list('topics').length > 0 ? flags.list('topics') : [...new Set(before.map(({ topic }) => topic))];
  const rows: (string | number)[][] = [];
  for (const topic of topics) {
    const partitions = await targetOffsets(admin, topic, to);
    await admin.setOffsets({ groupId, topic, partitions });
    for (const { partition, offset } of partitions) {
      const prior = before.find((row) => row.topic === topic && row.partition === partition)?.current ?? '-';
      rows.push([topic, partition, prior, offset]);
    }
  }
  return `${table([['TOPIC', 'PARTITION', 'PRIOR-OFFSET', 'CURRENT-OFFSET'], ...rows])}\n`;
};

const targetOffsets = async (admin: Admin, topic: string, to: string) => {
  if (/^\d+$/.test(to)) {
    const ms = to.length <= 10 ? Number(to) * 1000 : Number(to);
    return admin.fetchTopicOffsetsByTimestamp(topic, ms);
  }
  if (to !== 'start' && to !== 'end')
    throw new UsageError(`invalid --to "${to}": wanted start, end, or a time`);
  const marks = await admin.fetchTopicOffsets(topic);
  return marks.map(({ partition, low, high }) => ({ partition, offset: to === 'start' ? low : high }));
};

export const deleteGroups = async (admin: Admin, flags: Flags): Promise<string> => {
  const results = await admin.deleteGroups([...wantedGroups(flags)]);
  return `${table([['GROUP', 'STATUS'], ...results.map(({ groupId }) => [groupId, 'OK'])])}\n`;
};

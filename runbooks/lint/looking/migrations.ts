// Commands that change a database's schema by a migration tool.
import { hasOption, type Call } from './calls.ts';
import { oncePer } from './once.ts';

const tools: readonly RegExp[] = [
  /\bprisma migrate (?:deploy|reset)\b/,
  /\bprisma db push\b/,
  /\balembic (?:-\S+ \S+ )?upgrade\b/,
  /\bflask db upgrade\b/,
  /\bflyway (?:\S+ )*migrate\b/,
  /\bliquibase (?:\S+ )*update\b/,
  /\b(?:rails|rake) db:migrate(?!:status)\b/,
  /\bmanage\.py migrate\b(?! --plan)/,
  /\bknex migrate:latest\b/,
  /\bsequelize(?:-cli)? db:migrate(?!:status)\b/,
  /\btypeorm\S* (?:\S+ )*migration:run\b/,
  /\bdotnet ef database update\b/,
  /\bgoose (?:\S+ )*up\b/,
  /\bmigrate (?:-\S+ \S+ )*up\b/,
  /\bartisan migrate(?!:status)\b/,
  /\b(?:dbmate|sqlx|diesel|atlas|drizzle-kit) (?:migrat\w*|up|apply|push)\b/,
  /\bdb:migrate$/,
];

// What each of them contains.
const anyOfThem = /migrat|push|upgrade|update|up\b|apply/;

/** A migration forwards, in the tools that are widely used, and `make migrate`. */
export const migratesSchema = oncePer((call: Call): boolean => {
  if (![call.program, ...call.words].some((word) => anyOfThem.test(word))) return false;
  const line = [call.program, ...call.words].join(' ').replace(/\s+/g, ' ');
  if (hasOption(call.words, '--plan', '--dry-run', '--sql', '--list')) return false;
  return (
    tools.some((tool) => tool.test(line)) ||
    /^(?:make|just|task|npm run|yarn|pnpm) (?:run )?(?:db[:-])?migrate(?:[:-](?:up|latest|deploy|prod\w*))?$/.test(
      line,
    )
  );
});

// Addresses of HTTP of which everybody knows what a request to them does, whatever its method says.

/** POST to these only asks: queries that are too long for an address. */
const asking =
  /^[^?#]*\/(api\/v1\/(query|query_range|query_exemplars|series|labels|format_query)|_search|_count|_msearch|_mget)(\?|$)/;

/** What is sent here reaches people or money. */
const outside =
  /^https?:\/\/([\w-]+\.)*(hooks\.slack\.com|slack\.com\/api|(events|api)\.pagerduty\.com|(api|events)\.(eu\.)?opsgenie\.com|discord(app)?\.com\/api|api\.telegram\.org|api\.twilio\.com|api\.stripe\.com|api\.sendgrid\.com|api\.mailgun\.net|(outlook|[\w-]+\.webhook)\.office\.com|api\.statuspage\.io|api\.github\.com|api\.cloudflare\.com|[\w-]+\.atlassian\.net)(\/|:|$)/i;

export const onlyAsks = (url: string): boolean => asking.test(url);
export const reachesPeople = (url: string): boolean => outside.test(url);

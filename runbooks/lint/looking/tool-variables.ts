// Variables that programs of the shell itself read: exporting them is all that they need.

export const isToolVariable = (name: string): boolean =>
  isAmbient(name) || /^(CLUSTER|NAMESPACE|NS|CONTEXT|REGION|PROFILE)$/.test(name);

/** The same without those that are as often a name which the runbook made up. */
export const isAmbient = (name: string): boolean =>
  /^(PATH|HOME|LANG|LC_\w+|TERM|EDITOR|TZ|PS1|SHELL|TMPDIR|JAVA_HOME|GOPATH|PYTHONPATH|NODE_OPTIONS|NODE_ENV|EMAIL|BROWSER|HIST\w*)$/.test(
    name,
  ) ||
  /^(AWS|AZURE|ARM|GOOGLE|GCLOUD|CLOUDSDK|KUBE|HELM|DOCKER|COMPOSE|TF|TG|VAULT|CONSUL|NOMAD|PG|MYSQL|REDISCLI|ETCDCTL|ETH|FOUNDRY|GIT|GITHUB|GH|GITLAB|CI|SSH|GPG|SOPS|ARGOCD|FLUX|ISTIO|NPM|PIP|BORG|RESTIC|RCLONE|ANSIBLE|PACKER|SNYK|SENTRY|HEROKU|FLY|VERCEL|CLOUDFLARE|DIGITALOCEAN|HTTPS?|NO|ALL|FTP)_/.test(
    name,
  ) ||
  /^(KUBECONFIG|PGPASSWORD|PGHOST|PGUSER|PGPORT|PGDATABASE|PGSSLMODE|MYSQL_PWD|REDISCLI_AUTH|DATABASE_URL|HTTP_PROXY|https?_proxy|no_proxy|VISUAL|PAGER)$/.test(
    name,
  );

// The small stack that examples of rules with `needs` are judged against; --explain and docs/lint-rules.md show it.

export const exampleCompose = `name: shop
services:
  api:
    build: .
    ports: ["8080:8080"]
    environment:
      DATABASE_URL: postgres://db:5432/shop
      LOG_LEVEL: info
  worker:
    build: .
    stop_grace_period: 30s
  db:
    image: postgres:16
    container_name: shop-postgres
    ports: ["5432:5432"]
    volumes: ["db-data:/var/lib/postgresql/data"]
  cache:
    image: redis:7
    volumes: ["cache-data:/data"]
volumes:
  db-data:
  cache-data:
`;

export const exampleRules = `groups:
  - name: shop
    rules:
      - alert: HighErrorRate
        expr: sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.05
        for: 5m
        labels: { severity: critical }
      - alert: QueueBacklog
        expr: shop_queue_depth > 1000
        for: 10m
        labels: { severity: warning }
`;

export const exampleMetrics = `# TYPE http_requests_total counter
http_requests_total{method="GET",status="200"} 1027
http_requests_total{method="GET",status="500"} 3
# TYPE http_request_duration_seconds histogram
http_request_duration_seconds_bucket{le="0.1"} 900
http_request_duration_seconds_bucket{le="+Inf"} 1030
http_request_duration_seconds_sum 53.4
http_request_duration_seconds_count 1030
# TYPE shop_queue_depth gauge
shop_queue_depth 12
# TYPE rpc_duration_seconds summary
rpc_duration_seconds{quantile="0.99"} 0.2
rpc_duration_seconds_sum 17.5
rpc_duration_seconds_count 300
# TYPE up gauge
up{job="api"} 1
`;

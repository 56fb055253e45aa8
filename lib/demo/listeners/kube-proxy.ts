import type { RequestListener } from 'node:http';
import { writeJson, writeText } from './listener.ts';

/** Answers as kube-proxy's health port, which load balancers ask. */
export const kubeProxyHealth: RequestListener = (request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://kube-proxy');
  const now = new Date().toISOString();
  if (pathname === '/healthz' || pathname === '/livez') {
    writeJson(response, { lastUpdated: now, currentTime: now, nodeEligible: true });
  } else writeText(response, { status: 404, body: '404 page not found\n' });
};

/** Answers as kube-proxy's metrics port. */
export const kubeProxyMetrics: RequestListener = (request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://kube-proxy');
  if (pathname === '/healthz') writeText(response, { body: 'ok' });
  else if (pathname === '/proxyMode') writeText(response, { body: 'nftables' });
  else if (pathname === '/metrics') {
    const help =
      '# HELP kubeproxy_sync_proxy_rules_endpoint_changes_total [ALPHA] Cumulative proxy rules Endpoint changes\n';
    const type = '# TYPE kubeproxy_sync_proxy_rules_endpoint_changes_total counter\n';
    writeText(response, { body: `${help}${type}kubeproxy_sync_proxy_rules_endpoint_changes_total 4182\n` });
  } else writeText(response, { status: 404, body: '404 page not found\n' });
};

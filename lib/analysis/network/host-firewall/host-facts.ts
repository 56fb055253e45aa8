/** Under which name a scan keeps its firewall of hosts; another shape needs another number. */
export const HOST_FACTS = 'hosts.1';

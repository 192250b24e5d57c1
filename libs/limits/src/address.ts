import ipaddr from 'ipaddr.js';

/**
 * The network an address is counted under: an IPv4 address itself, also when written as IPv6 (`::ffff:192.0.2.1`); for IPv6 the /64,
 * because one connection is given a /64 and may choose any address in it. Text that is no address counts as itself.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  const network = [...(parsed as ipaddr.IPv6).parts.slice(0, 4), 0, 0, 0, 0];
  return `${new ipaddr.IPv6(network).toString()}/64`;
}

import ipaddr from 'ipaddr.js';

/**
 * Whom an address stands for when it is counted: an IPv4 address itself, also where it is written as IPv6 (`::ffff:192.0.2.1`); of IPv6
 * the /64, because that is what one connection is given and it may choose any address in it. Text that is no address stands for itself.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.toString();
  const network = [...(parsed as ipaddr.IPv6).parts.slice(0, 4), 0, 0, 0, 0];
  return `${new ipaddr.IPv6(network).toString()}/64`;
}

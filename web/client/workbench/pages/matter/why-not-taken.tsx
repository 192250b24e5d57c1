import type { ReactNode } from 'react';
import { reasonText } from '../../../../src/texts/exchange-codes';

/** Why another node did not take a matter, in words. */
export default function WhyNotTaken({ code }: { readonly code: string }): ReactNode {
  return reasonText(code);
}

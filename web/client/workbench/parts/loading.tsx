import type { ReactNode } from 'react';
import { common } from '../../../src/texts/common';

export function Loading(): ReactNode {
  return (
    <p className="muted" role="status">
      {common.loading}
    </p>
  );
}

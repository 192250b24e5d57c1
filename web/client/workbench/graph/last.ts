import { useState } from 'react';

/** What the graph answered last: a question asked again that fails takes nothing away from the page. */
export function useLast<T>(answer: T | null | undefined): T | null {
  const [last, setLast] = useState<T | null>(answer ?? null);
  // While drawing, as React has it for what follows from a former drawing: https://react.dev/reference/react/useState#storing-information-from-previous-renders
  if (answer !== null && answer !== undefined && answer !== last) setLast(answer);
  return answer ?? last;
}

import { useState, type ReactNode } from 'react';
import { Confirm } from '../parts/confirm.tsx';
import { Field } from '../parts/field.tsx';
import { PlannedErasure, usePlan } from './planned.tsx';

interface EraseDialogProps {
  readonly ids: readonly string[];
  readonly name: string;
  readonly dismissal: string;
  readonly isSending: boolean;
  readonly outcome: ReactNode;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks before an erasure, which can be begun only once what it would do shows. */
export function EraseDialog({
  ids,
  name,
  dismissal,
  isSending,
  outcome,
  onConfirm,
  onClose,
}: EraseDialogProps) {
  const [reason, setReason] = useState('');
  const plan = usePlan(ids);
  return (
    <Confirm
      title={ids.length === 1 ? `Erase ${name}?` : `Erase ${ids.length} records of ${name}?`}
      action={isSending ? 'Beginning …' : 'Erase for good'}
      dismissal={dismissal}
      isBusy={isSending}
      obstacle={plan.records ? null : 'It can be begun once you have seen here what it would do.'}
      onConfirm={() => onConfirm(reason)}
      onClose={onClose}
    >
      <PlannedErasure plan={plan} />
      <Field
        label="Reason"
        value={reason}
        onChange={setReason}
        maxLength={1000}
        hint="Shown with the erasure later. It is in no receipt."
      />
      {outcome}
    </Confirm>
  );
}

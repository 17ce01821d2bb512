import { useLocation } from 'wouter';
import { usePageTitle } from '../../app/page-title';
import { useCanWrite, useStatus } from '../../app/status';
import { ChoiceGroup } from '../../components/choice-group';
import { Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import { ContactsView } from './contacts-view';
import { NotesView } from './notes-view';
import { StepsView } from './steps-view';

const views = { notes: '纪实', steps: '下一步', contacts: '联系人' } as const;
type View = keyof typeof views;

/** The work log: notes of a month, next steps that are open, people to call. */
export function LiaisonPage({ view }: { view: string }) {
  const [, navigate] = useLocation();
  const status = useStatus();
  const writable = useCanWrite();
  const steps = useLedgerQuery('workLogs.steps', {}, { keep: true });
  const shown: View = view === 'steps' || view === 'contacts' ? view : 'notes';
  usePageTitle([{ label: '沟通联络', to: '/liaison' }, { label: views[shown] }]);
  if (steps.error) return <Trouble failure={steps.error.failure} retry={() => void steps.refetch()} />;
  if (!steps.data || !status) return null;
  const { today } = status;
  const title = (
    <>
      <h1 className="title">沟通联络</h1>
      <ChoiceGroup<View>
        label="看什么"
        options={[
          { value: 'notes', label: views.notes },
          { value: 'steps', label: `${views.steps} ${steps.data.length}` },
          { value: 'contacts', label: views.contacts },
        ]}
        value={shown}
        onChange={(next) => navigate(next === 'notes' ? '/liaison' : `/liaison/${next}`)}
      />
    </>
  );
  if (shown === 'steps') return <StepsView title={title} steps={steps.data} today={today} writable={writable} />;
  if (shown === 'contacts') return <ContactsView title={title} writable={writable} />;
  return <NotesView title={title} today={today} writable={writable} />;
}

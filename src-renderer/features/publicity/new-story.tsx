import { useStatus } from '../../app/status';
import { run } from '../../ledger-client';
import { FieldsDialog } from '../problems/fields-dialog';

/** A new story: of which project, under what title. */
export function NewStory({
  month,
  onMade,
  onClose,
}: {
  month: string;
  onMade: (id: string) => void;
  onClose: () => void;
}) {
  const status = useStatus();
  if (!status) return null;
  return (
    <FieldsDialog
      title="写宣传稿"
      note="数据从项目台账取，照片从项目的附件里选。"
      entity="story"
      today={status.today}
      fields={[
        { name: 'project', required: true },
        { name: 'title', hint: '不填先用项目名称' },
      ]}
      initial={{}}
      confirm="开始写"
      save={async ({ project, title }) => {
        const result = await run('stories.begin', {
          project: String(project),
          month,
          ...(typeof title === 'string' ? { title: title.slice(0, 60) } : {}),
        });
        if (!result.ok) return result.error;
        onMade(result.value.id);
        return null;
      }}
      onClose={onClose}
    />
  );
}

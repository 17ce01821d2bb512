// The ledger in a process of its own, so that a test can kill it. Says on its output what has been acknowledged; bundled by the test.
import { writeSync } from 'node:fs';
import { openDoor } from '../../src-main/ledger/door';

const [folder = '', migrations = '', work = '', ...files] = process.argv.slice(2);
const door = openDoor(folder, { migrations });

/** One line that is out before anything else happens. */
const acknowledge = (text: string) => writeSync(1, `${text}\n`);

async function must(method: string, input: unknown): Promise<unknown> {
  const result = await door.call(method, input);
  if (!result.ok) {
    writeSync(2, `${method}: ${JSON.stringify(result.error)}\n`);
    process.exit(3);
  }
  return result.value;
}

acknowledge('ready');
if (work === 'commit') {
  for (let index = 0; ; index += 1) {
    const name = `项目 ${process.pid}-${index}`;
    const { id } = (await must('records.create', { entity: 'project', set: { name, total_investment: index } })) as {
      id: string;
    };
    acknowledge(`${id} ${name}`);
    await must('records.revise', { entity: 'project', id, set: { note: name } });
    acknowledge(`${id} ${name} ${name}`);
  }
} else if (work === 'merge') {
  for (const file of files) {
    await must('packages.import', { files: [file] });
    acknowledge(file);
  }
} else if (work === 'import') {
  for (const file of files) {
    await must('excel.import', { file });
    acknowledge(file);
  }
}
door.close();

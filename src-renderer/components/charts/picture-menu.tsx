import { Menu } from '@mantine/core';
import { IconCopy, IconDownload } from '@tabler/icons-react';
import { demand, failureOf } from '../../ledger-client';
import { showDone, showFailure } from '../toast';
import { paperColors } from './chart-colors';
import { base64Of, type Picture, pngOf, sheetPicture } from './picture';
import { type Sheet, sheetHtml, sheetText } from './sheet';

type Kind = 'png' | 'svg';

/**
 * 复制 and 另存 of a chart or a table. A chart is copied as a picture, a table as cells that Word and Excel take. `draw` makes the chart's
 * drawing in paper colours; without it what is meant is the table.
 */
export function PictureMenu({ sheet, draw }: { sheet: Sheet; draw?: (() => Picture) | undefined }) {
  const picture = () => draw?.() ?? sheetPicture(sheet, paperColors());
  const guarded = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      showFailure(failureOf(error));
    }
  };
  const copy = () =>
    guarded(async () => {
      const text = sheetText(sheet);
      await demand('charts.copy', draw ? { png: await pngOf(draw()), text } : { html: sheetHtml(sheet), text });
      showDone(draw ? '图已复制，到 Word、WPS 里粘贴' : '表已复制，到 Word、Excel 里粘贴');
    });
  const save = (kind: Kind) =>
    guarded(async () => {
      const file = await demand('files.chooseSave', { purpose: kind, name: `${sheet.title}.${kind}` });
      if (!file) return;
      const drawn = picture();
      const data = kind === 'svg' ? base64Of(drawn.svg) : await pngOf(drawn);
      const { name } = await demand('charts.save', { file: file.token, kind, data });
      showDone(`已存为“${name}”`);
    });
  return (
    <>
      <button
        type="button"
        className="btn sm quiet icon-only"
        aria-label={`复制${draw ? '图' : '表'}：${sheet.title}`}
        title={draw ? '复制图' : '复制表'}
        onClick={() => void copy()}
      >
        <IconCopy className="icon" aria-hidden="true" />
      </button>
      <Menu position="bottom-end">
        <Menu.Target>
          <button
            type="button"
            className="btn sm quiet icon-only"
            aria-label={`另存：${sheet.title}`}
            title="另存为图片"
          >
            <IconDownload className="icon" aria-hidden="true" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void save('png')}>另存为 PNG 图片</Menu.Item>
          <Menu.Item onClick={() => void save('svg')}>另存为 SVG 图片（放大不糊）</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

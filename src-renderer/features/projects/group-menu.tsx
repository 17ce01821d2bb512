import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconCheck, IconFold, IconLayoutRows, IconLineHeight } from '@tabler/icons-react';
import type { Grouping } from '../../../src-shared/contract/common';
import { groupings, groupLabels } from './grid-state';
import type { Folding } from './use-project-rows';

const allOpen: Folding = { all: false, except: [] };
const allFolded: Folding = { all: true, except: [] };

/** By what the rows stand in groups, and all groups open or folded. */
export function GroupMenu({
  group,
  onGroup,
  onFold,
}: {
  group: Grouping | null;
  onGroup: (group: Grouping | null) => void;
  onFold: (folding: Folding) => void;
}) {
  const fold = (label: string, folding: Folding, Icon: typeof IconFold) => (
    <Tooltip label={label}>
      <ActionIcon size="sm" variant="subtle" aria-label={label} onClick={() => onFold(folding)}>
        <Icon className="icon" aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            size="compact-xs"
            variant={group ? 'light' : 'subtle'}
            leftSection={<IconLayoutRows className="icon" aria-hidden="true" />}
          >
            {group ? `分组：${groupLabels[group]}` : '分组'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {groupings.map((each) => (
            <Menu.Item
              key={each}
              onClick={() => onGroup(each)}
              rightSection={group === each && <IconCheck className="icon" aria-hidden="true" />}
            >
              按{groupLabels[each]}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item disabled={!group} onClick={() => onGroup(null)}>
            不分组
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {group && fold('收起全部分组', allFolded, IconFold)}
      {group && fold('展开全部分组', allOpen, IconLineHeight)}
    </>
  );
}

import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { Trouble } from '../components/trouble';

/**
 * What stands in place of a screen that a bug has broken. What was saved is in the ledger, so that loading the window anew loses
 * nothing but what was being typed.
 */
export class CrashPage extends Component<{ children: ReactNode; address: string }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override componentDidUpdate(before: { address: string }): void {
    // Another address may work: going on must not need a restart.
    if (this.state.broken && before.address !== this.props.address) this.setState({ broken: false });
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <Trouble failure={{ code: 'unexpected', params: { incident: '见日志' } }} retry={() => location.reload()}>
        <Button
          onClick={() => {
            location.hash = '/';
          }}
        >
          回到工作台
        </Button>
      </Trouble>
    );
  }
}
